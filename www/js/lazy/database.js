/**
 * IndexedDB as this site's stores use it: a database is open for one transaction at a time, so that another tab can remove it,
 * and who changed a store says so to all tabs.
 */

/**
 * @param {string} name
 * @param {(database: IDBDatabase) => void} create makes its stores
 */
export function databaseCalled(name, create) {
  /** @returns {Promise<IDBDatabase>} */
  const open = () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => create(request.result);
      request.onsuccess = () => {
        // Everything may be forgotten in another tab.
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });

  return {
    /**
     * @param {string[]} names of stores
     * @param {IDBTransactionMode} mode
     * @param {(...stores: IDBObjectStore[]) => IDBRequest[]} ask
     * @param {IDBTransactionOptions} [options]
     * @returns {Promise<any[]>} the answers, once they are kept
     */
    async transact(names, mode, ask, options) {
      const database = await open();
      try {
        return await new Promise((resolve, reject) => {
          const transaction = database.transaction(names, mode, options);
          const requests = ask(...names.map((store) => transaction.objectStore(store)));
          transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
          transaction.onabort = () => reject(transaction.error);
        });
      } finally {
        database.close();
      }
    },
  };
}

/**
 * A number in the settings' storage that says to a page, before its store is loaded, how much is there; and news of changes.
 * @param {string} flag
 */
export function countedIn(flag) {
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(flag) : null;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  channel?.addEventListener("message", () => listeners.forEach((listener) => listener()));

  return {
    /** @param {() => void} listener called when something changes, here or in another tab @returns {() => void} ends that */
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** @param {number} count of what is there now */
    tell(count) {
      if (count > 0) localStorage.setItem(flag, String(count));
      else localStorage.removeItem(flag);
      channel?.postMessage(null);
      for (const listener of listeners) listener();
    },
  };
}

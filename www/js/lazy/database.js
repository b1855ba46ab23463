/**
 * IndexedDB as this site's stores use it: a database is open for transactions that follow each other and closed then, or when
 * another tab wants to remove it; and who changed a store says so to all tabs.
 */

/** How long an unused database stays open, in ms. */
const IDLE = 500;

/**
 * @param {string} name
 * @param {(database: IDBDatabase) => void} create makes its stores
 */
export function databaseCalled(name, create) {
  /** @type {Promise<IDBDatabase> | null} */
  let opened = null;
  let users = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let closing;

  /** @returns {Promise<IDBDatabase>} */
  const open = () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => create(request.result);
      request.onsuccess = () => {
        // Everything may be forgotten in another tab.
        request.result.onversionchange = () => {
          opened = null;
          request.result.close();
        };
        request.result.onclose = () => (opened = null);
        resolve(request.result);
      };
      request.onerror = () => {
        opened = null;
        reject(request.error);
      };
    });

  const close = () => {
    const unused = opened;
    opened = null;
    void unused?.then((database) => database.close());
  };

  return {
    /**
     * @param {string[]} names of stores
     * @param {IDBTransactionMode} mode
     * @param {(...stores: IDBObjectStore[]) => IDBRequest[]} ask
     * @param {IDBTransactionOptions} [options]
     * @returns {Promise<any[]>} the answers, once they are kept
     */
    async transact(names, mode, ask, options) {
      clearTimeout(closing);
      users += 1;
      try {
        const database = await (opened ??= open());
        return await new Promise((resolve, reject) => {
          const transaction = database.transaction(names, mode, options);
          const requests = ask(...names.map((store) => transaction.objectStore(store)));
          transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
          transaction.onabort = () => reject(transaction.error);
        });
      } finally {
        users -= 1;
        if (users === 0) closing = setTimeout(close, IDLE);
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

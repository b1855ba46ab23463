/**
 * All that the site ever stores on this device, whichever part of it did: counted, and forgotten.
 */
import { forgetAllKept } from "./keep.js";

/** What the names of all that is ours begin with. */
const OURS = "archive-viewer";

/** Where databases can't be listed, those that are known. */
const DATABASES = [OURS, `${OURS}.kept`, `${OURS}-reading`];

/** Keys that are no settings. */
const NO_SETTINGS = ["positions", "notes", "kept", "recent", "reading"].map((name) => `${OURS}.${name}`);

/** @returns {Promise<{ settings: number, positions: number, notes: number, reading: number }>} */
export async function countStored() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(OURS));
  return {
    settings: keys.filter((key) => !NO_SETTINGS.includes(key)).length,
    positions: JSON.parse(localStorage.getItem(`${OURS}.positions`) ?? "[]").length,
    notes: Number(localStorage.getItem(`${OURS}.notes`) ?? 0),
    reading: await countIn(`${OURS}-reading`, "posts").catch(() => 0),
  };
}

/** @returns {Promise<string[]>} */
async function databases() {
  const found = (await indexedDB.databases?.().catch(() => null)) ?? null;
  return found ? found.flatMap(({ name }) => (name?.startsWith(OURS) ? [name] : [])) : DATABASES;
}

/** @param {string} name @param {string} store @returns {Promise<number>} */
async function countIn(name, store) {
  // Opening would make it.
  if (!(await databases()).includes(name)) return 0;
  const database = await answer(indexedDB.open(name));
  try {
    return database.objectStoreNames.contains(store)
      ? await answer(database.transaction(store).objectStore(store).count())
      : 0;
  } finally {
    database.close();
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** How long a service worker that is just being installed is waited for, in ms. */
const INSTALLING = 10_000;

/** @param {ServiceWorkerRegistration} registration whose worker puts parts into a cache until its state changes */
async function installed({ installing }) {
  if (!installing) return;
  await Promise.race([
    new Promise((resolve) => installing.addEventListener("statechange", resolve, { once: true })),
    new Promise((resolve) => setTimeout(resolve, INSTALLING)),
  ]);
}

/** Forgets everything and opens the viewer anew, which then doesn't keep its own parts either. */
export async function forgetEverything() {
  history.replaceState({ forgotten: true }, "");
  await forgetAllKept().catch(() => {});
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`${OURS}.kept`) : null;
  for (const name of await databases()) await answer(indexedDB.deleteDatabase(name)).catch(() => {});
  const scope = new URL(".", document.baseURI).href;
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (registration?.scope === scope) {
    await installed(registration);
    await registration.unregister();
  }
  for (const name of (await globalThis.caches?.keys().catch(() => [])) ?? [])
    if (name.startsWith(OURS) && name.includes(scope)) await caches.delete(name);
  clear();
  channel?.postMessage(null);
  // What the page writes when it is left goes too.
  addEventListener("pagehide", clear);
  history.replaceState({ forgotten: true }, "", location.pathname + location.search);
  location.reload();
}

function clear() {
  for (const storage of [localStorage, sessionStorage])
    for (const key of Object.keys(storage)) if (key.startsWith(OURS)) storage.removeItem(key);
}

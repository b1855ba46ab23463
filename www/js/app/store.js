/**
 * The page's one state, without DOM. It is replaced, never mutated: listeners compare the new state with the one before.
 */
import { HOME } from "./routes.js";
import { collectionOf } from "./selectors.js";

/** @import { Collection, Settings, State } from '../types.js' */

/** @typedef {(state: State, before: State) => void} Listener */

/** @param {Settings} settings */
export function createStore(settings) {
  /** @type {State} */
  let state = {
    route: HOME,
    collections: new Map(),
    entry: null,
    settings,
    notices: [],
    announcement: [],
    download: null,
    loading: false,
    update: null,
  };
  /** @type {Set<Listener>} */
  const listeners = new Set();
  /** @param {Partial<State>} change */
  const set = (change) => {
    const before = state;
    state = { ...state, ...change };
    for (const listener of listeners) listener(state, before);
  };
  return {
    get: () => state,
    set,
    /** @param {string} id @param {Partial<Collection>} change */
    setCollection: (id, change) =>
      set({ collections: new Map(state.collections).set(id, { ...collectionOf(state, id), ...change }) }),
    /** @param {Listener} listener */
    subscribe: (listener) => void listeners.add(listener),
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

/**
 * One state object for the whole page, without DOM. It is replaced, never changed in place:
 * whoever listens gets the new and the old one and sees by identity what is different.
 */

/** @import { State } from '../types.js' */

/** @typedef {(state: State, before: State) => void} Listener */

/**
 * @param {State} initial
 */
export function createStore(initial) {
  let state = initial;
  /** @type {Set<Listener>} */
  const listeners = new Set();
  return {
    get: () => state,
    /** @param {Partial<State>} change */
    set(change) {
      const before = state;
      state = { ...state, ...change };
      for (const listener of listeners) listener(state, before);
    },
    /** @param {Listener} listener */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

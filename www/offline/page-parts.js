/**
 * What the service worker keeps. `cargo xtask dist` replaces this module.
 */

/** Changes whenever one of the parts does. */
export const VERSION = "";

/** Paths of the page and its parts below its own, the page itself as `./`. @type {readonly string[]} */
export const PAGE_PARTS = [];

/** Those that are kept once the reader has asked for what they do. @type {readonly string[]} */
export const LATER_PARTS = [];

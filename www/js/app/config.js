/**
 * Options of a site; `cargo xtask dist` replaces this module.
 */

/** Origins besides our own whose posts `?src=` may open; the policy must name them too. @type {readonly string[]} */
export const allowedOrigins = [];

/**
 * Origins whose players may be shown in articles, such as `https://www.youtube-nocookie.com`; the policy must name them too
 * (frame-src). Without any, a card only says where its player is.
 * @type {readonly string[]}
 */
export const allowedFrames = [];

/** Where this viewer's source code is, linked on the first screen. @type {string | null} */
export const sourceCode = null;

/** The service worker's URL from the page, where the site is published with one. @type {string | null} */
export const serviceWorker = null;

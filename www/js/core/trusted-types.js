/**
 * The one Trusted Types policy of the page. Nothing here judges markup: what it passes is the core's `SafeHtml`,
 * and only sink.js asks for it; the only script address that it passes is our own worker's.
 */

import { workerAddress } from "./core-loader.js";

/** @typedef {{ createHTML(html: string): any, createScriptURL(url: string): any }} Policy */

/** @type {Policy | null | undefined} Undefined until first needed, null where the browser or the host page has no place for it. */
let policy;

/** @returns {Policy | null} */
function ourPolicy() {
  if (policy !== undefined) return policy;
  try {
    policy =
      /** @type {any} */ (globalThis).trustedTypes?.createPolicy("archive-viewer", {
        createHTML: (/** @type {string} */ html) => html,
        createScriptURL: (/** @type {string} */ url) => {
          if (url !== workerAddress()) throw new TypeError("only the worker of archive-viewer is started");
          return url;
        },
      }) ?? null;
  } catch {
    // A page that embeds the viewer may allow only the policies that it names.
    policy = null;
    refused = true;
  }
  return /** @type {Policy | null} */ (policy);
}

/** Whether the page has no place for our policy: a string is then no markup for it. */
let refused = false;

/**
 * @param {string} html the core's SafeHtml
 * @returns {string | null} in truth a TrustedHTML, where there are Trusted Types; null where the page refuses it
 */
export function trustedHtml(html) {
  const ours = ourPolicy();
  return refused ? null : (ours?.createHTML(html) ?? html);
}

/** @returns {string} the worker's address; in truth a TrustedScriptURL, where there are Trusted Types */
export function trustedWorkerUrl() {
  return ourPolicy()?.createScriptURL(workerAddress()) ?? workerAddress();
}

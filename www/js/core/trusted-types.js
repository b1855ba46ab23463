/**
 * The page's one Trusted Types policy. It does not inspect markup: only article/sink.js calls it, with the core's `SafeHtml`.
 * The only script URL that it passes is our own worker's.
 */
import { workerUrl } from "./core-loader.js";

/** @typedef {{ createHTML(html: string): any, createScriptURL(url: string): any }} Policy */

/** @type {Policy | null | undefined} Undefined until first needed; null where the browser has no Trusted Types or the page refuses our policy. */
let policy;

/** @returns {Policy | null} */
function ourPolicy() {
  if (policy !== undefined) return policy;
  try {
    policy =
      /** @type {any} */ (globalThis).trustedTypes?.createPolicy("archive-viewer", {
        createHTML: (/** @type {string} */ html) => html,
        createScriptURL: (/** @type {string} */ url) => {
          if (url !== workerUrl()) throw new TypeError("only the worker of archive-viewer is started");
          return url;
        },
      }) ?? null;
  } catch {
    // A page that embeds the viewer may allow only policies that it names.
    policy = null;
    refused = true;
  }
  return /** @type {Policy | null} */ (policy);
}

/** Whether the page refuses our policy, and so any string as markup. */
let refused = false;

/**
 * @param {string} html the core's SafeHtml
 * @returns {string | null} a TrustedHTML where the browser has Trusted Types; null where the page refuses our policy
 */
export function trustedHtml(html) {
  const ours = ourPolicy();
  return refused ? null : (ours?.createHTML(html) ?? html);
}

/** @returns {string} a TrustedScriptURL where the browser has Trusted Types */
export function trustedWorkerUrl() {
  return ourPolicy()?.createScriptURL(workerUrl()) ?? workerUrl();
}

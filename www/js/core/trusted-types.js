/**
 * The page's one Trusted Types policy. It does not inspect markup: only article/sink.js calls it, with the core's `SafeHtml`.
 * The only script URLs that it passes are those of our own workers.
 */
import { serviceWorker } from "../app/config.js";
import { isWorkerUrl, workerUrl } from "./core-loader.js";

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
          if (!isWorkerUrl(url) && url !== serviceWorker)
            throw new TypeError("only the workers of archive-viewer are started");
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

/**
 * @param {import("./core-loader.js").Part} part
 * @returns {string} a TrustedScriptURL where the browser has Trusted Types
 */
export function trustedWorkerUrl(part) {
  return ourPolicy()?.createScriptURL(workerUrl(part)) ?? workerUrl(part);
}

/** @param {string} url of the service worker @returns {string} a TrustedScriptURL where the browser has Trusted Types */
export const trustedServiceWorkerUrl = (url) => ourPolicy()?.createScriptURL(url) ?? url;

/**
 * Explains inside the element why something can't be shown, with the line that the page or the post's server needs.
 */
import { element } from "../js/views/element.js";
import { hostRefuses, hostRefusesWasm } from "./host-policy.js";
import { requests } from "./requests.js";

/** @import { CoreError, Words } from '../js/types.js' */

/** Origin of the viewer's own files. */
const VIEWER = new URL(import.meta.url).origin;

/**
 * @param {unknown} thrown
 * @returns {Promise<CoreError>} the same, or its cause
 */
export async function wordedFailure(thrown) {
  const error = /** @type {CoreError} */ (
    typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string"
      ? thrown
      : { code: "failed", message: String(thrown) }
  );
  /** @param {string} code @param {import('../js/types.js').Args} args */
  const rather = (code, args) => ({ ...error, code, args: { ...error.args, ...args } });
  const line = (/** @type {string} */ directive, /** @type {string} */ origin) =>
    `${directive} ${origin === self.origin ? "'self'" : origin}`;

  switch (error.code) {
    case "viewer-unavailable":
      if (await hostRefuses("script-src", VIEWER)) {
        return rather("blocked-script", { line: line("script-src", VIEWER) });
      }
      return rather("viewer-unavailable", { host: new URL(VIEWER).host });
    case "core-unavailable":
      if (await hostRefusesWasm()) {
        return rather("blocked-wasm", { line: `${line("script-src", VIEWER)} 'wasm-unsafe-eval'` });
      }
      if (await hostRefuses("connect-src", VIEWER)) {
        return rather("blocked-connect", { host: new URL(VIEWER).host, line: line("connect-src", VIEWER) });
      }
      return error;
    case "not-fetched": {
      const { origin, host, href } = new URL(String(error.args?.address));
      if (await hostRefuses("connect-src", origin)) {
        return rather("blocked-connect", { host, line: line("connect-src", origin) });
      }
      if (origin !== self.origin && (await answers(href))) {
        const asker = self.origin === "null" ? "*" : self.origin;
        return rather("refused-by-cors", { host, line: `Access-Control-Allow-Origin: ${asker}` });
      }
      return error;
    }
    case "too-large-here":
      return rather("too-large", {});
    default:
      return error;
  }
}

/**
 * Whether a server answers but does not allow pages to read the response.
 * @param {string} url
 */
async function answers(url) {
  if (requests.redirect !== "follow") return false;
  try {
    await fetch(url, { method: "HEAD", mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer" });
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {Words} words
 * @param {CoreError} failure
 * @returns {string}
 */
export function sentenceOf({ t }, { code, message, file = "", args = {} }) {
  // The size of the whole file is unknown: the download was cancelled at the limit.
  const key = code === "too-large" ? "too-large-embedded" : code;
  return t(`error.${key}`, { reason: message, ...args, file }, `${file}: ${message}`);
}

/**
 * @param {Words} words
 * @param {CoreError} failure
 * @param {() => void} retry
 */
export function failureView(words, failure, retry) {
  const line = failure.args?.line;
  return element(
    "div",
    { class: "embedded-failure", part: "error", role: "alert" },
    element("p", {}, sentenceOf(words, failure)),
    line !== undefined && element("code", { class: "embedded-line", dir: "ltr" }, String(line)),
    // The page's own fallback content.
    element("slot", {}),
    element("button", { type: "button", class: "quiet-button", onclick: retry }, words.t("embedding.retry")),
  );
}

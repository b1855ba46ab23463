/**
 * What the surrounding page's policy refuses. Scripts only see a request fail, but the browser reports violations to the page.
 */

/** @type {{ directive: string, uri: string }[]} the latest ones */
const refusals = [];

globalThis.document?.addEventListener("securitypolicyviolation", ({ disposition, effectiveDirective, blockedURI }) => {
  if (disposition !== "enforce") return;
  refusals.push({ directive: effectiveDirective, uri: blockedURI });
  if (refusals.length > 100) refusals.shift();
});

/** Delay between a failure and its report, in ms. */
const REPORT_DELAY = 50;

/**
 * @param {"script-src" | "connect-src"} directive
 * @param {string} prefix of the blocked URL, or the keyword that replaces it
 * @returns {Promise<boolean>} whether the page's policy refused it
 */
export async function hostRefuses(directive, prefix) {
  const isIt = () => refusals.some((one) => one.directive.startsWith(directive) && one.uri.startsWith(prefix));
  if (!isIt()) await new Promise((resolve) => setTimeout(resolve, REPORT_DELAY));
  return isIt();
}

/** The smallest WebAssembly module. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** @returns {Promise<boolean>} whether the page's policy forbids WebAssembly */
export async function hostRefusesWasm() {
  if (typeof WebAssembly === "undefined") return false;
  if (await hostRefuses("script-src", "wasm-eval")) return true;
  try {
    return !new WebAssembly.Module(EMPTY_MODULE);
  } catch {
    // Not every browser reports this violation.
    return true;
  }
}

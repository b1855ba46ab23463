/**
 * What the page around an element refuses. Browsers tell a script little more than "failed" when a page's policy
 * stands in the way; but they report to the page, and there one can listen.
 */

/** @type {{ directive: string, address: string }[]} the last ones */
const refusals = [];

document.addEventListener("securitypolicyviolation", ({ disposition, effectiveDirective, blockedURI }) => {
  if (disposition !== "enforce") return;
  refusals.push({ directive: effectiveDirective, address: blockedURI });
  if (refusals.length > 100) refusals.shift();
});

/** The report may come a moment after the failure. */
const MOMENT_MS = 50;

/**
 * @param {"script-src" | "connect-src"} directive
 * @param {string} address its beginning, or the word that stands for something without one
 * @returns {Promise<boolean>} whether the page's policy refused it
 */
export async function hostRefuses(directive, address) {
  const isIt = () => refusals.some((one) => one.directive.startsWith(directive) && one.address.startsWith(address));
  if (!isIt()) await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  return isIt();
}

/** A module of nothing, as small as there is. */
const NOTHING = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** @returns {Promise<boolean>} whether the page's policy lets no WebAssembly run */
export async function hostRefusesWasm() {
  if (typeof WebAssembly === "undefined") return false;
  if (await hostRefuses("script-src", "wasm-eval")) return true;
  try {
    return !new WebAssembly.Module(NOTHING);
  } catch {
    // Nothing else can be wrong with it. Not every browser reports this to the page.
    return true;
  }
}

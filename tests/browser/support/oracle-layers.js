// What is taken away of the layers of defence for a test, by rewriting what the server answers.

/** @typedef {{ core: string, sink: string, gate: boolean, csp: boolean }} Kept which layers stay, as in oracle.js */

/**
 * Where the policy goes, its header has to go from the same answers.
 * @param {Kept} kept
 * @returns {Map<string, (text: string) => string>} what becomes of the texts at paths
 */
export function changesWithout({ core, sink, gate, csp }) {
  /** @type {Map<string, (text: string) => string>} */
  const changes = new Map();
  if (!csp) {
    changes.set("/", (page) => changed(page, /<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
    changes.set("/js/core/reading-worker.js", (script) => script);
  }
  if (core === "raw") {
    changes.set("/pkg/archive_viewer.js", (script) => {
      const without = changed(script, "export function open_file_in_worker(", "function cleaned(");
      return changed(without, "export function open_bytes(", "function cleanedBytes(") + RAW;
    });
  }
  if (sink === "bypassed") changes.set("/js/article/sink.js", () => BYPASS);
  if (!gate) {
    changes.set("/js/article/image-gate.js", (script) => changed(script, /(\n {2}hold\(.*\) \{)/, "$1 return;"));
  }
  return changes;
}

/** The core, whose articles are what the file says. */
const RAW = `
export function open_file_in_worker(file) {
  const page = cleaned(file);
  return { ...page, html: page.original, plain: false };
}
export function open_bytes(...given) {
  const page = cleanedBytes(...given);
  return { ...page, html: page.original, plain: false };
}
`;

/** The sink as it must never be: the nodes belong to the living document from the start. */
const BYPASS = `
import { trustedHtml } from "../core/trusted-types.js";
export function inertNodes(html) {
  const holder = document.createElement("div");
  holder.innerHTML = trustedHtml(html);
  const fragment = document.createDocumentFragment();
  fragment.append(...holder.childNodes);
  return fragment;
}
`;

/** @param {string} text @param {string | RegExp} what @param {string} by */
function changed(text, what, by) {
  const after = text.replace(what, by);
  // A layer that is only believed to be gone would make the tests of the others worthless.
  if (after === text) throw new Error(`there is nothing like ${what} to take away`);
  return after;
}

/**
 * Posts in the page itself, in `<script type="text/markdown">` inside an element, which browsers don't run.
 */

/** @typedef {{ name: string, text: string }} InlinePost */

/**
 * @param {Element} host
 * @returns {InlinePost[]} in order, without empty ones
 */
export function inlinePosts(host) {
  return [...host.children]
    .filter((child) => child instanceof HTMLScriptElement && child.type.trim().toLowerCase() === "text/markdown")
    .map((script, index) => ({
      name: script.getAttribute("data-name") ?? (index === 0 ? "post.md" : `post-${index + 1}.md`),
      text: unindented(unguarded(script.textContent ?? "")),
    }))
    .filter(({ text }) => text.trim());
}

/**
 * Waits for the page's parser, which adds an element's children after the element.
 * @returns {Promise<void>}
 */
export function pageParsed() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
  });
}

/**
 * Removes the indentation that lines share with the surrounding tags.
 * @param {string} text
 */
function unindented(text) {
  const lines = text
    .replace(/^(?:[ \t]*\r?\n)+/, "")
    .replace(/\s+$/, "\n")
    .split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  const common = indents.reduce((shortest, indent) => {
    let length = 0;
    while (length < shortest.length && shortest[length] === indent[length]) length += 1;
    return shortest.slice(0, length);
  }, indents[0] ?? "");
  return lines.map((line) => (line.startsWith(common) ? line.slice(common.length) : line)).join("\n");
}

/**
 * Undoes `guarded` in code.js.
 * @param {string} text
 */
function unguarded(text) {
  return text.replace(/<(\\+)(?=\/?script|!--)/gi, (_, guards) => `<${guards.slice(1)}`);
}

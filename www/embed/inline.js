/**
 * Posts that stand in the page itself, in `<script type="text/markdown">` inside an element: no browser runs those.
 */

/** @typedef {{ name: string, text: string }} InlinePost */

/**
 * @param {Element} host
 * @returns {InlinePost[]} in their order, those without words left out
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
 * Waits for what may still be on its way to an element: the page's parser adds it after the element is there.
 * @returns {Promise<void>}
 */
export function pageParsed() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
  });
}

/**
 * Lines that are indented as the tags around them are, are meant without that.
 * @param {string} text
 */
function unindented(text) {
  const lines = text.replace(/^(?:[ \t]*\r?\n)+/, "").replace(/\s+$/, "\n").split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  const common = indents.reduce((shortest, indent) => {
    let length = 0;
    while (length < shortest.length && shortest[length] === indent[length]) length += 1;
    return shortest.slice(0, length);
  }, indents[0] ?? "");
  return lines.map((line) => (line.startsWith(common) ? line.slice(common.length) : line)).join("\n");
}

/**
 * Undoes what `guarded` in code.js did, so that no `</script>` of a post ends the element that holds it.
 * @param {string} text
 */
function unguarded(text) {
  return text.replace(/<(\\+)(?=\/?script|!--)/gi, (_, guards) => `<${guards.slice(1)}`);
}

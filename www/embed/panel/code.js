/**
 * Code that embeds a post in another page, as text; documented in docs/embedding.md.
 */

/** @param {string} value */
const quoted = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** @param {string} viewer URL of the viewer's folder */
const script = (viewer) => `<script type="module" src="${quoted(new URL("embed/define.js", viewer).href)}"></script>`;

/**
 * @param {string} viewer URL of the viewer's folder
 * @param {string} src the post's URL
 * @param {string} title the post's, for browsers without scripts
 * @returns {string}
 */
export function elementCode(viewer, src, title) {
  const link = `<a href="${quoted(src)}">${quoted(title)}</a>`;
  return `${script(viewer)}\n<archived-post src="${quoted(src)}">${link}</archived-post>\n`;
}

/**
 * @param {string} viewer
 * @param {string} src
 * @param {string} title
 * @returns {string}
 */
export function frameCode(viewer, src, title) {
  const page = new URL("embed.html", viewer);
  page.searchParams.set("src", src);
  const attributes = `src="${quoted(page.href)}" title="${quoted(title)}" width="100%" height="600" loading="lazy" style="border: 0"`;
  return `<iframe ${attributes}></iframe>\n`;
}

/**
 * For a post without a URL: the page contains its text.
 * @param {string} viewer
 * @param {string} name of the file
 * @param {string} text of the file
 * @returns {string}
 */
export function inlineCode(viewer, name, text) {
  const post = `<script type="text/markdown" data-name="${quoted(name)}">\n${guarded(text)}\n</script>`;
  return `${script(viewer)}\n<archived-post>\n${post}\n</archived-post>\n`;
}

/**
 * Character references don't work inside `<script>`, so text that would end it or begin another gets a backslash after its
 * `<`, which inline.js removes.
 * @param {string} text
 */
export function guarded(text) {
  return text.replace(/<(\\*)(?=\/?script|!--)/gi, (_, guards) => `<${guards}\\`);
}

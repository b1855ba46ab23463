/**
 * The cleaned post as Markdown with front matter, which Jekyll reads and this viewer opens to the same article. What Markdown
 * can't express (a table with spans, ruby, a figure with a caption) stays HTML.
 */

/** @import { ReadingPage } from '../types.js' */
/** @import { SavedComment } from './saved-discussion.js' */

/** The core's attribute of a link that was written as `[[note]]`. */
const NOTE_LINK = "data-wikilink";

/**
 * @param {ReadingPage} page
 * @param {DocumentFragment} nodes the cleaned article
 * @param {SavedComment[]} [comments]
 * @returns {string}
 */
export function markdownOf(page, nodes, comments = []) {
  /** @type {[string, unknown][]} */
  const fields = [
    ["layout", page.layout],
    ["title", page.title],
    ["date", page.date?.iso],
    ["author", page.author],
    ["from", page.source?.url ?? page.sourceText],
    ["lang", page.lang],
    ["tags", page.tags.length > 0 ? page.tags : null],
    ["categories", page.categories.length > 0 ? page.categories : null],
    ["description", page.description],
    ["published", page.published ? null : false],
  ];
  // Dates stay unquoted.
  const front = fields.flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [`${name}: ${name === "date" ? value : yaml(value)}`],
  );
  if (page.source) {
    // On the page that the post is from, a note of its archive is not.
    for (const link of nodes.querySelectorAll("a[href]")) {
      if (!/^(?:[a-z][a-z0-9+.-]*:|[#{/])/i.test(link.getAttribute("href") ?? "")) link.setAttribute(NOTE_LINK, "");
    }
  }
  if (comments.length > 0) front.push("comments:", ...comments.flatMap((one) => linesOf(one, 0)));
  return `---\n${front.join("\n")}\n---\n\n${blocks(nodes)}\n`;
}

/** @param {unknown} value @returns {string} JSON, which is YAML but for characters that end a line there or are none */
function yaml(value) {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Replies nested deeper follow their comment, as on the page: readers of YAML limit its depth, and its brackets. */
const MAX_DEPTH = 6;

/** @param {SavedComment} comment @param {number} depth @returns {string[]} its item in the front matter */
function linesOf({ author, authorId, date, extra, nodes, replies }, depth) {
  /** @type {[string, string | null | undefined][]} */
  const fields = [
    ["author", author],
    ["authorID", authorId],
    ["date", date?.iso],
    ["content", blocks(nodes)],
    ...extra.map(([name, value]) => /** @type {[string, string]} */ ([yaml(name), value])),
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`${name}: ${yaml(value)}`] : []));
  const isDeep = depth >= MAX_DEPTH;
  const below = replies.flatMap((reply) => linesOf(reply, isDeep ? depth : depth + 1));
  if (!isDeep && below.length > 0) lines.push("replies:", ...below);
  const item = lines.map((line, at) => `  ${at === 0 ? "- " : "  "}${line}`);
  return isDeep ? item.concat(below) : item;
}

/** @param {ParentNode & Node} parent @returns {string} */
function blocks(parent) {
  return [...parent.childNodes].map(block).filter(Boolean).join("\n\n");
}

/** @param {Node} node @returns {string} */
function block(node) {
  if (node.nodeType !== 1) return startOfLine(escaped(node.textContent?.trim() ?? ""));
  const element = /** @type {Element} */ (node);
  const heading = /^h([1-6])$/.exec(element.localName);
  if (heading) return hasIds(element) ? html(element) : `${"#".repeat(Number(heading[1]))} ${inline(element)}`;
  switch (element.localName) {
    case "p":
      return startOfLine(inline(element).trim());
    case "hr":
      return "---";
    case "pre":
      return fenced(element);
    case "blockquote":
      return hasIds(element) ? html(element) : prefixed(blocks(element), "> ", "> ");
    case "ul":
    case "ol":
      return list(element);
    default:
      return html(element);
  }
}

/** @param {Element} element */
function list(element) {
  const items = [...element.children];
  const simple = items.every((item) => item.localName === "li" && !item.hasAttribute("value") && !hasIds(item));
  if (!simple || element.hasAttribute("reversed") || element.hasAttribute("type")) return html(element);
  const start = Number(element.getAttribute("start") ?? "1");
  const written = items.map((item, index) => {
    const mark = element.localName === "ol" ? `${start + index}. ` : "- ";
    const isLoose = [...item.children].some((child) => child.localName === "p");
    const text = isLoose ? blocks(item) : tight(item);
    return prefixed(text, mark, " ".repeat(mark.length));
  });
  return written.join(items.some((item) => item.querySelector(":scope > p")) ? "\n\n" : "\n");
}

/** @param {Element} item of inline content, perhaps followed by lists */
function tight(item) {
  let text = "";
  for (const child of item.childNodes) {
    const isBlock =
      child.nodeType === 1 &&
      /^(?:ul|ol|pre|blockquote|table|figure|h[1-6]|dl|details|hr)$/.test(/** @type {Element} */ (child).localName);
    text += isBlock ? `\n${block(child)}\n` : inlineNode(child);
  }
  return startOfLine(text.trim().replace(/\n{2,}/g, "\n"));
}

/** @param {Element} pre */
function fenced(pre) {
  const [code, more] = pre.childNodes;
  if (more || code?.nodeName !== "CODE" || hasIds(pre)) return html(pre);
  const text = pre.textContent ?? "";
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/**
 * @param {Element} element
 * @returns {string} its HTML. Blank lines, which would end an HTML block, are removed outside of `pre`.
 */
function html(element) {
  const written = element.outerHTML.replace(/\{(?=[{%:#])/g, "&#123;");
  return element.matches("pre, :has(pre)") ? written : written.replace(/\n\s*\n/g, "\n");
}

/** @param {Element} element */
function hasIds(element) {
  return element.hasAttribute("id") || element.querySelector("[id]") !== null;
}

/** @param {Element} element @returns {string} */
function inline(element) {
  return [...element.childNodes].map(inlineNode).join("");
}

/** @param {Node} node @returns {string} */
function inlineNode(node) {
  if (node.nodeType === 3) return escaped((node.textContent ?? "").replace(/\s+/g, " "));
  if (node.nodeType !== 1) return "";
  const element = /** @type {Element} */ (node);
  if (element.id || element.hasAttribute("lang") || element.hasAttribute("dir")) return tagged(element);
  const inside = () => inline(element);
  switch (element.localName) {
    case "strong":
    case "b":
      return marked(inside(), "**", element);
    case "em":
    case "i":
      return marked(inside(), "*", element);
    case "br":
      return "<br>";
    case "a": {
      const address = element.getAttribute("href") ?? "";
      // A template tag is the only URL with spaces that is kept.
      if (/^\{% (?:post_url|link) [^\s(){}%<>"'`\\]+ %\}$/.test(address)) return `[${inside()}](${address})`;
      return /[\s()<>{]/.test(address) || !address || element.hasAttribute(NOTE_LINK)
        ? tagged(element)
        : `[${inside()}](${address})`;
    }
    default:
      return tagged(element);
  }
}

/**
 * An inline element as HTML tags around Markdown.
 * @param {Element} element
 */
function tagged(element) {
  const tags = html(/** @type {Element} */ (element.cloneNode(false)));
  const end = `</${element.localName}>`;
  return tags.endsWith(end) ? tags.slice(0, -end.length) + inline(element) + end : tags;
}

/**
 * Next to Han characters and punctuation Markdown's emphasis signs may not apply: there it stays HTML.
 * @param {string} text
 * @param {string} sign
 * @param {Element} element
 */
function marked(text, sign, element) {
  const around = `${element.previousSibling?.textContent?.slice(-1) ?? " "}${element.nextSibling?.textContent?.[0] ?? " "}`;
  const plain = /^[\p{L}\p{N}].*[\p{L}\p{N}]$/su.test(text) || /^[\p{L}\p{N}]$/u.test(text);
  return plain && /^[\s\p{Script=Han},.;:!?，。；：！？、]*$/u.test(around) ? `${sign}${text}${sign}` : tagged(element);
}

/** @param {string} text @returns {string} with the syntax of Markdown, HTML and templates escaped */
function escaped(text) {
  return text
    .replace(/[\\`*_[\]<>#|~$^]|=(?==)|%(?=%)/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/\{(?=[{%:#])/g, "&#123;");
}

/** @param {string} text @returns {string} that does not begin a list, heading, quote or table */
function startOfLine(text) {
  return text.replace(/^(\d+)([.)])(?=\s)/, "$1\\$2").replace(/^([-+=:])/, "\\$1");
}

/** @param {string} text @param {string} first @param {string} rest */
function prefixed(text, first, rest) {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? first + line : line === "" ? rest.trimEnd() : rest + line))
    .join("\n");
}

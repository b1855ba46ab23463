/**
 * The cleaned post as a standalone HTML document without scripts.
 */

/** @import { ReadingPage } from '../types.js' */
/** @import { SavedComment } from './saved-discussion.js' */

const STYLE = `:root{color-scheme:light dark}body{max-width:38rem;margin:3rem auto;padding:0 1rem;font:1.125rem/1.7 serif;overflow-wrap:anywhere}h1{line-height:1.3;text-wrap:balance}header p,figcaption,footer{font:.875rem/1.6 sans-serif;opacity:.75}img{max-width:100%;height:auto}figure{margin:1.8em 0}table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border-bottom:1px solid;padding:.4em .8em .4em 0;text-align:start}blockquote{margin-inline:0;padding-inline-start:1.2em;border-inline-start:2px solid}pre{white-space:pre-wrap}.comments{margin-top:4rem;border-top:1px solid}.comment-list,.children{list-style:none;padding:0}.children{padding-inline-start:1rem;border-inline-start:1px solid}`;

/**
 * @param {ReadingPage} page
 * @param {DocumentFragment} nodes the cleaned article, which is consumed
 * @param {SavedComment[]} comments whose nodes are consumed
 * @param {string} heading of the discussion
 * @returns {string}
 */
export function documentOf(page, nodes, comments, heading) {
  const made = nodes.ownerDocument.implementation.createHTMLDocument(page.title);
  const root = made.documentElement;
  root.lang = page.lang;
  root.dir = page.dir;
  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
  const add = (tag, attributes, ...children) => {
    const node = made.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  made.head.replaceChildren(
    add("meta", { charset: "utf-8" }),
    add("meta", {
      "http-equiv": "Content-Security-Policy",
      content: "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'",
    }),
    add("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    add("meta", { name: "referrer", content: "no-referrer" }),
    add("title", {}, page.title),
    ...(page.author ? [add("meta", { name: "author", content: page.author })] : []),
    ...(page.source ? [add("link", { rel: "canonical", href: page.source.url })] : []),
  );
  const facts = [
    page.date && add("time", { datetime: page.date.iso }, page.date.iso.slice(0, 10)),
    page.author,
    page.source ? add("a", { href: page.source.url }, page.source.url) : page.sourceText,
  ].filter((fact) => fact !== null);
  const line = add("p", {});
  facts.forEach((fact, index) => line.append(...(index > 0 ? [" · "] : []), fact));
  made.body.replaceChildren(
    add(
      "article",
      {},
      add("header", {}, add("h1", {}, page.title), ...(facts.length > 0 ? [line] : [])),
      made.adoptNode(nodes),
      ...(page.tags.length > 0 ? [add("footer", {}, add("p", {}, page.tags.map((tag) => `#${tag}`).join(" ")))] : []),
    ),
  );
  // The classes are those of publishing systems, by which this viewer and others know comments.
  /** @param {SavedComment[]} some @param {string} name @returns {HTMLElement} */
  const listOf = (some, name) =>
    add(
      "ol",
      { class: name },
      ...some.map(({ author, authorId, date, nodes: text, replies }) =>
        add(
          "li",
          { class: "comment" },
          add(
            "header",
            { class: "comment-meta" },
            ...(author || authorId ? [add("b", { class: "fn" }, author ?? authorId ?? ""), " "] : []),
            ...(date ? [add("time", { datetime: date.iso }, date.iso.slice(0, 10))] : []),
          ),
          made.adoptNode(text),
          ...(replies.length > 0 ? [listOf(replies, "children")] : []),
        ),
      ),
    );
  if (comments.length > 0)
    made.body.append(add("section", { class: "comments" }, add("h2", {}, heading), listOf(comments, "comment-list")));
  // Added as text: a style element would fall under this page's policy even outside of it.
  const html = root.outerHTML.replace("</head>", `<style>${STYLE}</style></head>`);
  return `<!doctype html>\n${html}\n`;
}

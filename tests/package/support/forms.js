// A post as the page saves it, without a browser: what the core writes is held to be the same.

import { holdPostLinks, postUrlOf } from "../../../www/js/article/links.js";
import { documentOf } from "../../../www/js/lazy/document.js";
import { markdownOf } from "../../../www/js/lazy/markdown.js";
import { fragmentOf } from "./dom.js";

/** @typedef {import('../../../www/js/core/boundary.js').ReadingPage} Page */

/**
 * @param {{ plain: boolean, html: string, text: string }} part the article or a comment
 * @param {boolean} keepPostLinks whether links among posts keep the post's own URLs; else they become text
 * @returns {any} its nodes
 */
function nodesOf({ plain, html, text }, keepPostLinks) {
  const whole = fragmentOf(html);
  for (const link of /** @type {any[]} */ (holdPostLinks(/** @type {any} */ (whole)))) {
    if (keepPostLinks) link.setAttribute("href", postUrlOf(link) ?? "");
    else if (!link.id) link.replaceWith(...link.childNodes);
  }
  if (plain) {
    const pre = whole.ownerDocument.createElement("pre");
    pre.textContent = text;
    whole.append(pre);
  }
  for (const image of whole.querySelectorAll("img")) {
    for (const name of ["loading", "decoding"]) image.removeAttribute(name);
  }
  return whole;
}

/**
 * @param {Page["discussion"]} comments
 * @param {boolean} keepPostLinks
 * @returns {any[]}
 */
function savedComments(comments, keepPostLinks) {
  return comments.map(({ html, text, plain, replies, ...rest }) => {
    const nodes = nodesOf({ plain, html, text }, keepPostLinks);
    // The number of the comment is given anew when the file is opened.
    for (const node of keepPostLinks ? nodes.querySelectorAll("[id], a[href]") : []) {
      for (const name of ["id", "href"]) {
        const value = node.getAttribute(name);
        if (value) node.setAttribute(name, value.replace(/^(#?)av-c\d+:/, "$1"));
      }
    }
    return { ...rest, nodes, replies: savedComments(replies, keepPostLinks) };
  });
}

/** @param {Page["discussion"]} comments @returns {number} */
const countOf = (comments) => comments.reduce((sum, { replies }) => sum + 1 + countOf(replies), 0);

/** @type {Record<string, (page: Page) => string>} */
export const FORMS = {
  markdown: (page) => markdownOf(/** @type {any} */ (page), nodesOf(page, true), savedComments(page.discussion, true)),
  html: (page) => {
    const count = countOf(page.discussion);
    const heading = `${count.toLocaleString("en")} ${count === 1 ? "comment" : "comments"}`;
    return documentOf(/** @type {any} */ (page), nodesOf(page, false), savedComments(page.discussion, false), heading);
  },
  text: ({ title, text }) => `${title}\n\n${text}\n`,
};

/**
 * A post's page as `publish` writes it, shown by an element without any core: the page is clean already.
 *
 * Whatever site it comes from, it is a stranger's. So its nodes are built one by one, and only such as an article may hold and
 * the template has; a page that says more than that loses it, and one that is written otherwise is text.
 */
import { ImageGate } from "../../js/article/image-gate.js";
import { followWithin, openOutwards } from "../../js/article/links.js";
import { element } from "../../js/views/element.js";
import { rulesOf } from "../built-nodes.js";
import { bytesAt } from "../bytes-at.js";
import { lowerHeadings } from "../headings.js";
import { strictNodes } from "../strict-nodes.js";
import { ATTRIBUTES, ELEMENTS } from "./article-policy.js";

/** @import { Attributes } from '../strict-nodes.js' */
/** @import { Drawn, DrawOptions } from '../viewer-element.js' */

/** @typedef {{ draw: (options: DrawOptions) => Drawn }} PublishedPage */

const GENERATOR = 'name="generator" content="archive-viewer"';

/** Where the post begins in a page, and where the page goes on behind it. */
const START = '<div class="reading"';
const END = "\n</main>\n</body>";

/** The template's own elements, whose attributes are those of any. */
const OWN = /^(?:article|div|footer|header|nav|section)$/;

/** What its classes begin with. */
const CLASS =
  /^(?:post|facts|picture|task|embed|discussion|comment|panel|record|published|reading|neighbours)(?:-[a-z-]+|s)?$/;

/** Attributes of the template beside those. */
const OF_TEMPLATE = /^(?:aria-label|data-(?:long|script|named|kind|plain|remark))$/;

/** As the core's `sanitizer_config()`. @type {import('../built-nodes.js').Policy} */
const POLICY = {
  elements: ELEMENTS.flatMap(([names, own]) => names.split(" ").map((name) => ({ name, attributes: own.split(" ") }))),
  attributes: ATTRIBUTES.split(" "),
};

/** Classes of the parts that a host may style, as a post has them that the core has opened. */
const PARTS = ["post", "post-headline", "facts", "post-notes", "post-body", "post-tags", "discussion", "panels"];

/**
 * @param {URL} url
 * @param {AbortSignal} signal
 * @returns {Promise<{ page: PublishedPage | null, found: Awaited<ReturnType<typeof bytesAt>> }>} no page where anything else is
 *   there; rejects with a CoreError
 */
export async function publishedAt(url, signal) {
  const found = await bytesAt(url, signal);
  const text = /^text\/html\b/i.test(found.type) ? new TextDecoder().decode(found.bytes) : "";
  const [start, end] = [text.indexOf(START), text.lastIndexOf(END)];
  const isOurs = text.slice(0, Math.max(start, 0)).includes(GENERATOR) && start < end;
  const page = isOurs ? { draw: (/** @type {DrawOptions} */ o) => draw(text.slice(start, end), found.base, o) } : null;
  return { page, found };
}

/** @param {string} html @param {string} base @param {DrawOptions} options @returns {Drawn} */
function draw(html, base, { words, images, level, untitled, discussion }) {
  const inert = document.implementation.createHTMLDocument("");
  const rules = rulesOf(POLICY);
  const nodes = strictNodes(
    html,
    (name) => {
      const rule = rules.get(name) ?? (OWN.test(name) ? () => null : null);
      return rule ? (attribute, value) => attributeOf(rule, attribute, value, base) : null;
    },
    inert,
  );
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (nodes.querySelector(selector));

  const headline = find(".post-headline");
  const title = headline?.textContent ?? "";
  const source = /** @type {HTMLAnchorElement | null} */ (find(".facts a[href]"))?.href;
  const date = find(".facts time")?.getAttribute("datetime") ?? null;
  // Neighbours are pages of their own site.
  find(".neighbours")?.remove();
  if (untitled) {
    headline?.remove();
    find(".post")?.setAttribute("aria-label", title);
  }
  const comments = find(".discussion");
  if (discussion === "none") comments?.remove();
  else comments?.toggleAttribute("open", discussion === "open");
  for (const name of PARTS)
    for (const node of nodes.querySelectorAll(`.${name}:not(.comment .${name})`))
      node.setAttribute("part", name.replace("post-", ""));

  lowerHeadings(nodes, level - 1);
  openOutwards(nodes);
  for (const img of nodes.querySelectorAll(".picture > img")) img.parentElement?.replaceWith(img);
  const root = element("div");
  const gate = new ImageGate({
    mode: images,
    base,
    date,
    words,
    async enlarge(img, button) {
      const { enlargeImage } = await import("../../js/lazy/zoom.js");
      enlargeImage(words, root, img, { date, back: button });
    },
  });
  gate.hold(nodes);
  root.append(nodes);
  root.addEventListener("click", (event) => {
    followWithin(event, root);
    const slot = event.target instanceof HTMLImageElement ? event.target.closest(".picture") : null;
    /** @type {HTMLElement | null | undefined} */ (slot?.querySelector(".picture-enlarge"))?.click();
  });
  return {
    root,
    setImageMode: (mode) => gate.setMode(mode),
    detail: {
      title,
      source: source ? { url: source, host: new URL(source).host.replace(/^www\./, "") } : null,
      cleaned: null,
      from: "src",
    },
  };
}

/**
 * @param {Attributes} rule of the article's elements
 * @param {string} attribute
 * @param {string} value
 * @param {string} base
 * @returns {string | null}
 */
function attributeOf(rule, attribute, value, base) {
  if (attribute === "class")
    return (
      value
        .split(" ")
        .filter((name) => CLASS.test(name))
        .join(" ") || null
    );
  // Ids of the page around are not the page's to take.
  if (attribute === "id") return value.startsWith("av-") ? value : null;
  if (attribute === "lang" || attribute === "dir") return value;
  if (OF_TEMPLATE.test(attribute) || (attribute === "role" && value === "group")) return value;
  const isRelative = (attribute === "href" || attribute === "src") && !value.startsWith("#");
  if (!isRelative) return rule(attribute, value);
  return URL.canParse(value, base) ? rule(attribute, new URL(value, base).href) : null;
}

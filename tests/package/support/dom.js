// As much of a document as it takes to write the core's HTML as a file by the viewer's own modules, outside of a browser. The core's serializer
// wrote it: every element is closed, every attribute is quoted.

const VOID = /^(?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** @typedef {(element: SmallElement, scope: SmallElement) => boolean} Test */

/** Selectors of those modules. @type {Record<string, Test>} */
const SELECTORS = {
  img: ({ localName }) => localName === "img",
  "a[href]": (element) => element.localName === "a" && element.hasAttribute("href"),
  "[id]": (element) => element.hasAttribute("id"),
  "[id], a[href]": (element) =>
    element.hasAttribute("id") || (element.localName === "a" && element.hasAttribute("href")),
  ":scope > p": (element, scope) => element.localName === "p" && element.parent === scope,
  "pre, :has(pre)": (element) =>
    element.localName === "pre" || element.all().some(({ localName }) => localName === "pre"),
};

/** @param {string} selector @returns {Test} */
function testOf(selector) {
  const test = SELECTORS[selector];
  if (!test) throw new TypeError(`the selector ${selector} is unknown here`);
  return test;
}

class SmallText {
  nodeType = 3;
  nodeName = "#text";
  /** @type {SmallElement | null} */
  parent = null;

  /** @param {string} data */
  constructor(data) {
    this.textContent = data;
  }

  get outerHTML() {
    return escapedText(this.textContent);
  }
}

/** @typedef {SmallText | SmallElement} SmallNode */

/** An element, or a fragment where it has no name. */
class SmallElement {
  /** @type {SmallElement | null} */
  parent = null;
  /** @type {SmallNode[]} */
  childNodes = [];
  /** @type {Map<string, string>} */
  attributes = new Map();

  /** @param {string} name @param {SmallDocument} document */
  constructor(name, document) {
    this.localName = name;
    this.ownerDocument = document;
    this.nodeType = name ? 1 : 11;
    this.nodeName = name.toUpperCase();
  }

  get children() {
    return this.childNodes.filter((node) => node instanceof SmallElement);
  }

  /** @returns {SmallElement[]} its descendants, in order */
  all() {
    return this.children.flatMap((child) => [child, ...child.all()]);
  }

  get id() {
    return this.getAttribute("id") ?? "";
  }

  /** @param {string} value */
  set lang(value) {
    this.setAttribute("lang", value);
  }

  /** @param {string} value */
  set dir(value) {
    this.setAttribute("dir", value);
  }

  /** @returns {string} */
  get textContent() {
    return this.childNodes.map((node) => node.textContent).join("");
  }

  set textContent(text) {
    this.replaceChildren(text);
  }

  /** @returns {SmallNode | null} */
  get previousSibling() {
    return this.#sibling(-1);
  }

  /** @returns {SmallNode | null} */
  get nextSibling() {
    return this.#sibling(1);
  }

  /** @param {number} step */
  #sibling(step) {
    const around = this.parent?.childNodes ?? [];
    return around[around.indexOf(this) + step] ?? null;
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  /** @param {string} name */
  hasAttribute(name) {
    return this.attributes.has(name);
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  /** @param {string} name */
  removeAttribute(name) {
    this.attributes.delete(name);
  }

  /** @param {...(SmallNode | string)} nodes */
  append(...nodes) {
    for (const given of nodes) {
      const node = typeof given === "string" ? new SmallText(given) : given;
      if (node instanceof SmallElement && node.nodeType === 11) {
        this.append(...node.childNodes.splice(0));
        continue;
      }
      node.parent?.childNodes.splice(node.parent.childNodes.indexOf(node), 1);
      node.parent = this;
      this.childNodes.push(node);
    }
  }

  /** @param {...(SmallNode | string)} nodes */
  replaceChildren(...nodes) {
    for (const node of this.childNodes.splice(0)) node.parent = null;
    this.append(...nodes);
  }

  /** @param {...SmallNode} nodes */
  replaceWith(...nodes) {
    const { parent } = this;
    if (!parent) return;
    const at = parent.childNodes.indexOf(this);
    for (const node of nodes) node.parent?.childNodes.splice(node.parent.childNodes.indexOf(node), 1);
    for (const node of nodes) node.parent = parent;
    parent.childNodes.splice(at, 1, ...nodes);
    this.parent = null;
  }

  /** @param {false} _deep */
  cloneNode(_deep) {
    const clone = new SmallElement(this.localName, this.ownerDocument);
    clone.attributes = new Map(this.attributes);
    return clone;
  }

  /** @param {string} selector */
  matches(selector) {
    return testOf(selector)(this, this);
  }

  /** @param {string} selector @returns {SmallElement[]} */
  querySelectorAll(selector) {
    const prefix = /^a\[href\^="([^"]+)"\]$/.exec(selector)?.[1];
    const test = prefix === undefined ? testOf(selector) : SELECTORS["a[href]"];
    return this.all().filter(
      (element) => test(element, this) && (element.getAttribute("href") ?? "").startsWith(prefix ?? ""),
    );
  }

  /** @param {string} selector */
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  /** @returns {string} */
  get outerHTML() {
    const inside = this.childNodes.map((node) => node.outerHTML).join("");
    if (!this.localName) return inside;
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escapedValue(value)}"`).join("");
    const start = `<${this.localName}${attributes}>`;
    return VOID.test(this.localName) ? start : `${start}${inside}</${this.localName}>`;
  }
}

class SmallDocument {
  implementation = { createHTMLDocument: () => new SmallDocument() };
  documentElement = this.createElement("html");
  head = this.createElement("head");
  body = this.createElement("body");

  constructor() {
    this.documentElement.append(this.head, this.body);
  }

  /** @param {string} name */
  createElement(name) {
    return new SmallElement(name, this);
  }

  /** @param {SmallNode} node */
  adoptNode(node) {
    return node;
  }
}

/** @param {string} text */
const escapedText = (text) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/\u00a0/g, "&nbsp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");

/** @param {string} text */
const escapedValue = (text) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/\u00a0/g, "&nbsp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");

/** @type {Record<string, string>} */
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

/** @param {string} text */
const unescaped = (text) => text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name) => ENTITIES[name]);

/**
 * @param {string} html the core's
 * @returns {SmallElement} a fragment
 */
export function fragmentOf(html) {
  const document = new SmallDocument();
  const fragment = new SmallElement("", document);
  let open = fragment;
  for (const [, end, start, attributes, text] of html.matchAll(
    /<\/([a-z0-9]+)>|<([a-z0-9]+)((?:\s+[^\s=>]+="[^"]*")*)>|([^<]+)/g,
  )) {
    if (end) open = open.parent ?? fragment;
    else if (start) {
      const element = document.createElement(start);
      for (const [, name, value] of attributes.matchAll(/([^\s=>]+)="([^"]*)"/g))
        element.setAttribute(name, unescaped(value));
      open.append(element);
      if (!VOID.test(start)) open = element;
    } else {
      // A parser leaves out the first line feed of `pre`.
      const isFirst = open.localName === "pre" && open.childNodes.length === 0;
      const data = unescaped(isFirst ? text.replace(/^\n/, "") : text);
      if (data) open.append(data);
    }
  }
  return fragment;
}

/**
 * Builds elements from data. Strings become text nodes, never markup: markup enters the page in article/sink.js alone.
 */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | null | undefined | ((event: any) => void)>} [attributes] functions named
 *   `onclick` and the like become listeners; `true` is an attribute without a value; null, undefined and `false` are none
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child) made.append(child);
  }
  return made;
}

/**
 * @param {number} level above 6 only an `aria-level`, since HTML has no such element
 * @param {Parameters<typeof element>[1]} attributes
 * @param {...(Child | Child[])} children
 * @returns {HTMLHeadingElement}
 */
export function heading(level, attributes, ...children) {
  const tag = /** @type {"h1"} */ (`h${Math.min(level, 6)}`);
  return element(tag, { ...attributes, "aria-level": level > 6 && String(level) }, ...children);
}

/** @param {Node} node @returns {Element | null} the focused element of its document or shadow root */
export const focusBeside = (node) => /** @type {Document} */ (node.getRootNode()).activeElement;

/**
 * A link that leaves the viewer, beside which it opens, so that dropped posts are not lost.
 * @param {string} href an http(s) URL
 * @param {...Child} children
 */
export function outwardLink(href, ...children) {
  return element(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" },
    ...children,
  );
}

/**
 * A link within the viewer.
 * @param {string} href for clicks that open a tab or a window
 * @param {() => void} go called by a plain click
 * @param {Parameters<typeof element>[1]} attributes
 * @param {...(Child | Child[])} children
 */
export const inwardLink = (href, go, attributes, ...children) =>
  element("a", { ...attributes, href, onclick: onPlainClick(go) }, ...children);

/**
 * @param {() => void} go called by a plain click, which then does not navigate
 * @returns {(event: Event) => void} a listener for clicks of a link
 */
export const onPlainClick = (go) => (event) => {
  if (!isPlainClick(event)) return;
  event.preventDefault();
  go();
};

/** @param {Event} event @returns {boolean} false where the browser opens the link in a tab or a window */
export const isPlainClick = (event) =>
  !(event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey));

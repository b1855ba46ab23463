/**
 * Builds elements from data. Strings become text nodes, never markup: markup enters the page in sink.js alone.
 */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | null | undefined | ((event: any) => void)>} [attributes]
 *   `onclick` and its kind take a function and become listeners; `true` is an attribute without a value;
 *   null, undefined and `false` are no attribute.
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
 * @param {number} level below 6 there is no element any more, only a number that screen readers say
 * @param {Parameters<typeof element>[1]} attributes
 * @param {...(Child | Child[])} children
 * @returns {HTMLHeadingElement}
 */
export function heading(level, attributes, ...children) {
  const tag = /** @type {"h1"} */ (`h${Math.min(level, 6)}`);
  return element(tag, { ...attributes, "aria-level": level > 6 && String(level) }, ...children);
}

/**
 * A link that leaves the viewer. It opens beside it, so that dropped posts are not lost by following it.
 * @param {string} href an http(s) address
 * @param {...Child} children
 */
export function outwardLink(href, ...children) {
  return element(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" },
    ...children,
  );
}

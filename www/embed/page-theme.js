/**
 * The theme of the page around an element.
 */

/**
 * A page that names its colour scheme is followed by the style sheet; one that names none shows it by its ground.
 * @param {Element} host
 */
export function isDarkAround(host) {
  if (getComputedStyle(host).colorScheme !== "normal") return false;
  for (let at = /** @type {Element | null} */ (host); at; at = at.parentElement) {
    const [red, green, blue, alpha = 1] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    if (alpha > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 110;
  }
  return false;
}

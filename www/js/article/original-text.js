/**
 * Texts of an article that are shown in other characters than it was written in, and what was written.
 */

/** @type {WeakMap<Node, { shown: string, written: string }>} */
const changed = new WeakMap();

/** @param {Text} node @returns {string} as it was written, of the length of what is shown */
export function writtenIn(node) {
  const text = changed.get(node);
  return text && text.shown === node.data ? text.written : node.data;
}

/** @param {Text} node @param {string} shown in place of what was written */
export function showInstead(node, shown) {
  const written = writtenIn(node);
  if (shown === written) changed.delete(node);
  else changed.set(node, { shown, written });
  if (node.data !== shown) node.data = shown;
}

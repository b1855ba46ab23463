/**
 * Puts an address of the viewer on the clipboard.
 */

/**
 * @param {string} href
 * @returns {Promise<'post.copied' | 'post.in-address-bar'>} where it is now, as a sentence: pages without HTTPS have no clipboard
 */
export async function copyUrl(href) {
  const url = new URL(href, location.href).href;
  try {
    await navigator.clipboard.writeText(url);
    return "post.copied";
  } catch {
    history.replaceState(history.state, "", url);
    return "post.in-address-bar";
  }
}

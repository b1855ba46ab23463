/**
 * Asks this site for something of its own. Nothing is asked of other sites, and nobody is told who asks.
 */

/**
 * @param {URL} url of this origin
 * @returns {Promise<Response>} rejects with a CoreError that says what happened
 */
export async function fetched(url) {
  let response;
  try {
    // No redirect: it could lead to another site.
    response = await fetch(url, { credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
  } catch (error) {
    throw { code: "not-fetched", message: String(error), file: nameIn(url) };
  }
  if (!response.ok) {
    throw {
      code: "not-found",
      message: `status ${response.status}`,
      file: nameIn(url),
      args: { status: response.status },
    };
  }
  return response;
}

/** @param {URL} url @returns {string} the name of the file at its end, for people */
export function nameIn(url) {
  const last = url.pathname.split("/").pop() || url.pathname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

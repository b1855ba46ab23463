/**
 * Asks addresses for posts: what comes back, and why nothing did.
 */
/**
 * @param {URL} url
 * @param {Pick<RequestInit, "redirect" | "signal" | "headers" | "cache" | "method">} [options] no redirect is followed unless this says so:
 *   it could lead to another site
 * @returns {Promise<Response>} rejects with a CoreError that says what happened
 */
export async function fetched(url, { redirect = "error", ...options } = {}) {
  let response;
  try {
    response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", redirect, ...options });
  } catch (error) {
    throw { code: "not-fetched", message: String(error), file: nameIn(url), args: { address: url.href } };
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

/** @param {URL} url @returns {string} the name of its file, for people */
export function nameIn(url) {
  const last = url.pathname.split("/").pop() || url.pathname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

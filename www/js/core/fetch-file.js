/**
 * Requests to other addresses: the response, or a CoreError that says why there is none.
 */

/**
 * @param {URL} url
 * @param {Pick<RequestInit, "redirect" | "signal" | "headers" | "cache" | "method">} [options] redirects, which could lead
 *   to another site, are followed only if asked for
 * @returns {Promise<Response>} rejects with a CoreError
 */
export async function fetchFile(url, { redirect = "error", ...options } = {}) {
  let response;
  try {
    response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", redirect, ...options });
  } catch (error) {
    throw { code: "not-fetched", message: String(error), file: fileNameIn(url), args: { address: url.href } };
  }
  if (!response.ok) {
    throw {
      code: "not-found",
      message: `status ${response.status}`,
      file: fileNameIn(url),
      args: { status: response.status },
    };
  }
  return response;
}

/** @param {URL} url @returns {string} the decoded name of its file */
export function fileNameIn(url) {
  const last = url.pathname.split("/").pop() || url.pathname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

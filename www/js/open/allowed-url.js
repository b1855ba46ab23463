/**
 * Decides which URLs a link to the viewer may open: those of its own site, and of origins that its host allows.
 */
import { allowedOrigins } from "../app/config.js";

/**
 * @param {string} src the value of `?src=`, which anybody can write into a link
 * @returns {URL | null} null where it may not be opened
 */
export function allowedUrl(src) {
  const url = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return url.origin === location.origin || allowedOrigins.includes(url.origin) ? url : null;
}

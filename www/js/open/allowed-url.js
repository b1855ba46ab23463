/**
 * Which addresses a link to the viewer may open: its own site's, and those that its host names.
 */
import { allowedOrigins } from "../app/config.js";

/**
 * @param {string} address as it stands after `?src=`: anybody can write a link with anything there
 * @returns {URL | null} null where it is of no site that this one may open posts of
 */
export function allowedAddress(address) {
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return url.origin === location.origin || allowedOrigins.includes(url.origin) ? url : null;
}

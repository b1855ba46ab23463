/**
 * What an element tells its page: events, in the language that is read around it.
 */
import { sentenceOf } from "./failure.js";
import { languageFor, wordsIn } from "./words.js";

/** @import { CoreError, Words } from '../js/types.js' */
/** @import { ViewerElement } from './viewer-element.js' */

/**
 * @param {ViewerElement} from
 * @param {string} what the event's name without the prefix
 * @param {object} detail
 * @param {boolean} [cancelable]
 * @returns {boolean} false where the page prevented it
 */
export function tell(from, what, detail, cancelable = false) {
  const { eventPrefix } = /** @type {typeof import('./viewer-element.js').ViewerElement} */ (from.constructor);
  return from.dispatchEvent(
    new CustomEvent(`${eventPrefix}-${what}`, { bubbles: true, composed: true, cancelable, detail }),
  );
}

/**
 * @param {ViewerElement} from
 * @param {CoreError} failure
 * @param {boolean} [fallback] whether something else is shown instead
 */
export function tellOfFailure(from, failure, fallback = false) {
  const { code, args = {} } = failure;
  tell(from, "error", { code, message: sentenceOf(wordsFor(from), failure), args, fallback });
}

/**
 * @param {ViewerElement} host
 * @returns {Words} in the element's language, the page's, or the reader's
 */
export function wordsFor(host) {
  const around = host.closest("[lang]")?.getAttribute("lang");
  return wordsIn(languageFor([...(around ? [around] : []), ...navigator.languages]));
}

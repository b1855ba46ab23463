/**
 * Progress and notices. Notices stay until they are dismissed or something else is opened.
 */
import { element } from "./element.js";
import { sizeInWords } from "../i18n/words.js";

/** @import { State, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {Pick<State, 'notices' | 'loading' | 'download' | 'update'>} state
 * @param {() => void} dismiss
 * @returns {Node[]}
 */
export function noticeBar({ t, locale }, { notices, loading, download, update }, dismiss) {
  // Not read aloud at each step; the outcome is announced.
  const status = (/** @type {string} */ text) =>
    element("p", { class: "progress", role: "status", "aria-live": "off" }, text);
  return [
    ...(download
      ? [
          status(
            t("status.download", {
              file: download.file,
              done: sizeInWords(download.done, locale),
              total: download.total === null ? "?" : sizeInWords(download.total, locale),
            }),
          ),
        ]
      : []),
    ...(loading && !download ? [status(t("status.looking"))] : []),
    ...(update
      ? [
          element(
            "section",
            { class: "notice", "aria-label": t("notice.update-region") },
            element("p", {}, t("notice.update")),
            element("button", { type: "button", class: "quiet-button", onclick: update }, t("notice.update-now")),
          ),
        ]
      : []),
    ...(notices.length > 0
      ? [
          element(
            "section",
            { class: "notice", "aria-label": t("notice.region") },
            element(
              "ul",
              { class: "notice-sentences" },
              notices.map(({ key, args, fallback }) => element("li", {}, t(key, args, fallback))),
            ),
            element("button", { type: "button", class: "quiet-button", onclick: dismiss }, t("notice.dismiss")),
          ),
        ]
      : []),
  ];
}

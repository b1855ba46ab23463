/**
 * Sentences about what could not be done. They stay until they are dismissed or something else is opened.
 */
import { element } from "../element.js";

/** @import { Notice, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {Notice[]} notices
 * @param {{ done: number, total: number } | null} progress
 * @param {() => void} dismiss
 * @returns {Node[]}
 */
export function noticeBar({ t }, notices, progress, dismiss) {
  return [
    ...(progress ? [element("p", { class: "progress" }, t("status.opening", progress))] : []),
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

/**
 * Sentences about what could not be done. They stay until they are dismissed or something else is opened.
 */
import { element } from "../element.js";

/** @import { State, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {Pick<State, 'notices' | 'progress' | 'looking'>} state
 * @param {() => void} dismiss
 * @returns {Node[]}
 */
export function noticeBar({ t }, { notices, progress, looking }, dismiss) {
  return [
    ...(looking ? [element("p", { class: "progress" }, t("status.looking"))] : []),
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

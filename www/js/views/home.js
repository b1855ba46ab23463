/**
 * The first screen: what this is, what it promises, and the ways in.
 */
import { element } from "./element.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {number} openPosts how many posts are open already
 * @param {object} react
 * @param {() => void} react.pick
 * @param {() => void} react.pickFolder
 * @param {() => void} react.paste
 * @param {(() => void) | null} react.samples null where the site has a library of its own
 * @param {() => void} react.library
 * @param {() => void} react.list
 * @returns {{ root: HTMLElement, focus: HTMLElement }}
 */
export function homeView({ t }, openPosts, { pick, pickFolder, paste, samples, library, list }) {
  const heading = element("h1", { class: "home-heading", tabindex: "-1" }, t("home.heading"));
  const root = element(
    "section",
    { class: "home" },
    heading,
    element("p", { class: "home-promise" }, t("home.promise")),
    element(
      "div",
      { class: "drop-zone" },
      element("p", { class: "drop-zone-sentence" }, t("home.drop")),
      element("p", { class: "drop-zone-kinds" }, t("home.kinds")),
      element(
        "div",
        { class: "drop-zone-ways" },
        element("button", { type: "button", class: "button button-first", onclick: pick }, t("home.open")),
        "webkitdirectory" in HTMLInputElement.prototype &&
          element("button", { type: "button", class: "button", onclick: pickFolder }, t("home.open-folder")),
        element("button", { type: "button", class: "button", onclick: paste }, t("home.paste")),
        element(
          "button",
          { type: "button", class: "button", onclick: samples ?? library },
          t(samples ? "home.samples" : "home.library"),
        ),
      ),
    ),
    openPosts > 0 &&
      element(
        "p",
        { class: "home-back" },
        element(
          "button",
          { type: "button", class: "link-button", onclick: list },
          t("home.still-open", { count: openPosts }),
        ),
      ),
  );
  return { root, focus: heading };
}

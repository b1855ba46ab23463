/**
 * The first screen: what the viewer is and promises, and ways to open posts.
 */
import { CATALOGUE } from "../open/bundled-files.js";
import { keptCount, recentCount } from "../app/kept-flag.js";
import { element } from "./element.js";

/** @import { Actions } from '../app/actions.js' */
/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {number} openPosts number of posts that are open already
 * @param {Pick<Actions, 'go' | 'pick' | 'pickFolder' | 'paste' | 'goHome' | 'goToSamples' | 'goToFiles' | 'goToDevice' | 'openKept'>} actions
 * @returns {{ root: HTMLElement, focus: HTMLElement }}
 */
export function homeView(words, openPosts, actions) {
  const { t } = words;
  const { pick, pickFolder, paste, goHome, goToSamples, goToFiles } = actions;
  const heading = element("h1", { class: "home-heading", tabindex: "-1" }, t("home.heading"));
  const promise = element("p", { class: "home-promise" }, t("home.promise"));
  const root = element(
    "section",
    { class: "home" },
    heading,
    promise,
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
          { type: "button", class: "button", onclick: CATALOGUE ? goHome : goToSamples },
          t(CATALOGUE ? "home.library" : "home.samples"),
        ),
      ),
    ),
    openPosts > 0 &&
      element(
        "p",
        { class: "home-back" },
        element(
          "button",
          { type: "button", class: "link-button", onclick: goToFiles },
          t("home.still-open", { count: openPosts }),
        ),
      ),
  );
  const rows = [keptCount(), recentCount()].filter((count) => count > 0);
  if (rows.length > 0) {
    const place = element("div", { class: "home-kept" });
    // Room for it, so that it moves nothing when it comes.
    place.style.setProperty("--rows", String(rows.reduce((sum, count) => sum + count, 0)));
    place.style.setProperty("--headings", String(rows.length));
    promise.after(place);
    void import("../lazy/keep/kept-list.js").then(({ showKept }) => showKept(place, words, actions));
  }
  void import("../lazy/first-screen.js").then(
    ({ restOfFirstScreen }) => root.append(...restOfFirstScreen(words, actions.go)),
    // The first screen is whole without it.
    () => {},
  );
  return { root, focus: heading };
}

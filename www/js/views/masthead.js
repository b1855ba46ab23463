/**
 * The head of every page: the name, the button that opens files, and the settings.
 */
import { SITE_TITLE } from "../open/bundled-files.js";
import { element, inwardLink } from "./element.js";
import { readingSettings } from "./reading-settings.js";

/** @import { Actions } from '../app/actions.js' */
/** @import { Settings, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {() => Settings} settings current ones
 * @param {Pick<Actions, 'goHome' | 'pick' | 'changeSettings'> & { skip: () => void }} actions `skip` moves the focus to the content
 * @returns {Node[]}
 */
export function masthead(words, settings, { skip, goHome, pick, changeSettings }) {
  const { t } = words;
  const skipLink = element(
    "a",
    {
      class: "skip",
      href: "#content",
      onclick: (/** @type {MouseEvent} */ event) => {
        // The router uses the fragment.
        event.preventDefault();
        skip();
      },
    },
    t("app.skip"),
  );
  const name = inwardLink(location.pathname, goHome, { class: "masthead-name" }, SITE_TITLE ?? t("app.name"));
  const open = element("button", { type: "button", class: "quiet-button masthead-open", onclick: pick }, t("app.open"));
  return [skipLink, name, open, ...readingSettings(words, settings, changeSettings)];
}

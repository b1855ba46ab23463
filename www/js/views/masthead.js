/**
 * The head of every page: the name, the way to open more, and the settings.
 */
import { element } from "./element.js";
import { LANGUAGES } from "../i18n/words.js";
import { inside } from "../article/links.js";
import { PICTURE_MODES } from "../app/settings.js";
import { readingSettings } from "./reading-settings.js";

/** @import { PictureMode, Settings, Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {Settings} settings
 * @param {object} react
 * @param {() => void} react.skip leaves the masthead behind
 * @param {() => void} react.home
 * @param {() => void} react.pick
 * @param {(change: Partial<Settings>) => void} react.change
 * @param {() => Settings} react.now the settings as they are when somebody looks
 * @returns {Node[]}
 */
export function masthead(words, settings, { skip, home, pick, change, now }) {
  const { t } = words;
  const skipLink = element(
    "a",
    {
      class: "skip",
      href: "#content",
      onclick: (/** @type {MouseEvent} */ event) => {
        // The fragment belongs to the router.
        event.preventDefault();
        skip();
      },
    },
    t("app.skip"),
  );
  const name = element(
    "a",
    {
      class: "masthead-name",
      href: location.pathname,
      onclick: inside(home),
    },
    t("app.name"),
  );
  const open = element("button", { type: "button", class: "quiet-button masthead-open", onclick: pick }, t("app.open"));
  const pictures = choice(
    "pictures",
    t("app.pictures"),
    settings.pictures,
    PICTURE_MODES.map((mode) => [mode, t(`app.pictures.${mode}`)]),
    (mode) => change({ pictures: /** @type {PictureMode} */ (mode) }),
  );
  const language = choice("language", t("app.language"), settings.language, LANGUAGES, (code) =>
    change({ language: code }),
  );
  return [
    skipLink,
    name,
    open,
    ...readingSettings(words, now, change),
    element("div", { class: "settings", role: "group", "aria-label": t("app.settings") }, pictures, language),
  ];
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} chosen
 * @param {(readonly [string, string])[]} options values and texts
 * @param {(value: string) => void} choose
 */
function choice(name, label, chosen, options, choose) {
  const select = element(
    "select",
    { name, onchange: () => choose(select.value) },
    options.map(([value, text]) => element("option", { value, lang: name === "language" ? value : null }, text)),
  );
  select.value = chosen;
  return element("label", { class: "setting" }, element("span", { class: "setting-label" }, label), select);
}

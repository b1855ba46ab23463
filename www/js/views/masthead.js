/**
 * The head of every page: the name, the button that opens files, and the settings.
 */
import { OPTIONS } from "../app/setting-options.js";
import { LANGUAGES } from "../i18n/words.js";
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
  const pictures = choice(
    "pictures",
    t("app.pictures"),
    settings().pictures,
    OPTIONS.pictures.map((mode) => [mode, t(`app.pictures.${mode}`)]),
    (mode) => changeSettings({ pictures: /** @type {Settings["pictures"]} */ (mode) }),
  );
  const language = choice("language", t("app.language"), settings().language, LANGUAGES, (language) =>
    changeSettings({ language }),
  );
  return [
    skipLink,
    name,
    open,
    ...readingSettings(words, settings, changeSettings),
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

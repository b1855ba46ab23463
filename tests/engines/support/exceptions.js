// What an engine lacks of that which stories use. A story asks by `has`, and then plays what readers have instead. Each entry
// fails as soon as its engine has learnt it.

/** @import { EngineName } from "./launch.js" */

/** @import { Page } from "./page.js" */

/** @typedef {"dropping files" | "trusted types" | "custom highlights" | "scroll anchoring" | "service workers" | "narrow windows"} Ability */

/**
 * @typedef {object} Exception
 * @property {EngineName} engine
 * @property {Ability} ability
 * @property {string} why
 */

/** @type {Exception[]} */
export const EXCEPTIONS = [
  { engine: "firefox", ability: "dropping files", why: "WebDriver BiDi has no drag that comes from outside" },
  { engine: "webkitgtk", ability: "dropping files", why: "WebDriver has no drag that comes from outside" },
  { engine: "webkitgtk", ability: "scroll anchoring", why: "WebKit keeps no place when something above grows" },
  { engine: "webkitgtk", ability: "narrow windows", why: "MiniBrowser is no narrower than its bar" },
];

/** Whether an engine has it, asked in our page. @type {Record<Ability, (page: Page<any>) => Promise<boolean>>} */
export const PROBES = {
  async "dropping files"(page) {
    const reached = page.drop([import.meta.filename]).then(
      () => true,
      () => false,
    );
    return reached;
  },
  async "narrow windows"(page) {
    await page.resize(390, 800);
    return page.evaluate(() => innerWidth === 390);
  },
  "trusted types": (page) => page.evaluate(() => "trustedTypes" in globalThis),
  "custom highlights": (page) => page.evaluate(() => "highlights" in CSS),
  "scroll anchoring": (page) => page.evaluate(() => CSS.supports("overflow-anchor", "auto")),
  "service workers": (page) => page.evaluate(() => "serviceWorker" in navigator),
};

/** @param {EngineName} name @param {Ability} wanted */
export const exceptionOf = (name, wanted) =>
  EXCEPTIONS.find(({ engine, ability }) => engine === name && ability === wanted);

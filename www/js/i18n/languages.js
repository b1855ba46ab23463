/**
 * The languages of the interface: which one a reader gets, and where its texts are. English comes with the page, since it stands
 * in for what the others lack.
 */

/** @typedef {Record<string, import("./words.js").Text>} Texts */

/** @type {Record<string, { name: string, load: (() => Promise<{ default: Texts }>) | null }>} */
export const languages = {
  en: { name: "English", load: null },
  "zh-Hans": { name: "简体中文", load: () => import("./zh-Hans.js") },
  "zh-Hant": { name: "繁體中文", load: () => import("./zh-Hant.js") },
};

const DEFAULT = "en";

/** What in a tag of Chinese says that it is written in traditional characters. */
const TRADITIONAL = ["hant", "tw", "hk", "mo"];

/**
 * @param {readonly string[]} wished BCP 47 tags, the most wished first
 * @returns {string} the code of a language that we have
 */
export function languageFor(wished) {
  for (const tag of wished) {
    if (tag in languages) return tag;
    const [primary, ...rest] = tag.toLowerCase().split("-");
    // A region says the script where nothing else does.
    if (primary === "zh" && !rest.includes("hans") && rest.some((part) => TRADITIONAL.includes(part))) return "zh-Hant";
    if (primary === "zh") return "zh-Hans";
    if (primary in languages) return primary;
  }
  return DEFAULT;
}

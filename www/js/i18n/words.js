/**
 * Texts of the interface by key, one file per language. English has no text for a code whose message from the core says the
 * same; the message is shown. So it is for a code that is new to a language.
 */
import en from "./en.js";
import { languageFor, languages } from "./languages.js";

/** @import { Words } from '../types.js' */
/** @import { Texts } from './languages.js' */

/**
 * A text with `{name}` places (`{name:number}` where digits are grouped), or a function of the values where the grammar asks for more.
 * @typedef {string | ((args: Record<string, any>) => string)} Text
 */

/** @type {Record<string, Texts>} */
const texts = Object.fromEntries(Object.keys(languages).map((code) => [code, code === "en" ? en : {}]));

/**
 * Loads a language, once. Where that fails, it is English.
 * @param {string} language
 */
export async function loadLanguage(language) {
  const { load } = languages[language];
  if (!load || isLoaded.has(language)) return;
  const own = await load().then(
    (module) => module.default,
    () => en,
  );
  isLoaded.add(language);
  // Parts of the viewer may have added theirs.
  texts[language] = { ...own, ...texts[language] };
}

/** @type {Set<string>} */
const isLoaded = new Set();

/**
 * Words of a part of the viewer that is not loaded with the page.
 * @param {string} language
 * @param {Texts} added
 */
export function addTexts(language, added) {
  Object.assign(texts[language], added);
}

/** Codes and names of the languages, for the switch. */
export const LANGUAGES = Object.entries(languages).map(([code, { name }]) => /** @type {const} */ ([code, name]));

/** @param {string} one @param {string} other both BCP 47 */
const sameTongue = (one, other) => one.split("-")[0] === other.split("-")[0];

/** @param {string} language @returns {Words} */
export function wordsIn(language) {
  return {
    language,
    // A reader of English from Britain writes dates as there; the browser knows where they are from.
    locale: navigator.languages.find((tag) => languageFor([tag]) === language && sameTongue(tag, language)) ?? language,
    dir: "ltr",
    t(key, args = {}, fallback) {
      const text = (texts[language] ?? en)[key];
      if (text === undefined) return fallback ?? key;
      if (typeof text === "function") return text(args);
      return text.replace(/\{([\w-]+)(:number)?\}/g, (place, name, number) => {
        if (!(name in args)) return place;
        return number ? Number(args[name]).toLocaleString(language) : String(args[name]);
      });
    },
  };
}

/** @param {string} message of the core: begins with a small letter and has no full stop */
export function asSentence(message) {
  return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?。]$/.test(message) ? "" : ".");
}

/**
 * The post's date as the reader writes dates. A bare day has no hour and so no time zone can move it.
 * @param {{ iso: string }} date
 * @param {string} locale
 * @param {'long' | 'medium'} style
 * @param {string | null} [zone] the site's IANA time zone, in which its pages show a moment; else it is the reader's
 * @returns {string}
 */
export function dateInWords({ iso }, locale, style, zone = null) {
  const bareDay = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  // A time without a zone is that of a clock on the site already.
  if (zone && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(iso)) {
    try {
      const options = /** @type {Intl.DateTimeFormatOptions} */ ({ dateStyle: style, timeZone: zone });
      if (style === "long") options.timeStyle = "short";
      return (formats[locale + style + zone] ??= new Intl.DateTimeFormat(locale, options)).format(new Date(iso));
    } catch {
      // A name that the browser doesn't know.
    }
  }
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  /** @type {Intl.DateTimeFormatOptions} */
  const options = bareDay
    ? { dateStyle: style, timeZone: "UTC" }
    : style === "long"
      ? { dateStyle: style, timeStyle: "short" }
      : { dateStyle: style };
  return (formats[locale + style + bareDay] ??= new Intl.DateTimeFormat(locale, options)).format(moment);
}

/** They take longer to make than to use. @type {Record<string, Intl.DateTimeFormat>} */
const formats = {};

/**
 * @param {number} bytes
 * @param {string} locale
 * @returns {string}
 */
export function sizeInWords(bytes, locale) {
  if (bytes < 1000)
    return new Intl.NumberFormat(locale, { style: "unit", unit: "byte", unitDisplay: "long" }).format(bytes);
  const [unit, amount] =
    bytes < 999_500 ? ["KB", bytes / 1e3] : bytes < 1e9 ? ["MB", bytes / 1e6] : ["GB", bytes / 1e9];
  const digits = amount < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(amount)}\u00a0${unit}`;
}

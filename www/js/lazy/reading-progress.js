/**
 * How much of an article is read and how long the rest takes, shown while the reader scrolls.
 */
import { element } from "../views/element.js";

/** @import { Words } from '../types.js' */

/**
 * Read in a minute, by texts of one difficulty in 17 languages (Trauzettel-Klosinski and Dietz 2012,
 * doi:10.1167/iovs.11-8284): words of English, characters of Chinese.
 */
const WORDS = 228;
const CHARACTERS = 255;

/** Shorter articles need no telling, in minutes. */
const MIN_MINUTES = 3;

/** It is shown for so long after the last scrolling, in ms. */
const SHOWN = 1500;

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** @param {string} text @returns {number} minutes */
export function minutesOf(text) {
  const characters = text.match(CHARACTER)?.length ?? 0;
  const words = text.replace(CHARACTER, " ").match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return characters / CHARACTERS + words / WORDS;
}

/**
 * @param {Words} words
 * @param {HTMLElement} body of the article, rendered to its end
 * @returns {() => void} ends it
 */
export function showProgress({ t }, body) {
  const minutes = minutesOf(body.textContent ?? "");
  if (minutes < MIN_MINUTES) return () => {};
  // Screen readers tell where one is themselves.
  const label = element("p", { class: "reading-progress", "aria-hidden": "true" });
  let timer = 0;
  const tell = () => {
    const { top, height } = body.getBoundingClientRect();
    const read = Math.min(1, Math.max(0, (window.innerHeight - top) / height));
    label.textContent = t("progress.left", {
      percent: Math.round(read * 100),
      minutes: Math.ceil(minutes * (1 - read)),
    });
    document.body.append(label);
    clearTimeout(timer);
    timer = window.setTimeout(() => label.remove(), SHOWN);
  };
  tell();
  window.addEventListener("scroll", tell, { passive: true });
  return () => {
    clearTimeout(timer);
    label.remove();
    window.removeEventListener("scroll", tell);
  };
}

/**
 * Reads an article aloud by the browser's voices, sentence by sentence, each marked while it is read. A pause repeats its
 * sentence, since not all browsers can go on within one. Only local voices are used, unless the reader asks for others.
 */
import { element } from "../../views/element.js";
import { sentencesOf } from "./sentences.js";
import { allVoices, voicesFor } from "./voices.js";
import "./words.js";

/** @import { ReadingPage, Words } from '../../types.js' */
/** @import { ArticleView } from '../../views/post-article.js' */
/** @import { Sentence } from './sentences.js' */

const SPEEDS = ["0.75", "1", "1.25", "1.5", "1.75", "2"];

const STORED = "archive-viewer.aloud";

/** Whether voices that send the text to a server may be used, until the page is left. */
let isRemoteAllowed = false;

/**
 * @typedef {object} Player
 * @property {() => void} toggle starts, pauses or goes on
 * @property {() => void} stop
 */

/**
 * @param {Words} words
 * @param {{ article: ArticleView, page: ReadingPage, button: HTMLElement, announce: (key: string) => void }} what `button` opened it
 * @returns {Player}
 */
export function readAloud(words, { article, page, button, announce }) {
  const { t, locale } = words;
  const body = /** @type {HTMLElement} */ (article.root.querySelector(".post-body"));
  const chosen = stored();
  /** @type {Sentence[]} */
  let sentences = [];
  let at = 0;
  let isSpeaking = false;
  /** Increases with each utterance: events of earlier ones are ignored. */
  let turn = 0;
  /** Held here, since browsers drop one that nobody holds, and its events. @type {SpeechSynthesisUtterance | null} */
  let utterance = null;
  /** @type {SpeechSynthesisVoice[]} */
  let voices = [];
  /** @type {SpeechSynthesisVoice | null} */
  let voice = null;

  const pause = control("pause", () => (isSpeaking ? hush() : voice && speak()));
  const speed = element(
    "select",
    { "aria-label": t("aloud.speed"), onchange: () => (keep({ speed: speed.value }), again()) },
    SPEEDS.map((value) => element("option", { value }, `${Number(value).toLocaleString(locale)}×`)),
  );
  speed.value = SPEEDS.includes(chosen.speed) ? chosen.speed : "1";
  const voiceChoice = element("select", { "aria-label": t("aloud.voice"), onchange: chooseVoice });
  const remote = element("input", { type: "checkbox", onchange: () => void allowRemote() });
  const remoteLabel = element("label", { class: "aloud-remote" }, remote, " ", t("aloud.remote"));
  const told = element("p", { class: "aloud-told", role: "status" });
  /** What is of no use without a voice. */
  const controls = [control("back", () => step(-1), "‹"), pause, control("forward", () => step(1), "›"), speed];
  const bar = element(
    "section",
    { class: "aloud", "aria-label": t("aloud.heading"), lang: words.language, dir: words.dir },
    controls.slice(0, 3),
    control("stop", () => {
      stop();
      button.focus();
    }),
    speed,
    voiceChoice,
    told,
    remoteLabel,
  );

  /** @param {string} name @param {() => void} run @param {string} [sign] shown in place of its words */
  function control(name, run, sign) {
    const text = t(`aloud.${name}`);
    const attributes = sign ? { "aria-label": text, title: text } : {};
    const shown = sign ? element("span", { "aria-hidden": "true" }, sign) : text;
    return element(
      "button",
      { type: "button", class: `quiet-button aloud-${name}`, onclick: run, ...attributes },
      shown,
    );
  }

  async function start() {
    article.root.append(bar);
    pause.focus({ preventScroll: true });
    voices = await allVoices();
    if (!bar.isConnected) return;
    article.rendering.finish();
    sentences = sentencesOf([article.focus, body].filter(distinct), page.lang);
    at = Math.max(
      0,
      sentences.findIndex(({ range }) => isSeen(range)),
    );
    if (offerVoices()) speak();
  }

  /** @returns {boolean} whether there is a voice to read by */
  function offerVoices() {
    const all = voicesFor(voices, page.lang);
    const usable = all.filter(({ localService }) => localService || isRemoteAllowed);
    const isRemoteOnly = all.length > 0 && !all.some(({ localService }) => localService);
    voice = usable.find(({ voiceURI }) => voiceURI === chosen.voices[page.lang]) ?? usable[0] ?? null;
    voiceChoice.replaceChildren(
      ...usable.map(({ voiceURI, name, localService }) =>
        element("option", { value: voiceURI }, localService ? name : t("aloud.voice-remote", { name })),
      ),
    );
    voiceChoice.value = voice?.voiceURI ?? "";
    voiceChoice.hidden = usable.length < 2;
    for (const one of controls) one.hidden = voice === null;
    remoteLabel.hidden = all.every(({ localService }) => localService);
    remote.checked = isRemoteAllowed;
    const language =
      new Intl.DisplayNames([words.language], { type: "language", fallback: "code" }).of(page.lang) ?? "";
    told.textContent = voice ? "" : t(isRemoteOnly ? "aloud.only-remote" : "aloud.no-voice", { language });
    if (!voice) /** @type {HTMLElement} */ (bar.querySelector(".aloud-stop")).focus({ preventScroll: true });
    return voice !== null;
  }

  function allowRemote() {
    isRemoteAllowed = remote.checked;
    hush();
    if (offerVoices()) speak();
  }

  function chooseVoice() {
    voice = voices.find(({ voiceURI }) => voiceURI === voiceChoice.value) ?? voice;
    keep({ voices: { ...chosen.voices, [page.lang]: voiceChoice.value } });
    again();
  }

  /** @param {Sentence} sentence a part in another language has a voice of that, if there is one */
  function voiceOf({ lang }) {
    if (!voice || lang === page.lang) return voice;
    const [own] = voicesFor(voices, lang).filter(({ localService }) => localService || isRemoteAllowed);
    return own && voicesFor([voice], lang).length === 0 ? own : voice;
  }

  function speak() {
    const sentence = sentences[at];
    if (!sentence || !voice) {
      stop();
      announce("aloud.ended");
      return;
    }
    const mine = ++turn;
    isSpeaking = true;
    pause.textContent = t("aloud.pause");
    utterance = new SpeechSynthesisUtterance(sentence.text);
    utterance.voice = voiceOf(sentence);
    utterance.lang = utterance.voice?.lang ?? sentence.lang;
    utterance.rate = Number(speed.value);
    utterance.onend = () => {
      if (mine !== turn) return;
      at += 1;
      speak();
    };
    utterance.onerror = ({ error }) => {
      if (mine !== turn) return;
      hush();
      told.textContent = t("aloud.failed", { reason: error });
    };
    mark(sentence.range);
    speechSynthesis.speak(utterance);
  }

  function hush() {
    turn += 1;
    isSpeaking = false;
    pause.textContent = t("aloud.go-on");
    speechSynthesis.cancel();
  }

  /** Reads the sentence again, or another one. */
  function again() {
    if (!isSpeaking) return;
    hush();
    speak();
  }

  /** @param {number} by */
  function step(by) {
    at = Math.min(Math.max(0, at + by), sentences.length - 1);
    if (isSpeaking) again();
    else mark(sentences[at].range);
  }

  function stop() {
    hush();
    mark(null);
    bar.remove();
  }

  /** @param {{ speed?: string, voices?: Record<string, string> }} change */
  function keep(change) {
    Object.assign(chosen, change);
    try {
      localStorage.setItem(STORED, JSON.stringify(chosen));
    } catch {
      // It lasts as long as the article.
    }
  }

  // What is drawn anew has other nodes.
  const redrawn = () => bar.isConnected && stop();
  body.addEventListener("redrawn", redrawn);
  window.addEventListener("pagehide", stop);

  return {
    toggle() {
      if (!bar.isConnected) void start();
      else if (isSpeaking) hush();
      else if (voice) speak();
    },
    stop() {
      stop();
      window.removeEventListener("pagehide", stop);
    },
  };
}

/** @param {Element} root @param {number} nth @param {Element[]} roots */
const distinct = (root, nth, roots) => roots.indexOf(root) === nth;

/** @param {Range} range */
function isSeen(range) {
  const { top, bottom, left, right } = range.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth;
}

/** Marks what is read, and shows it. @param {Range | null} range */
function mark(range) {
  const { highlights } = /** @type {any} */ (CSS);
  const { Highlight } = /** @type {any} */ (globalThis);
  if (range) highlights?.set("aloud", new Highlight(range));
  else highlights?.delete("aloud");
  if (range && !isSeen(range)) range.startContainer.parentElement?.scrollIntoView({ block: "center" });
}

/** @returns {{ speed: string, voices: Record<string, string> }} what was chosen before, by language */
function stored() {
  try {
    return { speed: "1", voices: {}, ...JSON.parse(localStorage.getItem(STORED) ?? "{}") };
  } catch {
    return { speed: "1", voices: {} };
  }
}

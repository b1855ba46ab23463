// Voices in the browser's place, which say what they are given in `heard` and go on when `endSentence` is called.

/** @typedef {{ name: string, lang: string, localService: boolean }} Voice */

/** @type {Voice[]} */
export const VOICES = [
  { name: "Far", lang: "en-US", localService: false },
  { name: "Ann", lang: "en-US", localService: true },
  { name: "Bob", lang: "en_GB", localService: true },
  { name: "Claire", lang: "fr-FR", localService: true },
];

/** @param {import("@playwright/test").Page} page @param {Voice[]} [voices] */
export async function withVoices(page, voices = VOICES) {
  await page.addInitScript((voices) => {
    /** @type {any} */
    const synthesis = new EventTarget();
    /** @type {any} */
    let current = null;
    const heard = /** @type {string[]} */ ([]);
    Object.assign(synthesis, {
      getVoices: () => voices.map((voice) => ({ ...voice, voiceURI: voice.name, default: false })),
      speak(/** @type {any} */ utterance) {
        current = utterance;
        heard.push(`${utterance.voice.name} ${utterance.rate}: ${utterance.text}`);
      },
      cancel: () => void (current = null),
    });
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    Object.assign(window, {
      SpeechSynthesisUtterance: class {
        /** @param {string} text */
        constructor(text) {
          Object.assign(this, { text, rate: 1, voice: null, lang: "" });
        }
      },
      heard,
      isSpeaking: () => current !== null,
      /** The sentence that is spoken ends. */
      endSentence: () => current?.onend(),
    });
  }, voices);
}

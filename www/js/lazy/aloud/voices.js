/**
 * The browser's voices for a language. Those that are not local send what they read to a server.
 */

/** Waiting for voices, in ms: browsers name them later than they are asked for. */
const PATIENCE = 1500;

/** @returns {Promise<SpeechSynthesisVoice[]>} */
export function allVoices() {
  const now = speechSynthesis.getVoices();
  if (now.length > 0) return Promise.resolve(now);
  return new Promise((resolve) => {
    const answer = () => {
      clearTimeout(timer);
      speechSynthesis.removeEventListener("voiceschanged", answer);
      resolve(speechSynthesis.getVoices());
    };
    const timer = setTimeout(answer, PATIENCE);
    speechSynthesis.addEventListener("voiceschanged", answer);
  });
}

/** Names that some systems have for a language. @type {Record<string, string>} */
const NAMES = { cmn: "zh", yue: "zh", wuu: "zh", iw: "he", in: "id", no: "nb" };

/** Where a language is written in traditional characters. */
const TRADITIONAL = /-(?:hant|tw|hk|mo)\b/;

/** @param {string} lang @returns {string} */
const tagOf = (lang) => lang.replaceAll("_", "-").toLowerCase();

/** @param {string} lang @returns {string} */
function primary(lang) {
  const [first] = tagOf(lang).split("-");
  return NAMES[first] ?? first;
}

/**
 * @param {SpeechSynthesisVoice[]} voices
 * @param {string} lang BCP 47
 * @returns {SpeechSynthesisVoice[]} those of the language, the best first
 */
export function voicesFor(voices, lang) {
  const wanted = tagOf(lang);
  /** @param {SpeechSynthesisVoice} voice */
  const rank = (voice) => {
    const own = tagOf(voice.lang);
    const isSame = own === wanted || own.startsWith(`${wanted}-`);
    const isScript = primary(own) === "zh" && TRADITIONAL.test(own) === TRADITIONAL.test(wanted);
    return (isSame ? 4 : 0) + (isScript ? 2 : 0) + (voice.default ? 1 : 0);
  };
  return voices.filter((voice) => primary(voice.lang) === primary(lang)).sort((one, other) => rank(other) - rank(one));
}

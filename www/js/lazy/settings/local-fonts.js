/**
 * Which typefaces this device has. A page is not told, so letters are measured: a family that is there makes them of another
 * width than what the browser takes in its place.
 */

/**
 * Families of the typefaces that not every device has, the same as in typefaces.css.
 * @type {Record<string, string[]>}
 */
const FAMILIES = {
  kai: [
    "Kaiti SC",
    "Kaiti TC",
    "KaiTi",
    "STKaiti",
    "BiauKai",
    "DFKai-SB",
    "LXGW WenKai",
    "AR PL UKai CN",
    "AR PL UKai TW",
  ],
  fangsong: ["STFangsong", "FangSong", "Zhuque Fangsong", "FangSong_GB2312"],
  legible: ["OpenDyslexic", "OpenDyslexic3", "Atkinson Hyperlegible", "Lexend", "Dyslexie"],
};

const LETTERS = "mwWMiIlj@0123456789";

/** @returns {string[]} typefaces of which this device has no family */
export function missingFonts() {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return Object.keys(FAMILIES);
  /** @param {string} families */
  const width = (families) => {
    context.font = `72px ${families}`;
    return context.measureText(LETTERS).width;
  };
  const others = ["monospace", "serif"];
  const plain = others.map(width);
  const isHere = (/** @type {string} */ family) =>
    others.some((other, at) => width(`"${family}", ${other}`) !== plain[at]);
  return Object.entries(FAMILIES).flatMap(([name, families]) => (families.some(isHere) ? [] : [name]));
}

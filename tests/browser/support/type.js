// How a page is set, as it is laid out: lines that justification tears open, and where headlines break.

/**
 * @typedef {object} Setting
 * @property {number} lines of the article that have five Han characters or more
 * @property {string[]} open lines whose Han characters have a median advance above 1.25 em
 * @property {string[]} headlines each with ⏎ where it breaks, where it has several lines
 * @property {string[]} broken headlines that break inside a word, by the browser's own segmenter
 * @property {string[]} widows headlines whose last line has one or two characters
 * @property {string[]} marks headlines with a line that begins with a closing mark or ends with an opening one
 */

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} [headlines] selector
 * @returns {Promise<Setting>}
 */
export function settingOf(page, headlines = ".post-headline") {
  return page.evaluate((selector) => {
    const HAN = /\p{Script=Han}/u;
    const range = document.createRange();
    /**
     * The characters of an element by lines.
     * @param {Element} element
     * @param {(node: Text) => boolean} isOwn
     */
    const linesOf = (element, isOwn) => {
      /** @type {{ text: string, at: number[], ends: number }[]} */
      const lines = [];
      let last = { block: Number.NaN, size: 0 };
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { data } = /** @type {Text} */ (node);
        if (!isOwn(/** @type {Text} */ (node))) continue;
        for (let from = 0; from < data.length; ) {
          const character = String.fromCodePoint(data.codePointAt(from) ?? 0);
          range.setStart(node, from);
          from += character.length;
          range.setEnd(node, from);
          const box = [...range.getClientRects()].at(-1);
          if (!box?.width) {
            // A space that the end of a line has taken.
            const line = lines.at(-1);
            if (line && /\s/.test(character) && !line.text.endsWith(" ")) line.text += " ";
            continue;
          }
          const middle = (box.top + box.bottom) / 2;
          if (!(Math.abs(middle - last.block) < last.size * 0.6) || box.left < (lines.at(-1)?.ends ?? 0) - 40) {
            lines.push({ text: "", at: [], ends: 0 });
            last = { block: middle, size: box.height };
          }
          const line = /** @type {(typeof lines)[number]} */ (lines.at(-1));
          line.text += character;
          line.at.push(box.left);
          line.ends = box.right;
        }
      }
      return lines;
    };
    const median = (/** @type {number[]} */ numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

    let lines = 0;
    const open = [];
    const blocks = "p, li, dd, dt, td, th, figcaption, blockquote, div, section, h1, h2, h3, h4, h5, h6, summary";
    for (const block of document.querySelectorAll(`.post-body :is(${blocks})`)) {
      const isOwn = (/** @type {Text} */ node) =>
        node.parentElement?.closest(`${blocks}, pre, ruby, .post-body`) === block;
      if (!HAN.test(block.textContent ?? "") || !block.closest("[lang]")?.matches(".post")) continue;
      const size = Number.parseFloat(getComputedStyle(block).fontSize);
      for (const { text, at } of linesOf(block, isOwn)) {
        const characters = [...text];
        const advances = [];
        for (let i = 0; i + 1 < at.length; i += 1)
          if (HAN.test(characters[i]) && HAN.test(characters[i + 1])) advances.push((at[i + 1] - at[i]) / size);
        if (advances.length < 3) continue;
        lines += 1;
        const wide = median(advances);
        if (wide > 1.25) open.push(`${wide.toFixed(2)} ${text}`);
      }
    }

    const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
    /** @type {{ headlines: string[], broken: string[], widows: string[], marks: string[] }} */
    const found = { headlines: [], broken: [], widows: [], marks: [] };
    for (const headline of document.querySelectorAll(selector)) {
      const rows = linesOf(headline, () => true).map(({ text }) => text);
      if (rows.length < 2) continue;
      const shown = rows.join("⏎");
      found.headlines.push(shown);
      const whole = rows.join("");
      const starts = new Set([...segmenter.segment(whole)].map(({ index }) => index));
      let at = 0;
      let isBroken = false;
      for (const row of rows.slice(0, -1)) {
        at += row.length;
        isBroken ||= !starts.has(at);
      }
      if (isBroken) found.broken.push(shown);
      if ([...(rows.at(-1) ?? "").trim()].length < 3) found.widows.push(shown);
      if (
        rows.slice(1).some((row) => /^[、，。；：！？）》」』”’…·]/.test(row)) ||
        rows.slice(0, -1).some((row) => /[（《「『“‘]\s*$/.test(row))
      )
        found.marks.push(shown);
    }
    return { lines, open, ...found };
  }, headlines);
}

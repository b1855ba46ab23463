/**
 * The sentences of an article, as they are read aloud: those of its text and captions, each in its language. What the viewer
 * put into the article, and what annotates letters, is not read.
 */

/** @typedef {{ text: string, lang: string, range: Range }} Sentence */

const SILENT = "button, select, .was-removed-label, .picture-words, .embed, .reader-tools, rt, rp, [hidden], sup > a";

/** The end of "Dr." and "J. Low", after which no sentence ends; to read two as one does no harm. */
const ABBREVIATED = /(?:^|[\s(])\p{Lu}\p{L}{0,2}\.\s+$/u;

/** Text of one block in one language. @typedef {{ block: Element, lang: string, text: string, pieces: { node: Text, from: number }[] }} Run */

/**
 * @param {Element[]} roots rendered to their end
 * @param {string} lang of what says none itself
 * @returns {Sentence[]}
 */
export function sentencesOf(roots, lang) {
  return roots.flatMap((root) => runsOf(root, lang)).flatMap(split);
}

/** @param {Element} root @param {string} lang @returns {Run[]} */
function runsOf(root, lang) {
  /** @type {Run[]} */
  const runs = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let run = runs.at(-1);
    if (node instanceof Element) {
      if (node.localName === "br" && run) run.text += "\n";
      continue;
    }
    const text = /** @type {Text} */ (node);
    const parent = /** @type {Element} */ (text.parentElement);
    const block = blockOf(parent);
    const own = parent.closest("[lang]")?.getAttribute("lang") || lang;
    if (!run || run.block !== block || run.lang !== own) {
      if (!text.data.trim()) continue;
      run = { block, lang: own, text: "", pieces: [] };
      runs.push(run);
    }
    run.pieces.push({ node: text, from: run.text.length });
    run.text += text.data;
  }
  return runs;
}

/** @param {Element} element @returns {Element} the one that its lines are of */
function blockOf(element) {
  let block = element;
  while (block.parentElement && /^(?:inline|ruby|contents)/.test(getComputedStyle(block).display))
    block = block.parentElement;
  return block;
}

/** @param {Run} run @returns {Sentence[]} */
function split({ text, lang, pieces }) {
  /** @type {{ segment: string, index: number }[]} */
  const segments = [];
  for (const { segment, index } of new Intl.Segmenter(known(lang), { granularity: "sentence" }).segment(text)) {
    const before = segments.at(-1);
    if (before && ABBREVIATED.test(before.segment)) before.segment += segment;
    else segments.push({ segment, index });
  }
  const found = [];
  for (const { segment, index } of segments) {
    if (!/[\p{L}\p{N}]/u.test(segment)) continue;
    const start = index + segment.length - segment.trimStart().length;
    const end = index + segment.trimEnd().length;
    const range = document.createRange();
    const [first, last] = [pieceAt(pieces, start), pieceAt(pieces, end - 1)];
    range.setStart(first.node, Math.min(start - first.from, first.node.length));
    range.setEnd(last.node, Math.min(end - last.from, last.node.length));
    found.push({ text: segment.replace(/\s+/g, " ").trim(), lang, range });
  }
  return found;
}

/** @param {string} lang @returns {string | undefined} undefined for what is no tag of a language */
function known(lang) {
  try {
    return Intl.getCanonicalLocales(lang)[0];
  } catch {
    return undefined;
  }
}

/** @param {Run['pieces']} pieces @param {number} offset */
function pieceAt(pieces, offset) {
  return pieces.filter(({ from }) => from <= offset).at(-1) ?? pieces[0];
}

/**
 * Marks the matches of a search in an open article, with the browser's highlights, which need no nodes. Browsers without them
 * can still step through the matches.
 */

/** @typedef {{ count: number, go: (nth: number) => void, clear: () => void }} Highlights */

/** Texts to search: a title, an article, or its comments. @typedef {{ roots: Element[], find: (text: string) => Promise<Uint32Array> }} Searched `find` gives pairs of offsets */

/**
 * @param {Searched[]} parts in the order of the page
 * @returns {Promise<Highlights>}
 */
export async function highlightIn(parts) {
  const ranges = (await Promise.all(parts.map(rangesIn))).flat();
  const highlights = /** @type {any} */ (CSS).highlights;
  const Highlight = /** @type {any} */ (globalThis).Highlight;
  /** Replaces own ranges; several articles of a page share the browser's names. @param {string} name @param {Range[]} now */
  const mark = (name, now) => {
    if (!highlights) return;
    const all = highlights.get(name) ?? new Highlight();
    for (const range of ranges) all.delete(range);
    for (const range of now) all.add(range);
    if (all.size > 0) highlights.set(name, all);
    else highlights.delete(name);
  };
  mark("found", ranges);
  return {
    count: ranges.length,
    go(nth) {
      const range = ranges[nth];
      if (!range) return;
      unfoldAround(range.startContainer);
      if (highlights) mark("found-here", [range]);
      else
        getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
      const { top } = range.getBoundingClientRect();
      window.scrollTo({ top: window.scrollY + top - window.innerHeight / 3 });
    },
    clear() {
      mark("found", []);
      mark("found-here", []);
    },
  };
}

/** @param {Searched} part @returns {Promise<Range[]>} */
async function rangesIn({ roots, find }) {
  /** @type {{ node: Text, from: number }[]} */
  const pieces = [];
  let text = "";
  /** @type {Element | null} */
  let block = null;
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = /** @type {Text} */ (node);
      const own = words.parentElement?.closest(BLOCKS) ?? null;
      // A phrase does not extend over two blocks.
      if (own !== block) text += "\n";
      block = own;
      pieces.push({ node: words, from: text.length });
      text += words.data;
    }
  }
  const offsets = text ? await find(text) : new Uint32Array();
  /** @type {Range[]} */
  const ranges = [];
  let at = 0;
  for (let pair = 0; pair + 1 < offsets.length; pair += 2) {
    const [from, to] = [offsets[pair], offsets[pair + 1]];
    while (at + 1 < pieces.length && pieces[at + 1].from <= from) at += 1;
    let end = at;
    while (end + 1 < pieces.length && pieces[end + 1].from < to) end += 1;
    const range = document.createRange();
    range.setStart(pieces[at].node, Math.min(from - pieces[at].from, pieces[at].node.length));
    range.setEnd(pieces[end].node, Math.min(to - pieces[end].from, pieces[end].node.length));
    ranges.push(range);
  }
  return ranges;
}

/** @param {Node} node */
function unfoldAround(node) {
  for (let at = node.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
}

const BLOCKS = "p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, figcaption, blockquote, pre, div, summary";

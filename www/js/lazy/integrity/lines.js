/**
 * Two texts line by line, in line or side by side. All of it are text nodes.
 */
import { element } from "../../views/element.js";

/** @import { Words } from '../../types.js' */
/** @import { Line, Piece } from './responder.js' */

/** Language and direction of a text, and whether it is a file as it is. @typedef {{ lang: string, dir: string, isRaw: boolean }} Look */

/** Lines beside one that is different which are shown as they are. */
const AROUND = 2;

/** Lines that are drawn at once. */
const DRAWN = 400;

/** Lines from one number on, up to another; `isFolded` where only their number is shown. @typedef {{ from: number, to: number, isFolded: boolean }} Run */

/** @param {Line[]} lines @returns {Run[]} */
export function runsOf(lines) {
  const near = lines.map(() => false);
  lines.forEach(({ kind }, at) => {
    if (kind === "same") return;
    for (let by = -AROUND; by <= AROUND; by += 1) if (at + by >= 0 && at + by < near.length) near[at + by] = true;
  });
  /** @type {Run[]} */
  const runs = [];
  near.forEach((isNear, at) => {
    const last = runs.at(-1);
    if (last && last.isFolded === !isNear) last.to = at + 1;
    else runs.push({ from: at, to: at + 1, isFolded: !isNear });
  });
  // A single line takes no more room than its number.
  return runs.map((run) => ({ ...run, isFolded: run.isFolded && run.to - run.from > 1 }));
}

/** @param {Piece[]} pieces @param {'del' | 'ins'} tag @returns {Node[]} */
const marked = (pieces, tag) =>
  pieces.map(([isDifferent, text]) => (isDifferent ? element(tag, {}, text) : document.createTextNode(text)));

/** Signs of kinds, for the eye; their words are beside them. */
const SIGNS = { same: "", changed: "~", gone: "−", new: "+", moved: "↕" };

/**
 * @param {Words} words
 * @param {Line[]} lines
 * @param {Look} look
 * @param {boolean} isBeside
 * @returns {HTMLElement}
 */
export function linesView(words, lines, look, isBeside) {
  const { t } = words;
  const text = { lang: look.lang, dir: look.isRaw ? "ltr" : look.dir };
  /** @param {Line} line @param {number} at */
  const kindOf = ({ kind, before, other }, at) => {
    if (kind === "same") return "";
    if (kind !== "moved" || other === undefined) return t(`integrity.line-${kind}`);
    const isBelow = other > at;
    return t(`integrity.line-${before.length > 0 ? "now" : "was"}-${isBelow ? "below" : "above"}`);
  };

  /** @param {number} at @returns {HTMLElement} */
  function inLine(at) {
    const line = lines[at];
    const { kind, before, after } = line;
    // What is the same in both is said once.
    const both = kind === "changed" ? merged(before, after) : [...marked(before, "del"), ...marked(after, "ins")];
    return element(
      "li",
      { class: `diff-line diff-${kind}` },
      element("span", { class: "diff-sign", "aria-hidden": "true" }, SIGNS[kind]),
      element(
        "div",
        { class: "diff-text" },
        kind !== "same" &&
          element("span", { class: kind === "moved" ? "diff-note" : "announcer" }, `${kindOf(line, at)} `),
        element("span", text, ...both),
      ),
    );
  }

  /** @param {number} at @returns {HTMLElement} */
  function beside(at) {
    const line = lines[at];
    const { kind, before, after } = line;
    /** @param {Piece[]} pieces @param {'del' | 'ins'} tag @param {boolean} isOwn */
    const cell = (pieces, tag, isOwn) =>
      element(
        "td",
        { class: pieces.length > 0 ? `diff-cell diff-${kind}` : "diff-cell" },
        kind !== "same" &&
          isOwn &&
          element("span", { class: kind === "moved" ? "diff-note" : "announcer" }, `${kindOf(line, at)} `),
        pieces.length > 0 && element("span", text, ...marked(pieces, tag)),
      );
    return element(
      "tr",
      {},
      cell(before, "del", before.length > 0),
      cell(kind === "same" ? before : after, "ins", before.length === 0),
    );
  }

  const draw = isBeside ? beside : inLine;
  const list = isBeside ? element("tbody") : element("ol", { class: "diff-lines" });
  const runs = runsOf(lines);
  /** @param {Pick<Run, 'from' | 'to'>} run */
  function folded({ from, to }) {
    const button = element(
      "button",
      { type: "button", class: "link-button" },
      t("integrity.same-lines", { count: to - from }),
    );
    const item = isBeside
      ? element("tr", { class: "diff-fold" }, element("td", { colspan: "2" }, button))
      : element("li", { class: "diff-fold" }, button);
    button.addEventListener("click", () => {
      const opened = Array.from({ length: Math.min(to - from, DRAWN) }, (_, nth) => draw(from + nth));
      const rest = from + opened.length < to ? [folded({ from: from + opened.length, to })] : [];
      // Where the button was, the reader goes on.
      opened[0].tabIndex = -1;
      item.replaceWith(...opened, ...rest);
      opened[0].focus();
    });
    return item;
  }

  let next = 0;
  let left = 0;
  const more = element("button", { type: "button", class: "quiet-button", onclick: () => grow() }, t("integrity.more"));
  function grow() {
    let drawn = 0;
    while (next < runs.length && drawn < DRAWN) {
      const run = runs[next];
      if (run.isFolded) {
        list.append(folded(run));
        next += 1;
        continue;
      }
      const from = Math.max(run.from, left);
      const to = Math.min(run.to, from + DRAWN - drawn);
      for (let at = from; at < to; at += 1) list.append(draw(at));
      drawn += to - from;
      left = to;
      if (to === run.to) next += 1;
    }
    more.hidden = next >= runs.length;
  }
  grow();

  const heads = ["integrity.earlier", "integrity.later"].map((key) => element("th", { scope: "col" }, t(key)));
  const isSame = lines.every(({ kind }) => kind === "same");
  return element(
    "div",
    { class: look.isRaw ? "diff is-raw" : "diff" },
    isSame && element("p", { class: "dialog-sentence" }, t("integrity.no-difference")),
    isBeside
      ? element("table", { class: "diff-table" }, element("thead", {}, element("tr", {}, ...heads)), list)
      : list,
    more,
  );
}

/** @param {Piece[]} before @param {Piece[]} after @returns {Node[]} both in one, which agree between what is different */
function merged(before, after) {
  /** @type {Node[]} */
  const nodes = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    if (before[one]?.[0]) nodes.push(element("del", {}, before[one++][1]));
    else if (after[other]?.[0]) nodes.push(element("ins", {}, after[other++][1]));
    else {
      nodes.push(document.createTextNode((before[one] ?? after[other])[1]));
      one += 1;
      other += 1;
    }
  }
  return nodes;
}

/**
 * Lines over time as SVG. Each has a colour and a pattern of its own, and each point says its number; the table beside it has all of
 * them.
 */
import { element } from "../../views/element.js";

/** @typedef {{ name: string, values: number[] }} Line */

const HEIGHT = 260;
/** Room for numbers at the side, for names of periods below, and above the highest line. */
const [SIDE, FOOT, HEAD, END] = [56, 28, 10, 16];

/** Points that are drawn by themselves, each with its number. */
const MOST_POINTS = 400;

/** Least width of the name of a period, in px. */
const NAME = 64;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** @param {number} most @returns {number[]} round numbers from 0 to at least the highest */
export function ticks(most) {
  if (!(most > 0)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((times) => times * 4 >= most) ?? most;
  return Array.from({ length: 5 }, (_, at) => at * step).filter((_, at, all) => at === 0 || all[at - 1] < most);
}

/**
 * @param {object} what
 * @param {Line[]} what.lines
 * @param {string[]} what.periods
 * @param {(value: number) => string} what.format
 * @param {string} what.title
 * @param {string} what.says what the lines show, in a sentence
 * @returns {{ root: HTMLElement, stop: () => void }}
 */
export function lineChart({ lines, periods, format, title, says }) {
  const place = element("div", { class: "chart-place" });
  const root = element("figure", { class: "chart" }, place, lines.length > 1 && legend(lines));

  /** @param {number} width */
  function draw(width) {
    const marks = ticks(Math.max(0, ...lines.flatMap(({ values }) => values)));
    const most = marks[marks.length - 1];
    const [left, right, top, bottom] = [SIDE, Math.max(SIDE + 1, width - END), HEAD, HEIGHT - FOOT];
    const x = (/** @type {number} */ at) =>
      periods.length < 2 ? (left + right) / 2 : left + ((right - left) * at) / (periods.length - 1);
    const y = (/** @type {number} */ value) => bottom - ((bottom - top) * value) / most;
    const round = (/** @type {number} */ number) => number.toFixed(1);
    const every = Math.max(1, Math.ceil((periods.length * NAME) / Math.max(1, right - left)));
    const picture = svg(
      "svg",
      {
        class: "chart-lines",
        role: "img",
        "aria-label": `${title}. ${says}`,
        width,
        height: HEIGHT,
        viewBox: `0 0 ${width} ${HEIGHT}`,
      },
      ...marks.map((mark) =>
        svg(
          "g",
          { class: "chart-mark" },
          svg("line", { x1: left, x2: right, y1: round(y(mark)), y2: round(y(mark)) }),
          svg("text", { x: left - 8, y: round(y(mark) + 4), "text-anchor": "end" }, format(mark)),
        ),
      ),
      ...periods.flatMap((period, at) =>
        at % every === 0
          ? [svg("text", { class: "chart-period", x: round(x(at)), y: HEIGHT - 8, "text-anchor": "middle" }, period)]
          : [],
      ),
      ...lines.map(({ name, values }, nth) =>
        svg(
          "g",
          { class: `chart-line series-${nth + 1}` },
          svg("polyline", { points: values.map((value, at) => `${round(x(at))},${round(y(value))}`).join(" ") }),
          ...(values.length * lines.length > MOST_POINTS
            ? []
            : values.map((value, at) =>
                svg(
                  "circle",
                  { cx: round(x(at)), cy: round(y(value)), r: 3 },
                  svg("title", {}, `${name}, ${periods[at]}: ${format(value)}`),
                ),
              )),
        ),
      ),
    );
    place.replaceChildren(picture);
  }

  let drawn = 0;
  const resized = new ResizeObserver(() => {
    const width = Math.floor(place.clientWidth);
    if (width === drawn || width === 0) return;
    drawn = width;
    draw(width);
  });
  resized.observe(place);
  return { root, stop: () => resized.disconnect() };
}

/** @param {Line[]} lines */
function legend(lines) {
  return element(
    "figcaption",
    {},
    element(
      "ul",
      { class: "chart-legend" },
      lines.map(({ name }, nth) => {
        const sample = svg(
          "svg",
          { width: 32, height: 12, "aria-hidden": "true", class: `chart-line series-${nth + 1}` },
          svg("polyline", { points: "0,6 32,6" }),
        );
        return element("li", {}, /** @type {any} */ (sample), " ", name);
      }),
    ),
  );
}

/**
 * Two posts in detail: their fields, pictures and words, in line or side by side, of the articles or of the files.
 */
import { element } from "../../views/element.js";
import { reasonOf } from "./all-files.js";
import { comparePosts } from "./comparing.js";
import { linesView } from "./lines.js";

/** @import { Words } from '../../types.js' */
/** @import { Compared, Place } from './comparing.js' */

/** Pictures that are shown of either. */
const PICTURES = 60;

/** Names of fields, as the core has them. @type {Record<string, string>} */
const FIELDS = {
  title: "sort.title",
  date: "facet.time",
  author: "facet.author",
  source: "facet.source",
  tags: "facet.tag",
  categories: "integrity.categories",
  lang: "facet.lang",
};

/**
 * @param {Words} words
 * @param {[Place | null, Place | null]} places the earlier one first
 * @returns {{ root: HTMLElement, stop: () => void }}
 */
export function differenceView(words, places) {
  const { t } = words;
  /** @type {string[]} */
  const urls = [];
  const root = element("div", { class: "difference" }, element("p", { role: "status" }, t("integrity.comparing")));
  let isOver = false;
  void comparePosts(places).then(
    (compared) => !isOver && root.replaceChildren(...parts(words, compared, places, urls)),
    (error) =>
      root.replaceChildren(element("p", { role: "status" }, t("integrity.failed", { reason: reasonOf(error) }))),
  );
  return {
    root,
    stop() {
      isOver = true;
      for (const url of urls) URL.revokeObjectURL(url);
    },
  };
}

/** @param {Words} words @param {Compared} compared @param {[Place | null, Place | null]} places @param {string[]} urls */
function parts(words, compared, places, urls) {
  const { t, locale } = words;
  const number = (/** @type {number} */ value) => value.toLocaleString(locale);
  const { fields, newPictures, gonePictures, pages } = compared;
  const page = pages[1] ?? pages[0];
  const place = element("div", {});
  const choice = (/** @type {string} */ name, /** @type {string[]} */ values) => {
    const inputs = values.map((value, at) =>
      element("input", {
        type: "radio",
        name: `integrity-${name}`,
        value,
        checked: at === 0,
        onchange: draw,
      }),
    );
    return {
      root: element(
        "fieldset",
        { class: "integrity-views" },
        element("legend", {}, t(`integrity.${name}`)),
        inputs.map((input, at) => element("label", {}, input, " ", t(`integrity.${values[at]}`))),
      ),
      value: () => inputs.find(({ checked }) => checked)?.value,
    };
  };
  const view = choice("view", ["in-line", "side-by-side"]);
  const text = choice("text", ["cleaned", "raw"]);

  function draw() {
    const isRaw = text.value() === "raw";
    const look = { lang: page?.lang ?? "und", dir: page?.dir ?? "ltr", isRaw };
    const lines = isRaw ? compared.raw : compared.cleaned;
    place.replaceChildren(linesView(words, lines, look, view.value() === "side-by-side"));
  }
  draw();

  const counts = [
    ...(fields.length > 0 ? [t("integrity.fields-count", { count: fields.length })] : []),
    ...wordCounts(words, compared.words),
    ...pictureCounts(words, [newPictures.length, gonePictures.length]),
  ];
  return [
    element(
      "p",
      { class: "dialog-sentence", role: "status" },
      counts.length > 0 ? counts.join(" · ") : t("integrity.only-markup"),
    ),
    ...(fields.length > 0
      ? [
          element(
            "table",
            { class: "diff-table diff-fields" },
            element(
              "thead",
              {},
              element(
                "tr",
                {},
                ["integrity.field", "integrity.earlier", "integrity.later"].map((key) =>
                  element("th", { scope: "col" }, t(key)),
                ),
              ),
            ),
            element(
              "tbody",
              {},
              fields.map(({ name, before, after }) =>
                element(
                  "tr",
                  {},
                  element("th", { scope: "row" }, t(FIELDS[name] ?? name)),
                  element("td", { class: "diff-cell", dir: "auto" }, before && element("del", {}, before)),
                  element("td", { class: "diff-cell", dir: "auto" }, after && element("ins", {}, after)),
                ),
              ),
            ),
          ),
        ]
      : []),
    ...pictures(t("integrity.pictures-gone", { count: number(gonePictures.length) }), gonePictures, places[0], 0),
    ...pictures(t("integrity.pictures-new", { count: number(newPictures.length) }), newPictures, places[1], 1),
    element("div", { class: "integrity-choices" }, view.root, text.root),
    place,
  ];

  /** @param {string} heading @param {string[]} found @param {Place | null} from @param {0 | 1} side */
  function pictures(heading, found, from, side) {
    if (found.length === 0) return [];
    const list = element("ul", { class: "integrity-pictures" });
    const source = pages[side]?.source?.url ?? null;
    for (const src of found.slice(0, PICTURES)) {
      const picture = element("div", { class: "integrity-picture" });
      list.append(element("li", {}, picture, element("bdi", {}, src)));
      // Of the archive alone; no server is asked for another.
      void from?.volume
        .imagesOf(
          from.path,
          source,
        )?.(src)
        .then((image) => {
          if (!image) return;
          const url = URL.createObjectURL(image);
          urls.push(url);
          picture.append(element("img", { src: url, alt: "", decoding: "async" }));
        })
        .catch(() => {});
    }
    return [element("h3", {}, heading), list];
  }
}

/** @param {Words} words @param {[number, number]} counts of the later and the earlier version @returns {string[]} */
export const wordCounts = ({ t }, [added, gone]) =>
  added + gone > 0 ? [t("integrity.words-count", { new: added, gone })] : [];

/** @param {Words} words @param {[number, number]} counts of the later and the earlier version @returns {string[]} */
export const pictureCounts = ({ t }, [added, gone]) =>
  added + gone > 0 ? [t("integrity.pictures-count", { new: added, gone })] : [];

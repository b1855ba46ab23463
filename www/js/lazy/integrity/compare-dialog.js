/**
 * Says what is different in two open archives: a list with counts, and each post in detail.
 */
import { element } from "../../views/element.js";
import { inWords } from "./check-dialog.js";
import { compareVolumes } from "./comparing.js";
import { differenceView, pictureCounts, wordCounts } from "./difference.js";
import { volumeSelect, workDialog } from "./work-dialog.js";

/** @import { Volume, Words } from '../../types.js' */
/** @import { Comparison } from './comparing.js' */
/** @import { Change, PostDifference } from './responder.js' */

/** Posts that are listed at once. */
const SHOWN = 200;

/** Posts that can't be read of which it is said why. */
const NAMED = 20;

/** @type {Change[]} */
const KINDS = ["changed", "gone", "new", "moved"];

/** @param {Words} words @param {Volume[]} volumes at least two */
export function compareArchives(words, volumes) {
  const { t } = words;
  const earlier = volumeSelect(t("integrity.earlier"), volumes, 0);
  const later = volumeSelect(t("integrity.later"), volumes, 1);
  let stop = () => {};
  const compare = element(
    "button",
    { type: "button", class: "button button-first", onclick: () => void dialog.work(run) },
    t("integrity.compare"),
  );
  const dialog = workDialog(words, {
    heading: t("integrity.compare-heading"),
    sentence: t("integrity.compare-sentence"),
    form: element("fieldset", { class: "export-forms integrity-choices" }, earlier.label, later.label),
    ways: [compare],
    kind: "is-wide",
    closed: () => stop(),
  });

  /** @param {AbortSignal} signal @param {import('./work-dialog.js').Tell} tell */
  async function run(signal, tell) {
    const comparison = await compareVolumes([earlier.volume(), later.volume()], signal, tell);
    const { lost } = comparison;
    if (comparison.found.length > 0) dialog.more.replaceChildren(...list(comparison));
    return [
      element("p", {}, inWords(words, comparison)),
      ...(lost.length > 0 ? [element("p", {}, t("integrity.lost", { count: lost.length }))] : []),
      ...lost.slice(0, NAMED).map((line) => element("p", {}, element("bdi", {}, line))),
    ];
  }

  /** @param {Comparison} comparison */
  function list(comparison) {
    const { found } = comparison;
    const place = element("ul", { class: "integrity-paths" });
    const kinds = KINDS.filter((kind) => found.some((one) => one.kind === kind));
    const select = element(
      "select",
      { onchange: () => show() },
      element("option", { value: "" }, t("integrity.all")),
      kinds.map((kind) => element("option", { value: kind }, t(`integrity.${kind}`))),
    );
    const more = element(
      "button",
      { type: "button", class: "quiet-button", onclick: () => grow() },
      t("integrity.more"),
    );
    /** @type {PostDifference[]} */
    let shown = [];
    function grow() {
      const from = place.childElementCount;
      place.append(...shown.slice(from, from + SHOWN).map((one) => item(comparison, one)));
      more.hidden = place.childElementCount === shown.length;
    }
    function show() {
      shown = found.filter(({ kind }) => !select.value || kind === select.value);
      place.replaceChildren();
      grow();
    }
    show();
    return [element("label", { class: "integrity-choice" }, t("integrity.show"), " ", select), place, more];
  }

  /** @param {Comparison} comparison @param {PostDifference} one */
  function item(comparison, one) {
    const { kind, path, from, fields, words: counted, pictures } = one;
    const counts = [
      ...(fields.length > 0 ? [t("integrity.fields-count", { count: fields.length })] : []),
      ...wordCounts(words, counted),
      ...pictureCounts(words, pictures),
    ];
    const says = counts.length === 0 && kind === "changed" ? t("integrity.only-markup") : counts.join(" · ");
    const button = element(
      "button",
      { type: "button", class: "link-button integrity-open", onclick: () => open(comparison, one, button) },
      element("bdi", {}, path),
    );
    return element(
      "li",
      { class: `is-${kind}` },
      element("span", { class: "integrity-kind" }, t(`integrity.${kind}`)),
      " ",
      button,
      from !== null &&
        element("span", { class: "integrity-from" }, ` ${t("integrity.from")} `, element("bdi", {}, from)),
      says && element("span", { class: "integrity-says" }, says),
    );
  }

  /** @param {Comparison} comparison @param {PostDifference} one @param {HTMLElement} opener gets the focus afterwards */
  function open(comparison, one, opener) {
    const view = differenceView(words, [comparison.placeOf(one, 0), comparison.placeOf(one, 1)]);
    const heading = element(
      "h2",
      { class: "dialog-heading integrity-path", tabindex: "-1" },
      `${t(`integrity.${one.kind}`)}: `,
      element("bdi", {}, one.path),
    );
    const { scrollTop } = dialog.dialog;
    const back = element(
      "button",
      {
        type: "button",
        class: "button",
        onclick: () => {
          stop();
          stop = () => {};
          detail.remove();
          dialog.main.hidden = false;
          dialog.dialog.scrollTop = scrollTop;
          opener.focus({ preventScroll: true });
        },
      },
      t("integrity.back"),
    );
    const detail = element("div", {}, element("p", {}, back), heading, view.root);
    stop = view.stop;
    dialog.main.hidden = true;
    dialog.dialog.append(detail);
    dialog.dialog.scrollTop = 0;
    heading.focus();
  }

  dialog.open();
}

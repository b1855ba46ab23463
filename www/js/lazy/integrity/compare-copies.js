/**
 * The copies of a post compared, two at a time.
 */
import { element } from "../../views/element.js";
import { differenceView } from "./difference.js";
import "./words.js";

/** @import { OpenArchive, Words } from '../../types.js' */
/** @import { Place } from './comparing.js' */

/**
 * @param {Words} words
 * @param {OpenArchive[]} archives
 * @param {{ volume: number, index: number, path: string }[]} copies
 */
export function compareCopies(words, archives, copies) {
  const { t } = words;
  const places = copies.flatMap(({ volume: number, index, path }) => {
    const volume = archives.find((one) => one.number === number)?.volume;
    return volume ? [/** @type {Place} */ ({ volume, index, path })] : [];
  });
  const ids = new Set(places.map(({ volume }) => volume.id));
  const selects = ["integrity.first", "integrity.second"].map((key, at) => {
    const select = element(
      "select",
      { onchange: () => show() },
      places.map(({ volume, path }, nth) =>
        element("option", { value: String(nth) }, ids.size > 1 && volume.id ? `${path} · ${volume.id}` : path),
      ),
    );
    select.value = String(at);
    return { select, label: element("label", { class: "integrity-choice" }, t(key), " ", select) };
  });
  const place = element("div", {});
  let stop = () => {};
  function show() {
    stop();
    const [one, other] = selects.map(({ select }) => places[Number(select.value)]);
    const view = differenceView(words, [one, other]);
    stop = view.stop;
    place.replaceChildren(view.root);
  }
  const heading = element(
    "h2",
    { id: "integrity-heading", class: "dialog-heading", tabindex: "-1" },
    t("integrity.copies-heading"),
  );
  const dialog = element(
    "dialog",
    {
      class: "dialog integrity is-wide",
      "aria-labelledby": "integrity-heading",
      onclose: () => {
        stop();
        dialog.remove();
      },
    },
    heading,
    element("div", { class: "integrity-choices" }, ...selects.map(({ label }) => label)),
    place,
    element(
      "form",
      { method: "dialog", class: "dialog-ways" },
      element("button", { class: "button" }, t("integrity.close")),
    ),
  );
  show();
  document.body.append(dialog);
  dialog.showModal();
  heading.focus();
}

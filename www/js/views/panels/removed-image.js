/**
 * A removed image: its URL, and a button that loads it. Opening the record makes no requests, since removed images may be
 * trackers.
 */
import { element } from "../element.js";

/** @import { FindImage, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {string} src as in the post
 * @param {{ base: string | null, findImage: FindImage | null, isCounter: boolean }} options a tracking pixel (`isCounter`) is never loaded
 * @returns {HTMLElement}
 */
export function removedImage({ t, language, dir }, src, { base, findImage, isCounter }) {
  const url = URL.canParse(src, base ?? undefined) ? new URL(src, base ?? undefined) : null;
  const isData = url?.protocol === "data:";
  const shown = isData && src.length > 120 ? `${src.slice(0, 120)}…` : src;
  const place = element(
    "div",
    { class: "record-picture" },
    element("p", { class: "record-address", dir: "ltr" }, shown),
  );
  const show = async () => {
    const blob = !url && findImage ? await findImage(src).catch(() => null) : null;
    const shownSrc = blob ? URL.createObjectURL(blob) : (url?.href ?? "");
    const img = element("img", {
      class: "record-thumbnail",
      alt: t("record.picture"),
      referrerpolicy: "no-referrer",
      decoding: "async",
      onload: () => blob && URL.revokeObjectURL(shownSrc),
      onerror: () => img.replaceWith(element("p", { class: "record-no-place" }, t("record.picture-gone"))),
    });
    // Last, since it starts the request.
    img.src = shownSrc;
    return img;
  };
  if (isData && /^data:image\/(?!svg)/i.test(src)) {
    void show().then((img) => place.append(img));
  } else if (!isCounter && (url ? /^https?:$/.test(url.protocol) : findImage)) {
    const button = element(
      "button",
      {
        type: "button",
        class: "link-button record-more",
        lang: language,
        dir,
        onclick: async () => {
          const img = await show();
          button.replaceWith(img);
          img.tabIndex = -1;
          img.focus({ preventScroll: true });
        },
      },
      url ? t("record.show-picture", { host: url.host }) : t("record.show-picture-beside"),
    );
    place.append(button);
  }
  return place;
}

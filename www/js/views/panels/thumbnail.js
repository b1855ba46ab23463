/**
 * A picture that was taken out: its address, and the picture itself where the reader asks for it. Opening the account
 * asks nobody for anything, for what was taken out may well be there to be asked for.
 */
import { element } from "../element.js";

/** @import { Beside, Words } from '../../types.js' */

/**
 * @param {Words} words
 * @param {string} address as it stands in the post
 * @param {{ base: string | null, beside: Beside | null, isCounter: boolean }} where a picture that counts readers is never asked for
 * @returns {HTMLElement}
 */
export function pictureOf({ t, language, dir }, address, { base, beside, isCounter }) {
  const whole = URL.canParse(address, base ?? undefined) ? new URL(address, base ?? undefined) : null;
  const isData = whole?.protocol === "data:";
  const shown = isData && address.length > 120 ? `${address.slice(0, 120)}…` : address;
  const place = element("div", { class: "record-picture" }, element("p", { class: "record-address", dir: "ltr" }, shown));
  const show = async () => {
    const blob = !whole && beside ? await beside(address).catch(() => null) : null;
    const src = blob ? URL.createObjectURL(blob) : (whole?.href ?? "");
    const img = element("img", {
      class: "record-thumbnail",
      alt: t("record.picture"),
      referrerpolicy: "no-referrer",
      decoding: "async",
      onload: () => blob && URL.revokeObjectURL(src),
      onerror: () => img.replaceWith(element("p", { class: "record-no-place" }, t("record.picture-gone"))),
    });
    // The address comes last, when all is said about how it is to be asked for.
    img.src = src;
    return img;
  };
  if (isData && /^data:image\/(?!svg)/i.test(address)) {
    void show().then((img) => place.append(img));
  } else if (!isCounter && (whole ? /^https?:$/.test(whole.protocol) : beside)) {
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
      whole ? t("record.show-picture", { host: whole.host }) : t("record.show-picture-beside"),
    );
    place.append(button);
  }
  return place;
}

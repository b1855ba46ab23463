/**
 * One image in a dialog, fitted to the window or in full size, with its caption; and the others of the post. Escape closes,
 * arrow keys step, Enter toggles the size; pinching and panning are the browser's own.
 */
import { element, outwardLink } from "../views/element.js";
import { urlOf } from "../article/image-gate.js";
import { waybackUrl } from "../article/wayback.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {HTMLElement} body of the article
 * @param {HTMLImageElement} first
 * @param {{ date: string | null, back: HTMLElement }} more `back` gets the focus afterwards
 */
export function enlargeImage({ t, language, dir }, body, first, { date, back }) {
  const images = [...body.querySelectorAll(".picture-enlarge")]
    .map((button) => button.closest(".picture")?.querySelector("img"))
    .filter((img) => img instanceof HTMLImageElement);
  let at = Math.max(0, images.indexOf(first));

  const stage = element("div", { class: "zoom-stage", tabindex: "0", role: "group" });
  const caption = element("div", { class: "zoom-caption", lang: body.closest("[lang]")?.getAttribute("lang") ?? null });
  const place = element("p", { class: "zoom-place", role: "status" });
  const size = element("button", { type: "button", class: "quiet-button", onclick: () => setWhole(!whole) });
  const before = element(
    "button",
    { type: "button", class: "quiet-button", onclick: () => show(at - 1) },
    t("zoom.before"),
  );
  const next = element(
    "button",
    { type: "button", class: "quiet-button", onclick: () => show(at + 1) },
    t("zoom.next"),
  );
  const close = element(
    "button",
    { type: "button", class: "quiet-button zoom-close", onclick: () => dialog.close() },
    t("dialog.close"),
  );
  const ways = element("span", { class: "zoom-ways" });
  const dialog = element(
    "dialog",
    { class: "zoom", "aria-label": t("zoom.heading"), lang: language, dir },
    element("div", { class: "zoom-bar" }, place, size, images.length > 1 && [before, next], close),
    stage,
    element("div", { class: "zoom-foot" }, caption, ways),
  );
  let whole = true;

  /** @param {boolean} now fitted to the window, or in full size */
  function setWhole(now) {
    whole = now;
    dialog.dataset.whole = String(whole);
    size.textContent = t(whole ? "zoom.actual" : "zoom.fit");
  }

  /** @param {number} index */
  function show(index) {
    at = (index + images.length) % images.length;
    const img = images[at];
    const text = img.closest("figure")?.querySelector("figcaption")?.textContent?.trim() ?? "";
    const alt = img.getAttribute("alt")?.trim() ?? "";
    stage.replaceChildren(copyOf(img));
    stage.setAttribute("aria-label", alt || text || t("zoom.heading"));
    caption.textContent = text || alt;
    place.textContent = images.length > 1 ? t("zoom.place", { at: at + 1, total: images.length }) : "";
    const url = urlOf(img);
    ways.replaceChildren(
      ...(/^https?:/i.test(url)
        ? [outwardLink(url, t("zoom.open")), outwardLink(waybackUrl(url, date), t("post.wayback"))]
        : []),
    );
    setWhole(true);
  }

  stage.addEventListener("click", () => setWhole(!whole));
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // In full size the arrow keys pan.
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way && whole && images.length > 1) show(at + way);
    else if (event.key === "Enter" && event.target === stage) setWhole(!whole);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    back.focus({ preventScroll: true });
  });
  show(at);
  // When embedded, the styles are inside the element's shadow root.
  const root = body.getRootNode();
  const holder = root instanceof ShadowRoot ? root.querySelector(".embedded") : document.body;
  holder?.append(dialog);
  dialog.showModal();
  stage.focus();
}

/**
 * The blob URL of an image that came with the post is revoked already, so its pixels are copied.
 * @param {HTMLImageElement} img
 */
function copyOf(img) {
  if (img.currentSrc.startsWith("blob:")) {
    const canvas = element("canvas", { class: "zoom-picture" });
    canvas.width = img.naturalWidth;
    canvas.height = img.naturalHeight;
    canvas.getContext("2d")?.drawImage(img, 0, 0);
    return canvas;
  }
  const copy = element("img", { class: "zoom-picture", alt: "", referrerpolicy: "no-referrer", decoding: "sync" });
  copy.src = img.currentSrc || img.src;
  return copy;
}

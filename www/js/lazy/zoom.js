/**
 * One picture by itself, as large as the window or as large as it is, with its caption; and the next ones of the post.
 * By keys: Escape closes, the arrows go on, Enter changes the size. With fingers: the browser's own pinching and panning.
 */
import { element, outwardLink } from "../views/element.js";
import { addressOf, waybackAddress } from "../article/image-gate.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {HTMLElement} body of the article
 * @param {HTMLImageElement} first
 * @param {{ date: string | null, back: HTMLElement }} more where the focus goes afterwards
 */
export function enlargePicture({ t, language, dir }, body, first, { date, back }) {
  const pictures = [...body.querySelectorAll(".picture-enlarge")]
    .map((button) => button.closest(".picture")?.querySelector("img"))
    .filter((img) => img instanceof HTMLImageElement);
  let at = Math.max(0, pictures.indexOf(first));

  const stage = element("div", { class: "zoom-stage", tabindex: "0", role: "group" });
  const caption = element("div", { class: "zoom-caption", lang: body.closest("[lang]")?.getAttribute("lang") ?? null });
  const place = element("p", { class: "zoom-place", role: "status" });
  const size = element("button", { type: "button", class: "quiet-button", onclick: () => setWhole(!whole) });
  const before = element("button", { type: "button", class: "quiet-button", onclick: () => show(at - 1) }, t("zoom.before"));
  const next = element("button", { type: "button", class: "quiet-button", onclick: () => show(at + 1) }, t("zoom.next"));
  const close = element("button", { type: "button", class: "quiet-button zoom-close", onclick: () => dialog.close() }, t("dialog.close"));
  const ways = element("span", { class: "zoom-ways" });
  const dialog = element(
    "dialog",
    { class: "zoom", "aria-label": t("zoom.heading"), lang: language, dir },
    element("div", { class: "zoom-bar" }, place, size, pictures.length > 1 && [before, next], close),
    stage,
    element("div", { class: "zoom-foot" }, caption, ways),
  );
  let whole = true;

  /** @param {boolean} now whether all of it is seen, or each of its pixels */
  function setWhole(now) {
    whole = now;
    dialog.dataset.whole = String(whole);
    size.textContent = t(whole ? "zoom.actual" : "zoom.fit");
  }

  /** @param {number} index */
  function show(index) {
    at = (index + pictures.length) % pictures.length;
    const img = pictures[at];
    const text = img.closest("figure")?.querySelector("figcaption")?.textContent?.trim() ?? "";
    const alt = img.getAttribute("alt")?.trim() ?? "";
    stage.replaceChildren(copyOf(img));
    stage.setAttribute("aria-label", alt || text || t("zoom.heading"));
    caption.textContent = text || alt;
    place.textContent = pictures.length > 1 ? t("zoom.place", { at: at + 1, total: pictures.length }) : "";
    const address = addressOf(img);
    ways.replaceChildren(
      ...(/^https?:/i.test(address)
        ? [outwardLink(address, t("zoom.open")), outwardLink(waybackAddress(address, date), t("post.wayback"))]
        : []),
    );
    setWhole(true);
  }

  stage.addEventListener("click", () => setWhole(!whole));
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Where the picture is larger than the window the arrows move it.
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way && whole && pictures.length > 1) show(at + way);
    else if (event.key === "Enter" && event.target === stage) setWhole(!whole);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    back.focus({ preventScroll: true });
  });
  show(at);
  // In other people's pages the styles are inside the element.
  const root = body.getRootNode();
  const holder = root instanceof ShadowRoot ? root.querySelector(".embedded") : document.body;
  holder?.append(dialog);
  dialog.showModal();
  stage.focus();
}

/**
 * A picture that came with the post has an address for one time only, so its pixels are taken over.
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

/**
 * The zip of an element whose page says `keep`: the reader may keep it on their device, and it then opens from there. It is
 * stored for the origin of the page around the element, or of the frame.
 */
import { fetchFile, fileNameIn } from "../../js/core/fetch-file.js";
import { sizeInWords } from "../../js/i18n/words.js";
import { element } from "../../js/views/element.js";

/** @import { Words } from '../../js/types.js' */

const keeping = async () => {
  const [parts] = await Promise.all([import("../../js/lazy/keep/keep.js"), import("../../js/lazy/keep/words.js")]);
  return parts;
};

/** @param {URL} url @returns {Promise<import('../../js/lazy/keep/registry.js').KeptArchive | null>} */
async function recordAt(url) {
  const { keptArchives } = await keeping();
  return (await keptArchives()).find(({ address }) => address === url.href) ?? null;
}

/**
 * @param {URL} url
 * @returns {Promise<File | null>} the kept copy, or null if there is none or the server's file has changed
 */
export async function keptZip(url) {
  try {
    const record = await recordAt(url);
    if (!record) return null;
    // Without the server it is good as it is.
    const head = await fetchFile(url, { method: "HEAD", cache: "no-store" }).catch(() => null);
    const size = Number(head?.headers.get("Content-Length") ?? record.stamp.size);
    const modified = Date.parse(head?.headers.get("Last-Modified") ?? "") || record.stamp.modified;
    if (size !== record.stamp.size || modified !== record.stamp.modified) return null;
    const { openKept } = await keeping();
    const { files } = await openKept(record.id, false);
    return await files[0].file();
  } catch {
    return null;
  }
}

/**
 * @param {Words} words
 * @param {URL} url
 * @returns {HTMLElement} a button that keeps it, stops that, or forgets it
 */
export function keepZip({ t, locale }, url) {
  const file = fileNameIn(url);
  const told = element("span", { role: "status" });
  const button = element("button", { type: "button", class: "link-button", hidden: true, onclick: () => press() });
  let press = () => {};
  /** @param {string} name @param {() => void} then */
  function offer(name, then) {
    button.textContent = t(name, { file });
    button.hidden = false;
    press = then;
  }

  async function draw() {
    const { forget } = await keeping();
    const record = await recordAt(url).catch(() => null);
    if (!record) offer("keep.keep-named", () => void keepIt());
    else {
      offer("device.forget-named", () => void forget(record.id).then(draw));
      told.textContent = t("keep.takes", { size: sizeInWords(record.stamp.size, locale) });
      return;
    }
    told.textContent = "";
  }

  async function keepIt() {
    const { keep } = await keeping();
    const controller = new AbortController();
    const { signal } = controller;
    offer("keep.stop", () => controller.abort());
    const size = (/** @type {number} */ bytes) => sizeInWords(bytes, locale);
    try {
      const response = await fetchFile(url, { signal });
      const lastModified = Date.parse(response.headers.get("Last-Modified") ?? "") || 0;
      const whole = new File([await response.blob()], file, { lastModified });
      const files = [{ path: file, file: async () => whole }];
      const onProgress = (/** @type {number} */ done) =>
        void (told.textContent = t("keep.copying", { file, done: size(done), total: size(whole.size) }));
      const what = {
        kind: /** @type {const} */ ("file"),
        name: file,
        address: url.href,
        posts: 0,
        files,
        handle: null,
      };
      await keep(what, { isCopied: true, onProgress, signal });
      await draw();
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      await draw();
      if (!signal.aborted)
        told.textContent =
          name === "QuotaExceededError"
            ? t("keep.full", { file, size: "" })
            : t("keep.failed", { file, reason: message });
    }
  }

  void draw();
  return element("p", { class: "embedded-keep" }, button, " ", told);
}

/**
 * Files for saving, made on this page without requests.
 */
import { element } from "../views/element.js";

/** @import { Words } from '../types.js' */

/**
 * @param {Words} words
 * @param {string} label
 * @param {string} name of the file
 * @param {() => Promise<Blob>} make
 * @returns {HTMLElement}
 */
export function saveButton({ t }, label, name, make) {
  const status = element("span", { class: "told", role: "status" });
  const button = element(
    "button",
    {
      type: "button",
      class: "quiet-button",
      onclick: async () => {
        button.disabled = true;
        try {
          download(await make(), name);
          status.textContent = "";
        } catch (error) {
          status.textContent = t("text.gone", { reason: /** @type {any} */ (error)?.message ?? String(error) });
        } finally {
          button.disabled = false;
        }
      },
    },
    label,
  );
  return element("span", { class: "panel-way" }, button, status);
}

/** @param {Blob} file @param {string} name */
export function download(file, name) {
  const url = URL.createObjectURL(file);
  const link = element("a", { href: url, download: plainName(name), hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has started by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @param {string} name @returns {string} valid in every file system */
function plainName(name) {
  const last = name.split(/[\\/]/).pop() ?? "";
  return last.replace(/[\u0000-\u001f<>:"|?*]/g, "-") || "post";
}

/** @param {string} name of the post's file @param {string} extension @returns {string} */
export function nameWith(name, extension) {
  return `${(name.split("/").pop() ?? "").replace(/\.(?:md|markdown|html?|txt)$/i, "")}.${extension}`;
}

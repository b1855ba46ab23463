/**
 * Asks in which form the posts of a list are saved, and saves them, with progress and a way to stop. Focus goes back to where it
 * was when the dialog is closed.
 */
import { sizeInWords } from "../../i18n/words.js";
import { element } from "../../views/element.js";
import { download } from "../files.js";
import { FILES } from "./posts-file.js";
import { nameOf, savePosts } from "./save-posts.js";
import "./words.js";

/** @import { Collection, Words } from '../../types.js' */
/** @import { FileForm } from './posts-file.js' */

/** Forms in which there is a discussion. @type {FileForm[]} */
const WITH_DISCUSSION = ["epub", "markdown", "html", "text", "jsonl"];

/** Time between two sentences about progress for screen readers, in ms. */
const BETWEEN = 3_000;

/** Lost posts that are named. */
const NAMED = 20;

/**
 * @param {Words} words
 * @param {Collection} collection whose list is shown
 * @param {number} count of its posts
 * @param {Uint32Array | null} [places] of those that the reader has chosen
 */
export function askHowToSave({ t, locale }, collection, count, places = null) {
  let running = new AbortController();
  let isRunning = false;
  const ways = /** @type {FileForm[]} */ (Object.keys(FILES)).map((form, at) => {
    const input = element("input", {
      type: "radio",
      name: "export-form",
      value: form,
      checked: at === 0,
      "aria-describedby": `export-${form}`,
      onchange: () => (discussion.disabled = !WITH_DISCUSSION.includes(form)),
    });
    const says = element("span", { id: `export-${form}`, class: "export-says" }, t(`export.${form}-says`));
    return element("div", { class: "export-way" }, element("label", {}, input, t(`export.${form}`)), says);
  });
  const discussion = element("input", { type: "checkbox", checked: true });
  const form = element(
    "fieldset",
    { class: "export-forms" },
    element("legend", {}, t("export.form")),
    ways,
    element("label", { class: "export-discussion" }, discussion, t("export.discussion")),
  );
  const bar = element("progress", { class: "export-bar", max: String(count), "aria-labelledby": "export-heading" });
  const said = element("p", { class: "export-said" });
  /** What is said aloud: less often than it is shown. */
  const aloud = element("p", { class: "announcer", role: "status" });
  const progress = element("div", { class: "export-progress", hidden: true }, bar, said);
  const result = element("div", { class: "export-result", role: "status" });
  const save = element("button", { type: "submit", class: "button button-first" }, t("export.save"));
  const cancel = element("button", { type: "button", class: "button", onclick: () => leave() }, t("export.cancel"));
  const dialog = element(
    "dialog",
    {
      class: "dialog export-dialog",
      "aria-labelledby": "export-heading",
      oncancel: (/** @type {Event} */ event) => {
        if (!isRunning) return;
        event.preventDefault();
        leave();
      },
      onclose: () => {
        running.abort();
        dialog.remove();
      },
    },
    element("h2", { id: "export-heading", class: "dialog-heading" }, t("export.heading", { count })),
    element("p", { class: "dialog-sentence" }, t(places ? "export.sentence-chosen" : "export.sentence")),
    element(
      "form",
      { method: "dialog", onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void run()) },
      form,
      progress,
      result,
      element("div", { class: "paste-ways" }, save, cancel),
    ),
    aloud,
  );

  /** Stops what is under way; else the dialog is closed. */
  function leave() {
    if (isRunning) running.abort();
    else dialog.close();
  }

  let told = 0;
  /** @param {number} done @param {number} total */
  function tell(done, total) {
    bar.max = total;
    bar.value = done;
    said.textContent = t("export.progress", { done, total });
    if (performance.now() - told < BETWEEN) return;
    told = performance.now();
    aloud.textContent = said.textContent;
  }

  async function run() {
    running = new AbortController();
    isRunning = true;
    const chosen = /** @type {HTMLInputElement} */ (form.querySelector("input[type=radio]:checked"));
    const kind = /** @type {FileForm} */ (chosen.value);
    const title = titleOf(collection);
    const name = `${title}.${FILES[kind][0]}`;
    result.replaceChildren();
    form.disabled = save.disabled = true;
    progress.hidden = false;
    bar.removeAttribute("value");
    said.textContent = "";
    told = performance.now();
    // The button that had it can't be pressed meanwhile.
    cancel.focus();
    try {
      const what = { form: kind, title, hasDiscussion: discussion.checked, locale, places };
      const { blob, saved, lost } = await savePosts(collection, what, running.signal, tell);
      download(blob, name);
      const size = sizeInWords(blob.size, locale);
      result.replaceChildren(
        element("p", {}, t("export.done", { count: saved, file: name, size })),
        ...(lost.length > 0 ? [element("p", {}, t("export.lost", { count: lost.length }))] : []),
        ...lost.slice(0, NAMED).map(({ path, reason }) => element("p", { class: "export-lost" }, `${path}: ${reason}`)),
      );
    } catch (error) {
      if (!running.signal.aborted) {
        const reason = /** @type {any} */ (error)?.message ?? String(error);
        result.replaceChildren(element("p", {}, t("export.failed", { reason })));
      }
    } finally {
      isRunning = false;
      form.disabled = save.disabled = false;
      progress.hidden = true;
      aloud.textContent = "";
    }
    cancel.textContent = t(result.childElementCount > 0 ? "export.close" : "export.cancel");
  }

  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Collection} collection @returns {string} the name of its one archive, as the command calls its file */
function titleOf({ archives }) {
  const [one, ...others] = archives.filter(({ volume }) => !volume.isLoose);
  return one && others.length === 0 ? nameOf(one.volume.name) : "archive-viewer";
}

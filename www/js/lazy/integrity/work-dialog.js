/**
 * A dialog in which something takes a while: its progress, which is said aloud less often than it is shown, and a way to stop it.
 */
import { element } from "../../views/element.js";
import { reasonOf } from "./all-files.js";

/** @import { Volume, Words } from '../../types.js' */

/** Time between two sentences about progress for screen readers, in ms. */
const BETWEEN = 3_000;

/** Says how much of it is done: `text` is a key with the places `done` and `total`. @typedef {(text: string, done: number, total: number) => void} Tell */

/**
 * @param {Words} words
 * @param {object} what
 * @param {string} what.heading
 * @param {string} what.sentence
 * @param {HTMLFieldSetElement} what.form can't be used meanwhile
 * @param {HTMLElement[]} what.ways the dialog's own buttons, likewise
 * @param {string} [what.kind] a class
 * @param {() => void} [what.closed]
 */
export function workDialog({ t }, { heading, sentence, form, ways, kind = "", closed = () => {} }) {
  let running = new AbortController();
  let isRunning = false;
  const bar = element("progress", { class: "export-bar", "aria-labelledby": "integrity-heading" });
  const said = element("p", { class: "export-said" });
  const aloud = element("p", { class: "announcer", role: "status" });
  const progress = element("div", { class: "export-progress", hidden: true }, bar, said);
  const result = element("div", { class: "export-result", role: "status" });
  const more = element("div", { class: "integrity-found" });
  const cancel = element("button", { type: "button", class: "button", onclick: () => leave() }, t("integrity.close"));
  const title = element("h2", { id: "integrity-heading", class: "dialog-heading", tabindex: "-1" }, heading);
  const main = element(
    "div",
    {},
    title,
    element("p", { class: "dialog-sentence" }, sentence),
    form,
    progress,
    result,
    element("div", { class: "paste-ways" }, ...ways, cancel),
    more,
    aloud,
  );
  const dialog = element(
    "dialog",
    {
      class: `dialog integrity ${kind}`,
      "aria-labelledby": "integrity-heading",
      oncancel: (/** @type {Event} */ event) => {
        if (!isRunning) return;
        event.preventDefault();
        leave();
      },
      onclose: () => {
        running.abort();
        closed();
        dialog.remove();
      },
    },
    main,
  );

  /** Stops what is under way; else the dialog is closed. */
  function leave() {
    if (isRunning) running.abort();
    else dialog.close();
  }

  let told = 0;
  /** @type {Tell} */
  function tell(text, done, total) {
    bar.max = Math.max(total, done, 1);
    bar.value = done;
    said.textContent = t(text, { done, total: Math.max(total, done) });
    if (performance.now() - told < BETWEEN) return;
    told = performance.now();
    aloud.textContent = said.textContent;
  }

  return {
    dialog,
    /** All but what takes its place for a while. */
    main,
    title,
    /** Sentences about what was found, which are said aloud. */
    result,
    /** What was found. */
    more,
    open() {
      document.body.append(dialog);
      dialog.showModal();
    },
    /**
     * @param {(signal: AbortSignal, tell: Tell) => Promise<(Node | string)[]>} job gives what is said of it; a signal that is aborted ends it
     * @returns {Promise<void>}
     */
    async work(job) {
      running = new AbortController();
      isRunning = true;
      const { signal } = running;
      result.replaceChildren();
      more.replaceChildren();
      const controls = /** @type {HTMLButtonElement[]} */ (ways.filter((way) => way instanceof HTMLButtonElement));
      form.disabled = true;
      for (const control of controls) control.disabled = true;
      progress.hidden = false;
      bar.removeAttribute("value");
      said.textContent = "";
      told = performance.now();
      cancel.textContent = t("integrity.cancel");
      // The button that had it can't be pressed meanwhile.
      cancel.focus();
      try {
        result.replaceChildren(...(await job(signal, tell)));
      } catch (error) {
        if (!signal.aborted)
          result.replaceChildren(element("p", {}, t("integrity.failed", { reason: reasonOf(error) })));
      } finally {
        isRunning = false;
        form.disabled = false;
        for (const control of controls) control.disabled = false;
        progress.hidden = true;
        aloud.textContent = "";
        cancel.textContent = t("integrity.close");
      }
    },
  };
}

/**
 * @param {string} label
 * @param {Volume[]} volumes
 * @param {number} at of the one that is chosen first
 * @param {() => void} [changed]
 */
export function volumeSelect(label, volumes, at, changed = () => {}) {
  const select = element(
    "select",
    { onchange: changed },
    volumes.map(({ id }, nth) => element("option", { value: String(nth) }, id)),
  );
  select.value = String(at);
  return {
    label: element("label", { class: "integrity-choice" }, label, " ", select),
    volume: () => volumes[Number(select.value)],
    select,
  };
}

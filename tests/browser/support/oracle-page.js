// What the oracle does inside the page. Both functions are sent there as text and know nothing of this file.

/**
 * Runs before any script of the page.
 * @param {{ native: boolean, pictures: string }} wanted
 */
export function prepare({ native, pictures }) {
  // @ts-expect-error: some browsers don't have it.
  if (!native) delete Element.prototype.setHTML;
  try {
    localStorage.setItem("archive-viewer.pictures", pictures);
  } catch {
    // A frame of a payload has no storage.
  }
  const names = ["history", "location", "trustedTypes", "navigator", "CSS", "URL", "Worker", "localStorage", "name"];
  const read = (/** @type {string} */ name) => {
    try {
      return Reflect.get(globalThis, name);
    } catch {
      return null;
    }
  };
  Reflect.set(
    globalThis,
    "oracleKnew",
    names.map((name) => [name, read(name)]),
  );
}

/**
 * Opens posts one after the other, does to each what a reader might do, and looks around.
 * @param {object} options
 * @param {{ number: number, name: string }[]} options.payloads none: looks at the list, which stands already
 * @param {any} options.policy the core's `sanitizer_config()`
 * @param {number} options.patience
 * @returns {Promise<{ found: { payload: number, kind: string, what: string }[], pictures: string[] }>} `pictures` may
 *   be asked for
 */
export async function inspect({ payloads, policy, patience }) {
  /** @type {{ payload: number, kind: string, what: string }[]} */
  const found = [];
  /** @type {string[]} */
  const pictures = [];
  let payload = 0;
  const note = (/** @type {string} */ kind, /** @type {string} */ what) => found.push({ payload, kind, what });
  const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

  if (payloads.length === 0) lookAtPage();
  for (const { number, name } of payloads) {
    payload = number;
    const before = document.querySelector(".reading");
    location.hash = `#/post/${encodeURIComponent(name)}`;
    const end = performance.now() + 10_000;
    const isThere = () => {
      const reading = document.querySelector(".reading");
      return reading && reading !== before && !reading.querySelector("[aria-busy]");
    };
    while (!isThere()) {
      if (performance.now() > end) {
        note("missing", "the post is not shown");
        break;
      }
      await pause(1);
    }
    poke();
    await pause(patience);

    window.scrollTo(0, 0);
    lookAtPage();
    const body = document.querySelector(".post-body");
    if (body) lookAtArticle(body);
    const shown = [...document.querySelectorAll(".post-body img[src]")].map((img) => img.getAttribute("src") ?? "");
    const failed = [...document.querySelectorAll(".picture-address a")].map((link) => link.getAttribute("href") ?? "");
    for (const address of [...shown, ...failed].filter((address) => /^https?:/.test(address))) {
      const { href } = new URL(address);
      pictures.push(href, href.replace(/^http:/, "https:"), href.replace(/^https:/, "http:"));
    }
  }
  return { found, pictures };

  /** Opens what is folded, goes over everything with the mouse, the keys and the focus, and follows what is no plain link. */
  function poke() {
    for (const details of document.querySelectorAll(".reading details")) details.setAttribute("open", "");
    const events = [
      ...["mouseover", "mouseenter", "pointerover", "pointerenter", "focus", "focusin", "dblclick", "auxclick", "copy"],
      ...["contextmenu", "keydown", "wheel", "selectstart", "transitionend", "animationstart", "beforematch"],
      ...["beforeinput", "input", "scrollend", "cancel", "close", "toggle", "click"],
    ];
    for (const node of [...document.querySelectorAll(".post-body *, .post-head *")].slice(0, 400)) {
      // The reader's own buttons: asking for a picture is theirs to do.
      if (node.closest(".picture-words, .embed")) continue;
      const link = node.closest("a[href]");
      const leaves = link && /^\s*(https?|mailto):/i.test(link.getAttribute("href") ?? "");
      for (const type of events) {
        if (type === "click" && leaves) continue;
        node.dispatchEvent(new MouseEvent(type, { bubbles: type === "click", cancelable: true }));
      }
    }
  }

  /** @param {Element} body */
  function lookAtArticle(body) {
    const allowed = new Map(
      policy.elements.map((/** @type {any} */ { name, attributes }) => [
        name,
        new Set([...attributes, ...policy.attributes]),
      ]),
    );
    // What the shell itself adds to an article's nodes; a post has no class, as the core's tests show.
    const shell = /^(picture|button|embed|post|text-part|note-back$|task$)[a-z-]*( [a-z-]+)*$/;
    for (const node of body.querySelectorAll("*")) {
      const made = node.closest(".picture, .embed, .note-back, .post-plain, .post-empty, .text-parts");
      if (node.namespaceURI !== "http://www.w3.org/1999/xhtml")
        note("element", `<${node.nodeName}> of another language`);
      else if (!allowed.has(node.localName) && !(made && /^(button|div|span|p|a)$/.test(node.localName))) {
        note("element", `<${node.localName}>`);
      }
      // A way back from a footnote, and a link to a post that is open.
      const leadsWithin = node.matches('a.note-back[href="#"], a[href^="/#/post/"]:not([target])');
      for (const { name, value } of node.attributes) {
        if (leadsWithin && /^(href|title)$/.test(name)) continue;
        // The original counts its lines; a post has no part in that but their number.
        if (node.closest(".original") && name === "style" && /^counter-reset: line \d+; --lines: \d+;$/.test(value))
          continue;
        const where = `<${node.localName} ${name}="${value.slice(0, 80)}">`;
        const ours = name === "class" ? shell.test(value) : /^(tabindex|target|data-(state|continues))$/.test(name);
        const shells =
          ours ||
          name === "referrerpolicy" ||
          name === "data-printed" ||
          (made && /^(type|role|aria-label|dir|lang|hidden)$/.test(name));
        if (/^on/i.test(name) || (!allowed.get(node.localName)?.has(name) && !shells)) note("attribute", where);
        if (name === "id" && !value.startsWith("av-")) note("clobbering", where);
        if (name === "name") note("clobbering", where);
        if (name === "href" && !/^(https?:\/\/|mailto:|#av-)/.test(value)) note("address", where);
        if (name === "src" && !/^(https?:\/\/|data:image\/(png|jpe?g|gif|webp|avif|bmp)[;,])/.test(value)) {
          note("address", where);
        }
        if (name === "target" && value !== "_blank") note("attribute", where);
      }
    }
    for (const link of body.querySelectorAll("a[target]")) {
      if (!/noopener/.test(link.getAttribute("rel") ?? "")) note("attribute", "a link that gives its opener away");
    }
  }

  /** What stands around the article is as it was. */
  function lookAtPage() {
    // The head of the page may be scrolled away.
    window.scrollTo(0, 0);
    for (const node of document.querySelectorAll("*")) {
      if (node.closest(".post-body")) continue;
      const isOurs =
        node.localName !== "script" ||
        ["js/app/main.js", "js/app/start-core.js", "js/app/first-paint.js"].includes(node.getAttribute("src") ?? "");
      // The search of the list.
      if (node.matches("form.search")) continue;
      if (!isOurs || /^(style|iframe|object|embed|base|form|svg|math|frame)$/.test(node.localName)) {
        note("element", `<${node.localName}> outside the article`);
      }
      for (const { name, value } of node.attributes) {
        // The original counts its lines; a post has no part in that but their number.
        if (node.closest(".original") && name === "style" && /^counter-reset: line \d+; --lines: \d+;$/.test(value))
          continue;
        // The list places its rows and draws its bars; a post has no part in that but their numbers.
        if (
          node.closest(".library") &&
          name === "style" &&
          /^(--share|block-size|inset-block-start): [\d.]+(px)?;$/.test(value)
        )
          continue;
        const where = `<${node.localName} ${name}="${value.slice(0, 80)}"> outside the article`;
        if (/^on|^(style|srcdoc|formaction|action|background|ping)$/i.test(name)) note("attribute", where);
        if (name === "href" && node.localName === "a" && !/^(https?:|#|\/|\?|\.)/.test(value)) note("address", where);
      }
    }
    for (const key of Object.getOwnPropertyNames(Document.prototype)) {
      const value = Object.getOwnPropertyDescriptor(Document.prototype, key)?.value;
      if (key !== "constructor" && typeof value === "function" && Reflect.get(document, key) !== value) {
        note("clobbering", `document.${key} is something else`);
      }
    }
    for (const [key, value] of Reflect.get(globalThis, "oracleKnew")) {
      if (Reflect.get(globalThis, key) !== value) note("clobbering", `window.${key} is something else`);
    }
    if (!(document.body instanceof HTMLBodyElement)) note("clobbering", "document.body is something else");
    if (document.querySelectorAll("#content").length !== 1) note("clobbering", "the page's own id stands twice");
    for (const control of document.querySelectorAll(".masthead a:not(.skip), .masthead button, .masthead select")) {
      const { left, top, width, height } = control.getBoundingClientRect();
      const on = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!on?.closest(".masthead")) {
        note(
          "covered",
          `${control.localName} "${control.textContent?.trim().slice(0, 20)}" lies under <${on?.localName}>`,
        );
      }
    }
  }
}

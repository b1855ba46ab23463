// What a person sees at a glance and a machine can measure: text that runs over, is cut off, lies on other text, or is
// too pale, and what is too small for a finger. All of it looks at the page as it is laid out, not at its style sheets.

/**
 * @typedef {object} Faults
 * @property {number} sideways CSS pixels by which the page scrolls sideways
 * @property {string[]} outside texts and controls that reach beyond the window
 * @property {string[]} clipped texts that are cut off by their box, without a sign or a way to see the rest
 * @property {string[]} overlapping texts that lie on each other
 * @property {string[]} pale texts below the contrast that WCAG 2 asks for, and what stands in empty fields
 * @property {string[]} small controls below the 24 pixels that WCAG 2.2 asks for, but for those in lines of text
 */

/**
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<Faults>}
 */
export function lookAt(page) {
  return page.evaluate(() => {
    const scrolls = (/** @type {Element} */ node) => /auto|scroll/.test(getComputedStyle(node).overflow);
    const scroller = (/** @type {Element | null} */ node) => {
      for (let at = node; at && at !== document.documentElement && at !== document.body; at = at.parentElement)
        if (scrolls(at)) return at;
      return null;
    };
    // What lies above the page is no part of it: a dialog, an open popover, what stays in the window on a ground of its own.
    const layer = (/** @type {Element} */ node) => {
      const above = node.closest("dialog:modal, :popover-open");
      for (
        let at = above ? null : /** @type {Element | null} */ (node);
        at && at !== document.body;
        at = at.parentElement
      ) {
        const { position, backgroundColor } = getComputedStyle(at);
        if (/fixed|sticky/.test(position) && !/^rgba|transparent/.test(backgroundColor)) return at;
      }
      return above ?? document.body;
    };
    const isShortening = (/** @type {CSSStyleDeclaration} */ style) =>
      style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    /** @param {DOMRect} box @param {DOMRect} frame @returns {DOMRect} the part of a box that is in the frame */
    const within = (box, frame) => {
      const [left, top] = [Math.max(box.left, frame.left), Math.max(box.top, frame.top)];
      return new DOMRect(left, top, Math.min(box.right, frame.right) - left, Math.min(box.bottom, frame.bottom) - top);
    };
    const name = (/** @type {Element} */ node, text = "") =>
      `${node.localName}${node.className && typeof node.className === "string" ? `.${node.className.split(" ").join(".")}` : ""} ${text.trim().slice(0, 40)}`;

    /** @type {{ element: Element, text: string, boxes: DOMRect[] }[]} */
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent ?? "";
      if (!element || !text.trim() || element.closest(".announcer, .skip, script, style, noscript, option")) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      let boxes = [...range.getClientRects()];
      // Where a text is shortened with a sign for it, what is seen of it counts.
      for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = at.parentElement) {
        if (isShortening(getComputedStyle(at))) {
          const frame = at.getBoundingClientRect();
          // A line is there as a whole, or not at all: one that is cut along its length is cut off all the same.
          boxes = boxes
            .filter((box) => within(box, frame).width > 4 && within(box, frame).height > 4)
            .map(
              ({ left, right, top, height }) =>
                new DOMRect(
                  Math.max(left, frame.left),
                  top,
                  Math.min(right, frame.right) - Math.max(left, frame.left),
                  height,
                ),
            );
        }
      }
      boxes = boxes.filter(({ width, height }) => width > 1 && height > 1);
      if (boxes.length > 0) texts.push({ element, text, boxes });
    }

    const outside = [];
    const clipped = [];
    for (const { element, text, boxes } of texts) {
      if (!scroller(element) && boxes.some(({ left, right }) => left < -1 || right > innerWidth + 1))
        outside.push(name(element, text));
      for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.overflow !== "hidden" && style.overflow !== "clip") continue;
        const box = at.getBoundingClientRect();
        if (
          boxes.some(
            ({ top, bottom, left, right }) =>
              top < box.top - 2 || bottom > box.bottom + 2 || left < box.left - 2 || right > box.right + 2,
          )
        )
          clipped.push(name(element, text));
      }
    }

    // Lines of one text touch each other; those of different ones must not.
    const overlapping = [];
    const flat = texts.flatMap((text) => {
      // What has been scrolled out of a box is not seen.
      const seen = scroller(text.element)?.getBoundingClientRect();
      const boxes = seen
        ? text.boxes.filter(
            ({ top, bottom, left, right }) =>
              bottom > seen.top && top < seen.bottom && right > seen.left && left < seen.right,
          )
        : text.boxes;
      const on = layer(text.element);
      return boxes.map((box) => ({ ...text, on, box: seen ? within(box, seen) : box }));
    });
    flat.sort((one, other) => one.box.top - other.box.top);
    for (let i = 0; i < flat.length; i += 1) {
      for (let j = i + 1; j < flat.length && flat[j].box.top < flat[i].box.bottom; j += 1) {
        const [one, other] = [flat[i], flat[j]];
        if (one.on !== other.on) continue;
        if (one.element === other.element || one.element.contains(other.element) || other.element.contains(one.element))
          continue;
        if (one.element.closest("ruby") && one.element.closest("ruby") === other.element.closest("ruby")) continue;
        // The box of a line is a little higher than its letters.
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const small = Math.min(one.box.height, other.box.height);
        if (across > 2 && down > small * 0.45)
          overlapping.push(`${name(one.element, one.text)} | ${name(other.element, other.text)}`);
      }
    }

    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    /** @param {string} color @returns {[number, number, number, number]} */
    const rgba = (color) => {
      if (!canvas) throw new Error("no canvas");
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    /** @param {number[]} top @param {number[]} under */
    const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
    const luminance = (/** @type {number[]} */ color) => {
      const [r, g, b] = color
        .slice(0, 3)
        .map((part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    /** @type {string[]} */
    const pale = [];
    /** @param {Element} element @param {string} text @param {string | null} [part] of it */
    const weigh = (element, text, part = null) => {
      if (element.closest(":disabled")) return;
      let ground = /** @type {any} */ (
        over(rgba(getComputedStyle(document.documentElement).backgroundColor), [255, 255, 255, 1])
      );
      const above = [];
      for (
        let at = /** @type {Element | null} */ (element);
        at && at !== document.documentElement;
        at = at.parentElement
      )
        above.push(at);
      for (const at of above.reverse())
        ground = /** @type {any} */ (over(rgba(getComputedStyle(at).backgroundColor), ground));
      const style = getComputedStyle(element, part);
      const ink = over(rgba(style.color), ground);
      const [high, low] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
      const ratio = (high + 0.05) / (low + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) pale.push(`${ratio.toFixed(2)} ${name(element, text)}`);
    };
    for (const { element, text } of texts) weigh(element, text);
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (
      document.querySelectorAll("input, textarea, select")
    )) {
      if (!field.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      weigh(field, field.value);
      if (field.placeholder) weigh(field, field.placeholder, "::placeholder");
    }

    const small = [];
    for (const control of document.querySelectorAll("a[href], button, input, select, summary, textarea")) {
      if (control.closest(".skip") || !control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        continue;
      const style = getComputedStyle(control);
      // A link among words is as high as they are, and those of a post are its own; one that has another box to be pressed in
      // is as large as that.
      if (control.closest(".post-body") && control.localName === "a") continue;
      if (
        style.display === "inline" &&
        [...(control.parentElement?.childNodes ?? [])].some((node) => node !== control && node.textContent?.trim())
      )
        continue;
      if (getComputedStyle(control, "::after").position === "absolute") continue;
      const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
      if (width > 0 && (width < 23.5 || height < 23.5))
        small.push(`${Math.round(width)}×${Math.round(height)} ${name(control, control.textContent ?? "")}`);
    }
    return {
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      outside,
      clipped,
      overlapping,
      pale,
      small,
    };
  });
}

/** @type {Faults} */
export const FAULTLESS = { sideways: 0, outside: [], clipped: [], overlapping: [], pale: [], small: [] };

// What a person sees at a glance and a machine can measure: text that runs over, is cut off, lies on other text, or is
// too pale. All of it looks at the page as it is laid out, not at its style sheets.

/**
 * @typedef {object} Faults
 * @property {number} sideways CSS pixels by which the page scrolls sideways
 * @property {string[]} outside texts and controls that reach beyond the window
 * @property {string[]} clipped texts that are cut off by their box, without a sign or a way to see the rest
 * @property {string[]} overlapping texts that lie on each other
 * @property {string[]} pale texts below the contrast that WCAG 2 asks for
 */

/**
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<Faults>}
 */
export function lookAt(page) {
  return page.evaluate(() => {
    const scrolls = (/** @type {Element} */ node) => /auto|scroll/.test(getComputedStyle(node).overflow);
    const scroller = (/** @type {Element | null} */ node) => {
      for (let at = node; at && at !== document.documentElement && at !== document.body; at = at.parentElement) if (scrolls(at)) return at;
      return null;
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
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
      if (boxes.length > 0) texts.push({ element, text, boxes });
    }

    const outside = [];
    const clipped = [];
    for (const { element, text, boxes } of texts) {
      const isShortened = getComputedStyle(element).textOverflow === "ellipsis";
      if (!scroller(element) && !isShortened && boxes.some(({ left, right }) => left < -1 || right > innerWidth + 1)) outside.push(name(element, text));
      for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.overflow !== "hidden" && style.overflow !== "clip") continue;
        if (style.textOverflow === "ellipsis") break;
        const box = at.getBoundingClientRect();
        if (boxes.some(({ top, bottom, left, right }) => top < box.top - 2 || bottom > box.bottom + 2 || left < box.left - 2 || right > box.right + 2)) clipped.push(name(element, text));
      }
    }

    // Lines of one text touch each other; those of different ones must not.
    const overlapping = [];
    const flat = texts.flatMap((text) => {
      // What has been scrolled out of a box is not seen.
      const seen = scroller(text.element)?.getBoundingClientRect();
      const boxes = seen ? text.boxes.filter(({ top, bottom, left, right }) => bottom > seen.top && top < seen.bottom && right > seen.left && left < seen.right) : text.boxes;
      const whole = seen ? boxes.map(({ top, bottom, left, right }) => {
        const [upper, lower, start, end] = [Math.max(top, seen.top), Math.min(bottom, seen.bottom), Math.max(left, seen.left), Math.min(right, seen.right)];
        return new DOMRect(start, upper, end - start, lower - upper);
      }) : boxes;
      return whole.map((box) => ({ ...text, box }));
    });
    flat.sort((one, other) => one.box.top - other.box.top);
    for (let i = 0; i < flat.length; i += 1) {
      for (let j = i + 1; j < flat.length && flat[j].box.top < flat[i].box.bottom; j += 1) {
        const [one, other] = [flat[i], flat[j]];
        if (one.element === other.element || one.element.contains(other.element) || other.element.contains(one.element)) continue;
        if (one.element.closest("ruby") && one.element.closest("ruby") === other.element.closest("ruby")) continue;
        // The box of a line is a little higher than its letters.
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const small = Math.min(one.box.height, other.box.height);
        if (across > 2 && down > small * 0.45) overlapping.push(`${name(one.element, one.text)} | ${name(other.element, other.text)}`);
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
      const [r, g, b] = color.slice(0, 3).map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const pale = [];
    for (const { element, text } of texts) {
      if (element.closest(":disabled")) continue;
      let ground = /** @type {any} */ (over(rgba(getComputedStyle(document.documentElement).backgroundColor), [255, 255, 255, 1]));
      const above = [];
      for (let at = /** @type {Element | null} */ (element); at && at !== document.documentElement; at = at.parentElement) above.push(at);
      for (const at of above.reverse()) ground = /** @type {any} */ (over(rgba(getComputedStyle(at).backgroundColor), ground));
      const style = getComputedStyle(element);
      const ink = over(rgba(style.color), ground);
      const [high, low] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
      const ratio = (high + 0.05) / (low + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) pale.push(`${ratio.toFixed(2)} ${name(element, text)}`);
    }
    return {
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      outside,
      clipped,
      overlapping,
      pale,
    };
  });
}

/** @type {Faults} */
export const FAULTLESS = { sideways: 0, outside: [], clipped: [], overlapping: [], pale: [] };

// What a story does with a page, in whatever engine. An engine's driver has the six primitives; all else is made of them.

import assert from "node:assert/strict";

/** How long a story waits for what must come. */
const PATIENCE_MS = 30_000;

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Waits until `get` gives what is wanted, and fails with the difference.
 * @template T
 * @param {() => Promise<T> | T} get
 * @param {T | RegExp} wanted a pattern is for texts
 * @param {string} [what]
 */
export async function eventually(get, wanted, what) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const given = await get();
    const isLast = Date.now() > end;
    try {
      if (wanted instanceof RegExp) assert.match(String(given), wanted, what);
      else assert.deepEqual(given, wanted, what);
      return given;
    } catch (error) {
      if (isLast) throw error;
    }
    await pause(50);
  }
}

/**
 * @template Handle
 * @abstract
 */
export class Page {
  /** Opens an address, and waits for its `load`. @abstract @param {string} _url @returns {Promise<void>} */
  open(_url) {
    throw new Error("a driver opens");
  }

  /**
   * Runs a function in the page, which knows nothing of what is around it here, and waits for what it promises.
   * @abstract
   * @param {Function} _function
   * @param {...any} _given
   * @returns {Promise<any>}
   */
  evaluate(_function, ..._given) {
    throw new Error("a driver evaluates");
  }

  /**
   * @abstract
   * @param {Function} _function gives an element or null, in the page
   * @param {...any} _given
   * @returns {Promise<Handle | null>}
   */
  handle(_function, ..._given) {
    throw new Error("a driver finds");
  }

  /** The pointer itself goes there and presses. @abstract @param {Handle} _handle @returns {Promise<void>} */
  press(_handle) {
    throw new Error("a driver presses");
  }

  /** Keys on what has the focus, by their names in the standard: "Enter", "ArrowDown", "x". @abstract @param {...string} _keys @returns {Promise<void>} */
  keys(..._keys) {
    throw new Error("a driver has keys");
  }

  /** @abstract @param {Handle} _handle an input for files @param {string[]} _paths @returns {Promise<void>} */
  give(_handle, _paths) {
    throw new Error("a driver gives files");
  }

  /** Files are dragged in from outside, and dropped. @param {string[]} _paths @returns {Promise<void>} */
  async drop(_paths) {
    throw new Error("the driver has no command for it");
  }

  /** @abstract @param {string} _path @returns {Promise<void>} */
  screenshot(_path) {
    throw new Error("a driver sees");
  }

  /** The size of the page's own window. @abstract @param {number} _width @param {number} _height @returns {Promise<void>} */
  resize(_width, _height) {
    throw new Error("a driver resizes");
  }

  async reload() {
    await this.evaluate(() => {
      document.documentElement.dataset.left = "";
      setTimeout(() => location.reload());
    });
    // The page that is left is complete as well.
    await this.until(() => document.readyState === "complete" && document.documentElement.dataset.left === undefined);
  }

  async back() {
    await this.evaluate(() => history.back());
  }

  /**
   * Waits until the function gives something true in the page, and returns that.
   * @param {Function} condition
   * @param {...any} given
   */
  async until(condition, ...given) {
    const end = Date.now() + PATIENCE_MS;
    let last;
    for (;;) {
      try {
        last = await this.evaluate(condition, ...given);
        if (last) return last;
      } catch (error) {
        // The page may be on its way to another.
        last = error;
      }
      if (Date.now() > end) throw new Error(`still ${last}: ${condition} ${JSON.stringify(given)}`);
      await pause(50);
    }
  }

  /**
   * Waits for an element that is shown.
   * @param {string} selector
   * @param {string} [text] that it has
   * @returns {Promise<Handle>}
   */
  async find(selector, text) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await this.handle(visible, selector, text ?? null).catch(() => null);
      if (found) return found;
      if (Date.now() > end) {
        throw new Error(`there is no ${selector}${text === undefined ? "" : ` with “${text}”`} to be seen`);
      }
      await pause(50);
    }
  }

  /** @param {string} selector @param {string} [text] */
  async click(selector, text) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const handle = await this.find(selector, text);
      // What comes in above it, such as words for a picture that can't be had, moves it from under the pointer.
      for (let before = "", tries = 0; tries < 30; tries += 1) {
        const place = await this.evaluate(reveal, selector, text ?? null);
        if (place === before) break;
        before = place;
        await pause(150);
      }
      try {
        await this.press(handle);
        return;
      } catch (error) {
        // It was replaced meanwhile, or has just moved.
        if (Date.now() > end) throw error;
      }
      await pause(50);
    }
  }

  /** Empties a field and types into it. @param {string} selector @param {string} text */
  async type(selector, text) {
    await this.find(selector);
    await this.evaluate((/** @type {string} */ selector) => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector(selector));
      field.focus();
      field.select();
    }, selector);
    await this.keys(...text);
  }

  /** As a reader does with the picker's own window. @param {string} selector @param {...string} paths */
  async upload(selector, ...paths) {
    await this.until((/** @type {string} */ selector) => document.querySelector(selector) !== null, selector);
    const input = await this.handle((/** @type {string} */ selector) => document.querySelector(selector), selector);
    if (input) await this.give(input, paths);
  }

  /** @param {string} selector @param {string} value */
  async choose(selector, value) {
    await this.find(selector);
    await this.evaluate(
      (/** @type {string} */ selector, /** @type {string} */ value) => {
        const control = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
        control.value = value;
        if (control.value !== value) throw new Error(`${selector} has no ${value}`);
        control.dispatchEvent(new Event("input", { bubbles: true }));
        control.dispatchEvent(new Event("change", { bubbles: true }));
      },
      selector,
      value,
    );
  }

  /** @param {string} selector @returns {Promise<string | null>} the rendered text of the first one, in one line; null where there is none */
  text(selector) {
    return this.evaluate((/** @type {string} */ selector) => {
      const element = /** @type {HTMLElement | null} */ (document.querySelector(selector));
      return element?.innerText.replace(/\s+/g, " ").trim() ?? null;
    }, selector);
  }

  /** @param {string} selector @returns {Promise<string[]>} */
  texts(selector) {
    return this.evaluate(
      (/** @type {string} */ selector) =>
        [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))].map((element) =>
          element.innerText.replace(/\s+/g, " ").trim(),
        ),
      selector,
    );
  }

  /** @param {string} selector @returns {Promise<number>} */
  count(selector) {
    return this.evaluate((/** @type {string} */ selector) => document.querySelectorAll(selector).length, selector);
  }

  /** Waits for the text of the first one. @param {string} selector @param {string | RegExp} wanted */
  async shows(selector, wanted) {
    await eventually(() => this.text(selector), /** @type {any} */ (wanted), selector);
  }
}

/** Runs in the page. @param {string} selector @param {string | null} text */
function visible(selector, text) {
  const found = [...document.querySelectorAll(selector)].find(
    (element) => element.getClientRects().length > 0 && (text === null || element.textContent?.trim().includes(text)),
  );
  return found ?? null;
}

/** Runs in the page. @param {string} selector @param {string | null} text @returns where it is in the window */
function reveal(selector, text) {
  const found = [...document.querySelectorAll(selector)].find(
    (element) => element.getClientRects().length > 0 && (text === null || element.textContent?.trim().includes(text)),
  );
  const box = found?.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > window.innerHeight))
    found?.scrollIntoView({ block: "center", behavior: "instant" });
  return String(found?.getBoundingClientRect().top);
}

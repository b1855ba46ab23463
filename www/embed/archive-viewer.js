/**
 * `<archive-viewer src="…">`: several posts in another page, as a list that opens them. The class; define.js registers it.
 *
 * `src` is the URL of a list of posts (JSON), of a zip, or of one post, or several URLs separated by spaces. All else is as in
 * archived-post.js and documented in docs/embedding.md.
 */
import { element } from "../js/views/element.js";
import { detailOf, urlIn } from "./archived-post.js";
import { sentenceOf, wordedFailure } from "./failure.js";
import { inlinePosts, pageParsed } from "./inline.js";
import { DRAW, GIVEN, LOAD, SHOW, tell, tellOfFailure, ViewerElement } from "./viewer-element.js";

/** @import { CoreError, Entry, Row } from '../js/types.js' */
/** @import { Listing } from './listing.js' */
/** @import { DrawOptions, Drawn, Parts } from './viewer-element.js' */

/**
 * The posts, and the one that is open.
 * @typedef {{ listing: Listing, entry: Entry | null, failures: CoreError[], from: string }} Content
 */

export class ArchiveViewer extends ViewerElement {
  /** @override */
  static eventPrefix = "archive-viewer";

  /** Number of the reader's latest step: stale posts are dropped. */
  #step = 0;
  /** @type {Content | null} */
  #shown = null;
  /** @type {HTMLElement | null} */
  #focus = null;
  /** @type {((key: string) => HTMLElement | undefined) | null} */
  #rowOf = null;

  /**
   * @override
   * @param {Parts} parts
   * @param {AbortSignal} signal
   * @returns {Promise<Content | null>}
   */
  async [LOAD]({ listingAt, listingOfFiles, listingOfPosts }, signal) {
    const given = this[GIVEN];
    if (given) return this.#contentOf(await listingOfFiles(given instanceof Blob ? [given] : given), "file");

    let failure = null;
    const urls = this.src.split(/\s+/).filter(Boolean);
    if (urls.length > 0) {
      try {
        return await this.#contentOf(await listingAt(urls.map(urlIn), signal), "src");
      } catch (error) {
        signal.throwIfAborted();
        failure = error;
      }
    }
    await pageParsed();
    const inside = inlinePosts(this);
    if (inside.length === 0) {
      if (failure) throw failure;
      return null;
    }
    signal.throwIfAborted();
    if (failure) tellOfFailure(this, await wordedFailure(failure), true);
    return this.#contentOf(await listingOfPosts(inside), failure ? "fallback" : "content");
  }

  /**
   * @param {Listing} listing
   * @param {string} from
   * @returns {Promise<Content>} a single post is open
   */
  async #contentOf(listing, from) {
    const failures = await Promise.all(listing.failures.map(wordedFailure));
    // Without a post to show, the failure is the content.
    if (listing.rows.length === 0 && failures.length > 0) throw failures[0];
    const alone = listing.total === 1 && failures.length === 0;
    const entry = alone ? await listing.open(listing.rows[0].key) : null;
    return { listing: { ...listing, failures }, from, entry, failures };
  }

  /**
   * @override
   * @param {Parts} parts
   * @param {Content} content
   * @param {DrawOptions} options
   * @returns {Drawn}
   */
  [DRAW](parts, content, options) {
    this.#shown = content;
    return content.entry
      ? this.#drawPost(parts, content, content.entry, options)
      : this.#drawList(parts, content, options);
  }

  /**
   * @param {Parts} parts
   * @param {Content} content
   * @param {Entry} entry
   * @param {DrawOptions} options
   * @returns {Drawn}
   */
  #drawPost({ articleView, engine, lowerHeadings }, content, entry, { words, ...options }) {
    const count = content.listing.total;
    const back = { href: "#", text: words.t("post.back", { count }), go: () => this.#backToList(content) };
    const view = articleView(words, {
      ...options,
      // A headline above the element can only be the list's.
      untitled: options.untitled && count < 2,
      entry,
      sanitizer: engine.sanitizer(),
      core: engine,
      back: count < 2 ? null : back,
      prepare: (inert) => lowerHeadings(inert, options.level - 1),
    });
    this.#focus = view.focus;
    return {
      root: view.root,
      stop: view.rendering.stop,
      setImageMode: view.setImageMode,
      detail: { view: "post", ...detailOf(entry), from: content.from },
    };
  }

  /**
   * @param {Parts} parts
   * @param {Content} content
   * @param {DrawOptions} options
   * @returns {Drawn}
   */
  #drawList({ listView }, content, { words, level, untitled }) {
    const { title, total, rows, more, urlOf } = content.listing;
    const { root, focus, rowOf, stop } = listView(words, {
      heading: words.t(title ? "list.heading.named" : "list.heading", { count: total, title: title ?? "" }),
      rows,
      total,
      more: more && (() => this.#listMore(content, more)),
      hrefOf: ({ key }) => urlOf(key) ?? "#",
      open: (row) => void this.#openPost(content, row),
      level,
    });
    if (untitled) focus.remove();
    if (content.failures.length > 0) {
      root.prepend(
        element(
          "div",
          { class: "embedded-failure", part: "error", role: "alert" },
          content.failures.map((failure) => element("p", {}, sentenceOf(words, failure))),
        ),
      );
    }
    this.#rowOf = rowOf;
    return { root, stop, detail: { view: "list", count: total, from: content.from } };
  }

  /**
   * @param {Content} content
   * @param {() => Promise<void>} more
   */
  async #listMore(content, more) {
    try {
      await more();
    } catch (error) {
      const failure = await wordedFailure(error);
      tellOfFailure(this, failure, true);
      if (this.#shown === content) this[SHOW]({ ...content, failures: [failure] });
    }
  }

  /**
   * @param {Content} content
   * @param {Row} row
   */
  async #openPost(content, { key, facts }) {
    if (!tell(this, "navigate", { kind: "post", key, title: facts.title }, true)) return;
    const step = ++this.#step;
    let entry = null;
    /** @type {CoreError[]} */
    let failures = [];
    try {
      entry = await content.listing.open(key);
    } catch (error) {
      failures = [await wordedFailure(error)];
      tellOfFailure(this, failures[0], true);
    }
    if (step !== this.#step || !this.isConnected) return;
    this[SHOW]({ ...content, entry, failures });
    // The top of the element may be scrolled out of view.
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
    if (entry) this.#focus?.focus({ preventScroll: true });
    else this.#rowOf?.(key)?.focus({ preventScroll: true });
  }

  /** @param {Content} content */
  #backToList(content) {
    if (!tell(this, "navigate", { kind: "list" }, true)) return;
    this.#step += 1;
    const left = content.entry?.key ?? "";
    this[SHOW]({ ...content, entry: null, failures: content.listing.failures });
    this.#rowOf?.(left)?.focus();
  }
}

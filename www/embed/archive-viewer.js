/**
 * `<archive-viewer src="…">`: several posts in another page, as a list that opens them and is searched. The class; define.js
 * registers it.
 *
 * `src` is the URL of a list of posts (JSON), of a zip, or of one post, or several URLs separated by spaces. `history="hash"`
 * keeps the open post and the search in the page's fragment, and `keep` lets the reader keep a zip on their device. All else is as in archived-post.js and documented in
 * docs/embedding.md.
 */
import { detailOf, drawn, urlIn, viewOf } from "./archived-post.js";
import { wordedFailure } from "./failure.js";
import { inlinePosts, pageParsed } from "./inline.js";
import { tellOfFailure } from "./tell.js";
import { DRAW, GIVEN, LOAD, ViewerElement } from "./viewer-element.js";

/** @import { Entry } from '../js/types.js' */
/** @import { Browser } from './lazy/browser.js' */
/** @import { Listing } from './listing.js' */
/** @import { DrawOptions, Drawn, Parts } from './viewer-element.js' */

/** One post, or what shows several. @typedef {{ entry: Entry, from: string } | Browser} Content */

export class ArchiveViewer extends ViewerElement {
  /** @override */
  static observedAttributes = [...ViewerElement.observedAttributes, "history"];

  /** @override */
  static eventPrefix = "archive-viewer";

  /** @returns {string} hash or none */
  get history() {
    return this.getAttribute("history") === "hash" ? "hash" : "none";
  }

  set history(history) {
    this.setAttribute("history", history);
  }

  /** Whether the reader may keep a zip on their device. */
  get keep() {
    return this.hasAttribute("keep");
  }

  set keep(may) {
    this.toggleAttribute("keep", may);
  }

  /** @returns {URL | null} of the zip that may be kept */
  get keptUrl() {
    const urls = this.src.split(/\s+/).filter(Boolean);
    return this.keep && urls.length === 1 && /\.zip$/i.test(urlIn(urls[0]).pathname) ? urlIn(urls[0]) : null;
  }

  /**
   * @override
   * @param {() => Promise<Parts>} parts
   * @param {AbortSignal} signal
   * @returns {Promise<Content | null>}
   */
  async [LOAD](parts, signal) {
    const { listingAt, listingOfFiles, listingOfPosts } = await parts();
    signal.throwIfAborted();
    /** @param {Listing} listing @param {string} from */
    const contentOf = (listing, from) => this.#contentOf(listing, from, signal);
    const given = this[GIVEN];
    if (given) return contentOf(await listingOfFiles(given instanceof Blob ? [given] : given), "file");

    let failure = null;
    const urls = this.src.split(/\s+/).filter(Boolean);
    if (urls.length > 0) {
      try {
        const zip = this.keptUrl;
        const kept = zip && (await (await import("./lazy/kept-zip.js")).keptZip(zip));
        const listing = kept ? await listingOfFiles([kept]) : await listingAt(urls.map(urlIn), signal);
        return await contentOf(listing, "src");
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
    return contentOf(await listingOfPosts(inside), failure ? "fallback" : "content");
  }

  /**
   * @param {Listing} listing
   * @param {string} from
   * @param {AbortSignal} signal
   * @returns {Promise<Content>} a single post is open
   */
  async #contentOf(listing, from, signal) {
    const failures = await Promise.all(listing.failures.map(wordedFailure));
    // Without a post to show, the failure is the content.
    if (listing.rows.length === 0 && failures.length > 0) throw failures[0];
    if (listing.total === 1 && failures.length === 0) return { entry: await listing.open(listing.rows[0].key), from };
    let lazy;
    try {
      lazy = await import("./lazy/browser.js");
    } catch (error) {
      throw { code: "viewer-unavailable", message: String(error) };
    }
    return lazy.createBrowser(this, { ...listing, failures }, from, signal);
  }

  /**
   * @override
   * @param {Parts} parts
   * @param {Content} content
   * @param {DrawOptions} options
   * @returns {Drawn}
   */
  [DRAW](parts, content, options) {
    if ("draw" in content) return content.draw(parts, options);
    const { entry, from } = content;
    return drawn(viewOf(parts, entry, options), { view: "post", ...detailOf(entry), from });
  }
}

/**
 * `<archived-post src="…">`: one post in another page. The class; define.js registers it.
 *
 * Attributes, reflected by properties: `src`, `theme`, `lang`, `images`, `heading-level`, `no-title`, `discussion`.
 * Events: `archived-post-ready`, `-rendered`, `-error`, `-navigate`. Methods: `render()`, `open(file|blob|url)`.
 * Documented in docs/embedding.md.
 */
import { compileCore } from "../js/core/core-loader.js";
import { wordedFailure } from "./failure.js";
import { inlinePosts, pageParsed } from "./inline.js";
import { tellOfFailure } from "./tell.js";
import { BEGIN, DRAW, GIVEN, LOAD, loaded, ViewerElement } from "./viewer-element.js";

/** @import { Entry } from '../js/types.js' */
/** @import { PublishedPage } from './lazy/published-page.js' */
/** @import { DrawOptions, Drawn, Parts } from './viewer-element.js' */

/**
 * A post, or a published page of one. `from` is the element's source; `fallback` is the text inside, where `src` failed.
 * @typedef {{ entry: Entry, from: "src" | "content" | "fallback" | "file" } | PublishedPage} Content
 */

export class ArchivedPost extends ViewerElement {
  /** @override */
  static eventPrefix = "archived-post";

  /** @override */
  [BEGIN]() {
    if (!this[GIVEN] && mayBePublished(this.src)) return false;
    // Where it fails, the engine says so.
    if (this.src || this[GIVEN]) compileCore("reading").catch(() => {});
    return true;
  }

  /**
   * @override
   * @param {() => Promise<Parts>} parts
   * @param {AbortSignal} signal
   * @returns {Promise<Content | null>}
   */
  async [LOAD](parts, signal) {
    const given = this[GIVEN];
    const file = given instanceof Blob ? given : given?.[0];
    if (file) return { entry: await (await parts()).openFile(file), from: "file" };

    let failure = null;
    if (this.src) {
      try {
        return await contentAt(urlIn(this.src), parts, signal);
      } catch (error) {
        signal.throwIfAborted();
        failure = error;
      }
    }
    await pageParsed();
    const [inside] = inlinePosts(this);
    if (!inside) {
      if (failure) throw failure;
      return null;
    }
    signal.throwIfAborted();
    if (failure) tellOfFailure(this, await wordedFailure(failure), true);
    return { entry: await (await parts()).openInline(inside), from: failure ? "fallback" : "content" };
  }

  /**
   * @override
   * @param {Parts} parts
   * @param {Content} content
   * @param {DrawOptions} options
   * @returns {Drawn}
   */
  [DRAW](parts, content, options) {
    if ("draw" in content) return content.draw(options);
    const { entry, from } = content;
    return drawn(viewOf(parts, entry, options), { ...detailOf(entry), from });
  }
}

/** @param {string} src @returns {boolean} whether its path is like that of a page that `publish` makes of a post */
const mayBePublished = (src) => URL.canParse(src, document.baseURI) && /\/p\/./.test(urlIn(src).pathname);

/**
 * @param {URL} url
 * @param {() => Promise<Parts>} parts
 * @param {AbortSignal} signal
 * @returns {Promise<Content>} rejects with a CoreError
 */
async function contentAt(url, parts, signal) {
  if (!mayBePublished(url.href)) {
    const { openAt } = await parts();
    return { entry: await openAt(url, signal), from: "src" };
  }
  const { publishedAt } = await loaded(() => import("./lazy/published-page.js"));
  const { page, found } = await publishedAt(url, signal);
  if (page) return page;
  const { openBytes } = await parts();
  return { entry: await openBytes(url, found), from: "src" };
}

/**
 * @param {Parts} parts
 * @param {Entry} entry
 * @param {DrawOptions} options
 * @param {{ href: string, text: string, go: () => void } | null} [back] link to its list
 */
export function viewOf({ articleView, engine, lowerHeadings }, entry, { words, ...options }, back = null) {
  return articleView(words, {
    ...options,
    entry,
    sanitizer: engine.sanitizer(),
    core: engine,
    back,
    prepare: (inert) => lowerHeadings(inert, options.level - 1),
  });
}

/**
 * @param {import('../js/views/post-article.js').ArticleView} view
 * @param {object} detail
 * @returns {Drawn}
 */
export const drawn = (view, detail) => ({
  root: view.root,
  stop: () => view.rendering.stop(),
  setImageMode: view.setImageMode,
  detail,
});

/**
 * @param {string} text
 * @returns {URL}
 */
export function urlIn(text) {
  if (URL.canParse(text, document.baseURI)) return new URL(text, document.baseURI);
  throw { code: "no-address", message: "it is no address", args: { address: text } };
}

/**
 * The detail of the event `rendered`.
 * @param {Entry} entry
 */
export function detailOf({ page: { title, source, record } }) {
  const removed = record.filter(({ kind }) => kind === "removed").length;
  return { title, source, cleaned: { removed, changed: record.length - removed, entries: record } };
}

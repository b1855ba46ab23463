/**
 * What an address leads to: a library that is fetched when somebody comes to it, and the post in it.
 */
import { openCatalogue } from "../open/catalogue.js";
import { noticeOf } from "../open/open-posts.js";
import { addressOfLibrary, FILES, OWN } from "./router.js";
import { LIBRARY } from "../open/bundled-files.js";
import { itemOfAddress, itemsOfSamples } from "../open/source.js";

/** @import { Engine } from '../core/engine.js' */
/** @import { createOpener } from '../open/open-archives.js' */
/** @import { Given } from '../open/source.js' */
/** @import { Store } from './store.js' */
/** @import { Catalogue, Entry, Notice, Route } from '../types.js' */

/**
 * @param {object} parts
 * @param {Store} parts.store
 * @param {Engine} parts.engine
 * @param {ReturnType<typeof createOpener>} parts.opener
 * @param {ReturnType<typeof import('./selectors.js').createHoldings>} parts.holdings
 * @param {(given: Given, library: string) => Promise<{ route: Route | null }>} parts.open
 */
export function createPlaces({ store, engine, opener, holdings, open }) {
  const { libraryNamed } = holdings;

  /**
   * Opens the samples or the post at an address, when the reader comes to them and they aren't there yet.
   * @param {string} id
   */
  async function bringIn(id) {
    if (id === FILES || store.get().libraries.has(id)) return;
    if (id === OWN) {
      await bringInOwn();
      return;
    }
    const address = addressOfLibrary(id);
    const given = address === null ? await itemsOfSamples(engine) : await itemOfAddress(address, engine);
    const { route } = await open(given, id);
    if (route?.archive) firstOf.set(id, route);
  }

  /** The only post of an archive at an address. @type {Map<string, Route>} */
  const firstOf = new Map();

  /** The library that the site was made with. */
  async function bringInOwn() {
    try {
      const catalogue = await openCatalogue(LIBRARY ?? "", engine);
      store.set({ libraries: new Map(store.get().libraries).set(OWN, { id: OWN, entries: [], catalogue }) });
    } catch (error) {
      store.set({ notices: [{ key: "error.no-library", args: { reason: reasonOf(error) } }] });
    }
  }

  /**
   * @param {Route} route of a post
   * @returns {Promise<Entry | null>} null where there is none; why it can't be opened has then been said
   */
  async function entryAt(route) {
    const { entries, catalogue } = libraryNamed(route.library);
    // The address of an archive with one post is that post's.
    const { archive, post } = (route.post === null && firstOf.get(route.library)) || route;
    if (archive) {
      try {
        return (await opener.collectionIn(route.library)?.entryAt(archive, post ?? "")) ?? null;
      } catch (error) {
        store.set({ notices: [noticeOf(/** @type {any} */ (error), post ?? "")] });
        return null;
      }
    }
    if (!catalogue) return (post === null ? entries[0] : entries.find(({ key }) => key === post)) ?? null;
    const item = catalogue.item(route.post ?? "");
    try {
      return { ...item, key: item.name, page: await item.open() };
    } catch (error) {
      store.set({ notices: [noticeOf(/** @type {any} */ (error), item.name)] });
      return null;
    }
  }

  /** @param {unknown} error @returns {string} */
  const reasonOf = (error) => /** @type {Error | null} */ (error)?.message || String(error);

  /** @param {Catalogue} catalogue */
  async function listMore(catalogue) {
    try {
      await catalogue.more();
    } catch (error) {
      store.set({ notices: [{ key: "error.no-library", args: { reason: reasonOf(error) } }] });
    }
  }

  /**
   * @param {Route} route that leads to nothing that is open
   * @param {number} total posts that are open in its library
   * @returns {Notice[]} why
   */
  function whatIsMissing(route, total) {
    const args = { file: route.post ?? "", archive: route.archive ?? "" };
    /** @param {string} whole @param {string} ofPost */
    const say = (whole, ofPost) => [{ key: route.post === null ? whole : ofPost, args }];
    if (route.archive && !opener.collectionIn(route.library)?.named(route.archive)) return say("notice.archive-gone-search", "notice.archive-gone");
    if (route.library === FILES && total === 0) return say("notice.files-gone-all", "notice.files-gone");
    return route.post === null ? [] : [{ key: "notice.no-such-post", args }];
  }

  return {
    bringIn,
    whatIsMissing,
    entryAt,
    listMore,
    /** @param {Route} route @returns {Route} with the post that it means, where it names none */
    postOf: (route) => (route.post === null && firstOf.get(route.library)) || route,
  };
}

/**
 * The search of a listing: a library by the viewer's own modules, on the page's own thread. What is not there yet is read for
 * it: the posts of a list, or the whole of an archive.
 */
import { createStore } from "../../js/app/store.js";
import { collectionOf, totalOf } from "../../js/app/selectors.js";
import { createArchiveSet } from "../../js/archives/archive-set.js";
import { openFolder } from "../../js/archives/volume.js";
import { inArchive } from "../../js/article/in-archive.js";
import { fileNameIn } from "../../js/core/fetch-file.js";
import { isPostName } from "../../js/open/file-names.js";
import { archiveListView } from "../../js/views/archive-list.js";
import { element } from "../../js/views/element.js";
import { engine, THREAD } from "../open.js";
import { listingOfZip } from "./zip-listing.js";

/** @import { Entry, Search, Volume, Words } from '../../js/types.js' */
/** @import { ArticleView } from '../../js/views/post-article.js' */
/** @import { Listing } from '../listing.js' */

/** @typedef {{ hrefOf: (key: string) => string, open: (key: string, title: string) => void }} Ways */

/**
 * @typedef {object} OpenSearch
 * @property {() => number} total
 * @property {(key: string) => Promise<Entry>} open by what repeats, once all has been read; rejects with a CoreError
 * @property {(search: Search) => void} search of the next list
 * @property {() => void} focusSearch
 * @property {(words: Words, what: Ways & { level: number, searched: (search: Search) => void }) => { root: HTMLElement,
 *   focusPost: (key: string) => void, stop: () => void }} list
 * @property {(words: Words, article: ArticleView, key: string, what: Ways & { isOpened: boolean }) => { stop: () => void }} around
 */

/** The one collection. */
const ID = "";

/**
 * @param {Listing} listing
 * @param {object} on
 * @param {AbortSignal} on.signal ends it
 * @param {(bar: HTMLElement) => void} on.progress
 * @param {(error: unknown) => void} on.failed
 * @returns {Promise<OpenSearch>} once its list says no less of the posts than the listing; rejects with a CoreError
 */
export async function openSearch(listing, { signal, progress, failed }) {
  const bar = element("progress", { max: "1", "aria-label": listing.name ?? null });
  progress(bar);
  const { name, volume, keyOf, pathOf, open } = await searchedOf(listing, signal);
  const store = createStore(/** @type {any} */ ({}));
  const set = createArchiveSet(store, ID, THREAD);
  const collection = () => collectionOf(store.get(), ID);
  const listed = await set.list(await set.open({ name, open: async () => volume }));
  const { number } = listed;
  signal.addEventListener("abort", () => void set.closeAll());
  /** @type {ReturnType<typeof archiveListView> | null} */
  let view = null;
  const reading = () => collection().archives[0]?.progress ?? null;

  await new Promise((resolve, reject) => {
    store.subscribe((now, before) => {
      const { revision } = collection();
      const { done = 1, total = 1 } = reading() ?? {};
      bar.value = done / total;
      if (revision !== collectionOf(before, ID).revision) {
        view?.refresh();
        if (!reading()) resolve(null);
      }
      for (const { key, args, fallback = "" } of now.notices) {
        store.set({ notices: [] });
        failed({ code: key.replace(/^error\./, ""), message: fallback, args, file: args.file });
      }
    });
    set.add(listed).then(() => listing.volume && resolve(null), reject);
    if (!listing.volume) set.listShown();
  });

  /** @param {string} key */
  const routeOf = (key) => {
    const archive = collection().archives[0]?.volume.id;
    return { collection: ID, view: /** @type {const} */ ("post"), post: pathOf(key), archive };
  };
  return {
    total: () => totalOf(collection()),
    async open(key) {
      const evidence = await set.library.evidenceOf(number, pathOf(key)).catch(() => null);
      const entry = await open(key, evidence);
      return { ...entry, page: { ...entry.page, isEarly: evidence === null && reading() !== null } };
    },
    search: (search) => store.setCollection(ID, { search }),
    focusSearch() {
      view?.focusSearch();
      // The reader types on.
      const field = view?.root.querySelector("input");
      field?.setSelectionRange(field.value.length, field.value.length);
    },
    list(words, { level, searched, hrefOf, open }) {
      const shown = archiveListView(words, {
        collection,
        search(search) {
          set.rest();
          store.setCollection(ID, { search });
          searched(search);
        },
        hrefOf: ({ path }) => hrefOf(keyOf(path)),
        open: ({ path, title }) => open(keyOf(path), title),
        close: () => {},
        cancel: (archive) => set.cancel(archive),
        shown: () => set.listShown(),
        wanted: (rows) => set.readFirst(rows),
      });
      view = shown;
      lowerHeadings(shown.root, level - 1);
      // There may be no room beside the list.
      const facets = /** @type {HTMLDetailsElement} */ (shown.root.querySelector(".facets"));
      facets.open = false;
      return {
        root: shown.root,
        focusPost: (key) => void shown.focusPost(number, pathOf(key)),
        stop() {
          shown.stop();
          if (view === shown) view = null;
        },
      };
    },
    around: (words, article, key, { isOpened, hrefOf, open }) =>
      inArchive(words, {
        store,
        article,
        route: routeOf(key),
        hrefOf: ({ post }) => hrefOf(keyOf(post ?? "")),
        actions: {
          go: ({ post }) => open(keyOf(post ?? ""), ""),
          announce: () => {},
        },
        isOpened: () => isOpened,
      }),
  };
}

/**
 * What is searched, and how its paths and the listing's keys belong together.
 * @typedef {{ name: string, volume: Volume, keyOf: (path: string) => string, pathOf: (key: string) => string, open: Listing["open"] }} Searched
 */

/** @param {Listing} listing @param {AbortSignal} signal @returns {Promise<Searched>} rejects with a CoreError */
async function searchedOf(listing, signal) {
  const { archive, volume, open, name = "" } = listing;
  const same = (/** @type {string} */ text) => text;
  if (volume) return { name, volume: onPage(volume), keyOf: same, pathOf: same, open };
  if (!archive) return readOneByOne(listing);
  const zip = await listingOfZip({ url: archive.href }, fileNameIn(archive), signal);
  const paths = new Set(zip.rows.map(({ key }) => key));
  // A published site appends `.txt` to what looks like a page.
  const pathOf = (/** @type {string} */ key) => {
    const path = `posts/${key}`;
    return paths.has(path) ? path : path.replace(/\.txt$/, "");
  };
  return {
    name: fileNameIn(archive),
    volume: onPage(/** @type {Volume} */ (zip.volume)),
    keyOf: (path) => path.replace(/^posts\//, ""),
    pathOf,
    // Its pictures are beside the post, where a page without `blob:` can show them.
    open: async (key, evidence) => ({
      ...(await zip.open(pathOf(key), evidence)),
      key,
      base: listing.urlOf(key),
      findImage: null,
    }),
  };
}

/**
 * A folder of the posts, which are fetched one by one. What a list names is a post, whatever its name.
 * @param {Listing} listing
 * @returns {Promise<Searched>}
 */
async function readOneByOne({ name = "posts", rows, total, more, open, bytesOf }) {
  for (let known = -1; more && rows.length < total && known < rows.length; ) {
    known = rows.length;
    await more();
  }
  const keys = rows.map(({ key }) => key);
  const file = (/** @type {string} */ key) => async () => {
    try {
      return new File([/** @type {any} */ (await bytesOf?.(key))], "");
    } catch (error) {
      // Only a reason is kept.
      throw /** @type {any} */ (error).message;
    }
  };
  /** @param {(key: string, nth: number) => string} nameFor */
  const folder = async (nameFor) => {
    const found = keys.map((key, nth) => ({ path: `_posts/${nameFor(key, nth)}`, file: file(key) }));
    const volume = await openFolder(name, found, engine, THREAD);
    return { volume, files: await volume.rows(0, found.length) };
  };
  let { volume, files } = await folder(nameOf);
  const first = new Map([...files].reverse().map(({ path, index }) => [path, index]));
  const isFit = files.map(({ role, path, index }) => role === "post" && first.get(path) === index);
  if (isFit.includes(false))
    ({ volume, files } = await folder((key, nth) => (isFit[nth] ? nameOf(key) : `post-${nth + 1}.md`)));
  const paths = new Map(files.map(({ path }, nth) => [keys[nth], path]));
  const keyAt = new Map(files.map(({ path }, nth) => [path, keys[nth]]));
  return {
    name,
    volume: onPage(volume),
    keyOf: (path) => keyAt.get(path) ?? path,
    pathOf: (key) => paths.get(key) ?? key,
    open,
  };
}

/** @param {string} key a URL, or a numbered name @returns {string} */
function nameOf(key) {
  const path = URL.canParse(key) ? decodeURI(new URL(key).pathname).slice(1) : key.replace(/^\d+ /, "");
  return isPostName(path) ? path : `${path}.md`;
}

/**
 * Below those of the page around, also what is drawn later. The view keeps its elements, so only their levels change.
 * @param {HTMLElement} root
 * @param {number} by levels
 */
function lowerHeadings(root, by) {
  if (by === 0) return;
  const lower = () => {
    for (const high of root.querySelectorAll("h1:not([aria-level]), h2:not([aria-level])"))
      high.setAttribute("aria-level", String(Number(high.localName[1]) + by));
  };
  lower();
  new MutationObserver(lower).observe(root, { childList: true, subtree: true });
}

/** Lets the page breathe between chunks, and asks no server for the rows' pictures. @param {Volume} volume @returns {Volume} */
const onPage = (volume) => ({
  ...volume,
  summary: () => ({ ...volume.summary(), pictures: 0 }),
  async nextTexts() {
    await new Promise((resolve) => setTimeout(resolve));
    return volume.nextTexts();
  },
});

/**
 * What stands in the page's content: the first screen, a list, an archive's library or an article, and what goes along with it.
 * One at a time; what stood before is taken down, and its search and its reader's place are kept.
 */
import { withNeighbours } from "../article/in-archive.js";
import { inList } from "../article/in-list.js";
import { element } from "../views/element.js";
import { sizeInWords } from "../i18n/words.js";
import { createPositions } from "../article/reading-positions.js";
import { addressOf, FILES, isPlain, SAMPLES, WELCOME } from "./router.js";
import { homeView } from "../views/home.js";
import { libraryView } from "../views/library.js";
import { articleView } from "../views/post-article.js";
import { listView } from "../views/post-list.js";
import { tellResumed } from "../views/resumed.js";

/** @import { Route, Search, Settings, State, Words } from '../types.js' */

/** @type {Search} */
const NO_SEARCH = { text: "", chosen: {}, sort: "relevance" };

/**
 * @param {HTMLElement} content
 * @param {object} parts
 * @param {() => Words} parts.words
 * @param {import('../core/engine.js').Engine} parts.engine
 * @param {ReturnType<typeof import('../open/open-archives.js').createOpener>} parts.opener
 * @param {ReturnType<typeof import('./selectors.js').createHoldings>} parts.holdings
 * @param {ReturnType<typeof import('./route-loader.js').createPlaces>} parts.places
 * @param {(route: Route) => void} parts.step where the reader goes by themselves
 * @param {(route: Route) => void} parts.rename the address of where they are
 * @param {(sentence: string) => void} parts.announce
 * @param {() => Parameters<typeof homeView>[2]} parts.ways
 */
export function createStage(content, { words, engine, opener, holdings, places, step, rename, announce, ways }) {
  const { libraryNamed, rowsOf, collectionShown, totalOf } = holdings;
  /** @type {import('../views/post-article.js').ArticleView | null} */
  let article = null;
  /** @type {import('../views/post-list.js').ListView | null} */
  let list = null;
  /** @type {import('../views/library.js').LibraryView | null} */
  let library = null;
  /** @type {Pick<ReturnType<typeof withNeighbours>, 'go' | 'step' | 'hasPlaces' | 'stop'> | null} */
  let around = null;

  /** What is looked for, by the libraries. @type {Map<string, Search>} */
  const searches = new Map();
  const positions = createPositions();
  /** The address of the post that stands, with none of its paragraphs. */
  let standing = "";
  let forgetResumed = () => {};

  function takeDown() {
    if (article) positions.keep(standing, article.root);
    forgetResumed();
    article?.growth.stop();
    list?.stop();
    library?.stop();
    around?.stop();
    [article, list, library, around] = [null, null, null, null];
  }

  /** @param {HTMLElement} root @param {string} title */
  function put(root, title) {
    const name = words().t("app.name");
    content.replaceChildren(root);
    document.title = title ? `${title} – ${name}` : name;
  }

  /** @param {string} id @returns {Route} to the list of a library, with what is looked for in it */
  function routeOfList(id) {
    const search = searches.get(id);
    const shelves = collectionShown(id)?.shelves() ?? [];
    if (!search || isPlain(search) || shelves.length === 0) return { library: id, view: "list", post: null };
    return { library: id, view: "list", post: null, search, ...(shelves.length === 1 && { archive: shelves[0].volume.id }) };
  }

  /** @param {string} id @param {Route} route */
  function showLibrary(id, route) {
    const collection = opener.collectionOf(id);
    const search = route.search ?? NO_SEARCH;
    searches.set(id, search);
    /** @param {{ volume: number, path: string }} row @returns {Route} */
    const routeOfRow = ({ volume, path }) => {
      const archive = collection.archiveOf(volume);
      return { library: id, view: "post", post: path, ...(archive !== null && { archive }) };
    };
    library = libraryView(words(), {
      collection,
      search,
      searched: (search) => {
        searches.set(id, search);
        rename(routeOfList(id));
      },
      addressOf: (row) => addressOf(routeOfRow(row)),
      open: (row) => step(routeOfRow(row)),
      close: async (shelf) => {
        await collection.close(shelf);
        announce(words().t("shelf.closed", { file: shelf.volume.name }));
        if (totalOf(id) === 0) step(WELCOME);
        else headline().focus();
      },
    });
    put(library.root, words().t("list.heading", { count: totalOf(id) }));
  }

  /** @param {import('../types.js').Catalogue} catalogue */
  function waysFrom({ archive }) {
    const { t, locale } = words();
    const own = { text: t("list.own-posts"), go: () => step(WELCOME) };
    if (!archive) return [own];
    const src = `?src=${encodeURIComponent(archive.path)}`;
    return [{ text: t("list.search-all", { size: sizeInWords(archive.size, locale) }), go: () => location.assign(src) }, own];
  }

  /** @param {string} id */
  function showList(id) {
    const { t } = words();
    const { catalogue } = libraryNamed(id);
    const ofSamples = id === SAMPLES ? ".samples" : "";
    const total = totalOf(id);
    const heading = t(`list.heading${catalogue?.title ? ".named" : ofSamples}`, { count: total, title: catalogue?.title ?? "" });
    list = listView(words(), {
      heading,
      rows: rowsOf(id),
      total,
      more: catalogue ? () => places.listMore(catalogue) : null,
      ways: catalogue ? waysFrom(catalogue) : [],
      addressOf: ({ key }) => addressOf({ library: id, view: "post", post: key }),
      open: ({ key }) => step({ library: id, view: "post", post: key }),
    });
    put(list.root, heading);
  }

  /** @param {Route} route @param {NonNullable<State['reading']>} reading @param {Settings} settings */
  function showArticle(route, reading, settings) {
    const { library: id } = route;
    const total = totalOf(id);
    const listRoute = routeOfList(id);
    const back = { href: addressOf(listRoute), text: words().t("post.back", { count: total }), go: () => step(listRoute) };
    article = articleView(words(), {
      entry: reading,
      pictures: settings.pictures,
      sanitizer: engine.sanitizer(),
      core: engine,
      saveable: true,
      // The single file has no address that another page could load the viewer from.
      embeddable: location.protocol !== "file:",
      back: total < 2 ? null : back,
    });
    put(article.root, reading.page.title);
    standing = addressOf({ ...places.postOf(route), paragraph: undefined });
    const collection = collectionShown(id);
    if (collection) {
      const search = searches.get(id) ?? null;
      around = withNeighbours(words(), { collection, route: places.postOf(route), article, search, go: step, announce });
    } else if (total > 1) {
      around = inList(words(), { rows: rowsOf(id), total, route, root: article.root, go: step });
    }
  }

  /** @returns {HTMLElement} where the focus goes when what had it is gone */
  const headline = () => content.querySelector("h1") ?? content;

  const stage = {
    /** @param {State} state */
    show({ route, settings, reading }) {
      takeDown();
      document.documentElement.dataset.view = route.view;
      if (route.view === "home") put(homeView(words(), totalOf(FILES), ways()).root, "");
      else if (route.view === "list" && collectionShown(route.library)) showLibrary(route.library, route);
      else if (route.view === "list") showList(route.library);
      else if (reading) showArticle(route, reading, settings);
    },
    isEmpty: () => !content.hasChildNodes(),
    /** What the reader came for is on its way, and nothing else stands here. */
    wait: () => put(element("h1", { class: "waiting" }, words().t("status.looking")), ""),
    article: () => article,
    library: () => library,
    around: () => around,
    headline,
    routeOfList,
    /** @param {string} id a library in which nothing is looked for any more */
    forgetSearch: (id) => void searches.delete(id),
    /** @returns {() => boolean} whether what stands now stands wholly, or is gone */
    wholeness() {
      const shown = article ?? list;
      return () => shown !== (article ?? list) || (article?.growth.isWhole() ?? list?.grow() ?? true);
    },
    /** How far the reader came in the post that stands, when they read it last. */
    position: () => (article ? positions.of(standing) : null),
    /** @param {string | null} post of a list @returns {HTMLElement | null} */
    rowOf: (post) => list?.rowOf(post ?? "") ?? null,
    /** They are told that they go on where they stopped. */
    resumed: () => void (forgetResumed = tellResumed(words(), content, stage.beginAnew)),
    /** @param {number} along in upright text */
    scrollAlong: (along) => article?.root.querySelector("article")?.scrollTo({ left: along }),
    beginAnew() {
      window.scrollTo(0, 0);
      stage.scrollAlong(0);
      headline().focus();
    },
  };
  return stage;
}

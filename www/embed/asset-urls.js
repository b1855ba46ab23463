/**
 * URLs of the elements' style sheets. `cargo xtask dist` replaces this module by one with the hashed names of a published site.
 */

/** In order: later ones win. */
export const STYLES = [
  new URL("./embed.css", import.meta.url).href,
  new URL("../css/tokens.css", import.meta.url).href,
  new URL("../css/base.css", import.meta.url).href,
  new URL("../css/list.css", import.meta.url).href,
  new URL("../css/post.css", import.meta.url).href,
  new URL("../css/measure.css", import.meta.url).href,
  new URL("../css/prose.css", import.meta.url).href,
  new URL("../css/image.css", import.meta.url).href,
  new URL("../css/embed-card.css", import.meta.url).href,
  new URL("../css/removed.css", import.meta.url).href,
  new URL("../css/vertical.css", import.meta.url).href,
  new URL("../css/panels.css", import.meta.url).href,
  new URL("../css/discussion.css", import.meta.url).href,
  new URL("../css/record.css", import.meta.url).href,
  new URL("../css/original.css", import.meta.url).href,
  new URL("../css/zoom.css", import.meta.url).href,
  new URL("./published.css", import.meta.url).href,
];

/** Of a list with a search, and of its posts. */
export const STYLES_OF_SEARCH = [
  new URL("../css/library.css", import.meta.url).href,
  new URL("../css/search.css", import.meta.url).href,
  new URL("../css/facets.css", import.meta.url).href,
  new URL("../css/rows.css", import.meta.url).href,
  new URL("../css/post-navigation.css", import.meta.url).href,
  new URL("./lazy/search.css", import.meta.url).href,
];

export const STYLES_ON_PAPER = [new URL("../css/print.css", import.meta.url).href];

/**
 * Where the elements' parts are that no `import` names. A published site, whose parts have other names,
 * puts another module in the place of this one.
 */

/** The reader's own style sheets and those of the elements, in their order: later ones win. */
export const STYLES = [
  new URL("./embed.css", import.meta.url).href,
  new URL("../css/tokens.css", import.meta.url).href,
  new URL("../css/base.css", import.meta.url).href,
  new URL("../css/list.css", import.meta.url).href,
  new URL("../css/article.css", import.meta.url).href,
  new URL("../css/panels.css", import.meta.url).href,
];

export const STYLES_ON_PAPER = [new URL("../css/print.css", import.meta.url).href];

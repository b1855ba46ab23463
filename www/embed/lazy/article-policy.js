// Generated from src/article/policy.rs: BLESS=1 cargo test --lib boundary_types

/** What an article may hold: names of elements with those of their own attributes, and the attributes of all. */
export const ELEMENTS = [
  ["a", "href rel"],
  ["abbr dfn", "title"],
  [
    "b bdi bdo blockquote br caption cite code dd dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i kbd mark p pre q rb rp rt rtc ruby s samp small span strong sub summary sup table tbody tfoot thead tr u ul var wbr",
    "",
  ],
  ["col colgroup", "span"],
  ["del ins time", "datetime"],
  ["details", "open"],
  ["img", "src alt width height referrerpolicy loading decoding"],
  ["li", "value"],
  ["ol", "start reversed type"],
  ["td", "colspan rowspan"],
  ["th", "colspan rowspan scope"],
];

export const ATTRIBUTES = "dir id lang";

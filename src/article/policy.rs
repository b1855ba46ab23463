//! What an article may hold, as data. Everything that isn't named here goes.
//!
//! No SVG, no MathML, no element with raw text, no style, no class: each known way around a sanitizer needs one of them.
//! The shell's `setHTML` gets its configuration from the same lists.

/// The prefix of every id in an article, so that none clashes with the page's.
pub const ID_PREFIX: &str = "av-";

/// The ids of what was taken out and is shown in its place all the same. The colon is never part of a post's id.
pub const RESTORED_PREFIX: &str = "av-removed:";

/// Prefix, after `#`, of the URL of a link that only a library can resolve: the URL in the post,
/// percent-encoded, follows. A post's id never contains a colon, so none of its own links begins so.
pub const POST_PREFIX: &str = "av-post:";

/// Elements.
pub const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that any element may have.
pub const ATTRIBUTES: &[&str] = &["dir", "id", "lang"];

/// Attributes that one element may have beside those.
pub const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("abbr", &["title"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("dfn", &["title"]),
    ("img", &["src", "alt", "width", "height"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// Attributes that are set whatever the post says: no picture tells where it is read, none holds the page up.
pub const SET_ATTRIBUTES: &[(&str, &[(&str, &str)])] =
    &[("img", &[("referrerpolicy", "no-referrer"), ("loading", "lazy"), ("decoding", "async")])];

/// `rel` of every link.
pub const LINK_REL: &str = "noopener noreferrer";

/// Schemes of addresses; `data` for pictures alone.
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "data"];

/// Kinds of pictures that `data:` URLs may hold. SVG is a document and not allowed.
pub const DATA_PICTURES: &[&str] = &["png", "jpeg", "jpg", "gif", "webp", "avif", "bmp"];

/// The attributes that are set on one element.
pub fn set_attributes(tag: &str) -> &'static [(&'static str, &'static str)] {
    SET_ATTRIBUTES.iter().find(|(t, _)| *t == tag).map_or(&[], |(_, values)| values)
}

/// The attributes that one element may have in the article: its own and those that are set.
/// `rel` of links is among them.
pub fn attributes_of(tag: &str) -> Vec<&'static str> {
    let own = TAG_ATTRIBUTES.iter().filter(|(t, _)| *t == tag).flat_map(|(_, names)| names.iter().copied());
    let set = set_attributes(tag).iter().map(|(name, _)| *name);
    own.chain(set).chain((tag == "a").then_some("rel")).collect()
}

//! What HTML's elements are: the few groups of names that the steps ask about.

use html5ever::LocalName;
use std::sync::LazyLock;

/// The groups that an element belongs to, looked up once for each node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Groups(u8);

impl Groups {
    const INLINE: u8 = 1;
    const FORMATTING: u8 = 2;
    const CONTAINER: u8 = 4;
    const VOID: u8 = 8;
    const SUBSTANCE: u8 = 16;
    const UNSEEN: u8 = 32;
    const FIELD: u8 = 64;
    const BLOCK: u8 = 128;

    /// The groups of an element's name.
    pub fn of(name: &LocalName) -> Groups {
        /// The names that were met last, by their hashes: a page has few, and thousands of elements.
        static KNOWN: LazyLock<Vec<(LocalName, Groups)>> = LazyLock::new(|| {
            let mut known = vec![(LocalName::default(), Groups::default()); SLOTS];
            for name in COMMON {
                let name = LocalName::from(*name);
                let groups = Groups::look_up(&name);
                let slot = name.get_hash() as usize % SLOTS;
                known[slot] = (name, groups);
            }
            known
        });
        let (known, groups) = &KNOWN[name.get_hash() as usize % SLOTS];
        if known == name { *groups } else { Groups::look_up(name) }
    }

    fn look_up(name: &str) -> Groups {
        let bit = |is: bool, bit: u8| if is { bit } else { 0 };
        Groups(
            bit(is_inline(name), Groups::INLINE)
                | bit(is_formatting(name), Groups::FORMATTING)
                | bit(is_container(name), Groups::CONTAINER)
                | bit(is_void(name), Groups::VOID)
                | bit(is_substance(name), Groups::SUBSTANCE)
                | bit(is_unseen(name), Groups::UNSEEN)
                | bit(matches!(name, "input" | "textarea" | "select"), Groups::FIELD)
                | bit(!is_inline(name) && !matches!(name, "br" | "img"), Groups::BLOCK),
        )
    }

    /// See [`is_inline`].
    pub fn is_inline(self) -> bool {
        self.0 & Groups::INLINE != 0
    }

    /// See [`is_formatting`].
    pub fn is_formatting(self) -> bool {
        self.0 & Groups::FORMATTING != 0
    }

    /// See [`is_container`].
    pub fn is_container(self) -> bool {
        self.0 & Groups::CONTAINER != 0
    }

    /// See [`is_void`].
    pub fn is_void(self) -> bool {
        self.0 & Groups::VOID != 0
    }

    /// See [`is_substance`].
    pub fn is_substance(self) -> bool {
        self.0 & Groups::SUBSTANCE != 0
    }

    /// See [`is_unseen`].
    pub fn is_unseen(self) -> bool {
        self.0 & Groups::UNSEEN != 0
    }

    /// See [`is_substance`]; what a reader fills in shows something too.
    pub fn shows_itself(self) -> bool {
        self.0 & (Groups::SUBSTANCE | Groups::FIELD) != 0
    }

    /// Whether an element makes a block: it is neither part of a line nor a picture or a break in one.
    pub fn is_block(self) -> bool {
        self.0 & Groups::BLOCK != 0
    }
}

const SLOTS: usize = 256;

/// Names that most elements have; where two share a slot, one of them is looked up each time.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "table", "tbody", "tr", "td", "th", "section", "article", "header", "footer", "aside", "center", "blockquote", "ul", "ol", "small", "sup",
    "font", "noscript", "iframe", "script", "style", "source", "picture", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "u", "i", "em", "b",
    "strong", "li", "img", "br", "span", "a", "div", "p",
];

/// Inline elements, and all that a browser doesn't know.
pub fn is_inline(tag: &str) -> bool {
    is_known_inline(tag) || !is_known(tag)
}

/// Whether a name is one of HTML's elements; empty for other nodes, which count as such.
pub fn is_html(tag: &str) -> bool {
    tag.is_empty() || is_known_inline(tag) || is_known(tag)
}

fn is_known_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "rp"
            | "rt"
            | "rtc"
            | "rb"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "nobr"
            | "output"
            | "button"
    )
}

/// The other elements of HTML, and those of AMP.
#[rustfmt::skip]
fn is_known(tag: &str) -> bool {
    is_container(tag) || is_void(tag) || is_unseen(tag) || heading_level(tag).is_some() || tag.starts_with("amp-")
        || matches!(
            tag,
            "audio" | "blockquote" | "caption" | "colgroup" | "dd" | "details" | "dir" | "dl" | "dt" | "figcaption"
                | "figure" | "iframe" | "legend" | "li" | "listing" | "marquee" | "menu" | "meter" | "noscript"
                | "object" | "ol" | "optgroup" | "option" | "p" | "picture" | "plaintext" | "pre" | "progress"
                | "search" | "select" | "slot" | "summary" | "table" | "tbody" | "td" | "textarea" | "tfoot" | "th"
                | "thead" | "tr" | "ul" | "video" | "xmp"
        )
}

/// Elements that mark words without saying anything of their own: they may go and their text stays.
pub fn is_formatting(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "var"
    )
}

/// Blocks that only hold other things.
pub fn is_container(tag: &str) -> bool {
    matches!(
        tag,
        "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "center"
            | "nav"
            | "form"
            | "fieldset"
            | "body"
            | "html"
            | "address"
            | "hgroup"
    )
}

/// Elements that have no content and no end tag.
pub fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// `h1` to `h6` as 1 to 6.
pub fn heading_level(tag: &str) -> Option<u8> {
    match tag.as_bytes() {
        [b'h', d @ b'1'..=b'6'] => Some(d - b'0'),
        _ => None,
    }
}

/// Elements that show something even without text.
pub fn is_substance(tag: &str) -> bool {
    matches!(
        tag,
        "img" | "picture" | "video" | "audio" | "iframe" | "object" | "embed" | "hr" | "canvas" | "math" | "svg"
    )
}

/// Elements whose content a browser never shows as text.
pub fn is_unseen(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "template"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "base"
            | "datalist"
            | "area"
            | "map"
            | "svg"
            | "math"
            | "canvas"
            | "noframes"
            | "noembed"
            | "frameset"
            | "frame"
            | "applet"
            | "bgsound"
            | "dialog"
    )
}

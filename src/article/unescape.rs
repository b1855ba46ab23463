//! Step: markup whose tags were escaped stands in a post as text; here it becomes markup again.
//!
//! Text that talks about tags must stay as it is, so the text itself has to look like a page's body:
//! nearly all of it inside escaped blocks, or a great deal of it. Code is never touched.

use super::Cleaning;
use super::dom::{Dom, NodeId, is_space};
use super::limits::{Limit, MAX_ESCAPE_LEVELS};
use super::parse::parse;
use super::record::Kind;
use super::serialize;
use super::tags::{is_container, is_inline};
use memchr::{memchr, memchr_iter, memchr2_iter};
use std::cell::OnceCell;

/// Escaped blocks, in characters, that make an escaped body out of a text whatever stands around it.
const MANY_CHARACTERS: usize = 200;
/// The share of a text that has to stand inside escaped blocks where there are fewer.
const MOST: f64 = 0.8;
/// The share of the whole post that short escaped blocks have to make up: a sample line in a tutorial doesn't.
const SHARE_OF_POST: f64 = 0.3;

/// Decodes escaped markup, level by level, where a text is a body and not about markup.
///
/// `source` is what the tree was parsed from: without an escaped sign in it there is nothing to look for.
pub fn unescape_markup(c: &mut Cleaning, source: &str) -> Result<(), Limit> {
    let signs = Signs::of(source);
    if !signs.entity {
        return Ok(());
    }
    let mut levels = 0;
    // Most posts escape nothing but the signs of an address.
    while signs.markup && levels < MAX_ESCAPE_LEVELS {
        let found = candidates(&c.dom);
        if found.is_empty() {
            break;
        }
        let mut most = 0;
        for parent in found {
            most = most.max(decode_children(c, parent)?);
        }
        levels += most;
    }
    if levels > 0 {
        let text = format!("{levels}");
        c.record.enter("unescape", "escaped-markup", Kind::Changed, text, Vec::new());
    }
    decode_left_over_entities(c, levels > 0);
    Ok(())
}

/// What a source's ampersands begin.
struct Signs {
    /// A `<`, by its name or by a number, at any level.
    markup: bool,
    /// That, or an ampersand.
    entity: bool,
}

impl Signs {
    fn of(source: &str) -> Signs {
        let mut signs = Signs { markup: false, entity: false };
        for at in memchr_iter(b'&', source.as_bytes()) {
            let behind = &source.as_bytes()[at + 1..];
            let is_amp = behind.starts_with(b"amp;");
            signs.markup |= matches!(behind, [b'l', b't', ..] | [b'L', b'T', ..] | [b'#', ..])
                || is_amp && behind[4..].starts_with(b"lt");
            signs.entity |= signs.markup || is_amp;
            if signs.markup {
                break;
            }
        }
        signs
    }
}

/// The elements whose own text is escaped markup, outermost first.
fn candidates(dom: &Dom) -> Vec<NodeId> {
    if !dom.descendants(dom.root()).filter_map(|d| dom.as_text(d)).any(has_mark) {
        return Vec::new();
    }
    // Counted once it is asked for: most texts have no sign of markup.
    let total = OnceCell::new();
    let total = || *total.get_or_init(|| dom.text_len(dom.root()).max(1));
    let mut found = Vec::new();
    let root = dom.root();
    let mut at = Some(root);
    while let Some(id) = at {
        let tag = dom.tag(id);
        if matches!(tag, "pre" | "code" | "kbd" | "samp" | "tt" | "script" | "style" | "textarea" | "title" | "svg") {
            at = dom.following_skip(id, root);
            continue;
        }
        if (id == root || dom.is_element(id)) && is_escaped_body(dom, id, &total) {
            found.push(id);
            at = dom.following_skip(id, root);
            continue;
        }
        at = dom.following(id, root);
    }
    found
}

/// Whether a text holds what may begin a tag.
fn has_mark(text: &str) -> bool {
    memchr2_iter(b'<', b'&', text.as_bytes()).any(|at| text[at..].starts_with('<') || text[at..].starts_with("&lt;"))
}

/// The text directly inside an element, where each child element counts as one character.
fn own_text(dom: &Dom, id: NodeId) -> Option<String> {
    if !dom.each_child(id).any(|child| dom.as_text(child).is_some_and(has_mark)) {
        return None;
    }
    let mut text = String::new();
    for child in dom.each_child(id) {
        text.push_str(dom.as_text(child).unwrap_or("\u{fffc}"));
    }
    Some(text)
}

fn is_escaped_body(dom: &Dom, id: NodeId, total: &dyn Fn() -> usize) -> bool {
    let Some(mut text) = own_text(dom, id) else {
        return false;
    };
    for _ in 1..MAX_ESCAPE_LEVELS {
        if text.contains('<') {
            break;
        }
        text = decode_entities(&text);
    }
    let Shape { blocks, inside, outside, empty_blocks } = shape(&text);
    if blocks == 0 {
        return false;
    }
    if inside >= MANY_CHARACTERS && blocks >= 2 {
        return true;
    }
    let mostly = inside as f64 >= MOST * (inside + outside) as f64;
    let large = mostly && inside as f64 >= SHARE_OF_POST * total() as f64;
    // Only empty blocks, such as an advert's place, among real text.
    let slots = empty_blocks > 0 && inside == 0 && outside == 0 && text.contains("id=");
    mostly && (large && inside > 0 || blocks >= 3 && inside >= 60) || slots
}

/// How a text that may be escaped markup is built.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    /// Blocks that are opened and closed again.
    blocks: usize,
    /// Characters inside those.
    inside: usize,
    /// Characters outside.
    outside: usize,
    /// Blocks with nothing inside.
    empty_blocks: usize,
}

fn shape(text: &str) -> Shape {
    let mut shape = Shape::default();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = text;
    // The stand-ins of elements are no text.
    let count = |t: &str| t.chars().filter(|c| !is_space(*c) && *c != '\u{fffc}').count();
    while let Some(start) = rest.find('<') {
        let add = count(&rest[..start]);
        if open.is_empty() {
            shape.outside += add
        } else {
            shape.inside += add
        }
        rest = &rest[start + 1..];
        let closing = rest.starts_with('/');
        let name_part = rest.strip_prefix('/').unwrap_or(rest);
        let name_len = name_part.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name_part.len());
        let name = &name_part[..name_len];
        let tag_end = tag_end(rest);
        let (true, Some(end)) = (is_known(name), tag_end) else {
            if open.is_empty() {
                shape.outside += 1
            } else {
                shape.inside += 1
            }
            continue;
        };
        rest = &rest[end + 1..];
        let name = canonical(name);
        if !is_block(name) {
            // A line break or picture is as good a sign as a block; it holds nothing.
            shape.blocks += usize::from(matches!(name, "br" | "img" | "hr") && open.is_empty());
            continue;
        }
        if !closing {
            open.push((name, shape.inside));
        } else if let Some(at) = open.iter().rposition(|(n, _)| *n == name) {
            shape.blocks += 1;
            shape.empty_blocks += usize::from(open[at].1 == shape.inside);
            open.truncate(at);
        }
    }
    let add = count(rest);
    if open.is_empty() {
        shape.outside += add
    } else {
        shape.inside += add
    }
    shape
}

/// The place of the `>` that ends a tag, if it comes soon and before the next `<`.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (i, b) in rest.bytes().enumerate().take(4000) {
        match (quote, b) {
            (Some(q), b) if q == b => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(i),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(b),
            (None, _) => {}
        }
    }
    None
}

fn canonical(name: &str) -> &'static str {
    const NAMES: &[&str] = &[
        "p",
        "div",
        "section",
        "article",
        "ul",
        "ol",
        "li",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "blockquote",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "aside",
        "header",
        "footer",
        "main",
        "pre",
        "center",
        "br",
        "img",
        "hr",
        "dl",
        "dt",
        "dd",
        "nav",
    ];
    NAMES.iter().find(|n| n.eq_ignore_ascii_case(name)).copied().unwrap_or("")
}

fn is_block(name: &str) -> bool {
    !matches!(name, "" | "br" | "img" | "hr")
}

fn is_known(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    !canonical(name).is_empty()
        || is_inline(&lower)
        || is_container(&lower)
        || matches!(
            &*lower,
            "iframe"
                | "video"
                | "audio"
                | "source"
                | "picture"
                | "script"
                | "style"
                | "noscript"
                | "ins"
                | "caption"
                | "col"
                | "colgroup"
                | "tfoot"
                | "embed"
                | "object"
                | "param"
                | "input"
                | "form"
                | "svg"
                | "path"
        )
}

/// Puts the element's children back into source, its text now bare, and parses that. Tells how many levels that undid.
fn decode_children(c: &mut Cleaning, parent: NodeId) -> Result<usize, Limit> {
    let mut source = String::new();
    let children = c.dom.children(parent);
    for &child in &children {
        match c.dom.as_text(child) {
            Some(text) => source.push_str(text),
            None => serialize::node_to_html(&c.dom, child, &mut source),
        }
    }
    let mut levels = 1;
    while levels < MAX_ESCAPE_LEVELS && !source.contains('<') {
        source = decode_entities(&source);
        levels += 1;
    }
    let parsed = parse(&source)?;
    for child in children {
        c.dom.detach(child);
    }
    c.dom.graft(parent, &parsed);
    Ok(levels)
}

/// Decodes one level of the entities that escaping makes, and of the no-break space.
pub fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Entities that stand in texts which were escaped once too often.
const ENTITIES: &[(&str, char)] = &[
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&amp;", '&'),
    ("&quot;", '"'),
    ("&apos;", '\''),
    ("&nbsp;", '\u{a0}'),
    ("&ldquo;", '“'),
    ("&rdquo;", '”'),
    ("&lsquo;", '‘'),
    ("&rsquo;", '’'),
    ("&hellip;", '…'),
    ("&mdash;", '—'),
    ("&ndash;", '–'),
    ("&middot;", '·'),
    ("&bull;", '•'),
    ("&laquo;", '«'),
    ("&raquo;", '»'),
    ("&copy;", '©'),
    ("&ensp;", '\u{2002}'),
    ("&emsp;", '\u{2003}'),
    ("&times;", '×'),
    ("&deg;", '°'),
];

fn entity(text: &str) -> Option<(char, usize)> {
    if let Some((name, c)) = ENTITIES.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let number = text.strip_prefix("&#")?;
    let end = number.bytes().take(9).position(|b| b == b';')?;
    let digits = &number[..end];
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    let c = char::from_u32(code).filter(|c| !c.is_control())?;
    Some((c, end + 3))
}

/// `&nbsp;` and its kin that still stand in the text as such, from escaping twice.
///
/// A post about HTML talks of them; there they stay.
fn decode_left_over_entities(c: &mut Cleaning, was_escaped: bool) {
    let has_sign = |id: &NodeId| c.dom.as_text(*id).is_some_and(|text| memchr(b'&', text.as_bytes()).is_some());
    if !c.dom.descendants(c.dom.root()).any(|id| has_sign(&id)) {
        return;
    }
    let hits: Vec<(NodeId, String)> = texts_outside_code(&c.dom)
        .into_iter()
        .filter(has_sign)
        .filter_map(|id| {
            let text = c.dom.as_text(id).filter(|t| !t.contains("&lt;") && !t.contains("&gt;"))?;
            let decoded = decode_all(text);
            (decoded != text).then_some((id, decoded))
        })
        .collect();
    if hits.is_empty() || !was_escaped && is_about_markup(&c.dom) {
        return;
    }
    for (id, decoded) in hits {
        let before = c.dom.as_text(id).map(super::dom::fold_space).unwrap_or_default();
        c.record.gather("unescape", "escaped-entity", Kind::Changed, &excerpt_around_entity(&before));
        c.dom.set_text(id, &decoded);
    }
}

fn texts_outside_code(dom: &Dom) -> Vec<NodeId> {
    let root = dom.root();
    let mut texts = Vec::new();
    let mut at = dom.first_child(root);
    while let Some(id) = at {
        if matches!(dom.tag(id), "pre" | "code" | "kbd" | "samp" | "script" | "style" | "textarea") {
            at = dom.following_skip(id, root);
            continue;
        }
        if dom.as_text(id).is_some() {
            texts.push(id);
        }
        at = dom.following(id, root);
    }
    texts
}

/// Whether the post talks of markup and may mean its entities as they stand.
fn is_about_markup(dom: &Dom) -> bool {
    const WORDS: &[&str] = &["HTML", "html", "entity", "entities", "实体", "實體", "转义", "轉義", "エンティティ"];
    texts_outside_code(dom).into_iter().filter_map(|id| dom.as_text(id)).any(|t| WORDS.iter().any(|w| t.contains(w)))
}

/// Decodes until nothing changes, as often as bodies are escaped.
fn decode_all(text: &str) -> String {
    let mut decoded = decode_entities(text);
    for _ in 1..MAX_ESCAPE_LEVELS {
        decoded = decode_entities(&decoded);
    }
    decoded
}

fn excerpt_around_entity(text: &str) -> String {
    let at = text.find('&').unwrap_or(0);
    text[at..].chars().take(24).collect()
}

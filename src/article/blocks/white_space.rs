//! Step: white space is folded as a browser shows it, and what then shows nothing goes.
//!
//! A line break of the source between two Han characters is dropped, without a space in its place, and so is a space
//! after a full-width mark between two of them, which has room enough.

use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::text::scripts::{Script, is_cjk};
use crate::text::space::{is_blank, is_space};

/// Folds white space as a browser would show it, and takes out the line breaks of the source between two Han characters.
pub fn fold_white_space(c: &mut Cleaning) {
    let dom = &mut c.dom;
    let root = dom.root();
    // The character shown last in this block, and the text node that ends in a space which may have to go.
    let mut last: Option<char> = None;
    let mut pending: Option<(NodeId, bool)> = None;
    let mut at = dom.first_child(root);
    let mut out = String::new();
    while let Some(id) = at {
        if dom.tag(id) == "pre" {
            (last, pending) = (None, None);
            at = dom.following_skip(id, root);
            continue;
        }
        if breaks_line(dom, id) || leaves_block(dom, id) {
            trim_pending(dom, &mut pending);
            last = None;
        }
        at = dom.following(id, root);
        let Some(text) = dom.shared_text(id) else {
            if dom.tag(id) == "img" {
                last = Some('\u{fffc}');
                pending = None;
            }
            continue;
        };
        if run_end(&text) == text.len() && !text.is_empty() {
            // Words with single spaces between them, or Han without a break of the source: most texts are, and stay.
            if pending.is_some_and(|(_, broken)| broken && joins(last, &text)) {
                trim_pending(dom, &mut pending);
            }
            pending = None;
            last = text.chars().next_back();
            continue;
        }
        out.clear();
        let mut gap: Option<bool> = pending.map(|(_, broken)| broken);
        let mut space_is_before = pending.is_some();
        let mut rest = &*text;
        while !rest.is_empty() {
            let blank = rest.bytes().take_while(u8::is_ascii_whitespace).count();
            if blank > 0 {
                gap = Some(gap.unwrap_or(false) || rest[..blank].contains('\n'));
                rest = &rest[blank..];
                continue;
            }
            let (words, behind) = rest.split_at(run_end(rest));
            rest = behind;
            if let Some(broken) = gap.take() {
                let joins = broken && joins(last, words) || is_after_mark(&out, words) && !is_code(dom, id);
                if space_is_before {
                    // The space is at the end of an earlier text node.
                    if joins {
                        trim_pending(dom, &mut pending);
                    }
                } else if last.is_some() && !joins {
                    out.push(' ');
                }
            }
            space_is_before = false;
            pending = None;
            out.push_str(words);
            last = words.chars().next_back();
        }
        if let Some(broken) = gap {
            if last.is_some() && !space_is_before {
                out.push(' ');
                pending = Some((id, broken));
            } else if let Some((node, _)) = pending {
                pending = Some((node, broken));
            }
        }
        if out != *text {
            dom.set_text(id, &out);
        }
    }
    trim_pending(dom, &mut pending);
    drop_empty_texts(dom);
}

/// Where the first white space of a source begins that is no single space between two words.
fn run_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(found) = first_blank(&bytes[end..]) {
        end += found;
        let is_one_space = end > 0
            && bytes[end] == b' '
            && bytes.get(end + 1).is_some_and(|b| *b > b' ')
            && (bytes[end - 1].is_ascii() || !is_after_mark(&text[..end], &text[end + 1..]));
        if bytes[end].is_ascii_whitespace() && !is_one_space {
            return end;
        }
        end += 1;
    }
    text.len()
}

/// Offset of the first byte that may be white space. One branch per piece lets the compiler vectorize the search.
fn first_blank(bytes: &[u8]) -> Option<usize> {
    let (pieces, _) = bytes.as_chunks::<16>();
    let is_free = |piece: &&[u8; 16]| !piece.iter().fold(false, |found, b| found | (*b <= b' '));
    let free = 16 * pieces.iter().take_while(is_free).count();
    bytes[free..].iter().position(|b| *b <= b' ').map(|found| free + found)
}

/// Whether a line break between a character and a word is dropped.
fn joins(last: Option<char>, word: &str) -> bool {
    last.is_some_and(is_cjk) && word.starts_with(is_cjk)
}

/// Whether a full-width mark is between two characters of Chinese or Japanese, and a space after it.
fn is_after_mark(before: &str, after: &str) -> bool {
    let is_letter = |c: char| matches!(Script::of(c), Some(Script::Han | Script::Kana));
    let mut last = before.chars().rev();
    matches!(last.next(), Some('，' | '。' | '：' | '；' | '！' | '？' | '、'))
        && last.next().is_some_and(is_letter)
        && after.starts_with(is_letter)
}

fn is_code(dom: &Dom, id: NodeId) -> bool {
    dom.closest(id, &["code", "kbd", "samp"]).is_some()
}

/// Whether no line of text goes on beyond the node: it is a block or a break.
fn breaks_line(dom: &Dom, id: NodeId) -> bool {
    dom.is_block(id) || dom.tag(id) == "br"
}

/// Whether the node comes right after the end of a block.
fn leaves_block(dom: &Dom, id: NodeId) -> bool {
    let Some(mut before) = dom.previous(id) else {
        return false;
    };
    loop {
        if breaks_line(dom, before) {
            return true;
        }
        match dom.last_child(before) {
            Some(last) => before = last,
            None => return false,
        }
    }
}

fn trim_pending(dom: &mut Dom, pending: &mut Option<(NodeId, bool)>) {
    if let Some((id, _)) = pending.take() {
        dom.trim_space(id);
    }
}

/// Empty texts, and formatting around nothing, go.
fn drop_empty_texts(dom: &mut Dom) {
    let root = dom.root();
    let mut order: Vec<NodeId> = Vec::with_capacity(dom.len());
    order.extend(dom.descendants(root));
    for &id in order.iter().rev() {
        let empty = match dom.as_text(id) {
            Some(text) => text.is_empty(),
            // An empty link with an id is a place that others point at.
            None => {
                dom.is_inline(id)
                    && dom.tag(id) != "wbr"
                    && dom.first_child(id).is_none()
                    && !(dom.tag(id) == "a" && dom.attr(id, "id").is_some())
            }
        };
        if empty {
            dom.detach(id);
        }
    }
    // Paragraphs that hold only what shows nothing: no-break spaces, zero-width marks.
    let blocks = dom.find_all(root, &["p", "li", "figcaption", "h2", "h3", "h4"]);
    for &p in &blocks {
        let blank = dom.tag(p) == "p"
            && dom.descendants(p).all(|d| dom.as_text(d).is_none_or(is_blank) && !matches!(dom.tag(d), "img"));
        if blank {
            dom.detach(p);
        }
    }
    // A span says nothing once classes and styles are gone.
    for span in dom.find_all(root, &["span"]) {
        if dom.attr(span, "lang").is_none() && dom.attr(span, "dir").is_none() {
            dom.unwrap(span);
        }
    }
    trim_no_break_spaces(dom, &blocks);
}

/// No-break spaces at a paragraph's ends are layout: two full-width ones at its head are the indent of print.
fn trim_no_break_spaces(dom: &mut Dom, blocks: &[NodeId]) {
    for &p in blocks {
        if let Some(first) = dom.first_child(p)
            && let Some(text) = dom.as_text(first)
        {
            let trimmed = text.trim_start_matches(is_space);
            if trimmed.len() < text.len() {
                let trimmed = trimmed.to_string();
                dom.set_text(first, &trimmed);
            }
        }
        if let Some(last) = dom.last_child(p)
            && let Some(text) = dom.as_text(last)
        {
            let trimmed = text.trim_end_matches(is_space);
            if trimmed.len() < text.len() {
                let trimmed = trimmed.to_string();
                dom.set_text(last, &trimmed);
            }
        }
    }
}

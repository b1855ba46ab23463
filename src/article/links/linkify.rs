//! Step: URLs in the text become links, and so do the times of a video's chapters.
//!
//! Descriptions of videos come without spaces or line breaks: a URL runs into the Chinese after it,
//! a chapter's name into the next chapter's time.

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::players::video_at;
use crate::article::limits::MAX_LINKED;
use crate::article::reason::Reason;
use linkify::{LinkFinder, LinkKind};
use memchr::memchr;
use std::ops::Range;

/// Fewer times than this are no list of chapters.
const CHAPTERS: usize = 3;

/// A part of a text that becomes a link.
struct Found {
    range: Range<usize>,
    href: String,
    /// Whether a line begins here.
    begins_line: bool,
}

/// Makes links of addresses and of chapters' times.
pub fn link_text(c: &mut Cleaning) {
    let root = c.dom.root();
    let finder = finder();
    let mut linked = 0;
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        if matches!(c.dom.tag(id), "a" | "pre" | "code" | "kbd" | "samp") {
            at = c.dom.following_skip(id, root);
            continue;
        }
        at = c.dom.following(id, root);
        let Some(text) = c.dom.as_text(id) else { continue };
        // Addresses and times have one, most texts have none.
        if memchr(b':', text.as_bytes()).is_none() {
            continue;
        }
        let mut found = if text.contains("://") { addresses(&finder, text) } else { Vec::new() };
        if let Some(base) = &c.base {
            add_chapters(text, &mut found, |seconds| video_at(base, seconds));
        }
        // What is beyond stays text.
        found.truncate(MAX_LINKED - linked);
        for address in found.iter().filter(|f| f.range.len() == f.href.len()) {
            c.log.append("links", Reason::PlainAddress, Kind::Changed, &address.href);
        }
        linked += found.len();
        if !found.is_empty() {
            c.grown += found.iter().map(|f| f.href.len()).sum::<usize>();
            if c.grown > c.growth_limit {
                return;
            }
            let text = text.to_string();
            replace(&mut c.dom, id, &text, found);
        }
    }
}

fn finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(true);
    finder
}

/// The runs of ASCII in a text. An address with Chinese in it is rarer than one that Chinese follows,
/// so it ends where ASCII does; full-width punctuation ends it too.
fn ascii_runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text.as_bytes()[at..].iter().position(u8::is_ascii)?;
        let start = at;
        at += text.as_bytes()[at..].iter().position(|b| !b.is_ascii()).unwrap_or(text.len() - at);
        Some(start..at)
    })
}

fn addresses(finder: &LinkFinder, text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let links = ascii_runs(text).filter(|run| run.len() > 10).flat_map(|run| {
        finder.links(&text[run.clone()]).map(move |link| (run.start + link.start(), run.start + link.end()))
    });
    for (start, end) in links {
        let whole = &text[start..end];
        if !(whole.starts_with("http://") || whole.starts_with("https://")) {
            continue;
        }
        // Two addresses that run into each other; one that is part of another follows a slash or an equals sign.
        let mut from = start;
        for (at, _) in whole.match_indices("http").skip(1) {
            let is_address = whole[at..].starts_with("http://") || whole[at..].starts_with("https://");
            if is_address && !whole[..at].ends_with(['/', '=', ':', '?', '&']) {
                found.push(address(text, from..start + at));
                from = start + at;
            }
        }
        found.push(address(text, from..end));
    }
    found
}

fn address(text: &str, range: Range<usize>) -> Found {
    let range = range.start..range.start + without_rule(&text[range]).len();
    Found { href: text[range.clone()].to_string(), range, begins_line: false }
}

/// An address without the line of dashes or the marks that run into its end.
fn without_rule(address: &str) -> &str {
    let run = address.bytes().rev().take_while(|b| b"-=_*~.".contains(b)).count();
    let stem = &address[..address.len() - run];
    // Names of videos end in one of these, and encoded values in two.
    let is_own = matches!(&address[stem.len()..], "-" | "_" | "=" | "==");
    if is_own || stem.ends_with(['/', ':']) && stem.len() <= "https://".len() { address } else { stem }
}

/// Times such as `0:00` or `1:02:33` that begin at nought and grow: the chapters of a video.
fn add_chapters(text: &str, found: &mut Vec<Found>, at: impl Fn(u32) -> Option<String>) {
    let mut chapters: Vec<(Range<usize>, u32)> = Vec::new();
    let mut addresses = found.iter().map(|f| &f.range).peekable();
    for (colon, _) in text.match_indices(':') {
        // No more become links.
        if chapters.len() == MAX_LINKED {
            break;
        }
        // Both come in the order of the text.
        while addresses.next_if(|address| address.end <= colon).is_some() {}
        let last_end = chapters.last().map_or(0, |(range, _)| range.end);
        if colon < last_end || addresses.peek().is_some_and(|address| address.contains(&colon)) {
            continue;
        }
        let Some((range, seconds)) = time_around(text, colon) else { continue };
        let fits = match chapters.last() {
            None => seconds == 0,
            Some((before, last)) => seconds > *last && range.start >= before.end,
        };
        if fits {
            chapters.push((range, seconds));
        }
    }
    if chapters.len() < CHAPTERS {
        return;
    }
    let has_lines = text.trim().contains('\n');
    let mut addresses = std::mem::take(found).into_iter().peekable();
    for (range, seconds) in chapters {
        while let Some(address) = addresses.next_if(|address| address.range.start < range.start) {
            found.push(address);
        }
        if let Some(href) = at(seconds) {
            found.push(Found { range, href, begins_line: !has_lines });
        }
    }
    found.extend(addresses);
}

/// The time whose first colon is at `colon`: at most two digits before it, two after it, perhaps two more.
fn time_around(text: &str, colon: usize) -> Option<(Range<usize>, u32)> {
    let bytes = text.as_bytes();
    let digits = |range: Range<usize>| text.get(range)?.parse::<u32>().ok();
    let two = |at: usize| bytes.get(at..at + 2).filter(|b| b.iter().all(u8::is_ascii_digit)).map(|_| at..at + 2);
    let before = bytes[..colon].iter().rev().take(2).take_while(|b| b.is_ascii_digit()).count();
    if before == 0 {
        return None;
    }
    let first = digits(colon - before..colon)?;
    let second_range = two(colon + 1)?;
    let second = digits(second_range.clone())?;
    let mut end = second_range.end;
    let mut seconds = first * 60 + second;
    if second >= 60 {
        return None;
    }
    if bytes.get(end) == Some(&b':')
        && let Some(third_range) = two(end + 1)
    {
        seconds = seconds * 60 + digits(third_range.clone())?;
        end = third_range.end;
    }
    Some((colon - before..end, seconds))
}

fn replace(dom: &mut Dom, id: NodeId, text: &str, found: Vec<Found>) {
    let mut done = 0;
    for Found { range, href, begins_line } in found {
        if range.start < done {
            continue;
        }
        let before = &text[done..range.start];
        if !before.is_empty() {
            let node = dom.add_text(before);
            dom.insert_before(id, node);
        }
        if begins_line {
            let br = dom.add_element("br");
            dom.insert_before(id, br);
        }
        let link = dom.add_element("a");
        dom.set_attr(link, "href", &href);
        let label = dom.add_text(&text[range.clone()]);
        dom.append(link, label);
        dom.insert_before(id, link);
        done = range.end;
    }
    dom.set_text(id, &text[done..]);
}

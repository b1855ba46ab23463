//! What a page says of itself → the fields that its post's front matter leaves empty.
//!
//! It is read before any step, since what says it goes with the boilerplate. Of several vocabularies the one that is
//! written for machines alone counts first; what readers see comes last, and only above the first paragraph.

mod head;
mod items;
mod json;
mod json_ld;
mod lines;
mod said;
mod titles;

use super::dom::{Dom, NodeId};
use super::reason::Reason;
use crate::Post;
use crate::post::{DateSource, Found, Origin};
use lines::Line;
use said::Said;
use titles::Titles;

/// What was found in a page.
#[derive(Default)]
pub struct Metadata {
    /// The fields that were empty.
    pub found: Found,
    /// Lines above the text that say nothing else than fields, and that one of them was filled from.
    pub lines: Vec<(NodeId, Reason)>,
}

/// Whether a post's page may fill a field.
pub fn is_wanted(post: &Post) -> bool {
    let Empty { title, date, author, from } = Empty::of(post);
    !post.is_plain && (title || date || author || from)
}

/// Fields that nothing more certain than the page has filled.
struct Empty {
    title: bool,
    date: bool,
    author: bool,
    from: bool,
}

impl Empty {
    fn of(post: &Post) -> Empty {
        Empty {
            title: post.origins.title != Origin::FrontMatter,
            date: post.date.is_none() || has_guessed_date(post),
            // An id is the name of somebody whom the archive may know.
            author: post.author.is_none() && post.author_id.is_none(),
            from: post.from.is_none(),
        }
    }
}

/// Whether the date is the file name's, of which the page may know better.
fn has_guessed_date(post: &Post) -> bool {
    post.date.as_ref().is_some_and(|date| date.from == DateSource::FileName)
}

/// Reads the page of a post, whose HTML is `source`. Where no field is empty, nothing is looked at.
pub fn read(dom: &Dom, source: &str, post: &Post) -> Metadata {
    if !is_wanted(post) {
        return Metadata::default();
    }
    let empty = Empty::of(post);
    let head = head::read(dom, source);
    let titles = Titles::of(dom, post, &head);
    let json_ld = json_ld::read(dom, &head, &titles);
    let entry = items::entry(dom, &titles);
    let microdata = items::microdata(dom, &titles);
    let lines = lines::read(dom, &titles);
    let shown = lines::said(&lines);
    let sources = [&json_ld, &entry, &microdata, &head.said, &shown];

    let mut found = Found::default();
    if empty.title {
        found.title = titles.choose(&[&json_ld, &entry, &microdata], &head).filter(|title| *title != post.title);
    }
    if empty.date {
        let is_guess = has_guessed_date(post);
        let by_machine = sources[..4].iter().find_map(|said| said.date.clone());
        let by_line = || shown.date.clone().filter(|_| !is_guess);
        found.date = by_machine.or_else(by_line).or_else(|| head.saved.clone().filter(|_| !is_guess));
    }
    if empty.author {
        found.author = sources.iter().find_map(|said| said.author.clone());
    }
    if empty.from {
        // A page's own address first; then the one that it was saved from, which may have what only tracks readers.
        let own = [&head.said, &entry, &json_ld, &microdata].iter().find_map(|said| said.from.clone());
        found.from = own
            .filter(|own| head.saved_from.as_ref().is_none_or(|saved| said::is_same_host(own, saved)))
            .or(head.saved_from)
            .or(shown.from);
    }
    Metadata { lines: told(&lines, post, &found), found }
}

/// The lines that say nothing but what the fields say now, at least one of which was empty.
fn told(lines: &[Line], post: &Post, found: &Found) -> Vec<(NodeId, Reason)> {
    if found.date.is_none() && found.author.is_none() && found.from.is_none() {
        return Vec::new();
    }
    let mut filled = post.clone_head();
    filled.fill(found);
    let is_told = |line: &&Line| {
        let Said { title, date, author, from } = &line.said;
        let fills = date.is_some() && found.date.is_some()
            || author.is_some() && found.author.is_some()
            || from.is_some() && found.from.is_some();
        line.is_whole
            && title.is_none()
            && fills
            && date.as_ref().is_none_or(|date| filled.date.as_ref().is_some_and(|own| own.iso[..10] == date.iso[..10]))
            && author.as_ref().is_none_or(|author| filled.author.as_ref() == Some(author))
            && from.as_ref().is_none_or(|from| filled.from.as_ref() == Some(from))
    };
    let reason = |line: &Line| if line.said.date.is_some() { Reason::Date } else { Reason::Byline };
    lines.iter().filter(is_told).map(|line| (line.block, reason(line))).collect()
}

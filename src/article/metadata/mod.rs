//! What a page says of itself → the fields that its post's front matter leaves empty.
//!
//! It is read before any step, since what says it goes with the boilerplate. Of several vocabularies the one that is
//! written for machines alone counts first; what readers see comes last, and only above the first paragraph.

mod json;
mod json_ld;
mod lines;
mod marks;
mod said;
mod saved;
mod titles;

use super::dom::{Dom, NodeId};
use super::reason::Reason;
use crate::Post;
use crate::post::{Date, DateSource, Found, Origin};
use lines::Line;
use said::{Said, VOCABULARY, is_same_host};
use titles::Titles;

/// What was found in a page.
#[derive(Default)]
pub struct Metadata {
    /// The fields that were empty.
    pub found: Found,
    /// The language that the page names.
    pub lang: Option<String>,
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

/// Reads the page of a post, whose HTML is `source`. Where no field is empty, only its language is looked at.
pub fn read(dom: &Dom, source: &str, post: &Post) -> Metadata {
    let lang = saved::language(source);
    if !is_wanted(post) {
        return Metadata { lang, ..Metadata::default() };
    }
    let empty = Empty::of(post);
    let mut said = Said::default();
    marks::read_head(dom, 3 * VOCABULARY, &mut said);
    saved::read(dom, source, 4 * VOCABULARY, &mut said);
    let titles = Titles::of(dom, post, &said);
    json_ld::read(dom, &titles, 0, &mut said);
    marks::read_parts(dom, &titles, "class", VOCABULARY, &mut said);
    marks::read_parts(dom, &titles, "itemprop", 2 * VOCABULARY, &mut said);
    let lines = lines::read(dom, &titles);
    let title = titles.choose(&said);

    let mut found = Found::default();
    if empty.title {
        found.title = title.filter(|title| *title != post.title);
    }
    if empty.author {
        found.author = said.author.or_else(|| lines.iter().find_map(|line| line.said.author.clone()));
    }
    if empty.date {
        // What is written for machines is surer than a file's name.
        let is_guess = has_guessed_date(post);
        let by_line = || lines.iter().find_map(|line| line.said.date.clone()).filter(|_| !is_guess);
        found.date = said.date.or_else(by_line).or(said.saved.filter(|_| !is_guess));
    }
    if empty.from {
        // A page's own address, if it was saved there: what a program saved may have what only tracks readers.
        let is_there = |own: &String| said.saved_from.as_ref().is_none_or(|saved| is_same_host(own, saved));
        let by_line = || lines.iter().find_map(|line| line.said.from.clone());
        found.from = said.from.clone().filter(is_there).or(said.saved_from).or_else(by_line);
    }
    Metadata { lines: told(&lines, post, &found), found, lang }
}

/// The lines that say nothing but what the fields say now, at least one of which was empty.
#[inline(never)]
fn told(lines: &[Line], post: &Post, found: &Found) -> Vec<(NodeId, Reason)> {
    let mut told = Vec::new();
    for Line { block, said, is_whole } in lines {
        // "Ann and Bob" are "Ann, Bob".
        let author = said.author.as_ref().map(|names| names.replace(" and ", ", "));
        let fields = [
            (author.as_deref(), found.author.as_deref(), post.author.as_deref()),
            (said.from.as_deref(), found.from.as_deref(), post.from.as_deref()),
            (day(&said.date), day(&found.date), day(&post.date)),
        ];
        let (mut fills, mut agrees) = (false, true);
        for (own, found, of_post) in fields {
            fills |= own.is_some() && own == found;
            agrees &= own.is_none() || own == found.or(of_post);
        }
        if *is_whole && fills && agrees {
            let is_date = said.author.is_none() && said.date.is_some();
            told.push((*block, if is_date { Reason::Date } else { Reason::Byline }));
        }
    }
    told
}

fn day(date: &Option<Date>) -> Option<&str> {
    date.as_ref().map(|date| &date.iso[..10])
}

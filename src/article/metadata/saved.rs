//! Marks of programs that save pages, and comments above a text that name its fields.

use super::lines::{labelled, read_text};
use super::said::{Field, Said};
use crate::article::dom::{Data, Dom};
use crate::post::DateSource;

/// Nodes above the text among which comments are found, and the bytes of one.
const MOST_NODES: usize = 400;
const LONGEST_COMMENT: usize = 2_000;
/// The bytes of a page up to the end of its first tag.
const LONGEST_TAG: usize = 4_000;

/// The language in the tag of a page's `html` element.
#[inline(never)]
pub fn language(source: &str) -> Option<String> {
    let head = source[..source.floor_char_boundary(LONGEST_TAG)].to_ascii_lowercase();
    let value = between(between(&head, "<html", ">")?, " lang=", " ")?;
    Some(value.trim_matches(['"', '\'']).to_owned())
}

/// Reads the comments above the text: of SingleFile, of browsers that save pages, and those with fields of their own, such as
/// `<!--yml date: …-->`; and the attributes of WebScrapBook, which are those of the `html` element.
#[inline(never)]
pub fn read(dom: &Dom, source: &str, vocabulary: usize, said: &mut Said) {
    for id in dom.descendants(dom.root()).take(MOST_NODES) {
        if dom.is_shown_text(id) && dom.parent(id).is_none_or(|parent| !dom.is_unseen(parent)) {
            break;
        }
        let Data::Comment(text) = dom.data(id) else { continue };
        if text.len() > LONGEST_COMMENT {
            continue;
        }
        // "saved from url=(0042)https://…"
        if let Some(url) = between(text, "saved from url=(", "\0").and_then(|rest| rest.split_whitespace().next()) {
            said.take(Field::SavedFrom, 0, url.split_once(')').map_or("", |(_, url)| url));
        }
        let is_of_singlefile = text.contains("SingleFile");
        for line in text.lines() {
            let line = line.trim();
            if !is_of_singlefile && labelled(line).is_some() {
                let of_line = read_text(line, &[]).0;
                said.take(Field::From, vocabulary, of_line.from.as_deref().unwrap_or_default());
                said.take(Field::Author, vocabulary, of_line.author.as_deref().unwrap_or_default());
                said.take(Field::Date, vocabulary, of_line.date.as_ref().map_or("", |date| &date.original));
            } else if let Some(url) = line.strip_prefix("url: ") {
                said.take(Field::SavedFrom, 0, url);
            } else if let Some(time) = line.strip_prefix("saved date: ") {
                // As JavaScript writes it, "Tue Jun 01 2021 12:00:00 GMT+0200 (…)": its day at the least.
                let _ =
                    said.take(Field::Saved, 0, time) || said.take(Field::Saved, 0, time.get(4..15).unwrap_or_default());
            }
        }
    }
    let tag = &source[..source.floor_char_boundary(LONGEST_TAG)];
    if let Some(url) = between(tag, "data-scrapbook-source=\"", "\"") {
        said.take(Field::SavedFrom, 0, &url.replace("&amp;", "&"));
    }
    // 20210601120000000
    let created = between(tag, "data-scrapbook-create=\"", "\"").filter(|time| time.len() >= 8 && time.is_ascii());
    if let Some(time) = created {
        said.take(Field::Saved, 0, &[&time[..4], "-", &time[4..6], "-", &time[6..8]].concat());
    }
    if let Some(date) = &mut said.saved {
        date.from = DateSource::Saved;
    }
}

/// What is between two texts, or up to the end.
#[inline(never)]
fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let rest = &text[text.find(start)? + start.len()..];
    Some(&rest[..rest.find(end).unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::dom::parse;

    fn check(html: &str, from: Option<&str>, day: Option<&str>) {
        let mut said = Said::default();
        read(&parse::parse(html).expect("it is small"), html, 0, &mut said);
        assert_eq!(said.saved_from.as_deref(), from, "{html}");
        assert_eq!(said.saved.map(|date| (date.iso, date.from)), day.map(|day| (day.to_owned(), DateSource::Saved)));
    }

    #[test]
    fn programs_that_save_pages() {
        let url = Some("https://a.example/b?c=1&d=2");
        check("<!doctype html><!-- saved from url=(0027)https://a.example/b?c=1&d=2 --><html><p>x", url, None);
        let scrapbook =
            "data-scrapbook-create=\"20210601120000000\" data-scrapbook-source=\"https://a.example/b?c=1&amp;d=2\"";
        check(&format!("<!DOCTYPE html><html {scrapbook}><p>x"), url, Some("2021-06-01"));
        check("<p>x</p><!-- saved from url=(0027)https://a.example/b -->", None, None);
    }
}

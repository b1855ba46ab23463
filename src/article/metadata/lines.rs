//! Lines above the first paragraph that say who wrote a text, when, and where it is from.

use super::marks::{has_word, is_aside, take_time, without_by};
use super::said::{Field, Said, date, name, page_url, split_at_sign, trim_signs};
use super::titles::{Titles, ends_sentence};
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::{PROSE, count};
use crate::text::case::lower;

/// A line is no longer than this, in characters without white space.
const LONGEST: usize = 160;
/// Lines above the first paragraph.
const MOST_LINES: usize = 12;
/// The most characters of a name without a label's colon.
const LONGEST_NAME: usize = 40;

/// Labels before a colon, in lower case.
const LABELS: &[(Field, &str)] = &[
    (
        Field::Author,
        "author|by|written by|posted by|words by|text by|作者|本文作者|原作者|撰文|撰稿|文|著者|執筆|글쓴이|작성자|автор|auteur|autor|\
         autore",
    ),
    (
        Field::Date,
        "date|published|published on|posted|posted on|publish date|日期|时间|時間|发布时间|發布時間|发表时间|發表時間|发布日期|發布日期|\
         發佈日期|发布于|发表于|發佈於|發表於|公開日|投稿日|日時|작성일|дата|datum|fecha|data",
    ),
    (
        Field::From,
        "source|original|link|url|来源|來源|原文|原文链接|原文鏈接|原文連結|原文地址|本文链接|链接|鏈接|連結|出典|출처|источник|quelle|\
         fuente|fonte",
    ),
];
/// Labels that need no colon.
const WORDS: &[(&str, Field)] = &[
    ("written by ", Field::Author),
    ("posted by ", Field::Author),
    ("words by ", Field::Author),
    ("by ", Field::Author),
    ("published on ", Field::Date),
    ("posted on ", Field::Date),
    ("published ", Field::Date),
    ("发布于", Field::Date),
    ("发表于", Field::Date),
    ("發佈於", Field::Date),
    ("發表於", Field::Date),
];
/// Signs between the parts of a line.
const SEPARATORS: &str = "|｜·•\u{2003}";
/// Signs that no name has.
const NO_NAME: &str = "0123456789|｜·•";
/// Classes of a byline's name.
const NAMES: &[&str] =
    &["author", "author-name", "byline", "byline-name", "post-author", "entry-author", "article-author", "by-author"];
/// Words in a name that begin with a small letter.
const PARTICLES: &str = " and with de da do dos di del della la le van von der den bin ibn al y e & ";

/// A line and what it says.
pub struct Line {
    /// Its block.
    pub block: NodeId,
    /// What it says.
    pub said: Said,
    /// Whether it says nothing else.
    pub is_whole: bool,
}

/// Reads the lines from the title's heading to the first paragraph.
#[inline(never)]
pub fn read(dom: &Dom, titles: &Titles) -> Vec<Line> {
    let root = dom.root();
    let mut lines = Vec::new();
    let mut looked_at = 0;
    // A date may come before the heading in the same box.
    let heading = titles.heading();
    let is_box =
        |id: &NodeId| matches!(dom.tag(*id), "header" | "hgroup" | "div" | "section") && !dom.is_longer(*id, 400);
    let start = heading.map(|h| dom.parent(h).filter(is_box).unwrap_or(h));
    let mut at = start.or_else(|| dom.first_child(root));
    while let Some(id) = at {
        let is_skipped = dom.is_unseen(id)
            || Some(id) == heading
            || matches!(dom.tag(id), "nav" | "aside" | "footer" | "form" | "figure" | "table" | "pre" | "h2" | "h3");
        if is_skipped || is_aside_box(dom, id) {
            at = dom.following_skip(id, root);
            continue;
        }
        let is_leaf = dom.is_block(id) && !dom.descendants(id).any(|d| dom.is_block(d));
        let is_bare = dom.is_shown_text(id) || dom.is_element(id) && dom.is_inline(id) && dom.has_text(id);
        if !is_leaf && !is_bare {
            at = dom.following(id, root);
            continue;
        }
        at = dom.following_skip(id, root);
        if !dom.has_text(id) {
            continue;
        }
        if looked_at == MOST_LINES || is_paragraph(dom, id) {
            break;
        }
        looked_at += 1;
        let line = read_line(dom, id);
        if line.said != Said::default() {
            lines.push(line);
        }
    }
    lines
}

/// Whether a box is of comments, other posts or a menu, by its class.
fn is_aside_box(dom: &Dom, id: NodeId) -> bool {
    let Some(class) = dom.attr(id, "class").map(lower) else { return false };
    ["comment", "related", "sidebar", "menu"].iter().any(|part| class.contains(part)) && !dom.is_longer(id, 2_000)
}

/// Whether a block is running text.
fn is_paragraph(dom: &Dom, id: NodeId) -> bool {
    if dom.is_longer(id, LONGEST) {
        return true;
    }
    let text = dom.text(id);
    let (chars, wide) = count(&text);
    ends_sentence(&text) && (chars + wide) as usize >= PROSE / 2
}

#[inline(never)]
fn read_line(dom: &Dom, block: NodeId) -> Line {
    let (mut link, mut links) = (None, 0);
    for id in std::iter::once(block).chain(dom.descendants(block)) {
        if dom.tag(id) == "a" {
            link = dom.attr(id, "href");
            links += 1;
        }
    }
    let text = dom.text_apart(block);
    let (mut said, mut is_whole) = read_text(&text, link.filter(|_| links == 1).as_slice());
    // Names and times that are marked; words of the same line may be anything.
    for id in std::iter::once(block).chain(dom.descendants(block)) {
        let is_time = dom.tag(id) == "time" && !is_sentence(dom, block, id);
        let is_author = dom.attr(id, "rel") == Some("author") || has_word(dom, id, "class", NAMES);
        if !is_time && !is_author || is_aside(dom, id) {
            continue;
        }
        if is_time {
            // What it says to machines is more exact than its words, which the line's text has too.
            let mut own = Said::default();
            take_time(dom, id, 0, &mut own);
            is_whole &= said.date.is_some() || own.date.is_none();
            said.date = own.date.or(said.date);
        }
        if is_author && said.author.is_none() && !dom.is_longer(id, LONGEST_NAME) {
            let inner = dom.descendants(id).find(|&d| dom.attr(d, "rel") == Some("author"));
            let text = dom.text(inner.unwrap_or(id));
            // A name has no other field beside it.
            if split_at_sign(&text, NO_NAME).is_none() && !is_label(&text) {
                said.take(Field::Author, 0, without_by(&text));
            }
            is_whole = false;
        }
    }
    Line { block, said, is_whole }
}

/// Whether a `time` is a part of a sentence, and not all of its line but for a few words.
fn is_sentence(dom: &Dom, block: NodeId, time: NodeId) -> bool {
    dom.is_longer(block, dom.text_len(time) + LONGEST_NAME) || ends_sentence(&dom.text(block))
}

/// What a line's text says, and whether it says nothing else. `links` has the line's only one.
#[inline(never)]
pub fn read_text(text: &str, links: &[&str]) -> (Said, bool) {
    let mut said = Said::default();
    let mut is_whole = true;
    let mut label = None;
    for part in parts(text) {
        let part = trim_signs(part);
        if part.is_empty() {
            continue;
        }
        // A label may be a part of its own: 作者｜王小明.
        let (field, value) = match (label.take(), labelled(part)) {
            (Some(field), _) => (field, part),
            (None, Some((field, ""))) => {
                label = Some(field);
                continue;
            }
            (None, Some(labelled)) => labelled,
            (None, None) => (Field::Date, part),
        };
        is_whole &= match field {
            Field::Author => read_author(value, &mut said),
            Field::From => read_source(value, links, &mut said),
            _ => said.take(Field::Date, 0, value),
        };
    }
    (said, is_whole && label.is_none())
}

/// The parts of a line: between signs, and before each label with its colon.
#[inline(never)]
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        let is_label = || {
            let label = || split_at_sign(&text[next..], ":：").and_then(|(label, _)| field_of_label(label));
            c == ' ' && label().is_some() && labelled(&text[start..at]).is_some()
        };
        if SEPARATORS.contains(c) || is_label() {
            parts.push(&text[start..at]);
            start = next;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The label of a part, and what follows it; nothing does where the label is all.
#[inline(never)]
pub fn labelled(part: &str) -> Option<(Field, &str)> {
    let (label, value) = split_at_sign(part, ":：").unwrap_or((part, ""));
    if let Some(field) = field_of_label(label) {
        // A word without a colon is a label only in scripts where nobody's words stand alone.
        return (label.len() < part.len() || !label.is_ascii()).then_some((field, value.trim()));
    }
    // 文／王小明
    if let Some((label, value)) = split_at_sign(part, "/／")
        && label.ends_with('文')
        && field_of_label(label) == Some(Field::Author)
    {
        return Some((Field::Author, value.trim()));
    }
    for (word, field) in WORDS {
        let Some(head) = part.get(..word.len()) else { continue };
        let value = part[head.len()..].trim();
        // Without a colon it may be any words, so the value must be plainly a name or a date.
        let is_value = || if *field == Field::Author { is_plain_name(value) } else { date(value).is_some() };
        if lower(head) == *word && is_value() {
            return Some((*field, value));
        }
    }
    None
}

/// Whether a text is the beginning of a line alone, such as "By", whose name is elsewhere or nowhere.
fn is_label(text: &str) -> bool {
    let text = lower(text.trim());
    field_of_label(text.trim_end_matches([':', '：'])).is_some() || WORDS.iter().any(|(word, _)| word.trim() == text)
}

#[inline(never)]
fn field_of_label(label: &str) -> Option<Field> {
    let label = lower(label.trim());
    LABELS.iter().find(|(_, labels)| labels.split('|').any(|known| known == label)).map(|(field, _)| *field)
}

/// Whether words are several that begin with capitals, and a date at the most.
#[inline(never)]
fn is_plain_name(value: &str) -> bool {
    let (value, ..) = split_date(value);
    let mut words = 0;
    for word in value.split(' ') {
        let is_capital = word.starts_with(char::is_uppercase) && split_at_sign(word, NO_NAME).is_none();
        let is_particle = words > 0 && PARTICLES.contains(&format!(" {word} "));
        if !is_capital && !is_particle {
            return false;
        }
        words += 1;
    }
    (2..=8).contains(&words) && value.chars().count() <= LONGEST_NAME && !ends_sentence(value)
}

/// A name and the date after it, if there is one, "Ann Lee, 2 April 2020", "Ann Lee on 2020-04-02"; and whether that is all.
#[inline(never)]
fn split_date(value: &str) -> (&str, &str, bool) {
    for (at, _) in value.char_indices().filter(|(_, c)| " ,，".contains(*c)) {
        let (name, rest) = value.split_at(at);
        let rest = trim_signs(rest);
        let rest = rest.strip_prefix("on ").unwrap_or(rest);
        let word = split_at_sign(rest, " ").map_or(rest, |(word, _)| word).trim_end_matches('.');
        for day in [rest, word] {
            if date(day).is_some() {
                return (trim_signs(name).trim_end_matches([' ', '.']), day, day.len() == rest.len());
            }
        }
    }
    (value, "", true)
}

#[inline(never)]
fn read_author(value: &str, said: &mut Said) -> bool {
    // What is in brackets is about the author.
    let (value, is_all) = split_at_sign(value, "（(").map_or((value, true), |(name, _)| (name, false));
    let (author, day, is_last) = split_date(value.trim());
    if said.author.is_some() || author.chars().count() > 2 * LONGEST_NAME {
        return false;
    }
    said.author = name(author);
    said.take(Field::Date, 0, day);
    said.author.is_some() && is_all && is_last
}

/// The address that a part shows, or that the line's only link leads to.
#[inline(never)]
fn read_source(value: &str, links: &[&str], said: &mut Said) -> bool {
    let written = value.trim_matches(|c: char| "<>`".contains(c));
    let is_url = written.contains("://") && page_url(written).is_some();
    // The words of the link are its address.
    let linked = links.iter().find(|link| !written.is_empty() && link.contains(written));
    said.from.is_none() && said.take(Field::From, 0, if is_url { written } else { linked.map_or("", |link| link) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, author: Option<&str>, day: Option<&str>, from: Option<&str>, is_whole: bool) {
        let (said, whole) = read_text(text, &[]);
        assert_eq!(said.author.as_deref(), author, "{text}");
        assert_eq!(said.date.as_ref().map(|date| &*date.iso), day, "{text}");
        assert_eq!(said.from.as_deref(), from, "{text}");
        assert_eq!(whole, is_whole, "{text}");
    }

    #[test]
    fn lines_that_say_who_and_when() {
        check("作者：王小明", Some("王小明"), None, None, true);
        check("作者｜王小明", Some("王小明"), None, None, true);
        check("文／王小明", Some("王小明"), None, None, true);
        check("日期：2020-06-29", None, Some("2020-06-29"), None, true);
        check("作者：王小明 发布时间：2020-06-29", Some("王小明"), Some("2020-06-29"), None, true);
        check("By Ann Lee", Some("Ann Lee"), None, None, true);
        check("By Ann de Lee, 2020-06-29", Some("Ann de Lee"), Some("2020-06-29"), None, true);
        check("By: ann", Some("ann"), None, None, true);
        check("2020-06-29 | Author: Ann Lee", Some("Ann Lee"), Some("2020-06-29"), None, true);
        check("来源：https://a.example/b/", None, None, Some("https://a.example/b/"), true);
    }

    #[test]
    fn lines_that_say_more() {
        check("作者：王小明 1602352002", Some("王小明 1602352002"), None, None, true);
        check("作者：王小明 | 桥梁", Some("王小明"), None, None, false);
        check("文/王小明（桥梁工程师）", Some("王小明"), None, None, false);
        check("By: 王小明 . 2020-6-29. 7,772", Some("王小明"), Some("2020-06-29"), None, false);
        check("2020-06-29 the bridge", None, None, None, false);
        check("来源：一家报纸", None, None, None, false);
    }

    #[test]
    fn prose_says_nothing() {
        for text in [
            "By the river",
            "By Night",
            "By Monday the bridge was closed",
            "By 2020-06-29",
            "1602352002",
            "20200629",
            "Date a librarian",
            "作者不详",
            "记者：你好吗",
            "Author: ann@example.org",
            "Published by the council",
            "Link: see below",
        ] {
            check(text, None, None, None, false);
        }
    }
}

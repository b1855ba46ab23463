//! Lines above the first paragraph that say who wrote a text, when, and where it is from.

use super::items::{has_class, is_aside, take_time, without_by};
use super::said::{Said, date, name, page_url};
use super::titles::Titles;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::text_stats::{PROSE, count};
use crate::text::case::lower;
use crate::text::scripts::is_east_asian;

/// A line is no longer than this, in characters without white space.
const LONGEST: usize = 160;
/// Lines above the first paragraph.
const MOST_LINES: usize = 12;
/// The most characters of a name without a label's colon.
const LONGEST_NAME: usize = 40;

/// What a line's label says that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Author,
    Date,
    Source,
}

/// Labels before a colon, in lower case.
const LABELS: &[(Field, &[&str])] = &[
    (
        Field::Author,
        &[
            "author",
            "by",
            "written by",
            "posted by",
            "words by",
            "text by",
            "作者",
            "本文作者",
            "原作者",
            "撰文",
            "撰稿",
            "文",
            "著者",
            "執筆",
            "글쓴이",
            "작성자",
            "автор",
            "auteur",
            "autor",
            "autore",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "published",
            "published on",
            "posted",
            "posted on",
            "publish date",
            "日期",
            "时间",
            "時間",
            "发布时间",
            "發布時間",
            "发表时间",
            "發表時間",
            "发布日期",
            "發布日期",
            "發佈日期",
            "发布于",
            "发表于",
            "發佈於",
            "發表於",
            "公開日",
            "投稿日",
            "日時",
            "작성일",
            "дата",
            "datum",
            "fecha",
            "data",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "original",
            "link",
            "url",
            "来源",
            "來源",
            "原文",
            "原文链接",
            "原文鏈接",
            "原文連結",
            "原文地址",
            "本文链接",
            "链接",
            "鏈接",
            "連結",
            "出典",
            "출처",
            "источник",
            "quelle",
            "fuente",
            "fonte",
        ],
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
const SEPARATORS: &[char] = &['|', '｜', '·', '•', '\u{2003}'];
/// Classes of a byline's name.
const NAMES: &[&str] =
    &["author", "author-name", "byline", "byline-name", "post-author", "entry-author", "article-author", "by-author"];
/// Words in a name that begin with a small letter.
const PARTICLES: &[&str] = &[
    "and", "with", "de", "da", "do", "dos", "di", "del", "della", "la", "le", "van", "von", "der", "den", "bin", "ibn",
    "al", "y", "e",
];

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

/// What the lines say together; of several the first counts.
pub fn said(lines: &[Line]) -> Said {
    let mut all = Said::default();
    for Line { said, .. } in lines {
        all.date = all.date.or_else(|| said.date.clone());
        all.author = all.author.or_else(|| said.author.clone());
        all.from = all.from.or_else(|| said.from.clone());
    }
    all
}

fn is_aside_box(dom: &Dom, id: NodeId) -> bool {
    dom.is_element(id) && dom.attr(id, "class").is_some() && is_aside_name(dom, id)
}

fn is_aside_name(dom: &Dom, id: NodeId) -> bool {
    let class = dom.attr(id, "class").map(lower).unwrap_or_default();
    ["comment", "related", "sidebar", "menu"].iter().any(|part| class.contains(part)) && !dom.is_longer(id, 2_000)
}

/// Whether a block is running text.
fn is_paragraph(dom: &Dom, id: NodeId) -> bool {
    if dom.is_longer(id, LONGEST) {
        return true;
    }
    let text = dom.text(id);
    let (chars, wide) = count(&text);
    let ends_sentence = text.ends_with(['。', '！', '？', '.', '!', '?', '”', '」', '…']);
    ends_sentence && (chars + wide) as usize >= PROSE / 2
}

fn read_line(dom: &Dom, block: NodeId) -> Line {
    let text = dom.text_apart(block);
    let (mut said, mut is_whole) = read_text(&text, &links(dom, block));
    // Names and times that are marked; words of the same line may be anything.
    for id in std::iter::once(block).chain(dom.descendants(block)) {
        if !dom.is_element(id) || is_aside(dom, id) {
            continue;
        }
        let is_author = dom.attr(id, "rel") == Some("author") || has_class(dom, id, NAMES);
        if said.author.is_none() && is_author && !dom.is_longer(id, LONGEST_NAME) {
            let inner = dom.descendants(id).find(|&d| dom.attr(d, "rel") == Some("author"));
            let name = without_by(&dom.text(inner.unwrap_or(id)));
            // A name has no other field beside it.
            if !name.contains(SEPARATORS) && !name.contains(|c: char| c.is_ascii_digit()) {
                said.take_authors([&*name]);
            }
            is_whole = false;
        }
        if said.date.is_none() && dom.tag(id) == "time" && is_alone(dom, block, id) {
            take_time(dom, id, &mut said);
            is_whole = false;
        }
    }
    Line { block, said, is_whole }
}

/// Whether a `time` is all of its line but for a few words, and no part of a sentence.
fn is_alone(dom: &Dom, block: NodeId, time: NodeId) -> bool {
    dom.text_len(block) <= dom.text_len(time) + LONGEST_NAME
        && !dom.text(block).ends_with(['.', '。', '!', '！', '?', '？', '：'])
}

fn links(dom: &Dom, block: NodeId) -> Vec<&str> {
    let own = Some(block).filter(|&id| dom.tag(id) == "a");
    own.into_iter().chain(dom.find_all(block, &["a"])).filter_map(|a| dom.attr(a, "href")).collect()
}

/// What a line's text says, and whether it says nothing else.
fn read_text(text: &str, links: &[&str]) -> (Said, bool) {
    let mut said = Said::default();
    let mut is_whole = true;
    let mut label = None;
    for part in parts(text) {
        let part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，'));
        if part.is_empty() {
            continue;
        }
        // A label may be a part of its own: 作者｜王小明.
        let (field, value) = match (label.take(), labelled(part)) {
            (Some(field), _) => (Some(field), part),
            (None, Some((field, ""))) => {
                label = Some(field);
                continue;
            }
            (None, Some((field, value))) => (Some(field), value),
            (None, None) => (None, part),
        };
        let is_read = match field {
            Some(Field::Author) => read_author(value, &mut said),
            Some(Field::Source) => read_source(value, links, &mut said),
            Some(Field::Date) | None => said.date.is_none() && date(value).map(|date| said.date = Some(date)).is_some(),
        };
        is_whole &= is_read;
    }
    (said, is_whole && label.is_none())
}

/// The parts of a line: between signs, and before each label.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in text.split(SEPARATORS) {
        let mut rest = part;
        let mut from = 0;
        while let Some(space) = rest[from..].find(' ') {
            let at = from + space + 1;
            let has_colon = rest[at..].chars().take(24).any(|c| matches!(c, ':' | '：'));
            if has_colon && labelled(&rest[at..]).is_some() && labelled(rest).is_some() {
                parts.push(&rest[..at]);
                (rest, from) = (&rest[at..], 0);
            } else {
                from = at;
            }
        }
        parts.push(rest);
    }
    parts
}

/// The label of a part, and what follows it; nothing does where the label is all.
fn labelled(part: &str) -> Option<(Field, &str)> {
    let part = part.trim_start();
    let find = |label: &str| LABELS.iter().find(|(_, labels)| labels.contains(&label)).map(|(field, _)| *field);
    if let Some((label, value)) = part.split_once([':', '：']).filter(|(label, _)| label.len() <= 40)
        && let Some(field) = find(&lower(label.trim()))
    {
        return Some((field, value.trim()));
    }
    // 文／王小明
    if let Some((label @ ("文" | "撰文"), value)) = part.split_once(['/', '／']) {
        return find(label).map(|field| (field, value.trim()));
    }
    if let Some(field) = find(part.trim()).filter(|_| part.starts_with(is_east_asian)) {
        return Some((field, ""));
    }
    WORDS.iter().find_map(|(word, field)| {
        let head = part.get(..word.len()).filter(|head| lower(head) == *word)?;
        let value = part[head.len()..].trim();
        // Without a colon it may be any words, so the value must be plainly a name or a date.
        let is_value = match field {
            Field::Author => is_plain_name(value),
            _ => date(value).is_some(),
        };
        is_value.then_some((*field, value))
    })
}

/// Whether words are several that begin with capitals, and a date at the most.
fn is_plain_name(value: &str) -> bool {
    let value = split_date(value).map_or(value, |(name, _)| name);
    let words: Vec<&str> = value.split_whitespace().collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
    (2..=8).contains(&words.len())
        && is_capital(&words[0])
        && words.iter().all(|word| is_capital(word) || PARTICLES.contains(word) || *word == "&")
        && value.chars().count() <= LONGEST_NAME
        && !value.ends_with(['.', ':', '!', '?'])
}

/// A name and the date after it: "Ann Lee, 2 April 2020", "Ann Lee on 2020-04-02".
fn split_date(value: &str) -> Option<(&str, &str)> {
    [", ", " , ", " on ", "，", " "].iter().find_map(|mark| {
        value
            .match_indices(mark)
            .map(|(at, _)| (value[..at].trim(), value[at + mark.len()..].trim()))
            .find(|(name, rest)| !name.is_empty() && date(rest).is_some())
    })
}

fn read_author(value: &str, said: &mut Said) -> bool {
    // What is in brackets is about the author.
    let (value, is_all) = value.split_once(['（', '(']).map_or((value, true), |(name, _)| (name.trim(), false));
    let (author, day) = split_date(value).map_or((value, None), |(name, day)| (name, Some(day)));
    if said.author.is_some() || author.chars().count() > 2 * LONGEST_NAME {
        return false;
    }
    said.author = name(author);
    if let Some(day) = day {
        said.take_date(day);
    }
    said.author.is_some() && is_all
}

/// The address that a part shows or links to, if it is the line's only one.
fn read_source(value: &str, links: &[&str], said: &mut Said) -> bool {
    if said.from.is_some() {
        return false;
    }
    let is_one_word = !value.contains(char::is_whitespace);
    let written = value.trim_matches(['<', '>', '`']);
    let linked = if let [link] = links { page_url(link) } else { None };
    said.from = page_url(written).or_else(|| {
        linked.filter(|link| {
            // The words of the link are its address, or a title that goes with the line.
            is_one_word && link.contains(written.trim_start_matches("www."))
        })
    });
    said.from.is_some()
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
        check("作者：王小明 | 桥梁", Some("王小明"), None, None, false);
        check("文/王小明（桥梁工程师）", Some("王小明"), None, None, false);
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

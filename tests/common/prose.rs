//! Prose that rules took: what no rule may take for a name alone. Read here without the core's own notion of prose.

use super::tree::{Step, Tree};
use archive_viewer::article::changes::Kind;
use archive_viewer::{Article, Post};
use std::path::Path;

/// Reasons that speak of the page whatever a sentence says: their phrases address readers, or are readers' own parts.
const ABOUT_PAGE: &[&str] = &[
    "advert",
    "comments",
    "donation-box",
    "feed-advert",
    "paywall",
    "player-fallback",
    "repeats-title",
    "subscription-box",
];

/// What sentences of a page say, which go for what they say.
const PAGE_WORDS: &[&str] = &[
    "all rights",
    "rights reserved",
    "copyright",
    "©",
    "share this",
    "follow us",
    "like this:",
    "external sites",
    "trust principles",
    "print edition",
    "out of 5 stars",
    "ctrl+enter",
    "crawls",
    "permanent link",
    "uploaded and posted",
    "see stories by",
    "版权",
    "版權",
    "转载",
    "轉載",
    "授权",
    "授權",
    "代表",
    "存储空间",
    "公众号",
    "查看本文",
    "什么都没有写",
    "본문",
    "삭제한",
    "ошибку",
];

/// Entries of the log that hold a sentence or running text, outside of links and not about the page.
pub fn taken(post: &Post, article: &Article) -> Vec<String> {
    let links = link_texts(&post.body);
    let author = post.author.as_deref().unwrap_or("\0").to_lowercase();
    let may_go = |reason: &str, text: &str| {
        let lower = text.to_lowercase();
        ABOUT_PAGE.contains(&reason)
            || PAGE_WORDS.iter().any(|word| lower.contains(word))
            // A byline with a few words about the author whom it names, and cards of other posts with their links.
            || matches!(reason, "byline" | "credits") && lower.contains(&author) && lower.chars().count() <= 160
            || reason == "related-posts" && links.iter().any(|link| text.contains(&**link))
    };
    let removals = article.changes.iter().filter(|change| change.kind == Kind::Removed && change.step == "furniture");
    removals
        .filter(|change| {
            let rest = links.iter().fold(change.text.clone(), |rest, link| rest.replace(&**link, " "));
            is_prose(&rest) && !may_go(change.reason.id(), &change.text)
        })
        .map(|change| format!("{}: {}", change.reason.id(), change.text))
        .collect()
}

/// The texts of links and buttons, the longest first.
fn link_texts(body: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut level = body.to_owned();
    for _ in 0..3 {
        let (mut open, mut text) = (0, String::new());
        Tree::walk(&level, |step| match step {
            Step::Open("a" | "button", _) => open += 1,
            Step::Close("a" | "button") => {
                open -= 1;
                texts.push(fold(&std::mem::take(&mut text)));
            }
            Step::Text(t) if open > 0 => text.extend([t, " "]),
            _ => {}
        });
        level = Tree::texts(&level).concat();
    }
    texts.retain(|text| text.chars().count() > 1);
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts.dedup();
    texts
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence with its full stop, or 60 Han or 120 other characters in a row.
pub fn is_prose(text: &str) -> bool {
    let is_han = |c: char| matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff);
    let sentences = text.split_inclusive(['.', '。']).filter(|part| part.ends_with(['.', '。']));
    let ends: Vec<usize> = sentences
        .scan(0, |at, part| {
            *at += part.len();
            Some(*at)
        })
        .collect();
    let mut start = 0;
    for end in ends {
        let sentence = &text[start..end];
        let rest = &text[end..];
        let han = sentence.chars().filter(|c| is_han(*c)).count();
        if sentence.ends_with('。') {
            if han >= 6 {
                return true;
            }
        } else {
            let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
            let last = sentence[..sentence.len() - 1].chars().rev().take_while(|c| c.is_alphabetic()).count();
            let ends_here = rest.is_empty() || rest.starts_with(char::is_whitespace);
            if ends_here && last > 1 && words >= 4 && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                return true;
            }
        }
        start = end;
    }
    let stops = text.matches(['，', '、', ',', ';', '；']).count();
    let han = text.chars().filter(|c| is_han(*c)).count();
    let other = text.chars().count() - han;
    // Rows of labels have no commas.
    stops > 0 && (han >= 60 || other >= 120)
}

/// What no name takes.
pub const SENTENCE: &str = "The old mill was sold in May.";

/// Posts in which an element holds the sentence: with each likely phrase as its class, and by several names.
pub fn posts_with_a_sentence() -> Vec<(String, Post)> {
    let around = "<p>The ferry runs every hour in summer, and twice a day when the river is high.</p>";
    let post = |phrase: &str, tag: &str| {
        let said = format!("<{tag} class=\"{}\">{SENTENCE}</{tag}>", phrase.replace(' ', "-"));
        let text = format!("---\ntitle: t\n---\n<div>{around}{around}{said}{around}</div>\n");
        (said, Post::parse("a.md", &text))
    };
    let tags = ["div", "p", "footer", "nav", "span"];
    likely_phrases().iter().flat_map(|phrase| tags.map(|tag| post(phrase, tag))).collect()
}

/// The phrases of classes that are likely, of every kind of boilerplate but readers' comments.
fn likely_phrases() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/article/boilerplate/kinds");
    let mut phrases = Vec::new();
    for entry in std::fs::read_dir(folder).expect("there are kinds").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".txt") || name == "comments.txt" {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("a kind can be read");
        let section = text.split_once("[class likely]").map(|(_, rest)| rest.split("\n[").next().unwrap_or(rest));
        phrases.extend(section.into_iter().flat_map(str::lines).filter(|line| !line.is_empty()).map(str::to_owned));
    }
    assert!(phrases.len() > 200);
    phrases
}

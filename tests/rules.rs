//! The rules of boilerplate by small blocks: each goes as its kind, or stays whole as a near miss.
//!
//! A file of `tests/rules/` is named like its phrase file in `src/article/boilerplate/kinds/` and has the same sections.
//! A block begins with a line `--- goes: what it shows` or `--- stays: what it shows`; `goes at the end` and
//! `goes at the head` put it after or before the prose instead of between two paragraphs.

use archive_viewer::article::Options;
use archive_viewer::{Article, Post};
use std::fs;
use std::path::Path;

const BEFORE: &str =
    "<p>The bridge over the weir was closed on Monday, and the ferry runs again, said the council.</p>";
const AFTER: &str = "<p>Nobody knows when the masons will come, but the stones lie ready by the road.</p>";

/// Sections whose phrases a block of their own can show.
const SHOWN: &[&str] =
    &["class sure", "class likely", "class whole", "role", "whole text", "opening", "url", "statement"];

struct Block {
    section: String,
    goes: bool,
    place: String,
    says: String,
    html: String,
}

fn blocks(file: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut section = String::new();
    for line in file.lines().filter(|line| !line.starts_with("# ")) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name.to_string();
        } else if let Some(title) = line.strip_prefix("--- ") {
            let (verdict, says) = title.split_once(": ").expect("a block says what it shows");
            let (verb, place) = verdict.split_once(' ').unwrap_or((verdict, ""));
            assert!(matches!(verb, "goes" | "stays"), "{title}");
            assert!(matches!(place, "" | "at the end" | "at the head"), "{title}");
            let (section, place, says) = (section.clone(), place.to_string(), says.to_string());
            blocks.push(Block { section, goes: verb == "goes", place, says, html: String::new() });
        } else if let Some(block) = blocks.last_mut() {
            block.html.push_str(line);
            block.html.push('\n');
        }
    }
    blocks
}

fn post_of(block: &Block) -> Post {
    let html = &block.html;
    let body = match &*block.place {
        "at the end" => format!("{BEFORE}{AFTER}{html}"),
        "at the head" => format!("{html}{BEFORE}{AFTER}"),
        _ => format!("{BEFORE}{html}{AFTER}"),
    };
    Post::parse(
        "rule.md",
        &format!("---\ntitle: The ferry\nauthor: Ann Lee\ndate: 2015-05-24\n---\n<div>{body}</div>\n"),
    )
}

/// The text of some HTML, as an article has it.
fn text_of(html: &str) -> String {
    html.split('<').flat_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

/// What is wrong with a block, if anything.
fn fault(kind: &str, block: &Block) -> Option<String> {
    let reason = kind.replace('_', "-");
    let article = Article::clean(&post_of(block), Options::default());
    // What readers wrote becomes the discussion.
    let is_discussed = reason == "comments" && !article.discussion.is_empty();
    // A byline that says more than the fields of the post has a reason of its own.
    let is_reason = |own: &str| own == reason || (own, &*reason) == ("credits", "byline");
    let removed = is_discussed || article.changes.iter().any(|change| is_reason(change.reason.id()));
    let text = text_of(&block.html);
    let left = text.split_whitespace().filter(|word| article.text.contains(word)).count();
    let said = format!("{kind}: {}\n{:?}\n{}", block.says, article.changes, article.text);
    let words = text.split_whitespace().count();
    match block.goes {
        true if !removed => Some(format!("not removed as {reason}: {said}")),
        true if left >= words.max(1) => Some(format!("still there: {said}")),
        false if removed => Some(format!("removed: {said}")),
        false if left < words => Some(format!("words are missing: {said}")),
        _ => None,
    }
}

fn folder(path: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder is readable")
        .map(|entry| entry.expect("the entry is readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("the file is readable"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn blocks_go_and_near_misses_stay() {
    let (mut count, mut faults) = (0, Vec::new());
    for (kind, file) in folder("tests/rules") {
        for block in blocks(&file) {
            faults.extend(fault(&kind, &block));
            count += 1;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(count > 80, "only {count} blocks");
}

#[test]
fn every_section_has_a_block_that_goes_and_a_near_miss() {
    let tests = folder("tests/rules");
    for (kind, phrases) in folder("src/article/boilerplate/kinds") {
        let blocks = tests.iter().find(|(name, _)| *name == kind).map(|(_, file)| blocks(file)).unwrap_or_default();
        for line in phrases.lines() {
            let section = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
            let Some(section) = section.filter(|section| SHOWN.contains(section)) else { continue };
            for goes in [true, false] {
                let has_one = blocks.iter().any(|block| block.section == section && block.goes == goes);
                let wanted = if goes { "a block that goes" } else { "a near miss" };
                assert!(has_one, "tests/rules/{kind}.txt needs {wanted} in [{section}]");
            }
        }
    }
}

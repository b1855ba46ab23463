//! How much of a labelled post its article keeps, and how much of the page around it is left.
//!
//! A label names a post's text blocks by number, as they are cut here, and its pictures by address, so that it holds no text.
//! The cut knows nothing of the core: a block is a run of text between the edges of block elements.

use super::tree::{Step, Tree};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::AddAssign;

// --- cutting ---

/// Elements at whose edges a block ends.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "audio", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "iframe", "img",
    "legend", "li", "link", "main", "menu", "nav", "noscript", "ol", "option", "p", "picture", "pre", "section", "select", "source",
    "style", "summary", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "ul", "video",
];

fn is_skipped(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "head")
}

/// The texts of a post's blocks, without white space; empty ones are left out.
pub fn cut(post: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block = String::new();
    let mut skipped = 0;
    let mut end = |block: &mut String| {
        if !block.is_empty() {
            blocks.push(std::mem::take(block));
        }
    };
    Tree::walk(&body_html(post), |step| match step {
        Step::Text(text) if skipped == 0 => squeeze_into(text, &mut block),
        Step::Open(name, _) => {
            if skipped == 0 && !is_skipped(name) && BLOCKS.contains(&name) {
                end(&mut block);
            }
            skipped += usize::from(is_skipped(name));
        }
        Step::Close(name) => {
            skipped -= usize::from(is_skipped(name));
            if skipped == 0 && !is_skipped(name) && BLOCKS.contains(&name) {
                end(&mut block);
            }
        }
        Step::Text(_) => {}
    });
    end(&mut block);
    blocks
}

/// The HTML of a post's body, without the head that the scraper wrote and unescaped where all of it is escaped.
fn body_html(post: &str) -> String {
    let (_, body) = split(post);
    let mut body = body.trim_start();
    if let Some((comment, rest)) = body.split_once('\n') {
        let number = comment.trim_end().strip_prefix("<!--").and_then(|c| c.strip_suffix("-->"));
        if number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
            body = rest.trim_start();
        }
    }
    let mut lines = body.splitn(3, '\n');
    if let (Some(link), Some(line), Some(rest)) = (lines.next(), lines.next(), lines.next())
        && link.starts_with('[')
        && link.contains("](")
        && link.trim_end().ends_with(')')
        && line.len() >= 3
        && line.bytes().all(|b| b == b'-')
    {
        body = rest;
    }
    let outside_code = without_elements(&without_elements(body, "pre"), "code");
    let escaped = outside_code.match_indices("&lt;").filter(|(at, _)| {
        let tag = outside_code[at + 4..].trim_start_matches('/');
        ["p", "div", "section"].iter().any(|name| tag.strip_prefix(name).is_some_and(ends_word))
    });
    let paragraphs = outside_code.match_indices("<p").filter(|(at, _)| ends_word(&outside_code[at + 2..]));
    if escaped.count() >= 6 && paragraphs.count() < 3 { unescape(body) } else { body.to_owned() }
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// The front matter and the body.
fn split(post: &str) -> (String, String) {
    let text = post.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let parts = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    parts.map_or_else(|| (String::new(), text.clone()), |(front, body)| (front.to_owned(), body.to_owned()))
}

fn without_elements(html: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find(&open) {
        let Some(end) = rest[start..].find(&close).filter(|_| ends_word(&rest[start + open.len()..])) else {
            out.push_str(&rest[..start + open.len()]);
            rest = &rest[start + open.len()..];
            continue;
        };
        out.push_str(&rest[..start]);
        rest = &rest[start + end + close.len()..];
    }
    out + rest
}

/// Resolves every character reference of a text; tags in it stay as they are.
fn unescape(text: &str) -> String {
    #[derive(Default)]
    struct Text(RefCell<String>);
    impl TokenSink for Text {
        type Handle = ();
        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            if let Token::CharacterTokens(text) = token {
                self.0.borrow_mut().push_str(&text);
            }
            TokenSinkResult::Continue
        }
    }
    let options = TokenizerOpts { initial_state: Some(State::RawData(RawKind::Rcdata)), ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Text::default(), options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

fn squeeze_into(text: &str, out: &mut String) {
    out.extend(text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}')));
}

fn squeeze(text: &str) -> String {
    let mut out = String::new();
    squeeze_into(text, &mut out);
    out
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

// --- reading an article ---

/// What names a picture wherever it is served from: the last part of its path; a set of candidates has several.
fn picture_names(addresses: &str) -> BTreeSet<String> {
    addresses
        .split_whitespace()
        .map(|address| address.trim_end_matches(',').split(['?', '#']).next().unwrap_or_default())
        .filter(|address| address.contains('/') && !address.starts_with("data:"))
        .filter_map(|address| address.trim_end_matches('/').rsplit('/').next())
        .map(str::to_owned)
        .collect()
}

/// An article's text, pictures and figures.
#[derive(Default)]
struct Shown {
    text: String,
    pictures: Vec<BTreeSet<String>>,
    figures: Vec<ShownFigure>,
}

#[derive(Default)]
struct ShownFigure {
    pictures: BTreeSet<String>,
    caption: String,
}

impl Shown {
    fn of(html: &str) -> Shown {
        let mut shown = Shown::default();
        // The figures that are open, and whether a caption is.
        let mut open: Vec<usize> = Vec::new();
        let mut captions = 0;
        Tree::walk(html, |step| match step {
            Step::Open("figure", _) => {
                open.push(shown.figures.len());
                shown.figures.push(ShownFigure::default());
            }
            Step::Close("figure") => drop(open.pop()),
            Step::Open("figcaption", _) => captions += 1,
            Step::Close("figcaption") => captions -= 1,
            Step::Open("img", attributes) => {
                let of = |name: &str| attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| &**value);
                let names = picture_names(&format!("{} {}", of("src"), of("srcset")));
                for &figure in &open {
                    shown.figures[figure].pictures.extend(names.iter().cloned());
                }
                shown.pictures.push(names);
            }
            Step::Text(text) => {
                squeeze_into(text, &mut shown.text);
                for &figure in open.iter().filter(|_| captions > 0) {
                    squeeze_into(text, &mut shown.figures[figure].caption);
                }
            }
            _ => {}
        });
        shown
    }
}

// --- scoring ---

/// Counts over one post or many.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    pub posts: usize,
    keep: usize,
    kept: usize,
    found: usize,
    in_order: usize,
    drop: usize,
    dropped: usize,
    extra: usize,
    pub images: usize,
    pub images_ok: usize,
    pub captions: usize,
    pub captions_ok: usize,
    pub junk: usize,
    pub junk_ok: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Score) {
        let pairs = [
            (&mut self.posts, other.posts),
            (&mut self.keep, other.keep),
            (&mut self.kept, other.kept),
            (&mut self.found, other.found),
            (&mut self.in_order, other.in_order),
            (&mut self.drop, other.drop),
            (&mut self.dropped, other.dropped),
            (&mut self.extra, other.extra),
            (&mut self.images, other.images),
            (&mut self.images_ok, other.images_ok),
            (&mut self.captions, other.captions),
            (&mut self.captions_ok, other.captions_ok),
            (&mut self.junk, other.junk),
            (&mut self.junk_ok, other.junk_ok),
        ];
        for (sum, more) in pairs {
            *sum += more;
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Score {
    /// Characters of the article's blocks that are still there.
    pub fn kept(&self) -> f64 {
        share(self.kept, self.keep)
    }
    /// Characters of the page's furniture that are gone.
    pub fn dropped(&self) -> f64 {
        share(self.dropped, self.drop)
    }
    /// Blocks that stand in the order of the post.
    pub fn order(&self) -> f64 {
        share(self.in_order, self.found)
    }
    /// Characters that no block of the article accounts for, per character of the article.
    pub fn extra(&self) -> f64 {
        if self.keep == 0 { 0.0 } else { self.extra as f64 / self.keep as f64 }
    }
    fn f1(&self) -> f64 {
        let precision = share(self.kept, self.kept + self.drop - self.dropped);
        let sum = precision + self.kept();
        if sum == 0.0 { 0.0 } else { 2.0 * precision * self.kept() / sum }
    }

    /// One line of all measures.
    pub fn line(&self, name: &str) -> String {
        format!(
            "{name:<14} posts {:>3}  kept {:.4}  dropped {:.4}  f1 {:.4}  images {:.3}  junk {:.3}  captions {:.3}  order {:.3}  extra {:.4}",
            self.posts,
            self.kept(),
            self.dropped(),
            self.f1(),
            share(self.images_ok, self.images),
            share(self.junk_ok, self.junk),
            share(self.captions_ok, self.captions),
            self.order(),
            self.extra(),
        )
    }
}

fn numbers(ranges: &Value) -> BTreeSet<usize> {
    let range = |pair: &Value| Some(pair[0].as_u64()? as usize..=pair[1].as_u64()? as usize);
    ranges.as_array().into_iter().flatten().filter_map(range).flatten().collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Scores a post's article by the post's label, and tells what is wrong with it.
///
/// # Panics
/// Where the label was made from another post or from another cut.
pub fn score(label: &Value, post: &str, html: &str) -> (Score, Vec<String>) {
    let blocks = cut(post);
    assert_eq!(Some(blocks.len() as u64), label["n_blocks"].as_u64(), "the label was made from another cut");
    let (keep, either) = (numbers(&label["keep"]), numbers(&label["either"]));
    let belongs = |i: usize| keep.contains(&i) || either.contains(&i);
    let shown = Shown::of(html);
    let wanted: String = (0..blocks.len()).filter(|&i| belongs(i)).map(|i| format!("{}\n", blocks[i])).collect();
    let wanted = wanted + &squeeze(&title(post));

    let mut s = Score { posts: 1, ..Score::default() };
    let mut misses = Vec::new();
    let mut at = 0;
    let short = |text: &str| text.chars().take(60).collect::<String>();
    for (i, block) in blocks.iter().enumerate() {
        let is_there = shown.text.contains(&**block);
        if keep.contains(&i) {
            s.keep += chars(block);
            if !is_there {
                misses.push(format!("lost: block {i}, {}", short(block)));
                continue;
            }
            s.kept += chars(block);
            s.found += 1;
            match shown.text[at..].find(&**block) {
                Some(here) => {
                    s.in_order += 1;
                    at += here + block.len();
                }
                None => misses.push(format!("out of order: block {i}, {}", short(block))),
            }
        } else if !either.contains(&i) && chars(block) >= 6 && !wanted.contains(&**block) {
            s.drop += chars(block);
            if is_there {
                misses.push(format!("left: block {i}, {}", short(block)));
            } else {
                s.dropped += chars(block);
            }
        }
    }
    let accounted: usize =
        (0..blocks.len()).filter(|&i| belongs(i) && shown.text.contains(&*blocks[i])).map(|i| chars(&blocks[i])).sum();
    s.extra = chars(&shown.text).saturating_sub(accounted);
    score_pictures(label, &blocks, &shown, &mut s, &mut misses);
    (s, misses)
}

fn score_pictures(label: &Value, blocks: &[String], shown: &Shown, s: &mut Score, misses: &mut Vec<String>) {
    let url_of = |figure: &Value| figure["url"].as_str().unwrap_or_default().to_owned();
    let mut good = BTreeSet::new();
    for figure in list(&label["figures"]) {
        let url = url_of(figure);
        let names = picture_names(&url);
        let is_it = |other: &BTreeSet<String>| !other.is_disjoint(&names);
        s.images += 1;
        let seen = shown.pictures.iter().filter(|p| is_it(p)).count();
        let wanted = list(&label["figures"]).filter(|f| is_it(&picture_names(&url_of(f)))).count();
        if seen == 1 || seen > 1 && seen <= wanted {
            s.images_ok += 1;
        } else {
            misses.push(format!("{}: {url}", if seen == 0 { "picture lost" } else { "picture repeated" }));
        }
        let caption: Vec<&String> = list(&figure["caption"]).filter_map(|i| blocks.get(i.as_u64()? as usize)).collect();
        if !caption.is_empty() {
            s.captions += 1;
            let most = 1.3 * caption.iter().map(|c| chars(c)).sum::<usize>() as f64 + 12.0;
            let holds = |f: &ShownFigure| {
                is_it(&f.pictures)
                    && caption.iter().all(|c| f.caption.contains(&***c))
                    && chars(&f.caption) as f64 <= most
            };
            if shown.figures.iter().any(holds) {
                s.captions_ok += 1;
            } else {
                misses.push(format!("caption not in its figure: {url}"));
            }
        }
        good.extend(names);
    }
    for url in list(&label["junk_images"]).filter_map(Value::as_str) {
        let names: BTreeSet<String> = picture_names(url).difference(&good).cloned().collect();
        if !names.is_empty() {
            s.junk += 1;
            if shown.pictures.iter().any(|p| !p.is_disjoint(&names)) {
                misses.push(format!("junk picture left: {url}"));
            } else {
                s.junk_ok += 1;
            }
        }
    }
}

/// The title as it stands in the front matter.
fn title(post: &str) -> String {
    let (front, _) = split(post);
    let line = front.lines().find_map(|line| line.strip_prefix("title:")).unwrap_or_default().trim();
    let line = line.strip_prefix('"').unwrap_or(line);
    line.strip_suffix('"').unwrap_or(line).to_owned()
}

//! How much of a labelled post its article keeps, and how much of the page around it is left.
//!
//! A label names a post's text blocks by number, as `blocks.rs` cuts them, and its pictures by address, so that it holds no text.

use super::blocks::{chars, cut, split, squeeze, squeeze_into};
use super::tree::{Step, Tree};
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::AddAssign;

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

//! The balance: what a post says against what its article, its discussion, its record and its front matter say.
//!
//! The post is read here without any of the core's steps, as markup whose tags are taken off level by level,
//! so that a step which loses something can't hide it.

use super::scripted;
use super::tree::Tree;
use archive_viewer::article::Comment;
use archive_viewer::post::RawComment;
use archive_viewer::{Article, Post};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of escaping that are undone to get at the words.
const LEVELS: usize = 4;

/// Words and pictures of a post's body that stand nowhere, one line for each kind.
pub fn missing(body: &str, post: &Post, article: &Article) -> Vec<String> {
    let mut found = Vec::new();
    let lost: Vec<String> = lost_words(body, post, article)
        .into_iter()
        .map(|(word, there, count)| format!("{word} ({there} of {count})"))
        .collect();
    if !lost.is_empty() {
        found
            .push(format!("words that are neither in the article, the discussion nor the record: {}", lost.join(", ")));
    }
    let lost = lost_pictures(body, post, article);
    if !lost.is_empty() {
        found.push(format!(
            "pictures that are neither in the article, the discussion nor the record: {}",
            lost.join(", ")
        ));
    }
    let lost = if post.is_plain { Vec::new() } else { scripted::lost(body, article) };
    if !lost.is_empty() {
        found.push(format!("what a script would have shown stands nowhere: {}", lost.join(", ")));
    }
    found
}

// --- words ---

/// Words of a post's body that stand nowhere, or not as often: each with how often it does and should.
pub fn lost_words(body: &str, post: &Post, article: &Article) -> Vec<(String, usize, usize)> {
    let has = words_of_outcome(post, article);
    let mut wanted = words_of_body(body, post);
    add(&mut wanted, words_of_comments(&post.discussion));
    let words = wanted.into_iter().map(|(word, count)| {
        let there = has.get(&word).copied().unwrap_or(0);
        (word, there, count)
    });
    words.filter(|(_, there, count)| there < count).collect()
}

/// How often each word stands in texts: a word is one character of a script without spaces, or a run of letters and digits.
fn count_words<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for text in texts {
        let mut word = String::new();
        for c in text.chars().chain([' ']) {
            if is_han_or_kana(c) || !c.is_alphanumeric() {
                if !word.is_empty() {
                    *words.entry(std::mem::take(&mut word)).or_default() += 1;
                }
                if is_han_or_kana(c) {
                    *words.entry(c.to_string()).or_default() += 1;
                }
            } else {
                word.extend(c.to_lowercase());
            }
        }
    }
    words
}

fn is_han_or_kana(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

fn words_of_body(body: &str, post: &Post) -> BTreeMap<String, usize> {
    if post.is_plain {
        return count_words([body]);
    }
    let body = without_syntax(body, post);
    let mut words = count_words(bare_texts(&body).iter().map(String::as_str));
    // Alternative texts are words too. One may stand there twice, for a copy, and need be kept only once.
    for alt in pictures_of(&body).iter().flat_map(|attributes| value(attributes, "alt")) {
        for (word, _) in count_words(bare_texts(alt).iter().map(String::as_str)) {
            words.entry(word).or_insert(1);
        }
    }
    words
}

/// The words of the front matter's comments, of their authors, and of whatever else is said of them.
fn words_of_comments(comments: &[RawComment]) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for comment in comments {
        add(&mut words, words_of_body(&comment.text, &Post::default()));
        let date = comment.date.as_ref().map(|date| &date.original);
        let extra = comment.extra.iter().map(|(_, value)| value);
        let fields = comment.author.iter().chain(&comment.author_id).chain(date).chain(extra);
        add(&mut words, count_words(fields.map(String::as_str)));
        add(&mut words, words_of_comments(&comment.replies));
    }
    words
}

fn add(words: &mut BTreeMap<String, usize>, more: BTreeMap<String, usize>) {
    for (word, count) in more {
        *words.entry(word).or_default() += count;
    }
}

/// The texts of markup, with what is escaped in them unescaped and taken apart in turn.
fn bare_texts(html: &str) -> Vec<String> {
    let mut texts = Tree::texts(html);
    for _ in 1..LEVELS {
        texts =
            texts.into_iter().flat_map(|t| if t.contains(['<', '&']) { Tree::texts(&t) } else { vec![t] }).collect();
    }
    texts
}

/// The body without signs that are words to the eye and syntax to Markdown or to the site's templates.
fn without_syntax(body: &str, post: &Post) -> String {
    if post.is_html {
        return body.to_owned();
    }
    let mut out = String::new();
    for line in body.lines() {
        let content = line.trim_start();
        let is_fence = content.starts_with("```") || content.starts_with("~~~");
        // A fence's language is a hint for colours, and a footnote's label only joins its two ends.
        let line = if is_fence { String::new() } else { without_labels(line) };
        out.push_str(&line);
        out.push('\n');
    }
    out = without_between(&without_between(&out, "{::comment", "}"), "{:/", "}");
    // The tags around a text that Liquid keeps or takes away; what stands between them counts.
    for name in ["raw", "endraw", "highlight", "endhighlight", "comment", "endcomment"] {
        out = without_between(&out, &format!("{{% {name} "), "%}");
    }
    out
}

/// A line without footnotes' labels, links' targets and the mark in a task's box.
fn without_labels(line: &str) -> String {
    let line = line.replace("[x] ", "").replace("[X] ", "");
    let line = without_between(&line, "[^", "]");
    let line = without_between(&line, "](", ")");
    // An embedded note's or picture's name is a link's target too; what is after the bar is not.
    let mut out = String::new();
    let mut rest = &*line;
    while let Some((before, (inner, after))) =
        rest.split_once("![[").and_then(|(before, after)| Some((before, after.split_once("]]")?)))
    {
        out.push_str(before);
        out.push_str(inner.split_once('|').map_or("", |(_, text)| text));
        rest = after;
    }
    out + rest
}

fn without_between(line: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(open) {
        let Some(end) = rest[start..].find(close) else { break };
        out.push_str(&rest[..start]);
        rest = &rest[start + end + close.len()..];
    }
    out + rest
}

fn words_of_outcome(post: &Post, article: &Article) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let mut texts: Vec<String> = Vec::new();
    let comments = Comment::all(&article.discussion);
    let shown = comments.iter().map(|comment| (&comment.html, &comment.text));
    for (html, text) in std::iter::once((&article.html, &article.text)).chain(shown) {
        // A word may stand across the edge of a link or of formatting, or end at it: either reading counts.
        let mut both = count_words(Tree::texts(html.as_str()).iter().map(String::as_str));
        for (word, count) in count_words([&**text]) {
            let there = both.entry(word).or_default();
            *there = count.max(*there);
        }
        add(&mut words, both);
        // Addresses of links and pictures and alternative texts stand in attributes.
        let attributes = Tree::attributes_of(html.as_str(), &["a", "img"]);
        texts.extend(attributes.into_iter().flatten().map(|(_, value)| value));
    }
    for comment in comments {
        texts.extend(comment.author.iter().chain(&comment.author_id).cloned());
        texts.extend(comment.date.iter().map(|date| date.original.clone()));
        texts.extend(comment.extra.iter().map(|(_, value)| value.clone()));
    }
    for change in &article.changes {
        // What an escaped tag held is told as it stood.
        texts.extend(bare_texts(&change.text));
        texts.push(change.text.clone());
        texts.extend(change.images.iter().cloned());
    }
    texts.extend(article.embeds.iter().flat_map(|embed| [embed.title.clone(), embed.url.clone()]));
    texts.extend(article.problems.iter().map(|problem| problem.message.clone()));
    texts.push(post.title.clone());
    texts.extend(post.author.clone());
    texts.extend(post.from.clone());
    texts.extend(post.date.iter().map(|date| date.original.clone()));
    texts.extend(post.tags.iter().chain(&post.categories).cloned());
    for (word, count) in count_words(texts.iter().map(String::as_str)) {
        *words.entry(word).or_default() += count;
    }
    words
}

// --- pictures ---

fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
}

/// The attributes of every picture in the markup, also of those whose tags are escaped.
fn pictures_of(html: &str) -> Vec<Vec<(String, String)>> {
    let mut pictures = Tree::attributes_of(html, &["img", "amp-img"]);
    let mut level = html.to_owned();
    for _ in 1..LEVELS {
        // Only texts that hold escaped tags: joined, since their own markup may stand between them.
        level = Tree::texts(&level).concat();
        if !level.contains(['<', '&']) {
            break;
        }
        pictures.extend(Tree::attributes_of(&level, &["img", "amp-img"]));
    }
    pictures
}

/// Pictures of which no address stands anywhere.
fn lost_pictures(body: &str, post: &Post, article: &Article) -> Vec<String> {
    let mut there: BTreeSet<String> = BTreeSet::new();
    let comments = Comment::all(&article.discussion);
    for html in std::iter::once(&article.html).chain(comments.into_iter().map(|comment| &comment.html)) {
        let pictures = Tree::attributes_of(html.as_str(), &["img"]);
        let images = pictures.iter().filter_map(|attributes| value(attributes, "src"));
        there.extend(images.map(address_key));
    }
    there.extend(article.changes.iter().flat_map(|change| &change.images).map(|image| address_key(image)));
    there.extend(article.changes.iter().map(|change| address_key(&change.text)));
    let mut pictures = if post.is_plain { Vec::new() } else { pictures_of(body) };
    pictures.extend(markdown_pictures(post, body));
    let mut lost = Vec::new();
    for attributes in pictures {
        let addresses: Vec<String> = attributes.iter().flat_map(|(name, value)| addresses_in(name, value)).collect();
        let found = addresses.iter().any(|address| {
            let key = address_key(address);
            there.iter().any(|t| *t == key || is_tail(t, &key))
        });
        if !addresses.is_empty() && !found {
            lost.push(addresses.join(" or "));
        }
    }
    lost
}

/// `![…](address)` outside code.
fn markdown_pictures(post: &Post, body: &str) -> Vec<Vec<(String, String)>> {
    if post.is_html || post.is_plain {
        return Vec::new();
    }
    let mut pictures = Vec::new();
    for line in body.lines().filter(|line| !line.contains('`') && !line.starts_with("    ")) {
        let mut rest = line;
        while let Some(start) = rest.find("![") {
            rest = &rest[start + 2..];
            let Some((_, target)) = rest.split_once("](") else { break };
            // kramdown's may have spaces; a title follows one.
            let address = target.split(')').next().unwrap_or_default();
            let address = address.split(" \"").next().unwrap_or_default().trim().replace(' ', "%20");
            // A template's tag is no address.
            if address.starts_with("{%") {
                continue;
            }
            pictures.push(vec![("src".to_owned(), address)]);
        }
    }
    pictures
}

/// The addresses that an attribute of a picture holds: any value that looks like one, and each of a set.
fn addresses_in(name: &str, value: &str) -> Vec<String> {
    // A picture in a few bytes of address only holds a place.
    let looks = |v: &str| {
        v.contains(['/', '.']) && !v.contains(char::is_whitespace) && (!v.starts_with("data:") || v.len() > 400)
    };
    if matches!(name, "alt" | "title" | "class" | "style" | "sizes" | "id") || name.starts_with("on") {
        return Vec::new();
    }
    if name.contains("srcset") {
        return value.split_whitespace().map(|v| v.trim_matches(',').to_owned()).filter(|v| looks(v)).collect();
    }
    let value = value.trim();
    if looks(value) { vec![value.to_owned()] } else { Vec::new() }
}

/// An address without what resolving adds or changes: the scheme, dots, and escapes of spaces.
fn address_key(address: &str) -> String {
    let address = address.trim();
    let bare = address.split_once("//").map_or(address, |(_, rest)| rest);
    bare.replace(' ', "%20").trim_start_matches(['.', '/']).to_owned()
}

/// Whether an address ends with another that was relative.
fn is_tail(whole: &str, tail: &str) -> bool {
    whole.strip_suffix(tail).is_some_and(|before| before.ends_with('/') || tail.starts_with('?'))
}

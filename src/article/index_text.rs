//! A post → what a library keeps of its article: the text, and no HTML.
//!
//! The steps are those of the article. What they leave is neither written out nor sanitized, for nothing of it is shown;
//! the text is the article's own, to the letter.

use super::changes::ChangeLog;
use super::cleaning::{Cleaning, step_limit};
use super::dom::{Data, Dom};
use super::limits::{self, Limit};
use super::{Article, Options, body_problems, cleaned, language, text};
use crate::{Post, Problem};

/// What a library keeps of an article. Each field is as in [`Article`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexText {
    /// The plain text.
    pub text: String,
    /// Its first words.
    pub excerpt: String,
    /// BCP 47.
    pub lang: String,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
    /// How many pictures there are.
    pub pictures: usize,
    /// The address of the first.
    pub first_picture: Option<String>,
    /// The limit that the post went beyond.
    pub limit: Option<Limit>,
    /// What there is to know about the body.
    pub problems: Vec<Problem>,
}

impl IndexText {
    /// Cleans a post for its text.
    pub fn from_post(post: &Post) -> IndexText {
        match cleaned(post, ChangeLog::default()) {
            Ok(c) if !may_go_beyond(&c) => Self::of(&c),
            // Only what is written out tells whether it is within the limits.
            Ok(_) => Article::clean(post, Options::default()).into(),
            Err(limit) => Article::plain(post, limit).into(),
        }
    }

    /// As [`Article::uncleaned`].
    pub fn uncleaned(post: &Post, effort: usize) -> IndexText {
        Article::uncleaned(post, effort).into()
    }

    fn of(c: &Cleaning) -> IndexText {
        let mut pictures = c.dom.descendants(c.dom.root()).filter(|&id| c.dom.tag(id) == "img");
        let first = pictures.next();
        let text = text::of(&c.dom);
        let (lang, is_rtl) = language::of(c.post, &text);
        IndexText {
            excerpt: text::excerpt_of(&c.dom, &text),
            text,
            lang,
            is_rtl,
            pictures: first.map_or(0, |_| 1 + pictures.count()),
            first_picture: first.and_then(|id| c.dom.attr(id, "src")).filter(|src| !src.is_empty()).map(str::to_owned),
            limit: None,
            problems: body_problems(c.post),
        }
    }
}

impl From<Article> for IndexText {
    fn from(article: Article) -> Self {
        IndexText {
            text: article.text,
            excerpt: article.excerpt,
            lang: article.lang,
            is_rtl: article.is_rtl,
            pictures: article.figures.len(),
            first_picture: article.figures.into_iter().next().map(|figure| figure.src).filter(|src| !src.is_empty()),
            limit: article.limit,
            problems: article.problems,
        }
    }
}

/// Bytes of a tag that can't hold too many escaped signs: one has four bytes at the least.
const HARMLESS_TAG: usize = 2 * limits::MAX_ATTRIBUTE_LOOKS.isqrt();

/// Values up to this length are not looked through for signs.
const SHORT: usize = 256;

/// Whether writing the article out could take it beyond a limit.
fn may_go_beyond(c: &Cleaning) -> bool {
    let steps = step_limit(c.post.body.len());
    let mut longest = 0;
    let length = length_at_most(&c.dom, &mut longest);
    // Each picture is listed with its figure's caption; a character has four bytes at the most.
    let captions: usize = c.dom.find_all(c.dom.root(), &["figcaption"]).iter().map(|&f| c.dom.text_len(f)).sum();
    let pictures = if captions == 0 { 0 } else { c.dom.find_all(c.dom.root(), &["img"]).len() };
    length > c.growth_limit
        || 4 * captions * pictures > c.growth_limit
        || longest > HARMLESS_TAG
        || c.dom.steps() > steps / 2
}

/// How many bytes of HTML a tree is at the most, and its longest tag.
fn length_at_most(dom: &Dom, longest: &mut usize) -> usize {
    let mut length = 0;
    for id in dom.descendants(dom.root()) {
        length += match dom.data(id) {
            Data::Text(text) => escaped_at_most(text),
            Data::Element(element) => {
                let values = element.attributes();
                let inside: usize = values.map(|(name, value)| name.len() + 4 + escaped_at_most(value)).sum();
                let tag = element.name.len() + 3 + inside;
                *longest = tag.max(*longest);
                tag + element.name.len() + 3
            }
            Data::Root | Data::Comment(_) => 0,
        };
    }
    length
}

/// How many bytes a text has at the most once it is escaped.
fn escaped_at_most(text: &str) -> usize {
    if text.len() <= SHORT {
        return 6 * text.len();
    }
    let signs = text.bytes().filter(|b| matches!(b, b'&' | b'<' | b'>' | b'"' | 0xc2)).count();
    text.len() + 5 * signs
}

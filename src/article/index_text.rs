//! A post → what a library keeps of its article: the text, and no HTML.
//!
//! The steps are those of the article. What they leave is neither written out nor sanitized, for nothing of it is shown;
//! the text is the article's own, to the letter.

use super::changes::ChangeLog;
use super::cleaning::{Cleaning, step_limit};
use super::dom::{Data, Dom, NodeId};
use super::evidence::Edges;
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
    /// The address of the second.
    pub second_picture: Option<String>,
    /// The blocks at the edges, lines without their keys; none beyond a limit.
    pub edges: Edges,
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
            Ok(c) => match Article::clean(post, Options::default()) {
                article @ Article { limit: Some(_), .. } => article.into(),
                article => IndexText { edges: Edges::of(&c.dom, &text::of(&c.dom), &c.embeds), ..article.into() },
            },
            Err(limit) => Article::plain(post, limit).into(),
        }
    }

    fn of(c: &Cleaning) -> IndexText {
        let mut pictures = c.dom.descendants(c.dom.root()).filter(|&id| c.dom.tag(id) == "img");
        let (first, second) = (pictures.next(), pictures.next());
        let address = |id: Option<NodeId>| {
            id.and_then(|id| c.dom.attr(id, "src")).filter(|src| !src.is_empty()).map(str::to_owned)
        };
        let lines = text::of(&c.dom);
        let edges = Edges::of(&c.dom, &lines, &c.embeds);
        let text = lines.text;
        let (lang, is_rtl) = language::of(c.post, &text);
        IndexText {
            excerpt: text::excerpt_of(&c.dom, &text),
            text,
            lang,
            is_rtl,
            pictures: first.iter().count() + second.iter().count() + pictures.count(),
            first_picture: address(first),
            second_picture: address(second),
            edges,
            limit: None,
            problems: body_problems(c.post),
        }
    }
}

impl From<Article> for IndexText {
    fn from(article: Article) -> Self {
        let mut addresses =
            article.figures.iter().map(|figure| Some(&figure.src).filter(|src| !src.is_empty()).cloned());
        IndexText {
            text: article.text,
            excerpt: article.excerpt,
            lang: article.lang,
            is_rtl: article.is_rtl,
            pictures: article.figures.len(),
            first_picture: addresses.next().flatten(),
            second_picture: addresses.next().flatten(),
            edges: Edges::default(),
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
    length > c.growth_limit || longest > HARMLESS_TAG || c.dom.steps() > steps / 2
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

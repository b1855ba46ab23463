//! A post → what a library keeps of its article: the text, and no HTML.
//!
//! The steps are those of the article. What they leave is written out only for its limits, and never sanitized, for nothing
//! of it is shown; the text is the article's own, to the letter.

use super::changes::ChangeLog;
use super::cleaning::Cleaning;
use super::discussion::Comment;
use super::dom::NodeId;
use super::evidence::Edges;
use super::limits::Limit;
use super::sanitize::only_limits;
use super::{Article, Options, body_problems, language, text, with_cleaned, written_length};
use crate::post::Found;
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
    /// The plain texts of the comments, each before its replies.
    pub comments: Vec<String>,
    /// Whether there is nothing to read, to look at or to play, and no comment.
    pub is_empty: bool,
    /// The fields of the post that its page fills.
    pub found: Found,
}

impl IndexText {
    /// Cleans a post for its text.
    pub fn from_post(post: &Post) -> IndexText {
        let indexed = with_cleaned(post, ChangeLog::default(), None, |c| {
            // Only what is written out tells whether it is within the limits, and what that leaves for comments.
            if c.has_comments() || !written_length::is_safe(&c) {
                let edges = Edges::of(&c.dom, &text::of(&c.dom), &c.embeds);
                let article = Article::of(c, Options::default(), only_limits)?;
                return Ok(IndexText { edges, ..article.into() });
            }
            Ok(Self::of(c))
        });
        indexed.unwrap_or_else(|limit| Article::plain(post, limit, Options::default(), only_limits).into())
    }

    /// As [`Article::uncleaned`].
    pub fn uncleaned(post: &Post, effort: usize) -> IndexText {
        Article::uncleaned(post, effort).into()
    }

    fn of(c: Cleaning) -> IndexText {
        let mut pictures = c.dom.descendants(c.dom.root()).filter(|&id| c.dom.tag(id) == "img");
        let (first, second) = (pictures.next(), pictures.next());
        let address = |id: Option<NodeId>| {
            id.and_then(|id| c.dom.attr(id, "src")).filter(|src| !src.is_empty()).map(str::to_owned)
        };
        let lines = text::of(&c.dom);
        let edges = Edges::of(&c.dom, &lines, &c.embeds);
        let text = lines.text;
        let (lang, is_rtl) = language::of(c.post, c.metadata.lang.as_deref(), &text);
        IndexText {
            excerpt: text::excerpt_of(&c.dom, &text),
            is_empty: text.trim().is_empty() && first.is_none() && c.embeds.is_empty(),
            text,
            lang,
            is_rtl,
            pictures: first.iter().count() + second.iter().count() + pictures.count(),
            first_picture: address(first),
            second_picture: address(second),
            edges,
            limit: None,
            problems: body_problems(c.post),
            found: c.metadata.found,
            comments: Vec::new(),
        }
    }
}

impl From<Article> for IndexText {
    fn from(article: Article) -> Self {
        let mut addresses =
            article.figures.iter().map(|figure| Some(&figure.src).filter(|src| !src.is_empty()).cloned());
        IndexText {
            is_empty: article.text.trim().is_empty()
                && article.figures.is_empty()
                && article.embeds.is_empty()
                && article.discussion.is_empty(),
            comments: Comment::all(&article.discussion).into_iter().map(|comment| comment.text.clone()).collect(),
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
            found: article.found,
        }
    }
}

//! A post → what a library keeps of its article: the text, and no HTML.
//!
//! The steps are those of the article. What they leave is neither written out nor sanitized, for nothing of it is shown;
//! the text is the article's own, to the letter.

use super::changes::ChangeLog;
use super::cleaning::{Cleaning, step_limit};
use super::discussion::{self, Comment, Discussion, Purpose};
use super::limits::Limit;
use super::{Article, Options, body_problems, cleaned, language, text, written_length};
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
    /// The plain texts of the comments, each before its replies.
    pub comments: Vec<String>,
}

impl IndexText {
    /// Cleans a post for its text.
    pub fn from_post(post: &Post) -> IndexText {
        match cleaned(post, ChangeLog::default()) {
            // Only what is written out tells whether it is within the limits.
            Ok(c) => Self::of(&c).unwrap_or_else(|| Article::clean(post, Options::default()).into()),
            Err(limit) => Article::plain(post, limit, Options::default()).into(),
        }
    }

    fn of(c: &Cleaning) -> Option<IndexText> {
        let length = written_length::at_most(c, step_limit(c.post.body.len()))?;
        let budget = c.budget_left(2 * c.dom.steps(), length);
        let Discussion { comments, problem, .. } =
            discussion::clean(c.post, &c.page_comments, budget, Purpose::Text).ok()?;
        let mut pictures = c.dom.descendants(c.dom.root()).filter(|&id| c.dom.tag(id) == "img");
        let first = pictures.next();
        let text = text::of(&c.dom);
        let (lang, is_rtl) = language::of(c.post, &text);
        Some(IndexText {
            excerpt: text::excerpt_of(&c.dom, &text),
            text,
            lang,
            is_rtl,
            pictures: first.map_or(0, |_| 1 + pictures.count()),
            first_picture: first.and_then(|id| c.dom.attr(id, "src")).filter(|src| !src.is_empty()).map(str::to_owned),
            limit: None,
            problems: body_problems(c.post).into_iter().chain(problem).collect(),
            comments: texts(&comments),
        })
    }
}

fn texts(comments: &[Comment]) -> Vec<String> {
    Comment::all(comments).into_iter().map(|comment| comment.text.clone()).collect()
}

impl From<Article> for IndexText {
    fn from(article: Article) -> Self {
        IndexText {
            comments: texts(&article.discussion),
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

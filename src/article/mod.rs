//! article: a post → HTML that is safe to show, and an account of everything that was taken out of it.
//!
//! [`Article::from_post`] is the ordered list of steps. Each step is a function of its own file over one [`Cleaning`].
//! The last, [`sanitize`], alone makes [`SafeHtml`].

pub mod address;
mod body;
mod clutter;
mod clutter_rules;
pub mod dom;
mod embed;
mod extract;
mod figure;
mod flow;
mod heading;
mod hidden;
mod host;
mod image;
mod kept;
mod language;
pub mod limits;
mod link;
mod linkify;
mod liquid;
mod markdown;
mod names;
pub mod parse;
mod plain_text;
pub mod policy;
pub mod record;
mod sanitize;
mod serialize;
mod small_print;
mod tags;
mod text;
mod title;
mod tokenize;
mod unescape;
mod white_space;

pub use embed::Embed;
pub use extract::Extract;
pub use sanitize::SafeHtml;

use crate::{Post, Problem};
use dom::Dom;
use limits::{Limit, Work};
use names::Names;
use record::{Change, Record};
use serde::Serialize;
use url::Url;

/// A post, cleaned.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The article. Empty where a limit was passed; the post is shown as plain text then.
    pub html: SafeHtml,
    /// Its plain text, one line a block.
    pub text: String,
    /// Its first words.
    pub excerpt: String,
    /// Its pictures in their order.
    pub figures: Vec<Figure>,
    /// Players and other pages that were embedded, now cards without a request.
    pub embeds: Vec<Embed>,
    /// BCP 47, as the post says or as its script shows.
    pub lang: String,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
    /// The limit that the post went beyond.
    pub limit: Option<Limit>,
    /// The work that cleaning took.
    pub work: Work,
    /// Everything that was taken away or changed.
    pub changes: Vec<Change>,
    /// What there is to know about the body.
    pub problems: Vec<Problem>,
    /// The entries of `changes`, by their numbers, that stand in the article all the same.
    pub kept: Vec<usize>,
}

/// One picture of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The address.
    pub src: String,
    /// The text that stands for it.
    pub alt: String,
    /// Its caption.
    pub caption: String,
    /// Whether it stands at the article's head.
    pub lead: bool,
}

/// What the steps work on.
struct Cleaning<'a> {
    post: &'a Post,
    dom: Dom,
    /// What classes and ids say; read when the tree stands.
    names: Names,
    record: Record,
    embeds: Vec<Embed>,
    /// The address that the post was saved from, which relative ones stand for.
    base: Option<Url>,
    /// Bytes by which addresses grew when they were made absolute.
    grown: usize,
    /// How many those may be.
    growth_limit: usize,
}

impl<'a> Cleaning<'a> {
    /// Takes a post through all steps on the tree.
    ///
    /// # Errors
    /// The limit that it goes beyond.
    fn of(post: &'a Post, record: &mut Record) -> Result<Self, Limit> {
        if post.body.len() > limits::MAX_CLEANED {
            return Err(Limit { name: "size", value: limits::MAX_CLEANED });
        }
        let html = body::to_html(post, record)?;
        let mut c = Cleaning {
            post,
            dom: parse::parse(&html)?,
            names: Names::default(),
            record: std::mem::take(record),
            embeds: Vec::new(),
            base: post.from.as_deref().and_then(address::parse_base),
            grown: 0,
            growth_limit: limits::GROWTH_FLOOR + limits::GROWTH * post.body.len(),
        };
        c.dom.set_step_limit(limits::STEPS_FLOOR + limits::STEPS_PER_BYTE * post.body.len() as u64);

        // Escaped markup is markup first: everything behind looks at elements.
        unescape::unescape_markup(&mut c, &html)?;
        c.names = Names::of(&c.dom);
        // What goes, goes before the rest looks at every node that is left.
        hidden::drop_hidden(&mut c);
        clutter::drop_clutter(&mut c);
        c.check()?;
        // Addresses before anything that asks what a picture is.
        image::resolve_images(&mut c);
        embed::replace_embeds(&mut c);
        c.check()?;
        // Captions are found by classes and wrappers, so figures are built before those go.
        figure::build_figures(&mut c);
        c.check()?;
        // Chapters of a video are a list over many lines, so they are found before lines part.
        linkify::link_text(&mut c);
        plain_text::keep_lines(&mut c);
        link::keep_targets(&mut c);
        flow::flatten(&mut c);
        heading::renumber(&mut c);
        white_space::fold_white_space(&mut c);
        link::resolve_links(&mut c);
        c.check()?;
        Ok(c)
    }

    /// # Errors
    /// The limit that the steps so far went beyond; what the tree holds is worth nothing then.
    fn check(&self) -> Result<(), Limit> {
        if self.dom.is_over() {
            return Err(Limit { name: "work", value: limits::STEPS_PER_BYTE as usize });
        }
        if self.grown > self.growth_limit {
            return Err(Limit { name: "growth", value: limits::GROWTH });
        }
        Ok(())
    }
}

impl Article {
    /// Cleans a post. This cannot fail: beyond a limit the article is its plain text.
    pub fn from_post(post: &Post) -> Article {
        Self::from_post_keeping(post, &[])
    }

    /// The same article with some of what was taken out of it in its place again, for a reader who wants to see that.
    ///
    /// `entries` are numbers of [`changes`](Article::changes). Each stands in an `ins` of its own whose id is
    /// [`policy::KEPT_PREFIX`] and the number; no id of a post is such a one. It is cleaned as the article is, but
    /// for what would take it out again, and sanitized with it. Pictures and embeds of the article are listed without it.
    pub fn from_post_keeping(post: &Post, entries: &[usize]) -> Article {
        Self::clean(post, entries, false).unwrap_or_else(|limit| Self::plain(post, limit))
    }

    /// The same, for a shell that may know the posts beside it: links that lead nowhere without these have their address
    /// as the post has it, percent-encoded behind `#` and [`policy::POST_PREFIX`]. No page and no file may show those.
    pub fn among_posts(post: &Post, entries: &[usize]) -> Article {
        Self::clean(post, entries, true).unwrap_or_else(|limit| Self::plain(post, limit))
    }

    fn clean(post: &Post, entries: &[usize], among_posts: bool) -> Result<Article, Limit> {
        let mut c = Cleaning::of(post, &mut Record::wanting(entries))?;
        if !among_posts {
            link::drop_links_among_posts(&mut c);
        }
        let figures = figure::list(&c.dom);
        let text = text::of(&c.dom);
        let excerpt = text::excerpt_of(&c.dom, &text);
        let kept = kept::put_back(&mut c)?;
        let html = serialize::to_html(&c.dom, 2 * text.len());
        if html.len() > c.growth_limit {
            return Err(Limit { name: "growth", value: limits::GROWTH });
        }
        // What was written out beyond the limit of work would be cut short.
        c.check()?;
        let (lang, is_rtl) = language::of(post, &text);
        Ok(Article {
            html: sanitize::sanitize(&html)?,
            work: Work { nodes: c.dom.len(), steps: c.dom.steps(), bytes: html.len() },
            excerpt,
            text,
            figures,
            embeds: c.embeds,
            lang,
            is_rtl,
            limit: None,
            problems: body_problems(post),
            changes: c.record.into_changes(),
            kept,
        })
    }

    /// The article of a post that went beyond a limit: its text as it stands.
    fn plain(post: &Post, limit: Limit) -> Article {
        let (lang, is_rtl) = language::of(post, &post.body);
        let problem = Problem::new(
            "limit",
            format!("the post goes beyond a limit ({}: {}) and is shown as plain text", limit.name, limit.value),
        );
        Article {
            html: SafeHtml::default(),
            excerpt: text::excerpt(&post.body),
            text: post.body.clone(),
            figures: Vec::new(),
            embeds: Vec::new(),
            lang,
            is_rtl,
            limit: Some(limit),
            work: Work::default(),
            changes: Vec::new(),
            problems: vec![problem.with("limit", limit.name).with("value", limit.value)],
            kept: Vec::new(),
        }
    }
}

fn body_problems(post: &Post) -> Vec<Problem> {
    let mut problems = Vec::new();
    let data = post.extra.iter().find(|(key, _)| key == "data");
    if let (Some("table"), Some((_, data))) = (post.layout.as_deref(), data) {
        problems.push(
            Problem::new("data-elsewhere", format!("this post is a table whose data is in another file: {data}"))
                .with("data", data),
        );
    }
    problems
}

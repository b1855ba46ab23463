//! One post, examined: what is wrong with it by itself, and what is counted. It can be sent between instances.

use super::attributes::{self, Hostile};
use super::finding::{Finding, FindingKind};
use crate::article::reason::Reason;
use crate::article::{Comment, Options};
use crate::file::Decoders;
use crate::page::{Effort, SourceView};
use crate::post::Origin;
use crate::text::fold::fold;
use crate::text::hash;
use crate::text::length::Length;
use crate::text::space::{count_shown, fold_space};
use crate::{Article, Error, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};

/// Characters below which the same text may be chance.
const SHORT: usize = 40;

/// A post, examined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examination {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// A hash of its bytes.
    pub file: u64,
    /// A hash of its article's text, unless that is short.
    pub article: Option<u64>,
    /// Codes and sentences of its problems; of a post that can't be opened the reason alone.
    pub problems: Vec<(String, String)>,
    /// Addresses of pictures without a host.
    pub pictures: Vec<String>,
    /// What is counted; `None` where it can't be opened.
    pub facts: Option<Facts>,
}

/// What is counted of a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The year of its date.
    pub year: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// The host that it was saved from.
    pub host: Option<String>,
    /// Its language.
    pub lang: String,
    /// The encoding of the file.
    pub encoding: String,
    /// Whether its title is merely the file's name.
    pub is_untitled: bool,
    /// Characters of the article, as a library's statistics count them.
    pub characters: u64,
    /// Its words.
    pub words: u64,
    /// Its pictures.
    pub pictures: u64,
    /// Players and embedded pages.
    pub embeds: u64,
    /// Comments, with replies.
    pub comments: u64,
    /// What was removed or changed, by reason.
    pub reasons: BTreeMap<String, u64>,
    /// Attributes that are handlers of events.
    pub handlers: u32,
    /// Addresses that are programs.
    pub programs: u32,
}

impl Examination {
    /// Examines the file at a path.
    pub fn of(path: &str, name: &str, bytes: &[u8], effort: Effort, decoders: &dyn Decoders) -> Examination {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        let mut examination = Examination {
            path: path.to_owned(),
            size: bytes.len() as u64,
            file: hasher.finish(),
            article: None,
            problems: Vec::new(),
            pictures: Vec::new(),
            facts: None,
        };
        if let Err(error) = examination.read(name, bytes, effort, decoders) {
            examination.problems.push((error.code().to_owned(), error.to_string()));
        }
        examination
    }

    fn read(&mut self, name: &str, bytes: &[u8], effort: Effort, decoders: &dyn Decoders) -> Result<(), Error> {
        let file = effort.read(name, bytes, decoders)?;
        let mut post = effort.post(&file);
        let article = match effort {
            Effort::Clean => Article::clean(&post, Options::default()),
            effort => Article::uncleaned(&post, effort as usize),
        };
        let hostile = if effort == Effort::Clean { attributes::of_post(&post) } else { Hostile::default() };
        post.fill(&article.found);
        let problems = file.problems.iter().chain(&post.problems).chain(&article.problems);
        self.problems = problems.map(|Problem { code, message, .. }| (code.to_string(), message.clone())).collect();
        let characters = count_shown(&article.text);
        self.article = (characters >= SHORT).then(|| hash(&fold_space(&article.text)));
        let comments = Comment::all(&article.discussion);
        let figures = article.figures.iter().chain(comments.iter().flat_map(|comment| &comment.figures));
        self.pictures = figures.map(|figure| &figure.src).filter(|src| is_local(src)).cloned().collect();
        let mut reasons = BTreeMap::new();
        for change in &article.changes {
            *reasons.entry(change.reason.id().to_owned()).or_default() += 1;
        }
        let length = Length::of(&fold(&article.text));
        let (source, _) = SourceView::of_post(&post);
        self.facts = Some(Facts {
            year: post.date.as_ref().and_then(|date| date.iso.get(..4)).map(str::to_owned),
            author: post.author.take(),
            host: source.map(|source| source.host),
            lang: article.lang,
            encoding: file.encoding,
            is_untitled: post.origins.title == Origin::FileName,
            characters: u64::from(length.characters),
            words: u64::from(length.words),
            pictures: article.figures.len() as u64,
            embeds: article.embeds.len() as u64,
            comments: comments.len() as u64,
            reasons,
            handlers: hostile.handlers,
            programs: hostile.programs,
        });
        Ok(())
    }

    /// What is wrong with it by itself.
    pub fn findings(&self) -> Vec<Finding> {
        let path = &*self.path;
        let mut findings: Vec<Finding> =
            self.problems.iter().map(|(code, message)| Finding::of_problem(path, code, message)).collect();
        let Some(facts) = &self.facts else { return findings };
        let mut missing = |is_missing: bool, code: &str, message: &str| {
            findings.extend(is_missing.then(|| Finding::new(FindingKind::Missing, path, code, message)));
        };
        missing(facts.is_untitled, "no-title", "it has no title but the file's name");
        missing(facts.year.is_none(), "no-date", "it has no date");
        missing(facts.characters == 0 && facts.pictures + facts.embeds == 0, "no-text", "it has no text");
        let of = |reason: Reason| facts.reasons.get(reason.id()).copied().unwrap_or_default();
        let hostile = [
            ("script", of(Reason::Script), "script"),
            ("event-handler", facts.handlers.into(), "event handler"),
            ("script-address", facts.programs.into(), "address that is a program"),
            ("frame", of(Reason::JunkFrame), "frame of another site"),
            ("tracking-pixel", of(Reason::TrackingPixel), "tracking pixel"),
        ];
        for (code, count, name) in hostile.into_iter().filter(|(_, count, _)| *count > 0) {
            let message = if count == 1 { format!("1 {name}") } else { format!("{count} times: {name}") };
            findings.push(Finding::new(FindingKind::Hostile, path, code, message));
        }
        findings
    }

    /// As bytes for another instance.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Only a writer without room fails.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Examination> {
        postcard::from_bytes(bytes).ok()
    }
}

/// Whether an address has no host.
fn is_local(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    let has_scheme =
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
    !has_scheme && !url.starts_with("//")
}

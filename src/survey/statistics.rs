//! What posts have in common, counted.

use super::examination::Examination;
use std::collections::BTreeMap;

/// A number for each value.
pub type Counts = BTreeMap<String, u64>;

/// Counts over posts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    pub posts: u64,
    pub unopened: u64,
    pub bytes: u64,
    pub characters: u64,
    pub words: u64,
    pub pictures: u64,
    pub embeds: u64,
    pub comments: u64,
    pub undated: u64,
    pub anonymous: u64,
    pub years: Counts,
    pub hosts: Counts,
    pub authors: Counts,
    pub langs: Counts,
    pub encodings: Counts,
    pub reasons: Counts,
    pub problems: Counts,
}

impl Statistics {
    /// Counts a post.
    pub fn add(&mut self, examination: &Examination) {
        for (code, _) in &examination.problems {
            *self.problems.entry(code.clone()).or_default() += 1;
        }
        let Some(facts) = &examination.facts else {
            self.unopened += 1;
            return;
        };
        self.posts += 1;
        self.bytes += examination.size;
        self.characters += facts.characters;
        self.words += facts.words;
        self.pictures += facts.pictures;
        self.embeds += facts.embeds;
        self.comments += facts.comments;
        self.undated += u64::from(facts.year.is_none());
        self.anonymous += u64::from(facts.author.is_none());
        count(&mut self.years, facts.year.as_deref());
        count(&mut self.hosts, facts.host.as_deref());
        count(&mut self.authors, facts.author.as_deref());
        count(&mut self.langs, Some(&facts.lang));
        count(&mut self.encodings, Some(&facts.encoding));
        for (reason, times) in &facts.reasons {
            *self.reasons.entry(reason.clone()).or_default() += times;
        }
    }

    /// Counts a post that can't be opened.
    pub fn add_unopened(&mut self, code: &str) {
        self.unopened += 1;
        *self.problems.entry(code.to_owned()).or_default() += 1;
    }
}

fn count(counts: &mut Counts, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        *counts.entry(value.to_owned()).or_default() += 1;
    }
}

//! survey: many posts → what is wrong with them, what they have in common, and a line for each. Natively and in the npm
//! package's core alone, for the command.

mod attributes;
mod examination;
mod finding;
mod listing;
mod report;
mod statistics;

pub use examination::{Examination, Facts};
pub use finding::{Finding, FindingKind};
pub use listing::list_line;

use statistics::Statistics;
use std::collections::HashMap;

/// What is known of posts that were examined one after the other.
#[derive(Debug, Default)]
pub struct Survey {
    /// The first path of each file, by a hash of its bytes.
    files: HashMap<u64, String>,
    /// The first path of each article, by a hash of its text.
    articles: HashMap<u64, String>,
    /// Pictures without a host, by the posts that show them.
    pictures: Vec<(String, Vec<String>)>,
    statistics: Statistics,
    findings: u64,
}

impl Survey {
    /// A survey of no posts.
    pub fn new() -> Survey {
        Survey::default()
    }

    /// Adds a post, and says what is wrong with it.
    pub fn add(&mut self, examination: &Examination) -> Vec<Finding> {
        let path = &*examination.path;
        self.statistics.add(examination);
        let mut findings = examination.findings();
        if let Some(first) = self.files.get(&examination.file) {
            let same = Finding::new(FindingKind::Repeated, path, "same-file", format!("the same file as {first}"));
            findings.push(same);
        } else {
            self.files.insert(examination.file, path.to_owned());
            let known = examination.article.and_then(|article| self.articles.get(&article));
            if let Some(first) = known {
                let same = format!("the same article as {first}");
                findings.push(Finding::new(FindingKind::Repeated, path, "same-article", same));
            } else if let Some(article) = examination.article {
                self.articles.insert(article, path.to_owned());
            }
        }
        if !examination.pictures.is_empty() {
            self.pictures.push((path.to_owned(), examination.pictures.clone()));
        }
        self.counted(findings)
    }

    /// Adds an entry of an archive that can't be read.
    pub fn add_unopened(&mut self, path: &str, code: &str, message: &str) -> Vec<Finding> {
        self.statistics.add_unopened(code);
        self.counted(vec![Finding::of_problem(path, code, message)])
    }

    /// Says what is wrong with a file of an archive, or with the archive as a whole.
    /// A problem is a code and a sentence.
    pub fn add_problems(&mut self, path: &str, problems: &[(&str, &str)]) -> Vec<Finding> {
        self.counted(problems.iter().map(|(code, message)| Finding::of_problem(path, code, message)).collect())
    }

    /// Once an archive has been read whole: which pictures it lacks. `has` says whether it has the picture of an address, as
    /// the post at a path names it.
    pub fn missing_pictures(&mut self, has: &mut dyn FnMut(&str, &str) -> bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (path, urls) in std::mem::take(&mut self.pictures) {
            for url in urls.iter().filter(|url| !has(&path, url)) {
                let message = format!("its picture {url} is missing");
                findings.push(Finding::new(FindingKind::Missing, &path, "missing-picture", message));
            }
        }
        self.counted(findings)
    }

    /// How much was found in all.
    pub fn findings(&self) -> u64 {
        self.findings
    }

    /// What the posts have in common: lines for people, or a line of JSON.
    pub fn report(&self, as_json: bool) -> String {
        if as_json { report::json(&self.statistics) } else { report::lines(&self.statistics) }
    }

    fn counted(&mut self, findings: Vec<Finding>) -> Vec<Finding> {
        self.findings += findings.len() as u64;
        findings
    }
}

//! What fills the fields that a post's front matter leaves empty, and where each field is from.

use super::{Date, Post};

/// Where a field is from. A date has `from` of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The front matter.
    #[default]
    FrontMatter,
    /// The text or the page around it.
    Page,
    /// The file name.
    FileName,
}

/// Where title, author and source are from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Origins {
    /// Of the title.
    pub title: Origin,
    /// Of the author.
    pub author: Origin,
    /// Of the source.
    pub source: Origin,
}

/// Fields that were found in a post's page, and none that its front matter has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Title.
    pub title: Option<String>,
    /// Publication date.
    pub date: Option<Date>,
    /// Author, or several joined by commas.
    pub author: Option<String>,
    /// URL of the page.
    pub from: Option<String>,
}

impl Found {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        *self == Found::default()
    }
}

impl Post {
    /// Fills the fields with what was found in the page.
    pub fn fill(&mut self, found: &Found) {
        if let Some(title) = &found.title {
            (self.title, self.origins.title) = (title.clone(), Origin::Page);
        }
        if found.date.is_some() {
            self.date.clone_from(&found.date);
        }
        if found.author.is_some() {
            self.author.clone_from(&found.author);
            self.origins.author = Origin::Page;
        }
        if found.from.is_some() {
            self.from.clone_from(&found.from);
            self.origins.source = Origin::Page;
        }
    }
}

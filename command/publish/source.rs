//! The input of a site.

use super::super::inputs::{Input, Kind};
use super::super::outcome::{Failure, Outcome};
use super::super::reading::{Item, Reading};
use archive_viewer::archive::Row;
use archive_viewer::publish::run::{Files, Source, Text, Work};

/// Reads an input's texts.
///
/// # Errors
/// When it can't be read.
pub fn read<'a>(input: &'a Input, work: &impl Work) -> Outcome<Source<Reading<'a>>> {
    let mut reading = input.reading();
    let mut texts = Vec::new();
    for item in &mut reading {
        match item.map_err(Failure::Input)? {
            Item::Text(text, share) => {
                work.add("read", share);
                texts.push(Text { path: text.path, bytes: text.bytes, is_post: text.is_post });
            }
            Item::Refused(unopened) => work.warn(&format!("{}: {}", unopened.path, unopened.message)),
            Item::Problem(problem) => work.warn(&format!("{}: {}", input.given, problem.message)),
            Item::Unread(_, sentence) => work.warn(&sentence),
            Item::Flawed(..) => {}
        }
    }
    Source::new(&input.name, texts, reading, input.kind == Kind::File, work.decoders()).map_err(Failure::Input)
}

impl Files for Reading<'_> {
    fn rows(&self) -> Vec<Row> {
        Reading::rows(self)
    }

    fn site_config(&self) -> Option<u32> {
        Reading::site_config(self)
    }

    fn find_image(&mut self, post: &str, url: &str) -> Option<u32> {
        Reading::find_image(self, post, url)
    }

    fn read(&self, index: u32) -> Result<Option<Vec<u8>>, String> {
        Reading::read(self, index).map(Result::ok)
    }
}

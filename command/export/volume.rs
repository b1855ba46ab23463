//! An input that is read twice: once for what it has, and again for what is written of it.

use crate::inputs::{Input, base_name};
use crate::outcome::{Failure, Outcome};
use crate::progress::Progress;
use crate::reading::{Item, Reading};
use crate::workers::{in_order, with_less_effort};
use archive_viewer::archive::Unpacked;
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{File, Library, index, pack};

/// An input whose texts are in the library.
pub struct Volume<'a> {
    /// What gives its other files.
    pub reading: Reading<'a>,
    input: &'a Input,
    /// The one post of an input that is no archive.
    single: Option<Vec<u8>>,
}

impl<'a> Volume<'a> {
    /// Reads an input once, for what it has and what repeats in its sources.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn read(id: u16, input: &'a Input, library: &mut Library) -> Outcome<Volume<'a>> {
        let is_single = !input.is_many();
        library.add_volume(id, &input.name);
        let (mut reading, mut progress) = (input.reading(), Progress::start());
        let (mut single, mut failed, mut warnings) = (None, None, Vec::new());
        let texts = (&mut reading).filter_map(|item| match item {
            Ok(Item::Text(text, share)) => {
                single = is_single.then(|| text.bytes.clone());
                Some((text, share))
            }
            Ok(Item::Refused(unopened)) => {
                warnings.push(format!("{}: {}", unopened.path, unopened.message));
                None
            }
            Ok(Item::Unread(_, sentence)) => {
                warnings.push(sentence);
                None
            }
            Ok(Item::Problem(problem)) => {
                warnings.push(format!("{}: {}", input.given, problem.message));
                None
            }
            Ok(Item::Flawed(..)) => None,
            Err(sentence) => {
                failed = Some(sentence);
                None
            }
        });
        let indexed = |(text, share): (Unpacked, f64)| {
            let packed = with_less_effort(|effort| {
                let (mut packed, path) = (Vec::new(), if is_single { base_name(&text.path) } else { &text.path });
                let Unpacked { index: number, bytes, is_post, .. } = &text;
                let file = File { index: *number, path, bytes, is_post: *is_post, is_single, effort };
                index(file, &EncodingRs, &mut packed);
                packed
            });
            (text.index, text.path, packed.unwrap_or_default(), share)
        };
        in_order(texts, indexed, |(number, path, packed, share)| {
            let path = if is_single { base_name(&path) } else { &path };
            library.add_rows(id, &pack([(number, path)]));
            library.add_posts(id, &packed);
            progress.add("read", share);
            Ok::<(), Failure>(())
        })?;
        progress.end();
        warnings.iter().for_each(|warning| progress.warn(warning));
        if let Some(sentence) = failed {
            return Err(Failure::Input(sentence));
        }
        library.finish_volume(id);
        Ok(Volume { reading, input, single })
    }

    /// The input as it was given.
    pub fn given(&self) -> &str {
        &self.input.given
    }

    /// The bytes of a post.
    ///
    /// # Errors
    /// A sentence about what is wrong with it.
    pub fn text(&self, index: u32) -> Result<Vec<u8>, String> {
        match &self.single {
            Some(bytes) => Ok(bytes.clone()),
            None => self.reading.read(index)?.map_err(|problem| problem.message),
        }
    }
}

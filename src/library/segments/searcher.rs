//! Answers queries over segments: asks for ranges until it can say what a library of the same posts would.
//!
//! ```text
//! ask(request);
//! loop {
//!     match step() {
//!         Step::Needs(wants) => for each: feed(want, bytes) or fail(want.file, why)
//!         Step::Done(outcome) => break
//!     }
//! }
//! ```
//!
//! Each step is the whole search again over what has come so far: rounds are few, and nothing of a step has to be kept.

use super::super::query::{FieldScope, Query};
use super::super::row::find_in;
use super::cache::{Cache, Failure, Stop, Want};
use super::live::{Copies, Failed, Live};
use super::manifest::Manifest;
use super::outcome::{Missing, Outcome, SearchRequest, Step};
use super::segment::Known;

/// Searches segments.
#[derive(Debug, Default)]
pub struct Searcher {
    manifest: Manifest,
    known: Vec<Known>,
    failed: Vec<Failed>,
    cache: Cache,
    asked: SearchRequest,
    copies: Copies,
}

impl Searcher {
    /// Begins by the bytes of the manifest.
    ///
    /// # Errors
    /// If it is none.
    #[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
    pub fn new(json: &[u8]) -> Result<Self, super::manifest::ManifestError> {
        Ok(Self::of(Manifest::read(json)?))
    }

    /// Begins by a manifest that was checked.
    pub fn of(manifest: Manifest) -> Self {
        let count = manifest.segments.len();
        let known = (0..count).map(|_| Known::default()).collect();
        let failed = vec![None; count];
        let copies = Copies::of(&manifest, &failed);
        Searcher { manifest, known, failed, copies, ..Searcher::default() }
    }

    /// The manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Begins to answer; what was asked before is forgotten.
    pub fn ask(&mut self, asked: SearchRequest) {
        self.cache.make_room();
        self.asked = asked;
    }

    /// Takes the bytes of a range. With fewer than were wanted the file is cut, and its segment is missing.
    pub fn feed(&mut self, want: &Want, bytes: Vec<u8>) {
        if bytes.len() as u64 == want.range.end - want.range.start {
            self.cache.put(&want.file, want.range.start, bytes);
        } else {
            self.fail(&want.file, Failure::Cut);
        }
    }

    /// Takes that a file can't be read: its segment is missing from now on.
    pub fn fail(&mut self, file: &str, failure: Failure) {
        for (segment, failed) in self.manifest.segments.iter().zip(&mut self.failed) {
            if segment.files.iter().any(|own| own.name == file) {
                failed.get_or_insert((file.to_owned(), failure));
            }
        }
        self.copies = Copies::of(&self.manifest, &self.failed);
    }

    /// Tries segments that could not be read again.
    pub fn retry(&mut self) {
        for (at, failed) in self.failed.iter_mut().enumerate() {
            if failed.take().is_some() {
                self.known[at] = Known::default();
                self.manifest.segments[at].files.iter().for_each(|file| self.cache.forget(&file.name));
            }
        }
        self.copies = Copies::of(&self.manifest, &self.failed);
    }

    /// Occurrences of the words that were asked for in a text, as of [`Library::find_in`](super::super::Library::find_in), and
    /// of those of one more scope.
    pub fn find_in(&self, text: &str, scope: FieldScope) -> Vec<u32> {
        find_in(&Query::parse(&self.asked.request.text), text, &[FieldScope::Anywhere, scope])
    }

    /// The next step.
    pub fn step(&mut self) -> Step {
        loop {
            let live = Live::new(&self.manifest, &self.known, &self.copies, &self.cache, &self.failed);
            let (answer, broken) = (live.answer(&self.asked), live.broken());
            match answer {
                Ok(outcome) => {
                    self.cache.take_wants();
                    return Step::Done(Box::new(Outcome { missing: self.missing(), ..outcome }));
                }
                Err(Stop::Needs) => return Step::Needs(self.cache.take_wants()),
                Err(Stop::Failed(failure)) => {
                    // It is left out.
                    let at = broken.unwrap_or(0) as usize;
                    let file = self.manifest.segments[at].files.first().map_or(String::new(), |file| file.name.clone());
                    self.failed[at] = Some((file, failure));
                    self.copies = Copies::of(&self.manifest, &self.failed);
                    self.cache.take_wants();
                }
            }
        }
    }

    fn missing(&self) -> Vec<Missing> {
        let failed = (0..).zip(&self.failed).zip(&self.manifest.segments);
        let missing = failed.filter_map(|((segment, failed), info)| {
            let (file, failure) = failed.clone()?;
            let (from, to) = (info.from.clone(), info.to.clone());
            Some(Missing { segment, file, failure, posts: info.posts, from, to })
        });
        missing.collect()
    }
}

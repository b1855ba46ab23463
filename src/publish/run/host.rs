//! What publishing asks of its surroundings: the files of an input, the folder of a site, and who does the work.

use crate::archive::Row;
use crate::file::Decoders;
use crate::library::segments::{Output, Part};
use crate::page::Effort;
use std::io::{self, Write};
use std::ops::Range;

/// The files of an input whose texts were read.
pub trait Files {
    /// All files by their numbers.
    fn rows(&self) -> Vec<Row>;

    /// The number of the site's configuration.
    fn site_config(&self) -> Option<u32>;

    /// The number of the picture that the post at a path names.
    fn find_image(&mut self, post: &str, url: &str) -> Option<u32>;

    /// The bytes of a file; nothing if the archive is damaged there.
    ///
    /// # Errors
    /// A sentence, when the input can't be read.
    fn read(&self, index: u32) -> Result<Option<Vec<u8>>, String>;
}

/// Who does the work. A post on which the program stops takes no other with it.
pub trait Work: Sync {
    /// The decoders of old encodings.
    fn decoders(&self) -> &'static dyn Decoders;

    /// Does `work` with each item, and gives the results in the order of the items.
    fn in_parallel<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R>;

    /// What `work` gives for the file at a path at the first effort at which it doesn't stop the program.
    fn with_less_effort(&self, path: &str, work: impl Fn(Effort) -> Vec<u8>) -> Option<Vec<u8>>;

    /// What `work` gives for the file at a path, unless it stops the program.
    fn unless_it_stops<R>(&self, path: &str, work: impl FnOnce() -> Option<R>) -> Option<R>;

    /// Counts a post of which so much of the whole was done, from 0 to 1.
    fn add(&self, what: &'static str, share: f64);

    /// Says something about a file.
    fn warn(&self, sentence: &str);
}

/// The folder of a site. Paths are relative, and inside.
pub trait Folder: Sync {
    /// A file that is not in its place yet.
    type Draft: Write;
    /// The parts of a segment, until it is whole.
    type Parts: Parts;

    /// A file; nothing if it is not there.
    ///
    /// # Errors
    /// When it can't be read.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// The names in a folder in it; none if it is not there.
    ///
    /// # Errors
    /// When it can't be read.
    fn names(&self, folder: &str) -> io::Result<Vec<String>>;

    /// Whether a file has these bytes.
    fn has(&self, path: &str, bytes: &[u8]) -> bool;

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// When it can't be written.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Removes a file, and its folders with their last one; gives whether it was there.
    ///
    /// # Errors
    /// When it can't be removed.
    fn remove(&self, path: &str) -> io::Result<bool>;

    /// Begins a file that may be larger than memory.
    ///
    /// # Errors
    /// When it can't be written.
    fn draft(&self) -> io::Result<Self::Draft>;

    /// Moves a draft to its path, unless a file with the same bytes is there; gives whether it did, and the size.
    ///
    /// # Errors
    /// When it can't be moved.
    fn keep(&self, draft: Self::Draft, path: &str) -> io::Result<(bool, u64)>;

    /// Room for the parts of a segment.
    ///
    /// # Errors
    /// When it can't be made.
    fn parts(&self) -> io::Result<Self::Parts>;

    /// A path as a person knows it.
    fn shown(&self, path: &str) -> String;
}

/// The parts of a segment, which are written one after the other and then read in any order.
pub trait Parts: Output {
    /// Bytes of a part.
    ///
    /// # Errors
    /// When what was written can't be read.
    fn length(&mut self, part: Part) -> io::Result<u64>;

    /// Some bytes of a part.
    ///
    /// # Errors
    /// When what was written can't be read.
    fn range(&mut self, part: Part, range: Range<u64>) -> io::Result<Vec<u8>>;
}

//! The posts' own files and their pictures, each by itself for who opens a post, and all in one archive for who searches or keeps them.

use super::catalogue::{Catalogue, POSTS};
use super::host::{Files, Folder};
use super::manifest::{Output, is_inside};
use super::source::Source;
use crate::export::zip::Zip;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes them. `pictures` has the numbers of those that posts name, by their paths. Gives the size of the archive.
///
/// # Errors
/// When one can't be read or written.
pub fn write<I: Files, F: Folder>(
    catalogue: &Catalogue,
    source: &Source<I>,
    pictures: &BTreeMap<String, u32>,
    output: &Output<'_, F>,
) -> Result<u64, String> {
    let path = catalogue.archive_path();
    let failed = |error: io::Error| output.failed(path, &error);
    let mut archive = Archive { zip: Zip::new(), draft: output.folder().draft().map_err(failed)?, size: 0 };
    for (at, published) in &catalogue.published {
        let text = &source.texts[*at];
        output.put(&format!("{POSTS}{published}"), &text.bytes)?;
        archive.zip.deflate(&format!("{POSTS}{}", text.path), &text.bytes).map_err(failed)?;
        archive.flush().map_err(failed)?;
    }
    for (name, index) in pictures {
        let own = format!("{POSTS}{name}");
        let Some(bytes) = source.read(*index)?.filter(|_| is_inside(&own)) else { continue };
        output.put(&own, &bytes)?;
        archive.zip.store(&own, &bytes).map_err(failed)?;
        archive.flush().map_err(failed)?;
    }
    let Archive { zip, mut draft, size } = archive;
    let rest = zip.finish().map_err(failed)?;
    draft.write_all(&rest).map_err(failed)?;
    output.keep(draft, path).map_err(failed)?;
    Ok(size + rest.len() as u64)
}

/// A zip that is taken away while it grows.
struct Archive<D> {
    zip: Zip,
    draft: D,
    size: u64,
}

impl<D: Write> Archive<D> {
    fn flush(&mut self) -> io::Result<()> {
        let bytes = self.zip.take();
        self.size += bytes.len() as u64;
        self.draft.write_all(&bytes)
    }
}

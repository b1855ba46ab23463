//! Files of a folder as a zip without compression, in a temporary file: the viewer reads archives by ranges.

use super::super::inputs::{Bytes, Input};
use super::super::interrupt::Writing;
use super::super::outcome::{Failure, Outcome};
use super::super::progress::Progress;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Writes the zip of a folder. It is removed when the program is stopped.
///
/// # Errors
/// When it can't be written. A file that can't be read is told and left out.
pub fn write(input: &Input) -> Outcome<(PathBuf, Writing)> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
    let path = std::env::temp_dir().join(format!("archive-viewer-{}-{now}.zip", std::process::id()));
    let writing = Writing::of(&path);
    match fill(&path, input) {
        Ok(()) => Ok((path, writing)),
        Err(error) => {
            drop(fs::remove_file(&path));
            Err(Failure::Input(format!("{}: {error}", path.display())))
        }
    }
}

fn fill(path: &Path, input: &Input) -> io::Result<()> {
    let Bytes::Folder(files) = &input.bytes else { return Ok(()) };
    let mut progress = Progress::start();
    let mut zip = ZipArchiveWriter::new(BufWriter::new(for_us_alone(path)?));
    let (mut done, all) = (0, input.size().max(1));
    for (index, (name, size)) in (0..).zip(files) {
        let Some(file) = input.file(index) else { continue };
        done += size;
        match File::open(&file) {
            Ok(content) => add(&mut zip, name, content)?,
            Err(error) => progress.warn(&format!("{}: {error}", file.display())),
        }
        progress.add("packed", done as f64 / all as f64);
    }
    progress.end();
    zip.finish().map_err(io::Error::other)?.flush()
}

fn add(zip: &mut ZipArchiveWriter<BufWriter<File>>, name: &str, mut content: File) -> io::Result<()> {
    let file = zip.new_file(name).compression_method(CompressionMethod::STORE);
    let (mut entry, config) = file.start().map_err(io::Error::other)?;
    let mut writer = config.wrap(&mut entry);
    io::copy(&mut content, &mut writer)?;
    let (_, descriptor) = writer.finish().map_err(io::Error::other)?;
    entry.finish(descriptor).map_err(io::Error::other)?;
    Ok(())
}

/// A new file that nobody else may read.
fn for_us_alone(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

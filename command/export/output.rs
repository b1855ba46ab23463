//! The file that is written: whole, or not there.

use crate::interrupt::Writing;
use crate::outcome::{Failure, Outcome};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file beside its place, or the standard output.
pub struct Output {
    place: PathBuf,
    partial: Option<PathBuf>,
    to: BufWriter<Box<dyn Write>>,
    _writing: Option<Writing>,
}

impl Output {
    /// Begins to write a file; `-` is the standard output.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn begin(place: &Path) -> Outcome<Output> {
        let place = place.to_owned();
        if place == Path::new("-") {
            return Ok(Output { place, partial: None, to: BufWriter::new(Box::new(io::stdout())), _writing: None });
        }
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let partial = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let writing = Some(Writing::of(&partial));
        let file = File::create(&partial).map_err(|error| unwritable(&place, &error))?;
        Ok(Output { place, partial: Some(partial), to: BufWriter::new(Box::new(file)), _writing: writing })
    }

    /// Writes what comes next.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&mut self, bytes: &[u8]) -> Outcome<()> {
        self.to.write_all(bytes).map_err(|error| self.failed(error))
    }

    /// Puts the file into its place.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn end(mut self) -> Outcome<()> {
        self.to.flush().map_err(|error| self.failed(error))?;
        if let Some(partial) = &self.partial {
            fs::rename(partial, &self.place).map_err(|error| unwritable(&self.place, &error))?;
            self.partial = None;
        }
        Ok(())
    }

    /// Why it can't be written.
    pub fn failed(&self, error: io::Error) -> Failure {
        if self.partial.is_none() { Failure::Output(error) } else { unwritable(&self.place, &error) }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(partial) = &self.partial {
            drop(fs::remove_file(partial));
        }
    }
}

/// Why a file can't be written, with its name.
pub fn unwritable(file: &Path, error: &io::Error) -> Failure {
    Failure::Input(format!("{}: {error}", file.display()))
}

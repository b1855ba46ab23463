//! All files of an input, hidden ones too, with their hashes.

use super::copied;
use crate::inputs::{Input, Kind, reason};
use crate::outcome::{Failure, Outcome};
use crate::reading::Item;
use crate::workers::in_order;
use archive_viewer::integrity::Sum;
use hmac_sha256::Hash;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes of a file that are read at once.
const PIECE: usize = 1 << 16;

/// Bytes of an archive that are copied in all. Guards the disk against archives made to fill it.
const MAX_COPIED: u64 = 8 * 1024 * 1024 * 1024;

/// A file.
pub enum Listed {
    /// Its path and hash.
    Hashed(String, Sum),
    /// Why it can't be read, with its path.
    Unread(String),
}

/// Hands all files to `take`, and the share of the input that was read until then.
///
/// # Errors
/// When the input can't be read, or a copy can't be written.
pub fn files_of(input: &Input, copies: Option<&Path>, take: impl FnMut(Listed, f64)) -> Outcome<()> {
    match input.kind {
        Kind::Folder => of_folder(input, copies, take),
        Kind::Archive => of_archive(input, copies, take),
        Kind::File => of_file(input, copies, take),
    }
}

/// A single file, of any size.
fn of_file(input: &Input, copies: Option<&Path>, mut take: impl FnMut(Listed, f64)) -> Outcome<()> {
    let sum = match copies.map(|folder| folder.join(&input.name)) {
        None => hash_of_input(input, &mut io::sink()).map_err(|error| unwritten(Path::new(&input.given), &error))?,
        Some(place) => {
            let mut sum = Sum::default();
            let copy = copied(&place, |file| {
                sum = hash_of_input(input, file)?;
                Ok(())
            });
            copy.map_err(|error| unwritten(&place, &error))?;
            sum
        }
    };
    take(Listed::Hashed(input.name.clone(), sum), 1.0);
    Ok(())
}

fn of_folder(input: &Input, copies: Option<&Path>, mut take: impl FnMut(Listed, f64)) -> Outcome<()> {
    let (mut paths, mut unread) = (Vec::new(), Vec::new());
    let root = PathBuf::from(&input.given);
    walk(&root, "", &mut paths, &mut unread).map_err(|error| unwritten(&root, &error))?;
    paths.sort();
    unread.sort();
    unread.into_iter().for_each(|sentence| take(Listed::Unread(sentence), 0.0));
    let count = paths.len().max(1) as f64;
    let hash = |path: String| {
        let from = root.join(&path);
        let Some(folder) = copies else { return (hash_of(&from, &mut io::sink()), path) };
        let mut sum = Sum::default();
        let copy = copied(&folder.join(&path), |file| {
            sum = hash_of(&from, file)?;
            Ok(())
        });
        (copy.map(|()| sum), path)
    };
    let mut done = 0.0;
    in_order(paths.into_iter(), hash, |(sum, path)| {
        done += 1.0;
        match sum {
            Ok(sum) => take(Listed::Hashed(path, sum), done / count),
            // Without a copy the bag is not whole.
            Err(error) if copies.is_some() => return Err(unwritten(Path::new(&path), &error)),
            Err(error) => take(Listed::Unread(format!("{path}: {}", reason(&error))), done / count),
        }
        Ok(())
    })
}

/// All files below a folder; a link is none, for what it leads to may be elsewhere.
fn walk(folder: &Path, prefix: &str, paths: &mut Vec<String>, unread: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let name = entry.file_name();
        let shown = format!("{prefix}{}", name.to_string_lossy());
        match name.to_str() {
            None => unread.push(format!("{shown}: its name is not UTF-8")),
            Some(name) if kind.is_dir() => walk(&entry.path(), &format!("{prefix}{name}/"), paths, unread)?,
            Some(_) if kind.is_file() => paths.push(shown),
            Some(_) => unread.push(format!("{shown}: it is no file")),
        }
    }
    Ok(())
}

fn hash_of_input(input: &Input, copy: &mut dyn Write) -> io::Result<Sum> {
    let (mut hash, mut at) = (Hash::new(), 0);
    while at < input.size() {
        let piece = input.range(at, PIECE as u64)?;
        if piece.is_empty() {
            break;
        }
        hash.update(&piece);
        copy.write_all(&piece)?;
        at += piece.len() as u64;
    }
    Ok(hash.finalize())
}

fn hash_of(file: &Path, copy: &mut dyn Write) -> io::Result<Sum> {
    let (mut file, mut hash, mut piece) = (File::open(file)?, Hash::new(), vec![0; PIECE]);
    loop {
        let length = file.read(&mut piece)?;
        if length == 0 {
            return Ok(hash.finalize());
        }
        hash.update(&piece[..length]);
        copy.write_all(&piece[..length])?;
    }
}

fn of_archive(input: &Input, copies: Option<&Path>, mut take: impl FnMut(Listed, f64)) -> Outcome<()> {
    let mut reading = input.reading();
    let (mut texts, mut copied_bytes) = (HashSet::new(), 0);
    let mut keep = |path: &str, bytes: &[u8]| -> Outcome<Sum> {
        if let Some(folder) = copies {
            copied_bytes += bytes.len() as u64;
            if copied_bytes > MAX_COPIED {
                return Err(Failure::Input(format!("{}: it unpacks to more than {MAX_COPIED} bytes", input.given)));
            }
            let place = folder.join(path);
            match copied(&place, |file| file.write_all(bytes)) {
                // Of two entries of one path the first is kept; both are listed, and the second is refused.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                copy => copy.map_err(|error| unwritten(&place, &error))?,
            }
        }
        Ok(Hash::hash(bytes))
    };
    for item in &mut reading {
        match item.map_err(Failure::Input)? {
            Item::Text(text, share) => {
                let sum = keep(&text.path, &text.bytes)?;
                take(Listed::Hashed(text.path, sum), share);
                texts.insert(text.index);
            }
            Item::Unread(_, sentence) => take(Listed::Unread(sentence), 1.0),
            Item::Problem(problem) => take(Listed::Unread(format!("{}: {}", input.given, problem.message)), 1.0),
            Item::Refused(_) | Item::Flawed(..) => {}
        }
    }
    for row in reading.rows() {
        if texts.contains(&row.index) {
            continue;
        }
        match reading.read(row.index).map_err(Failure::Input)? {
            Ok(bytes) => {
                let sum = keep(&row.path, &bytes)?;
                take(Listed::Hashed(row.path, sum), 1.0);
            }
            Err(problem) => take(Listed::Unread(format!("{}: {}", row.path, problem.message)), 1.0),
        }
    }
    Ok(())
}

fn unwritten(file: &Path, error: &io::Error) -> Failure {
    Failure::Input(format!("{}: {}", file.display(), reason(error)))
}

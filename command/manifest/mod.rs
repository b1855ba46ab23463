//! archive-viewer manifest: the SHA-256 of all files of an input in the form of BagIt (RFC 8493), a bag of them, and what is
//! different later on.

mod files;

use super::inputs::Input;
use super::interrupt::Writing;
use super::outcome::{Failure, Outcome};
use super::outputs::write_whole;
use super::progress::Progress;
use archive_viewer::integrity::{BAGIT, Manifest, NAME, PAYLOAD, differences, report};
use clap::ArgMatches;
use files::{Listed, files_of};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `manifest` was asked for.
pub struct Request {
    input: String,
    out: Option<PathBuf>,
    check: Option<PathBuf>,
    as_json: bool,
}

impl Request {
    /// Reads the words of the command.
    pub fn of(words: &ArgMatches) -> Request {
        let path = |name: &str| words.get_one::<String>(name).map(PathBuf::from);
        Request {
            input: words.get_one::<String>("input").cloned().unwrap_or_default(),
            out: path("out"),
            check: path("check"),
            as_json: words.get_flag("json"),
        }
    }
}

/// Writes or checks a manifest. Whether all files could be read, and none is different.
///
/// # Errors
/// When the input or the manifest can't be read, or nothing can be written.
pub fn run(request: &Request) -> Outcome<bool> {
    let input = Input::open(&request.input).map_err(Failure::Input)?;
    if let Some(file) = &request.check {
        let text = fs::read(file).map_err(|error| unusable(file, &error))?;
        let expected =
            Manifest::parse(&text).map_err(|reason| Failure::Input(format!("{}: {reason}", file.display())))?;
        let found = read(&input, None)?;
        let own = own_path(&input, file);
        let differences = differences(expected, &found.manifest, own.as_deref());
        let text = report(&differences, request.as_json);
        io::stdout().write_all(text.as_bytes()).map_err(Failure::Output)?;
        return Ok(found.is_whole && differences.found.is_empty());
    }
    match &request.out {
        Some(place) if is_folder(place) => {
            if place.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
                return Err(Failure::Input(format!("{}: the folder is not empty", place.display())));
            }
            let found = read(&input, Some(&place.join(PAYLOAD)))?;
            let write = |name: &str, text: &str| {
                let file = place.join(name);
                write_whole(&file, text.as_bytes()).map_err(|error| unusable(&file, &error))
            };
            write(NAME, &found.manifest.text(PAYLOAD))?;
            // A folder without it is no bag: it comes last.
            write("bagit.txt", BAGIT)?;
            Ok(found.is_whole)
        }
        Some(place) => {
            let found = read(&input, None)?;
            write_whole(place, found.manifest.text("").as_bytes()).map_err(|error| unusable(place, &error))?;
            Ok(found.is_whole)
        }
        None => {
            let found = read(&input, None)?;
            io::stdout().write_all(found.manifest.text("").as_bytes()).map_err(Failure::Output)?;
            Ok(found.is_whole)
        }
    }
}

/// Whether a folder is meant: one that is there, or a name without an extension.
fn is_folder(place: &Path) -> bool {
    place.is_dir() || place.to_string_lossy().ends_with('/') || place.extension().is_none() && !place.is_file()
}

/// The path of the manifest itself in the input.
fn own_path(input: &Input, manifest: &Path) -> Option<String> {
    let (folder, file) = (Path::new(&input.given).canonicalize().ok()?, manifest.canonicalize().ok()?);
    file.strip_prefix(folder).ok()?.to_str().map(str::to_owned)
}

struct Found {
    manifest: Manifest,
    is_whole: bool,
}

/// Reads all files, and copies them to a folder if there is one.
fn read(input: &Input, copies: Option<&Path>) -> Outcome<Found> {
    let (mut manifest, mut is_whole, mut progress) = (Manifest::default(), true, Progress::start());
    files_of(input, copies, |listed, share| match listed {
        Listed::Hashed(path, hash) => {
            if !manifest.add(path.clone(), hash) {
                progress.warn(&format!("{path}: another file has this path"));
                is_whole = false;
            }
            progress.add("read", share);
        }
        Listed::Unread(sentence) => {
            progress.warn(&sentence);
            is_whole = false;
        }
    })?;
    progress.end();
    Ok(Found { manifest, is_whole })
}

fn unusable(file: &Path, error: &io::Error) -> Failure {
    Failure::Input(format!("{}: {}", file.display(), super::inputs::reason(error)))
}

/// A file that is being copied to its place, removed where that fails.
fn copied(place: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    fs::create_dir_all(place.parent().unwrap_or(Path::new("")))?;
    let _writing = Writing::of(place);
    let written = fs::File::create_new(place).and_then(|mut file| write(&mut file));
    if written.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::AlreadyExists) {
        drop(fs::remove_file(place));
    }
    written
}

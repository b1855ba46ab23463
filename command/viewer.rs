//! The viewer's files: in the program, or in a folder.

use super::http::{Content, media_type};
use super::inputs::{Input, files_below};
use super::outcome::{Failure, Outcome};
use std::collections::HashMap;
use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The built site, in a crate that `cargo xtask release` packed.
#[cfg(with_viewer)]
const BUILT: Option<&[u8]> = Some(include_bytes!("viewer.zip"));
#[cfg(not(with_viewer))]
const BUILT: Option<&[u8]> = None;

/// It is not served: it would keep this version of the viewer at an address that another run may get.
const SERVICE_WORKER: &str = "/service-worker.js";

/// The viewer's files by their paths, with a slash at the start.
pub struct Viewer(HashMap<String, Place>);

enum Place {
    File(PathBuf),
    Here(Vec<u8>),
}

impl Viewer {
    /// Finds the files: in the folder that is given, in the program, or in the checkout that it was built in.
    ///
    /// # Errors
    /// When they are nowhere.
    pub fn open(given: Option<&Path>) -> Outcome<Viewer> {
        let files = match (given, BUILT) {
            (Some(folder), _) => of_folder(folder)?,
            (None, Some(zip)) => of_zip(zip)?,
            (None, None) => of_folder(&in_checkout().ok_or_else(nowhere)?)?,
        };
        Ok(Viewer(files))
    }

    /// All files by their paths, without a slash at the start.
    ///
    /// # Errors
    /// When one can't be read.
    pub fn files(&self) -> Outcome<Vec<(String, Vec<u8>)>> {
        let read = |(path, place): (&String, &Place)| {
            let bytes = match place {
                Place::File(file) => {
                    fs::read(file).map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?
                }
                Place::Here(bytes) => bytes.clone(),
            };
            Ok((path.trim_start_matches('/').to_owned(), bytes))
        };
        self.0.iter().map(read).collect()
    }

    /// The file at a path, and its type.
    pub fn find(&self, path: &str) -> Option<(Opened<'_>, &'static str)> {
        let path = if path == "/" { "/index.html" } else { path };
        if path == SERVICE_WORKER {
            return None;
        }
        let opened = match self.0.get(path)? {
            Place::File(file) => Opened::File(File::open(file).ok()?),
            Place::Here(bytes) => Opened::Here(bytes),
        };
        Some((opened, media_type(path)))
    }
}

fn nowhere() -> Failure {
    let sentence = "the viewer's files are not in this program: `cargo xtask dist` makes them in a checkout, and archive-viewer-site.zip of a release has them; name their folder with --site";
    Failure::Input(sentence.to_owned())
}

fn of_folder(folder: &Path) -> Outcome<HashMap<String, Place>> {
    let failed = |sentence: String| Failure::Input(format!("{}: {sentence}", folder.display()));
    let files = files_below(folder).map_err(|error| failed(error.to_string()))?;
    let files = files.into_iter().map(|(path, _)| (format!("/{path}"), Place::File(folder.join(path))));
    let files: HashMap<String, Place> = files.collect();
    if files.contains_key("/index.html") {
        Ok(files)
    } else {
        Err(failed("the viewer's files are not there: it has no index.html".to_owned()))
    }
}

fn of_zip(zip: &[u8]) -> Outcome<HashMap<String, Place>> {
    let damaged = |what: &str| Failure::Input(format!("the viewer's files in this program are damaged: {what}"));
    let input = Input::of_bytes("viewer.zip", zip.to_vec()).map_err(Failure::Input)?;
    let mut reading = input.reading();
    if let Some(Err(sentence)) = reading.by_ref().find(Result::is_err) {
        return Err(damaged(&sentence));
    }
    let mut files = HashMap::new();
    for row in reading.rows() {
        let bytes = reading.read(row.index).map_err(Failure::Input)?.map_err(|problem| damaged(&problem.message))?;
        files.insert(format!("/{}", row.path), Place::Here(bytes));
    }
    Ok(files)
}

/// The viewer in the checkout that this program was built in: what `cargo xtask dist` made, or what `cargo xtask build` did.
fn in_checkout() -> Option<PathBuf> {
    let run_by_cargo = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let program = env::current_exe().ok();
    let folders =
        run_by_cargo.iter().map(PathBuf::as_path).chain(program.iter().flat_map(|program| program.ancestors()));
    let is_checkout = |folder: &&Path| {
        let crate_file = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        crate_file.contains("name = \"archive-viewer\"") && folder.join("www").is_dir()
    };
    let root = folders.filter(is_checkout).map(Path::to_owned).next()?;
    let built = [root.join("dist").join("site"), root.join("www")];
    built.into_iter().find(|site| {
        // The sources of the page are no viewer without its core.
        site.join("parts").is_dir() || site.join("pkg").is_dir()
    })
}

/// A file of the viewer.
pub enum Opened<'a> {
    /// In a folder.
    File(File),
    /// In the program.
    Here(&'a [u8]),
}

impl Content for Opened<'_> {
    fn size(&self) -> io::Result<u64> {
        match self {
            Opened::File(file) => Ok(file.metadata()?.len()),
            Opened::Here(bytes) => Ok(bytes.len() as u64),
        }
    }

    fn range(&mut self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        match self {
            Opened::File(file) => {
                let mut bytes = Vec::new();
                file.seek(SeekFrom::Start(start))?;
                file.take(length).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Opened::Here(bytes) => Ok(bytes[start as usize..(start + length) as usize].to_vec()),
        }
    }
}

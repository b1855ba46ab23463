//! archive-viewer publish: the posts of an archive or a folder as a site.

mod folder;
mod parts;
mod source;
mod work;

use super::inputs::Input;
use super::outcome::{Failure, Outcome};
use super::viewer::Viewer;
use archive_viewer::publish::run::{Options, Report, publish as make_site};
use clap::ArgMatches;
use folder::SiteFolder;
use std::path::PathBuf;

pub use source::read;
pub use work::AllCores;
/// What `publish` was asked for.
pub struct Words {
    /// An archive or a folder.
    pub input: String,
    /// The folder of the site.
    pub out: PathBuf,
    /// The folder of the viewer's files.
    pub site: Option<PathBuf>,
    /// Whether the viewer is left out.
    pub only_pages: bool,
    /// What the publisher says of the site.
    pub options: Options,
}

impl Words {
    /// Reads the words of the command.
    pub fn of(words: &ArgMatches) -> Words {
        let text = |name: &str| words.get_one::<String>(name).cloned();
        let option = |name: &str| match name {
            "max-file" => words.get_one::<u64>(name).map(u64::to_string),
            name => text(name),
        };
        Words {
            input: text("input").unwrap_or_default(),
            out: text("out").unwrap_or_default().into(),
            site: text("site").map(PathBuf::from),
            only_pages: words.get_flag("only-pages"),
            options: Options::of(option),
        }
    }
}

/// Publishes an input.
///
/// # Errors
/// When it can't be read, the viewer isn't there, or the site can't be written.
pub fn publish(words: &Words) -> Outcome<Report> {
    let input = Input::open(&words.input).map_err(Failure::Input)?.with_own_name();
    let viewer = match words.only_pages {
        true => None,
        false => Some(Viewer::open(words.site.as_deref()).and_then(|viewer| viewer.files()).map_err(or_only_pages)?),
    };
    let work = AllCores::start();
    let mut source = read(&input, &work)?;
    let folder = SiteFolder::of(&words.out);
    let report = make_site(&words.options, &mut source, viewer.as_ref(), &folder, &work);
    work.end();
    report.map_err(|sentence| match sentence.starts_with("there are no posts") {
        true => Failure::Input(format!("{}: {sentence}", words.input)),
        false => Failure::Input(sentence),
    })
}

fn or_only_pages(failure: Failure) -> Failure {
    Failure::Input(format!("{failure}; or leave the viewer out with --only-pages"))
}

//! The published forms that the browser tests open: `dist` with the samples, and with a library out of a zip.

use std::fs;
use std::path::Path;

use crate::Outcome;
use crate::command::Step;
use crate::dist;

/// Puts `dist/tests/` together from the built page: `samples/` and `library/`.
pub fn make(root: &Path) -> Outcome {
    let folder = root.join("dist").join("tests");
    fs::create_dir_all(&folder)?;
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (archive, samples, library) = (path("archive.zip"), path("samples"), path("library"));
    Step::new(root, "node", &["tests/browser/support/old-news.js", &archive]).run()?;
    dist::of_built_page(root, &["--out", &samples])?;
    dist::of_built_page(
        root,
        &[
            ["--out", &library],
            ["--posts", &archive],
            ["--title", "Old news"],
            ["--base", "/some/where/"],
            ["--allow", "https://archive.example"],
            ["--frame", "https://player.vimeo.com"],
        ]
        .concat(),
    )
}

//! The published forms that the browser tests open: `dist` with the samples, and with a library out of a zip; and sites that
//! `archive-viewer publish` makes by itself.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::command::Step;
use crate::dist;

/// The published page with the samples.
///
/// # Errors
/// When it is not put together yet.
pub fn page(root: &Path) -> Outcome<PathBuf> {
    let page = root.join("dist/tests/samples/site");
    if page.join("index.html").is_file() {
        Ok(page)
    } else {
        Err("the published page is not there yet: `cargo xtask test dist` puts it together".into())
    }
}

/// Puts `dist/tests/` together from the built page: `samples/` and `library/`, and by the command alone `published/` and `weir/`.
pub fn make(root: &Path) -> Outcome {
    let folder = root.join("dist").join("tests");
    fs::create_dir_all(&folder)?;
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (archive, samples, library) = (path("archive.zip"), path("samples"), path("library"));
    Step::new(root, "node", &["tests/browser/support/old-news.js", &archive]).run()?;
    dist::for_tests(root, &["--out", &samples])?;
    Step::new(root, "node", &["bench/published.js", &format!("{samples}/site")]).run()?;
    let of_site = [
        ["--title", "Old news"],
        ["--base", "/some/where/"],
        ["--url", "https://news.example/some/where/"],
        ["--licence", "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"],
    ]
    .concat();
    let of_viewer = [
        ["--out", &library],
        ["--posts", &archive],
        ["--allow", "https://archive.example"],
        ["--frame", "https://player.vimeo.com"],
        ["--source", "https://code.example/archive-viewer"],
    ]
    .concat();
    dist::for_tests(root, &[&*of_viewer, &of_site].concat())?;

    let (weir, viewer) = (path("weir.zip"), format!("{samples}/site"));
    Step::new(root, "node", &["tests/browser/support/weir.js", &weir]).run()?;
    for (posts, name, words) in
        [(&archive, "published", &*of_site), (&weir, "weir", &["--title", "Weir", "--base", "/some/where/"])]
    {
        let site = path(&format!("{name}/site"));
        let publish = ["publish", posts, "--out", &site, "--site", &viewer];
        dist::command(root, &[&publish, words].concat(), true)?.run()?;
    }
    Ok(())
}

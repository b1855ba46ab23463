//! The viewer's files in a site: its page opens on the library of the posts.

use super::catalogue;
use super::hashes::hex;
use crate::text::xml::escape;

/// Its pages.
pub const PAGE: &str = "index.html";
pub const EMBED: &str = "embed.html";

/// It keeps the page and its parts, by a version that is the page's hash.
const SERVICE_WORKER: &str = "service-worker.js";

/// Folders of the viewer; others are of the posts that it may have been built with.
const FOLDERS: [&str; 3] = ["embed/", "icons/", "parts/"];

/// The way to the posts for readers without scripts.
const NO_SCRIPT: &str = "<noscript>
      <p class=\"plain-sentence\"><a href=\"p/\">All posts as pages</a> · <a href=\"p/\" lang=\"zh\">全部文章</a></p>";

/// The viewer for a site.
pub struct Viewer {
    /// Its files by their paths.
    pub files: Vec<(String, Vec<u8>)>,
    /// The policy of its page, as a header.
    pub policy: String,
}

impl Viewer {
    /// The built viewer, opened on the library of a site with this title.
    ///
    /// # Errors
    /// What is wrong with its files.
    pub fn of(files: &[(String, Vec<u8>)], title: &str) -> Result<Viewer, String> {
        let is_own = |path: &str| {
            let is_root = path == PAGE || path == EMBED || path.ends_with(".webmanifest") && !path.contains('/');
            let is_hidden = path.split('/').any(|part| part.starts_with('.'));
            !is_hidden && (is_root || FOLDERS.iter().any(|folder| path.starts_with(folder)))
        };
        let text = |name: &str| {
            let bytes = files.iter().find(|(path, _)| path == name).map(|(_, bytes)| bytes.as_slice());
            bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).ok_or_else(|| format!("the viewer has no {name}"))
        };
        let built = text(PAGE)?;
        let page = opening_on_library(built, title)?;
        let policy = policy_of(built)?;
        let worker = once(text(SERVICE_WORKER)?, &version(built), &version(&page))?;
        let mut own: Vec<_> = files.iter().filter(|(path, _)| is_own(path)).cloned().collect();
        own.retain(|(path, _)| path != PAGE);
        own.push((SERVICE_WORKER.to_owned(), worker.into_bytes()));
        own.push((PAGE.to_owned(), page.into_bytes()));
        own.sort();
        Ok(Viewer { files: own, policy })
    }
}

fn opening_on_library(page: &str, title: &str) -> Result<String, String> {
    if page.contains("name=\"archive-viewer-library\"") {
        return Err(
            "the viewer's page opens on other posts already: a viewer that was built without posts is needed".into()
        );
    }
    let title = escape(title);
    let (before, after) = page.split_once("<title>").ok_or_else(no_viewer)?;
    let (_, after) = after.split_once("</title>").ok_or_else(no_viewer)?;
    let page = format!("{before}<title>{title}</title>{after}");
    let library = catalogue::CONTENTS;
    let meta =
        format!("  <meta name=\"archive-viewer-library\" content=\"{library}\" data-title=\"{title}\">\n</head>");
    once(&once(&page, "</head>", &meta)?, "<noscript>", NO_SCRIPT)
}

/// The page's own policy, and who may frame it, which only a header can say.
fn policy_of(page: &str) -> Result<String, String> {
    let (_, after) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").ok_or_else(no_viewer)?;
    let (policy, _) = after.split_once('"').ok_or_else(no_viewer)?;
    once(policy, "require-trusted-types-for", "frame-ancestors 'self'; require-trusted-types-for")
}

/// The version by which the service worker knows a page: the page names all its parts by their hashes.
fn version(page: &str) -> String {
    hex(page.as_bytes(), 8)
}

/// Replaces what occurs once.
fn once(text: &str, place: &str, replacement: &str) -> Result<String, String> {
    match text.split_once(place) {
        Some((before, after)) if !after.contains(place) => Ok(format!("{before}{replacement}{after}")),
        _ => Err(no_viewer()),
    }
}

fn no_viewer() -> String {
    "the viewer's files are of another version, or not built: `cargo xtask dist` makes them".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT: &str = "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
        require-trusted-types-for 'script'\"><title>Archive Viewer</title></head><body><noscript>x</noscript></body>";

    fn built(page: &str) -> Vec<(String, Vec<u8>)> {
        let worker = format!("const version=\"{}\";", version(page));
        let files = [
            (PAGE, page),
            (EMBED, "<html>"),
            (SERVICE_WORKER, &worker),
            ("parts/a.js", "a"),
            ("parts/.htaccess", "x"),
            ("posts/index.json", "[]"),
            ("manifest.en.webmanifest", "{}"),
            ("_headers", "x"),
        ];
        files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec()
    }

    #[test]
    fn the_page_opens_on_the_library() {
        let viewer = Viewer::of(&built(BUILT), "Lamps & <b> \"Weirs\"").unwrap();
        let names: Vec<_> = viewer.files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(names, [EMBED, PAGE, "manifest.en.webmanifest", "parts/a.js", SERVICE_WORKER]);
        let text = |name: &str| {
            String::from_utf8(viewer.files.iter().find(|(path, _)| path == name).unwrap().1.clone()).unwrap()
        };
        let page = text(PAGE);
        assert!(page.contains("<title>Lamps &amp; &lt;b&gt; &quot;Weirs&quot;</title>"), "{page}");
        assert!(page.contains("content=\"library/index.json\" data-title=\"Lamps &amp; &lt;b"), "{page}");
        assert!(page.contains("<a href=\"p/\">All posts as pages</a>"), "{page}");
        assert_eq!(text(SERVICE_WORKER), format!("const version=\"{}\";", version(&page)));
        assert_eq!(viewer.policy, "default-src 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'");
    }

    #[test]
    fn what_is_no_viewer_is_told() {
        let twice = Viewer::of(&built(BUILT), "A").unwrap().files;
        assert!(Viewer::of(&twice, "B").is_err_and(|sentence| sentence.contains("other posts")));
        assert!(Viewer::of(&[], "A").is_err_and(|sentence| sentence.contains("index.html")));
        assert!(Viewer::of(&built("<html></html>"), "A").is_err());
        let mut stale = built(BUILT);
        stale[2].1 = b"const version=\"0\";".to_vec();
        assert!(Viewer::of(&stale, "A").is_err_and(|sentence| sentence.contains("another version")));
    }
}

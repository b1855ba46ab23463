//! The published forms: a site for any static host, and the whole viewer in one file.
//!
//! The scripts in `xtask/dist/` assemble them; `archive-viewer publish` puts the viewer beside posts.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::build;
use crate::command::Step;
use crate::headers::Headers;
use crate::policy::CONTENT_SECURITY_POLICY;
use crate::setup;

/// Options of `cargo xtask dist`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    posts: Option<PathBuf>,
    title: Option<String>,
    base: Option<String>,
    allow: Vec<String>,
    frame: Vec<String>,
    source: Option<String>,
    out: Option<PathBuf>,
    /// Options of the pages of posts, which `archive-viewer publish` reads, each before its value.
    pages: Vec<String>,
    /// Whether archives are unpacked by the program of the tests.
    is_test: bool,
}

/// Options of the pages of posts that are handed on.
const PAGES: &[&str] =
    &["--canonical", "--pictures", "--robots", "--licence", "--license", "--description", "--language", "--max-file"];

/// Builds the page and assembles `dist/`.
///
/// # Errors
/// When an option is not understood, or something is missing or fails.
pub fn dist(root: &Path, words: &[&str]) -> Outcome {
    let options = Options::read(words)?;
    setup::need_npm_packages(root)?;
    build::build(root)?;
    assemble(root, options)
}

/// Assembles `dist/` from the page as built; the cores that only read posts, search or write files are built for it.
///
/// # Errors
/// When the archive can't be read, or a script fails.
pub fn of_built_page(root: &Path, words: &[&str]) -> Outcome {
    assemble(root, Options::read(words)?)
}

/// The same for tests, which read archives with a program that is compiled for them already.
///
/// # Errors
/// As of [`of_built_page`].
pub fn for_tests(root: &Path, words: &[&str]) -> Outcome {
    assemble(root, Options { is_test: true, ..Options::read(words)? })
}

impl Options {
    fn read(words: &[&str]) -> Outcome<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().map(|value| (*value).to_owned()).ok_or(format!("{word} needs a value"));
            match *word {
                "--posts" => options.posts = Some(std::path::absolute(value()?)?),
                "--title" => options.title = Some(value()?),
                "--base" => options.base = Some(base(&value()?)?),
                "--allow" => options.allow.push(origin(word, &value()?)?),
                "--frame" => options.frame.push(origin(word, &value()?)?),
                "--source" => options.source = Some(web_address(word, &value()?)?),
                "--url" => {
                    let url = web_address(word, &value()?)?;
                    options.base.get_or_insert(base(path_of(&url))?);
                    options.pages.extend([(*word).to_owned(), url]);
                }
                option if PAGES.contains(&option) => options.pages.extend([(*word).to_owned(), value()?]),
                "--out" => options.out = Some(std::path::absolute(value()?)?),
                other => return Err(format!("dist does not know {other}").into()),
            }
        }
        Ok(options)
    }
}

/// A site's path on its host, with a slash at both ends.
fn base(path: &str) -> Result<String, String> {
    let inner = path.trim_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~%/".contains(c);
    if inner.contains("//") || inner.split('/').any(|part| [".", ".."].contains(&part)) || !inner.chars().all(is_plain)
    {
        return Err(format!("--base takes the path of an address, such as /archive/, and not {path}"));
    }
    Ok(if inner.is_empty() { "/".into() } else { format!("/{inner}/") })
}

/// The address of a page, as a link.
fn web_address(option: &str, address: &str) -> Result<String, String> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"'<>\\".contains(c);
    if !is_web || !address.chars().all(is_plain) {
        return Err(format!(
            "{option} takes the address of a page, such as https://archive.example/news/, and not {address}"
        ));
    }
    Ok(address.to_owned())
}

/// The path of an address.
fn path_of(address: &str) -> &str {
    address.splitn(4, '/').nth(3).unwrap_or_default()
}

/// An origin as policies name it: scheme, host, and a port other than the default.
fn origin(option: &str, address: &str) -> Result<String, String> {
    let address = address.trim_end_matches('/');
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.:[]".contains(c);
    if host.is_empty() || !host.chars().all(is_plain) {
        return Err(format!("{option} takes a site, such as https://archive.example, and not {address}"));
    }
    Ok(address.to_owned())
}

/// The file that says which site `archive-viewer publish` made, and what an earlier version of it kept beside the viewer.
const PUBLISHED: &str = "published.json";
const KEPT: &[&str] = &["p", "pictures", "search", PUBLISHED];

fn assemble(root: &Path, options: Options) -> Outcome {
    if options.posts.is_none() && !options.pages.is_empty() {
        return Err(format!("{} is of the pages of posts, which --posts names", options.pages[0]).into());
    }
    let out = options.out.clone().unwrap_or_else(|| root.join("dist"));
    refuse_to_replace(&out)?;
    let site = out.join("site");
    match &options.posts {
        Some(posts) if !posts.exists() => {
            return Err(format!("there is no folder and no archive at {}", posts.display()).into());
        }
        Some(posts) => {
            let viewer = build::target_folder(root).join("dist-viewer");
            clear(&viewer)?;
            make_viewer(root, &viewer, &options, &["--bare"])?;
            clear_all_but(&site, if is_published(&site) { None } else { Some(KEPT) })?;
            publish(root, posts, &viewer, &site, &options)?;
            clear(&viewer)?;
        }
        None => {
            clear_all_but(&site, Some(&[]))?;
            fs::create_dir_all(&site)?;
            // Without this file GitHub Pages skips names with a leading underscore. It also marks the folder as ours.
            fs::write(site.join(".nojekyll"), "")?;
            make_viewer(root, &site, &options, &[])?;
            for (path, text) in headers(&policy(&options), &options).files() {
                fs::create_dir_all(site.join(&path).parent().unwrap_or(&site))?;
                fs::write(site.join(&path), text)?;
            }
        }
    }
    fs::write(out.join("nginx.conf"), headers(&policy(&options), &options).nginx())?;
    make_single_file(root, &out.join("archive-viewer.html"), &site, &options)
}

/// The viewer's files in a folder, with all its cores.
fn make_viewer(root: &Path, folder: &Path, options: &Options, more: &[&str]) -> Outcome {
    let cores = [
        ("--reading", build::build_reading_core(root)?),
        ("--searching", build::build_searching_core(root)?),
        ("--exporting", build::build_exporting_core(root)?),
    ]
    .map(|(name, folder)| [name.to_owned(), folder.to_string_lossy().into_owned()]);
    let folder = folder.to_string_lossy();
    let mut words = vec!["xtask/dist/main.js", "site", "--out", &folder];
    words.extend(cores.as_flattened().iter().map(String::as_str));
    words.extend(options.allow.iter().flat_map(|origin| ["--allow", origin]));
    words.extend(options.frame.iter().flat_map(|origin| ["--frame", origin]));
    words.extend(options.source.iter().flat_map(|source| ["--source", source]));
    words.extend(more);
    Step::new(root, "node", &words).run()
}

fn make_single_file(root: &Path, file: &Path, site: &Path, options: &Options) -> Outcome {
    let (file, site) = (file.to_string_lossy(), site.to_string_lossy());
    let mut words = vec!["xtask/dist/main.js", "single", "--out", &*file, "--policy", CONTENT_SECURITY_POLICY];
    words.extend(options.source.iter().flat_map(|source| ["--source", source]));
    if options.posts.is_some() {
        words.extend(["--library", &*site]);
    }
    Step::new(root, "node", &words).run()
}

/// The policy of the viewer's page.
fn policy(options: &Options) -> String {
    let connections: String = options.allow.iter().map(|origin| format!(" {origin}")).collect();
    let frames =
        if options.frame.is_empty() { String::new() } else { format!("; frame-src {}", options.frame.join(" ")) };
    CONTENT_SECURITY_POLICY.replace("connect-src 'self'", &format!("connect-src 'self'{connections}{frames}"))
}

fn headers<'a>(policy: &'a str, options: &'a Options) -> Headers<'a> {
    Headers { policy, base: options.base.as_deref().unwrap_or("/"), has_library: options.posts.is_some() }
}

/// A call of the command, compiled with optimisation or, for tests, as they have it already.
///
/// # Errors
/// When it can't be compiled.
pub fn command(root: &Path, arguments: &[&str], is_test: bool) -> Outcome<Step> {
    if is_test {
        return Ok(Step::new(root, &build::command_for_tests(root)?.to_string_lossy(), arguments));
    }
    let cargo = ["run", "--profile", "release", "--features", "command", "--bin", "archive-viewer", "--"];
    Ok(Step::new(root, "cargo", &[&cargo, arguments].concat()))
}

/// Makes the site of posts, with the viewer.
fn publish(root: &Path, posts: &Path, viewer: &Path, site: &Path, options: &Options) -> Outcome {
    let (posts, viewer, site) = (posts.to_string_lossy(), viewer.to_string_lossy(), site.to_string_lossy());
    let mut words = vec!["publish", &*posts, "--out", &site, "--site", &viewer];
    words.extend(options.base.iter().flat_map(|base| ["--base", base]));
    words.extend(options.title.iter().flat_map(|title| ["--title", title]));
    words.extend(options.pages.iter().map(String::as_str));
    command(root, &words, options.is_test)?.run()
}

/// Whether the viewer in a site is known to `archive-viewer publish`.
fn is_published(site: &Path) -> bool {
    fs::read_to_string(site.join(PUBLISHED)).is_ok_and(|text| text.contains("\"index.html\""))
}

/// Clears a folder of all but some names; of nothing without any.
fn clear_all_but(folder: &Path, kept: Option<&[&str]>) -> Outcome {
    let Some(kept) = kept.filter(|_| folder.exists()) else { return Ok(()) };
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if kept.contains(&&*entry.file_name().to_string_lossy()) {
            continue;
        }
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false => fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}

/// Output of an earlier call may be replaced; a folder of the same name that is not one is left alone.
fn refuse_to_replace(out: &Path) -> Outcome {
    let site = out.join("site");
    // This file is written first.
    if site.exists() && !site.join(".nojekyll").is_file() {
        return Err(format!("{} is there and was not made by this command", site.display()).into());
    }
    Ok(())
}

fn clear(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Options, base, origin, refuse_to_replace};
    use std::fs;
    use std::path::Path;

    #[test]
    fn options_come_in_any_order() {
        let options = Options::read(&["--title", "Old news", "--base", "news", "--posts", "/archive.zip"]).unwrap();
        assert_eq!(options.title.as_deref(), Some("Old news"));
        assert_eq!(options.base.as_deref(), Some("/news/"));
        assert_eq!(options.posts.as_deref(), Some(Path::new("/archive.zip")));
        let options = Options::read(&["--url", "https://news.example/a/b/", "--pictures", "link"]).unwrap();
        assert_eq!(options.base.as_deref(), Some("/a/b/"));
        assert_eq!(options.pages, ["--url", "https://news.example/a/b/", "--pictures", "link"]);
        let options = Options::read(&["--base", "/c/", "--url", "https://news.example"]).unwrap();
        assert_eq!(options.base.as_deref(), Some("/c/"));
        for wrong in [&["--posts"][..], &["--to", "x"], &["site"], &["--url", "news.example"]] {
            assert!(Options::read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_base_is_a_path_of_an_address() {
        for (given, path) in [("/", "/"), ("", "/"), ("/a/b", "/a/b/"), ("a/", "/a/"), ("/%E6%96%87/", "/%E6%96%87/")] {
            assert_eq!(base(given).as_deref(), Ok(path));
        }
        for wrong in ["https://example.org/a/", "/a b/", "/a//b/", "/../", "/a\n/"] {
            assert!(base(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_site_is_a_scheme_and_a_host() {
        assert_eq!(origin("--allow", "https://archive.example/").as_deref(), Ok("https://archive.example"));
        assert_eq!(origin("--allow", "http://127.0.0.1:8080").as_deref(), Ok("http://127.0.0.1:8080"));
        for wrong in ["archive.example", "https://", "https://a.example/posts", "https://a.example; img-src *", "*"] {
            assert!(origin("--allow", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_foreign_folder_is_not_replaced() {
        let folder = std::env::temp_dir().join(format!("xtask-dist-{}", std::process::id()));
        assert!(refuse_to_replace(&folder).is_ok());
        fs::create_dir_all(folder.join("site")).unwrap();
        assert!(refuse_to_replace(&folder).is_err());
        fs::write(folder.join("site/.nojekyll"), "").unwrap();
        assert!(refuse_to_replace(&folder).is_ok());
        fs::remove_dir_all(folder).unwrap();
    }
}

//! The published forms: a site for any static host, and the whole viewer in one file.
//!
//! The scripts in `xtask/dist/` assemble them; this module provides what they need.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::build;
use crate::command::Step;
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
    out: Option<PathBuf>,
}

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

/// Assembles `dist/` from the page as built.
///
/// # Errors
/// When the archive can't be read, or a script fails.
pub fn of_built_page(root: &Path, words: &[&str]) -> Outcome {
    assemble(root, Options::read(words)?)
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

fn assemble(root: &Path, options: Options) -> Outcome {
    let unpacked = build::target_folder(root).join("dist-posts");
    let posts = options.posts.map(|source| unpack(root, &source, &unpacked)).transpose()?;
    let out = options.out.unwrap_or_else(|| root.join("dist"));
    refuse_to_replace(&out)?;

    let mut arguments =
        vec!["xtask/dist/main.js".to_owned(), "--policy".to_owned(), CONTENT_SECURITY_POLICY.to_owned()];
    let mut add = |name: &str, value: String| arguments.extend([name.to_owned(), value]);
    add("--out", out.to_string_lossy().into_owned());
    if let Some(posts) = posts {
        add("--posts", posts.to_string_lossy().into_owned());
    }
    if let Some(title) = options.title {
        add("--title", title);
    }
    if let Some(base) = options.base {
        add("--base", base);
    }
    for origin in options.allow {
        add("--allow", origin);
    }
    for origin in options.frame {
        add("--frame", origin);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = Step::new(root, "node", &arguments).run();
    clear(&unpacked)?;
    outcome
}

/// Has the core list an archive or a folder and unpack it into `folder`; gives the path of the list.
fn unpack(root: &Path, source: &Path, folder: &Path) -> Outcome<PathBuf> {
    if !source.exists() {
        return Err(format!("there is no folder and no archive at {}", source.display()).into());
    }
    clear(folder)?;
    fs::create_dir_all(folder)?;
    let list = folder.join("contents.json");
    let (source, files) = (source.to_string_lossy(), folder.join("files"));
    let arguments = ["run", "--release", "--example", "unpack", "--", &source, &files.to_string_lossy()];
    Step::new(root, "cargo", &arguments).run_into(&list)?;
    Ok(list)
}

/// Output of an earlier call may be replaced; a folder of the same name that is not one is left alone.
fn refuse_to_replace(out: &Path) -> Outcome {
    let site = out.join("site");
    // The scripts write this file first.
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
        for wrong in [&["--posts"][..], &["--to", "x"], &["site"]] {
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

//! A zip's posts, unpacked into a folder: what `cargo xtask dist --posts ARCHIVE.zip` puts into a site.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::Outcome;

/// The largest file that is unpacked, in bytes. Posts have some 10 KB and pictures some 100.
const MAX_FILE: u64 = 32 * 1024 * 1024;
/// What is unpacked in all, in bytes. It stands against archives that are made to fill a disk.
const MAX_ALL: u64 = 8 * 1024 * 1024 * 1024;

/// Kinds of files that a library is made of, and one that tells a Jekyll site from a mere folder of posts.
const WANTED: [&str; 14] = [
    ".md",
    ".markdown",
    ".mdown",
    ".html",
    ".htm",
    ".txt",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".avif",
    ".bmp",
    "_config.yml",
];

/// What was not unpacked, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused {
    /// The name as it stands in the archive.
    pub name: String,
    /// A clause in words.
    pub reason: String,
}

/// Unpacks the posts and pictures of a zip into `folder`. A file that can't be unpacked is refused; the others are not.
///
/// # Errors
/// When the archive can't be read at all, or holds more than a disk should take.
pub fn unpack(archive: &Path, folder: &Path) -> Outcome<Vec<Refused>> {
    let unreadable = |error: &dyn std::fmt::Display| format!("{} can't be read: {error}", archive.display());
    let file = File::open(archive).map_err(|error| unreadable(&error))?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| unreadable(&error))?;
    let mut refused = Vec::new();
    let mut left = MAX_ALL;
    for index in 0..zip.len() {
        let name = match zip.by_index_raw(index) {
            Ok(entry) => name_of(entry.name_raw(), entry.name().ok().as_deref()),
            Err(error) => {
                refused.push(Refused { name: format!("entry {}", index + 1), reason: error.to_string() });
                continue;
            }
        };
        let small = name.to_lowercase();
        if is_hidden(&name) || !WANTED.iter().any(|end| small.ends_with(end)) {
            continue;
        }
        let outcome = match safe_path(&name) {
            None => Err("its name leads out of the archive".into()),
            Some(path) => zip
                .by_index(index)
                .map_err(|error| error.to_string())
                .and_then(|entry| write(entry, &folder.join(path), &mut left).map_err(|error| error.to_string())),
        };
        if left == 0 {
            return Err(format!("{} unpacks to more than {MAX_ALL} bytes", archive.display()).into());
        }
        if let Err(reason) = outcome {
            refused.push(Refused { name, reason });
        }
    }
    Ok(refused)
}

/// A name's text: many programs write UTF-8 without saying so, and what the archive then claims is the names' encoding
/// of 1981.
fn name_of(raw: &[u8], claimed: Option<&str>) -> String {
    let utf8 = std::str::from_utf8(raw).ok();
    utf8.or(claimed).map_or_else(|| String::from_utf8_lossy(raw).into_owned(), str::to_owned)
}

/// Whether a file or a folder around it is hidden by a dot, or is what a Mac adds.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|part| part == "__MACOSX" || (part.starts_with('.') && !part.trim_matches('.').is_empty()))
}

/// A path below the folder, if the name can only be one: not absolute, no `..`, no drive.
fn safe_path(name: &str) -> Option<PathBuf> {
    // Some programs on Windows write their own separator.
    let name = name.replace('\\', "/");
    let parts: Vec<&str> = name.split('/').collect();
    let is_drive = |part: &&str| part.len() == 2 && part.ends_with(':');
    let is_safe = |part: &&str| !["", ".", ".."].contains(part) && !part.contains('\0');
    (parts.iter().all(is_safe) && !parts.first().is_some_and(is_drive)).then(|| parts.iter().collect())
}

fn write(entry: impl Read, path: &Path, left: &mut u64) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let most = MAX_FILE.min(*left);
    let mut file = File::create(path)?;
    // What an archive says of its files' sizes is the archive's word.
    let written = match io::copy(&mut entry.take(most + 1), &mut file) {
        Ok(written) => written,
        Err(error) => {
            fs::remove_file(path)?;
            return Err(error);
        }
    };
    *left = left.saturating_sub(written);
    if written > most {
        fs::remove_file(path)?;
        return Err(io::Error::other(format!("it has more than {MAX_FILE} bytes")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{MAX_FILE, Refused, safe_path, unpack};
    use std::fs::{self, File};
    use std::io::{self, Write};
    use std::path::{Path, PathBuf};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A folder of the test's own, gone at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("xtask-unpack-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn archive(&self, fill: impl FnOnce(&mut ZipWriter<File>)) -> PathBuf {
            let path = self.0.join("archive.zip");
            let mut zip = ZipWriter::new(File::create(&path).unwrap());
            fill(&mut zip);
            zip.finish().unwrap();
            path
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    fn refused(names: &[&str], reason: &str) -> Vec<Refused> {
        names.iter().map(|name| Refused { name: (*name).into(), reason: reason.into() }).collect()
    }

    #[test]
    fn posts_and_pictures_come_out_and_nothing_else() {
        let folder = Folder::new("kinds");
        let archive = folder.archive(|zip| {
            for name in [
                "site/_posts/2020-01-02-第一篇.md",
                "site/a.JPG",
                "site/app.js",
                "site/x.svg",
                "site/_config.yml",
                "site/.git/note.md",
                "__MACOSX/site/._a.md",
            ] {
                zip.start_file(name, SimpleFileOptions::default()).unwrap();
                zip.write_all(name.as_bytes()).unwrap();
            }
        });
        let out = folder.0.join("out");
        assert_eq!(unpack(&archive, &out).unwrap(), []);
        let text = fs::read_to_string(out.join("site/_posts/2020-01-02-第一篇.md")).unwrap();
        assert_eq!(text, "site/_posts/2020-01-02-第一篇.md");
        assert!(out.join("site/a.JPG").is_file() && out.join("site/_config.yml").is_file());
        for other in ["site/app.js", "site/x.svg", "site/.git", "__MACOSX"] {
            assert!(!out.join(other).exists(), "{other}");
        }
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let folder = Folder::new("names");
        let names = ["../out.md", "/root.md", "a/../../out.md", "C:\\out.md", "..\\out.md", "a//b.md"];
        let archive = folder.archive(|zip| {
            for name in names.into_iter().chain(["good.md"]) {
                zip.start_file(name, SimpleFileOptions::default()).unwrap();
                zip.write_all(b"text").unwrap();
            }
        });
        let out = folder.0.join("deep/out");
        assert_eq!(unpack(&archive, &out).unwrap(), refused(&names, "its name leads out of the archive"));
        let left: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["good.md"]);
        assert_eq!(fs::read_dir(folder.0.join("deep")).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_unpacks_to_more_than_a_post_may_have_is_refused() {
        let folder = Folder::new("large");
        let archive = folder.archive(|zip| {
            for (name, size) in [("large.md", MAX_FILE + 1), ("largest.md", MAX_FILE)] {
                zip.start_file(name, SimpleFileOptions::default()).unwrap();
                io::copy(&mut io::Read::take(io::repeat(b'a'), size), zip).unwrap();
            }
        });
        let out = folder.0.join("out");
        let reason = format!("it has more than {MAX_FILE} bytes");
        assert_eq!(unpack(&archive, &out).unwrap(), refused(&["large.md"], &reason));
        assert!(!out.join("large.md").exists());
        assert_eq!(fs::metadata(out.join("largest.md")).unwrap().len(), MAX_FILE);
    }

    #[test]
    fn what_is_no_zip_is_said_to_be_so() {
        let folder = Folder::new("none");
        let file = folder.0.join("posts.zip");
        fs::write(&file, "text").unwrap();
        let error = unpack(&file, &folder.0.join("out")).unwrap_err().to_string();
        assert!(error.contains("posts.zip can't be read: "), "{error}");
    }

    #[test]
    fn separators_of_windows_are_separators() {
        assert_eq!(safe_path("a\\b.md").as_deref(), Some(Path::new("a/b.md")));
        for refused in ["", "a/", "/a", "..", "a/./b", "c:/a", "a\0"] {
            assert_eq!(safe_path(refused), None, "{refused}");
        }
    }
}

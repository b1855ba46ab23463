//! The list of a library: rows, newest first, in blocks that the page loads as its reader scrolls, the posts' own files, and what
//! a post that is opened alone needs. `www/js/open/catalogue.js` reads it.

use super::hashes::{base64, bucket_of, hashed_name};
use super::manifest::is_inside;
use super::posts::Posts;
use super::segments;
use super::source::Text;
use crate::article::evidence::{key, source_of};
use crate::library::{Library, Row};
use crate::page::{DateView, SourceView};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The path of the list in the site.
pub const CONTENTS: &str = "library/index.json";

/// The folder of the posts' own files in the site, and of all in its archive.
pub const POSTS: &str = "posts/";

/// Rows in a block: some 40 KB compressed, and several screens.
const BLOCK: usize = 500;

/// Bytes of a file of evidence or of threads, of which a post that is opened alone needs one; and the most such files.
const EVIDENCE: usize = 2000;
const MOST_FILES: usize = 4096;

/// Characters of an excerpt: two lines of a list.
const EXCERPT: usize = 160;

/// Bytes of the archive's name; file systems have 255, and some that encrypt names 143.
const MAX_NAME: usize = 100;

/// Bytes by which a host or a browser may take a file for HTML.
const SNIFFED: usize = 512;

/// The files of a library but its archive and its list, by their paths in the site.
pub struct Catalogue {
    /// Paths of posts' files in the site, below [`POSTS`], by the numbers of their texts.
    pub published: BTreeMap<usize, String>,
    /// Blocks of rows, evidence and threads.
    pub files: Vec<(String, Vec<u8>)>,
    /// Posts that can't have a file, for their paths would lead elsewhere.
    pub left_out: Vec<String>,
    contents: Contents,
}

#[derive(Serialize)]
struct Contents {
    format: u32,
    title: String,
    total: usize,
    blocks: Vec<String>,
    /// Posts in Markdown that got the extension .txt.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    texts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Buckets>,
    #[serde(skip_serializing_if = "Option::is_none")]
    threads: Option<Buckets>,
    archive: Archive,
    segments: &'static str,
}

/// Files of a folder beside the list, of which one has what is asked for.
#[derive(Serialize)]
struct Buckets {
    folder: String,
    count: usize,
}

#[derive(Serialize)]
struct Archive {
    path: String,
    size: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CatalogueRow<'a> {
    file: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a DateView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a SourceView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_text: Option<&'a str>,
    lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dir: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    excerpt: String,
}

impl Catalogue {
    /// The catalogue of posts that are in a library alone.
    pub fn of(title: &str, texts: &[Text], posts: &Posts, library: &Library) -> Catalogue {
        let mut catalogue = Catalogue {
            published: BTreeMap::new(),
            files: Vec::new(),
            left_out: Vec::new(),
            contents: Contents {
                format: 1,
                title: title.to_owned(),
                total: 0,
                blocks: Vec::new(),
                texts: Vec::new(),
                evidence: None,
                threads: None,
                archive: Archive { path: archive_path(title), size: 0 },
                segments: segments::MANIFEST,
            },
        };
        catalogue.add_posts(texts, posts);
        catalogue.add_rows(posts);
        catalogue.add_evidence(posts, texts, library);
        catalogue.add_threads(posts);
        catalogue
    }

    /// The paths of posts' files in the site, by their paths in the archive.
    pub fn raws(&self, texts: &[Text]) -> HashMap<String, String> {
        self.published.iter().map(|(at, path)| (texts[*at].path.clone(), format!("{POSTS}{path}"))).collect()
    }

    /// The path of the archive in the site.
    pub fn archive_path(&self) -> &str {
        &self.contents.archive.path
    }

    /// The list, when the archive is known.
    pub fn contents(&mut self, archive_size: u64) -> Vec<u8> {
        self.contents.archive.size = archive_size;
        json(&self.contents)
    }

    /// Each post that is listed has a file, with those of its thread; exact copies in one row have one for all.
    fn add_posts(&mut self, texts: &[Text], posts: &Posts) {
        let mut row_of: HashMap<usize, usize> = HashMap::new();
        for (at, row) in posts.rows.iter().enumerate() {
            let places = row.places.iter().filter_map(|place| posts.text_at(&place.path));
            row_of.extend(places.chain(posts.thread(at).iter().copied()).map(|text| (text, at)));
        }
        let mut seen: HashSet<(usize, &[u8])> = HashSet::new();
        for (at, text) in texts.iter().enumerate() {
            let is_new = |row: &usize| seen.insert((*row, &text.bytes));
            if !text.is_post || !row_of.get(&at).is_some_and(is_new) {
                continue;
            }
            let path = published_path(&text.path, &text.bytes);
            if !is_inside(&format!("{POSTS}{path}")) {
                self.left_out.push(text.path.clone());
                continue;
            }
            if path != text.path && is_markdown(&text.path) {
                self.contents.texts.push(text.path.clone());
            }
            self.published.insert(at, path);
        }
    }

    /// The file of a row: of the first of its places that has one.
    fn file_of(&self, row: &Row, posts: &Posts) -> Option<&str> {
        let of = |path: &str| self.published.get(&posts.text_at(path)?).map(String::as_str);
        of(&row.path).or_else(|| row.places.iter().find_map(|place| of(&place.path)))
    }

    fn add_rows(&mut self, posts: &Posts) {
        let rows: Vec<CatalogueRow<'_>> =
            posts.rows.iter().filter_map(|row| self.file_of(row, posts).map(|file| row_of(file, row))).collect();
        let blocks: Vec<Vec<u8>> = rows.chunks(BLOCK).map(json).collect();
        self.contents.total = rows.len();
        for (number, block) in (1..).zip(blocks) {
            let name = hashed_name(&format!("rows-{number}"), ".json", &block);
            self.files.push((format!("library/{name}"), block));
            self.contents.blocks.push(name);
        }
    }

    fn add_evidence(&mut self, posts: &Posts, texts: &[Text], library: &Library) {
        let mut evidence = BTreeMap::new();
        let hosts: HashMap<&str, &str> = posts
            .rows
            .iter()
            .flat_map(|row| {
                let host = row.source.as_ref().map_or("", |source| source.host.as_str());
                row.places.iter().map(move |place| (place.path.as_str(), host))
            })
            .collect();
        for at in self.published.keys() {
            let path = &texts[*at].path;
            let Some(host) = hosts.get(path.as_str()) else { continue };
            if let Some(own) = library.evidence_of(0, path) {
                evidence.entry(key(&source_of(host, path))).or_insert_with(|| base64(&own.to_bytes()));
            }
        }
        self.contents.evidence = self.add_buckets("evidence", &evidence, |key, count| (key % count as u64) as usize);
    }

    fn add_threads(&mut self, posts: &Posts) {
        let mut threads: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let files = self.published.clone();
        for (at, row) in posts.rows.iter().enumerate() {
            let parts: Vec<&str> =
                posts.thread(at).iter().filter_map(|part| files.get(part)).map(String::as_str).collect();
            if let (false, Some(file)) = (parts.is_empty(), self.file_of(row, posts)) {
                threads.insert(file.to_owned(), parts);
            }
        }
        self.contents.threads = self.add_buckets("threads", &threads, |path, count| bucket_of(path, count));
    }

    /// Values in as many files as keep each small.
    fn add_buckets<K: Ord + ToString, V: Serialize>(
        &mut self,
        name: &str,
        values: &BTreeMap<K, V>,
        bucket: impl Fn(&K, usize) -> usize,
    ) -> Option<Buckets> {
        if values.is_empty() {
            return None;
        }
        let mut count = 1;
        let files = loop {
            let mut files: Vec<BTreeMap<String, &V>> = (0..count).map(|_| BTreeMap::new()).collect();
            for (key, value) in values {
                files[bucket(key, count)].insert(key.to_string(), value);
            }
            let files: Vec<Vec<u8>> = files.iter().map(json).collect();
            if count >= MOST_FILES || files.iter().all(|file| file.len() <= EVIDENCE) {
                break files;
            }
            count *= 2;
        };
        let folder = hashed_name(name, "", &files.concat());
        for (at, file) in files.into_iter().enumerate() {
            self.files.push((format!("library/{folder}/{at}.json"), file));
        }
        Some(Buckets { folder, count })
    }
}

fn json(value: &(impl Serialize + ?Sized)) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn row_of<'a>(file: &'a str, row: &'a Row) -> CatalogueRow<'a> {
    CatalogueRow {
        file,
        title: &row.title,
        date: row.date.as_ref(),
        author: row.author.as_deref(),
        source: row.source.as_ref(),
        source_text: row.source_text.as_deref(),
        lang: row.lang.as_deref().unwrap_or("und"),
        dir: (row.dir == "rtl").then_some("rtl"),
        excerpt: shortened(&row.excerpt),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The path of the archive in the site, by which a reader keeps it.
fn archive_path(title: &str) -> String {
    let is_sign = |c: char| "\\/:*?\"<>|%#".contains(c) || c.is_whitespace() || c.is_control();
    let words: Vec<&str> = title.split(is_sign).filter(|word| !word.is_empty()).collect();
    let name = words.join(" ");
    let end = (0..=name.len().min(MAX_NAME)).rev().find(|at| name.is_char_boundary(*at)).unwrap_or_default();
    let name = name[..end].trim_matches(['.', ' ']);
    format!("library/{}.zip", if name.is_empty() { "posts" } else { name })
}

fn is_markdown(path: &str) -> bool {
    ends_in(path, &["md", "markdown", "mdown"])
}

fn ends_in(path: &str, extensions: &[&str]) -> bool {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    extension.is_some_and(|own| extensions.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
}

/// The path of a post's file. What a host or a browser may take for HTML gets the extension .txt: a post's scripts would run
/// with the site's rights.
fn published_path(path: &str, bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(SNIFFED)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let is_space = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'\x0b' | b'\xa0');
    let looks_like_page = head.iter().find(|byte| !is_space(byte)) == Some(&b'<');
    let stays = ends_in(path, &["txt"]) || is_markdown(path) && !looks_like_page;
    if stays { path.to_owned() } else { format!("{path}.txt") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_of_a_post_is_taken_for_a_page() {
        for (path, text, published) in [
            ("_posts/a.md", "---\ntitle: A\n---\n<p>x", "_posts/a.md"),
            ("_posts/a.md", "<html>", "_posts/a.md.txt"),
            ("_posts/a.md", "\u{feff}\n \u{b} <p>", "_posts/a.md.txt"),
            ("a.html", "x", "a.html.txt"),
            ("a.mdx", "x", "a.mdx.txt"),
            ("a.TXT", "<html>", "a.TXT"),
            ("a.b/c", "x", "a.b/c.txt"),
        ] {
            assert_eq!(published_path(path, text.as_bytes()), published, "{path}");
        }
    }

    #[test]
    fn an_archive_has_a_name_that_any_host_has() {
        assert_eq!(archive_path("Old news"), "library/Old news.zip");
        assert_eq!(archive_path(" 50% of: a/b? "), "library/50 of a b.zip");
        assert_eq!(archive_path("../"), "library/posts.zip");
        assert_eq!(archive_path("渡口"), "library/渡口.zip");
    }

    #[test]
    fn an_excerpt_is_cut_at_a_character() {
        assert_eq!(shortened("a"), "a");
        assert_eq!(shortened(&"渡".repeat(160)), "渡".repeat(160));
        assert_eq!(shortened(&format!("{} x", "渡".repeat(160))), format!("{}…", "渡".repeat(160)));
    }
}

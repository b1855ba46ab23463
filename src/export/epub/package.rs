//! The package document: what the book is, its files and their order.

use super::contents::{Chapter, by_count};
use super::options::Options;
use super::picture::Kind;
use super::words::is_tag;
use crate::text::xml::escape;

/// The file that says where the package is.
pub const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<container version=\"1.0\" \
    xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n<rootfile full-path=\"book/package.opf\" \
    media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n";

/// Names of creators and sources beyond which the rest is left to the chapters.
const MOST_NAMES: usize = 50;

/// The day of a book whose posts have none.
const NO_DAY: &str = "1970-01-01";

/// What the package says.
pub struct Package<'a> {
    /// What the caller says of the book.
    pub options: &'a Options,
    /// Its chapters, in order.
    pub chapters: &'a [Chapter],
    /// Its pictures.
    pub pictures: &'a [(String, Kind)],
    /// The SHA-256 of its other files.
    pub hash: [u8; 32],
}

impl Package<'_> {
    /// The languages of the posts, the most frequent first.
    pub fn languages(chapters: &[Chapter]) -> Vec<&str> {
        let known = chapters.iter().map(|chapter| &*chapter.lang).filter(|lang| is_tag(lang) && *lang != "und");
        let languages = by_count(known);
        if languages.is_empty() { vec!["und"] } else { languages }
    }

    /// The document.
    pub fn document(&self) -> String {
        let languages = Self::languages(self.chapters);
        let direction = if self.is_from_right(languages[0]) { " page-progression-direction=\"rtl\"" } else { "" };
        let lang = escape(languages[0]);
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"id\" xml:lang=\"{lang}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
        );
        self.metadata(&languages, &mut out);
        out.push_str("</metadata>\n<manifest>\n");
        let own = [
            ("nav", "nav.xhtml", "application/xhtml+xml", " properties=\"nav\""),
            ("cover", "cover.xhtml", "application/xhtml+xml", ""),
            ("cover-picture", "cover.svg", "image/svg+xml", " properties=\"cover-image\""),
            ("style", "book.css", "text/css", ""),
        ];
        for (id, file, media_type, properties) in own {
            out.push_str(&format!("<item id=\"{id}\" href=\"{file}\" media-type=\"{media_type}\"{properties}/>\n"));
        }
        let files = || self.chapters.iter().flat_map(|chapter| &chapter.files);
        for file in files() {
            let id = id_of(file);
            out.push_str(&format!("<item id=\"{id}\" href=\"{file}\" media-type=\"application/xhtml+xml\"/>\n"));
        }
        for (at, (file, kind)) in self.pictures.iter().enumerate() {
            let media_type = kind.media_type;
            out.push_str(&format!("<item id=\"picture-{at}\" href=\"{file}\" media-type=\"{media_type}\"/>\n"));
        }
        out.push_str(&format!(
            "</manifest>\n<spine{direction}>\n<itemref idref=\"cover\"/>\n<itemref idref=\"nav\"/>\n"
        ));
        for file in files() {
            out.push_str(&format!("<itemref idref=\"{}\"/>\n", id_of(file)));
        }
        out.push_str("</spine>\n</package>\n");
        out
    }

    fn metadata(&self, languages: &[&str], out: &mut String) {
        let options = self.options;
        let mut field = |name: &str, value: &str| {
            let value = escape(value.trim());
            if !value.is_empty() {
                out.push_str(&format!("<dc:{name}>{value}</dc:{name}>\n"));
            }
        };
        field("title", if options.title.trim().is_empty() { "–" } else { &options.title });
        let of_posts = || by_count(self.chapters.iter().filter_map(|chapter| chapter.author.as_deref()));
        let creators =
            if options.authors.is_empty() { of_posts() } else { options.authors.iter().map(String::as_str).collect() };
        creators.iter().take(MOST_NAMES).for_each(|creator| field("creator", creator));
        languages.iter().for_each(|language| field("language", language));
        let day = self.chapters.iter().filter_map(Chapter::day).max();
        if let Some(day) = day {
            field("date", day);
        }
        let sources = by_count(self.chapters.iter().filter_map(|chapter| chapter.host.as_deref()));
        sources.iter().take(MOST_NAMES).for_each(|source| field("source", source));
        field("publisher", options.publisher.as_deref().unwrap_or_default());
        field("rights", options.rights.as_deref().unwrap_or_default());
        let day = day.unwrap_or(NO_DAY);
        out.push_str(&format!("<dc:identifier id=\"id\">urn:uuid:{}</dc:identifier>\n", uuid(self.hash)));
        // There is no clock: a book is as new as its newest post.
        out.push_str(&format!("<meta property=\"dcterms:modified\">{day}T00:00:00Z</meta>\n"));
    }

    fn is_from_right(&self, lang: &str) -> bool {
        let rtl = self.chapters.iter().filter(|chapter| chapter.dir == "rtl").count();
        self.options.is_vertical && super::words::is_han(lang) || rtl * 2 > self.chapters.len()
    }
}

fn id_of(file: &str) -> &str {
    file.trim_end_matches(".xhtml")
}

/// A name-based UUID of version 8, which leaves the hash to its maker.
fn uuid(hash: [u8; 32]) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

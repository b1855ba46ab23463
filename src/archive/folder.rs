//! A dropped folder: paths and sizes of its files → the same rows as an archive's, by the same rules.
//!
//! Nothing here does IO: the caller brings the bytes of texts.

use super::entry::{EntryInfo, Listing, Location, Row, Unpacked};
use super::image::Images;

/// The files of one folder, or files dropped together.
pub struct Folder {
    listing: Listing,
    images: Option<Images>,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Folder { listing: Listing::default(), images: None }
    }

    /// Adds a file by its path relative to the folder and its size in bytes; returns its index, or `None` if full.
    pub fn push(&mut self, path: &str, size: u64) -> Option<u32> {
        self.images = None;
        // Nothing is compressed.
        let found = EntryInfo { name: path.to_owned(), size, packed: size, location: Location::Whole, is_file: true };
        self.listing.push(found)
    }

    /// Takes note that all files were added.
    pub fn settle(&mut self) {
        self.listing.settle();
    }

    /// Up to `count` rows from `from`.
    pub fn rows(&self, from: u32, count: u32) -> Vec<Row> {
        (from..from.saturating_add(count)).map_while(|index| self.listing.row(index, true)).collect()
    }

    /// The same without titles and dates guessed from names.
    pub fn rows_without_guesses(&self, from: u32, count: u32) -> Vec<Row> {
        (from..from.saturating_add(count)).map_while(|index| self.listing.row(index, false)).collect()
    }

    /// The indices of readable texts that may be posts, in order.
    pub fn texts(&self) -> Vec<u32> {
        let texts = self.listing.entries.iter().enumerate().filter(|(_, entry)| entry.is_text());
        texts.map(|(index, _)| index as u32).collect()
    }

    /// A text's bytes, and whether they make it a post; `None` if there is no such file.
    pub fn text(&mut self, index: u32, bytes: Vec<u8>) -> Option<Unpacked> {
        ((index as usize) < self.listing.entries.len()).then(|| self.listing.unpacked(index, bytes))
    }

    /// The index of the site's configuration.
    pub fn site_config(&self) -> Option<u32> {
        self.listing.site_config()
    }

    /// The index of the image that `url` refers to in the post at path `post`.
    pub fn find_image(&mut self, post: &str, url: &str) -> Option<u32> {
        let listing = &self.listing;
        self.images.get_or_insert_with(|| Images::of(listing)).resolve(post, url, listing)
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Role;

    #[test]
    fn files_of_a_folder_are_told_apart_as_in_an_archive() {
        let mut folder = Folder::new();
        for path in ["_posts/2020-01-02-a.md", "README.md", "loose.md", "images/a.png", "old.zip", "../out.md"] {
            folder.push(path, 10);
        }
        let rows = folder.rows(0, 9);
        let roles: Vec<_> = rows.iter().map(|row| row.role).collect();
        assert_eq!(roles, [Role::Post, Role::OtherText, Role::Text, Role::Image, Role::Archive, Role::Text]);
        assert_eq!(rows[0].date.as_deref(), Some("2020-01-02"));
        assert!(!rows[5].path.contains(".."), "{}", rows[5].path);
        assert_eq!(folder.texts(), [0, 2, 5]);
        assert_eq!(folder.find_image("_posts/2020-01-02-a.md", "/images/a.png"), Some(3));
    }

    #[test]
    fn content_tells_a_post_from_a_template() {
        let mut folder = Folder::new();
        folder.push("a.md", 10);
        folder.push("b.md", 10);
        assert!(folder.text(0, b"Words.".to_vec()).unwrap().is_post);
        assert!(!folder.text(1, b"{{ content }}".to_vec()).unwrap().is_post);
        assert!(folder.text(2, Vec::new()).is_none());
    }
}

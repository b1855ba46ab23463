//! Where posts come from: an input with its texts in memory and everything else read when it is asked for.

use super::host::Files;
use crate::archive::{Row, wrapping};
use crate::file::{Decoders, read_text};
use crate::post::{Site, author_names, names_authors, site};
use crate::publish::addresses::Permalinks;
use std::collections::HashMap;

/// An archive or a folder.
pub struct Source<F> {
    /// Its texts.
    pub texts: Vec<Text>,
    /// What its configuration says of its site.
    pub site: Site,
    /// The patterns of its permalinks.
    pub permalinks: Permalinks,
    /// Its name.
    pub name: String,
    /// Names of authors by their ids.
    pub names: HashMap<String, String>,
    files: F,
    /// The folder around everything, which is no part of paths.
    wrapping: String,
    rows: Vec<Row>,
}

/// A text.
pub struct Text {
    /// Its path, without the folder around everything.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is a post.
    pub is_post: bool,
}

impl<F: Files> Source<F> {
    /// An input of this name whose texts were read. A single file has no folders in its path.
    ///
    /// # Errors
    /// When a file that says something of the whole can't be read.
    pub fn new(
        name: &str,
        mut texts: Vec<Text>,
        files: F,
        is_file: bool,
        decoders: &dyn Decoders,
    ) -> Result<Source<F>, String> {
        let rows = files.rows();
        let wrapping = wrapping(&rows);
        for text in &mut texts {
            let base = || text.path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(&text.path);
            let path = if is_file { base() } else { &text.path[wrapping.len()..] };
            text.path = path.to_owned();
        }
        let name = name.split('.').find(|part| !part.is_empty()).unwrap_or("posts").to_owned();
        let (site, permalinks, names) = Default::default();
        let mut source = Source { texts, site, permalinks, name, names, files, wrapping, rows };
        source.read_config(decoders)?;
        source.read_names(decoders)?;
        Ok(source)
    }

    fn read_config(&mut self, decoders: &dyn Decoders) -> Result<(), String> {
        let Some(index) = self.files.site_config() else { return Ok(()) };
        let path = self.rows[index as usize].path.clone();
        if let Some(text) = self.text_of(index, decoders)? {
            self.site = site(&path, &text);
            self.permalinks = Permalinks::of(&path, &text);
        }
        Ok(())
    }

    fn read_names(&mut self, decoders: &dyn Decoders) -> Result<(), String> {
        let files: Vec<(u32, String)> =
            self.rows.iter().filter(|row| names_authors(&row.path)).map(|row| (row.index, row.path.clone())).collect();
        for (index, path) in files {
            if let Some(text) = self.text_of(index, decoders)? {
                for (id, name) in author_names(&path, &text) {
                    self.names.entry(id).or_insert(name);
                }
            }
        }
        Ok(())
    }

    fn text_of(&self, index: u32, decoders: &dyn Decoders) -> Result<Option<String>, String> {
        let path = &self.rows[index as usize].path;
        Ok(self.read(index)?.and_then(|bytes| read_text(path, &bytes, decoders).ok()).map(|file| file.text))
    }

    /// The bytes of a file; nothing if the archive is damaged there.
    ///
    /// # Errors
    /// When the input can't be read.
    pub fn read(&self, index: u32) -> Result<Option<Vec<u8>>, String> {
        self.files.read(index)
    }

    /// The number and the path of the picture that a post names.
    pub fn find_image(&mut self, post: &str, url: &str) -> Option<(u32, String)> {
        let index = self.files.find_image(&format!("{}{post}", self.wrapping), url)?;
        Some((index, self.rows[index as usize].path[self.wrapping.len()..].to_owned()))
    }
}

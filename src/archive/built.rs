//! Pages that a generator made of a site's sources, which are in the archive too: `public/` beside the configuration and the
//! sources of Hugo, Zola or Hexo. They are copies, and so the site's own.

use crate::post::is_site_config;
use crate::post::name::extension;

/// Folders of sources: of Hugo and Zola, and of Hexo.
const SOURCES: [&str; 2] = ["content/", "source/_posts/"];

/// Most sites of an archive that are asked about: each takes a look at all files.
const MOST_SITES: usize = 16;

/// The sites that were asked about, by the path of their folder.
#[derive(Default)]
pub(super) struct BuiltSites(Vec<(String, bool)>);

impl BuiltSites {
    /// Whether a text is such a page, as far as the archive's files are known: their paths, and whether each is a text that
    /// may be a post. Of each site it is decided once.
    pub(super) fn has<'a, F: Iterator<Item = (&'a str, bool)>>(&mut self, path: &str, files: impl Fn() -> F) -> bool {
        let Some(root) = root_of_page(path) else { return false };
        if let Some((_, is_built)) = self.0.iter().find(|(own, _)| own == root) {
            return *is_built;
        }
        let is_built = self.0.len() < MOST_SITES && is_built(root, &mut files(), &mut files());
        if self.0.len() < MOST_SITES {
            self.0.push((root.to_owned(), is_built));
        }
        is_built
    }
}

/// The folder of the site that a page in `public/` is of.
fn root_of_page(path: &str) -> Option<&str> {
    let is_page = matches!(&*extension(path), "html" | "htm" | "txt");
    let at = if path.starts_with("public/") { 0 } else { path.find("/public/")? + 1 };
    is_page.then(|| &path[..at])
}

/// Whether the folder has a configuration, and sources of which the pages can be made. Both are given all files.
fn is_built<'a>(
    root: &str,
    mut configs: &mut dyn Iterator<Item = (&'a str, bool)>,
    mut sources: &mut dyn Iterator<Item = (&'a str, bool)>,
) -> bool {
    let is_source = |path: &str| SOURCES.iter().any(|folder| path.starts_with(folder)) && extension(path) != "html";
    Iterator::any(&mut configs, |(path, _)| path.strip_prefix(root).is_some_and(is_site_config))
        && Iterator::any(&mut sources, |(path, is_text)| is_text && path.strip_prefix(root).is_some_and(is_source))
}

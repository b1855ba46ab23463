//! What an entry is, by its path: a post, a text that may be one, an image, or part of the site.

use crate::post::name::{base, extension};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArchiveRole"))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A post: by its folder, or by its front matter once it has been read.
    Post,
    /// A text outside the post folders. It is a post if it has front matter, which is known once it has been read.
    Text,
    /// An image.
    #[serde(rename = "picture")]
    Image,
    /// An archive in the archive; it is listed and not opened.
    Archive,
    /// Everything else: the site's layouts and scripts, readme and licence, files left by the operating system.
    Other,
}

// Space-separated lists.

const TEXTS: &str = "md markdown mdown mdx html htm txt";
const IMAGES: &str = "jpg jpeg png gif webp avif svg bmp";
const ARCHIVES: &str = "zip tar gz tgz 7z rar xz txz bz2 zst tbz2";

/// Folders of posts, as named by Jekyll, Hexo, Hugo and the archives themselves.
const POST_FOLDERS: &str = "_posts _drafts posts archived content source";

/// Folders of a site's machinery. Inside a post folder they belong to a post.
const SITE_FOLDERS: &str = "\
    _layouts _includes _sass _data _site _plugins layouts includes partials templates themes scaffolds \
    archetypes node_modules vendor bower_components docs";

/// File stems that describe the project, in any folder.
const PROJECT_FILES: &str =
    "readme license licence licenses copying contributing changelog code_of_conduct contributors";

/// File stems that are pages of the site. Inside a post folder they may be posts: the 404th, or a history.
const SITE_PAGES: &str = "\
    copyright notice notices authors changes history security support pull_request_template \
    issue_template 404 403 500 robots";

/// The role of an entry with this safe path.
pub(super) fn of_path(path: &str) -> Role {
    let name = base(path);
    let mut folders = path.split('/').rev().skip(1).collect::<Vec<_>>();
    folders.reverse();
    if name.starts_with('.') || folders.iter().any(|folder| is_system_folder(folder)) {
        return Role::Other;
    }
    let extension = extension(name);
    let is = |list| is_in(&extension, list);
    if is(IMAGES) {
        return Role::Image;
    }
    if is(ARCHIVES) {
        return Role::Archive;
    }
    if !is(TEXTS) {
        return Role::Other;
    }
    let stem = name[..name.len() - extension.len() - 1].to_ascii_lowercase();
    let is_markdown = !matches!(extension.as_str(), "html" | "htm" | "txt");
    // A post may have a folder of its own, as `index.md`, with its images beside it.
    let is_list = matches!(stem.as_str(), "index" | "_index") && !(stem == "index" && is_markdown);
    let is_named = |list| is_in(stem.split('.').next().unwrap_or(&stem), list);
    if is_list || is_named(PROJECT_FILES) {
        return Role::Other;
    }
    for folder in folders {
        let folder = folder.to_ascii_lowercase();
        if is_in(&folder, POST_FOLDERS) {
            return if stem == "index" { Role::Text } else { Role::Post };
        }
        if is_in(&folder, SITE_FOLDERS) {
            return Role::Other;
        }
    }
    if is_named(SITE_PAGES) { Role::Other } else { Role::Text }
}

fn is_in(word: &str, list: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// Left by operating systems: hidden folders, and the resource forks that macOS packs.
fn is_system_folder(folder: &str) -> bool {
    folder.starts_with('.') || folder == "__MACOSX"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(role: Role, paths: &[&str]) {
        for path in paths {
            assert_eq!(of_path(path), role, "{path}");
        }
    }

    #[test]
    fn posts() {
        check(
            Role::Post,
            &["_posts/a.md", "x-main/archived/2020-01-02/a.MD", "content/de/a.html", "source/_posts/a.txt"],
        );
        check(Role::Post, &["Posts/a.markdown", "posts/a.mdx", "posts/vendor/a.mdown", "_posts/readme-of-a-life.md"]);
        check(Role::Post, &["_posts/404.md", "posts/history.md"]);
        check(Role::Text, &["a.md", "blog/a.txt", "content/post/a/index.md", "src/a.mdx", "2020/a.htm"]);
    }

    #[test]
    fn what_belongs_to_a_site() {
        check(Role::Other, &["README.md", "readme.zh-CN.md", "x/LICENSE.txt", "LICENSE", "_layouts/post.html"]);
        check(Role::Other, &["x/_includes/head.html", "index.html", "posts/index.html", "404.md", "content/_index.md"]);
        check(Role::Other, &["themes/x/source/a.md", "node_modules/x/a.md", "robots.txt", "a.css", "_config.yml"]);
    }

    #[test]
    fn what_systems_leave() {
        check(Role::Other, &[".github/a.md", "_posts/.a.md", "__MACOSX/_posts/._a.md", ".DS_Store"]);
    }

    #[test]
    fn pictures_and_archives() {
        check(Role::Image, &["images/a.PNG", "_posts/a.webp", "a.svg"]);
        check(Role::Archive, &["a.zip", "_posts/old.tar.gz"]);
    }
}

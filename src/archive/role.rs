//! What an entry is: a post, a text that may be one, another text, an image, or part of the site's machinery.
//!
//! The decision has two halves: [`of_path`] when an entry is listed, and [`of_text`] for a text that its path leaves open.
//! In doubt a text is a post. Once posts are cleaned, [`has_no_body`] tells which of them have nothing to read.

use super::outline::Outline;
use crate::Post;
use crate::post::name::{base, extension};
use crate::post::{split_front_matter, with_line_feeds};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArchiveRole"))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A post: by its folder, or by its content once it has been read.
    Post,
    /// A text that its path leaves open. Once it has been read, it is a post or another text.
    Text,
    /// A text that is plainly the site's own: a readme, a layout, a list of posts, a page about a user.
    OtherText,
    /// An image.
    #[serde(rename = "picture")]
    Image,
    /// An archive in the archive; it is listed and not opened.
    Archive,
    /// Everything else: scripts, styles, data, files left by the operating system.
    Other,
}

// Space-separated lists.

const TEXTS: &str = "md markdown mdown mdx html htm txt mhtml mht";
const IMAGES: &str = "jpg jpeg png gif webp avif svg bmp";
const ARCHIVES: &str = "zip tar gz tgz 7z rar xz txz bz2 zst tbz2";

/// Folders of posts, as named by Jekyll, Hexo, Hugo, Astro and the archives themselves.
const POST_FOLDERS: &str = "_posts _drafts posts archived";

/// Folders of all that is written for a site, its pages among it. No folder in them is the site's machinery.
const CONTENT_FOLDERS: &str = "content source";

/// Folders of a site's machinery. Inside a post folder they belong to a post.
/// Case matters: `Themes` may be a folder of notes; `Templates` are an editor's.
const SITE_FOLDERS: &str = "\
    _layouts _includes _sass _data _site _plugins layouts includes partials templates Templates themes scaffolds \
    archetypes node_modules vendor bower_components";

/// How folders of pages about users or terms begin: `_users`, `_category_info`.
const TERM_FOLDERS: [&str; 6] = ["_user", "_author", "_member", "_people", "_categor", "_tag"];

/// File stems that describe the project, in any folder.
const PROJECT_FILES: &str =
    "readme license licence licenses copying contributing changelog code_of_conduct contributors";

/// File stems that do so in capitals; otherwise somebody may have written about history.
const CAPITAL_FILES: &str = "COPYRIGHT NOTICE NOTICES AUTHORS CHANGES HISTORY SECURITY";

/// File stems that are pages of the site. Inside a post folder they may be posts: the 404th.
const SITE_PAGES: &str = "pull_request_template issue_template 404 403 500 robots";

/// File stems written for machines, unless they are Markdown.
const MACHINE_FILES: &str = "feed rss atom sitemap humans ads security requirements cmakelists";

/// Folders whose `index.html` lists posts: `tag/sea/index.html`, `page/2/index.html`.
const LISTING_FOLDERS: &str = "tag tags category categories author authors page feed";

/// Layouts, and Hexo's types, of pages that list posts or lead elsewhere.
const LISTING_LAYOUTS: &str = "\
    home index archive archives category categories tag tags author authors user users search feed list redirect \
    sitemap 404";

/// Most letters that a page of templates may have beside what they fill in.
const MAX_LETTERS: usize = 200;

/// With more letters outside links, an index page is more than a list.
const MAX_UNLINKED: usize = 600;

/// Larger texts are posts, whatever they contain, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// The role of an entry with this safe path.
pub(super) fn of_path(path: &str) -> Role {
    let name = base(path);
    let extension = extension(name);
    let is = |list| is_in(&extension, list);
    let mut folders = path.split('/').rev().skip(1).collect::<Vec<_>>();
    folders.reverse();
    if name.starts_with("._") || folders.contains(&"__MACOSX") {
        return Role::Other;
    }
    if name.starts_with('.') || folders.iter().any(|folder| folder.starts_with('.')) {
        return if is(TEXTS) { Role::OtherText } else { Role::Other };
    }
    if is(IMAGES) {
        return Role::Image;
    }
    if is(ARCHIVES) {
        return Role::Archive;
    }
    if !is(TEXTS) {
        return Role::Other;
    }
    let stem = &name[..name.len() - extension.len() - 1];
    let lower = stem.to_ascii_lowercase();
    let is_markdown = !matches!(extension.as_str(), "html" | "htm" | "txt" | "mhtml" | "mht");
    let is_named = |list| is_in(lower.split('.').next().unwrap_or(&lower), list);
    let is_index = lower == "index";
    let is_listing = || folders.iter().any(|folder| is_in(folder, LISTING_FOLDERS));
    if lower == "_index"
        || is_named(PROJECT_FILES)
        || (is_index && !is_markdown && (folders.is_empty() || is_listing()))
    {
        return Role::OtherText;
    }
    let mut is_content = false;
    for folder in &folders {
        let lower = folder.to_ascii_lowercase();
        if is_in(&lower, POST_FOLDERS) {
            return if is_index { Role::Text } else { Role::Post };
        }
        let is_machinery = !is_content && is_in(folder, SITE_FOLDERS);
        if is_machinery || TERM_FOLDERS.iter().any(|start| lower.starts_with(start)) {
            return Role::OtherText;
        }
        is_content |= is_in(&lower, CONTENT_FOLDERS);
    }
    let is_page = is_named(SITE_PAGES) || is_in(stem, CAPITAL_FILES) || (!is_markdown && is_named(MACHINE_FILES));
    if is_page { Role::OtherText } else { Role::Text }
}

/// The role of a text that [`of_path`] left open: another text if it lists posts or is a template, else a post.
pub(super) fn of_text(path: &str, bytes: &[u8]) -> Role {
    if bytes.len() > MAX_BYTES {
        return Role::Post;
    }
    let text = String::from_utf8_lossy(bytes);
    let text = with_line_feeds(&text);
    let (front, body) = split_front_matter(&text);
    let outline = Outline::of(body);
    let is_short = outline.letters + outline.linked <= MAX_LETTERS;
    let is_index = base(path).to_ascii_lowercase().starts_with("index.");
    let is_template = outline.has_loop && (is_short || is_index);
    let is_mostly_links = !outline.has_media && outline.letters < outline.linked.min(MAX_UNLINKED);
    let is_list = outline.is_contents() || (is_index && is_mostly_links);
    if is_template || is_list || (is_short && has_listing_layout(front)) { Role::OtherText } else { Role::Post }
}

/// Whether a post has no body of its own, given that cleaning left nothing of it. The title once or twice is one: a note
/// may be that sentence.
pub(crate) fn has_no_body(post: &Post) -> bool {
    let Outline { letters, linked, .. } = Outline::of(&post.body);
    let letters = letters + linked;
    letters == 0 || letters > 2 * Outline::of(&post.title).letters
}

/// Whether front matter names such a `layout` or `type`.
fn has_listing_layout(front: &str) -> bool {
    let bare = |text: &str| text.trim_matches([' ', '"', '\'', ',']).to_ascii_lowercase();
    front
        .lines()
        .filter_map(|line| line.split_once([':', '=']))
        .any(|(key, value)| matches!(&*bare(key), "layout" | "type") && is_in(&bare(value), LISTING_LAYOUTS))
}

fn is_in(word: &str, list: &str) -> bool {
    list.split(' ').any(|other| other == word)
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
            &["_posts/a.md", "x-main/archived/2020-01-02/a.MD", "source/_posts/a.txt", "docs/_posts/a.md"],
        );
        check(Role::Post, &["Posts/a.markdown", "posts/a.mdx", "posts/vendor/a.mdown", "_posts/readme-of-a-life.md"]);
        check(Role::Post, &["_posts/404.md", "posts/history.md", "src/content/posts/a.md"]);
    }

    #[test]
    fn texts_that_are_read_first() {
        check(Role::Text, &["a.md", "blog/a.txt", "content/post/a/index.md", "src/a.mdx", "2020/a.htm", "docs/a.md"]);
        check(Role::Text, &["Vault/History.md", "Vault/Themes/a.md", "content/themes/a.md", "content/de/a.html"]);
        check(Role::Text, &["2020/a/index.html", "posts/index.html", "feed.md", "_answers/1/2.md"]);
    }

    #[test]
    fn what_belongs_to_a_site() {
        check(Role::OtherText, &["README.md", "readme.zh-CN.md", "x/LICENSE.txt", "_layouts/post.html", "HISTORY.md"]);
        check(
            Role::OtherText,
            &["x/_includes/head.html", "index.html", "404.md", "content/404.md", "content/_index.md"],
        );
        check(Role::OtherText, &["themes/x/posts/a.md", "node_modules/x/a.md", "robots.txt", "Vault/Templates/a.md"]);
        check(
            Role::OtherText,
            &["_users/7.md", "_category_info/1.md", "feed.html", "tag/a/index.html", "page/2/index.html"],
        );
        check(Role::Other, &["a.css", "_config.yml", "LICENSE"]);
    }

    #[test]
    fn what_systems_leave() {
        check(Role::OtherText, &[".github/a.md", "_posts/.a.md"]);
        check(Role::Other, &["__MACOSX/_posts/._a.md", "__MACOSX/a.md", ".DS_Store", ".git/a.png"]);
    }

    #[test]
    fn pictures_and_archives() {
        check(Role::Image, &["images/a.PNG", "_posts/a.webp", "a.svg"]);
        check(Role::Archive, &["a.zip", "_posts/old.tar.gz"]);
    }

    #[test]
    fn a_text_is_a_post_unless_its_content_says_otherwise() {
        let prose = "The lamp stands on the cape, and nobody has lit it since the spring. ".repeat(5);
        let role = |path: &str, body: &str| of_text(path, body.replace("PROSE", &prose).as_bytes());
        for (path, body) in [
            ("a.md", "Words."),
            ("a.md", "---\nlayout: page\ntitle: Me\n---\nI write."),
            ("a.md", "---\nlayout: home\n---\nPROSE"),
            ("about.md", "PROSE {% for post in site.posts %}{{ post.title }}{% endfor %}"),
            ("a.md", "{% include video.html id=\"7\" %}"),
            ("a.md", "A loop:\n```\n{% for post in site.posts %}\n```\n"),
            ("a.md", "My links:\n\n- [A](a.md)"),
            ("links.md", "- [A](https://example.org/a)\n- [B](https://example.org/b)"),
            ("a/index.html", "<nav><a href=/>The home of a long name</a></nav><p>It <a href=/b>burns</a> again.</p>"),
            ("a/index.html", "<a href=/b>The next picture</a><img src=a.jpg>"),
            ("a/index.md", ""),
        ] {
            assert_eq!(role(path, body), Role::Post, "{path}: {body}");
        }
        for (path, body) in [
            ("tags.html", "---\nlayout: page\n---\n<h2>All tags</h2>{% for tag in site.tags %}{{ tag }}{% endfor %}"),
            ("index.html", "PROSE {% for post in site.posts %}{{ post.title }}{% endfor %}"),
            ("archetype.md", "+++\ntitle = \"{{ .Name }}\"\n+++\n{{ .Content }}"),
            ("home.md", "---\nlayout: home\n---\n"),
            ("tags/index.md", "---\ntitle: Tags\ntype: \"tags\"\n---\n"),
            ("archives.md", "+++\nlayout = 'archives'\n+++\n"),
            ("Workspace.md", "# Workspace\n\n[The lamp](Workspace/Lamp%203.md)\n[The boat](Workspace/Boat.md)"),
            ("Map.md", "[[The lamp]]\n- [[The boat|boat]]"),
            ("2020/index.html", "<h1>2020</h1><ul><li><a href=a/>The lamp at the cape</a> May</li></ul>"),
        ] {
            assert_eq!(role(path, body), Role::OtherText, "{path}: {body}");
        }
    }
}

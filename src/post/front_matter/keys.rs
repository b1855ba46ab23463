//! The keys under which publishing systems, importers and clippers write what a post says of itself.
//!
//! Case, hyphens, underscores and spaces make no difference: `published_at` is also `publishedAt`. Of the keys of a field
//! the first with a usable value counts; the others stay with what is only displayed.

/// Maps whose keys count like those beside them: Hugo's parameters, Zola's taxonomies and own keys.
pub(super) const NESTED: &[&str] = &["params", "taxonomies", "extra"];

#[rustfmt::skip]
pub(in crate::post) const TITLE: &[&str] = &[
    "title", // all
    "headline", "post_title", // schema.org; WordPress's table
    "标题", "標題",
];

/// The first is that of nearly all systems; a value of it that is no date is a problem.
#[rustfmt::skip]
pub(in crate::post) const DATE: &[&str] = &[
    "date",
    "publish_date", "pub_date", "published", // Hugo, in its order; Astro, Obsidian's clipper
    "published_at", "pub_datetime", "published_date", "published_on", // Ghost, dev.to; AstroPaper
    "published_time", "date_published", // Open Graph; schema.org, feeds
    "post_date", "posted", "posted_at", "posted_on", // Substack, WordPress's table
    "created", "created_at", "created_date", "created_on", "create_time", "date_created", // Notion, Obsidian, forums
    "add_time", "timestamp", // forums
    "日期",
];

/// Only if neither the file's name nor anything else says when it was published.
#[rustfmt::skip]
pub(in crate::post) const LATER_DATE: &[&str] = &[
    "date_gmt", "updated", "updated_at", "updated_date", // jekyll-import; Hexo, Zola; Ghost; Astro
    "lastmod", "modified", "modified_at", "modified_time", "mod_datetime", // Hugo; Pelican; Blogger; AstroPaper
    "last_modified_at", "last_modified", "last_updated", "date_modified", // jekyll-last-modified-at; schema.org
    "date_saved", // Omnivore
];

/// Addresses only, but for the first: what a post was saved from may be said in words.
#[rustfmt::skip]
pub(in crate::post) const SOURCE: &[&str] = &[
    "from",
    "source", "source_url", "source_link", // Obsidian's clipper, MarkDownload
    "original_url", "original_link", "original", "orig_url", // Omnivore and other readers
    "canonical_url", "canonical", // Ghost, dev.to, Medium, jekyll-seo-tag
    "external_url", "external", "external_link", // Hugo's themes, linked lists
    "link", "url", // Octopress, WordPress's feeds, Pocket, Readwise
    "permalink", // WordPress exporters; Jekyll's and Hexo's are paths
    "wordpress_url", "blogger_orig_url", "tumblr_url", "medium_url", // jekyll-import
    "guid", "syndication_source", // feeds; jekyll-import's of Tumblr and Drupal
    "来源", "來源", "原文",
];

#[rustfmt::skip]
pub(in crate::post) const AUTHOR: &[&str] = &[
    "author", "authors", // Jekyll, Hexo, Hugo, Zola, Ghost, Docusaurus
    "byline", "creator", "dc:creator", "writer", // Readability's, Dublin Core, feeds
    "primary_author", "post_author", "author_name", // Ghost, WordPress
    "user_name", "nickname", // forums
    "作者",
];

/// The keys of a map that is a person.
pub(super) const NAME: &[&str] = &["name", "display_name", "full_name", "user_name", "nickname", "title", "login"];

pub(in crate::post) const AUTHOR_ID: &[&str] = &["author_id", "user_id", "uid"];

pub(in crate::post) const LANG: &[&str] = &["lang", "language", "locale", "in_language"];

#[rustfmt::skip]
pub(in crate::post) const DESCRIPTION: &[&str] = &[
    "description", "excerpt", "summary", "subtitle", // Astro, Jekyll, Hugo, Medium
    "custom_excerpt", "meta_description", "og_description", // Ghost
    "abstract", "deck", "dek", "standfirst", // scholarly themes, magazines
];

/// Pictures that stand for a post in lists.
#[rustfmt::skip]
pub(in crate::post) const IMAGE: &[&str] = &[
    "image", "cover", "thumbnail", // jekyll-seo-tag, Hexo, Hugo's themes, Blogger
    "cover_image", "hero_image", "featured_image", "feature_image", // dev.to, Astro, Gatsby, Ghost
    "images", "banner", "header", "og_image", "top_img", "index_img", // Hugo, Minimal Mistakes, Butterfly, Fluid
];

/// The keys of a map that is a picture.
pub(super) const IMAGE_URL: &[&str] =
    &["path", "url", "src", "feature", "image", "overlay_image", "teaser", "og_image"];

/// The keys of a map that is an address.
pub(super) const ADDRESS: &[&str] = &["url", "link", "href"];

/// Lists, each with the key of a single one. The first that has any counts; search engines' keywords come after tags.
pub(in crate::post) const TAGS: &[(&str, &str)] = &[("tags", "tag"), ("keywords", "keyword"), ("标签", "標籤")];
pub(in crate::post) const CATEGORIES: &[(&str, &str)] = &[("categories", "category"), ("分类", "分類")];

/// Words in the place of a name.
pub(super) const NOBODY: &[&str] = &["unknown", "unknown author", "none", "null", "undefined", "n/a", "-"];

/// Whether two keys are the same but for case, hyphens, underscores and spaces.
#[inline(never)]
pub(super) fn is_same(a: &str, b: &str) -> bool {
    fn letters(key: &str) -> impl Iterator<Item = u8> {
        key.bytes().filter(|b| !matches!(b, b'-' | b'_' | b' ')).map(|b| b.to_ascii_lowercase())
    }
    letters(a).eq(letters(b))
}

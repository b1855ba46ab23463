//! Which texts of archives and folders are posts: the same in a zip, a tar and a folder, and none vanishes.

#[path = "common/pack.rs"]
#[allow(dead_code)]
mod pack;
#[path = "common/unpack.rs"]
#[allow(dead_code)]
mod unpack;

use archive_viewer::archive::{Folder, Row, Unpacked};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{File, Library, index, pack_archive};
use archive_viewer::page::Effort;
use pack::{Tar, Zip, ZipEntry, gzip};
use unpack::open;

/// What becomes of the texts of an archive, by their paths.
#[derive(Debug, Default, PartialEq)]
struct Texts {
    posts: Vec<String>,
    others: Vec<String>,
    empty: Vec<String>,
    unreadable: Vec<String>,
}

fn texts(rows: &[Row], unpacked: &[Unpacked]) -> Texts {
    let mut library = Library::new();
    library.add_volume(7, "x");
    library.add_rows(7, &pack_archive(rows));
    let mut packed = Vec::new();
    for Unpacked { index: at, path, bytes, is_post } in unpacked {
        let file = File { index: *at, path, bytes, is_post: *is_post, is_single: false, effort: Effort::Clean };
        index(file, &EncodingRs, &mut packed);
    }
    library.add_posts(7, &packed);
    library.query(&Default::default());
    let rest = library.others(7);
    let rest: Vec<&str> = rest.lines().collect();
    let is_indexed = |path: &str| unpacked.iter().any(|text| text.path == path && text.is_post);
    for path in &rest {
        let at = library.other_at(7, path).map(|at| &*rows[at as usize].path);
        assert_eq!(at, Some(*path));
        assert!(library.row_of(7, path).is_none(), "{path}");
    }
    let view = library.volumes().remove(0);
    let (empty, others): (Vec<&str>, Vec<&str>) = rest.iter().partition(|path| is_indexed(path));
    assert_eq!((view.others as usize, view.empty as usize), (others.len(), empty.len()));
    let places = library.rows(0, u32::MAX).into_iter().flat_map(|row| row.places);
    let paths = |paths: Vec<&str>| paths.into_iter().map(str::to_owned).collect();
    let mut texts = Texts {
        posts: places.map(|place| place.path).collect(),
        others: paths(others),
        empty: paths(empty),
        unreadable: library.unreadable(0, u32::MAX).entries.into_iter().map(|file| file.path).collect(),
    };
    texts.posts.sort();
    texts.unreadable.sort();
    texts
}

fn of_folder(files: &[(&str, &str)]) -> Texts {
    let mut folder = Folder::new();
    for (path, text) in files {
        folder.push(path, text.len() as u64);
    }
    folder.settle();
    let unpacked: Vec<_> = folder
        .texts()
        .into_iter()
        .map(|index| folder.text(index, files[index as usize].1.as_bytes().to_vec()).unwrap())
        .collect();
    texts(&folder.rows_without_guesses(0, u32::MAX), &unpacked)
}

fn of_archive(name: &str, bytes: &[u8]) -> Texts {
    let outcome = open(name, bytes, usize::MAX);
    assert_eq!(outcome.error, None);
    texts(&outcome.rows, &outcome.texts)
}

/// Reads the files as a zip, a tar and a folder. All that `posts` and `empty` don't name must be other texts, but for files that
/// are no texts.
fn check(files: &[(&str, &str)], posts: &[&str], empty: &[&str]) {
    let zip = Zip::of(files.iter().map(|(path, text)| ZipEntry::new(path, *text))).pack();
    let mut tar = Tar::of(&[]);
    for (path, text) in files {
        tar.file(path.as_bytes(), text.as_bytes());
    }
    let is_text = |path: &str| ["md", "mdx", "html", "txt"].iter().any(|end| path.ends_with(&format!(".{end}")));
    let rest = files.iter().map(|(path, _)| *path).filter(|path| {
        is_text(path) && !path.starts_with("__MACOSX") && !posts.contains(path) && !empty.contains(path)
    });
    let sorted = |paths: &mut dyn Iterator<Item = &str>| {
        let mut paths: Vec<String> = paths.map(str::to_owned).collect();
        paths.sort();
        paths
    };
    let expected = Texts {
        posts: sorted(&mut posts.iter().copied()),
        others: sorted(&mut rest.into_iter()),
        empty: sorted(&mut empty.iter().copied()),
        unreadable: Vec::new(),
    };
    assert_eq!(of_archive("x.zip", &zip.bytes), expected, "zip");
    assert_eq!(of_archive("x.tar.gz", &gzip(&tar.pack().bytes, None)), expected, "tar");
    assert_eq!(of_folder(files), expected, "folder");
}

#[test]
fn notes() {
    let files = [("a.md", "# The pier\n\nIt creaks."), ("b.txt", "The ferry is late.")];
    check(&files, &["a.md", "b.txt"], &[]);
    let mixed = [
        ("Notes/one.md", "---\ntitle: One\n---\nText one."),
        ("Notes/two.md", "# Two\n\nText two."),
        ("Notes/three.md", "Three."),
    ];
    check(&mixed, &["Notes/one.md", "Notes/two.md", "Notes/three.md"], &[]);
}

#[test]
fn what_a_generator_made_of_sources_in_the_archive_is_a_copy() {
    for (config, source) in
        [("config.toml", "content/post/a.md"), ("hugo.yaml", "content/a.md"), ("_config.yml", "source/_posts/a.md")]
    {
        let mut files = [config, source, "public/post/a/index.html", "public/post/b/index.html", "public/robots.txt"]
            .map(|path| (format!("x-main/{path}"), "The lamp at the cape burns."));
        let named = |files: &[(String, &'static str)]| -> Vec<(&'static str, &'static str)> {
            files.iter().map(|(path, text)| (&*path.clone().leak(), *text)).collect()
        };
        let post = format!("x-main/{source}");
        check(&named(&files), &[&post], &[]);
        // In any order, but for a stream, which can't look ahead.
        files.reverse();
        let files = named(&files);
        let zip = Zip::of(files.iter().map(|(path, text)| ZipEntry::new(path, *text))).pack();
        assert_eq!(of_archive("x.zip", &zip.bytes).posts, [&*post]);
        assert_eq!(of_folder(&files).posts, [&*post]);
    }
    // Without sources, or without a configuration, they are all there is.
    let page = "The lamp at the cape burns again.";
    check(&[("hugo.toml", ""), ("public/a/b.html", page)], &["public/a/b.html"], &[]);
    let files = [("content/a.md", "The lamp."), ("public/a/b.html", page)];
    check(&files, &["content/a.md", "public/a/b.html"], &[]);
    // What a site serves as it is.
    let files = [("_config.yml", ""), ("_posts/a.md", "The lamp."), ("public/b.html", page)];
    check(&files, &["_posts/a.md", "public/b.html"], &[]);
}

#[test]
fn a_jekyll_site() {
    let files = [
        ("x-main/README.md", "# My site"),
        ("x-main/LICENSE.md", "# MIT"),
        ("x-main/_config.yml", "title: x"),
        ("x-main/index.html", "---\nlayout: home\n---\n"),
        ("x-main/404.md", "---\nlayout: page\n---\nNothing here."),
        ("x-main/about.md", "---\nlayout: page\ntitle: About\n---\nI live by the sea."),
        ("x-main/tags.html", "---\ntitle: Tags\n---\n{% for tag in site.tags %}<h2>{{ tag[0] }}</h2>{% endfor %}"),
        ("x-main/feed.html", "---\n---\n{% include feed.xml %}"),
        ("x-main/_layouts/post.html", "---\nlayout: default\n---\n{{ content }}"),
        ("x-main/_includes/head.html", "<title>{{ page.title }}</title>"),
        ("x-main/_data/note.txt", "a,b"),
        ("x-main/_posts/2020-01-01-pier.md", "---\ntitle: Pier\n---\nThe pier."),
        ("x-main/_posts/2020-01-02-plain.md", "No front matter."),
        ("x-main/_posts/2020-01-03-head.md", "---\ntitle: Only a head\n---\n"),
        (
            "x-main/_posts/2020-01-03-shared.md",
            "---\ntitle: Shared\n---\n<div class=\"share-buttons\"><a href=\"https://www.facebook.com/sharer.php?u=x\">Facebook</a> <a href=\"https://twitter.com/intent/tweet?url=x\">Twitter</a></div>",
        ),
        ("x-main/_posts/2020-01-04-picture.md", "---\ntitle: A picture\n---\n![](/a.png)\n"),
        (
            "x-main/_posts/2020-01-05-player.md",
            "---\ntitle: A player\n---\n<iframe src=\"https://www.youtube.com/embed/abcdefghijk\"></iframe>\n",
        ),
        (
            "x-main/_posts/2020-01-06-asked.md",
            "---\ntitle: Who is there?\ncomments:\n  - author: Ann\n    content: I am.\n---\n",
        ),
        ("x-main/_drafts/draft.md", "A draft."),
        ("x-main/_news/1.md", "---\ntitle: News\n---\nThe ferry is back."),
        ("x-main/_answers/7/12.md", "---\nid: 12\n---\nAsk at the pier."),
        ("x-main/_users/7.md", "---\nname: Ann\n---\nI answer."),
        ("x-main/_category_info/1.md", "---\nname: Sea\n---\nAll about the sea."),
        ("x-main/docs/_posts/2020-02-01-docs.md", "Posts of a site in a folder of the project."),
        ("x-main/assets/a.png", "PNG"),
        ("__MACOSX/x-main/_posts/._2020-01-01-pier.md", "\0\u{5}"),
    ];
    let posts = [
        "x-main/about.md",
        "x-main/_posts/2020-01-01-pier.md",
        "x-main/_posts/2020-01-02-plain.md",
        "x-main/_posts/2020-01-04-picture.md",
        "x-main/_posts/2020-01-05-player.md",
        "x-main/_posts/2020-01-06-asked.md",
        "x-main/_drafts/draft.md",
        "x-main/_news/1.md",
        "x-main/_answers/7/12.md",
        "x-main/docs/_posts/2020-02-01-docs.md",
    ];
    check(&files, &posts, &["x-main/_posts/2020-01-03-head.md", "x-main/_posts/2020-01-03-shared.md"]);
}

#[test]
fn a_hugo_site() {
    let files = [
        ("site/hugo.toml", "title = 'x'"),
        ("site/README.md", "# my site"),
        ("site/archetypes/default.md", "+++\ntitle = \"{{ .Name }}\"\n+++\n"),
        ("site/content/_index.md", "---\ntitle: Home\n---\nWelcome."),
        ("site/content/about.md", "---\ntitle: About\n---\nAbout me."),
        ("site/content/archives.md", "---\ntitle: Archive\nlayout: archives\n---\n"),
        ("site/content/posts/lamp/index.md", "---\ntitle: The lamp\n---\nThe lamp."),
        ("site/content/posts/boat.md", "+++\ntitle = \"The boat\"\n+++\nThe boat."),
        ("site/content/posts/themes/plain.md", "Plain words."),
        ("site/layouts/index.html", "<html>{{ .Content }}</html>"),
        ("site/themes/sea/README.md", "# Theme"),
        ("site/themes/sea/exampleSite/content/posts/p1.md", "---\ntitle: Example\n---\nLorem."),
    ];
    let posts = [
        "site/content/about.md",
        "site/content/posts/lamp/index.md",
        "site/content/posts/boat.md",
        "site/content/posts/themes/plain.md",
    ];
    check(&files, &posts, &[]);
}

#[test]
fn a_hexo_site() {
    let files = [
        ("blog/_config.yml", "title: x"),
        ("blog/scaffolds/post.md", "---\ntitle: {{ title }}\n---\n"),
        ("blog/source/_posts/pier.md", "---\ntitle: Pier\n---\nThe pier."),
        ("blog/source/_posts/plain.md", "No head."),
        ("blog/source/_drafts/later.md", "Later."),
        ("blog/source/about/index.md", "---\ntitle: About\n---\nI live by the sea."),
        ("blog/source/tags/index.md", "---\ntitle: Tags\ntype: \"tags\"\n---\n"),
        ("blog/source/404.html", "<p>Nothing here.</p>"),
        ("blog/themes/next/README.md", "# Next"),
        ("blog/node_modules/hexo/README.md", "# Hexo"),
        ("blog/node_modules/hexo/docs/a.md", "# Docs"),
        ("blog/package.json", "{}"),
    ];
    let posts = [
        "blog/source/_posts/pier.md",
        "blog/source/_posts/plain.md",
        "blog/source/_drafts/later.md",
        "blog/source/about/index.md",
    ];
    check(&files, &posts, &[]);
}

#[test]
fn an_export_of_notion() {
    let files = [
        (
            "Home 6eb88bd9.md",
            "# Home\n\n[Pier](Home%206eb88bd9/Pier%2039d2.md)\n[Ferry](Home%206eb88bd9/Ferry%2040aa.md)\n",
        ),
        ("Home 6eb88bd9/Pier 39d2.md", "# The pier\n\nTags: sea\n\n![](Pier%2039d2/Untitled.png)\n\nIt creaks."),
        ("Home 6eb88bd9/Ferry 40aa.md", "# The ferry\n\nSee [the pier](Pier%2039d2.md)."),
        ("Home 6eb88bd9/Empty 41bb.md", "# A page with a name alone"),
        ("Home 6eb88bd9/Pier 39d2/Untitled.png", "PNG"),
        ("Home 6eb88bd9/Table 42cc.csv", "a,b"),
    ];
    check(&files, &["Home 6eb88bd9/Pier 39d2.md", "Home 6eb88bd9/Ferry 40aa.md"], &["Home 6eb88bd9/Empty 41bb.md"]);
}

#[test]
fn a_vault_of_obsidian() {
    let files = [
        ("Vault/.obsidian/app.json", "{}"),
        ("Vault/.trash/old.md", "Thrown away."),
        ("Vault/Clippings/The pier.md", "---\ntitle: The pier\nsource: https://tide.example.org/pier\n---\nThe pier."),
        ("Vault/The boat.md", "It is a note.\n\n![[boat.png]]"),
        ("Vault/History.md", "What has been."),
        ("Vault/Themes/Sea.md", "All that is wet."),
        ("Vault/Map.md", "- [[The boat]]\n- [[The pier|pier]]"),
        ("Vault/Templates/clip.md", "---\ntitle: \"{{title}}\"\n---\n{{content}}"),
        ("Vault/boat.png", "PNG"),
    ];
    let posts = ["Vault/Clippings/The pier.md", "Vault/The boat.md", "Vault/History.md", "Vault/Themes/Sea.md"];
    check(&files, &posts, &[]);
}

#[test]
fn an_astro_site() {
    let files = [
        ("app/README.md", "# Astro"),
        ("app/src/content/config.ts", "export {}"),
        ("app/src/content/blog/pier.md", "---\ntitle: Pier\npubDate: 2024-05-06\n---\nThe pier."),
        ("app/src/content/blog/ferry.mdx", "---\ntitle: Ferry\n---\nimport A from './A.astro'\n\nThe ferry is back.\n"),
        ("app/src/pages/about.md", "---\nlayout: ../layouts/Page.astro\ntitle: About\n---\nI live by the sea."),
        ("app/src/pages/index.astro", "<Home />"),
        ("app/src/layouts/old.html", "<slot />"),
        ("app/public/robots.txt", "User-agent: *"),
        ("app/node_modules/astro/CHANGELOG.md", "# 1.0"),
    ];
    let posts = ["app/src/content/blog/pier.md", "app/src/content/blog/ferry.mdx", "app/src/pages/about.md"];
    check(&files, &posts, &[]);
}

#[test]
fn a_mirror_of_a_blog() {
    let page = |body: &str| {
        format!(
            "<!doctype html><html><head><title>The sea</title></head><body><nav><a href=/>Home</a></nav>{body}</body></html>"
        )
    };
    let post = page("<article><h1>The pier</h1><p>It creaks, and nobody has mended it since the spring.</p></article>");
    let list = page(
        "<ul><li><a href=pier/>The pier creaks again</a> May</li><li><a href=ferry/>The ferry is back</a></li></ul>",
    );
    let files = [
        ("index.html", &*post),
        ("2020/index.html", &list),
        ("2020/pier/index.html", &post),
        ("page/2/index.html", &post),
        ("tag/sea/index.html", &post),
        ("about.html", &post),
    ];
    check(&files, &["2020/pier/index.html", "about.html"], &[]);
}

#[test]
fn what_cannot_be_read_is_neither() {
    let bad = ZipEntry { raw: Some(vec![0xff; 40]), ..ZipEntry::post("README.md") };
    let zip = Zip::of([
        bad,
        ZipEntry::post("a.md"),
        ZipEntry::new("b.md", "\u{89}PNG\r\n\u{1a}\n\0\0"),
        ZipEntry::new("c.md", ""),
    ]);
    let texts = of_archive("x.zip", &zip.pack().bytes);
    assert_eq!(texts.posts, ["a.md"]);
    // A readme that is damaged is not read until somebody opens it.
    assert_eq!(texts.others, ["README.md"]);
    assert_eq!(texts.unreadable, ["b.md", "c.md"]);
}

#[test]
fn what_is_opened_by_itself_has_a_row_without_a_body_too() {
    let mut library = Library::new();
    library.add_volume(0, "");
    library.add_rows(0, &archive_viewer::library::pack([(0, "a.md")]));
    let mut packed = Vec::new();
    let bytes = b"---\ntitle: A\n---\n";
    let file = File { index: 0, path: "a.md", bytes, is_post: true, is_single: true, effort: Effort::Clean };
    index(file, &EncodingRs, &mut packed);
    library.add_posts(0, &packed);
    assert_eq!((library.volumes()[0].posts, library.volumes()[0].empty), (1, 0));
}

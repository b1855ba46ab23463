//! One folder of `fixtures/posts/`: a post and the two files that say what has to come of it.

use archive_viewer::article::Options;
use archive_viewer::article::policy::POST_PREFIX;
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::{Article, Post, Problem};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use url::form_urlencoded;

/// A case.
pub struct Case {
    /// The folder's name: the behaviour that it shows.
    pub name: String,
    folder: PathBuf,
    post: PathBuf,
}

/// What came of a case's post.
pub struct Outcome {
    pub post: Post,
    /// The post with the fields that its page fills.
    pub filled: Post,
    pub article: Article,
    /// The addresses, as they stand in the post, of links that the article has among posts that are open with it, and only there.
    pub among_posts: Vec<String>,
    /// Of all phases, in their order.
    pub problems: Vec<Problem>,
}

impl Case {
    /// Every case in the folder, by name.
    pub fn all(fixtures: &Path) -> Vec<Case> {
        let entries = fs::read_dir(fixtures).unwrap_or_else(|error| panic!("{}: {error}", fixtures.display()));
        let mut cases: Vec<Case> =
            entries.flatten().filter(|entry| entry.path().is_dir()).map(|entry| Case::at(entry.path())).collect();
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        cases
    }

    fn at(folder: PathBuf) -> Case {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let post = ["md", "mdx", "html", "txt"]
            .map(|extension| folder.join("post").with_extension(extension))
            .into_iter()
            .find(|path| path.exists())
            .unwrap_or_else(|| panic!("{name}: no post.md, post.mdx, post.html or post.txt"));
        Case { name, folder, post }
    }

    /// Where `expected.html` stands or will.
    pub fn html_path(&self) -> PathBuf {
        self.folder.join("expected.html")
    }

    /// Where `expected.json` stands or will.
    pub fn json_path(&self) -> PathBuf {
        self.folder.join("expected.json")
    }

    /// `expected.json`, if it stands there.
    pub fn json(&self) -> Option<Value> {
        let text = fs::read_to_string(self.json_path()).ok()?;
        Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: expected.json: {error}", self.name)))
    }

    /// The name that the post is read under: `file_name` of `expected.json`, since names say a date, a title and a kind.
    fn file_name(&self) -> String {
        let given = self.json().and_then(|json| json["file_name"].as_str().map(str::to_owned));
        given.unwrap_or_else(|| self.post.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default())
    }

    /// Takes the post through all phases, as a program would.
    pub fn run(&self) -> Outcome {
        let (text, mut problems) = self.read();
        let post = Post::parse(&self.file_name(), &text);
        let article = Article::clean(&post, Options::default());
        problems.extend(post.problems.iter().chain(&article.problems).cloned());
        let among_posts =
            among_posts(&Article::clean(&post, Options { keep_post_links: true, ..Options::default() }), &article);
        let mut filled = post.clone();
        filled.fill(&article.found);
        Outcome { post, filled, article, among_posts, problems }
    }

    fn read(&self) -> (String, Vec<Problem>) {
        let bytes = fs::read(&self.post).unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let file =
            read_text(&self.file_name(), &bytes, &EncodingRs).unwrap_or_else(|error| panic!("{}: {error}", self.name));
        (file.text, file.problems)
    }
}

/// What the links say that stand in one of the two articles only. For the rest the two are the same.
fn among_posts(among: &Article, alone: &Article) -> Vec<String> {
    let (mut rest, mut found) = (among.html.as_str().to_owned(), Vec::new());
    let begins = format!("<a href=\"#{POST_PREFIX}");
    assert!(!alone.html.as_str().contains(POST_PREFIX), "an article by itself has no such link");
    while let Some(start) = rest.find(&begins) {
        let inside = &rest[start + begins.len()..];
        let (address, after) = inside.split_once('"').expect("an address ends");
        let decoded = form_urlencoded::parse(address.as_bytes()).next().expect("an address says something").0;
        found.push(decoded.into_owned());
        let (_, words) = after.split_once('>').expect("a tag ends");
        rest = format!("{}{}", &rest[..start], words.replacen("</a>", "", 1));
    }
    assert_eq!((rest.as_str(), &among.text, &among.changes), (alone.html.as_str(), &alone.text, &alone.changes));
    found
}

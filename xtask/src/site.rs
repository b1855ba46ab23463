//! Which file answers to an address. No address leads out of the served folders.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// The served folders: `www/` at `/` and `posts/` at `/posts/`.
pub struct Site {
    /// What is looked for in the first of them that has it.
    pages: Vec<PathBuf>,
    posts: PathBuf,
}

/// What a URL path leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// This file.
    File(PathBuf),
    /// A folder whose address lacks the slash at its end; this is the right one.
    Moved(String),
    /// Nothing.
    Nothing,
}

impl Site {
    /// The site of the project in `root`.
    pub fn new(root: &Path) -> Self {
        Self { pages: vec![root.join("www")], posts: root.join("posts") }
    }

    /// The same with the page in `folder`, as it is published, in the place of the one that `www/` has.
    pub fn with_published(root: &Path, folder: PathBuf) -> Self {
        let mut site = Self::new(root);
        site.pages.insert(0, folder);
        site
    }

    /// Finds what `target`, the request's path and query, leads to.
    pub fn find(&self, target: &str) -> Found {
        self.pages.iter().find_map(|page| self.look_up(target, page)).unwrap_or(Found::Nothing)
    }

    fn look_up(&self, target: &str, page: &Path) -> Option<Found> {
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (target, None),
        };
        let names = path.strip_prefix('/')?;
        let (folder, names) = match names.strip_prefix("posts/") {
            Some(names) => (self.posts.as_path(), names),
            None if names == "posts" => (self.posts.as_path(), ""),
            None => (page, names),
        };
        let folder = fs::canonicalize(folder).ok()?;

        let mut file = folder.clone();
        let names = names.strip_suffix('/').unwrap_or(names);
        for name in names.split('/').filter(|_| !names.is_empty()) {
            file.push(file_name(name)?);
        }
        // A symbolic link may lead anywhere, so the check is made on the real path.
        let file = fs::canonicalize(file).ok()?;
        if !file.starts_with(&folder) {
            return None;
        }
        if file.is_dir() {
            if !path.ends_with('/') {
                let query = query.map_or_else(String::new, |query| format!("?{query}"));
                return Some(Found::Moved(format!("{path}/{query}")));
            }
            return Some(Found::File(file.join("index.html"))).filter(is_file);
        }
        Some(Found::File(file)).filter(|found| is_file(found) && !path.ends_with('/'))
    }
}

fn is_file(found: &Found) -> bool {
    matches!(found, Found::File(file) if file.is_file())
}

/// One name of a path, decoded, if it can only be the name of something in a folder: not `..`,
/// not a name with a slash in it, not a hidden file's.
fn file_name(encoded: &str) -> Option<String> {
    let name = percent_decoded(encoded)?;
    let mut parts = Path::new(&name).components();
    let single = matches!(
        (parts.next(), parts.next()),
        (Some(Component::Normal(part)), None) if part == name.as_str()
    );
    (single && !name.starts_with('.') && !name.contains('\0')).then_some(name)
}

fn percent_decoded(encoded: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut bytes = encoded.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::{Found, Site, file_name};
    use std::fs;
    use std::path::PathBuf;

    /// A project of a few files in a folder of its own, gone at the end of the test.
    struct Project(PathBuf);

    impl Project {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            fs::create_dir_all(root.join("www/js")).unwrap();
            fs::create_dir_all(root.join("posts")).unwrap();
            for file in ["secret.txt", "www/index.html", "www/.stamp", "www/js/app.js", "posts/文 章.md"] {
                fs::write(root.join(file), file).unwrap();
            }
            Self(fs::canonicalize(root).unwrap())
        }

        fn find(&self, target: &str) -> Found {
            Site::new(&self.0).find(target)
        }

        fn file(&self, path: &str) -> Found {
            Found::File(self.0.join(path))
        }
    }

    impl Drop for Project {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn addresses_find_their_files() {
        let project = Project::new("addresses");
        assert_eq!(project.find("/"), project.file("www/index.html"));
        assert_eq!(project.find("/?src=a/b"), project.file("www/index.html"));
        assert_eq!(project.find("/js/app.js"), project.file("www/js/app.js"));
        assert_eq!(project.find("/posts/%E6%96%87%20%E7%AB%A0.md"), project.file("posts/文 章.md"));
        assert_eq!(project.find("/js?v=1"), Found::Moved("/js/?v=1".into()));
        for nothing in ["/js/", "/posts/", "/none", "/index.html/", "", "js/app.js"] {
            assert_eq!(project.find(nothing), Found::Nothing, "{nothing}");
        }
    }

    #[test]
    fn a_published_page_stands_before_the_one_in_parts() {
        let project = Project::new("published");
        for file in ["site/index.html", "site/parts/page.js", "site/js/other.js", "site/posts/index.json"] {
            let file = project.0.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        let site = Site::with_published(&project.0, project.0.join("site"));
        assert_eq!(site.find("/"), project.file("site/index.html"));
        assert_eq!(site.find("/parts/page.js"), project.file("site/parts/page.js"));
        assert_eq!(site.find("/js/app.js"), project.file("www/js/app.js"));
        assert_eq!(site.find("/posts/index.json"), Found::Nothing);
        assert_eq!(site.find("/../secret.txt"), Found::Nothing);
    }

    #[test]
    fn no_address_leads_out_of_the_site() {
        let project = Project::new("escape");
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/js/../../secret.txt",
            "/posts/../secret.txt",
            "/posts/%2e%2e%2fsecret.txt",
            "//secret.txt",
            "/.stamp",
            "/%00",
            "/%zz",
            "/%E6",
            "/%",
        ] {
            assert_eq!(project.find(target), Found::Nothing, "{target}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_does_not_lead_out_of_the_site() {
        let project = Project::new("link");
        std::os::unix::fs::symlink(project.0.join("secret.txt"), project.0.join("www/link.txt")).unwrap();
        assert_eq!(project.find("/link.txt"), Found::Nothing);
    }

    #[test]
    fn a_name_is_the_name_of_one_file() {
        assert_eq!(file_name("a%20b.md").as_deref(), Some("a b.md"));
        for refused in ["", ".", "..", "a%2Fb", "%2F", ".git", "a%00"] {
            assert_eq!(file_name(refused), None, "{refused}");
        }
    }
}

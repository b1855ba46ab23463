//! The files by which common hosts are told which headers to send. The page carries its policy itself as well, for hosts that
//! read none of them.
//!
//! `cargo xtask dist` compiles this file too: it names nothing of the crate.

use std::collections::BTreeMap;
use std::fmt::Write;

/// What other sites' pages may load: they may show the posts, and load the viewer to do so.
const FOR_ALL: [Header; 2] = [("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin")];

const EVERYWHERE: [Header; 2] = [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")];

const POLICY: &str = "Content-Security-Policy";

/// It may change at any time.
const FRESH: Header = ("Cache-Control", "no-cache");

/// Its name is of its bytes.
const FOREVER: Header = ("Cache-Control", "public, max-age=31536000, immutable");

/// A file opened by its own URL must not run as a page of the site.
const NO_PAGE: Header = (POLICY, OF_FILES);

/// The policy of posts' own files and pictures.
pub const OF_FILES: &str = "default-src 'none'; sandbox";

/// Of a service worker and of a worker, which are not under their page's policy but under their own.
const OF_SERVICE_WORKER: Header = (POLICY, "default-src 'none'; connect-src 'self'");
const OF_PARTS: Header = (POLICY, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");

/// The policy of posts as pages. Each has a policy that is stricter where its publisher says so; no script runs in any.
pub const OF_PAGES: &str = "default-src 'none'; style-src 'self'; img-src 'self' data: http: https:; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'";

/// Types that Apache may not know, and the page of a folder.
const APACHE: &str = "DirectoryIndex index.html
AddType text/javascript .js
AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
AddType text/markdown .md .markdown .mdown
AddDefaultCharset utf-8
";

type Header = (&'static str, &'static str);

/// Headers for a path, or for all paths that begin with it, if it ends with `*`.
struct Rule {
    path: &'static str,
    headers: Vec<(&'static str, String)>,
}

/// A site, as its host is told of it.
pub struct Headers<'a> {
    /// The policy of the viewer's page.
    pub policy: &'a str,
    /// The site's path on its host, with a slash at both ends.
    pub base: &'a str,
    /// Whether it has posts as pages and a library.
    pub has_library: bool,
}

impl Headers<'_> {
    /// Texts of files by their paths in the site.
    pub fn files(&self) -> Vec<(String, String)> {
        let rules = self.rules();
        // Netlify, Cloudflare Pages and those that do as they do.
        let mut files = vec![("_headers".to_owned(), netlify(&rules, self.base))];
        files.push(("vercel.json".to_owned(), vercel(&rules, self.base)));
        files.extend(apache(&rules));
        files
    }

    /// For the block `server` of a configuration of nginx, which reads no file of a site.
    pub fn nginx(&self) -> String {
        let block = |rule: &Rule| {
            let base = self.base;
            let place = match rule.path.strip_suffix('*') {
                Some(path) => format!("^~ {base}{path}"),
                None => format!("= {base}{}", rule.path),
            };
            // A block that adds headers of its own has no others.
            let everywhere = EVERYWHERE.iter().map(|(name, value)| (*name, (*value).to_owned()));
            let own = rule.headers.iter().filter(|(name, _)| EVERYWHERE.iter().all(|other| other.0 != *name)).cloned();
            let mut out = format!("location {place} {{\n    index index.html;\n");
            for (name, value) in everywhere.chain(own) {
                let _ = writeln!(out, "    add_header {name} \"{value}\";");
            }
            out + "}"
        };
        joined(self.rules().iter().map(block))
    }

    /// No two rules name one header for one path: hosts don't agree on what that means.
    fn rules(&self) -> Vec<Rule> {
        let policy = (POLICY, self.policy);
        let framed = self.policy.replace("frame-ancestors 'self'", "frame-ancestors *");
        let mut rules = vec![
            rule("*", &[], &EVERYWHERE),
            rule("service-worker.js", &[], &[OF_SERVICE_WORKER, FRESH]),
            rule("", &[policy], &[FRESH]),
            rule("index.html", &[policy], &[FRESH]),
            // Made to be shown in other sites' pages.
            rule("embed.html", &[(POLICY, &framed)], &[FRESH]),
            // Other sites' pages name these, so their names can't change; and what they name themselves is there only as long as they are.
            rule("embed/*", &FOR_ALL, &[FRESH]),
            rule("parts/*", &FOR_ALL, &[OF_PARTS, FOREVER]),
        ];
        if self.has_library {
            rules.extend([
                rule("p/*", &FOR_ALL, &[(POLICY, OF_PAGES), FRESH]),
                rule("pictures/*", &FOR_ALL, &[NO_PAGE, FRESH]),
                rule("search/segments.json", &FOR_ALL, &[FRESH]),
                rule("search/segment-*", &FOR_ALL, &[FOREVER]),
                rule("library/*", &FOR_ALL, &[NO_PAGE, FRESH]),
            ]);
        }
        rules.push(rule("posts/*", &FOR_ALL, &[NO_PAGE, FRESH]));
        rules
    }
}

fn rule(path: &'static str, first: &[(&'static str, &str)], rest: &[Header]) -> Rule {
    let headers = first.iter().chain(rest).map(|(name, value)| (*name, (*value).to_owned())).collect();
    Rule { path, headers }
}

fn joined(blocks: impl Iterator<Item = String>) -> String {
    blocks.collect::<Vec<_>>().join("\n\n") + "\n"
}

fn netlify(rules: &[Rule], base: &str) -> String {
    let block = |rule: &Rule| {
        let lines = rule.headers.iter().map(|(name, value)| format!("\n  {name}: {value}"));
        format!("{base}{}{}", rule.path, lines.collect::<String>())
    };
    joined(rules.iter().map(block))
}

/// JSON by hand, for no value has a sign that JSON escapes.
fn vercel(rules: &[Rule], base: &str) -> String {
    let header = |(name, value): &(&str, String)| {
        format!("        {{\n          \"key\": \"{name}\",\n          \"value\": \"{value}\"\n        }}")
    };
    let block = |rule: &Rule| {
        let source = format!("{base}{}", rule.path.replace('*', "(.*)"));
        let headers = rule.headers.iter().map(header).collect::<Vec<_>>().join(",\n");
        format!("    {{\n      \"source\": \"{source}\",\n      \"headers\": [\n{headers}\n      ]\n    }}")
    };
    format!("{{\n  \"headers\": [\n{}\n  ]\n}}\n", rules.iter().map(block).collect::<Vec<_>>().join(",\n"))
}

/// Apache reads one file per folder.
fn apache(rules: &[Rule]) -> Vec<(String, String)> {
    let mut folders: BTreeMap<&str, String> = BTreeMap::new();
    for rule in rules {
        let (folder, name) = rule.path.split_at(rule.path.rfind('/').map_or(0, |at| at + 1));
        let lines = folders.entry(folder).or_default();
        let headers: String =
            rule.headers.iter().map(|(name, value)| format!("Header set {name} \"{value}\"\n")).collect();
        match name {
            "*" => lines.push_str(&headers),
            // The page's folder is answered with the page, so its empty path needs no lines of its own.
            "" => {}
            name => {
                let _ = write!(lines, "<Files \"{name}\">\n{headers}</Files>\n");
            }
        }
    }
    let text = |(folder, lines): (&str, String)| {
        let types = if folder.is_empty() { APACHE } else { "" };
        let text = format!("{types}<IfModule mod_headers.c>\n{lines}</IfModule>\n");
        (format!("{folder}.htaccess"), text)
    };
    folders.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(has_library: bool) -> BTreeMap<String, String> {
        let headers = Headers { policy: "script-src 'self'; frame-ancestors 'self'", base: "/a/", has_library };
        headers.files().into_iter().collect()
    }

    #[test]
    fn each_host_is_told_the_same() {
        let files = files(true);
        let policy = "script-src 'self'; frame-ancestors 'self'";
        assert!(files["_headers"].contains(&format!("\n/a/index.html\n  Content-Security-Policy: {policy}\n")));
        assert!(files["_headers"].contains("/a/p/*\n  Access-Control-Allow-Origin: *\n"));
        assert!(files["vercel.json"].contains("\"source\": \"/a/p/(.*)\""));
        assert!(files[".htaccess"].contains("<Files \"index.html\">\nHeader set Content-Security-Policy"));
        assert!(files["p/.htaccess"].contains("img-src 'self' data: http: https:"));
        assert!(files["posts/.htaccess"].contains("sandbox"));
        assert!(files["search/.htaccess"].contains("<Files \"segment-*\">"));
        assert!(files["_headers"].contains("frame-ancestors *\n"), "the page in a frame");
    }

    #[test]
    fn a_viewer_without_a_library_has_no_pages() {
        let files = files(false);
        assert!(!files["_headers"].contains("/a/p/"));
        assert!(!files.contains_key("library/.htaccess") && files.contains_key("posts/.htaccess"));
    }
}

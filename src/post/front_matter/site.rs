//! A site's name, collections and permalinks, from the configuration that its generator reads.

use super::budget::Budget;
use super::fields::Fields;
use super::value::Value;
use super::{toml, yaml};
use crate::post::name::{base, extension};
use serde::Serialize;

/// Files that only a site has: Jekyll's and Hexo's, and Hugo's.
const OF_SITES: &[&str] = &["_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"];

/// Files that other programs have too: Hugo's and Zola's.
const CONFIGS: &[&str] = &["config.toml", "config.yaml", "config.yml", "config.json"];

/// What says that such a file is of a site.
const BASE_URL: &[&str] = &["base_url"];

/// Whether a file is a site's configuration, by its path: at the top, in the archive's only folder, or in Hugo's own.
pub fn is_site_config(path: &str) -> bool {
    let folder = path.strip_suffix(base(path)).unwrap_or_default().trim_end_matches('/');
    let folder = folder.strip_suffix("config/_default").unwrap_or(folder).trim_end_matches('/');
    !folder.contains('/') && [OF_SITES, CONFIGS].iter().any(|names| names.contains(&base(path)))
}

/// What a site's configuration says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// Its name.
    pub name: Option<String>,
    /// Names of collections, each after the name of its folder.
    pub collections: Vec<(String, String)>,
    /// Patterns of the URLs of its pages, as Jekyll, Hugo and Hexo write them: `/:year/:month/:title/`, `pretty`.
    pub permalinks: Vec<String>,
    /// Its IANA time zone.
    pub time_zone: Option<String>,
}

/// Most patterns of a site.
const MOST_PATTERNS: usize = 50;

const TIME_ZONE: &[&str] = &["timezone", "time_zone"];

/// What such a file says; `None` if it is of no site.
pub fn site(path: &str, text: &str) -> Option<Site> {
    let budget = Budget::default();
    let pairs = match &*extension(path) {
        "toml" => toml::parse(text, 1, &budget).0,
        // JSON is YAML.
        _ => yaml::parse(text, 1, &budget).unwrap_or_default(),
    };
    let mut site = Site::default();
    for (key, value) in &pairs {
        match (&*key.to_ascii_lowercase(), value) {
            ("permalink" | "permalinks", value) => site.add_patterns(value),
            ("collections", Value::Map(collections)) => {
                for (folder, own) in collections {
                    site.add_collection(folder, own);
                }
            }
            // Of some posts: `- values: {permalink: …}`.
            ("defaults", Value::List(defaults)) => {
                let values = defaults.iter().filter_map(|one| in_map(one, "values"));
                values.filter_map(|values| in_map(values, "permalink")).for_each(|value| site.add_patterns(value));
            }
            _ => {}
        }
    }
    let mut fields = Fields::new(pairs);
    if CONFIGS.contains(&base(path)) && fields.text(BASE_URL).is_none() {
        return None;
    }
    site.name = fields.text(&["title", "name"]);
    site.time_zone = fields.text(TIME_ZONE).filter(|zone| zone.contains('/') || zone == "UTC");
    Some(site)
}

impl Site {
    fn add_collection(&mut self, folder: &str, own: &Value) {
        let label = ["title", "label", "name"].iter().find_map(|key| match in_map(own, key) {
            Some(Value::Text(label)) if !label.trim().is_empty() => Some(label.trim()),
            _ => None,
        });
        self.collections.extend(label.map(|label| (folder.to_owned(), label.to_owned())));
        in_map(own, "permalink").into_iter().for_each(|value| self.add_patterns(value));
    }

    /// Adds a pattern, or those of each kind of page.
    fn add_patterns(&mut self, value: &Value) {
        match value {
            Value::Text(pattern) if self.permalinks.len() < MOST_PATTERNS => {
                let pattern = pattern.trim().to_owned();
                if !pattern.is_empty() && !self.permalinks.contains(&pattern) {
                    self.permalinks.push(pattern);
                }
            }
            Value::Map(pairs) => pairs.iter().for_each(|(_, value)| self.add_patterns(value)),
            _ => {}
        }
    }
}

/// The patterns of permalinks of each collection of a site, in the order in which they count: `posts` are those without another
/// folder. Of a site that has one pattern for all, that is the one of `posts`.
#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
pub fn permalinks_by_collection(path: &str, text: &str) -> Vec<(String, String)> {
    let budget = Budget::default();
    let pairs = match &*extension(path) {
        "toml" => toml::parse(text, 1, &budget).0,
        _ => yaml::parse(text, 1, &budget).unwrap_or_default(),
    };
    let (mut first, mut then, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for (key, value) in &pairs {
        match (&*key.to_ascii_lowercase(), value) {
            ("permalink", Value::Text(pattern)) => last.push(("posts".to_owned(), pattern.clone())),
            ("permalinks", Value::Map(kinds)) => {
                for (kind, value) in kinds {
                    match value {
                        Value::Text(pattern) => then.push((kind.clone(), pattern.clone())),
                        Value::Map(of_kind) => then.extend(texts(of_kind)),
                        Value::List(_) | Value::Null => {}
                    }
                }
            }
            ("collections", Value::Map(collections)) => {
                let patterns = collections.iter().filter_map(|(folder, own)| match in_map(own, "permalink") {
                    Some(Value::Text(pattern)) => Some((folder.clone(), pattern.clone())),
                    _ => None,
                });
                then.extend(patterns);
            }
            ("defaults", Value::List(defaults)) => {
                for one in defaults {
                    let kind = in_map(one, "scope").and_then(|scope| in_map(scope, "type"));
                    let pattern = in_map(one, "values").and_then(|values| in_map(values, "permalink"));
                    if let (Some(Value::Text(kind)), Some(Value::Text(pattern))) = (kind, pattern) {
                        first.push((kind.clone(), pattern.clone()));
                    }
                }
            }
            _ => {}
        }
    }
    [first, then, last].concat()
}

#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
fn texts(pairs: &[(String, Value)]) -> Vec<(String, String)> {
    let text = |(key, value): &(String, Value)| match value {
        Value::Text(text) => Some((key.clone(), text.clone())),
        _ => None,
    };
    pairs.iter().filter_map(text).collect()
}

fn in_map<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let Value::Map(pairs) = value else { return None };
    pairs.iter().find(|(own, _)| own == key).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, name: Option<&str>) {
        assert!(is_site_config(path), "{path}");
        assert_eq!(site(path, text).and_then(|site| site.name).as_deref(), name, "{path}: {text}");
    }

    #[test]
    fn sites_say_where_their_pages_are() {
        let patterns = |path: &str, text: &str| site(path, text).unwrap().permalinks.join(" ");
        let jekyll = "permalink: /:year/:title/\ncollections:\n  p: {permalink: '/q/:name/', title: Questions}\n  a:\n    \
            output: true\ndefaults:\n  - scope: {path: ''}\n    values: {layout: post, permalink: pretty}\n\
            timezone: Asia/Shanghai\n";
        assert_eq!(patterns("_config.yml", jekyll), "/:year/:title/ /q/:name/ pretty");
        let found = site("_config.yml", jekyll).unwrap();
        assert_eq!(found.collections, [("p".to_owned(), "Questions".to_owned())]);
        assert_eq!(found.time_zone.as_deref(), Some("Asia/Shanghai"));
        let hugo = "timeZone = 'Europe/Paris'\n[permalinks]\nposts = '/:year/:slug/'\n[permalinks.page]\nnotes = '/n/:title/'\n";
        assert_eq!(patterns("hugo.toml", hugo), "/:year/:slug/ /n/:title/");
        assert_eq!(site("hugo.toml", hugo).unwrap().time_zone.as_deref(), Some("Europe/Paris"));
        assert_eq!(
            patterns("_config.yml", "permalink: :year/:month/:day/:title/\ntimezone: ''\n"),
            ":year/:month/:day/:title/"
        );
        assert_eq!(site("_config.yml", "title: x\ntimezone: local\n").unwrap().time_zone, None);
    }

    #[test]
    fn each_collection_has_its_permalinks() {
        let jekyll = "collections:\n  users: {permalink: '/member/:name'}\n  p:\n    output: true\n    permalink: /q/:name/\n\
            defaults:\n  - scope: {type: users}\n    values: {permalink: '/u/:name'}\n  - scope: {path: ''}\n    \
            values: {permalink: none}\npermalink: /t/:title\n";
        let of = |path: &str, text: &str| {
            let all = permalinks_by_collection(path, text);
            all.iter().map(|(kind, pattern)| format!("{kind} {pattern}")).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(of("_config.yml", jekyll), "users /u/:name, users /member/:name, p /q/:name/, posts /t/:title");
        let hugo = "[permalinks]\nposts = '/:year/:slug/'\n[permalinks.page]\nnotes = '/n/:title/'\n";
        assert_eq!(of("hugo.toml", hugo), "posts /:year/:slug/, notes /n/:title/");
        assert_eq!(of("_config.yml", "title: x\n"), "");
    }

    #[test]
    fn sites_have_names() {
        check("_config.yml", "# Jekyll\ntitle: The Weir\nurl: https://example.org\n", Some("The Weir"));
        check(
            "weir-main/_config.yml",
            "name: 水闸\nbaseurl: # /weir\ncollections:\n  p:\n    output: true\n",
            Some("水闸"),
        );
        check(
            "hugo.toml",
            "baseURL = 'https://example.org/'\ntitle = 'The Weir'\n[params]\ntitle = 'x'\n",
            Some("The Weir"),
        );
        check("weir/config.toml", "base_url = \"https://example.org\"\ntitle = \"The Weir\"\n", Some("The Weir"));
        check("config/_default/hugo.yaml", "title: The Weir\n", Some("The Weir"));
        check("hugo.json", "{\"title\": \"The Weir\"}", Some("The Weir"));
    }

    #[test]
    fn other_files_name_no_site() {
        check("config.json", "{\"name\": \"compiler\", \"title\": \"x\"}", None);
        check("config.toml", "title = 'x'\n", None);
        check("_config.yml", "theme: minima\n", None);
        check("_config.yml", "title: [", None);
        for path in ["a/b/_config.yml", "config.ini", "_config.yml.bak", "a/b/config/_default/hugo.toml"] {
            assert!(!is_site_config(path), "{path}");
        }
    }
}

//! The name of a site, from the configuration that its generator reads.

use super::budget::Budget;
use super::fields::Fields;
use super::{toml, yaml};
use crate::post::name::{base, extension};

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

/// The name that such a file gives its site.
pub fn site_name(path: &str, text: &str) -> Option<String> {
    let budget = Budget::default();
    let pairs = match &*extension(path) {
        "toml" => toml::parse(text, 1, &budget).0,
        // JSON is YAML.
        _ => yaml::parse(text, 1, &budget).unwrap_or_default(),
    };
    let mut fields = Fields::new(pairs);
    if CONFIGS.contains(&base(path)) && fields.text(BASE_URL).is_none() {
        return None;
    }
    fields.text(&["title", "name"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, name: Option<&str>) {
        assert!(is_site_config(path), "{path}");
        assert_eq!(site_name(path, text).as_deref(), name, "{path}: {text}");
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

//! Content-Security-Policies of the pages.

pub use crate::http::policy::CONTENT_SECURITY_POLICY;

/// The policy for `path`.
///
/// `embed.html` may be framed by any site; the examples may frame it. Otherwise the page's policy applies.
pub fn policy_for(path: &str) -> String {
    let policy = CONTENT_SECURITY_POLICY;
    match path {
        "/embed.html" => policy.replace("frame-ancestors 'self'", "frame-ancestors *"),
        path if path.starts_with("/examples/") => policy.replace("font-src", "frame-src 'self'; font-src"),
        _ => policy.to_owned(),
    }
}

/// Whether other sites' pages may load `path`: the custom elements with all their parts, and the posts.
pub fn is_for_all(path: &str) -> bool {
    ["/embed/", "/parts/", "/js/", "/css/", "/pkg/", "/posts/"].iter().any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::{CONTENT_SECURITY_POLICY, is_for_all, policy_for};

    #[test]
    fn a_page_may_be_framed_by_others_only_where_it_is_made_for_that() {
        assert_eq!(policy_for("/"), CONTENT_SECURITY_POLICY);
        assert!(policy_for("/embed.html").contains("frame-ancestors *;"));
        assert!(policy_for("/examples/").contains("frame-src 'self';"));
        assert!(policy_for("/examples/").contains("frame-ancestors 'self';"));
    }

    #[test]
    fn other_sites_load_parts_and_posts_and_no_page() {
        for path in [
            "/embed/define.js",
            "/parts/page-0.js",
            "/js/i18n/en.js",
            "/pkg/archive_viewer_bg.wasm",
            "/posts/index.json",
        ] {
            assert!(is_for_all(path), "{path}");
        }
        for path in ["/", "/index.html", "/embed.html", "/examples/", "/embedded"] {
            assert!(!is_for_all(path), "{path}");
        }
    }
}

//! Safe paths: an entry's name never leads out of the archive and has no invisible characters.

use super::limits::MAX_PATH;

/// A path within the archive: parts separated by slashes, never empty, never absolute, fully visible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SafePath {
    pub(super) path: String,
    /// Whether the name was changed in a way that the user should know.
    pub(super) changed: bool,
}

/// Makes a name safe. Both slashes separate; empty parts and `.` are dropped silently.
pub(super) fn safe_path(name: &str) -> SafePath {
    let mut path = String::with_capacity(name.len());
    let mut changed = name.starts_with(['/', '\\']);
    for (at, part) in name.split(['/', '\\']).enumerate() {
        let is_drive = at == 0 && part.len() == 2 && part.ends_with(':') && part.as_bytes()[0].is_ascii_alphabetic();
        if part == ".." || is_drive {
            changed = true;
            continue;
        }
        if part.is_empty() || part == "." {
            continue;
        }
        if !path.is_empty() {
            path.push('/');
        }
        if !part.contains(is_invisible) {
            path.push_str(part);
            continue;
        }
        changed = true;
        path.extend(part.chars().map(|c| if is_invisible(c) { char::REPLACEMENT_CHARACTER } else { c }));
    }
    if path.len() > MAX_PATH {
        let end = (0..=MAX_PATH).rev().find(|end| path.is_char_boundary(*end)).unwrap_or(0);
        path.truncate(end);
        changed = true;
    }
    if path.is_empty() {
        path.push_str("unnamed");
        changed = true;
    }
    SafePath { path, changed }
}

/// The original name with invisible characters escaped: `\u{202e}`.
pub(super) fn escape_invisible(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if text.len() > MAX_PATH {
            text.push('…');
            break;
        }
        if is_invisible(c) {
            text.extend(c.escape_unicode());
        } else {
            text.push(c);
        }
    }
    text
}

/// Control characters, bidirectional controls and line separators.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, path: &str, changed: bool) {
        assert_eq!(safe_path(name), SafePath { path: path.into(), changed }, "{name:?}");
    }

    #[test]
    fn plain_paths_stay() {
        check("a/b.md", "a/b.md", false);
        check("./a//b.md", "a/b.md", false);
        check("a\\b.md", "a/b.md", false);
        check("新桥/通车 了.md", "新桥/通车 了.md", false);
        check("a..b/...md", "a..b/...md", false);
    }

    #[test]
    fn nothing_leads_outside() {
        check("../../a.md", "a.md", true);
        check("a/../../b.md", "a/b.md", true);
        check("/etc/a.md", "etc/a.md", true);
        check("C:\\a.md", "a.md", true);
        check("..\\a.md", "a.md", true);
        check("../", "unnamed", true);
        check("", "unnamed", true);
    }

    #[test]
    fn nothing_is_unseen() {
        check("a\0.md", "a\u{fffd}.md", true);
        check("a\u{202e}dm.exe", "a\u{fffd}dm.exe", true);
        check("a\nb", "a\u{fffd}b", true);
        assert_eq!(escape_invisible("a\u{202e}b\0"), "a\\u{202e}b\\u{0}");
    }

    #[test]
    fn long_paths_end() {
        let part = "桥".repeat(MAX_PATH / 3);
        check(&part, &part, false);
        check(&format!("{part}ab"), &format!("{part}a"), true);
        assert!(escape_invisible(&"a".repeat(100_000)).len() < 2 * MAX_PATH);
    }
}

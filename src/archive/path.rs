//! Names of entries made neutral: no way out of the archive, nothing that a reader can't see.

use super::limits::MAX_PATH;

/// A path of this archive: parts with slashes between them, never empty, never outside, all of it visible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Neutral {
    pub(super) path: String,
    /// Whether anything was changed that a reader should know of.
    pub(super) changed: bool,
}

/// Makes a name neutral. Either slash parts; an empty part and `.` say nothing and go without a word.
pub(super) fn neutral(name: &str) -> Neutral {
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
        if !part.contains(is_unseen) {
            path.push_str(part);
            continue;
        }
        changed = true;
        path.extend(part.chars().map(|c| if is_unseen(c) { char::REPLACEMENT_CHARACTER } else { c }));
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
    Neutral { path, changed }
}

/// The name as the archive has it, with what can't be seen written out: `\u{202e}`.
pub(super) fn written_out(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if text.len() > MAX_PATH {
            text.push('…');
            break;
        }
        if is_unseen(c) {
            text.extend(c.escape_unicode());
        } else {
            text.push(c);
        }
    }
    text
}

/// Controls, marks that turn the direction of what follows, and separators of lines.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, path: &str, changed: bool) {
        assert_eq!(neutral(name), Neutral { path: path.into(), changed }, "{name:?}");
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
        assert_eq!(written_out("a\u{202e}b\0"), "a\\u{202e}b\\u{0}");
    }

    #[test]
    fn long_paths_end() {
        let part = "桥".repeat(MAX_PATH / 3);
        check(&part, &part, false);
        check(&format!("{part}ab"), &format!("{part}a"), true);
        assert!(written_out(&"a".repeat(100_000)).len() < 2 * MAX_PATH);
    }
}

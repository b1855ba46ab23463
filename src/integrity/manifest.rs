//! A manifest in the form of BagIt (RFC 8493): paths with their hashes, as text and back.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The manifest's name in a bag.
pub const NAME: &str = "manifest-sha256.txt";

/// The folder of a bag's files.
pub const PAYLOAD: &str = "data/";

/// The file that makes a folder a bag, `bagit.txt`.
pub const BAGIT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// A SHA-256.
pub type Sum = [u8; 32];

/// Paths with their hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest(pub BTreeMap<String, Sum>);

impl Manifest {
    /// Adds a file; false where another has its path.
    pub fn add(&mut self, path: String, sum: Sum) -> bool {
        if self.0.contains_key(&path) {
            return false;
        }
        self.0.insert(path, sum);
        true
    }

    /// The paths of files with this hash.
    pub fn paths_of(&self, sum: &Sum) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(_, own)| *own == sum).map(|(path, _)| &**path)
    }

    /// Its lines, by path. Each path begins with `folder`.
    pub fn text(&self, folder: &str) -> String {
        let mut text = String::new();
        for (path, sum) in &self.0 {
            for byte in sum {
                let _ = write!(text, "{byte:02x}");
            }
            text.extend(["  ", folder, &encoded(path), "\n"]);
        }
        text
    }

    /// Reads its lines.
    ///
    /// # Errors
    /// A clause about the first line that is none.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        let mut manifest = Manifest::default();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let (sum, path) = parsed(line).ok_or_else(|| format!("line {number} is not a SHA-256 and a path"))?;
            if !manifest.add(path, sum) {
                return Err(format!("line {number} has a path that an earlier line has"));
            }
        }
        Ok(manifest)
    }
}

fn parsed(line: &str) -> Option<(Sum, String)> {
    // Two spaces are usual, and any others may begin a name.
    let (hex, path) = line.split_once("  ").or_else(|| line.split_once([' ', '\t']))?;
    let path = decoded(path.strip_prefix("./").unwrap_or(path));
    if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) || path.is_empty() {
        return None;
    }
    let mut sum = Sum::default();
    for (at, byte) in sum.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok()?;
    }
    Some((sum, path))
}

/// A path as BagIt writes it: what would end the line, and the sign of that, is encoded. Nothing else is.
pub fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn decoded(path: &str) -> String {
    let mut out = path.to_owned();
    for (code, sign) in [("%0A", "\n"), ("%0a", "\n"), ("%0D", "\r"), ("%0d", "\r"), ("%25", "%")] {
        out = out.replace(code, sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_whatever_they_are() {
        let names = [
            "a b",
            "100%",
            "%0A",
            "%25",
            "%250a",
            "a\nb\r\nc",
            "a\\b",
            "\"q\"",
            " a ",
            "b  c",
            "\u{2028}灯.md",
            "*x",
            "%zz",
        ];
        let manifest = Manifest((0u8..).zip(names).map(|(at, name)| (format!("x/{name}"), [at; 32])).collect());
        let text = manifest.text("");
        assert_eq!(text.lines().count(), names.len());
        assert_eq!(Manifest::parse(text.as_bytes()), Ok(manifest));
    }

    #[test]
    fn what_is_no_line_is_named() {
        let sum = "ab".repeat(32);
        for (text, number) in
            [(format!("{sum}  a\n{sum}"), 2), (format!("\n{}x  a", &sum[1..]), 2), ("no sum".into(), 1)]
        {
            let said = Manifest::parse(text.as_bytes()).unwrap_err();
            assert_eq!(said, format!("line {number} is not a SHA-256 and a path"));
        }
        assert!(Manifest::parse(format!("{sum} a\n{sum} a").as_bytes()).unwrap_err().contains("earlier"));
        assert!(Manifest::parse(b"\xff").is_err());
        let bom = format!("\u{feff}{}\t./a\r\n", sum.to_uppercase());
        assert_eq!(Manifest::parse(bom.as_bytes()).unwrap().0.into_keys().collect::<Vec<_>>(), ["a"]);
    }
}

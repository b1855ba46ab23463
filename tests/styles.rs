//! The style sheets of the page: small, loaded, and without colours of their own.

use std::fs;
use std::path::Path;

const MAX_LINES: usize = 300;

/// The one sheet that may say a colour.
const TOKENS: &str = "tokens.css";

/// Names and texts of the sheets in www/css.
fn sheets() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/css");
    let mut sheets: Vec<_> = fs::read_dir(folder)
        .expect("www/css is there")
        .map(|entry| entry.expect("its entries can be read"))
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a sheet is text");
            (entry.file_name().into_string().expect("its name is ASCII"), text)
        })
        .collect();
    sheets.sort();
    sheets
}

#[test]
fn no_sheet_is_long() {
    for (name, text) in sheets() {
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{name} has {lines} lines: split it by what a reader sees");
    }
}

#[test]
fn colours_are_tokens() {
    for (name, text) in sheets().iter().filter(|(name, _)| name != TOKENS) {
        for (number, line) in text.lines().enumerate() {
            assert!(!has_colour(line), "{name}:{}: give it a name in {TOKENS}: {line}", number + 1);
        }
    }
}

/// The order of sheets is the cascade, so the page lists them one by one, and a new sheet is easily forgotten.
#[test]
fn the_page_loads_every_sheet_once() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/index.html")).expect("it is there");
    for (name, _) in sheets() {
        let links = page.matches(&format!("href=\"css/{name}\"")).count();
        assert_eq!(links, 1, "www/index.html links css/{name} {links} times");
    }
}

/// Hexadecimal notation and colour functions; keywords such as `transparent` and system colours are no literals.
fn has_colour(line: &str) -> bool {
    let is_hex = |after: &str| after.bytes().take_while(u8::is_ascii_hexdigit).count() >= 3;
    line.split('#').skip(1).any(is_hex)
        || ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "light-dark("].iter().any(|function| line.contains(function))
}

#[test]
fn colours_are_recognised() {
    for line in ["color: #fff;", "background: light-dark(var(--a), var(--b));", "color: rgb(0 0 0 / 0.4);"] {
        assert!(has_colour(line), "{line}");
    }
    for line in ["color: CanvasText;", "content: \"#\" / \"\";", "color-mix(in srgb, var(--ink) 6%, transparent)"] {
        assert!(!has_colour(line), "{line}");
    }
}

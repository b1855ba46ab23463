//! Parsed values, what is malformed, and both sides of every limit.

use super::*;
use crate::post::front_matter::limits::*;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map(pairs: &[(&str, Value)]) -> Pairs {
    pairs.iter().map(|(key, value)| (key.to_string(), value.clone())).collect()
}

fn check(toml: &str, expected: &[(&str, Value)]) {
    assert_eq!(parse(toml, 1, &Budget::default()), (map(expected), None), "{toml}");
}

/// Checks the number of the malformed line, and what is read all the same.
fn check_malformed(toml: &str, line: usize, expected: &[(&str, &str)]) {
    let (pairs, error) = parse(toml, 1, &Budget::default());
    let found: Vec<(String, String)> = pairs.into_iter().map(|(key, value)| (key, value.to_text())).collect();
    let mut found: Vec<(&str, &str)> = found.iter().map(|(key, value)| (&**key, &**value)).collect();
    // What was malformed comes last.
    found.sort_unstable();
    assert_eq!(found, expected, "{toml}");
    assert!(matches!(error, Some(ParseError::Syntax { line: found, .. }) if found == line), "{toml}: {error:?}");
}

#[test]
fn scalars_keep_their_text() {
    for plain in ["2020", "1.10", "0x1F", "+1e3", "true", "-inf", "2018-03-04T10:00:00+08:00", "2018-03-04 10:00:00"] {
        check(&format!("k = {plain} # remark\n"), &[("k", text(plain))]);
        check(&format!("k=[{plain},{plain}]"), &[("k", Value::List(vec![text(plain), text(plain)]))]);
    }
}

#[test]
fn texts() {
    check("a = \"x \\\"y\\\" \\u6865 \\U0001F600 \\\\ # z\"\n", &[("a", text("x \"y\" 桥 \u{1f600} \\ # z"))]);
    check("a = 'C:\\x \"y\"'\n", &[("a", text("C:\\x \"y\""))]);
    check("a = \"\"\"\nx\n\"y\" \\\n   z\"\"\"\"\n", &[("a", text("x\n\"y\" z\""))]);
    check("a = '''\n\\x''y'''\n", &[("a", text("\\x''y"))]);
    check("a = \"\"\nb = ''\n", &[("a", text("")), ("b", text(""))]);
}

#[test]
fn keys() {
    check(
        "a-b_1 = 1\n\"c d\" = 2\n'e.f' = 3\n桥 = 4\n",
        &[("a-b_1", text("1")), ("c d", text("2")), ("e.f", text("3")), ("桥", text("4"))],
    );
    check(
        "a . b.\"c\" = 1\na.d = 2\n",
        &[("a", Value::Map(map(&[("b", Value::Map(map(&[("c", text("1"))]))), ("d", text("2"))])))],
    );
}

#[test]
fn lists_and_tables() {
    check(
        "a = [ # remark\n  'x',\n  ['y'], # remark\n]\nb = []\nc = { d = 1, e.f = [2] }\ng = {}\n",
        &[
            ("a", Value::List(vec![text("x"), Value::List(vec![text("y")])])),
            ("b", Value::List(vec![])),
            ("c", Value::Map(map(&[("d", text("1")), ("e.f", Value::List(vec![text("2")]))]))),
            ("g", Value::Map(vec![])),
        ],
    );
    check(
        "x = 1\n[a]\ny = 2\n[a.b]\nz = 3\n[c]\n",
        &[
            ("x", text("1")),
            ("a", Value::Map(map(&[("y", text("2")), ("b", Value::Map(map(&[("z", text("3"))])))]))),
            ("c", Value::Map(vec![])),
        ],
    );
    check(
        "[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\nx = 3\n",
        &[(
            "a",
            Value::List(vec![
                Value::Map(map(&[("x", text("1")), ("b", Value::Map(map(&[("y", text("2"))])))])),
                Value::Map(map(&[("x", text("3"))])),
            ]),
        )],
    );
}

#[test]
fn malformed_lines_keep_their_words() {
    check_malformed("a = 1\nb = two words\nc = 3\n", 2, &[("a", "1"), ("b", "two words"), ("c", "3")]);
    check_malformed("a = \"x\nb = 'y'\n", 1, &[("a", "x"), ("b", "y")]);
    check_malformed("a = \"x\" y\nb = 1\n", 1, &[("a", "\"x\" y"), ("b", "1")]);
    check_malformed("a = \"C:\\q\"\n", 1, &[("a", "C:\\q")]);
    check_malformed("a = [\n  'x',\n  'y'\nb = 1\n", 1, &[("a", "x, y"), ("b", "1")]);
    check_malformed("a: x\nb = 1\n[c\nd = 2\n", 1, &[("a", "x"), ("b", "1"), ("d", "2")]);
    check_malformed("b = 1\nstray\nc = 2\n", 2, &[("b", "1"), ("c", "2")]);
    check_malformed("a =\nb = 1\n", 1, &[("a", ""), ("b", "1")]);
}

/// Checks which limit is exceeded.
fn check_limit(toml: &str, expected: Option<&str>) {
    let found = match parse(toml, 1, &Budget::default()).1 {
        Some(ParseError::Limit { what, .. }) => Some(what),
        _ => None,
    };
    assert_eq!(found, expected);
}

#[test]
fn limits_on_the_result() {
    let deep = |n: usize| format!("a = {}{}\n", "[".repeat(n), "]".repeat(n));
    check_limit(&deep(MAX_DEPTH), None);
    check_malformed(&deep(MAX_DEPTH + 1), 1, &[("a", deep(MAX_DEPTH)[4..].trim_end())]);
    check_malformed(&"a = [\n".repeat(100_000), 1, &[("a", ""); MAX_SALVAGED]);
    let dotted = |n: usize| format!("{}a = 1\n", "a.".repeat(n - 1));
    check_limit(&dotted(MAX_DEPTH), None);
    check_malformed(&dotted(MAX_DEPTH + 1), 1, &[(dotted(MAX_DEPTH + 1).split_once(' ').unwrap().0, "1")]);
    let many = |n: usize| format!("a = [{}]\n", "1,".repeat(n));
    check_limit(&many(MAX_VALUES - 3), None);
    check_limit(&many(MAX_VALUES), Some("values"));
    check_limit(&format!("a = '{}'\n", "x".repeat(MAX_BYTES)), Some("bytes"));
}

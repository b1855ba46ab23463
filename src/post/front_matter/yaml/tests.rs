//! Parsed values, and both sides of every limit.

use super::*;
use crate::post::front_matter::budget::open_brackets;
use crate::post::front_matter::limits::*;

fn parse(text: &str, first_line: usize) -> Result<Pairs, ParseError> {
    super::parse(text, first_line, &Budget::default())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn check(yaml: &str, expected: &[(&str, Value)]) {
    let expected: Pairs = expected.iter().map(|(key, value)| (key.to_string(), value.clone())).collect();
    assert_eq!(parse(yaml, 1), Ok(expected), "{yaml}");
}

/// Checks which limit is exceeded.
fn check_limit(yaml: &str, expected: Option<&str>) {
    let found = match parse(yaml, 1) {
        Err(ParseError::Limit { what, .. }) => Some(what),
        _ => None,
    };
    assert_eq!(found, expected);
}

#[test]
fn scalars_keep_their_text() {
    for plain in [
        "2020",
        "1.10",
        "0123",
        "0x1F",
        "1e3",
        "true",
        "True",
        "no",
        ".inf",
        "2020-05-25",
        "12:30",
        "99999999999999999999999",
    ] {
        check(&format!("k: {plain}\n"), &[("k", text(plain))]);
        check(&format!("k: \"{plain}\"\n"), &[("k", text(plain))]);
    }
    check("2020: x\ntrue: y\n", &[("2020", text("x")), ("true", text("y"))]);
}

#[test]
fn nulls() {
    check(
        "a:\nb: ~\nc: null\nd: \"null\"\n",
        &[("a", Value::Null), ("b", Value::Null), ("c", Value::Null), ("d", text("null"))],
    );
    check("", &[]);
    check("# only a remark\n", &[]);
}

#[test]
fn lists_maps_and_order() {
    check(
        "b: [ 联合, 2 ]\na:\n  - x\n  - y: z\nb: again\n",
        &[
            ("b", Value::List(vec![text("联合"), text("2")])),
            ("a", Value::List(vec![text("x"), Value::Map(vec![("y".to_owned(), text("z"))])])),
            ("b", text("again")),
        ],
    );
    check("a: |\n  x\n  y\nb: >\n  x\n  y\n", &[("a", text("x\ny\n")), ("b", text("x y\n"))]);
}

#[test]
fn tags_and_aliases() {
    check(
        "a: !kind x\nb: !!str 2\nc: !kind [1]\nd: !kind {e: 1}\n",
        &[
            ("a", text("x")),
            ("b", text("2")),
            ("c", Value::List(vec![text("1")])),
            ("d", Value::Map(vec![("e".to_owned(), text("1"))])),
        ],
    );
    check(
        "a: &x 1.10\nb: *x\nc: &n ~\nd: *n\n",
        &[("a", text("1.10")), ("b", text("1.10")), ("c", Value::Null), ("d", Value::Null)],
    );
}

#[test]
fn errors_name_the_line_of_the_file() {
    match parse("a: 1\nb: \"\\q\"\n", 11) {
        Err(ParseError::Syntax { line: 12, reason }) => {
            assert!(reason.contains("escape"), "{reason}")
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(parse("just text\n", 1), Err(ParseError::NotAMap));
    assert_eq!(parse("- a\n", 1), Err(ParseError::NotAMap));
}

#[test]
fn limits_on_the_source() {
    let long = |n: usize| format!("a: {}", "x".repeat(n - 3));
    check_limit(&long(MAX_BYTES), None);
    check_limit(&long(MAX_BYTES + 1), Some("bytes"));
    // The colon after the key is one of them.
    let commas = |n: usize| format!("a: '{}'\n", ",".repeat(n - 1));
    check_limit(&commas(MAX_INDICATORS), None);
    check_limit(&commas(MAX_INDICATORS + 1), Some("indicators"));
    let brackets = |n: usize| format!("a: '{}'\n", "[".repeat(n));
    let most = MAX_NESTING_WORK.isqrt();
    check_limit(&brackets(most - 1), None);
    check_limit(&brackets(most + 1), Some("brackets"));
    let directives = |n: usize| (0..n).map(|i| format!("%TAG !t{i}! x\n")).collect::<String>() + "--- {a: b}\n";
    check_limit(&directives(MAX_DIRECTIVES), None);
    check_limit(&directives(MAX_DIRECTIVES + 1), Some("directives"));
}

#[test]
fn brackets_that_may_stay_open() {
    for (text, open) in
        [("[a](b) [c]", 0), ("tags: [a, {b: c}]", 1), ("[\"]\", [']', [ # ]\n[ !a]\n]", 4), ("[[a]]{b]", 2)]
    {
        assert_eq!(open_brackets(text), open, "{text}");
    }
}

#[test]
fn parts_share_a_budget() {
    let budget = Budget::default();
    let brackets = format!("a: '{}'\n", "[".repeat(MAX_NESTING_WORK.isqrt() / 2 - 10));
    let parsed = (0..5).map(|_| super::parse(&brackets, 1, &budget).is_ok());
    assert_eq!(parsed.filter(|ok| *ok).count(), 4);
}

#[test]
fn limits_on_the_result() {
    let deep = |n: usize| format!("a: {}{}\n", "[".repeat(n), "]".repeat(n));
    check_limit(&deep(MAX_DEPTH), None);
    check_limit(&deep(MAX_DEPTH + 1), Some("levels"));
    let indented = |n: usize| (0..n).map(|i| " ".repeat(i) + "a:\n").collect::<String>();
    check_limit(&indented(MAX_DEPTH), None);
    check_limit(&indented(MAX_DEPTH + 1), Some("levels"));
    let keys = |n: usize| (0..n).map(|i| format!("k{i}: v\n")).collect::<String>();
    check_limit(&keys(MAX_KEYS), None);
    check_limit(&keys(MAX_KEYS + 1), Some("keys"));
    // The map, the key and the list itself count too.
    let many = |n: usize| format!("a: [{}]\n", "1,".repeat(n - 3));
    check_limit(&many(MAX_VALUES), None);
    check_limit(&many(MAX_VALUES + 1), Some("values"));
}

#[test]
fn alias_expansion_is_limited() {
    let (values, aliases) = ("x, ".repeat(1000), "*a, ".repeat(1000));
    let bomb = format!("a: &a [{values}]\nb: [{aliases}]\n");
    check_limit(&bomb, Some("values"));
    let text = |n: usize| format!("a: &a {}\n", "x".repeat(10_000)) + &"b: *a\n".repeat(n);
    check_limit(&text(MAX_TEXT / 10_001 - 1), None);
    check_limit(&text(MAX_TEXT / 10_000), Some("bytes of text"));
    check_limit("a: &a [*a]\n", Some("levels"));
}

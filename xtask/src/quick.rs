//! The browser stories of `cargo xtask test quick`, which `tests/browser/quick.txt` lists by their titles.

use std::fs;
use std::path::Path;

use crate::Outcome;

const LIST: &str = "tests/browser/quick.txt";

/// Titles of the stories.
///
/// # Errors
/// When the list can't be read or is empty.
pub fn read(root: &Path) -> Outcome<Vec<String>> {
    let text = fs::read_to_string(root.join(LIST)).map_err(|error| format!("{LIST} can't be read: {error}"))?;
    let stories = parse(&text);
    if stories.is_empty() { Err(format!("{LIST} lists no story").into()) } else { Ok(stories) }
}

fn parse(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// The pattern for Playwright's `--grep`, which sees a story's file and title with a space between them.
pub fn pattern(stories: &[String]) -> String {
    let escaped = |story: &String| {
        let escape = |c: char| if r"\.*+?^$()[]{}|/".contains(c) { format!("\\{c}") } else { c.to_string() };
        story.chars().map(escape).collect::<String>()
    };
    format!(" ({})$", stories.iter().map(escaped).collect::<Vec<_>>().join("|"))
}

/// Checks that `--list` found each story once.
///
/// # Errors
/// With those that were not found once.
pub fn check_listed(stories: &[String], listed: &str) -> Outcome {
    let count = |story: &String| listed.lines().filter(|line| line.ends_with(&format!(" › {story}"))).count();
    let wrong: Vec<String> = stories
        .iter()
        .map(|story| (story, count(story)))
        .filter(|(_, count)| *count != 1)
        .map(|(story, count)| format!("{count} stories are called “{story}”"))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(format!("{LIST} is out of date: {}", wrong.join("; ")).into()) }
}

#[cfg(test)]
mod tests {
    use super::{check_listed, parse, pattern};

    #[test]
    fn a_list_becomes_a_pattern() {
        let stories = parse("# The stories.\n\none (and a half)\n two?\n");
        assert_eq!(stories, ["one (and a half)", "two?"]);
        assert_eq!(pattern(&stories), r" (one \(and a half\)|two\?)$");
    }

    #[test]
    fn a_story_that_has_another_name_is_missed() {
        let listed = "Listing tests:\n  open.spec.js:12:1 › one\n  open.spec.js:29:1 › two\n  read.spec.js:29:1 › two";
        assert!(check_listed(&["one".into()], listed).is_ok());
        let error = check_listed(&["one".into(), "two".into(), "three".into()], listed).unwrap_err().to_string();
        assert!(error.contains("2 stories are called “two”; 0 stories are called “three”"), "{error}");
    }
}

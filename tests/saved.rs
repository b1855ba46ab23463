//! What the native command saves of many posts opens in it again to the same posts.
#![cfg(feature = "command")]

#[path = "common/temporary.rs"]
#[allow(dead_code)]
mod temporary;

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use temporary::Temporary;

/// Posts by their paths without extensions.
type Posts = BTreeMap<String, Value>;

fn posts(lines: &[u8]) -> Posts {
    let lines = std::str::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let stem = |post: &Value| post["path"].as_str().unwrap().rsplit_once('.').unwrap().0.to_owned();
    lines.filter(|post| post["error"].is_null()).map(|post| (stem(&post), post)).collect()
}

fn words(text: &Value) -> String {
    text.as_str().unwrap_or_default().split_whitespace().collect()
}

/// Names, words and captions of pictures: the address of one beside a post may be written in full.
fn pictures(post: &Value) -> Vec<[String; 3]> {
    let name = |src: &str| src.rsplit('/').next().unwrap_or_default().to_owned();
    let figures = post["figures"].as_array().unwrap();
    figures.iter().map(|one| [name(one["src"].as_str().unwrap()), words(&one["alt"]), words(&one["caption"])]).collect()
}

fn discussion(comments: &Value) -> Vec<(Value, String, Vec<String>)> {
    let comments = comments.as_array().unwrap();
    let replies = |one: &Value| discussion(&one["replies"]).into_iter().map(|reply| format!("{reply:?}")).collect();
    comments.iter().map(|one| (one["author"].clone(), words(&one["text"]), replies(one))).collect()
}

/// What repeats in a source is not in what is saved, so that of a post with such a part little may be left.
fn lost_what_repeats(post: &Value) -> bool {
    post["removed"].as_array().unwrap().iter().any(|one| one["reason"] == "repeats-in-source")
}

fn differences(saved: &Posts, again: &Posts) -> Vec<String> {
    let mut found = Vec::new();
    for (path, post) in saved.iter().filter(|(_, post)| !lost_what_repeats(post)) {
        let Some(other) = again.get(path) else {
            found.push(format!("{path} is gone"));
            continue;
        };
        let mut same = |what: &str, one: String, other: String| {
            if one != other {
                found.push(format!("{path}: {what}: {one} became {other}"));
            }
        };
        same("words", words(&post["text"]), words(&other["text"]));
        same("pictures", format!("{:?}", pictures(post)), format!("{:?}", pictures(other)));
        let talk = |post: &Value| format!("{:?}", discussion(&post["discussion"]));
        same("discussion", talk(post), talk(other));
        for field in ["title", "date", "author", "lang", "tags", "categories"] {
            same(field, post[field].to_string(), other[field].to_string());
        }
        // A space of an address may be encoded.
        let source = |post: &Value| post["source"].to_string().replace("%20", " ");
        same("source", source(post), source(other));
    }
    found
}

fn text_of(comments: &Value) -> String {
    let comments = comments.as_array().unwrap();
    comments.iter().map(|one| words(&one["text"]) + &text_of(&one["replies"])).collect()
}

fn check(name: &str, input: &Path, least: usize) {
    let folder = Temporary::new(name);
    let input = input.to_str().unwrap();
    let run = |given: &[&str]| {
        let output = folder.run(given);
        assert!(output.status.success(), "{given:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let lines = run(&["export", input, "--jsonl", "-"]);
    let saved = posts(&lines);
    assert!(saved.values().filter(|post| !lost_what_repeats(post)).count() >= least, "{} posts", saved.len());

    // The record is that of the lines which `clean` prints.
    let cleaned = posts(&folder.run(&["clean", input]).stdout);
    for (path, post) in &saved {
        assert_eq!(post["removed"], cleaned[path]["removed"], "the record of {path}");
    }

    for place in ["saved", "saved.zip"] {
        run(&["export", input, "--markdown", place]);
        let again = posts(&run(&["clean", place, "--no-learn"]));
        assert_eq!(differences(&saved, &again), Vec::<String>::new(), "{place}");
        let missing = |input: &str| {
            let findings = String::from_utf8(folder.run(&["check", input, "--json"]).stdout).unwrap();
            findings.matches("\"missing-picture\"").count()
        };
        assert_eq!(missing(place), missing(input), "pictures come with {place}");
    }

    run(&["export", input, "--html", "saved.html"]);
    let again = posts(&run(&["clean", "saved.html"]));
    let document = &again["saved"];
    let all = words(&document["text"]) + &text_of(&document["discussion"]);
    let mut lost = Vec::new();
    for (path, post) in &saved {
        let lines = post["text"].as_str().unwrap().lines();
        lost.extend(
            lines.filter(|line| !all.contains(&words(&Value::from(*line)))).map(|line| format!("{path}: {line}")),
        );
    }
    assert_eq!(lost, Vec::<String>::new());
    let count: usize = saved.values().map(|post| pictures(post).len()).sum();
    assert_eq!(pictures(document).len(), count);
}

#[test]
fn samples_open_again_to_the_same_posts() {
    check("saved-samples", &Path::new(env!("CARGO_MANIFEST_DIR")).join("posts"), 9);
}

#[test]
fn fixtures_open_again_to_the_same_posts() {
    check("saved-fixtures", &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/posts"), 300);
}

#[test]
fn several_inputs_have_folders_and_hostile_titles_stay_words() {
    let folder = Temporary::new("saved-several");
    for (name, title) in [("a", "</title><script>x()</script>"), ("b", "{% raw %} & <b>")] {
        fs::create_dir_all(folder.0.join(name)).unwrap();
        let text = format!(
            "---\ntitle: \"{title}\"\n---\n\nThe lamp of {name} was lit again.[^1]\n\n[^1]: At dusk in {name}.\n"
        );
        fs::write(folder.0.join(name).join("2020-01-02-lamp.md"), text).unwrap();
    }
    let run = |given: &[&str]| assert!(folder.run(given).status.success(), "{given:?}");
    run(&["export", "a", "b", "--markdown", "out"]);
    for name in ["a", "b"] {
        let text = fs::read_to_string(folder.0.join("out").join(name).join("2020-01-02-lamp.md")).unwrap();
        assert!(text.contains(&format!("The lamp of {name}")), "{text}");
    }
    run(&["export", "a", "b", "--html", "out.html", "--title", "<i>\"All\"</i>"]);
    let html = fs::read_to_string(folder.0.join("out.html")).unwrap();
    assert!(!html.contains("<script") && !html.contains("<i>") && !html.contains("{%"), "{html}");
    let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(ids.len() == 4 && ids.iter().all(|id| ids.iter().filter(|other| other == &id).count() == 1), "{ids:?}");
    for target in html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&target), "{target} in {ids:?}");
    }
}

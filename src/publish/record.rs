//! The record of cleaning, folded: everything that was removed or changed, by step and reason.

use super::facts::PostPage;
use super::markup::Markup;
use super::site::Site;
use super::words::Language;
use crate::article::changes::{Change, Kind};

/// Writes the record of a post and of the parts of its thread.
pub(super) fn write(site: &Site, page: &PostPage, out: &mut Markup) {
    let words = site.language;
    let parts = page.parts.iter().flat_map(|part| &part.article.changes);
    let changes: Vec<&Change> = page.article.changes.iter().chain(parts).collect();
    let removed = changes.iter().filter(|change| change.kind == Kind::Removed).count();
    out.open("details", &[("class", Some("panel"))]);
    out.open("summary", &[("class", Some("panel-summary"))]);
    out.element("h2", &[("class", Some("panel-heading"))], &words.say("record", &[]));
    let counts = [("removed-count", removed), ("changed-count", changes.len() - removed)];
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let aside: Vec<String> = counts.map(|(key, count)| words.say(key, &[("count", &count.to_string())])).collect();
    if !aside.is_empty() {
        out.text(" ");
        out.element("span", &[("class", Some("panel-aside"))], &aside.join(" · "));
    }
    out.close("summary");
    out.line();
    out.open("div", &[("class", Some("panel-inside"))]);
    let promise = if changes.is_empty() { "record-none" } else { "record-promise" };
    out.element("p", &[("class", Some("panel-sentence"))], &words.say(promise, &[]));
    for (step, changes) in grouped(&changes, |change| change.step.to_owned()) {
        out.open("section", &[("class", Some("record-step"))]);
        out.open("h3", &[("class", Some("record-step-heading"))]);
        out.text(&words.of_viewer(&format!("step.{step}"), |_| None).unwrap_or(step));
        out.element("span", &[("class", Some("record-step-count"))], &changes.len().to_string());
        out.close("h3");
        out.open("ul", &[("class", Some("record"))]);
        for (_, group) in grouped(&changes, |change| format!("{:?} {:?} {:?}", change.reason, change.kind, change.args))
        {
            row(words, page, &group, out);
        }
        out.close("ul");
        out.close("section");
        out.line();
    }
    out.close("div");
    out.close("details");
    out.line();
}

fn row(words: Language, page: &PostPage, group: &[&Change], out: &mut Markup) {
    let first = group[0];
    let kind = if first.kind == Kind::Removed { "removed" } else { "changed" };
    out.open("li", &[("class", Some("record-row"))]);
    out.element("p", &[("class", Some("record-kind")), ("data-kind", Some(kind))], &words.say(kind, &[]));
    out.open("div", &[("class", Some("record-what"))]);
    let value = |name: &str| first.args.iter().find(|(own, _)| *own == name).map(|(_, value)| value.to_owned());
    let sentence = match words {
        Language::En => None,
        _ => words.of_viewer(&format!("reason.{}", first.reason.id()), value),
    };
    out.element("p", &[("class", Some("record-sentence"))], &sentence.unwrap_or_else(|| first.message()));
    for change in group {
        let text = change.text.trim();
        if !text.is_empty() {
            let attributes = [("class", Some("record-text")), ("lang", Some(page.lang())), ("dir", Some(page.dir()))];
            out.element("blockquote", &attributes, text);
        }
        for image in &change.images {
            out.element("p", &[("class", Some("record-address")), ("dir", Some("ltr"))], image);
        }
    }
    out.close("div");
    out.close("li");
}

/// Groups by a key, in the order of their first.
fn grouped<'c>(changes: &[&'c Change], key: impl Fn(&Change) -> String) -> Vec<(String, Vec<&'c Change>)> {
    let mut groups: Vec<(String, Vec<&Change>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for change in changes {
        let key = key(change);
        let at = *places.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(change);
    }
    groups
}

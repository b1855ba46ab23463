//! The counts and differences, for a terminal.

use std::io::{self, Write};

use super::compare::Changes;
use super::post::Removal;
use super::prose::is_prose;
use super::tally::{Rule, RuleTally, Tally};

/// How much is shown.
pub struct Limits {
    /// Examples of each kind for a reason.
    examples: usize,
    /// Differences for a reason, and removals with prose.
    entries: usize,
    /// Characters of a text.
    text: usize,
    /// Characters of a text with prose.
    prose: usize,
}

impl Limits {
    /// What one reads through.
    pub const SHORT: Self = Self { examples: 5, entries: 20, text: 160, prose: 400 };
    /// Everything that is held.
    pub const NONE: Self = Self { examples: 100, entries: usize::MAX, text: usize::MAX, prose: usize::MAX };
}

/// Writes a table of reasons, and then each with its examples.
pub fn write_tally(out: &mut impl Write, tally: &Tally, limits: &Limits) -> io::Result<()> {
    let all = tally.kept + tally.removed;
    writeln!(
        out,
        "\n{} posts, {} characters kept, {} removed ({})",
        count(tally.posts),
        count(tally.kept),
        count(tally.removed),
        percent(if all == 0 { 0.0 } else { tally.removed as f64 / all as f64 })
    )?;
    for (post, error) in &tally.failed {
        writeln!(out, "  not cleaned: {post}: {error}")?;
    }
    let rules = tally.by_size();
    writeln!(out, "\n{:40} {:>9} {:>7} {:>11} {:>7}", "reason", "entries", "posts", "characters", "images")?;
    for (rule, tally) in &rules {
        let numbers = [tally.entries, tally.posts, tally.characters, tally.images].map(count);
        let [entries, posts, characters, images] = numbers;
        writeln!(out, "{:40} {entries:>9} {posts:>7} {characters:>11} {images:>7}", name(rule))?;
    }
    rules.iter().try_for_each(|(rule, tally)| write_rule(out, rule, tally, limits))
}

fn write_rule(out: &mut impl Write, rule: &Rule, tally: &RuleTally, limits: &Limits) -> io::Result<()> {
    if tally.characters == 0 {
        return Ok(());
    }
    writeln!(out, "\n== {} ==", name(rule))?;
    writeln!(out, "commonest")?;
    for (text, times) in tally.commonest(limits.examples) {
        writeln!(out, "  {:>7}× {}", count(times), shortened(text, limits.text))?;
    }
    writeln!(out, "longest, in characters")?;
    for long in tally.longest(limits.examples) {
        writeln!(out, "  {:>7}  {}: {}", count(long.characters), long.post, shortened(&long.text, limits.text))?;
    }
    let shares = tally.largest_shares(limits.examples);
    if !shares.is_empty() {
        writeln!(out, "largest shares of a post's text")?;
    }
    for share in shares {
        writeln!(out, "  {:>7}  {}: {} characters", percent(share.share), share.post, count(share.characters))?;
    }
    Ok(())
}

/// Writes what differs between two runs, by reason; with `prose` new removals with prose once more, by themselves.
pub fn write_changes(out: &mut impl Write, changes: &Changes, prose: bool, limits: &Limits) -> io::Result<()> {
    let (before, after) = changes.kept;
    writeln!(
        out,
        "\n== Changes ==\n{} of {} posts differ; characters kept: {} before, {} now",
        count(changes.posts),
        count(changes.compared),
        count(before),
        count(after)
    )?;
    for (what, posts) in [("only in this run", &changes.only_after), ("only in the other run", &changes.only_before)] {
        if !posts.is_empty() {
            writeln!(out, "{} posts are {what}, such as {}", count(posts.len()), posts[0])?;
        }
    }
    for (post, error) in &changes.failures {
        writeln!(out, "  not cleaned {error}: {post}")?;
    }
    for (rule, change) in &changes.rules {
        writeln!(out, "\n{}: {} new, {} gone", name(rule), count(change.new.len()), count(change.gone.len()))?;
        write_entries(out, "+", &change.new, limits)?;
        write_entries(out, "-", &change.gone, limits)?;
    }
    if prose {
        let removals: Vec<_> = changes.new_removals().filter(|(_, removal)| is_prose(&removal.text)).cloned().collect();
        write_prose(out, "New removals with prose", &removals, limits)?;
    }
    Ok(())
}

/// Writes removals with prose.
pub fn write_prose(out: &mut impl Write, head: &str, list: &[(String, Removal)], limits: &Limits) -> io::Result<()> {
    writeln!(out, "\n== {head}: {} ==", count(list.len()))?;
    for (post, removal) in list.iter().take(limits.entries) {
        writeln!(out, "  {}/{}: {post}: {}", removal.step, removal.reason, shortened(&removal.text, limits.prose))?;
    }
    write_rest(out, list.len(), limits)
}

fn write_entries(out: &mut impl Write, sign: &str, list: &[(String, Removal)], limits: &Limits) -> io::Result<()> {
    for (post, removal) in list.iter().take(limits.entries) {
        let images = removal.images.iter().map(|image| format!(" [{image}]")).collect::<String>();
        writeln!(out, "  {sign} {post}: {}{}", shortened(&removal.text, limits.text), shortened(&images, limits.text))?;
    }
    write_rest(out, list.len(), limits)
}

fn write_rest(out: &mut impl Write, length: usize, limits: &Limits) -> io::Result<()> {
    match length.saturating_sub(limits.entries) {
        0 => Ok(()),
        more => writeln!(out, "  … {} more; --all shows them", count(more)),
    }
}

fn name((step, reason, kind): &Rule) -> String {
    if kind == "removed" { format!("{step}/{reason}") } else { format!("{step}/{reason} ({kind})") }
}

/// On one line, without what a terminal would obey.
fn shortened(text: &str, most: usize) -> String {
    let mut line: String = text.chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        line.push('…');
    }
    line
}

/// With commas between thousands.
fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::{Limits, count, percent, shortened, write_changes, write_tally};
    use crate::rules::compare::Comparison;
    use crate::rules::post::{CleanedPost, Removal};
    use crate::rules::tally::Tally;

    fn post(name: &str, kept: usize, text: &str) -> CleanedPost {
        let (step, reason, kind) = ("furniture".into(), "comments".into(), "removed".into());
        let removed = vec![Removal { step, reason, kind, text: text.into(), images: Vec::new() }];
        CleanedPost { kept, removed, ..CleanedPost::of(name) }
    }

    #[test]
    fn numbers_and_texts_are_readable() {
        assert_eq!(["0", "999", "1,000", "1,234,567"], [0, 999, 1000, 1_234_567].map(count).each_ref().map(|s| &**s));
        assert_eq!(percent(0.1234), "12.3 %");
        assert_eq!(shortened("桥开\n了\u{1b}[2J", 3), "桥开 …");
    }

    #[test]
    fn a_run_and_its_changes_are_written() {
        let after = [post("a", 30, "Words of readers."), post("b", 10, &"Somebody wrote this. ".repeat(10))];
        let mut tally = Tally::default();
        after.iter().for_each(|post| tally.add(post));
        let mut out = Vec::new();
        write_tally(&mut out, &tally, &Limits::SHORT).unwrap();
        let mut comparison = Comparison::with(vec![post("a", 31, "Words of readers."), post("b", 99, "Old.")]);
        after.into_iter().for_each(|post| comparison.add(post, |_| true));
        write_changes(&mut out, &comparison.finish(), true, &Limits::SHORT).unwrap();
        let text = String::from_utf8(out).unwrap();
        for line in [
            "2 posts, 40 characters kept, 227 removed (85.0 %)",
            "  95.5 %  b: 210 characters",
            "1 of 2 posts differ; characters kept: 130 before, 40 now",
            "furniture/comments: 1 new, 1 gone",
            "  - b: Old.",
            "== New removals with prose: 1 ==",
            "  furniture/comments: b: Somebody wrote this.",
        ] {
            assert!(text.contains(line), "{line}\n\n{text}");
        }
    }
}

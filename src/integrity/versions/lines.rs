//! Two texts line by line: what is the same, changed, gone, new or in another place.

use super::words::{MAX_LINES, MAX_WORDS, split};
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{HashMap, HashSet};

/// Pairs of lines of one changed passage that are weighed against each other, at most.
const MAX_PAIRS: usize = 2500;

/// Letters and digits of a line below which it is told as gone and new, wherever it is: a rule or a tag moves nothing.
const MIN_MOVED: usize = 8;

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Both texts have it.
    Same,
    /// Another line is in its place, which has words of it.
    Changed,
    /// Only the earlier text has it.
    Gone,
    /// Only the later text has it.
    New,
    /// Both have it, in different places.
    Moved,
}

/// A part of a line, and whether only this text has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece(pub bool, pub String);

/// A line of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What became of it.
    pub kind: Kind,
    /// It in the earlier text; of one that moved only where it was.
    pub before: Vec<Piece>,
    /// It in the later text; of one that moved only where it is, and of one that is the same nothing.
    pub after: Vec<Piece>,
    /// Of one that moved, the number of the line that is its other place, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<usize>,
}

/// Sets two texts side by side.
pub fn lines(before: &str, after: &str) -> Vec<Line> {
    let (one, other): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let changes = if one.len() + other.len() > MAX_LINES && one != other {
        vec![DiffOp::Replace { old_index: 0, old_len: one.len(), new_index: 0, new_len: other.len() }]
    } else {
        capture_diff_slices(Algorithm::Myers, &one, &other)
    };
    let (gone, new) = moved(&one, &other, &changes);
    let mut found = Vec::new();
    // Where each line that moved was told, by its place in either text.
    let (mut told_gone, mut told_new) = (HashMap::new(), HashMap::new());
    for change in changes {
        if let DiffOp::Equal { .. } = change {
            let same = |text: &&str| Line::of(Kind::Same, whole(false, text), Vec::new());
            found.extend(one[change.old_range()].iter().map(same));
            continue;
        }
        let (mut old, mut now) = (change.old_range().peekable(), change.new_range().peekable());
        for (was, is) in pairs(
            &one,
            &other,
            change.old_range(),
            change.new_range(),
            |at| gone.contains_key(&at),
            |at| new.contains_key(&at),
        ) {
            tell_until(&mut old, was, &one, &gone, true, &mut found, &mut told_gone);
            tell_until(&mut now, is, &other, &new, false, &mut found, &mut told_new);
            let (before, after) = pieces(one[was], other[is]);
            found.push(Line::of(Kind::Changed, before, after));
            old.next();
            now.next();
        }
        tell_until(&mut old, one.len(), &one, &gone, true, &mut found, &mut told_gone);
        tell_until(&mut now, other.len(), &other, &new, false, &mut found, &mut told_new);
    }
    for (from, to) in &gone {
        let (was, is) = (told_gone[from], told_new[to]);
        (found[was].other, found[is].other) = (Some(is), Some(was));
    }
    found
}

impl Line {
    fn of(kind: Kind, before: Vec<Piece>, after: Vec<Piece>) -> Line {
        Line { kind, before, after, other: None }
    }
}

fn whole(is_different: bool, text: &str) -> Vec<Piece> {
    vec![Piece(is_different, text.to_owned())]
}

/// Tells lines of one text alone, up to one of them.
fn tell_until(
    places: &mut std::iter::Peekable<std::ops::Range<usize>>,
    end: usize,
    texts: &[&str],
    moved: &HashMap<usize, usize>,
    is_before: bool,
    found: &mut Vec<Line>,
    told: &mut HashMap<usize, usize>,
) {
    while let Some(at) = places.next_if(|at| *at < end) {
        let is_moved = moved.contains_key(&at);
        let alone = if is_before { Kind::Gone } else { Kind::New };
        let (own, none) = (whole(!is_moved, texts[at]), Vec::new());
        let (before, after) = if is_before { (own, none) } else { (none, own) };
        if is_moved {
            told.insert(at, found.len());
        }
        found.push(Line::of(if is_moved { Kind::Moved } else { alone }, before, after));
    }
}

/// Lines that are gone in one place and new in another: the places of each by those of the other.
fn moved(one: &[&str], other: &[&str], changes: &[DiffOp]) -> (HashMap<usize, usize>, HashMap<usize, usize>) {
    let is_told = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(MIN_MOVED).count() == MIN_MOVED;
    let changed = || changes.iter().filter(|change| !matches!(change, DiffOp::Equal { .. }));
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in changed().flat_map(DiffOp::new_range).filter(|at| is_told(other[*at])) {
        places.entry(other[at].trim()).or_default().push(at);
    }
    places.values_mut().for_each(|places| places.reverse());
    let (mut gone, mut new) = (HashMap::new(), HashMap::new());
    for at in changed().flat_map(DiffOp::old_range) {
        if let Some(to) = places.get_mut(one[at].trim()).and_then(Vec::pop) {
            gone.insert(at, to);
            new.insert(to, at);
        }
    }
    (gone, new)
}

/// The lines of a changed passage that have words in common, each with one, in order, so that they have most of them in all.
fn pairs(
    one: &[&str],
    other: &[&str],
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
    is_gone: impl Fn(usize) -> bool,
    is_new: impl Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    let (old, new): (Vec<usize>, Vec<usize>) =
        (old.filter(|at| !is_gone(*at)).collect(), new.filter(|at| !is_new(*at)).collect());
    if old.len() * new.len() > MAX_PAIRS {
        return Vec::new();
    }
    let words = |text: &str| -> HashSet<String> {
        split(text).into_iter().map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (was, is): (Vec<_>, Vec<_>) =
        (old.iter().map(|at| words(one[*at])).collect(), new.iter().map(|at| words(other[*at])).collect());
    // Of a hundred words that either has, those of both; fewer than a fourth are chance.
    let likeness = |a: usize, b: usize| {
        let both = was[a].intersection(&is[b]).count();
        let share = 100 * both / (was[a].len() + is[b].len() - both).max(1);
        if share < 25 { 0 } else { share }
    };
    // The most from each pair of places on.
    let mut most = vec![vec![0; new.len() + 1]; old.len() + 1];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let paired = match likeness(a, b) {
                0 => 0,
                share => share + most[a + 1][b + 1],
            };
            most[a][b] = paired.max(most[a + 1][b]).max(most[a][b + 1]);
        }
    }
    let (mut a, mut b, mut found) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        if most[a][b] == most[a + 1][b] {
            a += 1;
        } else if most[a][b] == most[a][b + 1] {
            b += 1;
        } else {
            found.push((old[a], new[b]));
            (a, b) = (a + 1, b + 1);
        }
    }
    found
}

/// Two lines in pieces.
fn pieces(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (was, is) = (split(before), split(after));
    if was.len() + is.len() > MAX_WORDS {
        return (whole(true, before), whole(true, after));
    }
    let (mut old, mut new) = (Vec::new(), Vec::new());
    let add = |to: &mut Vec<Piece>, is_different, words: &[&str]| {
        if !words.is_empty() {
            to.push(Piece(is_different, words.concat()));
        }
    };
    for change in capture_diff_slices(Algorithm::Myers, &was, &is) {
        let is_different = !matches!(change, DiffOp::Equal { .. });
        add(&mut old, is_different, &was[change.old_range()]);
        add(&mut new, is_different, &is[change.new_range()]);
    }
    (old, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line as a sign and its text, with what is different in brackets.
    fn told(before: &str, after: &str) -> Vec<String> {
        let text = |pieces: &[Piece]| -> String {
            pieces
                .iter()
                .map(|Piece(differs, text)| if *differs { format!("[{text}]") } else { text.clone() })
                .collect()
        };
        let found = lines(before, after);
        let tell = |line: &Line| match line.kind {
            Kind::Same => format!("= {}", text(&line.before)),
            Kind::Changed => format!("~ {} | {}", text(&line.before), text(&line.after)),
            Kind::Gone => format!("- {}", text(&line.before)),
            Kind::New => format!("+ {}", text(&line.after)),
            Kind::Moved if line.before.is_empty() => format!("> {} from {}", text(&line.after), line.other.unwrap()),
            Kind::Moved => format!("< {} to {}", text(&line.before), line.other.unwrap()),
        };
        found.iter().map(tell).collect()
    }

    #[test]
    fn words_of_lines_that_are_alike_are_set_apart() {
        assert_eq!(told("a\nb", "a\nb"), ["= a", "= b"]);
        assert_eq!(
            told("First.\nThe keeper lit the lamp.\nLast.", "First.\nThe keeper lit the old lamp.\nLast."),
            ["= First.", "~ The keeper lit the lamp. | The keeper lit the [old ]lamp.", "= Last."]
        );
        assert_eq!(told("守灯人点灯。", "守灯人关灯。"), ["~ 守灯人[点]灯。 | 守灯人[关]灯。"]);
    }

    #[test]
    fn lines_without_a_word_in_common_are_gone_and_new() {
        assert_eq!(told("One two three", "four five six"), ["- [One two three]", "+ [four five six]"]);
        assert_eq!(
            told(
                "Nothing of this is left.\nThe tide came in at six.",
                "The tide came in at seven.\nA line of its own."
            ),
            [
                "- [Nothing of this is left.]",
                "~ The tide came in at [six]. | The tide came in at [seven].",
                "+ [A line of its own.]"
            ]
        );
    }

    #[test]
    fn what_is_in_another_place_has_moved() {
        assert_eq!(
            told(
                "A ferry came late.\nThe lamp was lit.\nRain at night.",
                "The lamp was lit.\nRain at night.\nA ferry came late."
            ),
            ["< A ferry came late. to 3", "= The lamp was lit.", "= Rain at night.", "> A ferry came late. from 0"]
        );
        // A short line moves nothing, and of two that are alike each has its own place.
        assert_eq!(
            told("--\nwords of a line\nand another one", "words of a line\nand another one\n--"),
            ["- [--]", "= words of a line", "= and another one", "+ [--]"]
        );
        let twice = told("twice in here\ntwice in here\na\nb\nc", "a\nb\nc\ntwice in here\ntwice in here");
        assert_eq!(twice.iter().filter(|line| line.starts_with(['<', '>'])).count(), 4);
    }

    #[test]
    fn all_of_both_is_told() {
        let text = |seed: usize| -> String {
            (0..200).map(|at| format!("word{} of{} line{}\n", at * seed % 17, at % 3, at * seed % 29)).collect()
        };
        for (one, other) in [(text(3), text(5)), (String::new(), text(2)), (text(2), String::new())] {
            let found = lines(&one, &other);
            let whole = |pieces: &[Piece]| pieces.iter().map(|piece| &*piece.1).collect::<String>() + "\n";
            let is_before = |line: &&Line| !line.before.is_empty();
            assert_eq!(found.iter().filter(is_before).map(|line| whole(&line.before)).collect::<String>(), one);
            let now = found.iter().filter_map(|line| match line.kind {
                Kind::Same => Some(whole(&line.before)),
                _ => (!line.after.is_empty()).then(|| whole(&line.after)),
            });
            assert_eq!(now.collect::<String>(), other);
        }
    }

    #[test]
    fn long_texts_end_in_time() {
        let text = |name: &str| (0..30_000).map(|at| format!("{name} {at}\n")).collect::<String>();
        assert_eq!(lines(&text("one"), &text("other")).len(), 60_000);
    }
}

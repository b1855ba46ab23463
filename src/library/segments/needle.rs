//! What a needle is made of: the tokens that must be where it is.
//!
//! What the index can't tell of it is told by the text of the posts that have all its tokens.

use super::super::fold::same_letters;
use super::super::query::Term;
use super::tokens::Class;

/// How a needle is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// One token without positions: a character.
    Character(String),
    /// One pair of different characters.
    Pair(String),
    /// A part of words.
    InWords(String),
    /// Tokens at distances from each other.
    Pieces(Pieces),
}

/// Tokens at distances from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces {
    pub pieces: Vec<Piece>,
    /// Characters of the needle.
    pub length: u32,
    /// Whether the text of the posts must be asked.
    pub is_asked: bool,
    /// Whether an occurrence that is written otherwise than folded is none.
    pub is_plain: bool,
    /// Whether the text must be asked about an occurrence of which a piece is written otherwise than folded, since what follows
    /// the needle may be that.
    pub is_doubtful: bool,
}

/// One of the tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Characters before it in the needle.
    pub offset: u32,
    /// Whether a space must be before it.
    pub is_spaced: bool,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// This pair, or this character at an end.
    Pair(String),
    /// All pairs that begin with a character.
    PairsOf(String),
    /// Words with these letters, at their beginning, at their end.
    Word { text: String, begins: bool, ends: bool },
}

impl Plan {
    /// How a term is counted.
    pub fn of(term: &Term) -> Plan {
        let needle = &*term.needle;
        let characters: Vec<char> = needle.chars().collect();
        let classes: Vec<Class> = characters.iter().map(|c| Class::of(*c)).collect();
        let is_phrase = term.phrase.is_some();
        if !is_phrase && classes.iter().all(|class| *class == Class::Word) && needle.len() > 1 {
            return Plan::InWords(needle.to_owned());
        }
        match characters[..] {
            [c] if !is_phrase && super::tokens::is_alone(c) => return Plan::Character(needle.to_owned()),
            [a, b] if !is_phrase && a != b && classes == [Class::Pair; 2] => return Plan::Pair(needle.to_owned()),
            _ => {}
        }
        let is_folded = term.phrase.as_ref().is_none_or(|written| same_letters(written, needle));
        let mut found = Pieces {
            pieces: pieces(&characters, &classes, is_phrase && !can_overlap(&characters)),
            length: characters.len() as u32,
            is_asked: !is_folded || needle.ends_with(' ') || needle.contains("  ") || classes.contains(&Class::Break),
            is_plain: is_phrase && is_folded,
            is_doubtful: false,
        };
        found.is_doubtful = found.is_plain && found.pieces.iter().any(Piece::may_reach_beyond);
        found.is_asked |= found.pieces.is_empty();
        Plan::Pieces(found)
    }
}

impl Piece {
    /// Whether what is written otherwise may be beside the needle.
    fn may_reach_beyond(&self) -> bool {
        match &self.what {
            What::Pair(_) => false,
            What::PairsOf(_) => true,
            What::Word { begins, ends, .. } => !(*begins && *ends),
        }
    }
}

/// Whether an occurrence can overlap another: then which of them count depends on all.
pub fn can_overlap(needle: &[char]) -> bool {
    (1..needle.len()).any(|length| needle.starts_with(&needle[needle.len() - length..]))
}

fn pieces(characters: &[char], classes: &[Class], is_whole: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for run in classes.chunk_by(|one, other| one == other) {
        let (start, end) = (at, at + run.len());
        at = end;
        let text = |from: usize, to: usize| characters[from..to].iter().collect::<String>();
        let is_after_space = start > 0 && classes[start - 1] == Class::Space;
        let mut push = |from: usize, what: What| {
            let is_spaced = is_after_space && from == start;
            pieces.push(Piece { offset: from as u32, is_spaced, what });
        };
        match run[0] {
            Class::Space | Class::Break => {}
            Class::Word => {
                let (begins, ends) = (start > 0 || is_whole, end < classes.len() || is_whole);
                push(start, What::Word { text: text(start, end), begins, ends });
            }
            Class::Pair if run.len() == 1 && end == classes.len() => push(start, What::PairsOf(text(start, end))),
            Class::Pair if run.len() == 1 => push(start, What::Pair(text(start, end))),
            Class::Pair => {
                for from in (start..end - 1).step_by(2) {
                    push(from, What::Pair(text(from, from + 2)));
                }
                if run.len() % 2 == 1 {
                    push(end - 2, What::Pair(text(end - 2, end)));
                }
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::super::Query;
    use super::*;

    fn plan(query: &str) -> String {
        match Plan::of(&Query::parse(query).terms[0]) {
            Plan::Character(text) => format!("character {text}"),
            Plan::Pair(text) => format!("pair {text}"),
            Plan::InWords(text) => format!("in words {text}"),
            Plan::Pieces(found) => {
                let mut words: Vec<String> = found.pieces.iter().map(shown).collect();
                for (is, word) in
                    [(found.is_plain, "plain"), (found.is_doubtful, "doubtful"), (found.is_asked, "asked")]
                {
                    words.extend(is.then(|| word.to_owned()));
                }
                words.join(" ")
            }
        }
    }

    fn shown(piece: &Piece) -> String {
        let space = if piece.is_spaced { "_" } else { "" };
        let what = match &piece.what {
            What::Pair(text) => text.clone(),
            What::PairsOf(text) => format!("{text}*"),
            What::Word { text, begins, ends } => {
                let star = |is: bool| if is { "" } else { "*" };
                format!("{}{text}{}", star(*begins), star(*ends))
            }
        };
        format!("{}{space}{what}", piece.offset)
    }

    #[test]
    fn plans() {
        for (query, expected) in [
            ("国", "character 国"),
            ("a", "character a"),
            ("я", "in words я"),
            (".", "character ."),
            ("国家", "pair 国家"),
            ("哈哈", "0哈哈"),
            ("art", "in words art"),
            ("中国人", "0中国 1国人"),
            ("中国政府", "0中国 2政府"),
            ("the\u{200b}国", "0*the 3国*"),
            ("国a", "0国 1a*"),
            ("e-mail", "0*e 1- 2mail*"),
            ("://x", "0:/ 1// 3x*"),
            ("\"old bridge", "0*old 4_bridge*"),
            ("\"old bridge\"", "0old 4_bridge plain"),
            ("\"a a\"", "0*a 2_a* plain doubtful"),
            ("「国」", "0国* plain doubtful"),
            ("「國」", "0国* asked"),
            ("\" the \"", "1_the plain asked"),
        ] {
            assert_eq!(plan(query), expected, "{query}");
        }
    }
}

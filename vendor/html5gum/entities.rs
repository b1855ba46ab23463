//! Each name is read as the table of the standard has it, alone, in a text and in a value.

use html5gum::{Token, Tokenizer};
use web_atoms::NAMED_ENTITIES;

#[path = "../web_atoms/entities.rs"]
mod entities;

fn text_of(html: &str) -> String {
    let mut text = Vec::new();
    for token in Tokenizer::new(html) {
        if let Token::String(piece) = token.unwrap() {
            text.extend_from_slice(&piece.value);
        }
    }
    String::from_utf8(text).unwrap()
}

fn meaning(name: &str) -> String {
    let (first, second) = NAMED_ENTITIES.get(name).unwrap();
    [*first, *second].iter().filter(|p| **p > 0).filter_map(|p| char::from_u32(*p)).collect()
}

#[test]
fn every_name_is_read() {
    for (name, _, _) in entities::NAMED_ENTITIES {
        let means = meaning(name.trim_start_matches('&'));
        assert_eq!(text_of(&format!("{name} ")), format!("{means} "), "{name}");
    }
}

#[test]
fn the_longest_name_counts() {
    assert_eq!(text_of("&notin; &notit; &ltimes; &lt;imes"), "\u{2209} \u{ac}it; \u{22c9} <imes");
}

#[test]
fn in_a_value_a_name_without_its_end_is_none_before_a_letter() {
    let Token::StartTag(tag) = Tokenizer::new("<a href='?a=1&copy=2&copy;&lt;'>").next().unwrap().unwrap() else { panic!() };
    assert_eq!(&*tag.attributes[&b"href"[..]].value, "?a=1&copy=2\u{a9}<".as_bytes());
}

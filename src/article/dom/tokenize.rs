//! HTML → tokens, by html5gum, for the tree builder of html5ever.
//!
//! Both tokenizers are those of the standard; this one hands on a value as the one piece that it is in the source, where
//! html5ever's goes character by character, and takes three fifths of the instructions. It knows nothing of trees: what the builder answers
//! to a tag decides how the rest is read.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName, ns};
use html5gum::{Emitter, Error, State, Tokenizer};
use memchr::memchr;
use std::cell::Cell;
use std::ops::Range;

/// Hands the tokens of a source to a tree builder, until that has had enough or a tag has too many attributes.
/// Whether all tags were within that limit.
pub fn tokenize<S: TokenSink>(html: &str, builder: &S, max_attributes: usize, is_over: impl Fn() -> bool) -> bool {
    // Texts and values that are parts of it needn't be copied.
    let html = &StrTendril::from(html.strip_prefix('\u{feff}').unwrap_or(html));
    let exceeded = Cell::new(false);
    let tokens = Tokens {
        html,
        has_null: memchr(0, html.as_bytes()).is_some(),
        builder,
        is_over,
        text: Buffer::default(),
        name: Name::default(),
        value: Buffer::default(),
        tag: None,
        attribute: None,
        last_start: LocalName::default(),
        doctype: Doctype::default(),
        max_attributes,
        exceeded: &exceeded,
    };
    // It yields a token once there is enough, and is not asked for more.
    let _ = Tokenizer::new_with_emitter(&**html, tokens).next();
    !exceeded.get()
}

/// A text that comes in pieces, most of which are of the source.
#[derive(Default)]
struct Buffer {
    /// Where it is in the source, while it is one piece of it.
    piece: Range<usize>,
    /// Else the text.
    text: String,
    /// Bytes of a character that came one by one, as far as they came.
    partial: Vec<u8>,
}

impl Buffer {
    fn push(&mut self, source: &str, piece: &[u8]) {
        if !self.partial.is_empty() {
            return self.push_bytes(source, piece);
        }
        match (place_of(source, piece), piece) {
            (Some(place), _) if self.is_empty() => self.piece = place,
            (Some(place), _) if self.piece.end == place.start && !self.piece.is_empty() => self.piece.end = place.end,
            (Some(place), _) => {
                self.leave_source(source);
                self.text.push_str(&source[place]);
            }
            (None, &[byte]) if byte.is_ascii() => {
                self.leave_source(source);
                self.text.push(char::from(byte));
            }
            (None, _) => self.push_bytes(source, piece),
        }
    }

    fn push_bytes(&mut self, source: &str, piece: &[u8]) {
        self.leave_source(source);
        self.partial.extend_from_slice(piece);
        if let Ok(text) = std::str::from_utf8(&self.partial) {
            self.text.push_str(text);
            self.partial.clear();
        }
    }

    /// From here on it is more than one piece.
    fn leave_source(&mut self, source: &str) {
        let piece = std::mem::take(&mut self.piece);
        if !piece.is_empty() {
            self.text.push_str(&source[piece]);
        }
    }

    fn is_empty(&self) -> bool {
        self.piece.is_empty() && self.text.is_empty()
    }

    fn clear(&mut self) {
        self.piece = 0..0;
        self.text.clear();
        self.partial.clear();
    }

    /// The text; a piece of the source shares its memory.
    fn take(&mut self, source: &StrTendril) -> StrTendril {
        let text = match (u32::try_from(self.piece.start), u32::try_from(self.piece.len())) {
            (Ok(start), Ok(length)) if length > 0 => source.subtendril(start, length),
            _ => StrTendril::from(&*self.text),
        };
        self.clear();
        text
    }
}

/// The name of a tag or attribute, which comes in small letters and so mostly not from the source. It comes in pieces of a
/// few bytes, so only the whole is looked at: whether it is text.
#[derive(Default)]
struct Name(Vec<u8>);

impl Name {
    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn take(&mut self) -> LocalName {
        let name = LocalName::from(self.as_str());
        self.0.clear();
        name
    }
}

/// Where a piece is in the source, by its address; `None` if it is elsewhere, or begins or ends within a character.
fn place_of(source: &str, piece: &[u8]) -> Option<Range<usize>> {
    let start = (piece.as_ptr() as usize).checked_sub(source.as_ptr() as usize)?;
    let place = start..start.checked_add(piece.len())?;
    (place.end <= source.len() && source.is_char_boundary(start) && source.is_char_boundary(place.end)).then_some(place)
}

struct Tokens<'a, S, O> {
    html: &'a StrTendril,
    /// Whether the source has a null character.
    has_null: bool,
    builder: &'a S,
    is_over: O,
    /// The text so far: the tree builder gets it in one piece, at the next token of another kind.
    text: Buffer,
    /// The name of the tag or attribute that is being read.
    name: Name,
    /// The value of the attribute, or the comment.
    value: Buffer,
    tag: Option<Tag>,
    /// The name of the attribute whose value is being read.
    attribute: Option<LocalName>,
    last_start: LocalName,
    doctype: Doctype,
    /// Attributes that one tag may have.
    max_attributes: usize,
    /// Whether one had more.
    exceeded: &'a Cell<bool>,
}

impl<S: TokenSink, O: Fn() -> bool> Tokens<'_, S, O> {
    fn send(&mut self, token: Token) -> Option<State> {
        if (self.is_over)() {
            return None;
        }
        match self.builder.process_token(token, 0) {
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => None,
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(_) => Some(State::ScriptData),
        }
    }

    fn send_text(&mut self) {
        if !self.text.is_empty() {
            let text = self.text.take(self.html);
            // Only a tag changes what is read next.
            let _ = self.send(Token::CharacterTokens(text));
        }
    }

    fn end_tag_name(&mut self) {
        if let Some(tag) = &mut self.tag
            && !self.name.0.is_empty()
        {
            tag.name = self.name.take();
        }
    }

    fn end_attribute_name(&mut self) {
        if self.tag.is_some() && !self.name.0.is_empty() {
            self.attribute = Some(self.name.take());
        }
    }

    /// Of attributes with the same name the first counts.
    fn end_attribute(&mut self) {
        let Some(name) = self.attribute.take() else { return };
        let value = self.value.take(self.html);
        let Some(tag) = self.tag.as_mut().filter(|_| !self.exceeded.get()) else { return };
        if tag.attrs.iter().any(|attribute| attribute.name.local == name) {
            tag.had_duplicate_attributes = true;
        } else {
            tag.attrs.push(Attribute { name: QualName::new(None, ns!(), name), value });
            if tag.attrs.len() > self.max_attributes {
                self.exceeded.set(true);
            }
        }
    }

    fn begin_tag(&mut self, kind: TagKind) {
        self.name.0.clear();
        self.attribute = None;
        self.tag = Some(Tag {
            kind,
            name: LocalName::default(),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        });
    }
}

impl<S: TokenSink, O: Fn() -> bool> Emitter for Tokens<'_, S, O> {
    type Token = ();

    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}

    fn emit_eof(&mut self) {
        self.send_text();
        let _ = self.send(Token::EOFToken);
        self.builder.end();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<()> {
        (self.exceeded.get() || (self.is_over)()).then_some(())
    }

    fn emit_string(&mut self, piece: &[u8]) {
        let mut rest = piece;
        // The builder knows what becomes of it in each place.
        while self.has_null
            && let Some(at) = memchr(0, rest)
        {
            self.text.push(self.html, &rest[..at]);
            self.send_text();
            let _ = self.send(Token::NullCharacterToken);
            rest = &rest[at + 1..];
        }
        self.text.push(self.html, rest);
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(TagKind::StartTag);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(TagKind::EndTag);
    }

    fn init_comment(&mut self) {
        self.value.clear();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_tag_or_attribute();
        self.send_text();
        let mut tag = self.tag.take()?;
        if tag.kind == TagKind::StartTag {
            self.last_start = tag.name.clone();
        } else {
            tag.attrs.clear();
        }
        self.send(Token::TagToken(tag))
    }

    fn emit_current_comment(&mut self) {
        self.send_text();
        let comment = self.value.take(self.html);
        let _ = self.send(Token::CommentToken(comment));
    }

    fn emit_current_doctype(&mut self) {
        self.send_text();
        let doctype = std::mem::take(&mut self.doctype);
        let _ = self.send(Token::DoctypeToken(doctype));
    }

    fn set_self_closing(&mut self) {
        if let Some(tag) = &mut self.tag {
            tag.self_closing = true;
        }
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn push_tag_name(&mut self, piece: &[u8]) {
        self.name.0.extend_from_slice(piece);
    }

    fn push_comment(&mut self, piece: &[u8]) {
        self.value.push(self.html, piece);
    }

    // A fragment's doctype is dropped, whatever it says.
    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {
        self.doctype = Doctype::default();
    }

    fn init_attribute(&mut self) {
        self.end_tag_or_attribute();
        self.value.clear();
    }

    fn init_attribute_value(&mut self) {
        self.end_attribute_name();
    }

    fn push_attribute_name(&mut self, piece: &[u8]) {
        self.name.0.extend_from_slice(piece);
    }

    fn push_attribute_value(&mut self, piece: &[u8]) {
        self.value.push(self.html, piece);
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        let is_end = self.tag.as_ref().is_some_and(|tag| tag.kind == TagKind::EndTag);
        is_end && !self.last_start.is_empty() && *self.last_start == *self.name.as_str()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.send_text();
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl<S: TokenSink, O: Fn() -> bool> Tokens<'_, S, O> {
    /// The first name of a tag is its own, each that follows an attribute's.
    fn end_tag_or_attribute(&mut self) {
        if self.tag.as_ref().is_some_and(|tag| tag.name.is_empty()) {
            self.end_tag_name();
        } else {
            self.end_attribute_name();
            self.end_attribute();
        }
    }
}

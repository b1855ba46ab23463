//! The tokens of html5ever's own tokenizer, which the tests compare ours with.

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Hands tokens on to a builder that is not its own, texts in one piece: a line break after `<pre>` is dropped however it
/// came. As published, it stays if it is a reference with an error.
struct Relay<'a, B> {
    builder: &'a B,
    text: RefCell<String>,
}

impl<B: TokenSink> Relay<'_, B> {
    fn send_text(&self) {
        let text = std::mem::take(&mut *self.text.borrow_mut());
        if !text.is_empty() {
            let _ = self.builder.process_token(Token::CharacterTokens(StrTendril::from(text)), 0);
        }
    }
}

impl<B: TokenSink> TokenSink for Relay<'_, B> {
    type Handle = B::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<B::Handle> {
        match token {
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::ParseError(_) => {}
            token => {
                self.send_text();
                return self.builder.process_token(token, line);
            }
        }
        TokenSinkResult::Continue
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.send_text();
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Hands the tokens of html5ever's own tokenizer to a builder.
pub fn tokenize<B: TokenSink>(html: &str, builder: &B) {
    let tokenizer = Tokenizer::new(Relay { builder, text: RefCell::default() }, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // It hands back control at each script's end.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
}

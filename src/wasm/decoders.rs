//! The browser's own decoders of old encodings.

use crate::file::Decoders;
use web_sys::{TextDecoder, TextDecoderOptions};

/// `TextDecoder`, strict: a byte that doesn't fit is a refusal.
pub struct BrowserDecoders;

impl Decoders for BrowserDecoders {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let options = TextDecoderOptions::new();
        options.set_fatal(true);
        let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }
}

//! Decoders of old encodings: the browser's own, or the core's where it may run elsewhere, for `TextDecoder` differs in Node.

#[cfg(not(feature = "encoding"))]
pub use browser::BrowserDecoders as CoreDecoders;

#[cfg(feature = "encoding")]
pub use crate::file::EncodingRs as CoreDecoders;

#[cfg(not(feature = "encoding"))]
mod browser {
    use crate::file::Decoders;
    use web_sys::{TextDecoder, TextDecoderOptions};

    /// [`Decoders`] by `TextDecoder`.
    pub struct BrowserDecoders;

    impl Decoders for BrowserDecoders {
        fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
            decode(label, bytes, true)
        }

        fn decode_with_replacements(&self, label: &str, bytes: &[u8]) -> Option<String> {
            decode(label, bytes, false)
        }
    }

    fn decode(label: &str, bytes: &[u8], strict: bool) -> Option<String> {
        let options = TextDecoderOptions::new();
        options.set_fatal(strict);
        let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }
}

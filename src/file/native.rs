//! Decoders outside the browser.

use super::Decoders;

/// [`Decoders`] by encoding_rs, which implements the same standard as browsers.
#[derive(Debug, Clone, Copy, Default)]
pub struct EncodingRs;

impl Decoders for EncodingRs {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        encoding_rs::Encoding::for_label(label.as_bytes())?
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| text.into_owned())
    }

    fn decode_with_replacements(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let (text, _) = encoding_rs::Encoding::for_label(label.as_bytes())?.decode_without_bom_handling(bytes);
        Some(text.into_owned())
    }
}

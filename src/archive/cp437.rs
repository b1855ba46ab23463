//! Code page 437 of the first PCs, the default encoding of zip names.

/// The characters of bytes from 0x80. Those below are ASCII.
const HIGH: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
    áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// Decodes any bytes, one character each.
pub(super) fn decode(bytes: &[u8]) -> String {
    let high: Vec<char> = HIGH.chars().collect();
    bytes.iter().map(|byte| high.get((*byte as usize).wrapping_sub(0x80)).copied().unwrap_or(*byte as char)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_a_character() {
        assert_eq!(HIGH.chars().count(), 128);
        assert_eq!(decode(b"\x80-\x82\xe1\xff"), "Ç-éß\u{a0}");
    }
}

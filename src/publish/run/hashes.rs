//! Hashes in names of files.

/// The first bytes of the SHA-256, as hexadecimal digits.
pub fn hex(bytes: &[u8], count: usize) -> String {
    hmac_sha256::Hash::hash(bytes)[..count].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A name with ten digits of the content's hash before its extension, so that the file may be kept forever.
pub fn hashed_name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}-{}{extension}", hex(bytes, 5))
}

/// The bucket of a path, of this many, by its FNV-1a hash over UTF-16: `bucketOf` in `www/js/open/file-names.js`.
pub fn bucket_of(path: &str, count: usize) -> usize {
    let hash =
        path.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    hash as usize % count
}

/// Bytes in base 64.
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= group.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_as_others_write_them() {
        for (bytes, text) in [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu"), ("Many", "TWFueQ==")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[255, 254, 253]), "//79");
        // FNV-1a of "a" is e40c292c.
        assert_eq!(bucket_of("a", 1000), (0xe40c_292c_u32 % 1000) as usize);
        assert_eq!(hex(b"", 3), "e3b0c4");
        assert_eq!(hashed_name("rows-1", ".json", b""), "rows-1-e3b0c44298.json");
    }
}

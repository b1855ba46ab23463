//! Packed bytes: numbers in groups of seven bits, texts behind their length. What passes between instances, and what the
//! library keeps of a post beside its text.
//!
//! A reader gives None where bytes end too early or make no sense, and never panics: they may come from an instance that died.

/// Appends a number.
pub fn put_number(out: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest > 0x7f {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Appends bytes and their length before them.
pub fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// Appends a text.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put_bytes(out, text.as_bytes());
}

/// Appends several texts.
pub fn put_texts<T: AsRef<str>>(out: &mut Vec<u8>, texts: &[T]) {
    put_number(out, texts.len());
    texts.iter().for_each(|text| put_text(out, text.as_ref()));
}

/// Reads packed bytes from front to end.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes }
    }

    /// Whether everything was read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// The next number.
    pub fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0usize, 0u32);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    /// So many bytes as they stand.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// The next bytes that have their length before them.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// The next text.
    pub fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.bytes()?).ok()
    }

    /// The next texts.
    pub fn texts(&mut self) -> Option<Vec<&'a str>> {
        let count = self.number()?;
        (0..count).map(|_| self.text()).collect()
    }
}

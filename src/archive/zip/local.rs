//! Local headers, and unpacking the entries that follow them.

use crate::Problem;
use crate::archive::inflate::{Inflater, crc, cut, damaged, wrong_size};

pub(super) const SIGNATURE: &[u8] = b"PK\x03\x04";

/// Length of the fixed part of a local header.
pub(super) const FIXED: usize = 30;

pub(super) const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;
const AES: u16 = 99;

/// Bits of an entry's flags.
pub(super) const ENCRYPTED: u16 = 1;
pub(super) const DESCRIPTOR: u16 = 1 << 3;
pub(super) const UTF8: u16 = 1 << 11;

/// A local header. What the directory says takes precedence over it.
pub(super) struct Local<'a> {
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) size: u64,
    pub(super) name: &'a [u8],
    pub(super) extra: &'a [u8],
}

/// The result of parsing a header.
pub(super) enum Parsed<'a> {
    Whole(Local<'a>),
    /// The bytes end before the header does.
    Longer,
    /// Not a header.
    None,
}

impl<'a> Local<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Parsed<'a> {
        if !bytes.starts_with(&SIGNATURE[..bytes.len().min(4)]) {
            return Parsed::None;
        }
        let Some((fixed, rest)) = bytes.split_first_chunk::<FIXED>() else { return Parsed::Longer };
        let short = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
        let long = |at: usize| u32::from_le_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]]);
        let (name, extra) = (usize::from(short(26)), usize::from(short(28)));
        let Some((name, extra)) = rest.get(..name + extra).map(|both| both.split_at(name)) else {
            return Parsed::Longer;
        };
        let (packed, size) = zip64_sizes(extra, long(18), long(22));
        Parsed::Whole(Local { flags: short(6), method: short(8), crc: long(14), packed, size, name, extra })
    }

    /// Its length in bytes.
    pub(super) fn length(&self) -> usize {
        FIXED + self.name.len() + self.extra.len()
    }
}

/// Sizes from 4 GiB are in an extra field, the unpacked one first.
fn zip64_sizes(extra: &[u8], packed: u32, size: u32) -> (u64, u64) {
    let field = rawzip::extra_fields::ExtraFields::new(extra)
        .find(|(id, _)| *id == rawzip::extra_fields::ExtraFieldId::ZIP64)
        .map_or(&[][..], |(_, field)| field);
    let mut values = field.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
    let mut of = |value: u32| if value == u32::MAX { values.next().unwrap_or(value.into()) } else { value.into() };
    let size = of(size);
    (of(packed), size)
}

/// Why an entry with these flags or this method can't be unpacked.
pub(super) fn unsupported(flags: u16, method: u16) -> Option<Problem> {
    if flags & ENCRYPTED != 0 || method == AES {
        return Some(Problem::new("entry-encrypted", "it is encrypted"));
    }
    if method != STORED && method != DEFLATED {
        let known = rawzip::CompressionMethod::new(method).name();
        let name = known.map_or_else(|| method.to_string(), str::to_owned);
        return Some(
            Problem::new("entry-method", "it is packed by a method that is not known here").with("method", name),
        );
    }
    None
}

/// What the directory says of an entry's bytes.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub(super) method: u16,
    pub(super) packed: u64,
    pub(super) size: u64,
    pub(super) crc: u32,
}

/// Unpacks an entry from the bytes between its header and the next entry.
///
/// Bytes with a wrong checksum are returned with that problem: a post with a wrong letter is still a post.
///
/// # Errors
/// The reason why there are no bytes.
pub(super) fn unpack(
    bytes: &[u8],
    sizes: Sizes,
    inflater: &mut Inflater,
) -> Result<(Vec<u8>, Option<Problem>), Problem> {
    let local = match Local::parse(bytes) {
        Parsed::Whole(local) => local,
        Parsed::Longer => return Err(cut()),
        Parsed::None => return Err(damaged()),
    };
    let packed = usize::try_from(sizes.packed).ok().and_then(|packed| bytes[local.length()..].get(..packed));
    unpack_data(packed.ok_or_else(cut)?, sizes, inflater)
}

/// The same from the packed bytes alone.
pub(super) fn unpack_data(
    packed: &[u8],
    sizes: Sizes,
    inflater: &mut Inflater,
) -> Result<(Vec<u8>, Option<Problem>), Problem> {
    let bytes = match sizes.method {
        STORED if packed.len() as u64 == sizes.size => packed.to_vec(),
        STORED => return Err(wrong_size(sizes.size)),
        _ => inflater.inflate(packed, sizes.size)?,
    };
    let problem = (crc(&bytes) != sizes.crc).then(wrong_crc);
    Ok((bytes, problem))
}

pub(super) fn wrong_crc() -> Problem {
    Problem::new("entry-crc", "it is not what was packed: its checksum is wrong")
}

//! The `Range` header: which bytes of a file a request asks for.

use std::ops::Range;

/// What to answer to a request for a part of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole file: no range was asked for, or one that this server does not know.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// The range is outside the file.
    Unsatisfiable,
}

impl Part {
    /// Reads the value of a `Range` header for a file of `size` bytes.
    ///
    /// A malformed range and several ranges at once are answered with the whole file, as RFC 9110 allows.
    pub fn of(header: Option<&str>, size: u64) -> Self {
        header.and_then(|header| Self::parse(header, size)).unwrap_or(Self::Whole)
    }

    fn parse(header: &str, size: u64) -> Option<Self> {
        let (unit, range) = header.split_once('=')?;
        if !unit.trim().eq_ignore_ascii_case("bytes") {
            return None;
        }
        let (first, last) = range.trim().split_once('-')?;
        if first.is_empty() {
            // `-500`: the last 500 bytes, or the whole of a shorter file.
            let length = number(last)?.min(size);
            return Some(if length == 0 { Self::Unsatisfiable } else { Self::Bytes(size - length..size) });
        }
        let first = number(first)?;
        let end = if last.is_empty() {
            size
        } else {
            let last = number(last)?;
            if last < first {
                return None;
            }
            size.min(last.saturating_add(1))
        };
        Some(if first < size { Self::Bytes(first..end) } else { Self::Unsatisfiable })
    }
}

/// A number of digits alone: `parse` by itself would take a sign too.
fn number(digits: &str) -> Option<u64> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::Part;

    fn part(header: &str) -> Part {
        Part::of(Some(header), 1000)
    }

    #[test]
    fn a_range_gives_its_bytes() {
        assert_eq!(part("bytes=0-0"), Part::Bytes(0..1));
        assert_eq!(part("bytes=200-299"), Part::Bytes(200..300));
        assert_eq!(part("Bytes = 200-299"), Part::Bytes(200..300));
        assert_eq!(part("bytes=900-"), Part::Bytes(900..1000));
        assert_eq!(part("bytes=900-5000"), Part::Bytes(900..1000));
        assert_eq!(part("bytes=0-18446744073709551615"), Part::Bytes(0..1000));
    }

    #[test]
    fn a_suffix_gives_the_end_of_the_file() {
        assert_eq!(part("bytes=-1"), Part::Bytes(999..1000));
        assert_eq!(part("bytes=-5000"), Part::Bytes(0..1000));
    }

    #[test]
    fn a_range_outside_the_file_cannot_be_answered() {
        assert_eq!(part("bytes=1000-"), Part::Unsatisfiable);
        assert_eq!(part("bytes=-0"), Part::Unsatisfiable);
        assert_eq!(Part::of(Some("bytes=0-"), 0), Part::Unsatisfiable);
        assert_eq!(Part::of(Some("bytes=-5"), 0), Part::Unsatisfiable);
    }

    #[test]
    fn what_is_no_single_range_gives_the_whole_file() {
        assert_eq!(Part::of(None, 1000), Part::Whole);
        for header in ["bytes=0-1,5-6", "bytes=5-4", "bytes=+1-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes", ""] {
            assert_eq!(part(header), Part::Whole, "{header}");
        }
    }
}

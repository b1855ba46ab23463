//! Packs whose bytes are cut, changed, of another core or lie: refused, or used without harm.

#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;
#[allow(dead_code)]
#[path = "common/packs.rs"]
mod packs;

use archive_viewer::library::{Library, PackError, PackWriter, Request, Sort};
use packs::{parts, read, varied_library, written};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same pack with a part changed and its checksums put right.
fn with_part(bytes: &[u8], name: &str, change: &mut dyn FnMut(&mut [u8])) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let short = |bytes: &[u8], at: usize| u16::from_le_bytes(bytes[at..at + 2].try_into().expect("two")) as usize;
    let long = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four")) as usize;
    let mut at = long(&bytes, bytes.len() - 6);
    while bytes[at..].starts_with(b"PK\x01\x02") {
        let (size, length, start) = (long(&bytes, at + 20), short(&bytes, at + 28), long(&bytes, at + 42));
        if &bytes[at + 46..at + 46 + length] == name.as_bytes() {
            let content = start + 30 + length..start + 30 + length + size;
            change(&mut bytes[content.clone()]);
            let crc = crc32(&bytes[content]).to_le_bytes();
            bytes[at + 16..at + 20].copy_from_slice(&crc);
            bytes[start + 14..start + 18].copy_from_slice(&crc);
            return bytes;
        }
        at += 46 + length;
    }
    panic!("there is no part {name}");
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[test]
fn another_core_is_told_from_damage() {
    let bytes = written(&mut varied_library(), 0);
    let other = with_part(&bytes, "header.json", &mut |header| header[12] ^= 1);
    assert_eq!(read(&mut Library::new(), 0, &other), Err(PackError::OtherCore));
    let other = with_part(&bytes, "header.json", &mut |header| *header.last_mut().expect("it has bytes") = b' ');
    assert_eq!(read(&mut Library::new(), 0, &other), Err(PackError::OtherCore));
}

#[test]
fn bytes_that_are_cut_are_refused() {
    let bytes = written(&mut varied_library(), 0);
    for length in (0..bytes.len()).step_by(97).chain(bytes.len() - 60..bytes.len()) {
        assert_eq!(read(&mut Library::new(), 0, &bytes[..length]), Err(PackError::Damaged), "{length}");
        assert_eq!(read(&mut Library::new(), 0, &bytes[length + 1..]), Err(PackError::Damaged), "{length}");
    }
    let longer = [&*bytes, b"\0"].concat();
    assert_eq!(read(&mut Library::new(), 0, &longer), Err(PackError::Damaged));
}

#[test]
fn a_directory_without_the_texts_is_refused() {
    let bytes = written(&mut varied_library(), 0);
    let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four")) as usize;
    let find = |name: &[u8]| bytes.windows(name.len()).rposition(|own| own == name).expect("it is there") - 46;
    let (directory, record) = (long(bytes.len() - 6), find(b"texts/0"));
    let start = long(record + 42);
    let mut short = [&bytes[..start], &bytes[directory..record], &bytes[bytes.len() - 22..]].concat();
    let (end, count) = (short.len() - 22, (record - directory) as u32);
    short[end + 12..end + 16].copy_from_slice(&count.to_le_bytes());
    short[end + 16..end + 20].copy_from_slice(&(start as u32).to_le_bytes());
    for at in [end + 8, end + 10] {
        short[at] -= 2;
    }
    assert_eq!(parts(&short).last().map(|(name, _)| &**name), Some("evidence"), "it is a zip");
    assert_eq!(read(&mut Library::new(), 0, &short), Err(PackError::Damaged));
}

/// Asks a library whose bytes may lie for everything.
fn use_all(library: &mut Library) {
    let volumes = library.volumes();
    for text in ["", "ferry", "老杨", "\"river post\"", "author:lei", "lang:zh"] {
        for sort in [Sort::Relevance, Sort::Title, Sort::Source] {
            library.query(&Request { text: text.into(), sort, ..Request::default() });
            library.rows(0, u32::MAX);
        }
    }
    for row in library.rows(0, u32::MAX) {
        for place in row.places {
            library.neighbours(place.volume, &place.path);
            library.evidence_of(place.volume, &place.path);
            library.text_of(place.volume, &place.path);
            library.comments_of(place.volume, &place.path);
            library.thread_of(place.volume, &place.path);
            library.find_by_path(place.volume, &place.path, "ferry");
        }
    }
    library.find_by_source("https://example.org/b");
    for volume in volumes {
        if let Ok(mut writer) = PackWriter::new(library, volume.id) {
            while let Ok(Some(_)) = writer.next(library) {}
        }
        library.remove_volume(volume.id);
    }
    assert_eq!(library.state().rows, 0);
}

fn config() -> ProptestConfig {
    ProptestConfig { rng_seed: RngSeed::Fixed(20), cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_bytes_are_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), 1..=255_u8), 1..4)) {
        let mut bytes = PACK.with(Clone::clone);
        let at: Vec<usize> = changes.iter().map(|(at, _)| at.index(bytes.len())).collect();
        changes.iter().zip(&at).for_each(|((_, by), at)| bytes[*at] = bytes[*at].wrapping_add(*by));
        // The summary is not read.
        let summary = bytes.windows(9).position(|name| name == b"summary/0").unwrap_or(bytes.len());
        let mut library = Library::new();
        let outcome = read(&mut library, 0, &bytes);
        if at.iter().any(|at| *at < summary - 30) && bytes != PACK.with(Clone::clone) {
            prop_assert!(outcome.is_err(), "{at:?}");
        }
    }

    #[test]
    fn bytes_that_lie_do_no_harm(
        part in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let bytes = PACK.with(Clone::clone);
        let names: Vec<String> = NAMES.with(Clone::clone);
        let name: &String = part.get(&names);
        let bytes = with_part(&bytes, name, &mut |content| {
            for (at, byte) in &changes {
                if !content.is_empty() {
                    content[at.index(content.len())] = *byte;
                }
            }
        });
        let mut library = Library::new();
        let _ = read(&mut library, 0, &bytes);
        use_all(&mut library);
    }
}

thread_local! {
    static PACK: Vec<u8> = written(&mut varied_library(), 0);
    static NAMES: Vec<String> = PACK.with(|bytes| parts(bytes).into_iter().map(|(name, _)| name).collect());
}

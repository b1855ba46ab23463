//! Limits of archives: each on both sides, and how much is read of a large one.

#[allow(dead_code, reason = "the cases that are broken are tested in archive.rs")]
#[path = "common/archive_cases.rs"]
mod archive_cases;
#[allow(dead_code, reason = "the cases that are broken are tested in archive.rs")]
#[path = "common/capture_cases.rs"]
mod capture_cases;
#[allow(dead_code, reason = "most of them are for archive.rs")]
#[path = "common/captures.rs"]
mod captures;
#[allow(dead_code, reason = "where entries end is for archive.rs")]
#[path = "common/pack.rs"]
mod pack;
#[allow(dead_code, reason = "rows in words are for archive.rs")]
#[path = "common/unpack.rs"]
mod unpack;

use archive_viewer::archive::ArchiveReader;
use archive_viewer::archive::limits::*;
use archive_viewer::file::EncodingRs;
use pack::*;
use std::time::{Duration, Instant};
use unpack::*;

/// The number of texts, and the problem codes of the last row.
fn last(bytes: &[u8]) -> (usize, Vec<&'static str>) {
    let outcome = open("x.zip", bytes, usize::MAX);
    (outcome.texts.len(), outcome.rows.last().unwrap().problems.iter().map(|problem| problem.code).collect())
}

#[test]
fn one_entry_may_have_so_many_bytes() {
    let of = |size: u64| {
        // Noise, which doesn't exceed the ratio.
        let mut state = 1_u32;
        let mut data: Vec<u8> = (0..size)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                b'a' + (state >> 28) as u8
            })
            .collect();
        data[0] = b'-';
        Zip::of([ZipEntry { stored: true, ..ZipEntry::new("_posts/a.md", data) }]).pack().bytes
    };
    assert_eq!(last(&of(MAX_ENTRY)), (1, vec![]));
    assert_eq!(last(&of(MAX_ENTRY + 1)), (0, vec!["entry-too-large"]));
}

#[test]
fn one_entry_may_unpack_to_so_many_times_its_size() {
    let of = |size: u64, packed: u64| {
        let raw = vec![0xff; packed as usize];
        let entry = ZipEntry { size: Some(size as u32), raw: Some(raw), ..ZipEntry::new("_posts/a.md", "") };
        last(&Zip::of([entry]).pack().bytes)
    };
    // Within the limit it is unpacked, and then found not to be deflate.
    assert_eq!(of(2 * RATIO_FLOOR, 2 * RATIO_FLOOR / MAX_RATIO), (0, vec!["entry-damaged"]));
    assert_eq!(of(2 * RATIO_FLOOR, 2 * RATIO_FLOOR / MAX_RATIO - 1), (0, vec!["entry-ratio"]));
    assert_eq!(of(RATIO_FLOOR, 1), (0, vec!["entry-damaged"]));
}

#[test]
fn an_archive_may_unpack_to_so_many_bytes() {
    // The budget trusts declared sizes, so a directory that declares them is enough.
    let count = MAX_TOTAL / MAX_ENTRY;
    let zip = |count: u64| {
        let raw = vec![0xff; (MAX_ENTRY / MAX_RATIO) as usize + 1];
        let entry = |number| ZipEntry {
            size: Some(MAX_ENTRY as u32),
            raw: Some(raw.clone()),
            ..ZipEntry::new(format!("_posts/{number}.md"), "")
        };
        last(&Zip::of((0..count).map(entry)).pack().bytes)
    };
    assert_eq!(zip(count), (0, vec!["entry-damaged"]));
    assert_eq!(zip(count + 1), (0, vec!["entry-budget"]));
}

#[test]
fn a_stream_may_unpack_to_so_many_times_its_size() {
    let of = |size: u64| {
        let mut tar = Tar::of(&["_posts/a.md"]);
        tar.file(b"zeros.bin", &vec![0; size as usize]);
        tar.file(b"_posts/b.md", b"b");
        open("x.tgz", &gzip(&tar.pack().bytes, None), usize::MAX)
    };
    let within = of(STREAM_RATIO_FLOOR / 2);
    assert_eq!((within.texts.len(), within.summary.problems.len()), (2, 0));
    let beyond = of(STREAM_RATIO_FLOOR * 2);
    assert_eq!((beyond.texts.len(), beyond.summary.problems[0].code), (1, "archive-ratio"));
}

#[test]
fn responses_may_unpack_to_so_many_times_the_size_of_their_archive() {
    // Each is just within what one entry may be.
    let body = gzip(&vec![b' '; RATIO_FLOOR as usize], None);
    let fields = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
    let page = captures::answer("https://a.example/x", "200 OK", fields, &body);
    let of = |count: usize| {
        let outcome = open("x.warc", &captures::warc(&vec![page.clone(); count]).bytes, usize::MAX);
        (outcome.texts.len(), outcome.summary.problems.iter().map(|problem| problem.code).collect::<Vec<_>>())
    };
    let floor = (STREAM_RATIO_FLOOR / RATIO_FLOOR) as usize;
    assert_eq!(of(floor / 2), (floor / 2, vec![]));
    let (count, problems) = of(floor * 40);
    assert_eq!(problems, ["archive-ratio"]);
    assert!(count < floor * 40, "{count}");
}

#[test]
fn a_record_may_have_so_many_bytes() {
    let of = |size: u64| {
        let body = [b"<p>", &*vec![b'x'; size as usize - 3]].concat();
        let outcome = open(
            "x.warc",
            &captures::warc(&[captures::response("https://a.example/", "text/html", &body)]).bytes,
            usize::MAX,
        );
        (outcome.texts.len(), outcome.rows[0].problems.first().map(|problem| problem.code))
    };
    assert_eq!(of(MAX_ENTRY), (1, None));
    assert_eq!(of(MAX_ENTRY + 1), (0, Some("entry-too-large")));
}

#[test]
fn an_archive_may_have_so_many_entries() {
    let of = |count: usize| {
        let mut zip = Zip::of((0..count).map(|_| ZipEntry { stored: true, ..ZipEntry::new("a", "") }));
        zip.zip64 = false;
        let packed = zip.pack();
        let mut reader = ArchiveReader::new("x.zip", packed.bytes.len() as u64, &EncodingRs);
        let mut source = Source::new(&packed.bytes, usize::MAX);
        while !reader.is_open() {
            let range = reader.want().unwrap();
            reader.feed(range.start, source.read(range));
        }
        let summary = reader.summary();
        (summary.entries as usize, summary.problems.iter().map(|problem| problem.code).collect::<Vec<_>>())
    };
    assert_eq!(of(MAX_ENTRIES), (MAX_ENTRIES, vec![]));
    assert_eq!(of(MAX_ENTRIES + 1), (MAX_ENTRIES, vec!["too-many-entries"]));
}

#[test]
fn an_end_record_is_looked_for_so_far_from_the_end() {
    let of = |after: usize| {
        let zip = Zip { after: vec![b'x'; after], ..Zip::of([ZipEntry::post("_posts/a.md")]) };
        let outcome = open("x.zip", &zip.pack().bytes, usize::MAX);
        // Beyond the limit the entry is found by its local header.
        (outcome.texts.len(), outcome.summary.problems.iter().map(|problem| problem.code).collect::<Vec<_>>())
    };
    assert_eq!(of(MAX_END_SEARCH as usize - 22), (1, vec![]));
    assert_eq!(of(MAX_END_SEARCH as usize - 21), (1, vec!["directory-missing"]));
}

#[test]
fn bombs_whose_entries_contain_one_another_open_nothing_twice() {
    // Every entry of the directory overlaps all that follow.
    let mut zip = Zip::of((0..50).map(|number| ZipEntry::post(&format!("_posts/{number}.md"))));
    let plain = zip.pack();
    let end = plain.headers[50];
    for (entry, header) in zip.entries.iter_mut().zip(&plain.headers) {
        entry.packed = Some((end - header - 30 - entry.name.len()) as u32);
    }
    let outcome = open("x.zip", &zip.pack().bytes, usize::MAX);
    assert_eq!(outcome.rows.iter().filter(|row| !row.refused).count(), 1);
    assert!(outcome.rows[..49].iter().all(|row| row.problems[0].code == "entry-overlap"));
}

#[test]
fn neighbours_are_read_in_one_range() {
    let zip = Zip::of((0..3000).map(|number| ZipEntry::post(&format!("_posts/{number}.md")))).pack();
    let mut source = Source::new(&zip.bytes, usize::MAX);
    let outcome = open_from("x.zip", &mut source);
    assert_eq!(outcome.texts.len(), 3000);
    // The head, the tail, the directory, and the entries in chunks of 4 MiB.
    assert!(source.ranges.len() <= 5, "{:?}", source.ranges);
    let read: u64 = source.ranges.iter().map(|range| range.end - range.start).sum();
    assert!(read < zip.bytes.len() as u64 + 300_000, "{read}");
}

#[test]
fn what_is_no_text_is_passed_over() {
    let film = vec![0_u8; 20_000_000];
    let mut tar = Tar::of(&["_posts/a.md"]);
    tar.file(b"film.mp4", &film);
    tar.file(b"_posts/b.md", b"b");
    let film = ZipEntry { stored: true, ..ZipEntry::new("film.mp4", film) };
    let zip = Zip::of([ZipEntry::post("_posts/a.md"), film, ZipEntry::post("_posts/b.md")]);
    let film = vec![0_u8; 20_000_000];
    let records = ["a", "b"].map(|name| captures::html(&format!("https://a.example/{name}"), name));
    let records =
        [records[0].clone(), captures::response("https://a.example/film", "video/mp4", &film), records[1].clone()];
    for bytes in [tar.pack().bytes, zip.pack().bytes, captures::warc(&records).bytes] {
        let mut source = Source::new(&bytes, usize::MAX);
        assert_eq!(open_from("x", &mut source).texts.len(), 2);
        let read: u64 = source.ranges.iter().map(|range| range.end - range.start).sum();
        assert!(read < 10_000_000, "{read}");
    }
}

#[test]
fn a_file_that_ends_before_it_should_is_no_hang() {
    for case in [archive_cases::sound(), capture_cases::sound()].into_iter().flatten() {
        let bytes = &case.packed.bytes;
        // The declared size is twice the real one.
        let mut reader = ArchiveReader::new(case.file, bytes.len() as u64 * 2, &EncodingRs);
        let mut source = Source::new(bytes, usize::MAX);
        for _ in 0..1000 {
            match reader.want() {
                Some(range) => reader.feed(range.start, source.read(range)),
                None => drop(reader.next_texts(1000)),
            }
        }
        assert!(reader.is_done(), "{}", case.name);
    }
}

#[test]
fn work_grows_with_the_archive_and_not_with_its_square() {
    let time = |count: u32| {
        let names =
            (0..count).map(|_| ZipEntry { stored: true, ..ZipEntry::new("_posts/same.md", "---\na: b\n---\n") });
        let bytes = Zip { zip64: false, ..Zip::of(names) }.pack().bytes;
        let start = Instant::now();
        assert_eq!(open("x.zip", &bytes, usize::MAX).texts.len(), count as usize);
        start.elapsed()
    };
    let short = (0..3).map(|_| time(5_000)).min().unwrap();
    let long = (0..3).map(|_| time(20_000)).min().unwrap();
    assert!(long < short * 12 + Duration::from_millis(100), "{short:?} {long:?}");
}

//! Archives through the public API: ranges of bytes go in, entries and texts come out, defects are named.
//!
//! Every case is read whole, in pieces, byte by byte, and cut at every header. Limits are tested in `archive_limits.rs`.

#[path = "common/archive_cases.rs"]
mod archive_cases;
#[path = "common/capture_cases.rs"]
mod capture_cases;
#[path = "common/captures.rs"]
#[allow(dead_code)]
mod captures;
#[path = "fuzz/src/lib.rs"]
#[allow(dead_code)]
mod fuzz_targets;
#[path = "common/pack.rs"]
mod pack;
#[path = "common/unpack.rs"]
mod unpack;

use archive_cases::Case;
use archive_viewer::archive::{ArchiveReader, Format, Role, sniff};
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::{Error, Post};
use pack::*;
use proptest::prelude::*;
use unpack::*;

fn sound() -> Vec<Case> {
    [archive_cases::sound(), capture_cases::sound()].into_iter().flatten().collect()
}

fn broken() -> Vec<Case> {
    [archive_cases::broken(), capture_cases::broken()].into_iter().flatten().collect()
}

/// Checks each case and reports all that fail.
fn for_each(cases: Vec<Case>, check: impl Fn(&Case)) {
    let failed: Vec<&str> = cases
        .iter()
        .filter(|case| std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(case))).is_err())
        .map(|case| case.name)
        .collect();
    assert!(failed.is_empty(), "these cases failed: {failed:?}");
}

fn check(case: &Case, outcome: &Outcome) {
    let name = case.name;
    match &case.expected {
        Err(code) => assert_eq!(outcome.error, Some(*code), "{name}"),
        Ok(rows) => {
            assert_eq!(outcome.error, None, "{name}");
            assert_eq!(outcome.rows.iter().map(words).collect::<Vec<_>>(), *rows, "{name}");
            let problems: Vec<&str> = outcome.summary.problems.iter().map(|problem| problem.code).collect();
            assert_eq!(problems, case.problems, "{name}");
            let readable =
                outcome.rows.iter().filter(|row| !row.refused && matches!(row.role, Role::Post | Role::Text));
            assert_eq!(outcome.texts.len(), readable.count(), "{name}");
        }
    }
}

#[test]
fn every_case_is_what_it_should_be() {
    for_each([sound(), broken()].into_iter().flatten().collect(), |case| {
        check(case, &open(case.file, &case.packed.bytes, usize::MAX));
    });
}

#[test]
fn in_pieces_and_byte_by_byte_it_is_the_same() {
    for_each([sound(), broken()].into_iter().flatten().collect(), |case| {
        let whole = open(case.file, &case.packed.bytes, usize::MAX);
        for piece in [1, 13, 1000] {
            assert_eq!(open(case.file, &case.packed.bytes, piece), whole, "{} by {piece}", case.name);
        }
    });
}

#[test]
fn every_entry_can_be_read_by_itself() {
    for_each(sound(), |case| {
        let bytes = &case.packed.bytes;
        let mut reader = ArchiveReader::new(case.file, bytes.len() as u64, &EncodingRs);
        let mut source = Source::new(bytes, 100);
        let mut texts = Vec::new();
        while !reader.is_done() {
            match reader.want() {
                Some(range) => reader.feed(range.start, source.read(range)),
                None => texts.extend(reader.next_texts(usize::MAX)),
            }
        }
        for text in texts {
            assert_eq!(read_alone(&reader, text.index, &mut source), Ok(text.bytes), "{} {}", case.name, text.path);
        }
    });
}

#[test]
fn a_text_read_before_its_turn_is_the_same_and_changes_nothing() {
    for_each(sound(), |case| {
        let bytes = &case.packed.bytes;
        let whole = open(case.file, bytes, usize::MAX);
        let mut reader = ArchiveReader::new(case.file, bytes.len() as u64, &EncodingRs);
        let mut source = Source::new(bytes, usize::MAX);
        while !reader.is_open() {
            let range = reader.want().expect("more is wanted until it is open");
            reader.feed(range.start, source.read(range));
        }
        // Of a zip all are listed by now; of the others as many as were read.
        for index in (0..reader.summary().entries).rev() {
            let alone = read_alone(&reader, index, &mut source).ok().and_then(|bytes| reader.text(index, bytes));
            assert_eq!(alone.as_ref(), whole.texts.iter().find(|text| text.index == index), "{} {index}", case.name);
        }
        let mut texts = Vec::new();
        while !reader.is_done() {
            match reader.want() {
                Some(range) => reader.feed(range.start, source.read(range)),
                None => texts.extend(reader.next_texts(1000)),
            }
        }
        assert_eq!((reader.summary(), texts), (whole.summary, whole.texts), "{}", case.name);
    });
}

fn read_alone(reader: &ArchiveReader, index: u32, source: &mut Source<'_>) -> Result<Vec<u8>, &'static str> {
    let mut entry = reader.read(index).expect("a listed entry");
    while let Some(range) = entry.want() {
        entry.feed(range.start, source.read(range));
    }
    entry.take().expect("an outcome").map_err(|problem| problem.code)
}

#[test]
fn entries_before_a_cut_open() {
    for_each(sound(), |case| {
        let whole = open(case.file, &case.packed.bytes, usize::MAX);
        let packed = &case.packed;
        for at in packed.headers.iter().flat_map(|at| [*at, at + 1, at + 4, at + 29]) {
            let cut = open(case.file, &packed.bytes[..at.min(packed.bytes.len())], 500);
            // A tar stores texts unchanged.
            for text in whole.texts.iter().filter(|_| whole.summary.kind == Some(Format::Tar)) {
                let start = packed.bytes.windows(text.bytes.len()).position(|window| window == text.bytes);
                let end = start.expect("the text stands in the tar") + text.bytes.len();
                let is_there = cut.texts.iter().any(|other| other.bytes == text.bytes);
                assert!(end > at || is_there, "{} at {at}: {}", case.name, text.path);
            }
            if whole.summary.kind == Some(Format::Zip) && whole.texts.len() == packed.ends.len() {
                let before = packed.ends.iter().filter(|end| **end <= at).count();
                assert!(cut.texts.len() >= before, "{} at {at}", case.name);
                for (text, other) in whole.texts.iter().zip(&cut.texts).take(before) {
                    assert_eq!(text.bytes, other.bytes, "{} at {at}", case.name);
                }
            }
        }
    });
}

#[test]
fn a_cut_archive_says_what_it_lacks() {
    let lacks = |name: &str, left: fn(&Packed) -> usize| {
        let case = sound().into_iter().find(|case| case.name == name).expect("a case of that name");
        let cut = open(case.file, &case.packed.bytes[..left(&case.packed)], usize::MAX);
        let problem = cut.summary.problems.iter().find(|problem| problem.code == "archive-cut").expect("it is cut");
        ["files", "size"].map(|name| problem.args[name].to_owned())
    };
    // In the last file, and between two.
    assert_eq!(lacks("zip-plain", |packed| packed.ends[2] - 5), ["3", "5"]);
    assert_eq!(lacks("zip-plain", |packed| packed.ends[1]), ["2", "0"]);
    assert_eq!(lacks("tar-plain", |packed| packed.headers[2] + 512 + 3)[0], "3");
}

#[test]
fn wherever_a_case_is_cut_or_changed_reading_ends() {
    for_each([sound(), broken()].into_iter().flatten().collect(), |case| {
        let bytes = &case.packed.bytes;
        let step = (bytes.len() / 150).max(1);
        for at in (0..bytes.len()).step_by(step) {
            open(case.file, &bytes[..at], usize::MAX);
            let mut changed = bytes.clone();
            changed[at] ^= 0xff;
            open(case.file, &changed, usize::MAX);
        }
    });
}

#[test]
fn formats_are_detected_by_content() {
    let tar = Tar::of(&["_posts/a.md"]).pack().bytes;
    for (name, head, format) in [
        ("a.md", &b"PK\x03\x04 "[..], Some(Format::Zip)),
        ("a.zip", b"MZ\x90", Some(Format::Zip)),
        ("a", b"\x1f\x8b\x08\0", Some(Format::Gz)),
        ("a.md", &tar, Some(Format::Tar)),
        ("a.tar", b"---\n", None),
        ("a.md", b"BZh is how this text begins", None),
        ("a.md", b"", None),
    ] {
        assert_eq!(sniff(name, head), Ok(format), "{name} {head:?}");
    }
    assert_eq!(sniff("a", b"BZh91AY&SY"), Err(Error::ArchiveUnsupported { format: "bzip2" }));
}

#[test]
fn rows_have_titles_and_days_before_anything_is_read() {
    let zip = Zip::of([ZipEntry::post("x/_posts/2020-01-02-the-old-bridge.md"), ZipEntry::new("a.css", "")]).pack();
    let mut reader = ArchiveReader::new("x.zip", zip.bytes.len() as u64, &EncodingRs);
    let mut source = Source::new(&zip.bytes, usize::MAX);
    while !reader.is_open() {
        let range = reader.want().unwrap();
        reader.feed(range.start, source.read(range));
    }
    let rows = reader.rows(0, 10);
    assert_eq!(rows[0].title.as_deref(), Some("the old bridge"));
    assert_eq!(rows[0].date.as_deref(), Some("2020-01-02"));
    assert_eq!((rows[1].title.as_deref(), rows[1].role), (None, Role::Other));
    assert_eq!(reader.rows(1, 10).len(), 1);
    assert_eq!(reader.rows(2, u32::MAX).len(), 0);
}

#[test]
fn what_is_unpacked_is_a_post_like_a_dropped_file() {
    let gbk = encoding_rs::GB18030
        .encode("---\ntitle: 新桥通车\npublished: false\n---\n山谷里的人等了三年，昨天新桥终于通车了。\n")
        .0;
    let zip = Zip::of([ZipEntry::new("_posts/a.md", gbk.into_owned())]).pack();
    let outcome = open("x.zip", &zip.bytes, usize::MAX);
    let text = &outcome.texts[0];
    let file = read_text(&text.path, &text.bytes, &EncodingRs).unwrap();
    let post = Post::parse(&file.name, &file.text);
    assert_eq!((post.title.as_str(), post.published), ("新桥通车", false));
}

#[test]
fn pictures_are_found_by_the_addresses_in_posts() {
    let names = [
        "x-main/_posts/2020-01-02-a.md",
        "x-main/_posts/beside.png",
        "x-main/images/Site Root.JPG",
        "x-main/assets/a.svg",
        "x-main/images/新桥.webp",
        "images/outer.gif",
        "x-main/static/img/by-hugo.png",
        "x-main/_posts/2020-01-02-a/own.png",
        "x-main/images/cafe\u{301}.png",
        "x-main/deep/in/a/vault/only.png",
        "x-main/one/twice.png",
        "x-main/two/twice.png",
        "x-main/plain.png",
    ];
    let zip = Zip::of(names.map(|name| ZipEntry::new(name, "x"))).pack();
    let mut reader = ArchiveReader::new("x.zip", zip.bytes.len() as u64, &EncodingRs);
    let mut source = Source::new(&zip.bytes, usize::MAX);
    while !reader.is_open() {
        let range = reader.want().unwrap();
        reader.feed(range.start, source.read(range));
    }
    for (address, expected) in [
        ("beside.png", Some(1)),
        ("./beside.png?w=300#x", Some(1)),
        ("/images/site%20root.jpg", Some(2)),
        ("../assets/a.svg", Some(3)),
        ("assets/a.svg", Some(3)),
        ("{{ site.baseurl }}/assets/a.svg", Some(3)),
        ("/images/%E6%96%B0%E6%A1%A5.webp", Some(4)),
        ("/images/outer.gif", Some(5)),
        ("../../../images/outer.gif", None),
        ("https://example.org/images/outer.gif", None),
        ("//example.org/images/outer.gif", None),
        ("data:image/png;base64,AAAA", None),
        ("/images/none.gif", None),
        // At the root of the published site, and under the path where it was published.
        ("/img/by-hugo.png", Some(6)),
        ("/repo/img/by-hugo.png", Some(6)),
        ("/repo/assets/a.svg", Some(3)),
        ("/repo/plain.png", None),
        ("/a/b/assets/a.svg", None),
        // In the folder of the post's name, and composed otherwise.
        ("own.png", Some(7)),
        ("/images/café.png", Some(8)),
        ("/images/CAFE%CC%81.png", Some(8)),
        // By name alone, where there is one.
        ("only.png", Some(9)),
        ("a/only.png", None),
        ("twice.png", None),
        ("", None),
    ] {
        assert_eq!(reader.find_image(names[0], address), expected, "{address}");
    }
}

#[test]
fn pictures_of_captures_are_found_by_their_addresses() {
    use captures::*;
    let records = [
        html("https://a.example/news/a", "The bridge"),
        response("https://a.example/i/weir.png", "image/png", PNG),
        response("http://www.b.example/photo.jpg?w=300", "image/jpeg", PNG),
        answer("https://a.example/i/old.png", "302 Found", "Location: weir.png\r\n", b""),
        answer("https://a.example/i/a.png", "301 Moved", "Location: b.png\r\n", b""),
        answer("https://a.example/i/b.png", "301 Moved", "Location: a.png\r\n", b""),
        revisit("https://a.example/i/copy.png", "https://a.example/i/weir.png"),
    ];
    for packed in [warc(&records), warc_gz(&records)] {
        let mut reader = ArchiveReader::new("x.warc", packed.bytes.len() as u64, &EncodingRs);
        let mut source = Source::new(&packed.bytes, usize::MAX);
        while !reader.is_done() {
            match reader.want() {
                Some(range) => reader.feed(range.start, source.read(range)),
                None => drop(reader.next_texts(usize::MAX)),
            }
        }
        for (address, expected) in [
            ("https://a.example/i/weir.png", Some(1)),
            ("http://www.a.example/i/weir.png#x", Some(1)),
            ("/i/weir.png", Some(1)),
            ("../i/weir.png", Some(1)),
            ("//a.example/i/weir.png", Some(1)),
            ("https://b.example/photo.jpg?w=300", Some(2)),
            // Captured in another size.
            ("https://b.example/photo.jpg?w=900", Some(2)),
            ("/i/old.png", Some(1)),
            ("/i/copy.png", Some(1)),
            ("/i/a.png", None),
            ("https://c.example/i/weir.png", None),
            ("a.png", None),
            ("data:image/png;base64,AAAA", None),
            ("", None),
        ] {
            assert_eq!(reader.find_image("a.example/news/a.html", address), expected, "{address}");
        }
        assert_eq!(read_alone(&reader, 1, &mut source), Ok(PNG.to_vec()));
    }
}

#[test]
fn a_captured_page_says_its_address_and_when_it_was_captured() {
    use captures::*;
    let (gbk, ..) =
        encoding_rs::GBK.encode("<html><title>新桥通车</title><p>山谷里的人等了三年，昨天新桥终于通车了。</p></html>");
    let canonical = page("The weir").replace("<title>", "<link rel=canonical href=https://a.example/weir><meta property=article:published_time content=2020-03-04><title>");
    let records = [
        html("https://a.example/news/a?b=1", "The bridge"),
        response("https://a.example/gbk", "text/html; charset=GBK", &gbk),
        response("https://a.example/amp/weir", "text/html", canonical.as_bytes()),
    ];
    let outcome = open("x.warc.gz", &warc_gz(&records).bytes, usize::MAX);
    let posts: Vec<Post> = { outcome.texts.iter() }
        .map(|text| {
            let file = read_text(&text.path, &text.bytes, &EncodingRs).unwrap();
            let mut post = Post::parse(&file.name, &file.text);
            post.fill(&archive_viewer::Article::fields_of(&post));
            post
        })
        .collect();
    let facts: Vec<_> = { posts.iter() }
        .map(|post| (&*post.title, post.from.as_deref().unwrap(), &post.date.as_ref().unwrap().iso[..10]))
        .collect();
    assert_eq!(
        facts,
        [
            ("The bridge", "https://a.example/news/a?b=1", "2021-06-01"),
            ("新桥通车", "https://a.example/gbk", "2021-06-01"),
            // What the page says of itself counts more.
            ("The weir", "https://a.example/weir", "2020-03-04"),
        ]
    );
}

/// The archive of the corpus: every post unpacks and is text.
#[test]
fn the_archive_of_the_corpus_opens() {
    let Some(corpus) = std::env::var_os("ARCHIVE_VIEWER_CORPUS") else { return };
    let bytes = std::fs::read(std::path::Path::new(&corpus).join("corpus/society-main.zip")).unwrap();
    let outcome = open("society-main.zip", &bytes, usize::MAX);
    assert_eq!(outcome.error, None);
    assert_eq!(outcome.summary.problems, []);
    assert_eq!(outcome.rows.iter().filter(|row| row.path.ends_with(".md")).count(), 15_276);
    assert!(outcome.rows.iter().all(|row| row.problems.is_empty() && !row.refused));
    let posts: Vec<_> = outcome.texts.iter().filter(|text| text.is_post).collect();
    assert!(posts.len() > 15_200, "{}", posts.len());
    for text in &outcome.texts {
        assert!(read_text(&text.path, &text.bytes, &EncodingRs).is_ok(), "{}", text.path);
    }
}

/// Without the fuzzer, whose own compilation takes longer than all of this.
#[test]
fn every_case_passes_its_fuzz_target() {
    for case in [sound(), broken()].into_iter().flatten() {
        fuzz_targets::archive(&case.packed.bytes);
    }
}

/// Writes every case into the folder `ARCHIVE_SEEDS`, as seeds of the fuzz target.
#[test]
fn seeds() {
    let Some(folder) = std::env::var_os("ARCHIVE_SEEDS").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for case in [sound(), broken()].into_iter().flatten() {
        std::fs::write(folder.join(case.name), &case.packed.bytes).unwrap();
    }
}

fn any_entry() -> impl Strategy<Value = ZipEntry> {
    let name = prop_oneof!["(_posts/)?[a-z.]{1,9}\\.md", "\\PC{0,12}", "[a-z./\\\\]{0,12}"];
    (
        name,
        proptest::collection::vec(any::<u8>(), 0..300),
        any::<[bool; 3]>(),
        proptest::option::weighted(0.1, 0_u32..500),
    )
        .prop_map(|(name, data, [stored, descriptor, zip64], lie)| ZipEntry {
            stored: stored && !descriptor,
            descriptor,
            zip64: zip64 && !descriptor,
            packed: lie,
            ..ZipEntry::new(name, data)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic_or_hang(
        head in prop_oneof![Just(&b"PK\x03\x04"[..]), Just(&b"\x1f\x8b\x08"[..]), Just(&b""[..])],
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        for name in ["a.zip", "a.tar"] {
            open(name, &[head, &bytes].concat(), usize::MAX);
        }
    }

    #[test]
    fn any_zip_gives_what_was_packed(entries in proptest::collection::vec(any_entry(), 0..8), before in 0_usize..40) {
        let zip = Zip { before: vec![b'x'; before], ..Zip::of(entries) };
        let packed = zip.pack();
        let outcome = open("x.zip", &packed.bytes, usize::MAX);
        prop_assert_eq!(&open("x.zip", &packed.bytes, 7), &outcome);
        // Nothing is invented: every text is an entry's data, unless its checksum is wrong.
        for text in &outcome.texts {
            let is_wrong = outcome.rows[text.index as usize].problems.iter().any(|problem| problem.code == "entry-crc");
            prop_assert!(is_wrong || zip.entries.iter().any(|entry| entry.data == text.bytes));
        }
        for row in &outcome.rows {
            prop_assert!(!row.path.is_empty() && !row.path.starts_with('/') && !row.path.contains('\\'));
            prop_assert!(row.path.split('/').all(|part| !matches!(part, "" | "." | "..")));
            prop_assert!(!row.path.chars().any(char::is_control));
        }
    }

    #[test]
    fn any_tar_gives_what_was_packed(
        files in proptest::collection::vec(("_posts/[a-z]{1,60}\\.md", proptest::collection::vec(any::<u8>(), 0..1200)), 0..6),
        piece in 1_usize..700,
        is_packed in any::<bool>(),
    ) {
        let mut tar = Tar::default();
        files.iter().for_each(|(name, data)| tar.file(name.as_bytes(), data));
        let bytes = tar.pack().bytes;
        let bytes = if is_packed { gzip(&bytes, None) } else { bytes };
        let outcome = open("x.tar", &bytes, piece);
        let texts: Vec<_> = outcome.texts.iter().map(|text| text.bytes.clone()).collect();
        prop_assert_eq!(texts, files.into_iter().map(|(_, data)| data).collect::<Vec<_>>());
    }
}

//! Archives with one defect each, named after it, and the expected result.

use super::pack::*;
use tar::EntryType;

/// One archive.
pub struct Case {
    pub name: &'static str,
    /// The file's name.
    pub file: &'static str,
    pub packed: Packed,
    /// The rows in the form of `unpack::words`, or the code of an error.
    pub expected: Result<Vec<&'static str>, &'static str>,
    /// Codes of the problems of the archive as a whole.
    pub problems: Vec<&'static str>,
}

const A: &str = "_posts/2020-01-02-a.md";
const B: &str = "_posts/2020-01-03-b.md";
const C: &str = "_posts/2020-01-04-c.md";
const FINE: [&str; 3] =
    ["_posts/2020-01-02-a.md: post", "_posts/2020-01-03-b.md: post", "_posts/2020-01-04-c.md: post"];

/// Three posts, the middle one given.
fn with(middle: ZipEntry) -> Zip {
    Zip::of([ZipEntry::post(A), middle, ZipEntry::post(C)])
}

fn b() -> ZipEntry {
    ZipEntry::post(B)
}

fn fine() -> Zip {
    with(b())
}

fn plain(bytes: Vec<u8>) -> Packed {
    Packed { bytes, headers: Vec::new(), ends: Vec::new() }
}

fn case(name: &'static str, file: &'static str, packed: Packed, expected: &[&'static str]) -> Case {
    Case { name, file, packed, expected: Ok(expected.to_vec()), problems: Vec::new() }
}

impl Case {
    fn says(mut self, problems: &[&'static str]) -> Self {
        self.problems = problems.to_vec();
        self
    }
}

fn refused(name: &'static str, file: &'static str, bytes: &[u8], code: &'static str) -> Case {
    Case { name, file, packed: plain(bytes.to_vec()), expected: Err(code), problems: Vec::new() }
}

/// The middle post is refused for this reason, and the others open.
fn one_refused(name: &'static str, middle: ZipEntry, words: &'static str) -> Case {
    case(name, "x.zip", with(middle).pack(), &[FINE[0], words, FINE[2]])
}

/// Archives without a defect. Wherever they are cut, everything before the cut opens.
pub fn sound() -> Vec<Case> {
    let all = |change: fn(&mut ZipEntry)| {
        let mut zip = fine();
        zip.entries.iter_mut().for_each(change);
        zip.pack()
    };
    let gbk = |name: &str| encoding_rs::GB18030.encode(name).0.into_owned();
    let mut folder = ZipEntry::new("_posts/", "");
    folder.stored = true;
    let chinese = "_posts/2020-01-02-新桥通车了.md";
    let mut field = ZipEntry::new("_posts/2020-01-02-?.md", post(chinese));
    field.extra = unicode_path(&field.name, chinese);
    let mut flagged = ZipEntry::post(chinese);
    flagged.flags = 1 << 11;
    let long = format!("_posts/{}.md", "long".repeat(60));
    let long: &'static str = Box::leak(long.into_boxed_str());
    let long_row: &'static str = Box::leak(format!("{long}: post").into_boxed_str());
    let longs = |how| {
        let mut tar = Tar::of(&[A]);
        tar.long(how, long.as_bytes(), &post(long));
        tar.file(C.as_bytes(), &post(C));
        tar.pack()
    };
    let tar = || Tar::of(&[A, B, C]).pack().bytes;
    let mut labelled = Tar::default();
    labelled.entry(EntryType::new(b'V'), b"a label", b"", 0);
    labelled.blank_size();
    for name in [A, B, C] {
        labelled.file(name.as_bytes(), &post(name));
    }

    vec![
        case("zip-plain", "x.zip", fine().pack(), &FINE),
        case("zip-called-otherwise", "x.bin", fine().pack(), &FINE),
        case("zip-stored", "x.zip", all(|entry| entry.stored = true), &FINE),
        case("zip-descriptors", "x.zip", all(|entry| entry.descriptor = true), &FINE),
        case("zip-zip64-sizes", "x.zip", all(|entry| entry.zip64 = true), &FINE),
        case("zip-zip64-end", "x.zip", Zip { zip64: true, ..fine() }.pack(), &FINE),
        case("zip-folders-are-not-listed", "x.zip", Zip::of([folder, ZipEntry::post(A)]).pack(), &FINE[..1]),
        case("zip-comment", "x.zip", Zip { comment: vec![b'x'; 60_000], ..fine() }.pack(), &FINE),
        case(
            "zip-comment-with-end-records",
            "x.zip",
            Zip { comment: b"PK\x05\x06 and PK\x05\x06".repeat(3), ..fine() }.pack(),
            &FINE,
        ),
        case("zip-bytes-before", "x.zip", Zip { before: b"MZ a program".repeat(500), ..fine() }.pack(), &FINE),
        case(
            "zip-bytes-before-counted",
            "x.zip",
            Zip { before: b"MZ a program".repeat(500), counts_before: true, ..fine() }.pack(),
            &FINE,
        ),
        case("zip-bytes-after", "x.zip", Zip { after: vec![b'\n'; 2000], ..fine() }.pack(), &FINE),
        case("zip-many-bytes-after", "x.zip", Zip { after: vec![0; 200_000], ..fine() }.pack(), &FINE),
        case("zip-empty", "x.zip", Zip::default().pack(), &[]),
        case(
            "zip-names-in-gbk",
            "x.zip",
            Zip::of([ZipEntry::new(gbk(chinese), post(A)), ZipEntry::new(gbk("_posts/山里的图书馆.md"), post(B))])
                .pack(),
            &["_posts/2020-01-02-新桥通车了.md: post", "_posts/山里的图书馆.md: post"],
        ),
        case("zip-name-by-flag", "x.zip", Zip::of([flagged]).pack(), &["_posts/2020-01-02-新桥通车了.md: post"]),
        case("zip-name-by-field", "x.zip", Zip::of([field]).pack(), &["_posts/2020-01-02-新桥通车了.md: post"]),
        case(
            "zip-windows-slashes",
            "x.zip",
            Zip::of([ZipEntry::post("site\\_posts\\a.md")]).pack(),
            &["site/_posts/a.md: post"],
        ),
        case(
            "zip-posts-and-others",
            "x.zip",
            Zip::of([
                ZipEntry::post("x-main/README.md"),
                ZipEntry::post("x-main/_layouts/post.html"),
                ZipEntry::post("x-main/about.md"),
                ZipEntry::new("x-main/notes.txt", "no front matter"),
                ZipEntry::new("x-main/archived/2020/a.txt", "no front matter"),
                ZipEntry::new("x-main/images/a.png", "\u{89}PNG"),
                ZipEntry::new("__MACOSX/_posts/._a.md", "x"),
            ])
            .pack(),
            &[
                "x-main/README.md: othertext",
                "x-main/_layouts/post.html: othertext",
                "x-main/about.md: post",
                "x-main/notes.txt: post",
                "x-main/archived/2020/a.txt: post",
                "x-main/images/a.png: image",
                "__MACOSX/_posts/._a.md: other",
            ],
        ),
        case("tar-plain", "x.tar", Tar::of(&[A, B, C]).pack(), &FINE),
        case("tar-called-otherwise", "x.bin", Tar::of(&[A, B, C]).pack(), &FINE),
        case("tar-label", "x.tar", labelled.pack(), &FINE),
        case("tar-gnu-long-name", "x.tar", longs(Long::Gnu), &[FINE[0], long_row, FINE[2]]),
        case("tar-pax-path", "x.tar", longs(Long::Pax), &[FINE[0], long_row, FINE[2]]),
        case("tar-empty", "x.tar", Tar::default().pack(), &[]),
        case("tar-gz", "x.tar.gz", plain(gzip(&tar(), None)), &FINE),
        case("tgz", "x.tgz", plain(gzip(&tar(), Some("x.tar"))), &FINE),
        case(
            "tar-gz-of-members",
            "x.tar.gz",
            plain(tar().chunks(700).flat_map(|part| gzip(part, None)).collect()),
            &FINE,
        ),
        case("tar-gz-zeros-after", "x.tgz", plain([gzip(&tar(), None), vec![0; 700]].concat()), &FINE),
        case("gz-of-a-post", "a.md.gz", plain(gzip(&post(A), None)), &["a.md: post"]),
        case("gz-with-a-name", "x.gz", plain(gzip(&post(A), Some("2020-01-02-a.md"))), &["2020-01-02-a.md: post"]),
        case("gz-of-nothing", "a.md.gz", plain(gzip(b"", None)), &["a.md: post"]),
    ]
}

/// Archives with a defect.
pub fn broken() -> Vec<Case> {
    let names = |names: &[&str]| Zip::of(names.iter().map(|name| ZipEntry::post(name))).pack();
    let mut missing = fine().pack();
    let end = missing.bytes.len() - 22;
    missing.bytes.truncate(missing.headers[3]);
    let mut damaged = fine().pack();
    damaged.bytes[damaged.headers[4]] = b'x';
    let mut bad_data = b();
    bad_data.raw = Some(vec![0xff; 40]);
    let mut header = fine().pack();
    header.bytes[header.headers[1]] = b'x';
    let mut twice = b();
    twice.offset = Some(0);
    twice.packed = Some(deflate(&post(A)).len() as u32);
    let mut far = b();
    far.offset = Some(1_000_000);
    let mut swallow = b();
    swallow.packed = Some(2000);
    let bomb = vec![b' '; 3 * 1024 * 1024];
    let mut link = ZipEntry::new(B, "/etc/passwd");
    link.attributes = 0o120777 << 16;

    let tar = || Tar::of(&[A, B, C]);
    let mut lost = tar().pack();
    lost.bytes[lost.headers[1]] = b'x';
    let mut cut_tar = tar().pack();
    cut_tar.bytes.truncate(cut_tar.headers[2] + 600);
    let mut links = Tar::of(&[A]);
    links.entry(EntryType::Symlink, B.as_bytes(), b"", 0);
    links.entry(EntryType::Directory, b"_posts/", b"", 0);
    links.file(C.as_bytes(), &post(C));
    let mut hard_link = Tar::of(&[A]);
    hard_link.entry(EntryType::Link, B.as_bytes(), b"", 0);
    hard_link.file(C.as_bytes(), &post(C));
    let mut sparse = Tar::of(&[A]);
    let holes = [pax("GNU.sparse.name", B.as_bytes()), pax("GNU.sparse.realsize", b"100000")].concat();
    sparse.entry(EntryType::XHeader, b"_posts/PaxHeaders/b.md", &holes, holes.len() as u64);
    sparse.file(b"_posts/GNUSparseFile.1/b.md", &[b'1'; 600]);
    sparse.file(C.as_bytes(), &post(C));
    let mut large = Tar::of(&[A]);
    large.entry(EntryType::Regular, B.as_bytes(), b"", 1 << 40);
    let whole = gzip(&tar().pack().bytes, None);
    let mut wrong = whole.clone();
    let at = wrong.len() - 8;
    wrong[at] ^= 1;
    let two = gzip(&tar().pack().bytes[..1024], None);
    let broken_gz = [two.clone(), gzip(&tar().pack().bytes[1024..], None)[..10].to_vec(), vec![0xff; 40]].concat();

    vec![
        one_refused("zip-encrypted", ZipEntry { flags: 1, ..b() }, "_posts/2020-01-03-b.md: !post entry-encrypted"),
        one_refused(
            "zip-method-lzma",
            ZipEntry { method: Some(14), ..b() },
            "_posts/2020-01-03-b.md: !post entry-method",
        ),
        one_refused(
            "zip-method-unheard-of",
            ZipEntry { method: Some(777), ..b() },
            "_posts/2020-01-03-b.md: !post entry-method",
        ),
        one_refused("zip-crc-wrong", ZipEntry { crc: Some(1), ..b() }, "_posts/2020-01-03-b.md: post entry-crc"),
        one_refused(
            "zip-size-too-small",
            ZipEntry { size: Some(7), ..b() },
            "_posts/2020-01-03-b.md: !post entry-size",
        ),
        one_refused(
            "zip-size-too-large",
            ZipEntry { size: Some(5000), ..b() },
            "_posts/2020-01-03-b.md: !post entry-size",
        ),
        one_refused(
            "zip-packed-too-small",
            ZipEntry { packed: Some(20), ..b() },
            "_posts/2020-01-03-b.md: !post entry-cut",
        ),
        one_refused("zip-packed-over-the-next", swallow, "_posts/2020-01-03-b.md: !post entry-overlap"),
        one_refused("zip-data-damaged", bad_data, "_posts/2020-01-03-b.md: !post entry-damaged"),
        one_refused("zip-offset-outside", far, "_posts/2020-01-03-b.md: !post entry-cut"),
        one_refused("zip-bomb", ZipEntry { data: bomb, ..b() }, "_posts/2020-01-03-b.md: !post entry-ratio"),
        one_refused(
            "zip-too-large",
            ZipEntry { size: Some(40_000_000), ..b() },
            "_posts/2020-01-03-b.md: !post entry-too-large",
        ),
        one_refused("zip-symlink", link, "_posts/2020-01-03-b.md: !other"),
        one_refused("zip-nested", ZipEntry::new("old.zip", "PK"), "old.zip: !archive entry-nested"),
        case(
            "zip-local-header-damaged",
            "x.zip",
            header,
            &[FINE[0], "_posts/2020-01-03-b.md: !post entry-damaged", FINE[2]],
        ),
        case(
            "zip-same-bytes-twice",
            "x.zip",
            with(twice).pack(),
            &[FINE[0], "_posts/2020-01-03-b.md: !post entry-overlap", FINE[2]],
        ),
        case("zip-directory-missing", "x.zip", missing, &FINE).says(&["directory-missing", "archive-cut"]),
        case("zip-directory-damaged", "x.zip", damaged, &FINE).says(&["directory-damaged"]),
        case("zip-count-wrong", "x.zip", Zip { count: Some(9), ..fine() }.pack(), &FINE).says(&["directory-damaged"]),
        case(
            "zip-names-lead-outside",
            "x.zip",
            names(&["../../_posts/a.md", "/_posts/b.md", "C:\\_posts\\c.md"]),
            &["_posts/a.md: post name-changed", "_posts/b.md: post name-changed", "_posts/c.md: post name-changed"],
        ),
        case(
            "zip-names-unseen",
            "x.zip",
            names(&["_posts/a\u{202e}dm.md", "_posts/b\0.md", "_posts/\u{7}.md"]),
            &[
                "_posts/a\u{fffd}dm.md: post name-changed",
                "_posts/b\u{fffd}.md: post name-changed",
                "_posts/\u{fffd}.md: post name-changed",
            ],
        ),
        case(
            "zip-names-repeated",
            "x.zip",
            names(&[A, A, A]),
            &[
                FINE[0],
                "_posts/2020-01-02-a (2).md: post name-repeated",
                "_posts/2020-01-02-a (3).md: post name-repeated",
            ],
        ),
        case(
            "zip-two-glued",
            "x.zip",
            plain([fine().pack().bytes, names(&["_posts/z.md"]).bytes].concat()),
            &["_posts/z.md: post"],
        ),
        case("tar-header-damaged", "x.tar", lost, &[FINE[0], FINE[2]]).says(&["tar-damaged"]),
        case("tar-cut", "x.tar", cut_tar, &[FINE[0], FINE[1], "_posts/2020-01-04-c.md: !post entry-cut"])
            .says(&["archive-cut"]),
        case("tar-links-and-folders", "x.tar", links.pack(), &[FINE[0], "_posts/2020-01-03-b.md: !other", FINE[2]]),
        case("tar-hard-link", "x.tar", hard_link.pack(), &[FINE[0], "_posts/2020-01-03-b.md: !other", FINE[2]])
            .says(&["tar-links"]),
        case(
            "tar-pax-sparse",
            "x.tar",
            sparse.pack(),
            &[FINE[0], "_posts/2020-01-03-b.md: !post entry-method", FINE[2]],
        ),
        case("tar-size-lies", "x.tar", large.pack(), &[FINE[0], "_posts/2020-01-03-b.md: !post entry-too-large"])
            .says(&["archive-cut"]),
        case("tar-gz-cut", "x.tgz", plain([two, whole[..30].to_vec()].concat()), &[FINE[0]]).says(&["archive-cut"]),
        case("tar-gz-damaged", "x.tgz", plain(broken_gz), &[FINE[0]]).says(&["gzip-damaged"]),
        case("gz-crc-wrong", "x.tgz", plain(wrong), &FINE).says(&["gzip-crc"]),
        refused("file-empty", "x.zip", b"", "empty"),
        refused("zip-by-name-only", "x.zip", b"these are words", "archive-damaged"),
        refused("seven-zip", "x.7z", b"7z\xbc\xaf\x27\x1c\0\x04", "archive-unsupported"),
        refused("rar", "x.rar", b"Rar!\x1a\x07\x01\0", "archive-unsupported"),
        case("zip-only-an-end-record", "x.zip", plain(fine().pack().bytes[end..].to_vec()), &[])
            .says(&["directory-missing", "archive-cut"]),
    ]
}

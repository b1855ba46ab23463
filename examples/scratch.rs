use archive_viewer::archive::{ArchiveReader, drive};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{File, Library, Request, Sort, index, pack_archive};
use std::convert::Infallible;
use std::ops::Range;
use std::time::Instant;
fn main() {
    let bytes = std::fs::read("target/bench/open/30000.zip").unwrap();
    let read = |range: Range<u64>| Ok::<_, Infallible>(bytes[range.start as usize..range.end as usize].to_vec());
    let mut library = Library::new();
    let mut reader = ArchiveReader::new("x.zip", bytes.len() as u64, &EncodingRs);
    drive(&mut reader, read, ArchiveReader::is_open).unwrap();
    library.add_volume(0, "x.zip");
    library.add_rows(0, &pack_archive(&reader.rows(0, u32::MAX)));
    while !reader.is_done() {
        drive(&mut reader, read, |_| false).unwrap();
        let mut packed = Vec::new();
        for text in &reader.next_texts(1 << 20) {
            let file = File { index: text.index, path: &text.path, bytes: &text.bytes, is_post: text.is_post };
            index(file, &EncodingRs, &mut packed);
        }
        library.fill(0, &packed);
    }
    for round in 0..3 {
        for text in ["的", "一", "a", "e", ",", "的是", "中国", "the", "xyzzy", "", "author:李"] {
            let t = Instant::now();
            let a = library.query(&Request { text: text.into(), ..Request::default() });
            let q = t.elapsed();
            let t = Instant::now();
            library.query(&Request { text: text.into(), ..Request::default() });
            let q2 = t.elapsed();
            let t = Instant::now();
            library.query(&Request { text: text.into(), sort: Sort::Newest, ..Request::default() });
            let q3 = t.elapsed();
            let t = Instant::now();
            library.rows(0, 50);
            let r = t.elapsed();
            if round > 0 {
                println!(
                    "{text}: {} posts {} occ: first {q:?} again {q2:?} newest {q3:?} rows {r:?}",
                    a.posts, a.occurrences
                );
            }
        }
        // forget
        library.add_volume(round + 1, "y");
        library.add_rows(round + 1, &[]);
    }
}

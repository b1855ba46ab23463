//! Measures the library: `cargo run --release --example bench_library -- CORPUS COUNT…`
//!
//! CORPUS is as for `bench_open`. Each archive of COUNT posts is opened and indexed on one thread, then searched letter
//! by letter. Prints one JSON line per archive: times in milliseconds, memory in bytes.

#[path = "support/archives.rs"]
mod archives;

use archive_viewer::archive::{ArchiveReader, drive};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{File, Library, Request, Sort, index, pack_archive};
use archive_viewer::page::Effort;
use archives::archive_of;
use std::convert::Infallible;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Queries, typed letter by letter. The first letter of each matches the most.
const TYPED: &[&str] = &[
    "的",
    "一个人",
    "中国政府",
    "香港 的",
    "the bridge",
    "老楊",
    "\"of the\"",
    "author:李 的",
    "year:2020 人 -国",
    "a",
    "e",
    "，",
    "xyzzy",
    "https://www",
];

/// How often all queries are typed.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let corpus = PathBuf::from(words.next().ok_or("name the folder of the corpus")?);
    for word in words {
        let count: usize = word.parse().map_err(|_| format!("{word} is no number of posts"))?;
        println!("{}", measure(&archive_of(&corpus, count)?)?);
    }
    Ok(())
}

fn measure(path: &Path) -> Result<String, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let read = |range: Range<u64>| Ok::<_, Infallible>(bytes[range.start as usize..range.end as usize].to_vec());
    let mut library = Library::new();
    let start = Instant::now();
    let mut reader = ArchiveReader::new("x.zip", bytes.len() as u64, &EncodingRs);
    drive(&mut reader, read, ArchiveReader::is_open)?;
    library.add_volume(0, "x.zip");
    library.add_rows(0, &pack_archive(&reader.rows(0, u32::MAX)));
    library.query(&Request::default());
    let rows = library.rows(0, 50).len();
    let listed = start.elapsed();

    let (mut unpacking, mut indexing, mut filling) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let (mut size, mut packed_size) = (0, 0);
    while !reader.is_done() {
        let start = Instant::now();
        drive(&mut reader, read, |_| false)?;
        let texts = reader.next_texts(1 << 20);
        unpacking += start.elapsed();
        let start = Instant::now();
        let mut packed = Vec::new();
        for text in &texts {
            size += text.bytes.len();
            let (path, bytes) = (&*text.path, &*text.bytes);
            let file =
                File { index: text.index, path, bytes, is_post: text.is_post, is_single: false, effort: Effort::Clean };
            index(file, &EncodingRs, &mut packed);
        }
        indexing += start.elapsed();
        packed_size += packed.len();
        let start = Instant::now();
        library.add_posts(0, &packed);
        filling += start.elapsed();
    }

    let before = library.memory().other;
    let start = Instant::now();
    library.finish_volume(0);
    let finishing = start.elapsed();
    let collected = before - library.memory().other;
    let kept: usize = library.evidence(0).iter().map(|evidence| evidence.to_bytes().len()).sum();

    let (mut keystrokes, mut first) = (Vec::new(), Vec::new());
    let mut slowest = (Duration::ZERO, String::new());
    for _ in 0..ROUNDS {
        for typed in TYPED {
            library.query(&Request::default());
            for (at, c) in typed.char_indices() {
                let text = typed[..at + c.len_utf8()].to_owned();
                let request = Request { text: text.clone(), ..Request::default() };
                let start = Instant::now();
                library.query(&request);
                library.rows(0, 50);
                let time = start.elapsed();
                if at == 0 {
                    first.push(time);
                }
                if time > slowest.0 {
                    slowest = (time, text);
                }
                keystrokes.push(time);
            }
        }
    }
    let start = Instant::now();
    for sort in [Sort::Oldest, Sort::Title, Sort::Source] {
        library.query(&Request { sort, ..Request::default() });
    }
    let sorting = start.elapsed() / 3;
    let state = library.state();
    let memory = library.memory();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    Ok(format!(
        "{{\"posts\":{},\"rows\":{rows},\"bytes\":{size},\"packed\":{packed_size},\"list_ms\":{:.1},\"unpack_ms\":{:.1},\
         \"index_ms\":{:.1},\"fill_ms\":{:.1},\"finish_ms\":{:.1},\"collected\":{collected},\"evidence\":{kept},\"key_p50_ms\":{:.1},\"key_p95_ms\":{:.1},\"first_p95_ms\":{:.1},\
         \"slowest_ms\":{:.1},\"slowest\":{:?},\"sort_ms\":{:.1},\"text\":{},\"unfold\":{},\"other\":{}}}",
        state.indexed,
        ms(listed),
        ms(unpacking),
        ms(indexing),
        ms(filling),
        ms(finishing),
        ms(share(&mut keystrokes, 50)),
        ms(share(&mut keystrokes, 95)),
        ms(share(&mut first, 95)),
        ms(slowest.0),
        slowest.1,
        ms(sorting),
        memory.text,
        memory.unfold,
        memory.other,
    ))
}

/// A percentile of the times.
fn share(times: &mut [Duration], of_hundred: usize) -> Duration {
    times.sort();
    times[(times.len() * of_hundred / 100).min(times.len() - 1)]
}

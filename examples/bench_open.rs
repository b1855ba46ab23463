//! Measures how long an archive takes to open: `cargo run --release --example bench_open -- CORPUS COUNT…`
//!
//! CORPUS is a folder with `society-main.zip` and `posts/`, from which an archive of COUNT posts is made once, in
//! `target/bench/open/`. Each is opened from its file by ranges: first until all rows are listed, then until all texts
//! are unpacked and decoded. Prints the medians, one JSON line per archive.

#[path = "support/archives.rs"]
mod archives;
#[path = "support/file_ranges.rs"]
mod file_ranges;

use archive_viewer::archive::{ArchiveReader, drive};
use archive_viewer::file::{EncodingRs, read_text};
use archives::archive_of;
use file_ranges::read_range;
use std::error::Error;
use std::fs::{self, File};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let corpus = PathBuf::from(words.next().ok_or("name the folder of the corpus")?);
    for word in words {
        let count: usize = word.parse().map_err(|_| format!("{word} is no number of posts"))?;
        let path = archive_of(&corpus, count)?;
        println!("{}", measure(&path)?);
    }
    Ok(())
}

fn measure(path: &Path) -> Result<String, Box<dyn Error>> {
    let (mut listing, mut unpacking, mut decoding) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rows, mut texts, mut bytes, mut ranges, mut characters) = (0, 0, 0, 0, 0);
    for _ in 0..ROUNDS {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        (texts, bytes, ranges, characters) = (0, 0, 0, 0);
        let start = Instant::now();
        let mut reader = ArchiveReader::new("x.zip", size, &EncodingRs);
        drive(&mut reader, |range| read(&mut file, range, &mut ranges), ArchiveReader::is_open)?;
        rows = reader.rows(0, u32::MAX).len();
        listing.push(start.elapsed());
        let (mut unpacked, mut decoded) = (Duration::ZERO, Duration::ZERO);
        while !reader.is_done() {
            let start = Instant::now();
            drive(&mut reader, |range| read(&mut file, range, &mut ranges), |_| false)?;
            let some = reader.next_texts(1 << 20);
            unpacked += start.elapsed();
            let start = Instant::now();
            for text in &some {
                characters += read_text(&text.path, &text.bytes, &EncodingRs).map_or(0, |file| file.text.len());
            }
            decoded += start.elapsed();
            texts += some.len();
            bytes += some.iter().map(|text| text.bytes.len()).sum::<usize>();
        }
        unpacking.push(unpacked);
        decoding.push(decoded);
    }
    let ms = |times: Vec<Duration>| median(times).as_secs_f64() * 1000.0;
    Ok(format!(
        "{{\"posts\":{texts},\"rows\":{rows},\"size\":{},\"bytes\":{bytes},\"text\":{characters},\"ranges\":{ranges},\
         \"list_ms\":{:.1},\"unpack_ms\":{:.1},\"decode_ms\":{:.1}}}",
        fs::metadata(path)?.len(),
        ms(listing),
        ms(unpacking),
        ms(decoding),
    ))
}

fn read(file: &mut File, range: Range<u64>, ranges: &mut usize) -> std::io::Result<Vec<u8>> {
    *ranges += 1;
    read_range(file, range)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

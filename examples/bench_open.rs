//! Measures how long an archive takes to open: `cargo run --release --example bench_open -- CORPUS COUNT…`
//!
//! CORPUS is the folder whose `society-main.zip` and `posts/` the archives are made of, one for each COUNT of posts;
//! they are made once, in `target/bench/open/`. Each is then opened from its file, by the ranges that are asked for:
//! first until every row is there, then until every text is unpacked and decoded. Medians, one JSON line an archive.

#[path = "../tests/common/pack.rs"]
#[allow(dead_code)]
mod pack;

use archive_viewer::archive::{ArchiveReader, Unpacked, drive};
use archive_viewer::file::{EncodingRs, read_text};
use pack::{Zip, ZipEntry};
use std::convert::Infallible;
use std::error::Error;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

/// One post in so many is a long one, so that posts are as long as in a real archive of 30,000: 3.2 KB on average.
const LONG: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let corpus = PathBuf::from(words.next().ok_or("name the folder of the corpus")?);
    let folder = Path::new("target/bench/open");
    fs::create_dir_all(folder)?;
    let mut source = None;
    for word in words {
        let count: usize = word.parse().map_err(|_| format!("{word} is no number of posts"))?;
        let path = folder.join(format!("{count}.zip"));
        if !path.exists() {
            let source = match &mut source {
                Some(source) => source,
                None => source.insert(Posts::of(&corpus)?),
            };
            fs::write(&path, source.archive(count))?;
        }
        println!("{}", measure(&path)?);
    }
    Ok(())
}

/// Posts to make archives of.
struct Posts {
    short: Vec<Unpacked>,
    long: Vec<(String, Vec<u8>)>,
}

impl Posts {
    fn of(corpus: &Path) -> Result<Self, Box<dyn Error>> {
        let bytes = fs::read(corpus.join("society-main.zip"))?;
        let mut reader = ArchiveReader::new("society-main.zip", bytes.len() as u64, &EncodingRs);
        let mut short = Vec::new();
        while !reader.is_done() {
            let read =
                |range: Range<u64>| Ok::<_, Infallible>(bytes[range.start as usize..range.end as usize].to_vec());
            drive(&mut reader, read, |_| false)?;
            short.extend(reader.next_texts(usize::MAX));
        }
        let mut long = Vec::new();
        for file in fs::read_dir(corpus.join("posts"))? {
            let file = file?;
            long.push((file.file_name().to_string_lossy().into_owned(), fs::read(file.path())?));
        }
        long.sort();
        short.retain(|text| text.is_post);
        Ok(Posts { short, long })
    }

    /// An archive of so many posts, as GitHub packs one. A post that comes again has another name and another first line.
    fn archive(&self, count: usize) -> Vec<u8> {
        let entry = |number: usize| {
            let (name, bytes) = if number.is_multiple_of(LONG) {
                let (name, bytes) = &self.long[number / LONG % self.long.len()];
                (name.as_str(), bytes)
            } else {
                let text = &self.short[number % self.short.len()];
                (text.path.rsplit('/').next().unwrap_or(&text.path), &text.bytes)
            };
            let (name, day) = (name.strip_suffix(".md").unwrap_or(name), number % 365);
            let text = String::from_utf8_lossy(bytes).replacen("title:", &format!("number: {number}\ntitle:"), 1);
            let path = format!("archive-main/archived/{day}/{name}-{number}.md");
            ZipEntry { flags: 1 << 11, descriptor: true, ..ZipEntry::new(path, text) }
        };
        Zip { zip64: count > 65_000, ..Zip::of((0..count).map(entry)) }.pack().bytes
    }
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
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(range.start))?;
    file.take(range.end - range.start).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

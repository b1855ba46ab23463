//! Archives of any number of posts, made from a corpus and cached in `target/bench/open/`.

#[path = "../../tests/common/pack.rs"]
#[allow(dead_code)]
mod pack;

use archive_viewer::archive::{ArchiveReader, Unpacked, drive};
use archive_viewer::file::EncodingRs;
use pack::{Zip, ZipEntry};
use std::convert::Infallible;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One post in this many is long, to match the average of a real archive of 30,000 posts: 3.2 KB.
const LONG: usize = 9;

/// The path of an archive of `count` posts from the corpus.
pub fn archive_of(corpus: &Path, count: usize) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new("target/bench/open");
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("{count}.zip"));
    if !path.exists() {
        fs::write(&path, Posts::of(corpus)?.archive(count))?;
    }
    Ok(path)
}

/// Posts to make archives from.
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

    /// A zip of `count` posts, as GitHub packs one. A repeated post gets another name and first line.
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

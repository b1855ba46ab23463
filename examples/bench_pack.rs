//! Measures packs: `cargo run --release --example bench_pack -- CORPUS COUNT…`
//!
//! CORPUS is as for `bench_open`. Each archive of COUNT posts is indexed, packed, and unpacked into a new library: until it is
//! listed and counted, until all of it can be searched and was counted again, and a search. Prints one JSON line per archive: the
//! least times of all rounds in milliseconds, sizes in bytes.

#[path = "support/archives.rs"]
mod archives;

use archive_viewer::archive::{ArchiveReader, drive};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{File, Library, PackReader, PackWriter, Request, index, pack_archive};
use archive_viewer::page::Effort;
use archives::archive_of;
use std::convert::Infallible;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

const ROUNDS: usize = 7;

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
    let mut library = indexed(path)?;
    let started = Instant::now();
    let mut pack = Vec::new();
    let mut writer = PackWriter::new(&mut library, 0).map_err(|error| error.code())?;
    while let Some(piece) = writer.next(&library).map_err(|error| error.code())? {
        pack.extend(piece);
    }
    let packed = started.elapsed();
    drop(library);
    let mut least = [f64::MAX; 6];
    for _ in 0..ROUNDS {
        let mut times = Vec::new();
        let mut start = Instant::now();
        let mut lap = || times.push(std::mem::replace(&mut start, Instant::now()).elapsed().as_secs_f64() * 1000.0);
        let mut library = Library::new();
        let mut reader = PackReader::new(0, "x.zip", pack.len() as u64);
        read_until(&mut reader, &mut library, &pack, PackReader::is_listed)?;
        lap();
        library.volumes();
        lap();
        library.query(&Request::default());
        lap();
        read_until(&mut reader, &mut library, &pack, |_| false)?;
        lap();
        library.volumes();
        lap();
        library.query(&Request { text: "的".into(), ..Request::default() });
        lap();
        least.iter_mut().zip(times).for_each(|(least, time)| *least = least.min(time));
    }
    let [listed, counted, shown, read, recounted, searched] = least.map(|time| format!("{time:.1}"));
    let (archive, size) = (path.display(), pack.len());
    Ok(format!(
        "{{\"archive\":\"{archive}\",\"size\":{size},\"packed\":{:.1},\"listed\":{listed},\"counted\":{counted},\"shown\":{shown},\
         \"read\":{read},\"recounted\":{recounted},\"searched\":{searched}}}",
        packed.as_secs_f64() * 1000.0
    ))
}

fn read_until(
    reader: &mut PackReader,
    library: &mut Library,
    pack: &[u8],
    is_enough: impl Fn(&PackReader) -> bool,
) -> Result<(), &'static str> {
    while let Some(range) = reader.want().filter(|_| !is_enough(reader)) {
        reader.feed(library, &pack[range.start as usize..range.end as usize]).map_err(|error| error.code())?;
    }
    Ok(())
}

/// A library with an archive that has been read whole.
fn indexed(path: &Path) -> Result<Library, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let read = |range: Range<u64>| Ok::<_, Infallible>(bytes[range.start as usize..range.end as usize].to_vec());
    let mut library = Library::new();
    let mut reader = ArchiveReader::new("x.zip", bytes.len() as u64, &EncodingRs);
    drive(&mut reader, read, ArchiveReader::is_open)?;
    library.add_volume(0, "x.zip");
    library.add_rows(0, &pack_archive(&reader.rows(0, u32::MAX)));
    library.pair_threads(0);
    while !reader.is_done() {
        drive(&mut reader, read, |_| false)?;
        let mut packed = Vec::new();
        for text in &reader.next_texts(1 << 20) {
            let (path, bytes) = (&*text.path, &*text.bytes);
            let file =
                File { index: text.index, path, bytes, is_post: text.is_post, is_single: false, effort: Effort::Clean };
            index(file, &EncodingRs, &mut packed);
        }
        library.add_posts(0, &packed);
    }
    library.finish_volume(0);
    Ok(library)
}

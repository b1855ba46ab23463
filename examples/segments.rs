//! Publishes archives to be searched by ranges of static files, and searches what was published.
//!
//! ```sh
//! cargo run --release --example segments -- write FOLDER [--max-file MB] ARCHIVE_OR_FOLDER…
//! cargo run --release --example segments -- merge FOLDER [--max-file MB]
//! cargo run --release --example segments -- search FOLDER QUERY [--sort newest|oldest]
//! ```
//!
//! `write` adds a segment for each archive to what is in the folder already; `merge` makes one of all. Files that the manifest
//! no longer names are left, since somebody may be reading them: `write` and `merge` name them.

use archive_viewer::file::EncodingRs;
use archive_viewer::library::segments::{
    Digests, FORMAT, Manifest, Part, Published, SearchRequest, Searcher, SegmentInfo, SegmentWriter, Step, VolumeInfo,
    Want, find_copies, merge,
};
use archive_viewer::library::{Library, Request, Sort, index, pack};
use archive_viewer::page::Effort;
use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

#[path = "../command/publish/parts.rs"]
mod parts;
#[path = "support/posts.rs"]
mod posts;

use archive_viewer::publish::run::{refusals, store_segment};
use parts::DiskParts;
use posts::file_ranges::read_range;

type Outcome<T> = Result<T, Box<dyn Error>>;

const MANIFEST: &str = "segments.json";

fn main() -> Outcome<()> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.remove(at);
        (at < words.len()).then(|| words.remove(at))
    };
    let most = match option("--max-file") {
        Some(megabytes) => megabytes.parse::<u64>()?.max(1) << 20,
        None => u64::MAX,
    };
    let sort = Sort::named(&option("--sort").unwrap_or_default());
    match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder, sources @ ..] if !sources.is_empty() => write(Path::new(folder), sources, most),
        ["merge", folder] => merge_all(Path::new(folder), most),
        ["search", folder, query] => search(Path::new(folder), query, sort),
        _ => Err("write FOLDER ARCHIVE…, merge FOLDER, or search FOLDER QUERY".into()),
    }
}

/// Adds a segment for each source.
fn write(folder: &Path, sources: &[&str], most: u64) -> Outcome<()> {
    fs::create_dir_all(folder)?;
    let mut manifest = read_manifest(folder)?;
    for source in sources {
        let id = manifest.volumes.iter().map(|volume| volume.id + 1).max().unwrap_or(0);
        let name = Path::new(source).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut library = library_of(Path::new(source), id, &name)?;
        let posts = library.segment_posts(id);
        let mut parts = DiskParts::new(folder)?;
        let mut writer = SegmentWriter::new(posts.len() as u32);
        for post in posts {
            writer.add(&library.segment_record(post, &|_| Published::default()), &mut parts)?;
        }
        drop(library);
        let info = writer.finish(&mut parts)?;
        println!("{name}: {} posts, {} to {}", info.posts, info.from, info.to);
        manifest.segments.push(store(folder, &mut parts, info, most)?);
        manifest.volumes.push(VolumeInfo { id, name });
    }
    publish(folder, manifest)
}

/// Makes one segment of all.
fn merge_all(folder: &Path, most: u64) -> Outcome<()> {
    let mut manifest = read_manifest(folder)?;
    let mut parts = DiskParts::new(folder)?;
    let mut files = HashMap::new();
    let info = merge(&manifest, &mut |want| read_want(&mut files, folder, want), &mut parts)?;
    println!("{} posts, {} to {}", info.posts, info.from, info.to);
    manifest.segments = vec![store(folder, &mut parts, info, most)?];
    publish(folder, manifest)
}

/// Writes the manifest, with copies told anew, when everything that it names is there.
fn publish(folder: &Path, mut manifest: Manifest) -> Outcome<()> {
    manifest.format = FORMAT;
    let mut digests = Vec::new();
    let mut files = HashMap::new();
    for segment in &manifest.segments {
        let mut bytes = Vec::new();
        for (file, range) in segment.locate(Part::Digests, 0..segment.length(Part::Digests)).unwrap_or_default() {
            let want = Want { file: segment.files[file as usize].name.clone(), range };
            bytes.extend(read_want(&mut files, folder, &want)?);
        }
        digests.push(Digests::read(&bytes).ok_or("a segment has no digests")?);
    }
    manifest.copies = find_copies(&digests, &manifest.volumes);
    let new = folder.join("segments.json.new");
    fs::write(&new, manifest.write())?;
    fs::rename(new, folder.join(MANIFEST))?;
    let named = |name: &str| manifest.segments.iter().flat_map(|segment| &segment.files).any(|file| file.name == name);
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with("segment-") && !named(&name) {
            println!("no longer named: {name}");
        }
    }
    let size: u64 = manifest.segments.iter().flat_map(|segment| &segment.files).map(|file| file.size).sum();
    println!("{} segments, {size} bytes, {} copies", manifest.segments.len(), manifest.copies.len());
    let files = || manifest.segments.iter().flat_map(|segment| &segment.files);
    let largest = files().map(|file| file.size).max().unwrap_or(0);
    refusals(largest, size, files().count()).iter().for_each(|line| println!("{line}"));
    Ok(())
}

fn read_manifest(folder: &Path) -> Outcome<Manifest> {
    match fs::read(folder.join(MANIFEST)) {
        Ok(json) => Manifest::read(&json).map_err(|error| error.code().into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) => Err(error.into()),
    }
}

/// A library of one source, read whole.
fn library_of(source: &Path, id: u16, name: &str) -> Outcome<Library> {
    let mut library = Library::new();
    let texts = posts::texts(source)?;
    library.add_volume(id, name);
    library.add_rows(id, &pack((0..).zip(&texts).map(|(at, text)| (at, &*text.path))));
    let mut packed = Vec::new();
    for (at, text) in (0..).zip(texts) {
        let (path, bytes) = (&*text.path, &*text.bytes);
        let file = archive_viewer::library::File {
            index: at,
            path,
            bytes,
            is_post: text.is_post,
            is_single: false,
            effort: Effort::Clean,
        };
        index(file, &EncodingRs, &mut packed);
        if packed.len() > 4 << 20 {
            library.add_posts(id, &std::mem::take(&mut packed));
        }
    }
    library.add_posts(id, &packed);
    library.finish_volume(id);
    Ok(library)
}

fn read_want(files: &mut HashMap<String, File>, folder: &Path, want: &Want) -> io::Result<Vec<u8>> {
    if !files.contains_key(&want.file) {
        files.insert(want.file.clone(), File::open(folder.join(&want.file))?);
    }
    files.get_mut(&want.file).map_or(Ok(Vec::new()), |file| read_range(file, want.range.clone()))
}

/// Prints the first ten rows, and what reading them took.
fn search(folder: &Path, query: &str, sort: Sort) -> Outcome<()> {
    let json = fs::read(folder.join(MANIFEST))?;
    let mut searcher = Searcher::new(&json).map_err(|error| error.code())?;
    let request = Request { text: query.to_owned(), sort, ..Request::default() };
    searcher.ask(SearchRequest { request, from: 0, count: 10, facets: false });
    let (mut rounds, mut requests, mut bytes) = (0, 0, json.len());
    let mut files = HashMap::new();
    let outcome = loop {
        match searcher.step() {
            Step::Done(outcome) => break outcome,
            Step::Needs(wants) => {
                rounds += 1;
                for want in wants {
                    requests += 1;
                    match read_want(&mut files, folder, &want) {
                        Ok(read) => {
                            bytes += read.len();
                            searcher.feed(&want, read);
                        }
                        Err(_) => searcher.fail(&want.file, archive_viewer::library::segments::Failure::Unreachable),
                    }
                }
            }
        }
    };
    for missing in &outcome.missing {
        println!("not searched: {} posts, {} ({})", missing.posts, missing.file, missing.failure.code());
    }
    for row in &outcome.rows {
        let day = row.date.as_ref().map_or("", |date| &date.iso);
        println!("{day}\t{}\t{}", row.title, row.snippet.as_ref().map_or("", |snippet| &snippet.text));
    }
    let archive_viewer::library::Answer { posts, occurrences, total, .. } = outcome.answer;
    println!("{posts} of {total} posts, {occurrences} times; {rounds} rounds, {requests} requests, {bytes} bytes");
    Ok(())
}

/// Puts the parts of a segment into files of the folder.
fn store(folder: &Path, parts: &mut DiskParts, info: SegmentInfo, most: u64) -> io::Result<SegmentInfo> {
    let draft = folder.join(".segment.part");
    let keep = &mut |mut file: BufWriter<fs::File>, name: &str| {
        file.flush()?;
        fs::rename(&draft, folder.join(name))
    };
    store_segment(parts, info, most, &mut || Ok(BufWriter::new(fs::File::create(&draft)?)), keep)
}

//! The segments by which a site is searched without its archive. `docs/segments.md` has the format.

use super::host::{Folder, Parts};
use super::manifest::{Output, SEGMENTS as FOLDER};
use crate::library::Library;
use crate::library::segments::{
    FORMAT, Manifest, Part, Published, SegmentInfo, SegmentWriter, VolumeInfo, plan, write_file,
};
use std::io::{self, Write};

/// The manifest's path in the site.
pub const MANIFEST: &str = "search/segments.json";

/// Hosts that have limits, in bytes and files: of a file, of a site, and how many files a site may have. As of November 2026.
const HOSTS: [(&str, u64, u64, usize); 3] = [
    ("GitHub Pages", 100 << 20, 1 << 30, usize::MAX),
    ("GitLab Pages", u64::MAX, 1 << 30, 200_000),
    ("Cloudflare Pages", 25 << 20, u64::MAX, 20_000),
];

/// What was written.
#[derive(Debug)]
pub struct Segments {
    /// Bytes of all files.
    pub bytes: u64,
    /// Hosts that can't take them.
    pub refusals: Vec<String>,
}

/// Writes the posts of a library's only volume, in files of at most `most` bytes. `published` says where the post at a path is.
pub fn write<F: Folder>(
    library: &mut Library,
    published: &dyn Fn(&str) -> Published,
    most: u64,
    output: &Output<'_, F>,
) -> Result<Segments, String> {
    let info = segment_of(library, published, most, output).map_err(|error| output.failed(FOLDER, &error))?;
    let sizes = || info.files.iter().map(|file| file.size);
    let (bytes, largest) = (sizes().sum(), sizes().max().unwrap_or(0));
    let refusals = refusals(largest, bytes, info.files.len());
    output.put(MANIFEST, &manifest(library, info).write())?;
    Ok(Segments { bytes, refusals })
}

fn segment_of<F: Folder>(
    library: &mut Library,
    published: &dyn Fn(&str) -> Published,
    most: u64,
    output: &Output<'_, F>,
) -> io::Result<SegmentInfo> {
    let mut parts = output.folder().parts()?;
    let posts = library.segment_posts(0);
    let mut writer = SegmentWriter::new(posts.len() as u32);
    for post in posts {
        writer.add(&library.segment_record(post, published), &mut parts)?;
    }
    let info = writer.finish(&mut parts)?;
    let keep = &mut |draft, name: &str| output.keep(draft, &format!("{FOLDER}/{name}"));
    store_segment(&mut parts, info, most, &mut || output.folder().draft(), keep)
}

/// Puts the parts of a segment into files of at most `most` bytes, and gives each with its name to `keep`.
///
/// # Errors
/// When they can't be read or written.
pub fn store_segment<D: Write>(
    parts: &mut impl Parts,
    mut info: SegmentInfo,
    most: u64,
    begin: &mut dyn FnMut() -> io::Result<D>,
    keep: &mut dyn FnMut(D, &str) -> io::Result<()>,
) -> io::Result<SegmentInfo> {
    let lengths = Part::ALL.map(|part| parts.length(part).map(|length| (part, length)));
    let lengths = lengths.into_iter().collect::<io::Result<Vec<_>>>()?;
    let mut stored = Vec::new();
    for pieces in plan(&lengths, most) {
        let mut draft = begin()?;
        let mut read = |part: Part, range| parts.range(part, range);
        let file = write_file(&pieces, &mut read, &mut |bytes| draft.write_all(bytes))?;
        keep(draft, &file.name())?;
        stored.push(file);
    }
    info.add_files(&stored);
    Ok(info)
}

fn manifest(library: &mut Library, info: SegmentInfo) -> Manifest {
    let volumes = library.volumes().into_iter().map(|volume| VolumeInfo { id: volume.id, name: volume.name }).collect();
    Manifest { format: FORMAT, volumes, segments: vec![info], copies: Vec::new() }
}

/// The hosts that can't take a site of this many files whose largest has this many bytes.
pub fn refusals(largest: u64, size: u64, files: usize) -> Vec<String> {
    let mut refusals = Vec::new();
    for (host, most_of_file, most, most_files) in HOSTS {
        if largest > most_of_file {
            refusals.push(format!("{host} takes no file of {largest} bytes: --max-file {}", most_of_file >> 20));
        }
        if size > most || files >= most_files {
            refusals.push(format!("{host} takes no site of {size} bytes in {files} files"));
        }
    }
    refusals
}

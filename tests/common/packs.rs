//! Packs of a library of posts of our own: written, read back in ranges as the shell does, and taken apart.

use crate::libraries::{add_rows, packed, post, three};
use crate::library_posts::PostFile;
use archive_viewer::archive::{ArchiveReader, drive};
use archive_viewer::file::EncodingRs;
use archive_viewer::library::{Library, PackError, PackReader, PackWriter};
use std::convert::Infallible;
use std::ops::Range;

/// More than a piece may have.
pub const MOST_OF_PIECE: usize = 8 << 20;

pub fn written(library: &mut Library, volume: u16) -> Vec<u8> {
    let mut writer = PackWriter::new(library, volume).expect("it was read whole");
    let mut bytes = Vec::new();
    while let Some(piece) = writer.next(library).expect("it is unchanged") {
        assert!(!piece.is_empty() && piece.len() <= MOST_OF_PIECE, "{}", piece.len());
        bytes.extend_from_slice(&piece);
    }
    bytes
}

/// Reads until the volume is listed, or whole.
pub fn read_until(
    library: &mut Library,
    volume: u16,
    bytes: &[u8],
    is_enough: fn(&PackReader) -> bool,
) -> Result<PackReader, PackError> {
    let mut reader = PackReader::new(volume, "x.zip", bytes.len() as u64);
    read_on(&mut reader, library, bytes, is_enough).map(|()| reader)
}

pub fn read_on(
    reader: &mut PackReader,
    library: &mut Library,
    bytes: &[u8],
    is_enough: fn(&PackReader) -> bool,
) -> Result<(), PackError> {
    while let Some(range) = reader.want().filter(|_| !is_enough(reader)) {
        assert!(range.start <= range.end && range.end <= bytes.len() as u64, "{range:?}");
        reader.feed(library, &bytes[range.start as usize..range.end as usize])?;
    }
    Ok(())
}

pub fn read(library: &mut Library, volume: u16, bytes: &[u8]) -> Result<(), PackError> {
    read_until(library, volume, bytes, |_| false).map(|_| ())
}

/// Posts with copies, threads, what repeats, comments, other texts and files that can't be read.
pub fn varied() -> Vec<PostFile> {
    let mut files = three();
    files.push(PostFile { path: "y/2020-05-25-ferry.md".into(), ..files[1].clone() });
    for number in 0..12 {
        let text = format!(
            "---\ntitle: Ferry {number}\nfrom: https://river.example/{number}\ncomments: [One {number}., Two.]\n---\n\nThe River Post, every day for its friends.\n\nÀ la {number} rivière ＡＢＣ 渡船{number}，老楊在渡船上，過河的人很多，天色已晚。\n\nWrite to the editors of the River Post.\n"
        );
        files.push(post(&format!("x/_posts/2022-01-{:02}-river.md", number + 1), &text));
        files.push(post(&format!("q/{number}.md"), &format!("---\ntitle: Question {number}\n---\n\nWhy {number}?\n")));
        for answer in 0..3 {
            let text = format!("---\nuser_id: {answer}\nvotes: {answer}\n---\n\nBecause {number} of {answer}.\n");
            files.push(post(&format!("r/{number}/{answer}.md"), &text));
        }
    }
    files.push(PostFile { is_post: false, ..post("README.md", "What this is.") });
    files.push(PostFile { bytes: vec![0; 3000], ..post("broken.md", "") });
    files
}

pub fn varied_library() -> Library {
    let mut library = Library::new();
    let files = varied();
    add_rows(&mut library, 0, &files);
    library.pair_threads(0);
    library.add_posts(0, &packed(&files, 0));
    library.finish_volume(0);
    let volume = library.volumes().remove(0);
    assert!(volume.copies > 0 && volume.unreadable == 1 && volume.others == 1, "{volume:?}");
    assert!(!library.evidence(0).is_empty());
    assert_eq!(library.thread_of(0, "q/3.md").len(), 3);
    library
}

/// The parts of a pack as the reader of zips reads them.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut reader = ArchiveReader::new("x.zip", bytes.len() as u64, &EncodingRs);
    let range = |range: Range<u64>| Ok::<_, Infallible>(bytes[range.start as usize..range.end as usize].to_vec());
    let Ok(()) = drive(&mut reader, range, ArchiveReader::is_open);
    assert!(reader.summary().problems.is_empty());
    let rows = reader.rows(0, u32::MAX).into_iter();
    rows.map(|row| {
        let mut entry = reader.read(row.index).unwrap_or_else(|| panic!("{}", row.path));
        while let Some(wanted) = entry.want() {
            let Ok(own) = range(wanted.clone());
            entry.feed(wanted.start, &own);
        }
        (row.path, entry.take().expect("it is read").expect("its checksum is right"))
    })
    .collect()
}

//! The directory at a zip's end: found from its end record, read in one range, every entry listed.

use super::known::Known;
use super::local::{FIXED, UTF8, unsupported};
use crate::Problem;
use crate::archive::entry::{Found, Listing, Place};
use crate::archive::inflate::crc;
use crate::archive::limits::{MAX_DIRECTORY, MAX_END_RECORDS, MAX_END_SEARCH, MAX_ENTRIES, MAX_TOTAL, TAIL};
use crate::archive::names::Names;
use crate::file::Decoders;
use rawzip::extra_fields::ExtraFieldId;
use rawzip::{MAX_CENTRAL_DIRECTORY_RECORD_SIZE, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipFileHeaderRecord, ZipLocator};
use std::ops::Range;

/// A part before the end that is at most this long is read in one range with what precedes it.
const NEAR: u64 = 16 * 1024 * 1024;

/// Names that are decoded together.
const BATCH: usize = 4096;

/// How far the search has come.
pub(in crate::archive) enum Search {
    /// These bytes are needed.
    Wants(Range<u64>),
    /// The directory was read; the entries are listed. The texts among them, in the order of the file.
    Listed(Vec<u32>),
    /// There is none, or it is damaged: the reason.
    Nothing(&'static str),
}

/// Looks for the directory in what is known of the file, and lists its entries.
pub(super) fn search(
    known: &Known,
    names: &mut Names,
    listing: &mut Listing,
    decoders: &'static dyn Decoders,
) -> Search {
    let size = known.size();
    let tail = known.tail();
    if size - tail < TAIL.min(size) {
        return Search::Wants(size.saturating_sub(TAIL)..tail);
    }
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let mut end = size;
    let mut reason = "directory-missing";
    for _ in 0..MAX_END_RECORDS {
        let space = (end - tail.min(end)).min(MAX_END_SEARCH.saturating_sub(size - end));
        let locator = ZipLocator::new().max_search_space(space);
        let located = locator.locate_in_reader(known, &mut buffer, end);
        if let Some(missed) = known.take_missed() {
            return Search::Wants(with_neighbours(missed, known));
        }
        match located {
            Ok(archive) => {
                let directory = archive.directory_offset()..archive.eocd_offset();
                if directory.end - directory.start > MAX_DIRECTORY {
                    return Search::Nothing("directory-damaged");
                }
                match list(&archive, names, listing, decoders) {
                    Ok(texts) => return Search::Listed(texts),
                    Err(_) if known.take_missed().is_some() => {
                        let end = directory.end.min(tail.max(directory.start + 1));
                        return Search::Wants(directory.start..end);
                    }
                    // What looked like an end record may be a part of the comment, or of an entry.
                    Err(found) => {
                        reason = found;
                        end = archive.eocd_offset();
                        if end <= tail {
                            break;
                        }
                    }
                }
            }
            Err((_, error)) => match error.eocd_offset().filter(|at| *at > tail) {
                Some(at) => end = at,
                None => break,
            },
        }
    }
    // Something may stand behind the archive.
    let start = size.saturating_sub(MAX_END_SEARCH);
    if start < tail { Search::Wants(start..tail) } else { Search::Nothing(reason) }
}

/// The bytes that were missed, and everything from there to what is known of the end, if that is not far:
/// what the end record points to is the directory, and it reaches to the end.
fn with_neighbours(missed: Range<u64>, known: &Known) -> Range<u64> {
    let tail = known.tail();
    if missed.start < tail && tail - missed.start <= NEAR {
        missed.start..tail
    } else {
        missed.start..missed.end.max(known.size().min(missed.start + 4096))
    }
}

/// An entry whose name may have to wait for those of the others.
struct Waiting {
    found: Found,
    raw: Range<usize>,
    is_known: bool,
    refused: Option<Problem>,
}

/// Lists what the directory has.
fn list(
    archive: &ZipArchive<&Known>,
    names: &mut Names,
    listing: &mut Listing,
    decoders: &'static dyn Decoders,
) -> Result<Vec<u32>, &'static str> {
    let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE.max(RECOMMENDED_BUFFER_SIZE)];
    let mut entries = archive.entries(&mut buffer);
    let (mut raw, mut waiting, mut headers) = (Vec::new(), Vec::new(), Headers::new());
    let mut count = 0_u64;
    while let Some(entry) = entries.next_entry().map_err(|_| "directory-damaged")? {
        count += 1;
        if entry.is_dir() {
            headers.push((entry.local_header_offset(), FOLDER));
            continue;
        }
        headers.push((entry.local_header_offset(), waiting.len() as u32));
        let start = raw.len();
        raw.extend_from_slice(entry.file_path().as_bytes());
        waiting.push(wait(&entry, start..raw.len()));
        // One more than the limit, so that the list finds out that it is full.
        if waiting.len() > MAX_ENTRIES {
            count = archive.entries_hint();
            break;
        }
    }
    // The end record counts in 16 bits, where zip64's doesn't stand before it.
    if count & 0xffff != archive.entries_hint() & 0xffff {
        return Err("directory-damaged");
    }
    waiting.iter().filter(|entry| !entry.is_known).for_each(|entry| names.look_at(&raw[entry.raw.clone()]));
    let mut waiting = waiting.into_iter().peekable();
    while waiting.peek().is_some() {
        let batch: Vec<Waiting> = waiting.by_ref().take(BATCH).collect();
        let unknown: Vec<&[u8]> = batch.iter().filter(|entry| !entry.is_known).map(|e| &raw[e.raw.clone()]).collect();
        let mut decoded = names.decode(&unknown, decoders).into_iter();
        for mut entry in batch {
            if !entry.is_known {
                entry.found.name = decoded.next().unwrap_or_default();
            }
            let Some(index) = listing.push(entry.found) else { break };
            let listed = &mut listing.entries[index as usize];
            if let Some(problem) = entry.refused.filter(|_| !listed.refused) {
                listed.refuse(problem);
            }
        }
    }
    Ok(bound(listing, headers, archive.directory_offset()))
}

fn wait(entry: &ZipFileHeaderRecord<'_>, raw: Range<usize>) -> Waiting {
    let bytes = entry.file_path().as_bytes();
    let name = known_name(entry, bytes);
    let method = entry.compression_method().as_u16();
    let (size, packed) = (entry.uncompressed_size_hint(), entry.compressed_size_hint());
    let header = entry.local_header_offset();
    let place = Place::Zip { header, limit: header, name: bytes.len() as u16, method, crc: entry.crc32() };
    Waiting {
        is_known: name.is_some(),
        found: Found { name: name.unwrap_or_default(), size, packed, place, is_file: !entry.mode().is_symlink() },
        raw,
        refused: unsupported(entry.flags().bits(), method),
    }
}

/// The name, where the entry says that it is UTF-8: by a flag, or by a field that belongs to this very name.
fn known_name(entry: &ZipFileHeaderRecord<'_>, bytes: &[u8]) -> Option<String> {
    let field = entry.extra_fields().find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH);
    let from_field = field.and_then(|(_, field)| {
        let (head, name) = field.split_first_chunk::<5>()?;
        let belongs = head[0] == 1 && head[1..] == crc(bytes).to_le_bytes();
        String::from_utf8(name.to_vec()).ok().filter(|name| belongs && !name.is_empty())
    });
    let flagged = entry.flags().bits() & UTF8 != 0;
    from_field.or_else(|| String::from_utf8(bytes.to_vec()).ok().filter(|_| flagged))
}

/// Where the headers stand, and of which entry each is; of a folder, which is not listed, it is [`FOLDER`].
type Headers = Vec<(u64, u32)>;

const FOLDER: u32 = u32::MAX;

/// Finds where each entry ends at the latest, refuses those that reach into another, and holds all to the budget.
/// Gives the texts in the order in which they stand in the file.
///
/// An entry that reaches into the next is the one that lies: bombs make every entry contain those that follow.
fn bound(listing: &mut Listing, mut headers: Headers, directory: u64) -> Vec<u32> {
    headers.push((directory, FOLDER));
    headers.sort_unstable();
    // From the end, so that the next header is known.
    let (mut next, mut here) = (u64::MAX, u64::MAX);
    for (header, index) in headers.iter().rev() {
        if *header != here {
            (next, here) = (here, *header);
        }
        let Some(entry) = listing.entries.get_mut(*index as usize) else { continue };
        let Place::Zip { limit, name, .. } = &mut entry.place else { continue };
        *limit = next;
        let least = header.saturating_add(FIXED as u64 + u64::from(*name)).saturating_add(entry.packed);
        if !entry.refused && least > next {
            entry.refuse(overlap());
        }
    }
    let mut texts = Vec::new();
    let mut total = 0;
    let mut before = None;
    for (header, index) in headers {
        let is_shared = before.replace(header) == Some(header);
        let Some(entry) = listing.entries.get_mut(index as usize).filter(|entry| !entry.refused) else { continue };
        if is_shared {
            entry.refuse(overlap());
        } else if entry.is_text() {
            total += entry.size;
            if total > MAX_TOTAL {
                entry.refuse(beyond_budget());
            } else {
                texts.push(index);
            }
        }
    }
    texts
}

fn overlap() -> Problem {
    Problem::new("entry-overlap", "it reaches into another file of the archive")
}

fn beyond_budget() -> Problem {
    let message = "the archive unpacks to more than is opened; this comes after that";
    Problem::new("entry-budget", message).with("limit", MAX_TOTAL)
}

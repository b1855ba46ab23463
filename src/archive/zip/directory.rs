//! The central directory: located by the end record, read in one range, every entry listed.

use super::local::{FIXED, UTF8, unsupported};
use super::sparse_reader::SparseReader;
use crate::Problem;
use crate::archive::entry::{EntryInfo, Listing, Location};
use crate::archive::inflate::crc;
use crate::archive::limits::{MAX_DIRECTORY, MAX_END_RECORDS, MAX_END_SEARCH, MAX_ENTRIES, MAX_TOTAL, TAIL};
use crate::archive::name_encoding::NameDecoder;
use crate::file::Decoders;
use rawzip::extra_fields::ExtraFieldId;
use rawzip::{MAX_CENTRAL_DIRECTORY_RECORD_SIZE, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipFileHeaderRecord, ZipLocator};
use std::ops::Range;

/// If the directory starts at most this far before the known end of the file, everything between is read in one range.
const NEAR: u64 = 16 * 1024 * 1024;

/// Names decoded in one call.
const BATCH: usize = 4096;

/// The result of one step of the search.
pub(in crate::archive) enum SearchStep {
    /// These bytes are needed.
    NeedsBytes(Range<u64>),
    /// All entries are listed. The indices of texts, in file order.
    Listed(Vec<u32>),
    /// There is no directory, or it is damaged: the problem's code.
    NotFound(&'static str),
}

/// Searches the known parts of the file for the directory, and lists its entries.
pub(super) fn search(
    file: &SparseReader,
    names: &mut NameDecoder,
    listing: &mut Listing,
    decoders: &'static dyn Decoders,
) -> SearchStep {
    let size = file.size();
    let tail = file.tail();
    if size - tail < TAIL.min(size) {
        return SearchStep::NeedsBytes(size.saturating_sub(TAIL)..tail);
    }
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let mut end = size;
    let mut reason = "directory-missing";
    for _ in 0..MAX_END_RECORDS {
        let space = (end - tail.min(end)).min(MAX_END_SEARCH.saturating_sub(size - end));
        let locator = ZipLocator::new().max_search_space(space);
        let located = locator.locate_in_reader(file, &mut buffer, end);
        if let Some(missed) = file.take_missed() {
            return SearchStep::NeedsBytes(with_rest_of_directory(missed, file));
        }
        match located {
            Ok(archive) => {
                let directory = archive.directory_offset()..archive.eocd_offset();
                if directory.end - directory.start > MAX_DIRECTORY {
                    return SearchStep::NotFound("directory-damaged");
                }
                match list(&archive, names, listing, decoders) {
                    Ok(texts) => return SearchStep::Listed(texts),
                    Err(_) if file.take_missed().is_some() => {
                        let end = directory.end.min(tail.max(directory.start + 1));
                        return SearchStep::NeedsBytes(directory.start..end);
                    }
                    // A false end record may be part of the comment or of an entry.
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
    // There may be other data after the archive.
    let start = size.saturating_sub(MAX_END_SEARCH);
    if start < tail { SearchStep::NeedsBytes(start..tail) } else { SearchStep::NotFound(reason) }
}

/// The missing bytes and, if it is near, everything up to the known end of the file: the end record points to the
/// directory, which reaches to that end.
fn with_rest_of_directory(missed: Range<u64>, file: &SparseReader) -> Range<u64> {
    let tail = file.tail();
    if missed.start < tail && tail - missed.start <= NEAR {
        missed.start..tail
    } else {
        missed.start..missed.end.max(file.size().min(missed.start + 4096))
    }
}

/// An entry whose name may have to wait for the encoding of all.
struct PendingEntry {
    found: EntryInfo,
    raw: Range<usize>,
    is_known: bool,
    refused: Option<Problem>,
}

/// Lists the entries of the directory.
fn list(
    archive: &ZipArchive<&SparseReader>,
    names: &mut NameDecoder,
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
        waiting.push(pending(&entry, start..raw.len()));
        // One more than the limit, so that the list notices that it is full.
        if waiting.len() > MAX_ENTRIES {
            count = archive.entries_hint();
            break;
        }
    }
    // The end record counts in 16 bits, unless there is a zip64 record.
    if count & 0xffff != archive.entries_hint() & 0xffff {
        return Err("directory-damaged");
    }
    waiting.iter().filter(|entry| !entry.is_known).for_each(|entry| names.add_sample(&raw[entry.raw.clone()]));
    let mut waiting = waiting.into_iter().peekable();
    while waiting.peek().is_some() {
        let batch: Vec<PendingEntry> = waiting.by_ref().take(BATCH).collect();
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
    Ok(check_bounds(listing, headers, archive.directory_offset()))
}

fn pending(entry: &ZipFileHeaderRecord<'_>, raw: Range<usize>) -> PendingEntry {
    let bytes = entry.file_path().as_bytes();
    let name = utf8_name(entry, bytes);
    let method = entry.compression_method().as_u16();
    let (size, packed) = (entry.uncompressed_size_hint(), entry.compressed_size_hint());
    let header = entry.local_header_offset();
    let location = Location::Zip { header, limit: header, name: bytes.len() as u16, method, crc: entry.crc32() };
    PendingEntry {
        is_known: name.is_some(),
        found: EntryInfo {
            name: name.unwrap_or_default(),
            size,
            packed,
            location,
            is_file: !entry.mode().is_symlink(),
        },
        raw,
        refused: unsupported(entry.flags().bits(), method),
    }
}

/// The name, if the entry declares it as UTF-8: by a flag, or by an extra field with the checksum of the raw name.
fn utf8_name(entry: &ZipFileHeaderRecord<'_>, bytes: &[u8]) -> Option<String> {
    let field = entry.extra_fields().find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH);
    let from_field = field.and_then(|(_, field)| {
        let (head, name) = field.split_first_chunk::<5>()?;
        let belongs = head[0] == 1 && head[1..] == crc(bytes).to_le_bytes();
        String::from_utf8(name.to_vec()).ok().filter(|name| belongs && !name.is_empty())
    });
    let flagged = entry.flags().bits() & UTF8 != 0;
    from_field.or_else(|| String::from_utf8(bytes.to_vec()).ok().filter(|_| flagged))
}

/// Offset of each local header and the entry it belongs to; [`FOLDER`] for folders, which are not listed.
type Headers = Vec<(u64, u32)>;

const FOLDER: u32 = u32::MAX;

/// Finds the limit of each entry, refuses entries that overlap others, and enforces the budget.
/// Returns the texts in file order.
///
/// Of two overlapping entries the first is the false one: in bombs every entry contains those that follow.
fn check_bounds(listing: &mut Listing, mut headers: Headers, directory: u64) -> Vec<u32> {
    headers.push((directory, FOLDER));
    headers.sort_unstable();
    // Backwards, so that the next header is known.
    let (mut next, mut here) = (u64::MAX, u64::MAX);
    for (header, index) in headers.iter().rev() {
        if *header != here {
            (next, here) = (here, *header);
        }
        let Some(entry) = listing.entries.get_mut(*index as usize) else { continue };
        let Location::Zip { limit, name, .. } = &mut entry.location else { continue };
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
                entry.refuse(budget_problem());
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

fn budget_problem() -> Problem {
    let message = "the archive unpacks to more than is opened; this comes after that";
    Problem::new("entry-budget", message).with("limit", MAX_TOTAL)
}

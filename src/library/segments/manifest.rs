//! The manifest: which segments there are, in which files their parts are, and which posts are copies.

use super::Part;
use super::container::StoredFile;
use super::record::PlaceRecord;
use crate::text::sort;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// The format of segments. Another one is not read.
pub const FORMAT: u32 = 1;

/// Most segments, and most files of one.
const MOST: usize = 4096;

/// Most posts of all segments.
const MOST_POSTS: u32 = 1 << 26;

/// What a keeper publishes beside the files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u32,
    /// What was read, by the numbers in places.
    pub volumes: Vec<VolumeInfo>,
    /// Segments, in the order in which they were added.
    pub segments: Vec<SegmentInfo>,
    /// Posts that are copies of one in another segment.
    pub copies: Vec<CopyInfo>,
}

/// An archive or a folder that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeInfo {
    /// Its number.
    pub id: u16,
    /// Its name.
    pub name: String,
}

/// A segment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentInfo {
    /// Its posts, with those that are copies of others.
    pub posts: u32,
    /// Its first and last day, as in 2021-03-14; empty if no post has a date.
    pub from: String,
    /// The last one.
    pub to: String,
    /// Its files.
    pub files: Vec<FileInfo>,
    /// Its parts by name: for each piece the number of its file, its offset there and its length.
    pub parts: BTreeMap<String, Vec<(u32, u64, u64)>>,
}

/// A file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// Its name, beside the manifest.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// A post that is not shown, since another is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyInfo {
    /// The segment and number of the post that is shown.
    pub shown: (u32, u32),
    /// The segment and number of the one that is not.
    pub hidden: (u32, u32),
}

/// Why bytes are no manifest that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestError {
    /// It is no JSON of a manifest.
    Damaged,
    /// Its format is another one.
    OtherFormat,
    /// It names what can't be, such as a file in another folder or a part beyond its file.
    Lies,
}

impl ManifestError {
    /// A stable identifier.
    pub fn code(&self) -> &'static str {
        match self {
            ManifestError::Damaged => "segments-damaged",
            ManifestError::OtherFormat => "segments-other-format",
            ManifestError::Lies => "segments-lie",
        }
    }
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// If it is none, of another format, or can't be true.
    #[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
    pub fn read(json: &[u8]) -> Result<Manifest, ManifestError> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let head: Head = serde_json::from_slice(json).map_err(|_| ManifestError::Damaged)?;
        if head.format != FORMAT {
            return Err(ManifestError::OtherFormat);
        }
        serde_json::from_slice::<Manifest>(json).map_err(|_| ManifestError::Damaged)?.checked()
    }

    /// The manifest, if it can be true.
    ///
    /// # Errors
    /// If its format is another one, or it names what can't be.
    pub fn checked(self) -> Result<Manifest, ManifestError> {
        if self.format != FORMAT {
            return Err(ManifestError::OtherFormat);
        }
        if self.can_be_true() { Ok(self) } else { Err(ManifestError::Lies) }
    }

    /// The manifest as JSON.
    #[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
    pub fn write(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The name of a volume.
    pub fn name_of(&self, volume: u16) -> Option<&str> {
        self.volumes.iter().find(|own| own.id == volume).map(|own| &*own.name)
    }

    /// Puts all places but the first, which is the shown one, into the order that the library has.
    pub(super) fn sort_places(&self, places: &mut Vec<PlaceRecord>) {
        let mut others = places.split_off(places.len().min(1));
        sort::stable_by(&mut others, &|one, other| {
            let names = || (self.name_of(one.volume), one.volume).cmp(&(self.name_of(other.volume), other.volume));
            one.path.cmp(other.path).then_with(names)
        });
        places.append(&mut others);
    }

    fn can_be_true(&self) -> bool {
        let posts = self.segments.iter().try_fold(0_u32, |sum, segment| sum.checked_add(segment.posts));
        let is_post = |(segment, post): (u32, u32)| {
            self.segments.get(segment as usize).is_some_and(|segment| post < segment.posts)
        };
        posts.is_some_and(|posts| posts <= MOST_POSTS)
            && self.segments.len() <= MOST
            && self.segments.iter().all(SegmentInfo::can_be_true)
            && self.copies.iter().all(|copy| is_post(copy.shown) && is_post(copy.hidden))
    }
}

impl SegmentInfo {
    fn can_be_true(&self) -> bool {
        let is_name = |name: &str| {
            !name.is_empty()
                && name.len() < 200
                && !name.starts_with('.')
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        let is_piece = |(file, offset, length): &(u32, u64, u64)| {
            let file = self.files.get(*file as usize);
            file.is_some_and(|file| offset.checked_add(*length).is_some_and(|end| end <= file.size))
        };
        self.files.len() <= MOST
            && self.files.iter().all(|file| is_name(&file.name))
            && self.parts.iter().all(|(name, pieces)| Part::named(name).is_some() && pieces.iter().all(is_piece))
    }

    /// Adds files that were written, each under the name that [`StoredFile::name`] gives it.
    pub fn add_files(&mut self, files: &[StoredFile]) {
        for (at, file) in (0..).zip(files) {
            for ((part, range), offset) in &file.pieces {
                let pieces = self.parts.entry(part.name().to_owned()).or_default();
                pieces.push((at, *offset, range.end - range.start));
            }
            self.files.push(FileInfo { name: file.name(), size: file.size, sha256: file.sha256.clone() });
        }
    }

    /// Where a range of a part is: files by number, and ranges in them. `None` if the part ends before it does.
    pub fn locate(&self, part: Part, range: Range<u64>) -> Option<Vec<(u32, Range<u64>)>> {
        let mut found = Vec::new();
        let mut start = 0_u64;
        for (file, offset, length) in self.parts.get(part.name())? {
            let end = start.checked_add(*length)?;
            let (from, to) = (range.start.max(start), range.end.min(end));
            if from < to {
                found.push((*file, offset + (from - start)..offset + (to - start)));
            }
            start = end;
        }
        (range.end <= start).then_some(found)
    }

    /// The length of a part.
    pub fn length(&self, part: Part) -> u64 {
        let pieces = self.parts.get(part.name());
        pieces.map_or(0, |pieces| pieces.iter().fold(0, |sum: u64, piece| sum.saturating_add(piece.2)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let file = |name: &str| FileInfo { name: name.into(), size: 100, sha256: "00".into() };
        let parts = BTreeMap::from([("top".into(), vec![(0, 10, 50), (1, 20, 30)])]);
        let segment = SegmentInfo { posts: 3, files: vec![file("a.zip"), file("b.zip")], parts, ..Default::default() };
        Manifest { format: FORMAT, segments: vec![segment], ..Manifest::default() }
    }

    #[test]
    fn what_can_not_be_true_is_refused() {
        assert_eq!(Manifest::read(&manifest().write()), Ok(manifest()));
        let refused = |change: &dyn Fn(&mut Manifest)| {
            let mut other = manifest();
            change(&mut other);
            Manifest::read(&other.write()).err()
        };
        let lies = Some(ManifestError::Lies);
        assert_eq!(refused(&|manifest| manifest.format = 2), Some(ManifestError::OtherFormat));
        for name in ["", "../a.zip", "a/b.zip", "https://example.org", ".."] {
            assert_eq!(refused(&|manifest| manifest.segments[0].files[0].name = name.into()), lies, "{name}");
        }
        assert_eq!(refused(&|manifest| manifest.segments[0].files[1].size = 49), lies);
        let copy = CopyInfo { shown: (0, 1), hidden: (0, 3) };
        assert_eq!(refused(&|manifest| manifest.copies.push(copy)), lies);
        assert_eq!(refused(&|manifest| manifest.segments[0].posts = MOST_POSTS + 1), lies);
        assert_eq!(Manifest::read(b"<!doctype html>"), Err(ManifestError::Damaged));
    }

    #[test]
    fn a_range_may_be_in_several_files() {
        let segment = &manifest().segments[0];
        assert_eq!(segment.locate(Part::Top, 0..10), Some(vec![(0, 10..20)]));
        assert_eq!(segment.locate(Part::Top, 40..60), Some(vec![(0, 50..60), (1, 20..30)]));
        assert_eq!((segment.locate(Part::Top, 40..81), segment.locate(Part::Heads, 0..1)), (None, None));
        assert_eq!(segment.length(Part::Top), 80);
    }
}

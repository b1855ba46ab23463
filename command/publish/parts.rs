//! The parts of a segment in files of their own, until it is whole.

use archive_viewer::library::segments::{Output, Part};
use archive_viewer::publish::run::Parts;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The parts, in a folder that is removed with them.
pub struct DiskParts {
    folder: PathBuf,
    written: HashMap<Part, BufWriter<File>>,
    read: HashMap<Part, File>,
    runs: usize,
}

impl DiskParts {
    /// Begins in `.parts` in a folder.
    pub fn new(folder: &Path) -> io::Result<DiskParts> {
        let folder = folder.join(".parts");
        // What a run that was broken off left.
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(DiskParts { folder, written: HashMap::new(), read: HashMap::new(), runs: 0 })
    }

    fn path(&self, part: Part) -> PathBuf {
        self.folder.join(part.name().replace('/', "-"))
    }

    /// The file of a part that is written no further.
    fn file(&mut self, part: Part) -> io::Result<&mut File> {
        if !self.read.contains_key(&part) {
            if let Some(mut writer) = self.written.remove(&part) {
                writer.flush()?;
            }
            let path = self.path(part);
            if !path.exists() {
                File::create(&path)?;
            }
            self.read.insert(part, File::open(path)?);
        }
        self.read.get_mut(&part).ok_or_else(|| io::Error::other("a part is missing"))
    }
}

impl Drop for DiskParts {
    fn drop(&mut self) {
        self.written.clear();
        self.read.clear();
        drop(fs::remove_dir_all(&self.folder));
    }
}

impl Output for DiskParts {
    fn write(&mut self, part: Part, bytes: &[u8]) -> io::Result<()> {
        if !self.written.contains_key(&part) {
            self.written.insert(part, BufWriter::new(File::create(self.path(part))?));
        }
        self.written.get_mut(&part).map_or(Ok(()), |file| file.write_all(bytes))
    }

    fn set_aside(&mut self, run: Vec<u8>) -> io::Result<Box<dyn Read>> {
        self.runs += 1;
        let path = self.folder.join(format!("run-{}", self.runs));
        fs::write(&path, run)?;
        Ok(Box::new(BufReader::new(File::open(path)?)))
    }
}

impl Parts for DiskParts {
    fn length(&mut self, part: Part) -> io::Result<u64> {
        Ok(self.file(part)?.metadata()?.len())
    }

    fn range(&mut self, part: Part, range: Range<u64>) -> io::Result<Vec<u8>> {
        let file = self.file(part)?;
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(range.start))?;
        file.take(range.end - range.start).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

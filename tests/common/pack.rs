//! Writes small archives, correct ones or with false declarations of any kind.

use tar::{EntryType, Header};

/// A written file and the offsets of its structures.
pub struct Packed {
    pub bytes: Vec<u8>,
    /// Offsets of headers, directory records and end records.
    pub headers: Vec<usize>,
    /// For each entry, the offset of its end.
    pub ends: Vec<usize>,
}

/// An entry of a zip. `Some` values are written instead of the true ones.
#[derive(Clone, Debug, Default)]
pub struct ZipEntry {
    pub name: Vec<u8>,
    pub data: Vec<u8>,
    pub flags: u16,
    pub stored: bool,
    /// Whether sizes and checksum follow the data.
    pub descriptor: bool,
    /// Whether sizes and offset are in a zip64 field.
    pub zip64: bool,
    pub method: Option<u16>,
    pub crc: Option<u32>,
    pub size: Option<u32>,
    pub packed: Option<u32>,
    pub offset: Option<u32>,
    /// Written in place of the packed data.
    pub raw: Option<Vec<u8>>,
    /// The name in the local header.
    pub local_name: Option<Vec<u8>>,
    /// More bytes of the directory's extra field.
    pub extra: Vec<u8>,
    pub attributes: u32,
}

/// A zip.
#[derive(Clone, Debug, Default)]
pub struct Zip {
    pub before: Vec<u8>,
    pub entries: Vec<ZipEntry>,
    pub comment: Vec<u8>,
    pub after: Vec<u8>,
    /// Whether offsets count from the file's start, including `before`.
    pub counts_before: bool,
    /// Whether there is a zip64 end record.
    pub zip64: bool,
    /// The number of entries in the end record.
    pub count: Option<u16>,
}

/// The content of a post with this name.
pub fn post(name: &str) -> Vec<u8> {
    format!("---\ntitle: {name}\n---\n{}\n", "The bridge is open. ".repeat(10)).into_bytes()
}

pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut packed = vec![0; data.len() + data.len() / 8 + 64];
    let mut deflate = zlib_rs::Deflate::new(6, false, 15);
    let status = deflate.compress(data, &mut packed, zlib_rs::DeflateFlush::Finish).unwrap();
    assert_eq!(status, zlib_rs::Status::StreamEnd);
    packed.truncate(deflate.total_out() as usize);
    packed
}

pub fn crc(data: &[u8]) -> u32 {
    zlib_rs::crc32::crc32(0, data)
}

impl ZipEntry {
    /// A post with this name.
    pub fn post(name: &str) -> Self {
        ZipEntry::new(name, post(name))
    }

    pub fn new(name: impl AsRef<[u8]>, data: impl Into<Vec<u8>>) -> Self {
        ZipEntry { name: name.as_ref().to_vec(), data: data.into(), ..ZipEntry::default() }
    }
}

impl Zip {
    pub fn of(entries: impl IntoIterator<Item = ZipEntry>) -> Self {
        Zip { entries: entries.into_iter().collect(), ..Zip::default() }
    }

    pub fn pack(&self) -> Packed {
        let mut bytes = self.before.clone();
        let base = if self.counts_before { 0 } else { bytes.len() };
        let (mut headers, mut ends, mut directory) = (Vec::new(), Vec::new(), Vec::new());
        for entry in &self.entries {
            headers.push(bytes.len());
            let offset = (bytes.len() - base) as u32;
            directory.push(entry.write(&mut bytes, offset));
            ends.push(bytes.len());
        }
        let start = bytes.len();
        for record in &directory {
            headers.push(bytes.len());
            bytes.extend(record);
        }
        let length = (bytes.len() - start) as u32;
        // Without zip64 the count is truncated to 16 bits.
        let true_count = self.entries.len() as u64;
        let count = self.count.unwrap_or(true_count as u16);
        let end = bytes.len();
        if self.zip64 {
            headers.push(bytes.len());
            bytes.extend(b"PK\x06\x06");
            put64(&mut bytes, &[44]);
            put16(&mut bytes, &[45, 45]);
            put32(&mut bytes, &[0, 0]);
            put64(&mut bytes, &[true_count, true_count, length.into(), (start - base) as u64]);
            headers.push(bytes.len());
            bytes.extend(b"PK\x06\x07");
            put32(&mut bytes, &[0]);
            put64(&mut bytes, &[(end - base) as u64]);
            put32(&mut bytes, &[1]);
        }
        headers.push(bytes.len());
        bytes.extend(b"PK\x05\x06");
        let most = |value: u32| if self.zip64 { u32::MAX } else { value };
        let count = if self.zip64 { u16::MAX } else { count };
        put16(&mut bytes, &[0, 0, count, count]);
        put32(&mut bytes, &[most(length), most((start - base) as u32)]);
        put16(&mut bytes, &[self.comment.len() as u16]);
        bytes.extend(&self.comment);
        bytes.extend(&self.after);
        Packed { bytes, headers, ends }
    }
}

impl ZipEntry {
    /// Writes the local header and the data; returns the directory record.
    fn write(&self, bytes: &mut Vec<u8>, offset: u32) -> Vec<u8> {
        let packed = match &self.raw {
            Some(raw) => raw.clone(),
            None if self.stored => self.data.clone(),
            None => deflate(&self.data),
        };
        let method = self.method.unwrap_or(if self.stored { 0 } else { 8 });
        let flags = self.flags | if self.descriptor { 8 } else { 0 };
        let crc = self.crc.unwrap_or_else(|| crc(&self.data));
        let sizes = [self.packed.unwrap_or(packed.len() as u32), self.size.unwrap_or(self.data.len() as u32)];
        let offset = self.offset.unwrap_or(offset);
        let name = self.local_name.as_ref().unwrap_or(&self.name);

        let mut zip64 = Vec::new();
        if self.zip64 {
            put16(&mut zip64, &[1, 16]);
            put64(&mut zip64, &[sizes[1].into(), sizes[0].into()]);
        }
        bytes.extend(b"PK\x03\x04");
        put16(bytes, &[20, flags, method, 0, 0x5a21]);
        match (self.descriptor, self.zip64) {
            (true, _) => put32(bytes, &[0, 0, 0]),
            (false, true) => put32(bytes, &[crc, u32::MAX, u32::MAX]),
            (false, false) => put32(bytes, &[crc, sizes[0], sizes[1]]),
        }
        let local_extra = if self.descriptor { &[][..] } else { &zip64 };
        put16(bytes, &[name.len() as u16, local_extra.len() as u16]);
        bytes.extend(name);
        bytes.extend(local_extra);
        bytes.extend(&packed);
        if self.descriptor {
            bytes.extend(b"PK\x07\x08");
            put32(bytes, &[crc, sizes[0], sizes[1]]);
        }

        let mut record = b"PK\x01\x02".to_vec();
        put16(&mut record, &[0x0314, 20, flags, method, 0, 0x5a21]);
        if self.zip64 {
            put32(&mut record, &[crc, u32::MAX, u32::MAX]);
        } else {
            put32(&mut record, &[crc, sizes[0], sizes[1]]);
        }
        let extra = [&zip64[..], &self.extra].concat();
        put16(&mut record, &[self.name.len() as u16, extra.len() as u16, 0, 0, 0]);
        put32(&mut record, &[self.attributes, offset]);
        record.extend(&self.name);
        record.extend(extra);
        record
    }
}

/// Info-ZIP's extra field with a UTF-8 name.
pub fn unicode_path(raw: &[u8], name: &str) -> Vec<u8> {
    let mut field = Vec::new();
    put16(&mut field, &[0x7075, 5 + name.len() as u16]);
    field.push(1);
    put32(&mut field, &[crc(raw)]);
    field.extend(name.as_bytes());
    field
}

fn put16(bytes: &mut Vec<u8>, values: &[u16]) {
    values.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
}

fn put32(bytes: &mut Vec<u8>, values: &[u32]) {
    values.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
}

fn put64(bytes: &mut Vec<u8>, values: &[u64]) {
    values.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
}

/// How a tar writes a name that is longer than its field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Long {
    Gnu,
    Pax,
}

/// A tar, written entry by entry.
#[derive(Default)]
pub struct Tar {
    pub bytes: Vec<u8>,
    pub headers: Vec<usize>,
    pub ends: Vec<usize>,
}

impl Tar {
    /// A tar of these posts.
    pub fn of(names: &[&str]) -> Self {
        let mut tar = Tar::default();
        names.iter().for_each(|name| tar.file(name.as_bytes(), &post(name)));
        tar
    }

    /// Adds a file with a name that fits its field.
    pub fn file(&mut self, name: &[u8], data: &[u8]) {
        self.entry(EntryType::Regular, name, data, data.len() as u64);
    }

    /// Adds a file with a longer name.
    pub fn long(&mut self, how: Long, name: &[u8], data: &[u8]) {
        match how {
            Long::Gnu => {
                self.entry(EntryType::GNULongName, b"././@LongLink", &[name, b"\0"].concat(), 1 + name.len() as u64)
            }
            Long::Pax => {
                let record = pax("path", name);
                self.entry(EntryType::XHeader, b"PaxHeaders/x", &record, record.len() as u64);
            }
        }
        self.file(&name[..name.len().min(99)], data);
    }

    /// Adds an entry that declares this size.
    pub fn entry(&mut self, kind: EntryType, name: &[u8], data: &[u8], size: u64) {
        self.headers.push(self.bytes.len());
        let mut header = Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name);
        header.set_entry_type(kind);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_size(size);
        header.set_cksum();
        self.bytes.extend(header.as_bytes());
        self.bytes.extend(data);
        self.ends.push(self.bytes.len());
        self.bytes.resize(self.bytes.len().next_multiple_of(512), 0);
    }

    /// Takes the size out of the last header, as programs leave it out of what has no data.
    pub fn blank_size(&mut self) {
        let at = self.headers[self.headers.len() - 1];
        let mut header = Header::new_old();
        header.as_mut_bytes().copy_from_slice(&self.bytes[at..at + 512]);
        header.as_mut_bytes()[124..136].fill(0);
        header.set_cksum();
        self.bytes[at..at + 512].copy_from_slice(header.as_bytes());
    }

    pub fn pack(mut self) -> Packed {
        self.bytes.extend([0; 1024]);
        Packed { bytes: self.bytes, headers: self.headers, ends: self.ends }
    }
}

/// A record of an extended header, whose length includes itself.
pub fn pax(key: &str, value: &[u8]) -> Vec<u8> {
    let rest = [b" ", key.as_bytes(), b"=", value, b"\n"].concat();
    let length = (rest.len() + 1..).find(|length| length.to_string().len() + rest.len() == *length).unwrap();
    [length.to_string().as_bytes(), &rest].concat()
}

/// A gzip member.
pub fn gzip(data: &[u8], name: Option<&str>) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, if name.is_some() { 8 } else { 0 }, 0, 0, 0, 0, 0, 255];
    if let Some(name) = name {
        bytes.extend(name.as_bytes());
        bytes.push(0);
    }
    bytes.extend(deflate(data));
    put32(&mut bytes, &[crc(data), data.len() as u32]);
    bytes
}

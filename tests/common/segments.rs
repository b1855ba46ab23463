//! Segments in memory, and a server of their files that counts.
#![allow(dead_code)]

use archive_viewer::library::segments::{
    Digests, FORMAT, InMemory, Manifest, Outcome, Part, Published, SearchRequest, Searcher, SegmentInfo, SegmentWriter,
    Step, VolumeInfo, Want, find_copies, merge, plan, write_file,
};
use archive_viewer::library::{Library, Request, Sort};
use std::collections::BTreeMap;

/// Where the post at a path would be.
pub fn published(path: &str) -> Published {
    Published { page: format!("p/{path}/"), file: format!("posts/{path}") }
}

/// Files by name, and what was asked of them.
#[derive(Debug, Default, Clone)]
pub struct Server {
    pub manifest: Manifest,
    pub files: BTreeMap<String, Vec<u8>>,
    pub requests: usize,
    pub bytes: usize,
    pub rounds: usize,
    digests: Vec<Digests>,
}

impl Server {
    /// Adds a segment of a library's volume, in files of at most `most` bytes.
    pub fn add_volume(&mut self, library: &mut Library, id: u16, memory: usize, most: u64) {
        let name = library.volumes().into_iter().find(|volume| volume.id == id).expect("it is there").name;
        self.manifest.volumes.push(VolumeInfo { id, name });
        let posts = library.segment_posts(id);
        let mut writer = SegmentWriter::new(posts.len() as u32).with_memory(memory);
        let mut output = InMemory::default();
        for post in posts {
            let record = library.segment_record(post, &published);
            writer.add(&record, &mut output).expect("it is added");
        }
        let info = writer.finish(&mut output).expect("it is written");
        self.store(info, &output, most);
    }

    fn store(&mut self, mut info: SegmentInfo, output: &InMemory, most: u64) {
        let part = |part: Part| output.parts.get(&part).map_or(&[][..], |bytes| bytes);
        let lengths: Vec<(Part, u64)> = Part::ALL.map(|own| (own, part(own).len() as u64)).to_vec();
        let mut files = Vec::new();
        for pieces in plan(&lengths, most) {
            let mut bytes = Vec::new();
            let file = write_file(
                &pieces,
                &mut |own, range| Ok(part(own)[range.start as usize..range.end as usize].to_vec()),
                &mut |more| {
                    bytes.extend_from_slice(more);
                    Ok(())
                },
            );
            let file = file.expect("memory has room");
            self.files.insert(file.name(), bytes);
            files.push(file);
        }
        info.add_files(&files);
        self.digests.push(Digests::read(part(Part::Digests)).expect("they are digests"));
        self.manifest.segments.push(info);
        self.manifest.format = FORMAT;
        self.manifest.copies = find_copies(&self.digests, &self.manifest.volumes);
    }

    /// The segments of a library, one for each volume.
    pub fn of(library: &mut Library) -> Server {
        Self::of_parts(library, usize::MAX, u64::MAX)
    }

    pub fn of_parts(library: &mut Library, memory: usize, most: u64) -> Server {
        let mut server = Server::default();
        for volume in library.volumes() {
            server.add_volume(library, volume.id, memory, most);
        }
        server
    }

    /// One segment of all.
    pub fn merged(&self) -> Server {
        let mut output = InMemory::default();
        let mut read =
            |want: &Want| Ok(self.files[&want.file][want.range.start as usize..want.range.end as usize].to_vec());
        let info = merge(&self.manifest, &mut read, &mut output).expect("they are merged");
        let mut server = Server::default();
        server.manifest.volumes.clone_from(&self.manifest.volumes);
        server.store(info, &output, u64::MAX);
        server
    }

    pub fn searcher(&self) -> Searcher {
        Searcher::new(&self.manifest.write()).expect("it is a manifest")
    }

    /// Answers a searcher until it is done.
    pub fn answer(&mut self, searcher: &mut Searcher, asked: &SearchRequest) -> Outcome {
        searcher.ask(asked.clone());
        (self.requests, self.bytes, self.rounds) = (0, 0, 0);
        loop {
            match searcher.step() {
                Step::Done(outcome) => return *outcome,
                Step::Needs(wants) => {
                    assert!(!wants.is_empty() && self.rounds < 40, "it gets on: {wants:?}");
                    self.rounds += 1;
                    for want in wants {
                        let range = want.range.start as usize..want.range.end as usize;
                        let file = &self.files[&want.file];
                        let bytes = file[range.start.min(file.len())..range.end.min(file.len())].to_vec();
                        self.requests += 1;
                        self.bytes += bytes.len();
                        searcher.feed(&want, bytes);
                    }
                }
            }
        }
    }
}

pub fn asked(text: &str, sort: Sort, count: u32) -> SearchRequest {
    let request = Request { text: text.into(), sort, ..Request::default() };
    SearchRequest { request, from: 0, count, facets: true }
}

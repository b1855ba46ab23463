//! Publishing at the boundary: what the native command does, by one thread, with the files of its host.

use super::archive::{Archive, Folder};
use super::request::string;
use crate::archive::{ArchiveReader, Folder as Paths, Row, is_folder_of_posts};
use crate::file::{Decoders, EncodingRs};
use crate::library::segments::{InMemory, Output, Part};
use crate::page::Effort;
use crate::publish::run::{self, Files, Options, Preview, Source, Text, ViewerFiles, Work, preview_policy};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::io::{self, Read, Write};
use std::ops::Range;
use wasm_bindgen::prelude::*;

/// Bytes of a draft that are written at once.
const BUFFER: usize = 1 << 20;

#[wasm_bindgen]
extern "C" {
    /// Files of the input and of the site, read and written at once. Paths of the site are relative to its folder.
    #[derive(Clone)]
    pub type Host;

    /// The file on which work begins, and what is done with it: `index` or `page`; nothing when it is over. If the instance
    /// traps meanwhile, the caller starts another and tells it by `Publication.less_effort` or `Publication.skip`.
    #[wasm_bindgen(method)]
    fn at(this: &Host, path: Option<String>, what: &str);
    #[wasm_bindgen(method)]
    fn add(this: &Host, what: &str, share: f64);
    #[wasm_bindgen(method)]
    fn warn(this: &Host, sentence: &str);
    /// Bytes of an archive.
    #[wasm_bindgen(method, catch)]
    fn range(this: &Host, start: f64, length: f64) -> Result<Vec<u8>, JsValue>;
    /// A file of a folder, by its number.
    #[wasm_bindgen(method, catch)]
    fn file(this: &Host, index: u32) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn read(this: &Host, path: &str) -> Result<Option<Vec<u8>>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn names(this: &Host, folder: &str) -> Result<Vec<String>, JsValue>;
    #[wasm_bindgen(method)]
    fn has(this: &Host, path: &str, bytes: &[u8]) -> bool;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Host, path: &str, bytes: &[u8]) -> Result<(), JsValue>;
    /// Whether it was there.
    #[wasm_bindgen(method, catch)]
    fn remove(this: &Host, path: &str) -> Result<bool, JsValue>;
    /// Adds bytes to a draft.
    #[wasm_bindgen(method, catch)]
    fn append(this: &Host, draft: u32, bytes: &[u8]) -> Result<(), JsValue>;
    /// Moves a draft to its path; gives false if a file with the same bytes was there.
    #[wasm_bindgen(method, catch)]
    fn keep(this: &Host, draft: u32, path: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(method)]
    fn shown(this: &Host, path: &str) -> String;
}

thread_local! {
    /// The host of the publication that is running: no value of JavaScript may be shared, and there is one thread.
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
    static DRAFTS: Cell<u32> = const { Cell::new(0) };
}

fn host() -> Host {
    HOST.with_borrow(Clone::clone).expect("a publication has a host")
}

fn failed(error: JsValue) -> io::Error {
    let message = string(&error, "message");
    io::Error::other(if message.is_empty() { "it can't be read or written".to_owned() } else { message })
}

/// What is going to be published.
#[wasm_bindgen]
pub struct Publication {
    name: String,
    options: Options,
    texts: Vec<Text>,
    input: Input,
    viewer: Option<ViewerFiles>,
    care: Care,
}

/// What stopped the instances before this one.
#[derive(Clone, Default)]
struct Care {
    efforts: HashMap<String, u32>,
    stopped: HashSet<String>,
}

#[wasm_bindgen]
impl Publication {
    /// A publication of the input of this name. `words` are strings by the names of the command's options.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, words: &JsValue) -> Publication {
        let word = |name: &str| Some(string(words, name)).filter(|word| !word.is_empty());
        let (name, options) = (name.to_owned(), Options::of(word));
        Publication { name, options, texts: Vec::new(), input: Input::File, viewer: None, care: Care::default() }
    }

    /// Adds a text of the input.
    pub fn add_text(&mut self, path: &str, bytes: Vec<u8>, is_post: bool) {
        self.texts.push(Text { path: path.to_owned(), bytes, is_post });
    }

    /// Adds a file of the built viewer. Without any, pages are published alone.
    pub fn add_viewer_file(&mut self, path: &str, bytes: Vec<u8>) {
        self.viewer.get_or_insert_default().push((path.to_owned(), bytes));
    }

    /// Says how often indexing the text at a path stopped an instance.
    pub fn less_effort(&mut self, path: &str, times: u32) {
        self.care.efforts.insert(path.to_owned(), times);
    }

    /// Says that cleaning the post at a path stopped an instance.
    pub fn skip(&mut self, path: &str) {
        self.care.stopped.insert(path.to_owned());
    }

    /// Takes the archive that was read. Without one, and without a folder, the input is a single post.
    pub fn take_archive(&mut self, archive: &mut Archive) {
        self.input = Input::Archive(Box::new(archive.take()));
    }

    /// Takes the folder that was read.
    pub fn take_folder(&mut self, folder: &mut Folder) {
        self.input = Input::Folder(Box::new(folder.take()));
    }

    /// Publishes what was read; gives the report. Throws a sentence.
    pub fn publish(&mut self, host: Host) -> Result<String, String> {
        let (mut source, work) = self.begin(host)?;
        let report = run::publish(&self.options, &mut source, self.viewer.as_ref(), &SiteFolder, &work)?;
        Ok(report.to_string())
    }

    /// What was read as pages, which are made when they are asked for. Throws a sentence.
    pub fn pages(&mut self, host: Host) -> Result<Pages, String> {
        let (source, work) = self.begin(host)?;
        Ok(Pages { preview: Preview::of(source, &work), work })
    }

    fn begin(&mut self, host: Host) -> Result<(Source<Input>, OneThread), String> {
        HOST.set(Some(host));
        let texts = std::mem::take(&mut self.texts);
        let input = std::mem::replace(&mut self.input, Input::File);
        let is_file = matches!(input, Input::File);
        let source = Source::new(&self.name, texts, input, is_file, &EncodingRs)?;
        Ok((source, OneThread(self.care.clone())))
    }
}

/// Posts as the pages that publishing would write, of the last publication of its instance.
#[wasm_bindgen]
pub struct Pages {
    preview: Option<Preview<Input>>,
    work: OneThread,
}

#[wasm_bindgen]
impl Pages {
    /// The bytes of the file at a path of the site, or undefined. Throws a sentence.
    pub fn file(&mut self, path: &str) -> Result<Option<Vec<u8>>, String> {
        self.preview.as_mut().map_or(Ok(None), |preview| preview.file(path, &self.work))
    }
}

/// The Content-Security-Policy of what is at a path of the site, or undefined where it is the viewer's.
#[wasm_bindgen]
pub fn page_policy(path: &str) -> Option<String> {
    preview_policy(path).map(str::to_owned)
}

/// What the paths of a folder begin with: its own name, where that says that it holds posts.
#[wasm_bindgen]
pub fn folder_prefix(name: &str) -> String {
    if is_folder_of_posts(name) { format!("{name}/") } else { String::new() }
}

/// A site's URL with a slash at its end. Throws what it has to be like.
#[wasm_bindgen]
pub fn site_url(text: &str) -> Result<String, String> {
    run::site_url(text)
}

/// A site's path on its host, with a slash at both ends. Throws what it has to be like.
#[wasm_bindgen]
pub fn site_base(text: &str) -> Result<String, String> {
    run::site_base(text)
}

enum Input {
    Archive(Box<ArchiveReader>),
    Folder(Box<Paths>),
    File,
}

impl Files for Input {
    fn rows(&self) -> Vec<Row> {
        match self {
            Input::Archive(reader) => reader.rows_without_guesses(0, u32::MAX),
            Input::Folder(folder) => folder.rows_without_guesses(0, u32::MAX),
            Input::File => Vec::new(),
        }
    }

    fn site_config(&self) -> Option<u32> {
        match self {
            Input::Archive(reader) => reader.site_config(),
            Input::Folder(folder) => folder.site_config(),
            Input::File => None,
        }
    }

    fn find_image(&mut self, post: &str, url: &str) -> Option<u32> {
        match self {
            Input::Archive(reader) => reader.find_image(post, url),
            Input::Folder(folder) => folder.find_image(post, url),
            Input::File => None,
        }
    }

    fn read(&self, index: u32) -> Result<Option<Vec<u8>>, String> {
        let sentence = |error: JsValue| failed(error).to_string();
        match self {
            Input::Archive(reader) => {
                let Some(mut entry) = reader.read(index) else { return Ok(None) };
                loop {
                    if let Some(outcome) = entry.take() {
                        return Ok(outcome.ok());
                    }
                    let Some(Range { start, end }) = entry.want() else { return Ok(None) };
                    let bytes = host().range(start as f64, (end - start) as f64).map_err(sentence)?;
                    entry.feed(start, &bytes);
                }
            }
            Input::Folder(_) => host().file(index).map(Some).map_err(sentence),
            Input::File => Ok(None),
        }
    }
}

/// One thread, which is careful with what stopped others.
struct OneThread(Care);

impl Work for OneThread {
    fn decoders(&self) -> &'static dyn Decoders {
        &EncodingRs
    }

    fn in_parallel<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        items.iter().map(work).collect()
    }

    fn with_less_effort(&self, path: &str, work: impl Fn(Effort) -> Vec<u8>) -> Option<Vec<u8>> {
        let effort = self.0.efforts.get(path).copied().unwrap_or_default();
        (effort < 3).then(|| {
            host().at(Some(path.to_owned()), "index");
            let answer = work(Effort::numbered(effort));
            host().at(None, "");
            answer
        })
    }

    fn unless_it_stops<R>(&self, path: &str, work: impl FnOnce() -> Option<R>) -> Option<R> {
        if self.0.stopped.contains(path) {
            return None;
        }
        host().at(Some(path.to_owned()), "page");
        let answer = work();
        host().at(None, "");
        answer
    }

    fn add(&self, what: &'static str, share: f64) {
        host().add(what, share);
    }

    fn warn(&self, sentence: &str) {
        host().warn(sentence);
    }
}

/// The folder of the site, which the host has.
struct SiteFolder;

impl run::Folder for SiteFolder {
    type Draft = Draft;
    type Parts = Parts;

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        host().read(path).map_err(failed)
    }

    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        host().names(folder).map_err(failed)
    }

    fn has(&self, path: &str, bytes: &[u8]) -> bool {
        host().has(path, bytes)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        host().write(path, bytes).map_err(failed)
    }

    fn remove(&self, path: &str) -> io::Result<bool> {
        host().remove(path).map_err(failed)
    }

    fn draft(&self) -> io::Result<Draft> {
        let number = DRAFTS.get();
        DRAFTS.set(number + 1);
        Ok(Draft { number, buffer: Vec::new(), size: 0 })
    }

    fn keep(&self, mut draft: Draft, path: &str) -> io::Result<(bool, u64)> {
        draft.flush()?;
        Ok((host().keep(draft.number, path).map_err(failed)?, draft.size))
    }

    fn parts(&self) -> io::Result<Parts> {
        Ok(Parts(InMemory::default()))
    }

    fn shown(&self, path: &str) -> String {
        host().shown(path)
    }
}

/// A file that is not in its place yet.
struct Draft {
    number: u32,
    buffer: Vec<u8>,
    size: u64,
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        self.size += bytes.len() as u64;
        if self.buffer.len() >= BUFFER {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        host().append(self.number, &self.buffer).map_err(failed)?;
        self.buffer.clear();
        Ok(())
    }
}

/// The parts of a segment in memory.
struct Parts(InMemory);

impl Output for Parts {
    fn write(&mut self, part: Part, bytes: &[u8]) -> io::Result<()> {
        self.0.write(part, bytes)
    }

    fn set_aside(&mut self, run: Vec<u8>) -> io::Result<Box<dyn Read>> {
        self.0.set_aside(run)
    }
}

impl run::Parts for Parts {
    fn length(&mut self, part: Part) -> io::Result<u64> {
        Ok(self.0.parts.get(&part).map_or(0, Vec::len) as u64)
    }

    fn range(&mut self, part: Part, range: Range<u64>) -> io::Result<Vec<u8>> {
        let bytes = self.0.parts.get(&part).and_then(|bytes| bytes.get(range.start as usize..range.end as usize));
        Ok(bytes.unwrap_or_default().to_vec())
    }
}

//! What only the npm package's core has: what the command does, the same to the byte as natively.

use super::archive::{Archive, Folder};
use super::decoders::CoreDecoders;
use super::library::{Library, index_each};
use super::{read_evidence, to_js};
use crate::export::{self, Exported, Form, Source, json_line};
use crate::library::index_edges;
use crate::page::{CleanedPost, Effort, Unopened};
use crate::survey::{self, Examination, Finding};
use wasm_bindgen::prelude::*;

/// A `CleanedPost` as JSON, or an `Unopened`. `name` is what the post is told by, its file's name or its path in an archive.
/// `effort` is 0, or that of [`open_uncleaned`](super::posts::open_uncleaned). `keep` numbers the entries of `removed` that stay.
#[wasm_bindgen]
pub fn clean_json(
    path: &str,
    name: &str,
    bytes: &[u8],
    effort: u32,
    keep: &[u32],
    evidence: Option<Vec<u8>>,
) -> String {
    let effort = Effort::numbered(effort);
    let keep: Vec<usize> = keep.iter().map(|&entry| entry as usize).collect();
    let mut line = match effort.read(name, bytes, &CoreDecoders) {
        Ok(file) => json_line(&CleanedPost::of_text(path, file, effort, &keep, read_evidence(evidence).as_ref())),
        Err(error) => json_line(&Unopened::new(path, &error)),
    };
    line.pop();
    line
}

/// A post in the form of this name: `Exported` `{text, failure}`. The other arguments are those of [`clean_json`].
#[wasm_bindgen]
pub fn export_post(
    path: &str,
    name: &str,
    bytes: &[u8],
    effort: u32,
    form: &str,
    evidence: Option<Vec<u8>>,
) -> Result<JsValue, JsValue> {
    let form = Form::named(form).unwrap_or(Form::Json);
    let evidence = read_evidence(evidence);
    let source = Source { path, name, bytes };
    to_js(&export::export(source, form, Effort::numbered(effort), evidence.as_ref(), &CoreDecoders))
}

/// What stands for a post that can't be opened, in the form of this name: `Exported`.
#[wasm_bindgen]
pub fn export_unopened(path: &str, code: &str, message: &str, form: &str) -> Result<JsValue, JsValue> {
    to_js(&Exported::unopened(path, code, message, Form::named(form).unwrap_or(Form::Json)))
}

/// The line of a post in a list: `Exported`.
#[wasm_bindgen]
pub fn list_line(path: &str, bytes: &[u8], as_json: bool) -> Result<JsValue, JsValue> {
    to_js(&survey::list_line(path, bytes, as_json, &CoreDecoders))
}

/// As [`index_posts`](super::library::index_posts), for [`Library::learn_volume`].
#[wasm_bindgen]
pub fn index_for_evidence(bytes: &[u8], texts: Vec<JsValue>) -> Vec<u8> {
    index_each(bytes, texts, index_edges)
}

#[wasm_bindgen]
impl Library {
    /// Ends a volume that [`index_for_evidence`] packed: `evidence_of` then answers. No text of it can be searched.
    pub fn learn_volume(&mut self, id: u16) {
        self.0.learn_volume(id);
    }
}

/// A post, examined, as bytes for [`Survey::add`].
#[wasm_bindgen]
pub fn examine(path: &str, name: &str, bytes: &[u8], effort: u32) -> Vec<u8> {
    Examination::of(path, name, bytes, Effort::numbered(effort), &CoreDecoders).to_bytes()
}

/// What is known of posts that were examined. Its functions return lines of what was found.
#[wasm_bindgen]
#[derive(Default)]
pub struct Survey {
    survey: survey::Survey,
    as_json: bool,
}

#[wasm_bindgen]
impl Survey {
    /// A survey of no posts, whose lines are JSON or for people.
    #[wasm_bindgen(constructor)]
    pub fn new(as_json: bool) -> Survey {
        Survey { as_json, ..Survey::default() }
    }

    /// Adds a post that [`examine`] packed.
    pub fn add(&mut self, packed: &[u8]) -> String {
        let findings = Examination::from_bytes(packed).map(|examination| self.survey.add(&examination));
        self.lines(findings.unwrap_or_default())
    }

    /// Adds a post that can't be opened.
    pub fn add_unopened(&mut self, path: &str, code: &str, message: &str) -> String {
        let findings = self.survey.add_unopened(path, code, message);
        self.lines(findings)
    }

    /// Adds a problem of a file of an archive, or of the archive.
    pub fn add_problem(&mut self, path: &str, code: &str, message: &str) -> String {
        let findings = self.survey.add_problems(path, &[(code, message)]);
        self.lines(findings)
    }

    /// The pictures that an archive lacks which has been read.
    pub fn missing_in_archive(&mut self, archive: &mut Archive) -> String {
        let findings = self.survey.missing_pictures(&mut |post, url| archive.picture(post, url).is_some());
        self.lines(findings)
    }

    /// The same of a folder.
    pub fn missing_in_folder(&mut self, folder: &mut Folder) -> String {
        let findings = self.survey.missing_pictures(&mut |post, url| folder.picture(post, url).is_some());
        self.lines(findings)
    }

    /// How much was found in all.
    pub fn findings(&self) -> f64 {
        self.survey.findings() as f64
    }

    /// What the posts have in common.
    pub fn report(&self) -> String {
        self.survey.report(self.as_json)
    }

    fn lines(&self, findings: Vec<Finding>) -> String {
        findings.iter().map(|finding| finding.line(self.as_json)).collect()
    }
}

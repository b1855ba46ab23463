//! Generates what the shell has from the core's sources: `www/js/core/boundary.d.ts`, the TypeScript types of all plain data that
//! crosses the boundary, and `www/embed/lazy/article-policy.js`, what an article may hold, for pages that are shown without a core.
//!
//! `BLESS=1 cargo test --lib boundary_types` rewrites the files; otherwise the tests fail if they are stale.

use crate::article::policy;
use crate::page::{ByteRange, ChunkText, CleanedPost, ErrorView, PartView, ReadingPage, Unopened};
use crate::{archive, library};
use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};
use ts_rs::{Config, TS, TypeVisitor};

const FILE: &str = "www/js/core/boundary.d.ts";

const POLICY_FILE: &str = "www/embed/lazy/article-policy.js";

const POLICY_HEADER: &str = "\
// Generated from src/article/policy.rs: BLESS=1 cargo test --lib boundary_types

/** What an article may hold: names of elements with those of their own attributes, and the attributes of all. */
";

const HEADER: &str = "\
// Generated from the Rust types of the boundary: BLESS=1 cargo test --lib boundary_types
// The functions that take and return these types are documented in src/wasm/.
";

/// Texts of an archive, with one array for the bytes of all.
#[derive(TS)]
#[allow(dead_code)]
struct Chunk {
    /// The texts' bytes, one after another.
    #[ts(type = "Uint8Array")]
    bytes: (),
    /// The texts.
    texts: Vec<ChunkText>,
}

/// Declarations by name, of types and of everything that they contain. Sorted: ts-rs gives dependencies in random order.
struct Declarations<'c> {
    config: &'c Config,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types without a path are built in.
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(self.config);
        if self.by_name.contains_key(&name) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let declaration = formatted(&format!("{docs}export {}", T::decl(self.config)));
        self.by_name.insert(name, declaration);
        T::visit_dependencies(self);
    }
}

/// Indents fields, and puts a comment of one line on one line.
fn formatted(declaration: &str) -> String {
    let declaration = declaration.replace(", };", ",\n};").replace("; };", ";\n};");
    let mut lines = declaration.lines().map(str::trim_end).peekable();
    let mut text = String::new();
    let mut indent = "";
    while let Some(line) = lines.next() {
        if line == "};" {
            indent = "";
        }
        text.push_str(indent);
        text.push_str(line);
        if line == "/**" {
            let first = lines.next().unwrap_or_default();
            if lines.next_if(|line| *line == " */").is_some() {
                text.push_str(first.trim_start_matches(" *"));
                text.push_str(" */");
            } else {
                text.push('\n');
                text.push_str(indent);
                text.push_str(first);
            }
        }
        text.push('\n');
        if line.ends_with('{') {
            indent = "  ";
        }
    }
    text
}

fn declarations() -> String {
    let config = Config::new().with_large_int("number");
    let mut all = Declarations { config: &config, by_name: BTreeMap::new() };
    all.visit::<ReadingPage>();
    all.visit::<PartView>();
    all.visit::<CleanedPost>();
    all.visit::<Unopened>();
    all.visit::<ErrorView>();
    all.visit::<ByteRange>();
    all.visit::<archive::Summary>();
    all.visit::<archive::Row>();
    all.visit::<crate::post::Site>();
    all.visit::<Chunk>();
    all.visit::<library::Request>();
    all.visit::<library::Answer>();
    all.visit::<library::Row>();
    all.visit::<library::FirstRows>();
    all.visit::<library::Neighbours>();
    all.visit::<library::Statistics>();
    all.visit::<library::VolumeView>();
    all.visit::<library::AddedPosts>();
    all.visit::<library::UnreadableView>();
    all.visit::<library::State>();
    all.visit::<library::Memory>();
    all.visit::<library::segments::Step>();
    let declarations: Vec<String> = all.by_name.into_values().collect();
    format!("{HEADER}\n{}", declarations.join("\n"))
}

fn policy_module() -> String {
    let mut by_attributes: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for &tag in policy::TAGS {
        let own = policy::attributes_of(tag);
        match by_attributes.iter_mut().find(|(attributes, _)| *attributes == own) {
            Some((_, tags)) => tags.push(tag),
            None => by_attributes.push((own, vec![tag])),
        }
    }
    let rows: String = by_attributes
        .iter()
        .map(|(attributes, tags)| {
            let (tags, attributes) = (tags.join(" "), attributes.join(" "));
            let line = format!("  [\"{tags}\", \"{attributes}\"],\n");
            // As the formatter has it.
            if line.len() <= 120 { line } else { format!("  [\n    \"{tags}\",\n    \"{attributes}\",\n  ],\n") }
        })
        .collect();
    format!(
        "{POLICY_HEADER}export const ELEMENTS = [\n{rows}];\n\nexport const ATTRIBUTES = \"{}\";\n",
        policy::ATTRIBUTES.join(" ")
    )
}

#[test]
fn boundary_types_are_up_to_date() {
    hold(FILE, &declarations());
}

#[test]
fn the_policy_is_up_to_date() {
    hold(POLICY_FILE, &policy_module());
}

/// Compares a file with what it should be, or makes it that.
fn hold(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, expected).unwrap();
    } else {
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == expected, "{file} is stale: BLESS=1 cargo test --lib boundary_types");
    }
}

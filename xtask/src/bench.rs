//! The benchmarks: what the page costs beside its peers, written to `bench/report.md` and `bench/report.json`.
//!
//! The scripts in `bench/` measure, mostly in a browser; this module provides what they need.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;
use crate::build;
use crate::command::Step;
use crate::setup;

const USAGE: &str =
    "bench takes one of render, start, size, clean, stress, open and archive, and for render and clean --posts DIR";

/// Runs the benchmark named by the first of `words` and updates its section of the report.
///
/// # Errors
/// When there is no such benchmark, or something that it needs is missing or fails.
pub fn bench(root: &Path, words: &[&str]) -> Outcome {
    let (what, posts) = match words {
        [what] => (*what, None),
        [what @ ("render" | "clean"), "--posts", folder] => (*what, Some(*folder)),
        _ => return Err(USAGE.into()),
    };
    let script = match what {
        "render" => "bench/render.js",
        "start" => "bench/start.js",
        "size" => "bench/size.js",
        "clean" => "bench/clean.js",
        "stress" => "bench/stress.js",
        "open" => "bench/open.js",
        "archive" => "bench/archive.js",
        _ => return Err(format!("there is no benchmark {what}: {USAGE}").into()),
    };
    // Cleaning is measured natively, everything else on the built page.
    if what == "clean" {
        setup::need_node(root)?;
    } else {
        setup::need_npm_packages(root)?;
        build::build(root)?;
    }
    if what == "size" {
        write_named_core(root)?;
    }
    let posts = posts.map(std::path::absolute).transpose()?;
    let mut arguments = vec![script.to_owned()];
    if let Some(folder) = posts {
        arguments.extend(["--posts".to_owned(), folder.to_string_lossy().into_owned()]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let step = Step::new(root, "node", &arguments);
    if matches!(what, "render" | "start" | "stress" | "open" | "archive") {
        let chromium = setup::need_chromium(root)?;
        step.with_variable("CHROMIUM", &chromium.to_string_lossy()).run()
    } else {
        step.run()
    }
}

/// Writes the core to `target/bench/named/` as the page has it, but with function names.
fn write_named_core(root: &Path) -> Outcome {
    let build = "build --release --lib --target wasm32-unknown-unknown --message-format json";
    let arguments: Vec<&str> = build.split(' ').collect();
    let messages = Step::new(root, "cargo", &arguments).answer().ok_or("the core can't be built")?;
    // Cargo's JSON messages list the files built for each package, each path in quotes.
    let wasm = messages.split('"').find(|word| word.ends_with("archive_viewer.wasm"));
    let wasm = wasm.ok_or("cargo does not say where the core is")?;
    Bindgen::new()
        .input_path(wasm)
        .web(true)
        .and_then(|bindgen| bindgen.demangle(false).generate(root.join("target/bench/named")))
        .map_err(|error| format!("the named core can't be written: {error:#}").into())
}

/// Checks the built page against `bench/budget.json`.
///
/// # Errors
/// When a part of the page weighs more than it may.
pub fn check_size(root: &Path) -> Outcome {
    Step::new(root, "node", &["bench/size.js", "--check"]).run()
}

//! The benchmarks: what the page costs beside its peers, written to `bench/report.md` and `bench/report.json`.
//!
//! The scripts in `bench/` measure, mostly in a browser; this module provides what they need.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;
use crate::build;
use crate::command::Step;
use crate::dist;
use crate::setup;

const USAGE: &str = "bench takes one of render, start, size, clean, stress, open, archive, reopen, books, cli and hosted, for render, clean and cli --posts DIR, for cli --count N, and for hosted numbers of posts";

/// Runs the benchmark named by the first of `words` and updates its section of the report.
///
/// # Errors
/// When there is no such benchmark, or something that it needs is missing or fails.
pub fn bench(root: &Path, words: &[&str]) -> Outcome {
    let (what, option) = match words {
        [what] => (*what, None),
        ["cli", "--count", count] => ("cli", Some(["--count", *count])),
        [what @ ("render" | "clean" | "cli"), "--posts", folder] => (*what, Some(["--posts", *folder])),
        [what @ "hosted", ..] => (*what, None),
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
        "reopen" => "bench/reopen.js",
        "books" => "bench/books.js",
        "cli" => "bench/cli.js",
        "hosted" => "bench/hosted.js",
        _ => return Err(format!("there is no benchmark {what}: {USAGE}").into()),
    };
    // These are measured by themselves, everything else on the built page.
    if ["clean", "cli", "hosted"].contains(&what) {
        setup::need_node(root)?;
    } else {
        setup::need_npm_packages(root)?;
        build::build(root)?;
    }
    if what == "size" {
        write_named_core(root)?;
    }
    // What readers wait for is measured on what is published.
    if ["start", "reopen", "books"].contains(&what) {
        let out = build::target_folder(root).join("bench").join("published");
        dist::of_built_page(root, &["--out", &out.to_string_lossy()])?;
    }
    let mut arguments = vec![script.to_owned()];
    if let Some([name, value]) = option {
        let is_folder = name == "--posts";
        let value =
            if is_folder { std::path::absolute(value)?.to_string_lossy().into_owned() } else { value.to_owned() };
        arguments.extend([name.to_owned(), value]);
    }
    if what == "size" {
        for (name, folder) in lazy_cores(root)? {
            arguments.extend([name.to_owned(), folder]);
        }
    }
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if what == "hosted" {
        arguments.extend(&words[1..]);
    }
    let step = Step::new(root, "node", &arguments);
    if matches!(what, "render" | "start" | "stress" | "open" | "archive" | "reopen" | "books") {
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
    let [(search, searching), (export, exporting)] = lazy_cores(root)?;
    Step::new(root, "node", &["bench/size.js", "--check", search, &searching, export, &exporting]).run()
}

/// The cores that are loaded when somebody asks for what they do, as options of `bench/size.js`.
fn lazy_cores(root: &Path) -> Outcome<[(&'static str, String); 2]> {
    let folder = |folder: PathBuf| folder.to_string_lossy().into_owned();
    Ok([
        ("--searching", folder(build::build_searching_core(root)?)),
        ("--exporting", folder(build::build_exporting_core(root)?)),
    ])
}

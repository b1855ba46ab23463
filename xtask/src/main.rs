//! The project's commands, as a program: `cargo xtask run`, `cargo xtask test` and a few smaller ones.
//!
//! This file reads the command line; each command has a module of its own.
//! Every step prints the command that it runs, so that it can be run by hand as well.

mod bench;
mod build;
mod command;
mod dist;
mod fixture;
mod fuzz;
// What hosts are told of a published site.
#[path = "../../src/publish/headers.rs"]
mod headers;
// The server of `archive-viewer serve`.
#[path = "../../command/http/mod.rs"]
mod http;
mod packed_crate;
mod part;
mod policy;
mod python;
mod quick;
mod release;
mod rules;
mod serve;
mod setup;
mod site;
mod test;
mod test_dist;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use site::Site;

/// The result of a command; the error is a message for its user.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
Usage:
  cargo xtask run [--port N] [--no-build] [--published]
                                            build the page and serve it on this machine; --published serves
                                            it as `cargo xtask test dist` put it together
  cargo xtask build                         build the page's WebAssembly into www/pkg/
  cargo xtask dist [--posts FOLDER|ARCHIVE] [--title TITLE] [--base /PATH/] [--allow ORIGIN]… [--frame ORIGIN]… [--source URL] [--out FOLDER]
                                            put together dist/site/ for any static host and
                                            dist/archive-viewer.html, the whole viewer in one file
  cargo xtask release                       write what a release has for download to dist/release/: the npm
                                            package, the site as a zip, the single file, the crate, the wheel
                                            for Python, checksums, what is new
  cargo xtask test [PART…] [--bless]        run every check, or the named parts:
                                            fmt web clippy core fuzz wasm size types dist package browser
                                            engines, and bundlers, books, bags, captures, crate, python and supply, which run only
                                            when named;
                                            quick is format, lints, core, types and a dozen browser stories;
                                            engines and browser have all of their stories when
                                            named; else engines has ten, and hostile inputs are a part
                                            --bless accepts changed expectations
  cargo xtask fixture CASE FILE             make a post into a test case
  cargo xtask rules FOLDER|ARCHIVE [--against REV|FILE] [--save FILE] [--reason ID] [--prose] [--all]
                                            show what each rule removes from a corpus, and what changed
                                            since a revision or a saved run; --prose lists removed prose
  cargo xtask fuzz TARGET MINUTES           search for input that breaks the core: post article archive query
  cargo xtask bench render|start|size|clean|stress|open|archive|reopen|books|cli [--posts DIR]
                                            measure, and update bench/report.md";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match dispatch(&project_root(), &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(root: &Path, words: &[&str]) -> Outcome {
    match words {
        ["run", options @ ..] => run(root, options),
        ["build"] => build::build(root),
        ["dist", options @ ..] => dist::dist(root, options),
        ["release"] => release::release(root),
        ["test", options @ ..] => test::test(root, options),
        ["bench", options @ ..] => bench::bench(root, options),
        ["fuzz", name, minutes] => fuzz::fuzz(root, name, minutes),
        ["rules", options @ ..] => rules::rules(root, options),
        ["fixture", case, file] => fixture::add(root, case, Path::new(file)),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("not understood: {}\n\n{USAGE}", words.join(" ")).into()),
    }
}

fn run(root: &Path, options: &[&str]) -> Outcome {
    let mut port = None;
    let mut build_first = true;
    let mut site = Site::new(root);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match *option {
            "--no-build" => build_first = false,
            "--published" => site = Site::with_published(root, test_dist::page(root)?),
            "--port" => {
                let number = options.next().ok_or("--port needs a number")?;
                port =
                    Some(number.parse::<u16>().map_err(|_| format!("{number} is not a port: it must be 0 to 65535"))?);
            }
            other => return Err(format!("run does not know {other}\n\n{USAGE}").into()),
        }
    }
    if build_first {
        build::build(root)?;
    }
    serve::serve(site, port)
}

/// The root of the project.
///
/// Cargo sets the package's folder when it starts the program, which is right even when several copies of the project
/// share one target folder; the compile-time value is for a program started by hand.
fn project_root() -> PathBuf {
    let package =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(Path::to_path_buf).unwrap_or(package)
}

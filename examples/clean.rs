//! Cleans post files and prints one line of JSON for each: `cargo run --release --example clean -- FILE…`
//!
//! `--archive` before archives and folders cleans their posts by what each shows to repeat in its sources, as the command
//! `archive-viewer clean` does, of which this is the part that needs no feature.
//! `--why` before the files prints instead, for people, which blocks matched a rule of boilerplate, and why they went or stayed.
//!
//! Exit code 0 also for broken files: their line says what is wrong with them.

#[path = "../command/clean.rs"]
mod clean;
#[path = "../command/inputs.rs"]
#[allow(dead_code)]
mod inputs;
#[path = "../command/interrupt.rs"]
#[allow(dead_code)]
mod interrupt;
#[path = "../command/outcome.rs"]
mod outcome;
#[path = "../command/outputs.rs"]
mod outputs;
#[path = "../command/progress.rs"]
mod progress;
#[path = "../command/reading.rs"]
#[allow(dead_code)]
mod reading;
#[cfg(feature = "command")]
#[path = "../command/remote.rs"]
mod remote;
#[path = "../command/workers.rs"]
#[allow(dead_code)]
mod workers;

use archive_viewer::Error;
use archive_viewer::export::{Exported, Form, Source, export};
use archive_viewer::file::EncodingRs;
use archive_viewer::page::Effort;
use outputs::Output;

fn main() -> std::io::Result<()> {
    let (options, inputs): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let has = |option: &str| options.iter().any(|word| word == option);
    let form = if has("--why") { Form::Why } else { Form::Json };
    if has("--archive") {
        let request = clean::Request { inputs, form, out: None, learns: true };
        return clean::run(&request).map(drop).map_err(|failure| std::io::Error::other(failure.to_string()));
    }
    let mut output = Output::stdout();
    for path in inputs {
        output.write("", &cleaned(&path, form).text)?;
    }
    output.flush()
}

fn cleaned(path: &str, form: Form) -> Exported {
    match std::fs::read(path) {
        Ok(bytes) => {
            let source = Source { path, name: inputs::base_name(path), bytes: &bytes };
            export(source, form, Effort::Clean, None, &EncodingRs)
        }
        Err(error) => {
            let error = Error::Unreadable { reason: error.to_string() };
            Exported::unopened(path, error.code(), &error.to_string(), form)
        }
    }
}

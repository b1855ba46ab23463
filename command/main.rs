//! The program `archive-viewer`: the npm package's command, natively. Its output is the same to the byte.

mod arguments;
mod clean;
mod compare;
mod export;
mod http;
mod inputs;
mod interrupt;
mod list;
mod manifest;
mod outcome;
mod outputs;
mod progress;
mod publish;
mod reading;
mod remote;
mod serve;
mod survey;
mod unpack;
mod viewer;
mod workers;

use archive_viewer::export::Form;
use clap::ArgMatches;
use clap_complete::Shell;
use outcome::{Failure, Outcome};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use survey::Purpose;

fn main() -> ExitCode {
    // A post on which the program stops is told by its path.
    std::panic::set_hook(Box::new(|_| {}));
    // Without it Ctrl-C ends the program all the same.
    drop(ctrlc::set_handler(|| {
        let _held = interrupt::remove_unfinished();
        progress::Progress::start().end();
        std::process::exit(interrupt::code());
    }));
    let matches = arguments::command().get_matches();
    match run(&matches) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => told(&failure),
    }
}

fn run(matches: &ArgMatches) -> Outcome<bool> {
    match matches.subcommand() {
        Some(("clean", words)) => {
            let form = Form::ALL.into_iter().find(|form| words.get_flag(form.name())).unwrap_or(Form::Json);
            let out = words.get_one::<String>("out").cloned();
            clean::run(&clean::Request { inputs: inputs(words), form, out, learns: !words.get_flag("no-learn") })
        }
        Some(("list", words)) => {
            list::run(words.get_one::<String>("input").map_or("", |input| input), words.get_flag("json"))
        }
        Some(("check", words)) => survey::run(&inputs(words), Purpose::Check, words.get_flag("json")),
        Some(("stats", words)) => survey::run(&inputs(words), Purpose::Stats, words.get_flag("json")),
        Some(("serve", words)) => serve::run(&serve::Words {
            input: words.get_one::<String>("input").cloned().unwrap_or_default(),
            site: words.get_one::<String>("site").map(PathBuf::from),
            port: words.get_one::<u16>("port").copied().unwrap_or_default(),
            opens: !words.get_flag("no-open"),
        }),
        Some(("publish", words)) => {
            let report = publish::publish(&publish::Words::of(words))?;
            writeln!(io::stdout(), "{report}").map_err(Failure::Output)?;
            Ok(true)
        }
        Some(("unpack", words)) => {
            let path = |name: &str| words.get_one::<String>(name).map_or(Path::new(""), |path| Path::new(path));
            let contents = unpack::unpack(path("input"), path("folder"));
            let contents = contents.map_err(|error| Failure::Input(error.to_string()))?;
            serde_json::to_writer(io::stdout(), &contents).map_err(|error| Failure::Output(error.into()))?;
            Ok(true)
        }
        Some(("export", words)) => export::run(&export::Request::of(words, inputs(words))),
        Some(("compare", words)) => {
            let given = |name: &str| words.get_one::<String>(name).cloned().unwrap_or_default();
            compare::run(&given("before"), &given("after"), words.get_flag("json"))
        }
        Some(("manifest", words)) => manifest::run(&manifest::Request::of(words)),
        Some(("manual", words)) => {
            let folder = words.get_one::<String>("folder").map_or("", |folder| folder);
            clap_mangen::generate_to(arguments::command(), Path::new(folder)).map_err(Failure::Output)?;
            Ok(true)
        }
        Some(("completions", words)) => {
            let mut command = arguments::command();
            if let Some(shell) = words.get_one::<Shell>("shell") {
                clap_complete::generate(*shell, &mut command, "archive-viewer", &mut io::stdout());
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

fn inputs(words: &ArgMatches) -> Vec<String> {
    words.get_many::<String>("inputs").unwrap_or_default().cloned().collect()
}

fn told(failure: &Failure) -> ExitCode {
    let mut err = io::stderr();
    match failure {
        // Closing the reading end of a pipe, as `head` does, is no failure.
        Failure::Output(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Failure::Misused(_) => {
            drop(writeln!(err, "{failure}\nTry: archive-viewer --help"));
            return ExitCode::from(2);
        }
        Failure::Told => {}
        Failure::Input(_) | Failure::Output(_) => drop(writeln!(err, "{failure}")),
    }
    ExitCode::FAILURE
}

//! Measures each stress input natively: `cargo run --release --example stress`
//!
//! Each input of `tests/fixtures/stress.json` goes from bytes to page in a process of its own, at its usual and its largest
//! useful size, followed by a good post. Prints one JSON line each.
//! `--only WORDS` selects inputs whose names contain the words.

#[path = "../tests/common/stress.rs"]
mod stress;

use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::page::ReadingPage;
use serde::Serialize;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Time limit of one input.
const TOO_LONG: Duration = Duration::from_secs(30);

const GOOD: &str = "---\ntitle: A good post\n---\n<div><p>It is shown.</p></div>\n";

#[derive(Serialize)]
struct Line {
    name: String,
    size: &'static str,
    bytes: usize,
    /// The outcome: `article`, the name of a limit, or an error code.
    end: String,
    ms: f64,
    /// CPU time, which other programs don't lengthen; null where the system doesn't report it.
    cpu_ms: Option<f64>,
    good_ms: f64,
    /// Peak memory of the process; null where the system doesn't report it.
    peak_mib: Option<f64>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["--one", name, size] => one(name, size),
        [] => all(""),
        ["--only", only] => all(only),
        _ => Err("it takes nothing, or --only WORDS".into()),
    }
}

/// Runs each input in a child process.
fn all(only: &str) -> Result<(), Box<dyn std::error::Error>> {
    let program = std::env::current_exe()?;
    let mut failed = 0;
    for input in stress::inputs().iter().filter(|input| input.name.contains(only)) {
        for size in ["usual", "full"] {
            let mut child = Command::new(&program).args(["--one", &input.name, size]).spawn()?;
            let start = Instant::now();
            let status = loop {
                if let Some(status) = child.try_wait()? {
                    break status;
                }
                if start.elapsed() > TOO_LONG {
                    child.kill()?;
                }
                sleep(Duration::from_millis(5));
            };
            // This line is missing and the run fails at its end; the other inputs are still measured.
            if !status.success() {
                eprintln!("{}, {size}: it did not finish ({status})", input.name);
                failed += 1;
            }
        }
    }
    if failed > 0 { Err(format!("{failed} inputs did not finish").into()) } else { Ok(()) }
}

/// Opens one input, and a good post after it.
fn one(name: &str, size: &str) -> Result<(), Box<dyn std::error::Error>> {
    let input = stress::inputs().into_iter().find(|input| input.name == name).ok_or("there is no such input")?;
    let (size, bytes) = match size {
        "usual" => ("usual", input.with(input.times)),
        _ => ("full", input.filled()),
    };
    let (start, cpu) = (Instant::now(), cpu_ms());
    let end = end_of(&bytes);
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    let cpu_ms = cpu_ms().zip(cpu).map(|(after, before)| after - before);
    let start = Instant::now();
    let good = end_of(GOOD.as_bytes());
    let good_ms = start.elapsed().as_secs_f64() * 1000.0;
    assert_eq!(good, "article", "the good post after it");
    let line = Line { name: input.name, size, bytes: bytes.len(), end, ms, cpu_ms, good_ms, peak_mib: peak() };
    println!("{}", serde_json::to_string(&line)?);
    Ok(())
}

/// The outcome of opening `bytes`, from bytes to page.
fn end_of(bytes: &[u8]) -> String {
    let file = match read_text("stress.md", bytes, &EncodingRs) {
        Ok(file) => file,
        Err(refusal) => return refusal.code().to_owned(),
    };
    let page = ReadingPage::of_text(file, bytes.len() as u64);
    let limit = page.problems.iter().find(|problem| problem.code == "limit");
    limit.map_or("article".to_owned(), |limit| limit.args["limit"].to_owned())
}

/// CPU time of this thread in milliseconds, on Linux.
fn cpu_ms() -> Option<f64> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = times.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e6)
}

/// Peak memory of this process in MiB, on Linux.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

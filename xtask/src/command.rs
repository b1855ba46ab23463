//! Other programs, run from the project's folder, each printed before it starts.

use std::ffi::OsString;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::Outcome;

/// A call of another program.
pub struct Step {
    command: Command,
    shown: String,
}

impl Step {
    /// A call of `program` with `arguments`, in the folder `root`.
    pub fn new(root: &Path, program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(real_name(program));
        command.args(arguments).current_dir(root);
        let mut shown = program.to_owned();
        for argument in arguments {
            shown.push(' ');
            shown.push_str(&quoted(argument));
        }
        Self { command, shown }
    }

    /// Sets an environment variable for this call, shown before the command as in a shell.
    pub fn with_variable(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self.shown = format!("{name}={} {}", quoted(value), self.shown);
        self
    }

    /// Prints the command and runs it. Fails when it fails.
    pub fn run(mut self) -> Outcome {
        println!("$ {}", self.shown);
        let status = self.command.status().map_err(|error| cannot_start(&self.shown, &error))?;
        if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", self.shown).into()) }
    }

    /// Runs the command as [`Step::run`] does, with its standard output written to `file`.
    pub fn run_into(mut self, file: &Path) -> Outcome {
        self.command.stdout(File::create(file)?);
        self.run()
    }

    /// The standard output, or `None` where the command fails. For queries: the command is not shown.
    pub fn answer(mut self) -> Option<String> {
        let output = self
            .command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()
            .filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

fn cannot_start(shown: &str, error: &std::io::Error) -> String {
    if error.kind() == ErrorKind::NotFound {
        let program = shown.split(' ').find(|word| !word.contains('='));
        let program = program.unwrap_or(shown);
        format!("`{shown}` can't run: {program} is not installed or not on the PATH")
    } else {
        format!("`{shown}` can't run: {error}")
    }
}

/// The name to start a program by.
fn real_name(program: &str) -> OsString {
    match program {
        // The cargo that started this program need not be the first on the PATH.
        "cargo" => std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
        // On Windows npm and npx are scripts, which start by their full names only.
        "npm" | "npx" if cfg!(windows) => format!("{program}.cmd").into(),
        other => other.into(),
    }
}

/// A word quoted for a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=./:,@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

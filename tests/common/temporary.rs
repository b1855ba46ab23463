//! A folder of one test's own, and the command in it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A temporary folder of one test.
pub struct Temporary(pub PathBuf);

impl Temporary {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("command-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Temporary(folder)
    }

    /// A folder of posts.
    pub fn with_posts(self, count: usize) -> Self {
        fs::create_dir_all(self.0.join("posts")).unwrap();
        for number in 0..count {
            let text = format!("---\ntitle: Lamp {number}\n---\n\n{}\n", "The lamp was lit again. ".repeat(200));
            fs::write(self.0.join(format!("posts/2020-01-02-lamp-{number}.md")), text).unwrap();
        }
        self
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_archive-viewer"));
        command.args(words).current_dir(&self.0).stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

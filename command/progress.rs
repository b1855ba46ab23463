//! How far a run is, on a terminal; nothing in a pipe.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Time between two lines.
const EVERY: Duration = Duration::from_millis(200);

const TO_END: &str = "\x1b[K";

/// A line on the terminal that is written anew.
pub struct Progress {
    is_shown: bool,
    start: Instant,
    last: Instant,
    done: u64,
}

impl Progress {
    /// Begins to count.
    pub fn start() -> Progress {
        let now = Instant::now();
        Progress { is_shown: stderr().is_terminal(), start: now, last: now, done: 0 }
    }

    /// Counts a post. `share` of the whole was read, from 0 to 1.
    pub fn add(&mut self, what: &str, share: f64) {
        self.done += 1;
        if !self.is_shown || self.last.elapsed() < EVERY {
            return;
        }
        self.last = Instant::now();
        let seconds = self.start.elapsed().as_secs_f64();
        let left = if share > 0.02 {
            format!(", {:.0} s left", (seconds * (1.0 - share) / share).ceil())
        } else {
            String::new()
        };
        self.show(&format!("{what}: {} posts, {:.0}/s{left}", self.done, self.done as f64 / seconds));
    }

    /// Says something about a file.
    pub fn warn(&self, sentence: &str) {
        self.end();
        // Nobody can be told that nobody can be told.
        drop(writeln!(stderr(), "{sentence}"));
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.show("");
    }

    fn show(&self, line: &str) {
        if self.is_shown {
            drop(write!(stderr(), "\r{line}{TO_END}"));
        }
    }
}

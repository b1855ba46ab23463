//! Parts of the checks that run while another does, since their time is spent with waiting.

use std::fs::{self, File};
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::command::write_steps_to;
use crate::part::Part;

type Ended = (Part, Duration, Result<(), String>);

/// What they print is shown at their end.
pub struct Beside {
    output: PathBuf,
    parts: JoinHandle<Vec<Ended>>,
}

impl Beside {
    /// Runs parts one after the other, all of them; `None` for none.
    ///
    /// # Errors
    /// When `output` can't be written.
    pub fn start(
        parts: Vec<Part>,
        output: PathBuf,
        mut run: impl FnMut(Part) -> Outcome + Send + 'static,
    ) -> Outcome<Option<Self>> {
        if parts.is_empty() {
            return Ok(None);
        }
        let file = File::create(&output)?;
        let mut ended = move |part| {
            let start = Instant::now();
            let outcome = run(part).map_err(|error| error.to_string());
            (part, start.elapsed(), outcome)
        };
        let parts = thread::spawn(move || {
            write_steps_to(file);
            parts.into_iter().map(&mut ended).collect()
        });
        Ok(Some(Self { output, parts }))
    }

    /// Waits for the parts and adds their times.
    ///
    /// # Errors
    /// With the first that failed.
    pub fn end(self, times: &mut Vec<(Part, Duration)>) -> Result<(), (Part, String)> {
        let ended = self.parts.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        println!("\n== beside ==\n{}", fs::read_to_string(&self.output).unwrap_or_default());
        times.extend(ended.iter().map(|(part, time, _)| (*part, *time)));
        ended.into_iter().try_for_each(|(part, _, outcome)| outcome.map_err(|error| (part, error)))
    }
}

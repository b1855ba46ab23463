//! Who publishes: all cores of the machine.

use super::super::progress::Progress;
use super::super::workers::{in_parallel, with_less_effort};
use archive_viewer::file::{Decoders, EncodingRs};
use archive_viewer::page::Effort;
use archive_viewer::publish::run::Work;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// All cores of the machine, and the line that says how far they are.
pub struct AllCores(Mutex<(&'static str, Progress)>);

impl AllCores {
    /// Begins.
    pub fn start() -> AllCores {
        AllCores(Mutex::new(("", Progress::start())))
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.line().1.end();
    }

    fn line(&self) -> MutexGuard<'_, (&'static str, Progress)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Work for AllCores {
    fn decoders(&self) -> &'static dyn Decoders {
        &EncodingRs
    }

    fn in_parallel<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        in_parallel(items, work)
    }

    fn with_less_effort(&self, _: &str, work: impl Fn(Effort) -> Vec<u8>) -> Option<Vec<u8>> {
        with_less_effort(work)
    }

    fn unless_it_stops<R>(&self, _: &str, work: impl FnOnce() -> Option<R>) -> Option<R> {
        catch_unwind(AssertUnwindSafe(work)).ok().flatten()
    }

    fn add(&self, what: &'static str, share: f64) {
        let mut line = self.line();
        if line.0 != what {
            *line = (what, Progress::start());
        }
        line.1.add(what, share);
    }

    fn warn(&self, sentence: &str) {
        self.line().1.warn(sentence);
    }
}

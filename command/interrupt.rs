//! Ctrl-C leaves whole files: those that are being written are removed.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Mutex, PoisonError};

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The exit code after Ctrl-C.
static CODE: AtomicI32 = AtomicI32::new(130);

/// Ctrl-C is how this run ends.
#[cfg(feature = "command")]
pub fn is_expected() {
    CODE.store(0, Ordering::Relaxed);
}

/// The exit code after Ctrl-C.
#[cfg(feature = "command")]
pub fn code() -> i32 {
    CODE.load(Ordering::Relaxed)
}

/// A file that is being written, until this is dropped.
pub struct Writing(PathBuf);

impl Writing {
    /// Notes that a file is being written.
    pub fn of(file: &Path) -> Writing {
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).push(file.to_owned());
        Writing(file.to_owned())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).retain(|file| *file != self.0);
    }
}

/// Removes the files that are being written, and holds back whoever would write another.
#[cfg(feature = "command")]
pub fn remove_unfinished() -> impl Sized {
    let unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    for file in &*unfinished {
        drop(std::fs::remove_file(file));
    }
    unfinished
}

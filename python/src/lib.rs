//! The core for Python: posts as the lines of JSON that the command prints, which `archive_viewer/__init__.py` makes objects of.

#[path = "../../command/clean.rs"]
#[allow(dead_code)]
mod clean;
#[path = "../../command/inputs.rs"]
#[allow(dead_code)]
mod inputs;
#[path = "../../command/interrupt.rs"]
#[allow(dead_code)]
mod interrupt;
#[path = "../../command/outcome.rs"]
#[allow(dead_code)]
mod outcome;
#[path = "../../command/outputs.rs"]
#[allow(dead_code)]
mod outputs;
#[path = "../../command/progress.rs"]
#[allow(dead_code)]
mod progress;
#[path = "../../command/reading.rs"]
#[allow(dead_code)]
mod reading;
#[path = "../../command/workers.rs"]
#[allow(dead_code)]
mod workers;

use archive_viewer::export::{Exported, Form, Source, export};
use archive_viewer::file::EncodingRs;
use inputs::{Input, base_name};
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Posts that are ready before they are asked for.
const AHEAD: usize = 64;

/// A line of JSON for a post: the post, or why it can't be opened.
#[pyfunction]
fn clean_json(py: Python<'_>, bytes: &[u8], name: &str) -> String {
    py.detach(|| {
        let source = Source { path: name, name: base_name(name), bytes };
        let line = |effort| export(source, Form::Json, effort, None, &EncodingRs);
        let message = "the program stopped while it read the file";
        workers::with_less_effort(line).unwrap_or_else(|| Exported::unopened(name, "crashed", message, Form::Json)).text
    })
}

/// A line of JSON, or a sentence about what ends the archive.
type Line = Result<String, String>;

/// The posts of an archive, as lines of JSON. A thread of its own reads the archive, and ends when nobody waits for it.
#[pyclass(frozen)]
struct Lines(Mutex<Receiver<Line>>);

#[pymethods]
impl Lines {
    #[new]
    fn new(py: Python<'_>, path: &str, learn: bool) -> PyResult<Lines> {
        let input = py.detach(|| Input::open(path)).map_err(PyOSError::new_err)?;
        let (sender, receiver) = sync_channel(AHEAD);
        thread::Builder::new().name("archive-viewer".into()).spawn(move || send_posts(&input, learn, &sender))?;
        Ok(Lines(Mutex::new(receiver)))
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<String>> {
        let line = py.detach(|| self.0.lock().unwrap_or_else(PoisonError::into_inner).recv());
        line.ok().transpose().map_err(PyOSError::new_err)
    }
}

fn send_posts(input: &Input, learns: bool, lines: &SyncSender<Line>) {
    let learned = match if learns { clean::learn(input, |_| {}) } else { Ok(None) } {
        Ok(learned) => learned,
        Err(failure) => return drop(lines.send(Err(failure.to_string()))),
    };
    let sent = clean::clean_posts(input, Form::Json, learned.as_ref(), |answer| match answer.exported {
        Ok(Exported { text, .. }) if text.is_empty() => Ok(()),
        Ok(Exported { text, .. }) => lines.send(Ok(text)),
        Err(sentence) if answer.is_failed => lines.send(Err(sentence)),
        // What is wrong with the archive as a whole is what `check` is for.
        Err(_) => Ok(()),
    });
    // Nobody waits for posts any more.
    drop(sent);
}

/// The part of the package that is Rust.
#[pymodule]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    // A post on which the program stops is told by its line.
    std::panic::set_hook(Box::new(|_| {}));
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(clean_json, module)?)?;
    module.add_class::<Lines>()
}

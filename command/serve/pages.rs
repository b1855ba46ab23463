//! Posts as pages, as `publish` would write them, each made when it is asked for. A thread of its own reads the archive, when
//! the first page is wanted.

use super::super::inputs::Input;
use super::super::publish::{AllCores, read};
use archive_viewer::publish::run::Preview;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// What is asked: a path, and where its bytes go, or a sentence.
type Question = (String, Sender<Result<Option<Vec<u8>>, String>>);

/// The pages of an archive.
pub struct Pages(Sender<Question>);

impl Pages {
    /// The pages of the input that `open` opens.
    pub fn of(open: impl FnOnce() -> Result<Input, String> + Send + 'static) -> Pages {
        let (questions, asked) = channel();
        // Without a thread nothing is answered, which the asker sees.
        drop(thread::Builder::new().spawn(move || answer(open, &asked)));
        Pages(questions)
    }

    /// The file at a path.
    ///
    /// # Errors
    /// A sentence, when the archive can't be read.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let (answer, answered) = channel();
        let is_asked = self.0.send((path.to_owned(), answer)).is_ok();
        let stopped = || Err("the program stopped while it made a page".to_owned());
        if is_asked { answered.recv().unwrap_or_else(|_| stopped()) } else { stopped() }
    }
}

fn answer(open: impl FnOnce() -> Result<Input, String>, asked: &Receiver<Question>) {
    let Ok(first) = asked.recv() else { return };
    let questions = std::iter::once(first).chain(asked);
    let work = AllCores::start();
    let input = open();
    let source = match &input {
        Ok(input) => read(input, &work).map_err(|failure| failure.to_string()),
        Err(sentence) => Err(sentence.clone()),
    };
    let mut preview = source.map(|source| Preview::of(source, &work));
    work.end();
    for (path, answer) in questions {
        let file = match &mut preview {
            Ok(Some(preview)) => preview.file(&path, &work),
            Ok(None) => Ok(None),
            Err(sentence) => Err(sentence.clone()),
        };
        // Whoever asked has left.
        drop(answer.send(file));
    }
}

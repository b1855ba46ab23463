//! All cores of the machine: jobs side by side, their answers in order.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Bytes of a thread's stack: as much as the main thread has.
const STACK: usize = 8 * 1024 * 1024;

/// Runs `run` over the items and hands its answers to `take`, in order. Few items wait at a time, so that memory stays small.
///
/// # Errors
/// The first error of `take`; the rest of the items is left.
pub fn in_order<T: Send, A: Send, E>(
    items: impl Iterator<Item = T>,
    run: impl Fn(T) -> A + Sync,
    mut take: impl FnMut(A) -> Result<(), E>,
) -> Result<(), E> {
    let count = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let width = 4 * count;
    let (jobs, queue) = sync_channel::<(T, Sender<A>)>(width);
    let queue = Arc::new(Mutex::new(queue));
    thread::scope(|scope| {
        for _ in 0..count {
            let (queue, run) = (Arc::clone(&queue), &run);
            let worker = move || {
                while let Some((item, answer)) = next(&queue) {
                    // Whoever waited for it has left.
                    drop(answer.send(run(item)));
                }
            };
            // Without a thread of its own the work is done by fewer.
            drop(thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker));
        }
        // Workers alone hold it from here on: without any, sending fails.
        drop(queue);
        let mut waiting: VecDeque<Receiver<A>> = VecDeque::new();
        let mut take_first = |waiting: &mut VecDeque<Receiver<A>>| match waiting.pop_front().map(|one| one.recv()) {
            Some(Ok(answer)) => take(answer),
            _ => Ok(()),
        };
        for item in items {
            let (answer, answered) = channel();
            if jobs.send((item, answer)).is_err() {
                break;
            }
            waiting.push_back(answered);
            if waiting.len() >= width {
                take_first(&mut waiting)?;
            }
        }
        while !waiting.is_empty() {
            take_first(&mut waiting)?;
        }
        drop(jobs);
        Ok(())
    })
}

fn next<J>(queue: &Mutex<Receiver<J>>) -> Option<J> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// What `run` gives at the first effort at which it doesn't stop the program, as an instance of WebAssembly would trap.
pub fn with_less_effort<A>(run: impl Fn(archive_viewer::page::Effort) -> A) -> Option<A> {
    use archive_viewer::page::Effort::{Clean, Decode, Parse};
    [Clean, Parse, Decode].into_iter().find_map(|effort| catch_unwind(AssertUnwindSafe(|| run(effort))).ok())
}

/// Does `work` with each item of a list, and gives the results in the order of the items.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let count = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(items.len().max(1));
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let worker = || {
            let mut own = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(at) else { return own };
                own.push((at, work(item)));
            }
        };
        // Without threads of their own the main one does the work.
        let build = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).ok();
        let workers: Vec<_> = (1..count).filter_map(build).collect();
        let mut all = worker();
        all.extend(workers.into_iter().flat_map(|worker| worker.join().expect("a worker ends")));
        all
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

//! Reads one record by itself.

use super::record::{Head, Http};
use super::{head_length, unpack};
use crate::Problem;
use crate::archive::gzip::Gunzip;
use crate::archive::inflate::{cut, damaged};
use crate::archive::limits::{CHUNK, MAX_ENTRY, MAX_WARC_HEAD};
use crate::archive::request::Received;

/// One record being read.
pub(in crate::archive) struct WarcEntry {
    gunzip: Option<Gunzip>,
    /// Unpacked bytes before the record.
    skip: u64,
    bytes: Vec<u8>,
    /// The head and its length, once they are known.
    head: Option<(Head, usize)>,
}

impl WarcEntry {
    pub(in crate::archive) fn new(skip: u64, is_packed: bool) -> Self {
        WarcEntry { gunzip: is_packed.then(Gunzip::new), skip, bytes: Vec::new(), head: None }
    }

    /// Takes more of the file; returns the outcome, or `None` if more is needed.
    pub(in crate::archive) fn feed(&mut self, received: &Received) -> Option<Result<Vec<u8>, Problem>> {
        let Some(mut gunzip) = self.gunzip.take() else {
            self.bytes.extend_from_slice(&received.bytes);
            return self.outcome().or_else(|| received.cut.then(|| Err(cut())));
        };
        let mut output = vec![0; CHUNK as usize / 16];
        let mut input = received.bytes.as_slice();
        let outcome = loop {
            let step = gunzip.step(input, &mut output);
            input = &input[step.consumed..];
            let skipped = self.skip.min(step.produced as u64);
            self.skip -= skipped;
            self.bytes.extend_from_slice(&output[skipped as usize..step.produced]);
            if let Some(outcome) = self.outcome() {
                break Some(outcome);
            }
            if gunzip.is_over() {
                break Some(Err(cut()));
            }
            if step.produced == 0 && input.is_empty() {
                break received.cut.then(|| Err(cut()));
            }
        };
        self.gunzip = Some(gunzip);
        outcome
    }

    /// The file, once its record is complete.
    fn outcome(&mut self) -> Option<Result<Vec<u8>, Problem>> {
        if self.head.is_none() {
            let Some(length) = head_length(&self.bytes, 0) else {
                return (self.bytes.len() > MAX_WARC_HEAD).then(|| Err(damaged()));
            };
            let Some(head) = Head::parse(&self.bytes[..length]) else { return Some(Err(damaged())) };
            self.head = Some((head, length));
        }
        let (head, length) = self.head.as_ref()?;
        if head.length > MAX_ENTRY + MAX_WARC_HEAD as u64 {
            return Some(Err(damaged()));
        }
        let block = self.bytes.get(*length..*length + head.length as usize)?;
        let http = if head.is_http() { Http::parse(block) } else { None };
        if head.is_http() && http.is_none() {
            return Some(Err(damaged()));
        }
        Some(unpack(head, http.as_ref(), block).map(|(bytes, _)| bytes))
    }
}

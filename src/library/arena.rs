//! An arena of texts in large blocks: growing never copies, and a search scans contiguous bytes.

use super::sort;

/// Bytes of a block.
const BLOCK: usize = 4 << 20;
/// Longer parts have a block of their own, so that little of a block is wasted.
const LONG: usize = BLOCK / 4;

/// A part of an arena.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    block: u32,
    start: u32,
    length: u32,
}

impl Span {
    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.length as usize
    }
}

/// The storage of a block.
pub trait Block: Default {
    /// A part of a block.
    type Part: ?Sized;
    fn with_capacity(bytes: usize) -> Self;
    fn capacity(&self) -> usize;
    fn len(&self) -> usize;
    fn push(&mut self, part: &Self::Part);
    fn part(&self, start: usize, end: usize) -> Option<&Self::Part>;
    fn len_of(part: &Self::Part) -> usize;
}

impl Block for String {
    type Part = str;
    fn with_capacity(bytes: usize) -> Self {
        String::with_capacity(bytes)
    }
    fn capacity(&self) -> usize {
        String::capacity(self)
    }
    fn len(&self) -> usize {
        str::len(self)
    }
    fn push(&mut self, part: &str) {
        self.push_str(part);
    }
    fn part(&self, start: usize, end: usize) -> Option<&str> {
        self.get(start..end)
    }
    fn len_of(part: &str) -> usize {
        part.len()
    }
}

impl Block for Vec<u8> {
    type Part = [u8];
    fn with_capacity(bytes: usize) -> Self {
        Vec::with_capacity(bytes)
    }
    fn capacity(&self) -> usize {
        Vec::capacity(self)
    }
    fn len(&self) -> usize {
        <[u8]>::len(self)
    }
    fn push(&mut self, part: &[u8]) {
        self.extend_from_slice(part);
    }
    fn part(&self, start: usize, end: usize) -> Option<&[u8]> {
        self.get(start..end)
    }
    fn len_of(part: &[u8]) -> usize {
        part.len()
    }
}

/// Append-only storage of parts.
#[derive(Debug)]
pub struct Arena<B> {
    blocks: Vec<B>,
    /// The block that is appended to.
    open: usize,
    /// Bytes of freed parts that are still there.
    dropped: usize,
    /// How often parts were moved together.
    compactions: u32,
}

/// Where blocks begin, until parts are moved.
pub type Mark = (u32, usize);

impl<B> Default for Arena<B> {
    fn default() -> Self {
        Arena { blocks: Vec::new(), open: usize::MAX, dropped: 0, compactions: 0 }
    }
}

impl<B: Block> Arena<B> {
    /// Appends a part.
    pub fn push(&mut self, part: &B::Part) -> Span {
        let length = B::len_of(part);
        let has_room = self.blocks.get(self.open).is_some_and(|block| block.capacity() - block.len() >= length);
        let at = if has_room {
            self.open
        } else {
            self.blocks.push(B::with_capacity(if length > LONG { length } else { BLOCK }));
            let at = self.blocks.len() - 1;
            if length <= LONG {
                self.open = at;
            }
            at
        };
        let block = &mut self.blocks[at];
        let start = block.len() as u32;
        block.push(part);
        Span { block: at as u32, start, length: length as u32 }
    }

    /// The part at `span`.
    pub fn get(&self, span: Span) -> Option<&B::Part> {
        self.blocks.get(span.block as usize)?.part(span.start as usize, (span.start + span.length) as usize)
    }

    /// Marks a part as no longer needed.
    pub fn free(&mut self, span: Span) {
        self.dropped += span.len();
    }

    /// Whether a large share of the bytes is freed.
    pub fn is_wasteful(&self) -> bool {
        self.dropped > BLOCK && self.dropped * 4 > self.used()
    }

    /// Moves the parts in use together, block by block, so that memory never doubles.
    pub fn compact<'a>(&mut self, spans: impl Iterator<Item = &'a mut Span>) {
        let compactions = self.compactions + 1;
        let mut old: Vec<B> = std::mem::take(self).blocks;
        self.compactions = compactions;
        let mut spans: Vec<&mut Span> = spans.collect();
        let place = |span: &Span| u64::from(span.block) << 32 | u64::from(span.start);
        let mut order: Vec<(u64, u32)> = spans.iter().zip(0..).map(|(span, at)| (place(span), at)).collect();
        sort::by_key(&mut order);
        let mut freed = 0;
        for (_, at) in order {
            let span = &mut *spans[at as usize];
            while freed < span.block as usize {
                old[freed] = B::default();
                freed += 1;
            }
            if let Some(part) = old[span.block as usize].part(span.start as usize, (span.start + span.length) as usize)
            {
                *span = self.push(part);
            }
        }
    }

    /// Appends to a new block from now on.
    pub fn mark(&mut self) -> Mark {
        self.open = usize::MAX;
        (self.compactions, self.blocks.len())
    }

    /// Drops the blocks between two marks, of which all parts are freed.
    pub fn drop_between(&mut self, from: Mark, to: Mark) {
        if from.0 != self.compactions || to.0 != self.compactions {
            return;
        }
        for block in self.blocks.get_mut(from.1..to.1).unwrap_or_default() {
            self.dropped = self.dropped.saturating_sub(std::mem::take(block).len());
        }
    }

    /// Bytes in use.
    pub fn used(&self) -> usize {
        self.blocks.iter().map(Block::len).sum()
    }

    /// Bytes allocated.
    pub fn allocated(&self) -> usize {
        self.blocks.iter().map(Block::capacity).sum()
    }
}

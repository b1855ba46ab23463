//! Where texts stand: in blocks, so that what grows is never copied, and a search goes over bytes that lie side by side.

use super::sort;

/// Bytes of a block.
const BLOCK: usize = 4 << 20;
/// What is longer has a block of its own, so that little of a block is left empty.
const LONG: usize = BLOCK / 4;

/// Where something stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    block: u32,
    start: u32,
    length: u32,
}

impl Span {
    /// How many bytes it has.
    pub fn len(self) -> usize {
        self.length as usize
    }
}

/// What blocks are made of.
pub trait Block: Default {
    /// A part of it.
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

/// Blocks of one kind.
#[derive(Debug)]
pub struct Blocks<B> {
    blocks: Vec<B>,
    /// The block that is being filled.
    open: usize,
    /// Bytes of what was dropped, which still stand there.
    dropped: usize,
}

impl<B> Default for Blocks<B> {
    fn default() -> Self {
        Blocks { blocks: Vec::new(), open: usize::MAX, dropped: 0 }
    }
}

impl<B: Block> Blocks<B> {
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

    /// What stands there.
    pub fn get(&self, span: Span) -> Option<&B::Part> {
        self.blocks.get(span.block as usize)?.part(span.start as usize, (span.start + span.length) as usize)
    }

    /// Says that a part isn't needed any more.
    pub fn drop(&mut self, span: Span) {
        self.dropped += span.len();
    }

    /// Whether much of what stands here was dropped.
    pub fn is_wasteful(&self) -> bool {
        self.dropped > BLOCK && self.dropped * 4 > self.used()
    }

    /// Moves what is still needed together, a block at a time, so that it never stands twice as a whole.
    pub fn compact<'a>(&mut self, spans: impl Iterator<Item = &'a mut Span>) {
        let mut old: Vec<B> = std::mem::take(self).blocks;
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

    /// Bytes that are in use.
    pub fn used(&self) -> usize {
        self.blocks.iter().map(Block::len).sum()
    }

    /// Bytes that were set aside.
    pub fn held(&self) -> usize {
        self.blocks.iter().map(Block::capacity).sum()
    }
}

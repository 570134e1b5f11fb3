//! A spool takes bytes while a table is written: in memory that it has together with others, and what does not fit in a
//! temporary file. What is taken over from another table stays where it lies until then.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use arrow_buffer::Buffer;

/// Bytes of memory that a spool takes at a time.
const BLOCK: usize = 1 << 20;
/// Bytes of memory that each spool has, whatever others have.
const LEAST: usize = 1 << 16;

/// The memory that spools have together, and where they put what does not fit into it.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Room {
    folder: Option<PathBuf>,
    /// Bytes that nobody has taken.
    free: Arc<AtomicUsize>,
    /// Bytes that each spool has without taking them.
    least: usize,
}

impl Room {
    /// Memory alone, without a limit.
    pub(in crate::graph) fn memory() -> Self {
        Self { folder: None, free: Arc::new(usize::MAX.into()), least: LEAST }
    }

    /// Temporary files in a folder, and so many bytes of memory.
    pub(in crate::graph) fn folder(folder: &Path, memory: usize) -> Self {
        Self { folder: Some(folder.to_owned()), free: Arc::new(memory.into()), least: LEAST }
    }

    /// The same, with `least` bytes for each spool.
    #[cfg(test)]
    pub(super) fn with_least(self, least: usize) -> Self {
        Self { least, ..self }
    }

    /// None of its memory yet.
    pub(in crate::graph) fn share(&self) -> Share {
        Share { free: Arc::clone(&self.free), bytes: 0 }
    }

    /// A temporary file.
    pub(in crate::graph) fn file(&self) -> io::Result<File> {
        self.folder.as_ref().map_or_else(tempfile::tempfile, tempfile::tempfile_in)
    }
}

/// Memory that was taken of a room, and is free again when this is dropped.
#[derive(Debug)]
pub(in crate::graph) struct Share {
    free: Arc<AtomicUsize>,
    bytes: usize,
}

impl Share {
    /// Takes more bytes, unless there are fewer.
    pub(in crate::graph) fn take(&mut self, bytes: usize) -> bool {
        let taken = self.free.fetch_update(Relaxed, Relaxed, |free| free.checked_sub(bytes)).is_ok();
        self.bytes += if taken { bytes } else { 0 };
        taken
    }

    /// Gives some of them back.
    pub(in crate::graph) fn give(&mut self, bytes: usize) {
        self.bytes -= bytes;
        self.free.fetch_add(bytes, Relaxed);
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.give(self.bytes);
    }
}

/// Bytes on their way into a file.
#[derive(Debug)]
pub(in crate::graph) struct Spool {
    /// What stands before `memory`; of the first `settled` none is held.
    pieces: Vec<Piece>,
    settled: usize,
    memory: Vec<u8>,
    /// Bytes that are held in memory, in pieces too.
    held: usize,
    share: Share,
    spilled: Option<File>,
    room: Room,
    len: u64,
    error: Option<io::Error>,
}

/// Bytes of a spool to which nothing is added.
#[derive(Debug)]
enum Piece {
    Held(Vec<u8>),
    /// So many of the temporary file, after those of the pieces before.
    Spilled(usize),
    /// Some of what others have too.
    Shared(Buffer, Range<usize>),
}

impl Spool {
    pub(in crate::graph) fn new(room: &Room) -> Self {
        let (pieces, memory, share, room) = (Vec::new(), Vec::new(), room.share(), room.clone());
        Self { pieces, settled: 0, memory, held: 0, share, spilled: None, room, len: 0, error: None }
    }

    pub(in crate::graph) fn len(&self) -> u64 {
        self.len
    }

    /// Adds bytes; what goes wrong is told when they are read.
    #[inline]
    pub(in crate::graph) fn push(&mut self, bytes: &[u8]) {
        self.memory.extend_from_slice(bytes);
        self.len += bytes.len() as u64;
        self.held += bytes.len();
        if self.held >= self.room.least + self.share.bytes {
            self.make_room();
        }
    }

    /// Takes another block of memory; else puts what is held into the temporary file.
    #[cold]
    fn make_room(&mut self) {
        let more = self.held - self.room.least - self.share.bytes + BLOCK;
        if self.share.take(more) {
            let full = std::mem::replace(&mut self.memory, Vec::with_capacity(BLOCK));
            return self.pieces.push(Piece::Held(full));
        }
        if self.error.is_none() {
            self.error = self.spill().err();
        }
        self.memory.clear();
        self.memory.shrink_to(self.room.least);
        self.share.give(self.share.bytes);
        self.held = 0;
    }

    /// Adds bytes that somebody has, without copying them: a range of `from`.
    pub(in crate::graph) fn share(&mut self, from: &Buffer, range: Range<usize>) {
        self.len += range.len() as u64;
        if !self.memory.is_empty() {
            let mut before = std::mem::take(&mut self.memory);
            before.shrink_to_fit();
            self.pieces.push(Piece::Held(before));
        }
        match self.pieces.last_mut() {
            Some(Piece::Shared(last, before)) if last.ptr_eq(from) && before.end == range.start => {
                before.end = range.end;
            }
            _ => self.pieces.push(Piece::Shared(from.clone(), range)),
        }
    }

    /// Puts what is held in memory into the temporary file.
    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.spilled {
            Some(file) => file,
            empty => empty.insert(self.room.file()?),
        };
        for piece in &mut self.pieces[self.settled..] {
            if let Piece::Held(bytes) = piece {
                file.write_all(bytes)?;
                *piece = Piece::Spilled(bytes.len());
            }
        }
        file.write_all(&self.memory)?;
        match self.pieces.last_mut() {
            Some(Piece::Spilled(len)) => *len += self.memory.len(),
            _ => self.pieces.push(Piece::Spilled(self.memory.len())),
        }
        self.settled = self.pieces.len();
        Ok(())
    }

    /// Gives all the bytes to `take`, in pieces and in order.
    pub(in crate::graph) fn drain(mut self, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if let Some(file) = &mut self.spilled {
            file.rewind()?;
        }
        for piece in self.pieces {
            match (piece, &mut self.spilled) {
                (Piece::Held(bytes), _) => take(&bytes)?,
                (Piece::Shared(from, range), _) => take(&from[range])?,
                (Piece::Spilled(len), Some(file)) => copy(file, len, &mut take)?,
                (Piece::Spilled(_), None) => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        take(&self.memory)
    }
}

/// Gives the next bytes of a file to `take`.
fn copy(file: &mut File, mut len: usize, take: &mut impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut block = vec![0; len.min(1 << 16)];
    while len > 0 {
        let block = &mut block[..len.min(1 << 16)];
        file.read_exact(block)?;
        take(block)?;
        len -= block.len();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(
            parts in prop::collection::vec((any::<bool>(), 0..20_usize, 0..9_usize), 0..20), least in 1..40_usize, memory in 0..3_usize,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let room = Room::folder(folder.path(), memory * (BLOCK + 9)).with_least(least);
            let mut spool = Spool::new(&room);
            let there = Buffer::from_slice_ref((0..29_u8).collect::<Vec<u8>>());
            let mut expected: Vec<u8> = Vec::new();
            for (shared, start, len) in parts {
                let range = start..start + len;
                expected.extend(&there[range.clone()]);
                if shared { spool.share(&there, range) } else { spool.push(&there[range]) }
            }
            prop_assert_eq!(spool.len(), expected.len() as u64);
            let mut drained: Vec<u8> = Vec::new();
            spool.drain(|bytes| { drained.extend(bytes); Ok(()) }).unwrap();
            prop_assert_eq!(drained, expected);
            prop_assert_eq!(room.free.load(Relaxed), memory * (BLOCK + 9), "all is free again");
        }
    }
}

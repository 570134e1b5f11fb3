//! A spool takes bytes while a table is written: in memory, and what is more than its share in a temporary file. What is
//! taken over from another table stays where it lies until then.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use arrow_buffer::Buffer;

/// Where spools may put what does not fit into memory.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Room {
    folder: Option<PathBuf>,
    /// Bytes that each spool may hold in memory.
    share: usize,
}

impl Room {
    /// Memory alone, without a limit.
    pub(in crate::graph) fn memory() -> Self {
        Self { folder: None, share: usize::MAX }
    }

    /// Temporary files in a folder, and `share` bytes of memory for each spool.
    pub(in crate::graph) fn folder(folder: &Path, share: usize) -> Self {
        Self { folder: Some(folder.to_owned()), share }
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
        let (pieces, memory) = (Vec::new(), Vec::new());
        let room = room.clone();
        Self { pieces, settled: 0, memory, held: 0, spilled: None, room, len: 0, error: None }
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
        if self.held >= self.room.share {
            self.make_room();
        }
    }

    fn make_room(&mut self) {
        if self.error.is_none() {
            self.error = self.spill().err();
        }
        if self.error.is_some() {
            self.memory.clear();
            self.held = 0;
        }
    }

    /// Adds bytes that somebody has, without copying them: a range of `from`.
    pub(in crate::graph) fn share(&mut self, from: &Buffer, range: Range<usize>) {
        self.len += range.len() as u64;
        if !self.memory.is_empty() {
            self.pieces.push(Piece::Held(std::mem::take(&mut self.memory)));
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
        let Some(folder) = &self.room.folder else { return Ok(()) };
        let file = match &mut self.spilled {
            Some(file) => file,
            empty => empty.insert(tempfile::tempfile_in(folder)?),
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
        self.memory.clear();
        (self.settled, self.held) = (self.pieces.len(), 0);
        Ok(())
    }

    /// Makes it fail when it is read.
    pub(in crate::graph) fn fail(&mut self, error: io::Error) {
        self.error.get_or_insert(error);
    }

    /// The bytes: those in memory, or the file that all of them are in.
    pub(in crate::graph) fn into_inner(mut self) -> io::Result<(Vec<u8>, Option<File>)> {
        if self.spilled.is_some() && self.error.is_none() {
            self.error = self.spill().err();
        }
        match self.error {
            Some(error) => Err(error),
            None => Ok((self.memory, self.spilled)),
        }
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
            parts in prop::collection::vec((any::<bool>(), 0..20_usize, 0..9_usize), 0..20), share in 1..40_usize,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut spool = Spool::new(&Room::folder(folder.path(), share));
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
        }
    }
}

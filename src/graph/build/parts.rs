//! A part is some quotes of a source on their way into a graph: those that were read together, or that are kept of the
//! graph before.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::base::Base;
use crate::graph::table::{Room, Share};
use crate::link::Mention;
use crate::source::Quote;

/// Some quotes of a source, with the mentions in each of them when they are linked already.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Part<'m> {
    pub(super) quotes: Vec<Quote>,
    pub(super) mentions: Option<Vec<Vec<Mention<'m>>>>,
}

impl Part<'_> {
    /// This part and the one behind it.
    fn and(mut self, next: Self) -> Self {
        self.quotes.extend(next.quotes);
        self.mentions.iter_mut().zip(next.mentions).for_each(|(mentions, next)| mentions.extend(next));
        self
    }
}

/// Where a part is.
#[derive(Debug)]
pub(super) enum PartPlace {
    /// Here: what was read.
    Held(Box<[u8]>),
    /// What was read, in the temporary file.
    Spilled { start: u64, len: usize },
    /// Rows of quotes in the graph before.
    Kept(Range<usize>),
}

impl PartPlace {
    /// Bytes of what was read.
    fn size(&self) -> Option<usize> {
        match self {
            Self::Held(bytes) => Some(bytes.len()),
            Self::Spilled { len, .. } => Some(*len),
            Self::Kept(_) => None,
        }
    }
}

/// Bytes of parts of a source that are linked as one: it is linked once then, and not looked through for what its parts
/// explain to each other before.
const TOGETHER: usize = 1 << 20;

/// The parts of a source, those together that are linked as one.
pub(super) fn together(parts: Vec<PartPlace>) -> Vec<Vec<PartPlace>> {
    match parts.iter().map(PartPlace::size).sum::<Option<usize>>() {
        Some(size) if size <= TOGETHER && !parts.is_empty() => vec![parts],
        _ => parts.into_iter().map(|part| vec![part]).collect(),
    }
}

/// Parts that are yet to be decoded.
pub(super) enum Raw {
    /// What was read, together.
    Read(Vec<Box<[u8]>>),
    Kept(Range<usize>),
}

impl Raw {
    pub(super) fn decode<'g>(&self, base: Option<Base<'g>>) -> io::Result<Part<'g>> {
        match self {
            Self::Read(parts) => {
                let mut parts = parts.iter().map(|bytes| decode(bytes));
                let first = parts.next().unwrap_or_else(|| Ok(Part::default()))?;
                parts.try_fold(first, |all, part| Ok(all.and(part?)))
            }
            Self::Kept(rows) => kept(rows, base),
        }
    }

    /// How much work it is, in bytes or what takes as long.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Read(parts) => parts.iter().map(|bytes| bytes.len()).sum(),
            Self::Kept(rows) => rows.len() * BYTES_OF_QUOTE,
        }
    }
}

fn decode<'m>(bytes: &[u8]) -> io::Result<Part<'m>> {
    postcard::from_bytes(bytes).map_err(io::Error::other)
}

fn kept<'g>(rows: &Range<usize>, base: Option<Base<'g>>) -> io::Result<Part<'g>> {
    base.map(|base| base.part(rows.clone())).ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// The bytes of a quote of usual length.
const BYTES_OF_QUOTE: usize = 256;

/// Parts while they are gathered: in memory, and what does not fit in a temporary file.
pub(super) struct PartSink {
    room: Room,
    share: Share,
    /// The part that is being encoded.
    bytes: Vec<u8>,
    spilled: Option<BufWriter<File>>,
    len: u64,
    error: Option<io::Error>,
}

impl PartSink {
    pub(super) fn new(room: Room) -> Self {
        Self { share: room.share(), room, bytes: Vec::new(), spilled: None, len: 0, error: None }
    }

    /// Adds a part; what goes wrong is told when all are there.
    pub(super) fn push(&mut self, part: &Part<'_>) -> PartPlace {
        self.bytes.clear();
        match postcard::to_extend(part, std::mem::take(&mut self.bytes)) {
            Ok(bytes) => self.bytes = bytes,
            Err(error) => self.error = Some(io::Error::other(error)),
        }
        if self.share.take(self.bytes.len()) {
            return PartPlace::Held(self.bytes.as_slice().into());
        }
        let (start, len) = (self.len, self.bytes.len());
        if let Err(error) = self.spill() {
            self.error.get_or_insert(error);
        }
        PartPlace::Spilled { start, len }
    }

    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.spilled {
            Some(file) => file,
            empty => empty.insert(BufWriter::with_capacity(BLOCK, self.room.file()?)),
        };
        file.write_all(&self.bytes)?;
        self.len += self.bytes.len() as u64;
        Ok(())
    }

    pub(super) fn finish(self) -> io::Result<Parts> {
        match self.error {
            Some(error) => Err(error),
            None => {
                Ok(Parts { share: self.share, spilled: self.spilled.map(BufWriter::into_inner).transpose()? })
            }
        }
    }
}

/// Bytes that are written into the temporary file at a time.
const BLOCK: usize = 1 << 20;

/// Parts that are all gathered.
pub(super) struct Parts {
    share: Share,
    spilled: Option<File>,
}

impl Parts {
    /// Takes parts that are [`together`] out, to be decoded.
    pub(super) fn take(&mut self, places: Vec<PartPlace>) -> io::Result<Raw> {
        let mut read = Vec::with_capacity(places.len());
        for place in places {
            match place {
                PartPlace::Held(bytes) => {
                    self.share.give(bytes.len());
                    read.push(bytes);
                }
                PartPlace::Spilled { start, len } => read.push(self.bytes(start, len)?),
                PartPlace::Kept(rows) => return Ok(Raw::Kept(rows)),
            }
        }
        Ok(Raw::Read(read))
    }

    /// The part at a place.
    pub(super) fn read<'g>(&mut self, place: &PartPlace, base: Option<Base<'g>>) -> io::Result<Part<'g>> {
        match place {
            PartPlace::Held(bytes) => decode(bytes),
            PartPlace::Spilled { start, len } => decode(&self.bytes(*start, *len)?),
            PartPlace::Kept(rows) => kept(rows, base),
        }
    }

    fn bytes(&mut self, start: u64, len: usize) -> io::Result<Box<[u8]>> {
        let mut bytes = vec![0; len];
        let file = self.spilled.as_mut().ok_or(io::ErrorKind::UnexpectedEof)?;
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

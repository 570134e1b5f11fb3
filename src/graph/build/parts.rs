//! A part is some quotes of a source on their way into a graph: those that were read together, or that are kept of the
//! graph before.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::before::Before;
use crate::graph::table::{Room, Spool};
use crate::link::Mention;
use crate::source::Quote;

/// Some quotes of a source, with the mentions in each of them when they are linked already.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) quotes: Vec<Quote>,
    pub(super) mentions: Option<Vec<Vec<Mention>>>,
}

/// Where a part is.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// Bytes of what was read.
    Read { start: u64, len: usize },
    /// Rows of quotes in the graph before.
    Kept(Range<usize>),
}

/// A part that is yet to be decoded.
pub(super) enum Raw {
    Read(Vec<u8>),
    Kept(Range<usize>),
}

impl Raw {
    pub(super) fn decode(&self, before: Option<Before<'_>>) -> io::Result<Part> {
        match (self, before) {
            (Self::Read(bytes), _) => postcard::from_bytes(bytes).map_err(io::Error::other),
            (Self::Kept(rows), Some(before)) => Ok(before.part(rows.clone())),
            (Self::Kept(_), None) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// How much work it is, in bytes or what takes as long.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Read(bytes) => bytes.len(),
            Self::Kept(rows) => rows.len() * BYTES_OF_QUOTE,
        }
    }
}

/// The bytes of a quote of usual length.
const BYTES_OF_QUOTE: usize = 256;

/// Parts while they are gathered: in memory, and what is more than its share in a temporary file.
pub(super) struct PartSink(Spool);

impl PartSink {
    pub(super) fn new(room: &Room) -> Self {
        Self(Spool::new(room))
    }

    pub(super) fn push(&mut self, part: &Part) -> Place {
        let start = self.0.len();
        match postcard::to_allocvec(part) {
            Ok(bytes) => self.0.push(&bytes),
            Err(error) => self.0.fail(io::Error::other(error)),
        }
        Place::Read { start, len: (self.0.len() - start) as usize }
    }

    pub(super) fn finish(self) -> io::Result<Parts> {
        Ok(match self.0.into_inner()? {
            (bytes, None) => Parts::Memory(bytes),
            (_, Some(file)) => Parts::File(file),
        })
    }
}

/// Parts that are all gathered.
pub(super) enum Parts {
    Memory(Vec<u8>),
    File(File),
}

impl Parts {
    /// The part at a place.
    pub(super) fn read(&mut self, place: &Place) -> io::Result<Raw> {
        match place {
            Place::Read { start, len } => Ok(Raw::Read(self.bytes(*start, *len)?)),
            Place::Kept(rows) => Ok(Raw::Kept(rows.clone())),
        }
    }

    fn bytes(&mut self, start: u64, len: usize) -> io::Result<Vec<u8>> {
        match self {
            Self::Memory(bytes) => {
                let start = start as usize;
                bytes
                    .get(start..start + len)
                    .map(<[u8]>::to_vec)
                    .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
            }
            Self::File(file) => {
                let mut bytes = vec![0; len];
                file.seek(SeekFrom::Start(start))?;
                file.read_exact(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

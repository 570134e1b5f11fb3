//! A part is some quotes of a source on their way into a graph: those that were read together.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};

use crate::graph::table::{Room, Spool};
use crate::link::Mention;
use crate::source::Quote;

/// Some quotes of a source, with the mentions in each of them when they are linked already.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) quotes: Vec<Quote>,
    pub(super) mentions: Option<Vec<Vec<Mention>>>,
}

impl Part {
    pub(super) fn decode(bytes: &[u8]) -> io::Result<Self> {
        postcard::from_bytes(bytes).map_err(io::Error::other)
    }
}

/// Where a part is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    start: u64,
    pub(super) len: usize,
}

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
        Place { start, len: (self.0.len() - start) as usize }
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
    /// The bytes of a part.
    pub(super) fn read(&mut self, Place { start, len }: Place) -> io::Result<Vec<u8>> {
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

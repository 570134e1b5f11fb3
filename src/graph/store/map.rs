//! A mapped file: its bytes, read from disk as they are looked at.

use std::fs::File;
use std::io;
use std::path::Path;

use arrow_buffer::Buffer;
use bytes::Bytes;
use memmap2::Mmap;

/// How a file that is not in memory is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Here and there: only those pages that are looked at, without the ones beside them.
    Points,
    /// From end to end: the pages that come next too, before they are looked at.
    Scans,
}

/// The bytes of a file, of which nothing is read yet.
pub(super) fn map(path: &Path, access: Access) -> io::Result<Buffer> {
    let file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Ok(Buffer::from_vec(Vec::<u8>::new()));
    }
    // SAFETY: the bytes must not change while they are mapped. The files of a graph are written under another name and
    // then only ever renamed and removed, which does not touch the bytes. Whatever they hold is read with every bound
    // and every string checked.
    let mapped = unsafe { Mmap::map(&file) }?;
    advise(&mapped, access)?;
    Ok(Buffer::from(Bytes::from_owner(mapped)))
}

#[cfg(unix)]
fn advise(mapped: &Mmap, access: Access) -> io::Result<()> {
    mapped.advise(match access {
        Access::Points => memmap2::Advice::Random,
        Access::Scans => memmap2::Advice::Normal,
    })
}

/// Other systems are not told.
#[cfg(not(unix))]
fn advise(_: &Mmap, _: Access) -> io::Result<()> {
    Ok(())
}

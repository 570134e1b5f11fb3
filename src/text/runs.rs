//! A run is a stretch of word bytes: ASCII letters and digits, and all that is not ASCII.

use std::ops::Range;

/// The runs of a text, in order: 64 bytes are classified at a time, so that no branch depends on where a word ends.
#[derive(Debug, Clone)]
pub(crate) struct Runs<'t> {
    bytes: &'t [u8],
    /// The bytes that have been classified.
    read: usize,
    /// Of the last 64 of them, those at which a run begins or behind which one has ended.
    edges: u64,
    /// The last byte is in a run.
    inside: bool,
}

impl<'t> Runs<'t> {
    /// The runs from a byte on, which is not inside one.
    pub(crate) fn new(bytes: &'t [u8], from: usize) -> Self {
        let mut runs = Self { bytes, read: from / 64 * 64, edges: 0, inside: false };
        runs.classify(u64::MAX << (from % 64));
        runs
    }

    /// Classifies the next 64 bytes, of which the others do not count.
    fn classify(&mut self, counted: u64) {
        let words = counted & block_at(self.bytes, self.read);
        self.edges = words ^ (words << 1 | u64::from(self.inside));
        self.inside = words >> 63 == 1;
        self.read += 64;
    }

    #[inline]
    fn edge(&mut self) -> Option<usize> {
        while self.edges == 0 {
            if self.read >= self.bytes.len() {
                return std::mem::take(&mut self.inside).then_some(self.bytes.len());
            }
            self.classify(u64::MAX);
        }
        let at = self.read - 64 + self.edges.trailing_zeros() as usize;
        self.edges &= self.edges - 1;
        Some(at)
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let start = self.edge()?;
        Some(start..self.edge()?)
    }
}

/// The edges of the runs of a text, many at a time: where each begins, and behind which byte it ends.
#[derive(Debug)]
pub(crate) struct Edges<'t> {
    bytes: &'t [u8],
    read: usize,
    inside: bool,
}

/// Edges that are written at once, perhaps some that do not count.
const AT_ONCE: usize = 8;

impl<'t> Edges<'t> {
    pub(crate) fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, read: 0, inside: false }
    }

    /// True when all of the text was read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.read >= self.bytes.len()
    }

    /// Writes edges of whole blocks as long as there is room for all that a block may have; gives how many. At the end of
    /// the text there are none.
    pub(crate) fn read(&mut self, out: &mut [u32]) -> usize {
        let mut count = 0;
        while !self.is_at_end() && count + 64 + AT_ONCE <= out.len() {
            let words = block_at(self.bytes, self.read);
            let edges = words ^ (words << 1 | u64::from(self.inside));
            self.inside = words >> 63 == 1;
            count += self.write(edges, &mut out[count..]);
            self.read += 64;
        }
        if self.is_at_end() && std::mem::take(&mut self.inside) {
            out[count] = self.bytes.len() as u32;
            count += 1;
        }
        count
    }

    /// Writes some edges at a time, so that no branch depends on how many there are.
    #[inline]
    fn write(&self, mut edges: u64, out: &mut [u32]) -> usize {
        let count = edges.count_ones() as usize;
        for some in out.as_chunks_mut::<AT_ONCE>().0 {
            if edges == 0 {
                break;
            }
            for place in some {
                *place = self.read as u32 + edges.trailing_zeros();
                edges &= edges.wrapping_sub(1);
            }
        }
        count
    }
}

/// Where the runs from a byte on begin, which is not inside one, and each byte that is not ASCII.
pub(crate) fn run_starts(bytes: &[u8], from: usize) -> impl Iterator<Item = usize> {
    let mut at = from / 64 * 64;
    let counted = u64::MAX << (from % 64);
    let words = counted & block_at(bytes, at);
    let mut starts = words & !(words << 1) | counted & other_bytes_at(bytes, at);
    let mut inside = words >> 63;
    std::iter::from_fn(move || {
        while starts == 0 {
            at += 64;
            if at >= bytes.len() {
                return None;
            }
            let words = block_at(bytes, at);
            starts = words & !(words << 1 | inside) | other_bytes_at(bytes, at);
            inside = words >> 63;
        }
        let start = at + starts.trailing_zeros() as usize;
        starts &= starts - 1;
        Some(start)
    })
}

/// One bit for each of the 64 bytes from one on that is not ASCII.
#[inline]
fn other_bytes_at(bytes: &[u8], at: usize) -> u64 {
    let block = &bytes[at.min(bytes.len())..bytes.len().min(at + 64)];
    if block.is_ascii() {
        return 0;
    }
    block.iter().enumerate().fold(0, |mask, (n, byte)| mask | u64::from(!byte.is_ascii()) << n)
}

/// The run that begins at a byte; an empty one where none does.
pub(crate) fn run_at(bytes: &[u8], start: usize) -> Range<usize> {
    let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    start..start + bytes[start..].iter().take_while(is_word).count()
}

/// One bit for each of the 64 bytes from one on that belongs to a run.
#[inline]
fn block_at(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(block) => word_bytes(block),
        None => {
            let mut block = [0; 64];
            block[..rest.len()].copy_from_slice(rest);
            word_bytes(&block)
        }
    }
}

/// One bit for each byte of a block that belongs to a run. Arithmetic without branches, on as many bytes at once as the
/// machine has room for.
fn word_bytes(block: &[u8; 64]) -> u64 {
    let mut marks = [0; 64];
    for (mark, byte) in marks.iter_mut().zip(block) {
        let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let is_digit = byte.wrapping_sub(b'0') < 10;
        *mark = u8::from(is_letter | is_digit | !byte.is_ascii());
    }
    let (eights, _) = marks.as_chunks();
    // Gathers the lowest bit of each of eight bytes in one byte.
    let gathered =
        eights.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56);
    gathered.enumerate().fold(0, |mask, (n, bits)| mask | bits << (8 * n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_word(byte: u8) -> bool {
        byte.is_ascii_alphanumeric() || !byte.is_ascii()
    }

    #[test]
    fn every_byte() {
        for byte in 0..=u8::MAX {
            let expected = if is_word(byte) { u64::MAX } else { 0 };
            assert_eq!(word_bytes(&[byte; 64]), expected, "{byte}");
        }
    }

    proptest! {
        #[test]
        fn equals_looking_at_each_byte(bytes in prop::collection::vec(prop::sample::select(&b"ab0 .\xc3\xa9"[..]), 0..200)) {
            let mut at = 0;
            let naive = bytes.chunk_by(|a, b| is_word(*a) == is_word(*b)).filter_map(|chunk| {
                at += chunk.len();
                is_word(chunk[0]).then_some(at - chunk.len()..at)
            });
            let naive: Vec<_> = naive.collect();
            prop_assert_eq!(Runs::new(&bytes, 0).collect::<Vec<_>>(), naive.clone());
            let (mut edges, mut all, mut some) = (Edges::new(&bytes), Vec::new(), [0; 80]);
            while let count @ 1.. = edges.read(&mut some) {
                all.extend_from_slice(&some[..count]);
            }
            let expected: Vec<u32> = naive.iter().flat_map(|run| [run.start as u32, run.end as u32]).collect();
            prop_assert_eq!(all, expected);
            for (n, run) in naive.iter().enumerate() {
                prop_assert_eq!(run_at(&bytes, run.start), run.clone());
                let begins = |at: &usize| !bytes[*at].is_ascii() || naive[n..].iter().any(|run| run.start == *at);
                let starts: Vec<usize> = (run.start..bytes.len()).filter(begins).collect();
                prop_assert_eq!(run_starts(&bytes, run.start).collect::<Vec<_>>(), starts);
                prop_assert_eq!(Runs::new(&bytes, run.start).collect::<Vec<_>>(), naive[n..].to_vec());
            }
        }
    }
}

//! A compiled linker as bytes: what took long to compile is kept, and read again by the same program in no time.

use super::linker::Linker;
use super::lookup::hash::hash;

/// The bytes of the checksum that ends it.
const CHECKSUM: usize = 8;

impl Linker {
    /// The linker as bytes, which [`from_bytes`](Self::from_bytes) of the same program reads; the same for the same
    /// scheme. O(size).
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = postcard::to_allocvec(self).ok()?;
        let checksum = hash(&bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        Some(bytes)
    }

    /// The linker that some bytes are; none when they are not as they were written. O(size).
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (bytes, checksum) = bytes.split_last_chunk::<CHECKSUM>()?;
        (hash(bytes).to_le_bytes() == *checksum).then(|| postcard::from_bytes(bytes).ok()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::ConceptScheme;

    const LEXICON: &str = r#"
        [[concept]]
        id = "rl"
        label = "Reinforcement learning"
        alias = ["=RL"]
        implied = ["learn .. from reward", "/[a-z]-greedy/"]
        reject = ["RL stadium"]

        [[concept]]
        id = "memory"
        ambiguous = true
        context = ["model"]
        broader = ["rl"]
    "#;

    fn linker() -> Linker {
        Linker::new(&ConceptScheme::from_lexicons(&[("a.toml", LEXICON)]).unwrap()).unwrap()
    }

    #[test]
    fn what_was_kept_links_the_same() {
        let (linker, bytes) = (linker(), linker().to_bytes().unwrap());
        assert_eq!(linker.to_bytes().unwrap(), bytes);
        let kept = Linker::from_bytes(&bytes).unwrap();
        for text in [
            "We are not doing RL: it learned from rewards, e-greedy. The RL stadium.",
            "The model's memory (M) is reinforced learning; M is no memory.",
        ] {
            assert_eq!(kept.link_source(&[text]), linker.link_source(&[text]), "{text}");
        }
    }

    #[test]
    fn what_was_damaged_is_not_believed() {
        let bytes = linker().to_bytes().unwrap();
        for at in (0..bytes.len()).step_by(97) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(Linker::from_bytes(&damaged).is_none(), "{at}");
            assert!(Linker::from_bytes(&bytes[..at]).is_none(), "{at}");
        }
    }
}

//! A word list holds many short words in one buffer, so that none costs an allocation of its own.

/// Words, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordList {
    text: String,
    ends: Vec<u32>,
}

impl WordList {
    /// Adds the word that some pieces make.
    pub(crate) fn push(&mut self, pieces: &[&str]) {
        pieces.iter().for_each(|piece| self.text.push_str(piece));
        self.ends.push(self.text.len() as u32);
    }

    /// Takes the last word away.
    pub(crate) fn pop(&mut self) {
        self.ends.pop();
        self.text.truncate(self.start(self.ends.len()));
    }

    /// Takes all words away and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The last word.
    pub(crate) fn last(&self) -> Option<&str> {
        Some(self.get(self.ends.len().checked_sub(1)?))
    }

    /// The words.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|n| self.get(n))
    }

    /// True when a word is among them. O(words).
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.iter().any(|other| other == word)
    }

    fn get(&self, n: usize) -> &str {
        &self.text[self.start(n)..self.ends[n] as usize]
    }

    fn start(&self, n: usize) -> usize {
        if n == 0 { 0 } else { self.ends[n - 1] as usize }
    }
}

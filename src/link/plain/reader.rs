//! A reader finds the words of a text that labels have. Each step is taken for many words before the next one, so that
//! they wait for memory together: where runs of letters and digits begin and end, a filter that few pass that begin no
//! word of a label, the table of words.

use super::word_table::Look;
use super::{View, WordId};
use crate::link::find::trie::Step;
use crate::link::lookup::filter::Filter;
use crate::link::lookup::hash::{LONGEST, Short};
use crate::link::vocabulary::{beginning, head};
use crate::text::{Edges, Span, Tokens, is_joined, joined_run};

/// Room for the edges of runs that are read together.
const EDGES: usize = 512;

/// What is used again for one text after another.
pub(super) struct Scratch {
    edges: Vec<u32>,
    /// The runs that pass the filter.
    passed: Vec<[u32; 2]>,
    seen: Vec<Seen>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self { edges: vec![0; EDGES], passed: vec![[0; 2]; EDGES / 2], seen: Vec::new() }
    }
}

/// A run with which a word of a label may begin.
#[derive(Clone, Copy)]
struct Seen {
    span: Span,
    /// None of a run that is not ASCII, or longer than that: what words are in it has to be seen.
    word: Option<Short>,
    look: Look,
}

/// A word of a text that is one of labels.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) id: WordId,
    /// Where it leads to as the first word of a label.
    pub(super) first: Option<Step>,
    /// What a look at the step behind it gave, if any.
    pub(super) near: u32,
}

pub(super) struct Reader<'t, 's> {
    text: &'t str,
    view: View<'t>,
    /// All of the text is ASCII.
    ascii: bool,
    runs: Edges<'t>,
    scratch: &'s mut Scratch,
    /// Whether the first edge was read before: its run is longer than what was read with it.
    open: bool,
    /// Where that ends which was read word by word.
    done: u32,
    buffer: String,
}

impl<'t, 's> Reader<'t, 's> {
    pub(super) fn new(text: &'t str, view: View<'t>, scratch: &'s mut Scratch) -> Self {
        let runs = Edges::new(text.as_bytes());
        let (ascii, buffer) = (text.is_ascii(), String::new());
        Self { text, view, ascii, runs, scratch, open: false, done: 0, buffer }
    }

    /// Adds the next words that labels have; false at the end of the text.
    pub(super) fn read(&mut self, words: &mut Vec<Word>) -> bool {
        let View { plain, words: table, .. } = self.view;
        let passed = self.pass(&plain.beginnings);
        let Scratch { passed: runs, seen, .. } = &mut *self.scratch;
        seen.clear();
        seen.extend(runs[..passed].iter().map(|&[start, end]| {
            let word = Short::of(self.text.as_bytes(), start as usize..end as usize);
            let look = table.look(word.unwrap_or_default().hash());
            Seen { span: Span::new(start, end), word, look }
        }));
        for at in 0..passed {
            self.take(at, words);
        }
        !self.runs.is_at_end()
    }

    /// Lets the next runs pass with which a word of a label may begin; gives how many.
    fn pass(&mut self, beginnings: &Filter) -> usize {
        let Scratch { edges, passed, .. } = &mut *self.scratch;
        let known = usize::from(self.open);
        let count = known + self.runs.read(&mut edges[known..]);
        let (runs, rest) = edges[..count].as_chunks();
        let bytes = self.text.as_bytes();
        let mut len = 0;
        for &[start, end] in runs {
            let run = start as usize..end as usize;
            let passes = beginnings.may_have(beginning(head(bytes, &run)))
                | (run.len() > LONGEST)
                | (!self.ascii && !bytes[run].is_ascii());
            // Written whether or not it passes, so that no branch depends on it.
            passed[len] = [start, end];
            len += usize::from(passes);
        }
        self.open = !rest.is_empty();
        edges[0] = rest.first().copied().unwrap_or(0);
        len
    }

    /// Adds the words of a run: it is one unless it is joined to others, or not ASCII.
    #[inline]
    fn take(&mut self, at: usize, words: &mut Vec<Word>) {
        let Seen { span, word, look } = self.scratch.seen[at];
        let bytes = self.text.as_bytes();
        let joined_before = is_joined(bytes, span.start as usize);
        if span.start < self.done || joined_before && word.is_some() {
            return;
        }
        match word {
            Some(word) if !is_joined(bytes, span.end as usize + 1) => {
                let found = self.view.words.found(word, look);
                words.extend(found.map(|(id, first)| Word { span, id, first, near: 0 }));
            }
            _ => self.take_apart(span, words),
        }
    }

    /// Adds the words of a run and of those that are joined to it.
    fn take_apart(&mut self, span: Span, words: &mut Vec<Word>) {
        let run = joined_run(self.text.as_bytes(), span.range());
        let tokens = Tokens::new(self.text, run.start).map(|token| token.span);
        for span in tokens.take_while(|span| (span.start as usize) < run.end) {
            if let Some(id) = self.view.number(&self.text[span.range()], &mut self.buffer) {
                words.push(Word { span, id, first: self.view.trie.first(id), near: 0 });
            }
        }
        self.done = run.end as u32;
    }
}

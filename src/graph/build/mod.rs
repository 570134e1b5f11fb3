//! The builder turns sources and their mentions into a graph.
//!
//! What is read goes into it in parts; only the heads of sources are held in memory, packed. When all are there, they
//! are put in order, and each part is linked and written into the tables. Sources can be taken over from the graph
//! before. The graph is the same whatever is taken over, and whatever the number of threads.

mod base;
mod concepts;
mod derived;
mod heads;
mod pairs;
mod parts;
mod tables;

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::home::Home;
use super::person::Spellings;
use super::{KnowledgeGraph, SourceIx};
use crate::concept::{ConceptScheme, is_blank};
use crate::link::{Linker, Mention, SourceLinker};
use crate::source::{Quote, Source, ask};
use base::{Base, Numbers};
use heads::{Head, Heads};
use parts::{Part, PartPlace, PartSink, Parts, Raw, together};
use tables::Tables;

/// Bytes of parts that are linked before they are written into the tables.
const BATCH: usize = 4 << 20;

/// Collects sources, in any order, and makes the graph of them.
pub struct GraphBuilder<'s> {
    scheme: &'s ConceptScheme,
    home: Home,
    parts: PartSink,
    heads: Heads,
    spellings: Spellings,
    quotes: u64,
    base: Option<Base<'s>>,
    /// What went wrong, to be told when the graph is made.
    error: Option<io::Error>,
}

impl<'s> GraphBuilder<'s> {
    /// A builder for the concepts of `scheme`, in memory.
    pub fn new(scheme: &'s ConceptScheme) -> Self {
        Self::in_home(scheme, Home::Memory(BTreeMap::new()))
    }

    /// A builder that writes the graph into a home.
    pub(super) fn in_home(scheme: &'s ConceptScheme, home: Home) -> Self {
        Self {
            scheme,
            parts: PartSink::new(home.room()),
            home,
            heads: Heads::default(),
            spellings: Spellings::default(),
            quotes: 0,
            base: None,
            error: None,
        }
    }

    /// Adds a source with the mentions in each of its quotes, in any order.
    ///
    /// What is no evidence is left out: a mention of a concept that the scheme does not have, of words that the quote
    /// does not have, or of no words; and a trigger that the quote does not have.
    pub fn add(&mut self, source: Source, mentions: Vec<Vec<Mention<'_>>>) -> &mut Self {
        self.push(0, source, Some(mentions), false);
        self
    }

    /// Adds the sources that were read together of a file, to be linked when all are there. Those of a block that continues
    /// the one before it go on with its sources, as rows that follow one another in a file do.
    pub fn add_read(&mut self, file: usize, sources: Vec<Source>, continues: bool) {
        if !continues {
            self.heads.begin_file();
        }
        sources.into_iter().for_each(|source| self.push(file, source, None, continues));
    }

    /// What is kept is of this graph; `linked` when its mentions are still those that the linker would find.
    pub fn over(&mut self, base: &'s KnowledgeGraph, linked: bool) {
        self.base = Some(Base::new(base, linked));
    }

    /// Keeps sources of the [graph](Self::over) that the build starts from, all of one file. Where it is known in the
    /// format of which name that was read, they ask for their ids anew.
    pub fn keep(&mut self, file: usize, format: Option<&str>, sources: &[SourceIx]) {
        let format = format.and_then(|name| name.parse().ok());
        let Some(graph) = self.base.map(Base::graph) else { return };
        let mut sources: Vec<_> = sources.iter().map(|&source| graph.source(source)).collect();
        sources.sort_by_key(|source| source.quotes().next().map(|quote| quote.origin().bytes.start));
        for source in sources {
            self.quotes += source.quotes().len() as u64;
            let names = source.quotes().map(|quote| quote.speaker_as_written());
            names.chain([source.author_as_written()]).flatten().for_each(|name| self.spellings.add(name));
            let mut head = source.head();
            if format.is_some() {
                head.id.clear();
                ask(&mut head, format);
            }
            self.heads.push(head, file, base::places(source));
        }
    }

    /// Gives every source its id, as [`assign_ids`](crate::source::assign_ids) does for sources in the order of their files.
    pub fn assign_ids(&mut self) {
        let assigned = self.heads.assign_ids();
        self.keep_error(assigned);
    }

    fn keep_error(&mut self, done: io::Result<()>) {
        self.error = self.error.take().or(done.err());
    }

    /// The quotes so far.
    pub fn quotes(&self) -> u64 {
        self.quotes
    }

    fn push(
        &mut self,
        file: usize,
        mut source: Source,
        mentions: Option<Vec<Vec<Mention<'_>>>>,
        continues: bool,
    ) {
        let quotes = std::mem::take(&mut source.quotes);
        self.quotes += quotes.len() as u64;
        let names = quotes.iter().map(|quote| said_by(quote, &source));
        names.flatten().for_each(|name| self.spellings.add(name));
        let end = quotes.last().map_or(0, |quote| quote.origin.bytes.start);
        let place = self.parts.push(&Part { quotes, mentions });
        let author = source.author.clone();
        match self.heads.add(source, file, (place, end), continues) {
            Ok(true) => author.iter().for_each(|name| self.spellings.add(name)),
            Ok(false) => {}
            Err(error) => self.keep_error(Err(error)),
        }
    }

    /// The graph: the same whatever the order in which sources were added. Those that are not linked stay so.
    ///
    /// Sources are put in order by id, and one that has the id of another gets a number: `notes`, `notes-2`.
    pub fn finish(self) -> KnowledgeGraph {
        self.finish_in_memory(None)
    }

    /// The same graph, in which what was read is linked.
    pub fn finish_with(self, linker: &Linker) -> KnowledgeGraph {
        self.finish_in_memory(Some(linker))
    }

    fn finish_in_memory(self, linker: Option<&Linker>) -> KnowledgeGraph {
        self.finish_linked(linker, &|_| ()).expect("memory takes what is written into it")
    }

    /// The graph, in which what was read is linked. `linked` is told how many quotes more are in it.
    pub(crate) fn finish_linked(
        self,
        linker: Option<&Linker>,
        linked: &dyn Fn(u64),
    ) -> io::Result<KnowledgeGraph> {
        let Self { scheme, home, parts, heads, spellings, base, error, .. } = self;
        error.map_or(Ok(()), Err)?;
        let names = spellings.people();
        let base = base.map(|base| (base, Numbers::new(base.graph(), &names)));
        let tables = Tables::new(scheme.concepts(), names, home);
        let mut writer = Writer { parts: parts.finish()?, linker, base, tables, linked };
        writer.write(heads.in_order())?;
        let Writer { tables, parts, .. } = writer;
        drop(parts);
        tables.finish()
    }
}

/// Who said a quote, as it is written: its own speaker, else the author of its source.
fn said_by<'a>(quote: &'a Quote, source: &'a Source) -> Option<&'a str> {
    let own = quote.speaker.as_deref().filter(|name| !is_blank(name));
    own.or(source.author.as_deref())
}

/// Links parts and writes them into the tables.
struct Writer<'a> {
    parts: Parts,
    linker: Option<&'a Linker>,
    base: Option<(Base<'a>, Numbers)>,
    tables: Tables<'a>,
    linked: &'a dyn Fn(u64),
}

/// A part that is to be linked.
struct Task<'a> {
    part: Raw,
    /// What knows the abbreviations of its source, when that has other parts.
    linker: Option<Arc<SourceLinker<'a>>>,
    source: Arc<Source>,
    /// Whether this is the last part of its source.
    last: bool,
}

/// What is to be written.
enum Linked<'a> {
    /// Quotes with the mentions in each of them.
    New(Vec<Quote>, Vec<Vec<Mention<'a>>>),
    /// Rows of the graph before.
    Same(Range<usize>),
}

impl<'a> Writer<'a> {
    fn write(&mut self, heads: Vec<Head>) -> io::Result<()> {
        let (mut tasks, mut bytes) = (Vec::new(), 0);
        for head in heads {
            let (source, parts) = head.unpack()?;
            let parts = together(parts);
            let linker = if parts.len() > 1 { self.explained(&parts)? } else { None };
            let source = Arc::new(source);
            for (left, places) in (0..parts.len()).rev().zip(parts) {
                let (linker, source) = (linker.clone(), Arc::clone(&source));
                let part = self.parts.take(places)?;
                bytes += part.weight();
                tasks.push(Task { part, linker, source, last: left == 0 });
                if bytes >= BATCH {
                    self.write_batch(std::mem::take(&mut tasks))?;
                    bytes = 0;
                }
            }
        }
        self.write_batch(tasks)
    }

    /// What knows the abbreviations that the parts of a source explain, and the concepts that they name.
    fn explained(&mut self, parts: &[Vec<PartPlace>]) -> io::Result<Option<Arc<SourceLinker<'a>>>> {
        let parts = || parts.iter().flatten();
        let is_linked = matches!(parts().next(), Some(PartPlace::Kept(_)))
            && self.base.as_ref().is_some_and(|(base, _)| base.is_linked());
        let Some(mut linker) = self.linker.filter(|_| !is_linked).map(Linker::source) else {
            return Ok(None);
        };
        for place in parts() {
            linker.explain(&texts(&self.quotes(place)?));
        }
        for place in parts() {
            linker.gather(&texts(&self.quotes(place)?));
        }
        Ok(Some(Arc::new(linker)))
    }

    fn quotes(&mut self, place: &PartPlace) -> io::Result<Vec<Quote>> {
        let base = self.base.as_ref().map(|(base, _)| *base);
        Ok(self.parts.read(place, base)?.quotes)
    }

    fn write_batch(&mut self, tasks: Vec<Task<'a>>) -> io::Result<()> {
        let (linker, base) = (self.linker, self.base.as_ref());
        let linked: Vec<io::Result<Linked<'_>>> =
            tasks.par_iter().map(|task| task.link(linker, base)).collect();
        let before_it = self.tables.quotes();
        for (task, linked) in tasks.into_iter().zip(linked) {
            match (linked?, &mut self.base) {
                (Linked::Same(rows), Some((base, numbers))) => {
                    self.tables.copy_quotes(base.graph(), numbers, &task.source, rows);
                }
                (Linked::New(quotes, mentions), base) => {
                    base.iter_mut().for_each(|(_, numbers)| self.tables.settle(numbers));
                    self.tables.push_quotes(&task.source, &quotes, mentions);
                }
                (Linked::Same(_), None) => {}
            }
            if task.last {
                self.tables.push_source(&task.source);
            }
        }
        self.base.iter_mut().for_each(|(_, numbers)| self.tables.settle(numbers));
        (self.linked)((self.tables.quotes() - before_it) as u64);
        Ok(())
    }
}

impl<'a> Task<'a> {
    fn link(&self, linker: Option<&'a Linker>, base: Option<&(Base<'a>, Numbers)>) -> io::Result<Linked<'a>> {
        if let (Raw::Kept(rows), Some((base, numbers))) = (&self.part, base)
            && base.is_same(rows, numbers)
        {
            return Ok(Linked::Same(rows.clone()));
        }
        let base = base.map(|(base, _)| *base);
        let Part { quotes, mentions } = self.part.decode(base)?;
        let mentions = match (mentions, &self.linker, linker) {
            (Some(mentions), ..) => mentions,
            (None, Some(linker), _) => linker.link(&texts(&quotes)),
            (None, None, Some(linker)) => linker.link_source(&texts(&quotes)),
            (None, None, None) => Vec::new(),
        };
        Ok(Linked::New(quotes, mentions))
    }
}

fn texts(quotes: &[Quote]) -> Vec<&str> {
    quotes.iter().map(|quote| quote.text.as_str()).collect()
}

//! A head is a source without its quotes: what is known of it while the quotes are gathered, and where they are.

use std::io;

use rustc_hash::{FxHashMap, FxHashSet};

use super::parts::PartPlace;
use crate::source::{Key, Source, give_title, unique_ids};
use crate::text::Unique;

/// A source without its quotes, packed: there may be as many as quotes.
pub(super) struct Head {
    id: Box<str>,
    /// All but the id.
    packed: Box<[u8]>,
    /// The number of its file.
    file: usize,
    /// Where its quotes are.
    parts: Vec<PartPlace>,
}

impl Head {
    fn new(mut source: Source, file: usize, parts: Vec<PartPlace>) -> Self {
        Self { id: std::mem::take(&mut source.id).into(), packed: pack(&source), file, parts }
    }

    /// The source, and where its quotes are.
    pub(super) fn unpack(self) -> io::Result<(Source, Vec<PartPlace>)> {
        let source = unpack(&self.packed)?;
        Ok((Source { id: self.id.into(), ..source }, self.parts))
    }

    /// The source without its id.
    fn source(&self) -> io::Result<Source> {
        unpack(&self.packed)
    }

    fn assign(&mut self, id: String) -> io::Result<()> {
        self.id = id.into();
        let mut source = self.source()?;
        if source.title.is_empty() {
            give_title(&mut source);
            self.packed = pack(&source);
        }
        Ok(())
    }

    /// What comes after the id where sources are put in order.
    fn place(&self) -> (String, String) {
        self.source().map(|source| (source.path, source.title)).unwrap_or_default()
    }
}

/// What cannot be packed cannot be unpacked, which tells why.
fn pack(source: &Source) -> Box<[u8]> {
    postcard::to_extend(source, Vec::new()).unwrap_or_default().into()
}

fn unpack(bytes: &[u8]) -> io::Result<Source> {
    postcard::from_bytes(bytes).map_err(io::Error::other)
}

/// The heads so far.
#[derive(Default)]
pub(super) struct Heads {
    all: Vec<Head>,
    /// Those of the file that is being read.
    of_file: FxHashMap<Key, u32>,
    /// The last of these of each [work](Key::of_work), and where its last quote is.
    last: FxHashMap<Key, (u64, u32)>,
}

impl Heads {
    /// Another file begins.
    pub(super) fn begin_file(&mut self) {
        self.of_file.clear();
        self.last.clear();
    }

    /// Adds a source of a file with the part that has its quotes, the last of which begins at byte `end`; one that
    /// `continues` its file goes on with the source there that has the same key, or, when it tells nothing but its work,
    /// with the last of that. True for one that does not.
    pub(super) fn add(
        &mut self,
        source: Source,
        file: usize,
        (part, end): (PartPlace, u64),
        continues: bool,
    ) -> io::Result<bool> {
        let (key, work) = (Key::of(&source), Key::of_work(&source));
        let last = self.last.get(&work).filter(|_| key == work).map(|(_, at)| at);
        let found = last.or_else(|| self.of_file.get(&key)).copied().filter(|_| continues);
        let at = found.unwrap_or(self.all.len() as u32);
        self.of_file.insert(key, at);
        let last = self.last.entry(work).or_insert((end, at));
        *last = (end, at).max(*last);
        if found.is_none() {
            self.push(source, file, vec![part]);
            return Ok(true);
        }
        let head = &mut self.all[at as usize];
        head.parts.push(part);
        let mut before = head.source()?;
        go_on(&mut before, source);
        head.packed = pack(&before);
        Ok(false)
    }

    pub(super) fn push(&mut self, source: Source, file: usize, parts: Vec<PartPlace>) {
        self.all.push(Head::new(source, file, parts));
    }

    /// Gives every source its id, in the order of their files.
    pub(super) fn assign_ids(&mut self) -> io::Result<()> {
        self.all.sort_by_key(|head| head.file);
        let asked: Vec<(&str, usize)> = self.all.iter().map(|head| (&*head.id, head.file)).collect();
        let ids = unique_ids(&asked, |at| self.all[at].place().0);
        self.all.iter_mut().zip(ids).try_for_each(|(head, id)| head.assign(id))
    }

    /// The sources by id, with ids that are unique.
    pub(super) fn in_order(mut self) -> Vec<Head> {
        (self.of_file, self.last) = Default::default();
        self.sort();
        if !self.all.is_sorted_by(|a, b| a.id < b.id) {
            let mut ids = Unique::default();
            self.all.iter_mut().for_each(|head| head.id = ids.take(&head.id).into());
            self.sort();
        }
        self.all
    }

    fn sort(&mut self) {
        self.all.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.place().cmp(&b.place())));
    }
}

/// Takes what another block tells of a source.
fn go_on(source: &mut Source, next: Source) {
    source.date = source.date.or(next.date);
    let known: FxHashSet<String> = source.tags.iter().cloned().collect();
    source.tags.extend(next.tags.into_iter().filter(|tag| !known.contains(tag)));
}

//! Which source of a graph is one of another: what they are tells it before their ids, for a file that comes or goes
//! may give a source another id.

use rustc_hash::{FxHashMap, FxHashSet};

use super::matched::{Pair, matched};
use crate::graph::{KnowledgeGraph, QuoteRef, SourceRef};
use crate::source::Key;

/// The sources of both graphs, in no order. The same are those with one key in files of one path, and those that are
/// alone in such files; then those of one title, or else of one id, that share a quote. Graphs without a path in common
/// were built of files in different places, and there titles and ids are enough.
///
/// O(n) for n sources that are as they were, O(d log d) for d others.
pub(super) fn matched_sources<'g>(
    old: &'g KnowledgeGraph,
    new: &'g KnowledgeGraph,
) -> impl Iterator<Item = Pair<SourceRef<'g>>> {
    let mut found =
        Matching { pairs: Vec::new(), old: old.sources().collect(), new: new.sources().collect() };
    found.pair(|source| Some(source.id()), is_as_it_was);
    if !found.old.is_empty() && !found.new.is_empty() {
        let files = [old, new].map(files);
        found.pair(|source| Some((source.path(), Key::of(&source.head()))), |_, _| true);
        let is_alone =
            |source: &SourceRef<'_>| files.iter().all(|files| files.get(source.path()) == Some(&1));
        found.pair(|source| Some(source.path()).filter(|_| is_alone(&source)), |_, _| true);
        let are_elsewhere = !files[0].keys().any(|path| files[1].contains_key(path));
        let may_be = |old, new| are_elsewhere || share_quote(old, new);
        found.pair(|source| Some(Key::of(&source.head())), may_be);
        found.pair(|source| Some(source.title()), may_be);
        found.pair(|source| Some(source.id()), may_be);
    }
    let Matching { pairs, old, new } = found;
    let went = old.into_iter().map(|old| Pair { old: Some(old), new: None });
    let came = new.into_iter().map(|new| Pair { old: None, new: Some(new) });
    pairs.into_iter().chain(went).chain(came)
}

/// The pairs that were found, and what is left.
struct Matching<'g> {
    pairs: Vec<Pair<SourceRef<'g>>>,
    old: Vec<SourceRef<'g>>,
    new: Vec<SourceRef<'g>>,
}

impl<'g> Matching<'g> {
    /// Pairs what is left and has the same key, those of one key in their order, where `is_same` says so too.
    fn pair<K: Ord>(
        &mut self,
        key: impl Fn(SourceRef<'g>) -> Option<K>,
        is_same: impl Fn(SourceRef<'g>, SourceRef<'g>) -> bool,
    ) {
        let [old, new] = [&mut self.old, &mut self.new].map(|left| {
            let sources = std::mem::take(left).into_iter();
            let (mut keyed, mut others) = (Vec::new(), Vec::new());
            for source in sources {
                match key(source) {
                    Some(key) => keyed.push((key, source)),
                    None => others.push(source),
                }
            }
            *left = others;
            keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
            keyed.into_iter()
        });
        for pair in matched(old, new) {
            match (pair.old, pair.new) {
                (Some(old), Some(new)) if is_same(old, new) => self.pairs.push(pair),
                (old, new) => {
                    self.old.extend(old);
                    self.new.extend(new);
                }
            }
        }
    }
}

/// How many sources each file has.
fn files(graph: &KnowledgeGraph) -> FxHashMap<&str, usize> {
    let mut files = FxHashMap::default();
    graph.sources().for_each(|source| *files.entry(source.path()).or_default() += 1);
    files
}

fn is_as_it_was<'g>(old: SourceRef<'g>, new: SourceRef<'g>) -> bool {
    let author = |source: SourceRef<'g>| source.author().map(|person| person.name());
    (old.path(), old.title(), author(old)) == (new.path(), new.title(), author(new))
        && (old.url(), old.date()) == (new.url(), new.date())
        && old.properties().eq(new.properties())
}

fn share_quote(old: SourceRef<'_>, new: SourceRef<'_>) -> bool {
    let texts: FxHashSet<&str> = old.quotes().map(QuoteRef::text).collect();
    new.quotes().any(|quote| texts.contains(quote.text()))
}

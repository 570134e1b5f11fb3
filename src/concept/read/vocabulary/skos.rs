//! SKOS is how vocabularies of others tell of concepts; here the concepts are picked out of the triples, one language
//! is chosen, and each gets a short id.
//!
//! Which language: a concept is called by a label in the language asked for (`en` takes `en-GB` too) or without one;
//! where it has none, by one in the language whose tag comes first. Its other labels, its definition and its note are
//! those in the language asked for, without one, or in the one of its name. What is said in other languages is
//! [kept](super::kept), when all is.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{Names, languages, names};
use super::others::{is_other, others};
use super::triples::{Node, Triples, Value};
use super::{flag, kept, ontology};
use crate::concept::id::{id_of, is_id};
use crate::concept::language_tag::{OTHER, rank};
use crate::concept::rdf::iri::{decoded, is_uri, last_segment};
use crate::concept::rdf::property::{OWN_CLASS, OWN_CONCEPT, Property, SKOS};
use crate::concept::read::draft::{Draft, Label, Located, Origin};
use crate::concept::read::mend::{Mend, Mends};
use crate::concept::{Classes, Concept, Pattern};
use crate::diagnostic::Diagnostic;
use crate::text::Unique;

/// The concepts that the triples tell of, and what was mended. A concept that is one of `lexicons`, which are id and URI of
/// each, has its id. O(n log n).
pub(in crate::concept::read) fn drafts(
    triples: &Triples,
    language: &str,
    lexicons: &[(&str, String)],
) -> (Vec<Draft>, Vec<Diagnostic>) {
    let shared = lexicons.iter().filter_map(|(id, uri)| Some((triples.find(uri)?, *id))).collect();
    let taken = lexicons.iter().map(|(id, _)| *id);
    let mut patterns = Classes::new();
    classes(triples, &mut patterns);
    let mut reader = Reader { triples, language, shared, classes: patterns, mends: Mends::default() };
    let concepts = reader.concepts();
    let all = All::of(&mut reader, concepts, taken);
    let links = Links::of(triples, &all);
    let drafts = all.roots().map(|node| reader.draft(node, &all, &links)).collect();
    if triples.keeps_all {
        reader.others(&all);
    }
    let unspoken = reader.unspoken(&all);
    (drafts, unspoken.into_iter().chain(reader.mends.into_diagnostics()).collect())
}

/// Adds the word classes that the triples tell of.
pub(in crate::concept::read) fn classes(triples: &Triples, into: &mut Classes) {
    for node in &triples.nodes {
        if let Some(name) = node.texts(Property::Name).next() {
            let words = node.texts(Property::Word).map(ToOwned::to_owned).collect();
            into.entry(name.to_owned()).or_insert(words);
        }
    }
}

/// One in so many is hardly any.
const HARDLY_ANY: usize = 10;

struct Reader<'a> {
    triples: &'a Triples,
    language: &'a str,
    /// Nodes that a lexicon tells of too, with their ids there.
    shared: FxHashMap<usize, &'a str>,
    classes: Classes,
    mends: Mends,
}

impl Reader<'_> {
    /// The nodes that are concepts and in use, by key.
    fn concepts(&mut self) -> Vec<usize> {
        let type_of = |name: &str| self.triples.find(&format!("{SKOS}{name}"));
        let concept = type_of("Concept");
        let others = [&others(self.triples)[..], &ontology::others(self.triples)].concat();
        let mut found = Vec::new();
        for (n, node) in self.triples.nodes.iter().enumerate() {
            let is_typed = node.nodes(Property::Type).any(|class| Some(class) == concept);
            let is_named =
                || node.facts.iter().any(|(p, _)| matches!(p, Property::PrefLabel | Property::XlPrefLabel));
            for text in node.texts(Property::Deprecated).filter(|text| flag::read(text).is_none()) {
                self.mends.add(Mend::Flag, &node.place, || format!("\"{text}\""));
            }
            if is_deprecated(node) {
                self.mends.add(Mend::Deprecated, &node.place, || format!("`{}`", last_segment(&node.key)));
            } else if is_typed || self.shared.contains_key(&n) || (is_named() && !is_other(node, &others)) {
                found.push(n);
            }
        }
        found.sort_by(|a, b| self.triples.nodes[*a].key.cmp(&self.triples.nodes[*b].key));
        found
    }

    fn draft(&mut self, n: usize, all: &All, links: &Links) -> Draft {
        let node = &self.triples.nodes[n];
        let id = all.ids.get(&n).cloned().unwrap_or_default();
        for text in
            [Property::Broader, Property::Narrower, Property::Related].into_iter().flat_map(|p| node.texts(p))
        {
            self.mends.add(Mend::Text, &node.place, || format!("\"{text}\" at `{id}`"));
        }
        let narrower = node.nodes(Property::Narrower).chain(node.nodes(Property::KindOfNarrower));
        let unknown = narrower.filter(|to| !all.ids.contains_key(to) && !links.between.contains(to));
        for to in unknown.collect::<BTreeSet<usize>>() {
            let other = &self.triples.nodes[to];
            if !is_deprecated(other) {
                self.mends.add(Mend::Unknown, &node.place, || format!("`{id}` narrower `{}`", other.key));
            }
        }
        let mut names = names(self.triples, node, self.language);
        if names.made_up && self.shared.contains_key(&n) {
            names = Names::default();
        }
        self.tell_of_names(&names, &id, node);
        for &other in all.others.get(&n).into_iter().flatten() {
            names.add_all(&self::names(self.triples, &self.triples.nodes[other], self.language));
        }
        let name = |text: String| Located { text, place: node.place.clone() };
        let ends = |ends: Option<&Vec<usize>>| -> Vec<Located> {
            let text = |n: &usize| all.ids.get(n).unwrap_or(&self.triples.nodes[*n].key).clone();
            ends.into_iter().flatten().map(text).map(name).collect()
        };
        let (broader, related) = (ends(links.broader.get(&n)), ends(links.related.get(&n)));
        let concept = self.concept(node, &names);
        let labels =
            names.into_labels().into_iter().map(|(kind, text)| Label { name: name(text), kind }).collect();
        Draft { id: name(id), labels, broader, related, origin: Origin::Vocabulary, concept }
    }

    fn tell_of_names(&mut self, names: &Names, id: &str, node: &Node) {
        let mut tell = |mend| self.mends.add(mend, &node.place, || format!("`{id}`"));
        if names.made_up {
            tell(if is_uri(&node.key) { Mend::NoLabel } else { Mend::NoName });
        }
        if names.other_language {
            tell(Mend::OtherLanguage);
        }
        (0..names.seconds).for_each(|_| tell(Mend::SecondLabel));
    }

    /// All of a concept but its id, its labels and its links.
    fn concept(&mut self, node: &Node, names: &Names) -> Concept {
        let keys = |property| once(node, node.nodes(property).map(|n| self.triples.nodes[n].key.as_str()));
        let is_own = node.key.starts_with(OWN_CONCEPT);
        Concept {
            uri: (is_uri(&node.key) && !is_own).then(|| node.key.clone()),
            notation: once(node, node.texts(Property::Notation)),
            schemes: keys(Property::InScheme),
            exact_match: keys(Property::ExactMatch),
            close_match: keys(Property::CloseMatch),
            language: names.language.clone(),
            definition: names.note(self.triples, node, Property::Definition, self.language),
            scope_note: names.note(self.triples, node, Property::ScopeNote, self.language),
            ambiguous: is_true(node, Property::Ambiguous),
            implied: self.patterns(node, Property::Implied),
            reject: self.patterns(node, Property::Reject),
            context: self.patterns(node, Property::Context),
            statements: match self.triples.keeps_all {
                true => kept::statements(self.triples, node, names, self.language),
                false => Vec::new(),
            },
            ..Concept::default()
        }
    }

    /// Tells of what is neither a concept nor a scheme or collection, nor a label or a note of one.
    fn others(&mut self, all: &All) {
        let kinds = others(self.triples);
        let facts = self.triples.nodes.iter().flat_map(|node| &node.facts);
        let text = |(property, value): &(Property, Value)| match value {
            Value::Node(node) if property.slot().is_some() => Some(*node),
            _ => None,
        };
        let texts: FxHashSet<usize> = facts.filter_map(text).collect();
        for (n, node) in self.triples.nodes.iter().enumerate() {
            let is_said = !node.facts.is_empty() || !node.statements.is_empty();
            let is_own = || node.key.starts_with(OWN_CLASS) || is_deprecated(node);
            if is_said
                && is_uri(&node.key)
                && !all.ids.contains_key(&n)
                && !texts.contains(&n)
                && !is_other(node, &kinds)
                && !is_own()
            {
                self.mends.add(Mend::Other, &node.place, || format!("`{}`", last_segment(&node.key)));
            }
        }
    }

    /// Tells which languages there are, when hardly any concept has a label in the one asked for; what says none is in it.
    fn unspoken(&self, all: &All) -> Option<Diagnostic> {
        let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        let (mut labelled, mut spoken) = (0, 0);
        let all_tags =
            all.roots().map(|n| languages(self.triples, &self.triples.nodes[n]).collect::<Vec<_>>());
        for tags in all_tags.filter(|tags| !tags.is_empty()) {
            labelled += 1;
            spoken += usize::from(tags.iter().any(|tag| rank(*tag, self.language) < OTHER));
            tags.into_iter().for_each(|tag| *counts.entry(tag).or_default() += 1);
        }
        let missing = labelled - spoken;
        if missing == 0 || spoken > labelled / HARDLY_ANY {
            return None;
        }
        let told = |(tag, count): (Option<&str>, usize)| format!("{} ({count})", tag.unwrap_or("none"));
        let told: Vec<String> = counts.into_iter().map(told).collect();
        let place = &self.triples.nodes[all.roots().next()?].place;
        Some(place.warning(format!(
            "{missing} of {labelled} concepts have no label in the language `{}`; there are {}: choose one with --lang",
            self.language,
            told.join(", ")
        )))
    }

    fn patterns(&mut self, node: &Node, property: Property) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for text in node.texts(property) {
            match Pattern::parse(text, &self.classes) {
                Ok(pattern) => patterns.push(pattern),
                Err(error) => self.mends.add(Mend::Pattern, &node.place, || format!("\"{text}\" ({error})")),
            }
        }
        patterns
    }
}

/// True for what is told not to be used any more.
pub(in crate::concept::read) fn is_deprecated(node: &Node) -> bool {
    is_true(node, Property::Deprecated)
}

fn is_true(node: &Node, property: Property) -> bool {
    node.texts(property).any(|text| flag::read(text) == Some(true))
}

/// The texts of a node, each once, sorted where they are not listed.
fn once<'a>(node: &Node, texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut texts: Vec<&str> = texts.filter(|text| seen.insert(*text)).collect();
    if !node.is_listed {
        texts.sort_unstable();
    }
    texts.into_iter().map(ToOwned::to_owned).collect()
}

/// The concepts with their ids; of those that are the same one stands for the others.
struct All {
    /// Node → id, for each node that is a concept; the others of a node have its id.
    ids: FxHashMap<usize, String>,
    /// The nodes that stand for themselves, by key.
    roots: Vec<usize>,
    /// Node → the nodes that it stands for, besides itself.
    others: FxHashMap<usize, Vec<usize>>,
}

impl All {
    fn of<'t>(reader: &mut Reader<'_>, concepts: Vec<usize>, taken: impl Iterator<Item = &'t str>) -> Self {
        let triples = reader.triples;
        let known: FxHashSet<usize> = concepts.iter().copied().collect();
        let same_as = |n: usize| {
            let node = &triples.nodes[n];
            let named = node.texts(Property::SameAs).filter_map(|name| triples.find(name));
            node.nodes(Property::SameAs).chain(named).find(|other| *other != n && known.contains(other))
        };
        let mut all = Self { ids: FxHashMap::default(), roots: Vec::new(), others: FxHashMap::default() };
        for n in concepts {
            match same_as(n).filter(|other| same_as(*other).is_none()) {
                Some(root) => {
                    let (node, other) = (&triples.nodes[n], &triples.nodes[root]);
                    reader
                        .mends
                        .add(Mend::SameAs, &node.place, || format!("\"{}\" of \"{}\"", node.key, other.key));
                    all.others.entry(root).or_default().push(n);
                }
                None => all.roots.push(n),
            }
        }
        all.give_ids(reader, taken);
        all
    }

    fn roots(&self) -> impl Iterator<Item = usize> {
        self.roots.iter().copied()
    }

    /// Ids of lexicons come first, then those that a file gives, then those made up, each by key.
    fn give_ids<'t>(&mut self, reader: &Reader<'_>, taken: impl Iterator<Item = &'t str>) {
        let triples = reader.triples;
        let mut ids = Unique::default();
        taken.for_each(|id| _ = ids.take(id));
        let given: Vec<Option<String>> = self.roots().map(|n| given_id(&triples.nodes[n])).collect();
        let is_shared = |n: &usize| reader.shared.contains_key(n);
        let shared = self.roots.iter().filter_map(|n| Some((*n, (*reader.shared.get(n)?).to_owned())));
        self.ids.extend(shared);
        let mut notations: FxHashMap<String, u32> = FxHashMap::default();
        for n in self.roots() {
            *notations.entry(notation(&triples.nodes[n])).or_default() += 1;
        }
        for (&n, id) in self.roots.iter().zip(&given).filter(|(n, _)| !is_shared(n)) {
            if let Some(id) = id {
                self.ids.insert(n, ids.take(id));
            }
        }
        let others = self.roots.iter().zip(&given).filter(|(n, id)| id.is_none() && !is_shared(n));
        for (&n, _) in others {
            let notation = notation(&triples.nodes[n]);
            let is_unique = !notation.is_empty() && notations.get(&notation) == Some(&1);
            let id = if is_unique { notation } else { made_id(triples, &triples.nodes[n], reader.language) };
            self.ids.insert(n, ids.take(&id));
        }
        for (root, others) in &sorted(&self.others) {
            let id = self.ids.get(root).cloned().unwrap_or_default();
            for other in others {
                self.ids.insert(*other, id.clone());
            }
        }
    }
}

fn sorted(map: &FxHashMap<usize, Vec<usize>>) -> Vec<(usize, Vec<usize>)> {
    let mut rows: Vec<(usize, Vec<usize>)> = map.iter().map(|(k, v)| (*k, v.clone())).collect();
    rows.sort_unstable();
    rows
}

/// The id that a file of our own writing says, or a table.
fn given_id(node: &Node) -> Option<String> {
    let own = node.key.strip_prefix(OWN_CONCEPT).map(decoded);
    node.texts(Property::Id).map(ToOwned::to_owned).chain(own).find(|id| is_id(id))
}

fn notation(node: &Node) -> String {
    node.texts(Property::Notation).map(id_of).filter(|id| !id.is_empty()).min().unwrap_or_default()
}

/// An id of the end of the URI, or of the label where that has no letters or digits, or there is none.
fn made_id(triples: &Triples, node: &Node, language: &str) -> String {
    let is_blank = node.key.starts_with("_:");
    let is_label = node.texts(Property::PrefLabel).any(|label| label == node.key);
    let name = if is_label { node.key.to_lowercase() } else { last_segment(&node.key) };
    let id = if is_blank { String::new() } else { id_of(&name) };
    if !id.is_empty() {
        return id;
    }
    let id = id_of(&names(triples, node, language).label().to_lowercase());
    if id.is_empty() { "concept".to_owned() } else { id }
}

/// The links between concepts, each once; a concept stands for those that are the same.
#[derive(Default)]
struct Links {
    broader: Ends,
    related: Ends,
    /// What is no concept and leads from a concept to a broader one.
    between: FxHashSet<usize>,
}

/// The other ends of links, by node.
type Ends = FxHashMap<usize, Vec<usize>>;

/// The links as they are said, between those that the concepts stand for.
#[derive(Default)]
struct SaidLinks {
    broader: Ends,
    transitive: Ends,
    related: Ends,
}

impl SaidLinks {
    fn of(triples: &Triples, root: &FxHashMap<usize, usize>, is_left_out: &[bool]) -> Self {
        let mut said = Self::default();
        for (from, node) in triples.nodes.iter().enumerate() {
            let is_concept = root.contains_key(&from);
            for (property, value) in &node.facts {
                let Value::Node(to) = value else { continue };
                let (ends, a, b) = match property {
                    Property::Broader | Property::KindOfBroader => (&mut said.broader, from, *to),
                    Property::Narrower | Property::KindOfNarrower if is_concept || is_left_out[from] => {
                        (&mut said.broader, *to, from)
                    }
                    Property::BroaderTransitive if is_concept => (&mut said.transitive, from, *to),
                    Property::Related if is_concept => (&mut said.related, from, *to),
                    _ => continue,
                };
                let [from, to] = [a, b].map(|end| root.get(&end).copied().unwrap_or(end));
                if from != to || a == b {
                    ends.entry(from).or_default().push(to);
                }
            }
        }
        said
    }
}

impl Links {
    fn of(triples: &Triples, all: &All) -> Self {
        let mut root: FxHashMap<usize, usize> = all.roots().map(|n| (n, n)).collect();
        for (n, others) in sorted(&all.others) {
            root.extend(others.into_iter().map(|other| (other, n)));
        }
        let is_left_out: Vec<bool> = triples.nodes.iter().map(is_deprecated).collect();
        let only_kept = |mut ends: Vec<usize>| {
            ends.retain(|to| !is_left_out[*to]);
            each_once(&mut ends);
            ends
        };
        let SaidLinks { broader, transitive, related } = SaidLinks::of(triples, &root, &is_left_out);
        let related = related.into_iter().map(|(from, ends)| (from, only_kept(ends))).collect();
        let mut links = Self { related, ..Self::default() };
        for concept in all.roots() {
            let said = [&broader, &transitive].into_iter().filter_map(|ends| ends.get(&concept));
            let above = said.map(|ends| {
                only_kept(ends.iter().flat_map(|to| links.beyond(*to, &broader, &root)).collect())
            });
            let above = above.into_iter().find(|above| !above.is_empty()).unwrap_or_default();
            links.broader.insert(concept, above);
        }
        links
    }

    /// A concept itself. Of what is none, as the guide terms of the Getty and collections are, or is none any more, the
    /// concepts that are broader; where none is, the node itself.
    fn beyond(&mut self, node: usize, broader: &Ends, concepts: &FxHashMap<usize, usize>) -> Vec<usize> {
        let (mut found, mut seen, mut open) = (Vec::new(), FxHashSet::default(), vec![node]);
        while let Some(at) = open.pop() {
            if concepts.contains_key(&at) {
                found.push(at);
            } else if seen.insert(at) {
                open.extend(broader.get(&at).into_iter().flatten());
            }
        }
        if found.is_empty() {
            return vec![node];
        }
        self.between.extend(seen);
        found
    }
}

fn each_once(nodes: &mut Vec<usize>) {
    nodes.sort_unstable();
    nodes.dedup();
}

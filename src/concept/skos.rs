//! SKOS is how vocabularies of others tell of concepts; here the concepts are picked out of the triples, one language
//! is chosen, and each gets a short id.
//!
//! Which language: a concept is called by a label in the language asked for (`en` takes `en-GB` too) or without one;
//! where it has none, by one in the language whose tag comes first. Its other labels, its definition and its note are
//! those in the language asked for, without one, or in the one of its name. What is said in other languages is kept as
//! statements, when all is kept, as is whatever a concept has no place for.

use std::collections::BTreeMap;

use oxrdf::{Literal, NamedNode, Term};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Concept;
use super::ids::{Ids, decoded, id_of, is_id, is_uri, last_segment};
use super::mend::{Mend, Mends};
use super::names::{Names, OTHER, names, rank, texts};
use super::pattern::{Classes, Pattern};
use super::statement;
use super::triples::{Node, OWN_CLASS, OWN_CONCEPT, Property, SKOS, Triples, Value};
use super::validate::{Draft, Label, Name, Origin};
use crate::diagnostic::Diagnostic;

/// The concepts that the triples tell of, and what was mended. `taken` are ids that others have. O(n log n).
pub(super) fn drafts(triples: &Triples, language: &str, taken: &[&str]) -> (Vec<Draft>, Vec<Diagnostic>) {
    let mut patterns = Classes::new();
    classes(triples, &mut patterns);
    let mut reader = Reader { triples, language, classes: patterns, mends: Mends::default() };
    let concepts = reader.concepts();
    let all = All::of(triples, concepts, taken, language, &mut reader.mends);
    let links = Links::of(triples, &all);
    let drafts = all.roots().map(|node| reader.draft(node, &all, &links)).collect();
    if triples.keeps_all {
        reader.others(&all);
    }
    let unspoken = reader.unspoken(&all);
    (drafts, unspoken.into_iter().chain(reader.mends.into_diagnostics()).collect())
}

/// What is said of schemes and collections, by their URIs; nothing of those that have no more than their type.
pub(super) fn described(triples: &Triples) -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    let kinds = others(triples);
    let is_scheme = |node: &Node| node.nodes(Property::Type).any(|class| kinds.contains(&Some(class)));
    for node in triples.nodes.iter().filter(|node| is_uri(&node.key) && triples.keeps_all && is_scheme(node))
    {
        let facts = node.facts.iter().filter_map(|(property, value)| said(triples, *property, value));
        let statements = sorted_once(facts.chain(node.statements.iter().cloned()).collect());
        if statements.len() > 1 {
            out.insert(node.key.clone(), statements);
        }
    }
    out
}

/// The types of what has labels and is no concept.
fn others(triples: &Triples) -> [Option<usize>; 3] {
    ["ConceptScheme", "Collection", "OrderedCollection"].map(|name| triples.find(&format!("{SKOS}{name}")))
}

fn is_other(node: &Node, kinds: &[Option<usize>]) -> bool {
    node.nodes(Property::Type).any(|class| kinds.contains(&Some(class)))
}

/// A fact as a statement.
fn said(triples: &Triples, property: Property, value: &Value) -> Option<String> {
    let value = match value {
        Value::Text { text, language } => spoken(text, language.as_deref()),
        Value::Node(node) => NamedNode::new(&triples.nodes[*node].key).ok()?.into(),
    };
    statement::written(&property.iri(), &value)
}

fn spoken(text: &str, language: Option<&str>) -> Term {
    let tagged = language.and_then(|tag| Literal::new_language_tagged_literal(text, tag).ok());
    tagged.unwrap_or_else(|| Literal::from(text)).into()
}

fn sorted_once(mut statements: Vec<String>) -> Vec<String> {
    statements.sort_unstable();
    statements.dedup();
    statements
}

/// Adds the word classes that the triples tell of.
pub(super) fn classes(triples: &Triples, into: &mut Classes) {
    for node in &triples.nodes {
        if let Some(name) = node.texts(Property::Name).next() {
            let words = node.texts(Property::Word).map(ToOwned::to_owned).collect();
            into.entry(name.to_owned()).or_insert(words);
        }
    }
}

struct Reader<'a> {
    triples: &'a Triples,
    language: &'a str,
    classes: Classes,
    mends: Mends,
}

impl Reader<'_> {
    /// The nodes that are concepts and in use, by key.
    fn concepts(&mut self) -> Vec<usize> {
        let type_of = |name: &str| self.triples.find(&format!("{SKOS}{name}"));
        let concept = type_of("Concept");
        let others = others(self.triples);
        let mut found = Vec::new();
        for (n, node) in self.triples.nodes.iter().enumerate() {
            let is_typed = node.nodes(Property::Type).any(|class| Some(class) == concept);
            let is_named =
                || node.facts.iter().any(|(p, _)| matches!(p, Property::PrefLabel | Property::XlPrefLabel));
            if is_true(node, Property::Deprecated) {
                self.mends.add(Mend::Deprecated, &node.place, || format!("`{}`", last_segment(&node.key)));
            } else if is_typed || (is_named() && !is_other(node, &others)) {
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
        let mut names = names(self.triples, node, self.language);
        self.tell_of_names(&names, &id, node);
        for &other in all.others.get(&n).into_iter().flatten() {
            names.add_all(&self::names(self.triples, &self.triples.nodes[other], self.language));
        }
        let name = |text: String| Name { text, place: node.place.clone() };
        let ends = |ends: Option<&Vec<usize>>| -> Vec<Name> {
            let text = |n: &usize| all.ids.get(n).unwrap_or(&self.triples.nodes[*n].key).clone();
            ends.into_iter().flatten().map(text).map(name).collect()
        };
        let (broader, related) = (ends(links.broader.get(&n)), ends(links.related.get(&n)));
        let concept = self.concept(node, &names);
        let labels = names.labels.into_iter().map(|(kind, text)| Label { name: name(text), kind }).collect();
        Draft { id: name(id), labels, broader, related, origin: Origin::Vocabulary, concept }
    }

    fn tell_of_names(&mut self, names: &Names, id: &str, node: &Node) {
        let mut tell = |mend| self.mends.add(mend, &node.place, || format!("`{id}`"));
        if names.made_up {
            tell(Mend::NoLabel);
        }
        if names.other_language {
            tell(Mend::OtherLanguage);
        }
        (0..names.seconds).for_each(|_| tell(Mend::SecondLabel));
    }

    /// All of a concept but its id, its labels and its links.
    fn concept(&mut self, node: &Node, names: &Names) -> Concept {
        let keys = |property| unique(node.nodes(property).map(|n| self.triples.nodes[n].key.as_str()));
        let is_own = node.key.starts_with(OWN_CONCEPT);
        Concept {
            uri: (is_uri(&node.key) && !is_own).then(|| node.key.clone()),
            notation: unique(node.texts(Property::Notation)),
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
            statements: if self.triples.keeps_all { self.statements(node, names) } else { Vec::new() },
            ..Concept::default()
        }
    }

    /// What is said of a concept and has no place in it.
    fn statements(&self, node: &Node, names: &Names) -> Vec<String> {
        let concept = self.triples.find(&format!("{SKOS}Concept"));
        let mut out = node.statements.clone();
        for (property, value) in &node.facts {
            match property.plain() {
                Property::Type => {
                    let is_concept = matches!(value, Value::Node(class) if Some(*class) == concept);
                    out.extend(said(self.triples, *property, value).filter(|_| !is_concept));
                }
                plain @ (Property::PrefLabel
                | Property::AltLabel
                | Property::HiddenLabel
                | Property::Label
                | Property::Definition
                | Property::ScopeNote) => {
                    let used = |(text, tag): &(&str, Option<&str>)| {
                        let is_note = matches!(plain, Property::Definition | Property::ScopeNote);
                        let note = || names.note(self.triples, node, plain, self.language);
                        names.speaks(*tag, self.language)
                            && (plain != Property::Label || *text == names.label())
                            && (!is_note || Some(*text) == note().as_deref())
                    };
                    let unused = texts(self.triples, value).filter(|said| !used(said));
                    let said = unused.map(|(text, tag)| statement::written(&plain.iri(), &spoken(text, tag)));
                    out.extend(said.flatten());
                }
                _ => {}
            }
        }
        sorted_once(out)
    }

    /// Tells of what is neither a concept nor a scheme or collection.
    fn others(&mut self, all: &All) {
        let kinds = others(self.triples);
        for (n, node) in self.triples.nodes.iter().enumerate() {
            let is_said = !node.facts.is_empty() || !node.statements.is_empty();
            let is_own = || node.key.starts_with(OWN_CLASS) || is_true(node, Property::Deprecated);
            if is_said
                && is_uri(&node.key)
                && !all.ids.contains_key(&n)
                && !is_other(node, &kinds)
                && !is_own()
            {
                self.mends.add(Mend::Other, &node.place, || format!("`{}`", last_segment(&node.key)));
            }
        }
    }

    /// Tells which languages there are, when no label is in the one asked for.
    fn unspoken(&self, all: &All) -> Option<Diagnostic> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for node in all.roots().map(|n| &self.triples.nodes[n]) {
            let labels = [Property::PrefLabel, Property::AltLabel, Property::HiddenLabel];
            let labels = node.facts.iter().filter(|(property, _)| labels.contains(&property.plain()));
            for (_, tag) in labels.flat_map(|(_, value)| texts(self.triples, value)) {
                tag.into_iter().for_each(|tag| *counts.entry(tag).or_default() += 1);
            }
        }
        if counts.is_empty() || counts.keys().any(|tag| rank(Some(tag), self.language) < OTHER) {
            return None;
        }
        let told: Vec<String> = counts.iter().map(|(tag, count)| format!("{tag} ({count})")).collect();
        let place = &self.triples.nodes[all.roots().next()?].place;
        Some(place.warning(format!(
            "no label is in the language `{}`; there are {}: choose one with --lang",
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

fn is_true(node: &Node, property: Property) -> bool {
    node.texts(property).any(|text| matches!(text, "true" | "1"))
}

/// The texts, each once, in their order.
fn unique<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = FxHashSet::default();
    texts.filter(|text| seen.insert(*text)).map(ToOwned::to_owned).collect()
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
    fn of(
        triples: &Triples,
        concepts: Vec<usize>,
        taken: &[&str],
        language: &str,
        mends: &mut Mends,
    ) -> Self {
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
                    mends.add(Mend::SameAs, &node.place, || format!("\"{}\" of \"{}\"", node.key, other.key));
                    all.others.entry(root).or_default().push(n);
                }
                None => all.roots.push(n),
            }
        }
        all.give_ids(triples, taken, language);
        all
    }

    fn roots(&self) -> impl Iterator<Item = usize> {
        self.roots.iter().copied()
    }

    /// Ids that a file gives come first, then those made up, both by key.
    fn give_ids(&mut self, triples: &Triples, taken: &[&str], language: &str) {
        let mut ids = Ids::default();
        for id in taken {
            ids.take(id);
        }
        let given: Vec<Option<String>> = self.roots().map(|n| given_id(&triples.nodes[n])).collect();
        let mut notations: FxHashMap<String, u32> = FxHashMap::default();
        for n in self.roots() {
            *notations.entry(notation(&triples.nodes[n])).or_default() += 1;
        }
        for (&n, id) in self.roots.iter().zip(&given) {
            if let Some(id) = id {
                self.ids.insert(n, ids.take(id));
            }
        }
        for (&n, _) in self.roots.iter().zip(&given).filter(|(_, id)| id.is_none()) {
            let notation = notation(&triples.nodes[n]);
            let is_unique = !notation.is_empty() && notations.get(&notation) == Some(&1);
            let id = if is_unique { notation } else { made_id(triples, &triples.nodes[n], language) };
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
    let id = if is_blank { String::new() } else { id_of(&last_segment(&node.key)) };
    if !id.is_empty() {
        return id;
    }
    let id = id_of(&names(triples, node, language).label().to_lowercase());
    if id.is_empty() { "concept".to_owned() } else { id }
}

/// The links between concepts; a concept stands for those that are the same.
#[derive(Default)]
struct Links {
    broader: FxHashMap<usize, Vec<usize>>,
    related: FxHashMap<usize, Vec<usize>>,
}

impl Links {
    fn of(triples: &Triples, all: &All) -> Self {
        let mut root: FxHashMap<usize, usize> = all.roots().map(|n| (n, n)).collect();
        for (n, others) in sorted(&all.others) {
            root.extend(others.into_iter().map(|other| (other, n)));
        }
        let mut links = Self::default();
        let both = all.roots().chain(sorted(&all.others).into_iter().flat_map(|(_, others)| others));
        for from in both.collect::<Vec<_>>() {
            for (property, value) in &triples.nodes[from].facts {
                let Value::Node(to) = value else { continue };
                let (table, a, b) = match property {
                    Property::Broader => (&mut links.broader, from, *to),
                    Property::Narrower => (&mut links.broader, *to, from),
                    Property::Related => (&mut links.related, from, *to),
                    _ => continue,
                };
                let ends = (root.get(&a).copied().unwrap_or(a), root.get(&b).copied().unwrap_or(b));
                let is_left_out = is_true(&triples.nodes[*to], Property::Deprecated);
                if !is_left_out && (ends.0 != ends.1 || a == b) {
                    table.entry(ends.0).or_default().push(ends.1);
                }
            }
        }
        links
    }
}

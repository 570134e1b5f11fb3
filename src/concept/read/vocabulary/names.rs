//! The names of a node are its labels in one language, each once, the one that it is called by first.

use rustc_hash::{FxHashMap, FxHashSet};

use super::triples::{Node, Triples, Value};
use crate::concept::language_tag::{OTHER, rank, told};
use crate::concept::rdf::iri::{is_uri, last_segment};
use crate::concept::rdf::property::Property;
use crate::concept::{LabelKind, label};

/// What a node is called.
#[derive(Debug, Default)]
pub(in crate::concept::read) struct Names {
    /// The labels as a lexicon writes them, `=` before those that match letter for letter.
    pub(in crate::concept::read) labels: Vec<(LabelKind, String)>,
    /// Where each label is in the list.
    places: FxHashMap<String, usize>,
    /// The language of the first, or of the best that has one.
    pub(in crate::concept::read) language: Option<String>,
    /// They are in the order of a list, which stays.
    is_listed: bool,
    /// The node has no label at all.
    pub(in crate::concept::read) made_up: bool,
    /// It has none in the language asked for.
    pub(in crate::concept::read) other_language: bool,
    /// How many more preferred labels it has in the language of the first.
    pub(in crate::concept::read) seconds: usize,
}

/// A label as the triples have it.
#[derive(Clone, Copy)]
struct Spoken<'a> {
    /// [`None`] for an `rdfs:label` or a title, which count only when there is nothing better.
    kind: Option<LabelKind>,
    text: &'a str,
    language: Option<&'a str>,
}

impl<'a> Spoken<'a> {
    /// How good it is to be called so, the best first; triples, which are no list, have no order that could tell.
    fn order(&self, asked: &str, is_listed: bool) -> impl Ord + use<'a> {
        let rank = rank(self.language, asked);
        let kind = match self.kind {
            Some(LabelKind::Preferred) => 0,
            None => 1,
            Some(LabelKind::Alternative) => 2,
            Some(LabelKind::Hidden) => 3,
        };
        (rank == OTHER, kind, rank, self.language, (!is_listed).then_some(self.text))
    }
}

/// The names of a node; `asked` is the language asked for, in lower case.
pub(in crate::concept::read) fn names(triples: &Triples, node: &Node, asked: &str) -> Names {
    let mut spoken = spoken(triples, node);
    spoken.sort_by_key(|label| label.order(asked, node.is_listed));
    let Some(first) = spoken.first() else {
        let mut names = Names { made_up: true, ..Names::default() };
        let name = last_segment(node.key.trim_start_matches("_:")).replace(['_', '-'], " ");
        names.add(made_up(&node.key), name);
        return names;
    };
    let exact = exact_labels(node);
    let written = |kind, text| label::written(text, exact.contains(&(kind, text)));
    let language = first.language;
    let ours = || spoken.iter().filter(|label| speaks(label.language, language, asked));
    let is_told = |tag: &&str| told(tag).is_some();
    let best =
        || ours().filter(|label| label.kind.is_some()).filter_map(|label| label.language).find(is_told);
    let mut names = Names {
        language: language.filter(is_told).or_else(best).or(language).map(ToOwned::to_owned),
        other_language: rank(language, asked) == OTHER,
        is_listed: node.is_listed,
        ..Names::default()
    };
    // What only finds a concept does no more when it is also what it is called by.
    let called = if first.kind == Some(LabelKind::Hidden) { LabelKind::Hidden } else { LabelKind::Preferred };
    names.add(called, written(called, first.text));
    // Where nothing is better than an `rdfs:label`, that is the preferred one, and so are others.
    let plain = first.kind.is_none().then_some(LabelKind::Preferred);
    for label in ours().skip(1) {
        let Some(kind) = label.kind.or(plain) else { continue };
        let is_first = kind == LabelKind::Preferred && label.text == first.text;
        let own = if is_first { kind } else { kind.max(LabelKind::Alternative) };
        let added = names.add(own, written(own, label.text));
        names.seconds += usize::from(added && kind == LabelKind::Preferred && label.language == language);
    }
    names
}

/// What kind of label a name is that was made of a key: the end of a URI may be any word, a name in a table was meant.
fn made_up(key: &str) -> LabelKind {
    if is_uri(key) || key.starts_with("_:") { LabelKind::Hidden } else { LabelKind::Preferred }
}

impl Names {
    /// What the node is called by.
    pub(in crate::concept::read) fn label(&self) -> &str {
        self.labels.first().map_or("", |(_, text)| text)
    }

    /// The labels, those behind the first by kind, and by letters where they are not listed.
    pub(in crate::concept::read) fn into_labels(mut self) -> Vec<(LabelKind, String)> {
        match self.labels.split_first_mut() {
            Some((_, others)) if self.is_listed => others.sort_by_key(|(kind, _)| *kind),
            Some((_, others)) => others.sort_unstable(),
            None => {}
        }
        self.labels
    }

    /// What kind of label a text is.
    pub(in crate::concept::read) fn kind(&self, text: &str) -> Option<LabelKind> {
        let places = [true, false].map(|exact| self.places.get(&label::written(text, exact)));
        let place = places.into_iter().flatten().next()?;
        self.labels.get(*place).map(|(kind, _)| *kind)
    }

    /// Adds the labels of a node that is the same as alternative ones.
    pub(in crate::concept::read) fn add_all(&mut self, other: &Self) {
        for (kind, text) in &other.labels {
            self.add((*kind).max(LabelKind::Alternative), text.clone());
        }
    }

    /// Adds a label, unless it is there; of two kinds the stronger is kept.
    fn add(&mut self, kind: LabelKind, text: String) -> bool {
        if text.trim().is_empty() {
            return false;
        }
        if let Some(known) = self.places.get(&text).and_then(|place| self.labels.get_mut(*place)) {
            known.0 = known.0.min(kind);
            return false;
        }
        self.places.insert(text.clone(), self.labels.len());
        self.labels.push((kind, text));
        true
    }

    /// The node's text for a property, in the best language.
    pub(in crate::concept::read) fn note(
        &self,
        triples: &Triples,
        node: &Node,
        property: Property,
        asked: &str,
    ) -> Option<String> {
        let all = node.values(property).flat_map(|value| texts(triples, value));
        let ours = all.filter(|(_, tag)| speaks(*tag, self.language.as_deref(), asked));
        ours.min_by_key(|(text, tag)| (rank(*tag, asked), *tag, (!node.is_listed).then_some(*text)))
            .map(|(text, _)| text.to_owned())
    }
}

fn speaks(tag: Option<&str>, own: Option<&str>, asked: &str) -> bool {
    rank(tag, asked) < OTHER || tag == own
}

/// The labels of a node that say something; where it has none, its titles.
fn spoken<'a>(triples: &'a Triples, node: &'a Node) -> Vec<Spoken<'a>> {
    let (mut labels, mut titles) = (Vec::new(), Vec::new());
    for (property, value) in &node.facts {
        let kind = property.label();
        let into = match property {
            Property::Title => &mut titles,
            Property::Label => &mut labels,
            _ if kind.is_some() => &mut labels,
            _ => continue,
        };
        let said = texts(triples, value).filter(|(text, _)| !text.trim().is_empty());
        into.extend(said.map(|(text, language)| Spoken { kind, text, language }));
    }
    if labels.is_empty() { titles } else { labels }
}

/// The languages of a node's labels.
pub(in crate::concept::read) fn languages<'a>(
    triples: &'a Triples,
    node: &'a Node,
) -> impl Iterator<Item = Option<&'a str>> {
    spoken(triples, node).into_iter().map(|label| label.language)
}

/// A literal, or the literals that a node stands for, with their languages.
pub(in crate::concept::read) fn texts<'a>(
    triples: &'a Triples,
    value: &'a Value,
) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
    let node = match value {
        Value::Node(node) => triples.nodes.get(*node),
        Value::Text { .. } => None,
    };
    let literals = node.into_iter().flat_map(|node| node.values(Property::Literal));
    std::iter::once(value).chain(literals).filter_map(|value| match value {
        Value::Text { text, language } => Some((text.as_str(), language.as_deref())),
        Value::Node(_) => None,
    })
}

/// The labels that match letter for letter.
fn exact_labels(node: &Node) -> FxHashSet<(LabelKind, &str)> {
    let kinds = [LabelKind::Preferred, LabelKind::Alternative, LabelKind::Hidden];
    kinds
        .into_iter()
        .flat_map(|kind| node.texts(Property::exact(kind)).map(move |text| (kind, text)))
        .collect()
}

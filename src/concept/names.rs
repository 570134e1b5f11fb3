//! The names of a node are its labels in one language, each once, the one that it is called by first.

use rustc_hash::{FxHashMap, FxHashSet};

use super::LabelKind;
use super::ids::last_segment;
use super::reader::LANGUAGE;
use super::triples::{Node, Property, Triples, Value};

/// What a node is called.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The labels as a lexicon writes them, `=` before those that match letter for letter.
    pub(super) labels: Vec<(LabelKind, String)>,
    /// Where each label is in the list.
    places: FxHashMap<String, usize>,
    /// The language of the first.
    pub(super) language: Option<String>,
    /// The node has no label at all.
    pub(super) made_up: bool,
    /// It has none in the language asked for.
    pub(super) other_language: bool,
    /// How many more preferred labels it has in the language of the first.
    pub(super) seconds: usize,
}

/// A label as the triples have it.
struct Spoken<'a> {
    /// [`None`] for an `rdfs:label`, which counts only when there is nothing better.
    kind: Option<LabelKind>,
    text: &'a str,
    language: Option<&'a str>,
}

/// The names of a node; `asked` is the language asked for, in lower case.
pub(super) fn names(triples: &Triples, node: &Node, asked: &str) -> Names {
    let spoken = spoken(triples, node);
    let order = |label: &Spoken<'_>| {
        let rank = rank(label.language, asked);
        let kind = match label.kind {
            Some(LabelKind::Preferred) => 0,
            None => 1,
            Some(LabelKind::Alternative) => 2,
            Some(LabelKind::Hidden) => 3,
        };
        (rank == OTHER, kind, rank, label.language.unwrap_or_default().to_owned())
    };
    let Some(first) = (0..spoken.len()).min_by_key(|n| order(&spoken[*n])) else {
        let label = last_segment(&node.key).replace(['_', '-'], " ");
        return Names { labels: vec![(LabelKind::Preferred, label)], made_up: true, ..Names::default() };
    };
    let exact = exact_labels(node);
    let written = |kind, text: &str| {
        if exact.contains(&(kind, text)) { format!("={text}") } else { text.to_owned() }
    };
    let language = spoken[first].language;
    let mut names = Names {
        language: language.map(ToOwned::to_owned),
        other_language: rank(language, asked) == OTHER,
        ..Names::default()
    };
    names.add(LabelKind::Preferred, written(LabelKind::Preferred, spoken[first].text));
    for label in spoken.iter().filter(|label| speaks(label.language, language, asked)) {
        let Some(kind) = label.kind else { continue };
        let added = names.add(kind.max(LabelKind::Alternative), written(kind, label.text));
        names.seconds += usize::from(added && kind == LabelKind::Preferred && label.language == language);
    }
    names
}

impl Names {
    /// What the node is called by.
    pub(super) fn label(&self) -> &str {
        self.labels.first().map_or("", |(_, text)| text)
    }

    /// Adds the labels of a node that is the same as alternative ones.
    pub(super) fn add_all(&mut self, other: &Self) {
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

    /// Whether labels and notes in a language are the node's, and no others'.
    pub(super) fn speaks(&self, tag: Option<&str>, asked: &str) -> bool {
        speaks(tag, self.language.as_deref(), asked)
    }

    /// The node's text for a property, in the best language.
    pub(super) fn note(
        &self,
        triples: &Triples,
        node: &Node,
        property: Property,
        asked: &str,
    ) -> Option<String> {
        let all = node.values(property).flat_map(|value| texts(triples, value));
        let ours = all.filter(|(_, tag)| self.speaks(*tag, asked));
        ours.min_by_key(|(_, tag)| rank(*tag, asked)).map(|(text, _)| text.to_owned())
    }
}

/// What asks for labels in all languages.
const ALL: &str = "all";

fn speaks(tag: Option<&str>, own: Option<&str>, asked: &str) -> bool {
    rank(tag, asked) < OTHER || tag == own
}

/// The rank of a language that nobody asked for.
pub(super) const OTHER: u8 = 3;

/// 0 for the language asked for, 1 for a variety of it, 2 for none.
pub(super) fn rank(tag: Option<&str>, asked: &str) -> u8 {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_owned();
    match tag {
        Some(tag) if asked == ALL => rank(Some(tag), LANGUAGE).min(1),
        Some(tag) if tag == asked => 0,
        Some(tag) if primary(tag) == primary(asked) => 1,
        None => 2,
        Some(_) => OTHER,
    }
}

fn spoken<'a>(triples: &'a Triples, node: &'a Node) -> Vec<Spoken<'a>> {
    let mut spoken = Vec::new();
    for (property, value) in &node.facts {
        let kind = match property {
            Property::PrefLabel | Property::XlPrefLabel => Some(LabelKind::Preferred),
            Property::AltLabel | Property::XlAltLabel => Some(LabelKind::Alternative),
            Property::HiddenLabel | Property::XlHiddenLabel => Some(LabelKind::Hidden),
            Property::Label => None,
            _ => continue,
        };
        spoken.extend(texts(triples, value).map(|(text, language)| Spoken { kind, text, language }));
    }
    spoken
}

/// A literal, or the literals that a node stands for, with their languages.
pub(super) fn texts<'a>(
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
    let kind = |property| match property {
        Property::ExactPrefLabel => Some(LabelKind::Preferred),
        Property::ExactAltLabel => Some(LabelKind::Alternative),
        Property::ExactHiddenLabel => Some(LabelKind::Hidden),
        _ => None,
    };
    let labels = node.facts.iter().filter_map(|(property, value)| match value {
        Value::Text { text, .. } => Some((kind(*property)?, text.as_str())),
        Value::Node(_) => None,
    });
    labels.collect()
}

//! A property is what a triple says of its node, named by an IRI in a namespace.

use super::iri::encoded;
use crate::concept::LabelKind;

/// What concepts without a URI of their own are called in RDF.
pub(in crate::concept) const OWN_CONCEPT: &str = "urn:ideagraph:concept:";
/// What word classes are called in RDF.
pub(in crate::concept) const OWN_CLASS: &str = "urn:ideagraph:class:";

/// What a concept without a URI of its own is called in RDF.
pub(in crate::concept) fn own_uri(id: &str) -> String {
    format!("{OWN_CONCEPT}{}", encoded(id))
}

/// The namespaces, with the prefixes by which they are written.
pub(in crate::concept) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(in crate::concept) const OWN: &str = "urn:ideagraph:lexicon#";
const SKOS_XL: &str = "http://www.w3.org/2008/05/skos-xl#";
pub(in crate::concept) const ISO_THES: &str = "http://purl.org/iso25964/skos-thes#";
pub(in crate::concept) const GVP: &str = "http://vocab.getty.edu/ontology#";
pub(in crate::concept) const XKOS: &str = "http://rdf-vocabulary.ddialliance.org/xkos#";
pub(in crate::concept) const WIKIBASE: &str = "http://wikiba.se/ontology#";
pub(in crate::concept) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(in crate::concept) const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub(in crate::concept) const OWL: &str = "http://www.w3.org/2002/07/owl#";
pub(in crate::concept) const DC_TERMS: &str = "http://purl.org/dc/terms/";
pub(in crate::concept) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(in crate::concept) const SCHEMA: [&str; 2] = ["http://schema.org/", "https://schema.org/"];
const FOAF: &str = "http://xmlns.com/foaf/0.1/";

/// What a fact says of its node. The last ones are the project's own, for what SKOS cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::concept) enum Property {
    Type,
    PrefLabel,
    AltLabel,
    HiddenLabel,
    /// A SKOS-XL label: a node with a literal form.
    XlPrefLabel,
    XlAltLabel,
    XlHiddenLabel,
    /// The text that a node stands for.
    Literal,
    Label,
    /// What other things than concepts are usually called by, and what it says stays as it is said.
    Title,
    Notation,
    Broader,
    Narrower,
    /// What a thesaurus says of kinds, parts or instances, and keeps as it says it.
    KindOfBroader,
    KindOfNarrower,
    BroaderTransitive,
    Related,
    ExactMatch,
    CloseMatch,
    Definition,
    ScopeNote,
    InScheme,
    Deprecated,
    /// Another node is what this one is usually called.
    SameAs,
    Id,
    Implied,
    Reject,
    Context,
    Ambiguous,
    ExactPrefLabel,
    ExactAltLabel,
    ExactHiddenLabel,
    Name,
    Word,
}

/// What is written of a concept, by namespace and name.
const PROPERTIES: [(Property, &str, &str); 30] = [
    (Property::Type, RDF, "type"),
    (Property::PrefLabel, SKOS, "prefLabel"),
    (Property::AltLabel, SKOS, "altLabel"),
    (Property::HiddenLabel, SKOS, "hiddenLabel"),
    (Property::XlPrefLabel, SKOS_XL, "prefLabel"),
    (Property::XlAltLabel, SKOS_XL, "altLabel"),
    (Property::XlHiddenLabel, SKOS_XL, "hiddenLabel"),
    (Property::Literal, SKOS_XL, "literalForm"),
    (Property::Literal, RDF, "value"),
    (Property::Label, RDFS, "label"),
    (Property::Notation, SKOS, "notation"),
    (Property::Broader, SKOS, "broader"),
    (Property::Narrower, SKOS, "narrower"),
    (Property::Related, SKOS, "related"),
    (Property::ExactMatch, SKOS, "exactMatch"),
    (Property::CloseMatch, SKOS, "closeMatch"),
    (Property::Definition, SKOS, "definition"),
    (Property::ScopeNote, SKOS, "scopeNote"),
    (Property::InScheme, SKOS, "inScheme"),
    (Property::Deprecated, OWL, "deprecated"),
    (Property::Id, OWN, "id"),
    (Property::Implied, OWN, "implied"),
    (Property::Reject, OWN, "reject"),
    (Property::Context, OWN, "context"),
    (Property::Ambiguous, OWN, "ambiguous"),
    (Property::ExactPrefLabel, OWN, "exactPrefLabel"),
    (Property::ExactAltLabel, OWN, "exactAltLabel"),
    (Property::ExactHiddenLabel, OWN, "exactHiddenLabel"),
    (Property::Name, OWN, "name"),
    (Property::Word, OWN, "word"),
];

impl Property {
    /// The property with this IRI, if it matters here.
    pub(in crate::concept) fn of(iri: &str) -> Option<Self> {
        let (namespace, name) = namespace(iri)?;
        PROPERTIES.iter().find(|row| (row.1, row.2) == (namespace, name)).map(|row| row.0)
    }

    /// The property with this IRI that links concepts and stays as it is said: the thesauri of ISO 25964 and of the
    /// Getty tell kinds, parts and instances apart.
    pub(in crate::concept) fn of_kind(iri: &str) -> Option<Self> {
        let name = match namespace(iri)? {
            (SKOS, "broaderTransitive") => return Some(Self::BroaderTransitive),
            (ISO_THES | GVP, name) => name,
            _ => return None,
        };
        let (property, kind) = match name.strip_prefix("broader") {
            Some(kind) => (Self::KindOfBroader, kind),
            None => (Self::KindOfNarrower, name.strip_prefix("narrower")?),
        };
        ["Generic", "Partitive", "Instantial", "Preferred", "NonPreferred"]
            .contains(&kind)
            .then_some(property)
    }

    /// True for the IRI of a [title](Self::Title).
    pub(in crate::concept) fn is_title(iri: &str) -> bool {
        match namespace(iri) {
            Some((DC_TERMS | DC, name)) => name == "title",
            Some((namespace, name)) => name == "name" && (namespace == FOAF || SCHEMA.contains(&namespace)),
            None => false,
        }
    }

    /// The property with this name in a table of triples, whatever its namespace: SKOS, and the Computer Science
    /// Ontology, which writes `superTopicOf` or `broaderGeneric` from the broader topic to the narrower.
    pub(in crate::concept) fn of_local(name: &str) -> Option<Self> {
        let local = name.rsplit(['#', '/', ':']).next().unwrap_or(name);
        match local {
            "superTopicOf" | "broaderGeneric" => Some(Self::Narrower),
            "contributesTo" => Some(Self::Related),
            "primaryLabel" | "preferentialEquivalent" => Some(Self::SameAs),
            "sameAs" => Some(Self::ExactMatch),
            _ => PROPERTIES.iter().find(|row| row.1 != SKOS_XL && row.2 == local).map(|row| row.0),
        }
    }

    /// The property of a label that is a text, for one that is a node.
    pub(in crate::concept) fn plain(self) -> Self {
        match self {
            Self::XlPrefLabel => Self::PrefLabel,
            Self::XlAltLabel => Self::AltLabel,
            Self::XlHiddenLabel => Self::HiddenLabel,
            other => other,
        }
    }

    /// The property of a kind of label.
    pub(in crate::concept) fn of_label(kind: LabelKind) -> Self {
        match kind {
            LabelKind::Preferred => Self::PrefLabel,
            LabelKind::Alternative => Self::AltLabel,
            LabelKind::Hidden => Self::HiddenLabel,
        }
    }

    /// The kind of label that this is.
    pub(in crate::concept) fn label(self) -> Option<LabelKind> {
        match self.plain() {
            Self::PrefLabel => Some(LabelKind::Preferred),
            Self::AltLabel => Some(LabelKind::Alternative),
            Self::HiddenLabel => Some(LabelKind::Hidden),
            _ => None,
        }
    }

    /// What says of a kind of label that it matches letter for letter.
    pub(in crate::concept) fn exact(kind: LabelKind) -> Self {
        match kind {
            LabelKind::Preferred => Self::ExactPrefLabel,
            LabelKind::Alternative => Self::ExactAltLabel,
            LabelKind::Hidden => Self::ExactHiddenLabel,
        }
    }

    /// What in a concept holds texts of this property: one place holds all labels, and one each kind of note.
    pub(in crate::concept) fn slot(self) -> Option<Self> {
        match self.plain() {
            Self::PrefLabel | Self::AltLabel | Self::HiddenLabel => Some(Self::PrefLabel),
            note @ (Self::Definition | Self::ScopeNote) => Some(note),
            _ => None,
        }
    }

    /// The IRI by which it is written.
    pub(in crate::concept) fn iri(self) -> String {
        let row = PROPERTIES.iter().find(|row| row.0 == self);
        row.map_or_else(String::new, |(_, namespace, name)| format!("{namespace}{name}"))
    }
}

/// An IRI's namespace and the name in it.
pub(in crate::concept) fn namespace(iri: &str) -> Option<(&str, &str)> {
    Some(iri.split_at(iri.rfind(['#', '/'])? + 1))
}

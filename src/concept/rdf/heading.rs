//! A heading is the id and the title that a lexicon has for itself; in RDF they are those of a concept scheme.

use oxrdf::{Literal, NamedNode, Term};

use super::iri::{decoded, encoded};
use super::property::{Property, SKOS};
use super::statement;

/// What lexicons are called in RDF.
pub(in crate::concept) const OWN_SCHEME: &str = "urn:ideagraph:scheme:";

const TITLE: &str = "http://purl.org/dc/terms/title";

/// What a lexicon says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::concept) struct Heading {
    pub(in crate::concept) id: Option<String>,
    pub(in crate::concept) title: Option<String>,
}

impl Heading {
    /// What the lexicon is called in RDF.
    pub(in crate::concept) fn uri(&self) -> String {
        format!("{OWN_SCHEME}{}", self.id.as_deref().map(encoded).unwrap_or_default())
    }

    /// What is said of it there, sorted; nothing of a lexicon that says nothing of itself.
    pub(in crate::concept) fn statements(&self) -> Vec<String> {
        if *self == Self::default() {
            return Vec::new();
        }
        let class = NamedNode::new(format!("{SKOS}ConceptScheme")).ok().map(Term::from);
        let kind = class.and_then(|class| statement::written(&Property::Type.iri(), &class));
        let title = self.title.as_deref().map(|title| Term::from(Literal::from(title)));
        let title = title.and_then(|title| statement::written(TITLE, &title));
        let mut statements: Vec<String> = kind.into_iter().chain(title).collect();
        statements.sort_unstable();
        statements
    }

    /// The heading that is told by what is said of a scheme, when that is all.
    pub(in crate::concept) fn of(uri: &str, statements: &[String]) -> Option<Self> {
        let id = Some(decoded(uri.strip_prefix(OWN_SCHEME)?)).filter(|id| !id.is_empty());
        let title = statements.iter().find_map(|text| match statement::read(text)? {
            (property, Term::Literal(title)) if property.as_str() == TITLE => Some(title.value().to_owned()),
            _ => None,
        });
        let heading = Self { id, title };
        (heading.statements() == statements).then_some(heading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lead_back() {
        for (id, title) in [(Some("a b"), Some("Gärten \"neu\"")), (Some("a"), None), (None, Some("T"))] {
            let heading = Heading { id: id.map(Into::into), title: title.map(Into::into) };
            assert_eq!(Heading::of(&heading.uri(), &heading.statements()), Some(heading));
        }
        let more = ["skos:example \"x\"".to_owned()];
        assert_eq!(Heading::of(&format!("{OWN_SCHEME}a"), &more), None);
        assert_eq!(Heading::of("http://e.org/a", &[]), None);
    }
}

//! Names of the graph become numbers; a name that is not known is a mistake where the graph says so.

use super::{Among, Kind, Resolver};
use crate::query::cypher::ast::{Labels, Name};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::habit;
use crate::query::cypher::property_graph::{KeyId, LabelId, TypeId};
use crate::query::cypher::resolved::{Key, LabelTest};
use crate::query::cypher::schema::pattern_of;
use crate::query::temporal;
use crate::text::nearest;

impl Resolver<'_> {
    /// What a label expression asks of a node.
    pub(super) fn label_test(&self, labels: &Labels) -> Result<LabelTest, QueryError> {
        let all = |labels: &[Labels]| {
            labels.iter().map(|label| self.label_test(label)).collect::<Result<Vec<_>, _>>()
        };
        Ok(match labels {
            Labels::Name(name) => match self.number(self.catalogue.labels(), name, "label", &Kind::Any)? {
                Some(number) => LabelTest::Is(LabelId(number)),
                None => LabelTest::Never,
            },
            Labels::Any => LabelTest::Any,
            Labels::Not(inner) => LabelTest::Not(Box::new(self.label_test(inner)?)),
            Labels::And(labels) => LabelTest::And(all(labels)?),
            Labels::Or(labels) => LabelTest::Or(all(labels)?),
        })
    }

    /// The relationship types for which a label expression holds.
    pub(super) fn types(&self, types: &Labels) -> Result<Vec<TypeId>, QueryError> {
        self.check_types(types)?;
        let all = self.catalogue.types().iter().zip((0..).map(TypeId));
        Ok(all.filter(|(name, _)| holds(types, name)).map(|(_, number)| number).collect())
    }

    fn check_types(&self, types: &Labels) -> Result<(), QueryError> {
        match types {
            Labels::Name(name) => {
                self.number(self.catalogue.types(), name, "relationship type", &Kind::Any).map(|_| ())
            }
            Labels::Any => Ok(()),
            Labels::Not(inner) => self.check_types(inner),
            Labels::And(types) | Labels::Or(types) => {
                types.iter().try_for_each(|inner| self.check_types(inner))
            }
        }
    }

    /// A variable that is called as what a graph has names for stands where a colon was forgotten.
    pub(super) fn check_variable(
        &self,
        name: &Name,
        labels: Option<&Labels>,
        known: &[String],
        what: &str,
    ) -> Result<(), QueryError> {
        if labels.is_some() || !self.catalogue.is_closed() || !known.contains(&name.text) {
            return Ok(());
        }
        let message = format!("{} is a {what}, and a variable here", name.text);
        let error = QueryError::syntax(Fault::VariableTypeConflict, name.span, message);
        Err(error.hint(format!("write a colon before it: :{}", name.text)))
    }

    /// The key of a property of something of a kind.
    pub(super) fn key(&mut self, name: &Name, of: &Kind) -> Result<Key, QueryError> {
        let keys = self.catalogue.keys();
        let id = match of {
            Kind::Node(_) | Kind::Relationship(_) => self.number(keys, name, "property", of)?,
            _ => position(keys, &name.text),
        };
        self.check_property(of, name);
        Ok(Key { name: name.text.clone().into(), id: id.map(KeyId) })
    }

    /// Refuses a component that a temporal value has not, where the schema is closed; elsewhere that is null.
    pub(super) fn check_component(&self, kind: temporal::Kind, name: &Name) -> Result<(), QueryError> {
        if !self.catalogue.is_closed() || kind.components().any(|own| own == name.text) {
            return Ok(());
        }
        let message = format!("{} has no component {}", kind.with_article(), name.text);
        let error = QueryError::syntax(Fault::UnknownName, name.span, message);
        Err(match nearest(&name.text, kind.components()) {
            Some(near) => error.hint(format!("did you mean {near}?")),
            None => error.hint(format!("there are {}", kind.components().collect::<Vec<_>>().join(", "))),
        })
    }

    /// The number of a name among those that are known; a hint tells those of a kind, where that has some.
    fn number(
        &self,
        known: &[String],
        name: &Name,
        what: &str,
        of: &Kind,
    ) -> Result<Option<u32>, QueryError> {
        let number = position(known, &name.text);
        if number.is_some() || !self.catalogue.is_closed() {
            return Ok(number);
        }
        let message = format!("no {what} {}", name.text);
        let error = QueryError::syntax(Fault::UnknownName, name.span, message);
        let own = self.properties_of(of);
        let among = if own.is_empty() { known.iter().map(String::as_str).collect() } else { own };
        let meant = habit::of_name(&name.text).filter(|(meant, _)| among.contains(meant));
        let hint = match (meant, self.way_to(&name.text, of), nearest(&name.text, among.iter().copied())) {
            (Some((_, hint)), ..) => hint.to_owned(),
            (_, Some(way), _) => format!("that is a node of its own: {way}"),
            (.., Some(near)) => format!("did you mean {near}?"),
            _ => {
                let fields = self.fields_among(&among, &name.text);
                format!("there are {}{}{fields}", among.join(", "), self.ways_from(of))
            }
        };
        Err(error.hint(hint))
    }

    /// Where a field is found that is no property of its own, told behind properties.
    fn fields_among(&self, properties: &[&str], field: &str) -> String {
        self.map_of_fields(properties)
            .map_or_else(String::new, |map| format!("; what else a file says is in {map}, as {map}.{field}"))
    }

    /// The property that is a map of such fields.
    pub(super) fn map_of_fields<'p>(&self, properties: &[&'p str]) -> Option<&'p str> {
        let is_map = |name: &&str| {
            let key = position(self.catalogue.keys(), name).map(KeyId);
            key.is_some_and(|key| matches!(self.catalogue.kind_of(key), Kind::Fields(_)))
        };
        properties.iter().copied().find(is_map)
    }

    /// The relationship that leads from nodes of a kind to those that a name means.
    pub(super) fn way_to(&self, name: &str, of: &Kind) -> Option<String> {
        let labels = self.catalogue.labels();
        let is_meant = |label: &String| {
            let own = label.eq_ignore_ascii_case(name) || name.eq_ignore_ascii_case(&format!("{label}s"));
            own || habit::of_name(name).is_some_and(|(meant, _)| meant == label)
        };
        let end = LabelId(labels.iter().position(is_meant)? as u32);
        let kind = self.types_from(of).find(|kind| self.catalogue.ends_of_type(*kind).1 == Some(end))?;
        Some(pattern_of(self.catalogue, kind))
    }

    /// The relationships that lead from nodes of a kind, told behind their properties.
    fn ways_from(&self, of: &Kind) -> String {
        let patterns: Vec<String> =
            self.types_from(of).map(|kind| pattern_of(self.catalogue, kind)).collect();
        if patterns.is_empty() { String::new() } else { format!(", and {}", patterns.join(", ")) }
    }

    /// The types of the relationships that lead from nodes of a kind; none from those of any.
    fn types_from(&self, of: &Kind) -> impl Iterator<Item = TypeId> {
        let leads = move |kind: &TypeId| match (of, self.catalogue.ends_of_type(*kind).0) {
            (Kind::Node(labels), Some(label)) => labels.has(label.0) && *labels != Among::ALL,
            _ => false,
        };
        (0..self.catalogue.types().len() as u32).map(TypeId).filter(leads)
    }
}

/// The number of a name.
pub(super) fn position(known: &[String], name: &str) -> Option<u32> {
    known.iter().position(|own| own == name).map(|at| at as u32)
}

/// Whether a relationship of a type is one that is asked for.
fn holds(types: &Labels, name: &str) -> bool {
    match types {
        Labels::Name(own) => own.text == name,
        Labels::Any => true,
        Labels::Not(inner) => !holds(inner, name),
        Labels::And(all) => all.iter().all(|types| holds(types, name)),
        Labels::Or(any) => any.iter().any(|types| holds(types, name)),
    }
}

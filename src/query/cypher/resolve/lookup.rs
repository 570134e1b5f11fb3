//! Lookups: where a graph finds nodes by a property, a constant that none of them has is asked for in vain.

use super::names::position;
use super::{Kind, Resolver};
use crate::query::cypher::ast::{Expr as Ast, ExprKind, Name};
use crate::query::cypher::property_graph::{KeyId, LabelId};
use crate::query::cypher::value::Value;
use crate::text::Span;

impl Resolver<'_> {
    /// Warns of constants that no node has as the property that they are compared with.
    pub(super) fn check_compared(&mut self, property: &Ast, constants: &Ast) {
        if let ExprKind::Property(base, key) = &property.kind
            && let ExprKind::Variable(name) = &base.kind
            && let Some(kind) = self.scope.get(name).map(|variable| variable.kind.clone())
        {
            self.check_constants(&kind, key, constants);
        }
    }

    /// The same of a property of what is of a kind.
    pub(super) fn check_constants(&mut self, of: &Kind, key: &Name, constants: &Ast) {
        let Some((key_id, labels)) = self.looked_up_by(of, key).filter(|_| !self.is_alternative) else {
            return;
        };
        for (text, span) in self.texts(constants) {
            let value = text.as_str().into();
            let is_known = |label: &LabelId| !self.catalogue.find(*label, key_id, &value).is_empty();
            if self.can_warn() && !labels.iter().any(is_known) {
                self.warn_of_constant(&labels, (key, key_id), &text, span);
            }
        }
    }

    /// The texts of a constant or a parameter, or of a list of some, and where they stand.
    fn texts(&self, constants: &Ast) -> Vec<(String, Span)> {
        let texts = |value: &Value<'_>| match value {
            Value::List(values) => values.iter().filter_map(text_of).collect(),
            value => Vec::from_iter(text_of(value)),
        };
        match &constants.kind {
            ExprKind::List(values) => values.iter().flat_map(|value| self.texts(value)).collect(),
            ExprKind::Text(text) => vec![(text.clone(), constants.span)],
            ExprKind::Parameter(name) => {
                let given = self.given.iter().find(|(own, _)| own == name);
                let texts = given.map(|(_, value)| texts(value)).unwrap_or_default();
                texts.into_iter().map(|text| (text, constants.span)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The number of a property, and the labels of the nodes that may have it, where all are looked up by it.
    fn looked_up_by(&self, of: &Kind, key: &Name) -> Option<(KeyId, Vec<LabelId>)> {
        let Kind::Node(among) = of else { return None };
        let key_id = KeyId(position(self.catalogue.keys(), &key.text)?);
        let all = self.catalogue.labels().iter().zip(0..).filter(|(_, label)| among.has(*label));
        let has = |label: &str| self.catalogue.properties_of(label).contains(&key.text.as_str());
        let labels: Vec<LabelId> =
            all.filter(|(name, _)| has(name)).map(|(_, label)| LabelId(label)).collect();
        let is_found = |label: &LabelId| self.catalogue.index_matches(*label, key_id).is_some();
        (self.catalogue.is_closed() && !labels.is_empty() && labels.iter().all(is_found))
            .then_some((key_id, labels))
    }

    fn warn_of_constant(
        &mut self,
        labels: &[LabelId],
        (key, key_id): (&Name, KeyId),
        text: &str,
        span: Span,
    ) {
        let names: Vec<&str> =
            labels.iter().map(|label| self.catalogue.labels()[label.0 as usize].as_str()).collect();
        let near = labels.iter().find_map(|label| self.catalogue.nearest(*label, key_id, text));
        let hint = match near {
            Some(near) => format!("did you mean '{}'?", near.replace('\\', "\\\\").replace('\'', "\\'")),
            None => {
                format!("MATCH (n:{}) RETURN n.{key} tells what there is", names.join("|"), key = key.text)
            }
        };
        self.warn(format!("no {} has this {}", names.join(" or "), key.text), span, hint);
    }
}

fn text_of(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::fixture;
    use crate::query::cypher::value::Value;
    use crate::query::cypher::{Knowledge, Query};

    /// The constants that a query is warned of, and what is told of each.
    fn warnings(query: &str) -> Vec<(String, String)> {
        let graph = fixture::graph("# notes by Ada\nThe [engine] weaves like a [loom].\nNo [loom].");
        let lists = Value::list(["loom", "Weft"].map(Value::from));
        let given = [("who".to_owned(), "Adda".into()), ("ids".to_owned(), lists)];
        let query_of = Query::with_parameters(query, &Knowledge::new(&graph), &given);
        let query_of = query_of.unwrap_or_else(|e| panic!("{query}: {e}"));
        let told = query_of.warnings().iter();
        told.map(|w| (w.span.of(query).unwrap().to_owned(), w.to_string())).collect()
    }

    #[test]
    fn what_nothing_is_called_is_told() {
        for (query, place, told) in [
            (
                "MATCH (c:Concept {id: 'Loom'}) RETURN c",
                "'Loom'",
                "no Concept has this id; did you mean 'loom'?",
            ),
            ("MATCH (c:Concept) WHERE c.label = 'lom' RETURN c", "'lom'", "this label; did you mean"),
            ("MATCH (c:Concept) WHERE 'LOOM' = c.id RETURN c", "'LOOM'", "did you mean 'loom'?"),
            ("MATCH (c:Concept) WHERE c.id <> 'LOOM' RETURN c", "'LOOM'", "did you mean 'loom'?"),
            ("MATCH (c:Concept) WHERE c.id IN ['loom', 'Loom'] RETURN c", "'Loom'", "did you mean 'loom'?"),
            ("MATCH ()-[:SAID_BY]->(p {name: 'Adda'}) RETURN p", "'Adda'", "no Person has this name; did"),
            (
                "MATCH (n {id: 'zebra'}) RETURN n",
                "'zebra'",
                "MATCH (n:Concept|Person|Quote|Source) RETURN n.id",
            ),
            (
                "MATCH (q:Quote) WHERE q.id = 'notes:9' RETURN q",
                "'notes:9'",
                "no Quote has this id; MATCH (n:Quote)",
            ),
        ] {
            let warnings = warnings(query);
            let [(own, message)] = &warnings[..] else { panic!("{query}: {warnings:?}") };
            assert_eq!(own, place, "{query}");
            assert!(message.contains(told), "{query}: {message}");
        }
    }

    #[test]
    fn what_something_is_called_or_is_not_looked_up_is_not_told() {
        for query in [
            "MATCH (c:Concept {id: 'loom'}) RETURN c",
            "MATCH (n) WHERE n.id IN ['loom', 'notes:1', 'ada'] RETURN n",
            "MATCH (q:Quote {text: 'zebra'}) RETURN q",
            "MATCH (c:Concept) WHERE c.id = 'Loom' OR c.label = 'loom' AND true RETURN c",
            "MATCH (c:Concept) WHERE c.definition = 'zebra' OR c.id = $zebra RETURN c",
            "MATCH (c:Concept) WHERE c.id > 'zebra' OR c.label STARTS WITH 'zebra' RETURN c",
            "WITH {id: 'zebra'} AS c WHERE c.id = 'loom' RETURN c",
        ] {
            assert_eq!(warnings(query), [], "{query}");
        }
    }

    #[test]
    fn a_few_warnings_are_enough() {
        let constants: Vec<String> = (0..100).map(|n| format!("'zebra {n}'")).collect();
        let query = format!("MATCH (c:Concept) WHERE c.id IN [{}] RETURN c", constants.join(", "));
        assert_eq!(warnings(&query).len(), super::super::MAX_WARNINGS);
    }
}

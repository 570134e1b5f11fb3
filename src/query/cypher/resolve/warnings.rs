//! A warning is told where a query asks in vain: for labels that no node has together, for a property that nothing of a kind
//! has, or, where a graph finds nodes by a property, for a constant that none of them has.

use std::collections::BTreeSet;

use super::names::position;
use super::{Among, Kind, MAX_WARNINGS, Resolver};
use crate::query::cypher::ast::{Expr as Ast, ExprKind, Name};
use crate::query::cypher::property_graph::{KeyId, LabelId};
use crate::query::cypher::resolved::Length;
use crate::query::cypher::value::Value;
use crate::query::cypher::warning::Warning;
use crate::text::{Span, nearest};

/// How many names a hint tells.
const MAX_NAMES: usize = 20;

impl Resolver<'_> {
    /// Warns of labels that no node has, because each has one.
    pub(super) fn check_labels(&mut self, labels: Among, span: Span) {
        if labels.is_none() && self.catalogue.is_closed() {
            let hint = format!("each has one of {}", self.catalogue.labels().join(", "));
            self.warn("no node has these labels, so this pattern finds nothing".to_owned(), span, hint);
        }
    }

    /// Warns of a property that nothing of a kind has.
    pub(super) fn check_property(&mut self, of: &Kind, key: &Name) {
        let (catalogue, name) = (self.catalogue, &key.text);
        let own = self.owners(of);
        let has = |element: &&str| catalogue.properties_of(element).contains(&name.as_str());
        if !catalogue.is_closed() || own.is_empty() || own.iter().any(has) {
            return;
        }
        let own = own.join(" or ");
        let all = catalogue.labels().iter().chain(catalogue.types()).map(String::as_str);
        let others = all.filter(has).collect::<Vec<_>>().join(", ");
        let hint = match self.properties_of(of) {
            keys if keys.is_empty() => format!("it is a property of {others}"),
            keys => format!("it is a property of {others}; {own} has {}", keys.join(", ")),
        };
        self.warn(format!("no {own} has a property {name}, so this is null"), key.span, hint);
    }

    /// Warns of a field that no file says of nodes with some labels.
    pub(super) fn check_field(&mut self, of: Among, name: &str, span: Span) {
        let catalogue = self.catalogue;
        let has_fields = |label: &LabelId| {
            let own = catalogue.properties_of(&catalogue.labels()[label.0 as usize]);
            of.has(label.0) && self.map_of_fields(&own).is_some()
        };
        let all = (0..catalogue.labels().len() as u32).map(LabelId);
        let owners: Vec<LabelId> = all.filter(has_fields).collect();
        let fields = || owners.iter().flat_map(|label| catalogue.fields(*label));
        if owners.is_empty() || !self.can_warn() || fields().any(|own| own == name) {
            return;
        }
        let of = owners.iter().map(|label| label.0).collect();
        let own = self.names(of).join(" or ");
        let hint = match self.way_to(name, &Kind::Node(of)) {
            Some(way) => format!("that is a node of its own: {way}"),
            None if self.properties_of(&Kind::Node(of)).contains(&name) => {
                format!("{name} is a property of {own} itself")
            }
            None => near(name, &fields().collect()),
        };
        self.warn(format!("no {own} has a field {name}, so this is null"), span, hint);
    }

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

    /// Warns of constants that are sought in a list which has only some few values in it, and none of them.
    pub(super) fn check_sought(&mut self, constants: &Ast, list: &Ast) {
        let ExprKind::Property(base, key) = &list.kind else { return };
        let ExprKind::Variable(name) = &base.kind else { return };
        let is_relationship =
            self.scope.get(name).is_some_and(|variable| matches!(variable.kind, Kind::Relationship(_)));
        let key_id = position(self.catalogue.keys(), &key.text).filter(|_| is_relationship);
        let all = key_id.map_or(&[][..], |key| self.catalogue.values_of(KeyId(key)));
        for (text, span) in self.texts(constants) {
            if !all.is_empty() && !all.contains(&text.as_str()) && !self.is_alternative {
                let hint = format!("there are {}", all.join(", "));
                self.warn(format!("'{text}' is none of the {}", key.text), span, hint);
            }
        }
    }

    /// Warns of a length that no walk has.
    pub(super) fn check_length(&mut self, length: Option<Length>, span: Span) {
        if let Some(Length { least, most: Some(most) }) = length
            && most < least
        {
            let message = format!("no way has {least} relationships or more and {most} at most");
            self.warn(
                format!("{message}, so this pattern finds nothing"),
                span,
                format!("write *{most}..{least}"),
            );
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

    /// The properties that what is of a kind may have, by name.
    pub(super) fn properties_of(&self, kind: &Kind) -> Vec<&str> {
        let own = self.owners(kind).into_iter();
        let keys: BTreeSet<&str> = own.flat_map(|name| self.catalogue.properties_of(name)).collect();
        keys.into_iter().collect()
    }

    /// The labels or types that what is of a kind may have.
    fn owners(&self, kind: &Kind) -> Vec<&str> {
        match kind {
            Kind::Node(labels) => self.names(*labels),
            Kind::Relationship(types) => named(self.catalogue.types(), *types),
            _ => Vec::new(),
        }
    }

    pub(super) fn names(&self, labels: Among) -> Vec<&str> {
        named(self.catalogue.labels(), labels)
    }

    pub(super) fn warn(&mut self, message: String, span: Span, hint: String) {
        let warning = Warning { message, span, hint };
        if self.can_warn() && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// Whether there may be one more.
    pub(super) fn can_warn(&self) -> bool {
        self.warnings.len() < MAX_WARNINGS
    }
}

/// Which field may be meant by one that there is not, or the first few.
fn near(name: &str, fields: &BTreeSet<&str>) -> String {
    if let Some(near) = nearest(name, fields.iter().copied()) {
        return format!("did you mean {near}?");
    }
    let first: Vec<&str> = fields.iter().copied().take(MAX_NAMES).collect();
    match fields.len() - first.len() {
        _ if first.is_empty() => "no file says more than the other properties tell".to_owned(),
        0 => format!("there are {}", first.join(", ")),
        more => format!("there are {}, and {more} more", first.join(", ")),
    }
}

fn text_of(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

fn named(all: &[String], among: Among) -> Vec<&str> {
    all.iter().zip(0..).filter(|(_, number)| among.has(*number)).map(|(name, _)| name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use crate::graph::fixture;
    use crate::query::cypher::value::Value;
    use crate::query::cypher::{Knowledge, Query};

    /// The places that a query is warned of, and what is told of each.
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
    fn what_is_asked_for_in_vain_is_told() {
        for (query, place, told) in [
            (
                "MATCH (c:Concept) RETURN c.text",
                "text",
                "no Concept has a property text, so this is null; it is a property of Quote",
            ),
            ("MATCH (c:Concept) RETURN c {.id, .text}", "text", "Concept has aliases, definition, id, label"),
            ("MATCH (c:Concept {name: 'x'}) RETURN c", "name", "property of Person"),
            ("MATCH (n) WHERE n:Person RETURN n.text", "text", "Person has id, name"),
            ("MATCH (n:Concept|Person) RETURN n.text", "text", "no Concept or Person has"),
            ("MATCH (q)-[m:MENTIONS]->(c) RETURN m.quotes", "quotes", "property of CO_OCCURS"),
            ("MATCH (q)-[:MENTIONS]->(c) RETURN c.title", "title", "no Concept has"),
            ("MATCH (:Person)<-[r]-(:Quote) RETURN r.count", "count", "no SAID_BY has"),
            ("MATCH (:Concept)-[:BROADER*0..]->(d) RETURN d.title", "title", "no Concept has"),
            ("MATCH (c:Concept) WITH collect(c) AS cs UNWIND cs AS d RETURN d.url", "url", "no Concept has"),
            ("MATCH (c:Concept)-[r:BROADER*]->() RETURN r[0].url", "url", "property of Source"),
            (
                "MATCH (c:Concept)-[:SAID_BY]->() RETURN 1",
                "-[:SAID_BY]->",
                "no SAID_BY leads from a Concept, so this pattern finds nothing; there is (:Quote)-[:SAID_BY]->(:Person)",
            ),
            (
                "MATCH (:Quote)<-[:SAID_BY]-(:Person) RETURN 1",
                "<-[:SAID_BY]-",
                "leads from a Person to a Quote",
            ),
            ("MATCH (:Person)-[:SAID_BY]-(:Concept) RETURN 1", "-[:SAID_BY]-", "joins a Person to a Concept"),
            (
                "MATCH (:Person)-->(:Concept) RETURN 1",
                "-->",
                "there is (:Source)-[:BY]->(:Person), (:Quote)-[:SAID_BY]->(:Person)",
            ),
            ("MATCH (:Concept)<-[:MENTIONS]-(q)-[:BY]->() RETURN 1", "-[:BY]->", "no BY leads from a Quote"),
            (
                "MATCH (:Quote)-[:FROM|SAID_BY*1..3]->(:Concept) RETURN 1",
                "-[:FROM|SAID_BY*1..3]->",
                "no FROM or SAID_BY",
            ),
            ("MATCH (c:Concept) WHERE NOT (c)-[:SAID_BY]->() RETURN 1", "-[:SAID_BY]->", "finds nothing"),
            ("MATCH (c:Concept) OPTIONAL MATCH (c)-[:BY]->(p) RETURN p", "-[:BY]->", "finds nothing"),
            ("MATCH (c:Concept) RETURN COUNT { (c)<-[:NEXT]-() }", "<-[:NEXT]-", "finds nothing"),
            ("MATCH (c:Concept) RETURN c.id ORDER BY 1", "1", "name of a column"),
            ("MATCH (c:Concept) WHERE c.definition = NULL RETURN c", "NULL", "IS NOT NULL"),
            (
                "MATCH (c:Concept) MATCH (c:Person) RETURN c",
                "(c:Person)",
                "each has one of Concept, Person, Quote, Source",
            ),
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
                "MATCH ()-[m:MENTIONS]->(c) WHERE 'denied' IN m.polarities RETURN c",
                "'denied'",
                "'denied' is none of the polarities; there are asserted, negated, asked, hypothetical",
            ),
            (
                "MATCH ()-[m]->(:Concept) WHERE NOT 'named' IN m.kinds RETURN m.count",
                "'named'",
                "there are explicit, implied",
            ),
            (
                "MATCH (c:Concept)-[:BROADER*3..2]->(d) RETURN d",
                "-[:BROADER*3..2]->",
                "no way has 3 relationships or more and 2 at most, so this pattern finds nothing; write *2..3",
            ),
            (
                "MATCH (c:Concept) CALL { MATCH (q:Quote)-[:MENTIONS]->(c) RETURN count(q) AS n } RETURN c.id, n",
                "c",
                "`c` is not the `c` outside of CALL here; where that is meant, write CALL (c) { … }",
            ),
            (
                "MATCH (c:Concept), (q:Quote) CALL (q) { MATCH (q)-[:MENTIONS]->(c) RETURN count(*) AS n } RETURN n",
                "c",
                "CALL (c) {",
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
        // What is brought into a subquery is not hidden there.
        let brought =
            "MATCH (c:Concept) CALL (c) { WITH c.id AS i MATCH (c:Person) RETURN count(*) AS n } RETURN n";
        assert_eq!(warnings(brought), []);
    }

    #[test]
    fn what_there_may_be_is_not_warned_of() {
        for query in [
            "MATCH (n) RETURN coalesce(n.label, n.title, n.text, n.name)",
            "MATCH (n:Concept|Person) RETURN coalesce(n.label, n.name)",
            "MATCH (n)-[:MENTIONS|BY]->(m) RETURN n.text, n.title, m.label, m.name",
            "MATCH (n) OPTIONAL MATCH (n)-[:SAID_BY]->(p) RETURN n.label, p.name",
            "MATCH (n) WHERE n:Quote OR n.label = 'Loom' RETURN n.label",
            "MATCH (n) WHERE NOT n:Quote RETURN n.label",
            "CALL { MATCH (a:Concept) RETURN a AS x, 1 AS y UNION MATCH (b:Quote) RETURN 1 AS y, b AS x } RETURN x.text",
            "MATCH (a:Concept), (b:Quote) UNWIND [a, b] AS n RETURN n.text, n.label",
            "MATCH (a:Concept)-[:RELATED|CO_OCCURS]->(b) RETURN b.label",
            "MATCH (a:Person)-[*]-(b:Concept) RETURN a.name, b.label",
            "MATCH way = shortestPath((a:Person)-[*]-(b:Concept)) UNWIND nodes(way) AS n RETURN n.text, n.name",
            "MATCH (q:Quote) WITH q AS c MATCH (c)-[:MENTIONS]->(d) RETURN c.text, d.label",
            "MATCH (c:Concept) WHERE EXISTS { MATCH (c)<-[:MENTIONS]-(c2) RETURN c2.text } RETURN c.label",
            "RETURN {text: 1}.text",
            "MATCH (c:Concept {id: 'loom'}) RETURN c",
            "MATCH (n) WHERE n.id IN ['loom', 'notes:1', 'ada'] RETURN n",
            "MATCH (q:Quote {text: 'zebra'}) RETURN q",
            "MATCH (c:Concept) WHERE c.id = 'Loom' OR c.label = 'loom' AND true RETURN c",
            "MATCH (c:Concept) WHERE c.definition = 'zebra' OR c.id = $zebra RETURN c",
            "MATCH (c:Concept) WHERE c.id > 'zebra' OR c.label STARTS WITH 'zebra' RETURN c",
            "WITH {id: 'zebra'} AS c WHERE c.id = 'loom' RETURN c",
            "WITH {kinds: ['named']} AS m WHERE 'named' IN m.kinds RETURN m",
            "MATCH ()-[m:MENTIONS]->(c) WHERE 'negated' IN m.polarities RETURN m {.kinds}",
            "MATCH (:Concept)-[:BROADER*0..0]->(d) RETURN d",
            "MATCH (c:Concept) CALL (c) { MATCH (q)-[:MENTIONS]->(c) RETURN count(q) AS n } RETURN c.id, n",
            "MATCH (c:Concept) CALL { WITH c MATCH (q)-[:MENTIONS]->(c) RETURN count(q) AS n } RETURN c.id, n",
            "MATCH (c:Concept) WITH count(c) AS n CALL { MATCH (c:Concept) RETURN c } RETURN c.id, n",
        ] {
            assert_eq!(warnings(query), [], "{query}");
        }
    }

    #[test]
    fn a_few_warnings_are_enough() {
        let constants: Vec<String> = (0..100).map(|n| format!("'zebra {n}'")).collect();
        let query = format!("MATCH (c:Concept) WHERE c.id IN [{}] RETURN c", constants.join(", "));
        assert_eq!(warnings(&query).len(), super::MAX_WARNINGS);
    }
}

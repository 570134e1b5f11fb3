//! Inference: which labels the nodes of a pattern have, by what its relationships join in a closed schema.
//!
//! What is left for each node and relationship are the labels and types that agree with those beside it (arc
//! consistency; Mackworth, Consistency in networks of relations, 1977). Where none is left nothing can be found.

use std::collections::BTreeSet;

use super::pattern::Builder;
use super::{Among, Kind, MAX_WARNINGS, Resolver};
use crate::query::cypher::ast::Name;
use crate::query::cypher::property_graph::{Direction, Hop, TypeId};
use crate::query::cypher::resolved::{Expr, HopPattern, LabelTest, Match};
use crate::query::cypher::schema::pattern_of;
use crate::query::cypher::warning::Warning;
use crate::text::Span;

/// What a hop joins: the labels of the node on the left, the types, and the labels of the node on the right.
type Ends = (Among, Among, Among);

impl Resolver<'_> {
    /// The labels with which a node passes a test.
    pub(super) fn labels_of(&self, test: &LabelTest) -> Among {
        match test {
            LabelTest::Is(label) => Among::one(label.0),
            LabelTest::Never => Among::NONE,
            LabelTest::Any => Among::ALL,
            LabelTest::Not(inner) => !self.labels_of(inner),
            LabelTest::And(all) => all.iter().fold(Among::ALL, |labels, test| labels & self.labels_of(test)),
            LabelTest::Or(any) => any.iter().fold(Among::NONE, |labels, test| labels | self.labels_of(test)),
        }
    }

    /// Narrows what the nodes and relationships of patterns are, and warns of the first that cannot be found.
    pub(super) fn infer(&mut self, builder: &mut Builder) {
        if !self.catalogue.is_closed() || builder.labels.iter().any(|labels| labels.is_none()) {
            return;
        }
        let mut before = Vec::new();
        while before != builder.labels {
            before.clone_from(&builder.labels);
            for at in 0..builder.found.hops.len() {
                let HopPattern { from, to, .. } = builder.found.hops[at];
                let ends = self.joined(&builder.found.hops[at], builder.labels[from], builder.labels[to]);
                if ends.0.is_none() || ends.2.is_none() {
                    self.warn_of_hop(builder, at);
                    return;
                }
                (builder.labels[from], builder.types[at], builder.labels[to]) = ends;
            }
        }
    }

    /// Narrows what variables are by what was found out of them, and by what must hold of them.
    ///
    /// A row that an optional match leaves as it was says nothing of variables that were bound before.
    pub(super) fn narrow(&mut self, builder: &Builder) {
        let Builder { found, labels, types, .. } = builder;
        for (node, labels) in
            found.nodes.iter().zip(labels).filter(|(node, _)| !(found.optional && node.bound))
        {
            self.scope.narrow(node.slot, &Kind::Node(*labels));
        }
        for (hop, types) in found.hops.iter().zip(types) {
            self.scope.narrow(hop.slot, &Kind::Relationship(*types));
        }
    }

    /// The same by what must hold of a match besides.
    pub(super) fn narrow_by_filters(&mut self, found: &Match) {
        for filter in found.filters.iter().filter(|_| !found.optional && self.catalogue.is_closed()) {
            if let Expr::HasLabels(node, test, _) = filter
                && let Expr::Slot(slot) = **node
            {
                self.scope.narrow(slot, &Kind::Node(self.labels_of(test)));
            }
        }
    }

    /// What a hop joins of nodes with some labels.
    fn joined(&self, pattern: &HopPattern, from: Among, to: Among) -> Ends {
        let HopPattern { hop, length, .. } = pattern;
        let Some(length) = length else { return self.step(hop, from, to) };
        let back = Hop { direction: hop.direction.reversed(), ..hop.clone() };
        let [ahead, behind] = [(hop, from), (&back, to)].map(|(hop, start)| {
            let met = self.walk(hop, start);
            if length.least == 0 { met | start } else { met }
        });
        (from & behind, self.step(hop, Among::ALL, Among::ALL).1, to & ahead)
    }

    /// The labels that some steps lead to.
    fn walk(&self, hop: &Hop, start: Among) -> Among {
        let step = |from| self.step(hop, from, Among::ALL).2;
        let (mut met, mut next) = (Among::NONE, step(start));
        while met != next {
            (met, next) = (next, next | step(next));
        }
        met
    }

    /// What one relationship joins of nodes with some labels.
    fn step(&self, hop: &Hop, from: Among, to: Among) -> Ends {
        let mut ends = (Among::NONE, Among::NONE, Among::NONE);
        for kind in self.followed(hop) {
            let (start, end) = self.catalogue.ends_of_type(kind);
            let [start, end] =
                [start, end].map(|label| label.map_or(Among::ALL, |label| Among::one(label.0)));
            let forward = hop.direction != Direction::Incoming || self.catalogue.is_symmetric(kind);
            let backward = hop.direction != Direction::Outgoing || self.catalogue.is_symmetric(kind);
            let ways = [(forward, start, end), (backward, end, start)];
            for (_, start, end) in ways.into_iter().filter(|(followed, ..)| *followed) {
                let (start, end) = (start & from, end & to);
                if !start.is_none() && !end.is_none() {
                    ends = (ends.0 | start, ends.1 | Among::one(kind.0), ends.2 | end);
                }
            }
        }
        ends
    }

    fn followed<'h>(&self, hop: &'h Hop) -> impl Iterator<Item = TypeId> + use<'h> {
        let all = self.catalogue.types().len() as u32;
        (0..all).map(TypeId).filter(|kind| hop.follows(*kind))
    }

    fn warn_of_hop(&mut self, builder: &Builder, at: usize) {
        let HopPattern { from, to, hop, .. } = &builder.found.hops[at];
        let [left, right] = [builder.labels[*from], builder.labels[*to]];
        let names: Vec<&str> =
            self.followed(hop).map(|kind| self.catalogue.types()[kind.0 as usize].as_str()).collect();
        let what = if hop.types.is_none() { "relationship".to_owned() } else { names.join(" or ") };
        let told = |before: &str, labels: Among| match self.names(labels) {
            names if names.len() == self.catalogue.labels().len() => String::new(),
            names => format!("{before} a {}", names.join(" or ")),
        };
        let joins = match hop.direction {
            Direction::Outgoing => format!("leads{}{}", told(" from", left), told(" to", right)),
            Direction::Incoming => format!("leads{}{}", told(" from", right), told(" to", left)),
            Direction::Either => format!("joins{}{}", told("", left), told(" to", right)),
        };
        let any_from = |kind: &TypeId| {
            let own = Hop { types: Some(vec![*kind]), direction: Direction::Either };
            hop.types.is_some() || !self.step(&own, left, Among::ALL).0.is_none()
        };
        let patterns = self.followed(hop).filter(any_from).map(|kind| pattern_of(self.catalogue, kind));
        let hint = format!("there is {}", patterns.collect::<Vec<_>>().join(", "));
        self.warn(format!("no {what} {joins}, so this pattern finds nothing"), builder.spans[at], hint);
    }

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

    fn names(&self, labels: Among) -> Vec<&str> {
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

fn named(all: &[String], among: Among) -> Vec<&str> {
    all.iter().zip(0..).filter(|(_, number)| among.has(*number)).map(|(name, _)| name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use crate::graph::fixture;
    use crate::query::cypher::{Knowledge, Query};

    /// The places that a query is warned of, and the hints.
    fn warnings(query: &str) -> Vec<(String, String)> {
        let graph = fixture::graph("# notes by Ada\nThe [engine] weaves like a [loom].\nNo [loom].");
        let query_of = Query::new(query, &Knowledge::new(&graph)).unwrap_or_else(|e| panic!("{query}: {e}"));
        let told = query_of.warnings().iter();
        told.map(|w| (w.span.of(query).unwrap().to_owned(), format!("{w}"))).collect()
    }

    #[test]
    fn what_the_schema_rules_out_is_told() {
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
        ] {
            let warnings = warnings(query);
            let [(own, message)] = &warnings[..] else { panic!("{query}: {warnings:?}") };
            assert_eq!(own, place, "{query}");
            assert!(message.contains(told), "{query}: {message}");
        }
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
        ] {
            assert_eq!(warnings(query), [], "{query}");
        }
    }
}

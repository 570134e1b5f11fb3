//! The six questions: in openCypher, each with the loop that answers it by hand.

use ideagraph::graph::KnowledgeGraph;

use super::loops::{self, Each};
use super::world::{World, id, person};

/// What the questions are about.
pub(crate) struct Named {
    /// A concept that one quote in forty mentions.
    pub(crate) concept: String,
    pub(crate) rare: String,
    pub(crate) other_rare: String,
    pub(crate) common: String,
    pub(crate) other_common: String,
    pub(crate) without: String,
    pub(crate) person: String,
    pub(crate) from: &'static str,
    pub(crate) until: &'static str,
}

impl Named {
    pub(crate) fn new(world: World) -> Self {
        Self {
            concept: id(20),
            rare: id(world.concepts - 3),
            other_rare: id(world.concepts - 14),
            common: id(1),
            other_common: id(2),
            without: id(3),
            person: person(7),
            from: "2018-01-01",
            until: "2022-01-01",
        }
    }
}

/// A question.
pub(crate) struct Question {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) by_hand: for<'e, 'g> fn(&'g KnowledgeGraph, &Named, Each<'e, 'g>),
}

/// All six.
pub(crate) fn questions(named: &Named) -> [Question; 6] {
    let Named { concept, rare, other_rare, common, other_common, without, person, from, until } = named;
    [
        Question {
            name: "Q1 quotes of a concept, with text",
            text: format!("MATCH (q:Quote)-[:MENTIONS]->(:Concept {{id: '{concept}'}}) RETURN q.text"),
            by_hand: loops::texts,
        },
        Question {
            name: "Q2 top 10 concepts beside one",
            text: format!(
                "MATCH (:Concept {{id: '{concept}'}})<-[:MENTIONS]-(q:Quote)-[:MENTIONS]->(c:Concept) \
                 RETURN c.id AS id, c.label AS label, count(q) AS quotes ORDER BY quotes DESC, id LIMIT 10"
            ),
            by_hand: loops::companions,
        },
        Question {
            name: "Q3 shortest path of rare concepts",
            text: format!(
                "MATCH p = shortestPath((:Concept {{id: '{rare}'}})-[:MENTIONS*]-(:Concept {{id: '{other_rare}'}})) \
                 RETURN length(p)"
            ),
            by_hand: loops::shortest,
        },
        Question {
            name: "Q4 on A and B, not C, by P, in years",
            text: format!(
                "MATCH (p:Person {{name: '{person}'}})<-[:SAID_BY]-(q:Quote)-[:MENTIONS]->(:Concept {{id: '{common}'}}), \
                 (q)-[:MENTIONS]->(:Concept {{id: '{other_common}'}}) \
                 WHERE NOT EXISTS {{ MATCH (q)-[:MENTIONS]->(:Concept {{id: '{without}'}}) }} \
                 AND date('{from}') <= q.date AND q.date < date('{until}') RETURN q.text"
            ),
            by_hand: loops::filtered,
        },
        Question {
            name: "Q5 top 20 concepts by links",
            text: "MATCH (c:Concept)<-[m:MENTIONS]-(:Quote) \
                   RETURN c.id AS id, c.label AS label, count(m) AS links ORDER BY links DESC, id LIMIT 20"
                .to_owned(),
            by_hand: loops::most_linked,
        },
        Question {
            name: "Q6 top 20 pairs by shared quotes",
            text: "MATCH (a:Concept)<-[:MENTIONS]-(q:Quote)-[:MENTIONS]->(b:Concept) WHERE a.id < b.id \
                   WITH a, b, count(q) AS quotes ORDER BY quotes DESC, a.id, b.id LIMIT 20 \
                   RETURN a.label AS one, b.label AS other, quotes"
                .to_owned(),
            by_hand: loops::pairs,
        },
    ]
}

// What does one source speak of that another does not?
//
// Concepts of one source that another never mentions, with how often.
//
// $source: source: the source that speaks of them
// $other: source: the source that does not

MATCH (:Source {id: $source})<-[:FROM]-(q:Quote)-[:MENTIONS]->(c:Concept)
WHERE NOT EXISTS { MATCH (:Source {id: $other})<-[:FROM]-(:Quote)-[:MENTIONS]->(c) }
RETURN c.label AS concept, count(q) AS quotes
ORDER BY quotes DESC, concept

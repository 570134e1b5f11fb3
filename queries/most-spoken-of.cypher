// What is spoken of most?
//
// The concepts with the most quotes, and how many people and sources speak of them.
//
// $top = 10: how many concepts

MATCH (c:Concept)<-[:MENTIONS]-(q:Quote)-[:FROM]->(s:Source)
OPTIONAL MATCH (q)-[:SAID_BY]->(p:Person)
RETURN c.label AS concept, count(DISTINCT q) AS quotes, count(DISTINCT p) AS people, count(DISTINCT s) AS sources
ORDER BY quotes DESC, concept
LIMIT $top

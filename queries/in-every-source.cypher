// What do all sources speak of?
//
// Concepts that every source mentions, with the quotes of each.

MATCH (s:Source)
WITH count(s) AS sources
MATCH (c:Concept)<-[:MENTIONS]-(q:Quote)-[:FROM]->(s:Source)
WITH sources, c, count(DISTINCT s) AS of, count(q) AS quotes
WHERE of = sources
RETURN c.label AS concept, quotes
ORDER BY quotes DESC, concept

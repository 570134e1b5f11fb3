// What follows upon a concept?
//
// Concepts of the quote right after one that speaks of a concept, said by somebody else.
//
// $concept: concept: the concept
//
// drawn: ways, of

MATCH way = (:Concept {id: $concept})<-[:MENTIONS]-(q:Quote)-[:NEXT]->(reply:Quote)-[:SAID_BY]->(p:Person)
WHERE NOT (q)-[:SAID_BY]->(p)
OPTIONAL MATCH (reply)-[m:MENTIONS]->(c:Concept)
WITH q, reply, p, way, m, c ORDER BY c.label
RETURN q.id AS quote, reply.id AS reply, p.name AS person, collect(c.label) AS concepts, collect(way) AS ways, collect(m) AS of
ORDER BY quote

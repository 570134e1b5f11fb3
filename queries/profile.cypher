// What does each person speak of?
//
// Every person with their quotes, the days they span, and the concepts they speak of most.
//
// $top = 3: how many concepts

MATCH (p:Person)<-[:SAID_BY]-(q:Quote)-[:MENTIONS]->(c:Concept)
WITH p, c, count(q) AS quotes
ORDER BY quotes DESC, c.label
WITH p, collect(c.label)[..$top] AS concepts
MATCH (p)<-[:SAID_BY]-(q:Quote)
RETURN p.name AS person, count(q) AS quotes, min(q.date) AS first, max(q.date) AS last, concepts
ORDER BY quotes DESC, person

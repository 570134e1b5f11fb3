// What does each person speak of?
//
// Every person with their quotes, the days they span, and the concepts they speak of most.
//
// $top = 3: how many concepts

MATCH (p:Person)<-[:SAID_BY]-(q:Quote)
WITH p, count(q) AS quotes, min(q.date) AS first, max(q.date) AS last
OPTIONAL MATCH (p)<-[:SAID_BY]-(:Quote)-[mention:MENTIONS]->(c:Concept)
WITH p, quotes, first, last, c, count(mention) AS mentions
ORDER BY mentions DESC, c.label
RETURN p.name AS person, quotes, first, last, collect(c.label)[..$top] AS concepts
ORDER BY quotes DESC, person

// What is said of a concept?
//
// The quotes that speak of a concept, with the words that do, oldest first.
//
// $concept: concept: the concept
//
// drawn: m

MATCH (c:Concept {id: $concept})<-[m:MENTIONS]-(q:Quote)
OPTIONAL MATCH (q)-[:SAID_BY]->(p:Person)
RETURN q.id AS quote, q.date AS date, p.name AS person, m.texts AS words, q.text AS text, m
ORDER BY date, quote

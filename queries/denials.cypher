// Which quotes deny a concept?
//
// The quotes in which every mention of some concept stands under a denial, with the words.

MATCH (q:Quote)-[m:MENTIONS]->(c:Concept)
WHERE m.negated
OPTIONAL MATCH (q)-[:SAID_BY]->(p:Person)
RETURN c.label AS concept, q.id AS quote, p.name AS person, m.texts AS words, q.text AS text
ORDER BY concept, quote

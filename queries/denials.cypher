// Which quotes deny a concept?
//
// The quotes in which every mention of a concept stands under a denial, with the words.
//
// $concept: concept = null: the concept; all without it
//
// drawn: m

MATCH (q:Quote)-[m:MENTIONS]->(c:Concept)
WHERE m.negated AND ($concept IS NULL OR c.id = $concept)
OPTIONAL MATCH (q)-[:SAID_BY]->(p:Person)
RETURN c.label AS concept, q.id AS quote, p.name AS person, m.texts AS words, q.text AS text, m
ORDER BY concept, quote

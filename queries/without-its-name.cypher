// Where is a concept meant and not named?
//
// Mentions that a pattern found, not a name, with their words.

MATCH (q:Quote)-[m:MENTIONS]->(c:Concept)
WHERE 'implied' IN m.kinds
UNWIND range(0, m.count - 1) AS at
WITH q, c, m.kinds[at] AS kind, m.texts[at] AS words
WHERE kind = 'implied'
RETURN c.label AS concept, words, q.id AS quote
ORDER BY concept, quote, words

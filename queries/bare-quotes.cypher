// Which quotes speak of few concepts?
//
// Quotes with the fewest concepts: where the lexicon may lack something.
//
// $most = 2: the most concepts that a quote may have

MATCH (q:Quote)
WHERE COUNT { (q)-[:MENTIONS]->(:Concept) } <= $most
OPTIONAL MATCH (q)-[:MENTIONS]->(c:Concept)
WITH q, c ORDER BY c.label
WITH q, collect(c.label) AS concepts
RETURN q.id AS quote, concepts, q.text AS text
ORDER BY size(concepts), quote

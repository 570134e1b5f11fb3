// What comes up with a concept?
//
// The concepts that share quotes with a concept, the most first, with a quote that speaks of both.
//
// $concept: concept: the concept
// $top = 5: how many concepts
//
// drawn: together

MATCH (c:Concept {id: $concept})-[together:CO_OCCURS]-(other:Concept)
MATCH (c)<-[:MENTIONS]-(q:Quote)-[:MENTIONS]->(other)
WITH other, together, q ORDER BY q.id
RETURN other.label AS concept, together.quotes AS quotes, head(collect(q.id)) AS example, together
ORDER BY quotes DESC, concept
LIMIT $top

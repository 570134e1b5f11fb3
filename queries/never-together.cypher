// Which concepts never come together, though both are often spoken of?
//
// Pairs of concepts with many quotes of their own and none in common.
//
// $least = 4: the fewest quotes of each
// $among = 500: among how many concepts, those with the most quotes

MATCH (c:Concept)<-[:MENTIONS]-(q:Quote)
WITH c, count(q) AS quotes
WHERE quotes >= $least
WITH c, quotes ORDER BY quotes DESC, c.id LIMIT $among
WITH collect({concept: c, quotes: quotes}) AS often
UNWIND often AS a
UNWIND often AS b
WITH a, b
WHERE a.concept.id < b.concept.id AND NOT EXISTS { MATCH (x:Concept {id: a.concept.id})-[:CO_OCCURS]-(:Concept {id: b.concept.id}) }
RETURN a.concept.label AS one, a.quotes AS quotes_of_one, b.concept.label AS other, b.quotes AS quotes_of_other
ORDER BY a.quotes + b.quotes DESC, one, other

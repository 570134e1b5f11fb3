// How many quotes has a concept with all that is narrower?
//
// Concepts that have narrower ones, with their own quotes and those of all below.
//
// drawn: below

MATCH (c:Concept)<-[:BROADER*0..]-(narrower:Concept)
OPTIONAL MATCH (narrower)<-[:MENTIONS]-(q:Quote)
WITH c, count(DISTINCT narrower) - 1 AS narrower, count(DISTINCT q) AS with_narrower
WHERE narrower > 0
RETURN c.label AS concept, narrower, COUNT { (c)<-[:MENTIONS]-(:Quote) } AS own_quotes, with_narrower,
       [(c)<-[below:BROADER]-(:Concept) | below] AS below
ORDER BY with_narrower DESC, concept

// Through which quotes do two concepts connect?
//
// The strongest way from one concept to another, each step with the quotes that speak of both of its ends.
//
// $from: concept = "memory": the concept it begins at
// $to: concept = "coding": the concept it ends at

MATCH (from:Concept {id: $from}), (to:Concept {id: $to})
CALL path.strongest(from, to, 'CO_OCCURS', 'npmi') YIELD path, strength
WITH nodes(path) AS steps, strength
UNWIND range(0, size(steps) - 2) AS at
WITH at, strength, steps[at] AS a, steps[at + 1] AS b
MATCH (a)<-[first:MENTIONS]-(q:Quote)-[second:MENTIONS]->(b)
RETURN at + 1 AS step, a.label AS one, first.texts AS words_of_one, b.label AS other, second.texts AS words_of_other, q.id AS quote
ORDER BY step, quote

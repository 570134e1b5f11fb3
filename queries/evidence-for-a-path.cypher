// Through which quotes do two concepts connect?
//
// The strongest way from one concept to another, each step with the quotes that speak of both of its ends. A step is as strong
// as its two concepts are tied, and a way as its steps multiplied.
//
// $from: concept: the concept it begins at
// $to: concept: the concept it ends at
//
// drawn: first, second

MATCH (from:Concept {id: $from}), (to:Concept {id: $to})
CALL path.strongest(from, to, 'CO_OCCURS', 'strength') YIELD path, strength
WITH nodes(path) AS steps, strength
UNWIND range(0, size(steps) - 2) AS at
WITH at, strength, steps[at] AS a, steps[at + 1] AS b
MATCH (a)<-[first:MENTIONS]-(q:Quote)-[second:MENTIONS]->(b)
RETURN round(strength, 4) AS strength, at + 1 AS step, a.label AS one, first.texts AS words_of_one, b.label AS other, second.texts AS words_of_other, q.id AS quote,
       first, second
ORDER BY step, quote

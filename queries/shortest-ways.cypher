// In how few steps do two concepts connect?
//
// All shortest chains of concepts that share quotes, from one concept to another.
//
// $from: concept = "memory": the concept it begins at
// $to: concept = "compute": the concept it ends at

MATCH way = allShortestPaths((:Concept {id: $from})-[:CO_OCCURS*..8]-(:Concept {id: $to}))
RETURN length(way) AS steps, [c IN nodes(way) | c.label] AS chain
ORDER BY chain

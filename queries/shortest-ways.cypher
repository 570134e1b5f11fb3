// In how few steps do two concepts connect?
//
// All shortest chains of concepts that share quotes, from one concept to another.
//
// $from: concept: the concept it begins at
// $to: concept: the concept it ends at
//
// drawn: way

MATCH way = allShortestPaths((:Concept {id: $from})-[:CO_OCCURS*]-(:Concept {id: $to}))
RETURN length(way) AS steps, [c IN nodes(way) | c.label] AS chain, way
ORDER BY chain

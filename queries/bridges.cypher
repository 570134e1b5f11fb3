// Which ideas bridge others that do not meet?
//
// Concepts by the pairs of their neighbours that share no quote with each other: they bridge communities.
//
// $top = 10: how many concepts

MATCH (a:Concept)-[:CO_OCCURS]-(bridge:Concept)-[:CO_OCCURS]-(b:Concept)
WHERE a.id < b.id AND NOT (a)-[:CO_OCCURS]-(b)
RETURN bridge.label AS bridge, count(*) AS pairs, COUNT { (bridge)-[:CO_OCCURS]-() } AS neighbours
ORDER BY pairs DESC, bridge
LIMIT $top

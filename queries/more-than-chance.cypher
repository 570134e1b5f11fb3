// Which concepts come together more than chance?
//
// Pairs of concepts by how surely they come together more often than by chance (the log-likelihood ratio G²).
//
// $least = 2: the fewest quotes that must mention both
// $top = 10: how many pairs
//
// drawn: together

MATCH (a:Concept)-[together:CO_OCCURS]->(b:Concept)
WHERE a.id < b.id AND together.quotes >= $least AND together.npmi > 0
RETURN a.label AS one, b.label AS other, together.quotes AS quotes, round(together.npmi, 2) AS npmi, round(together.g2, 1) AS g2,
       together
ORDER BY together.g2 DESC, one, other
LIMIT $top

// Who agrees on what?
//
// Pairs of people by the concepts that both assert, and of which neither denies any mention.
//
// $top = 10: how many pairs
// $among = 100: among how many people, those with the most quotes

MATCH (p:Person)
WITH p ORDER BY COUNT { (p)<-[:SAID_BY]-() } DESC, p.id LIMIT $among
MATCH (p)<-[:SAID_BY]-(:Quote)-[m:MENTIONS]->(c:Concept)
WITH c, p, collect(m.polarities) AS said
WHERE any(of IN said WHERE 'asserted' IN of) AND none(of IN said WHERE 'negated' IN of)
WITH c, collect(p) AS people ORDER BY c.label
UNWIND people AS a
UNWIND people AS b
WITH a, b, c WHERE a.id < b.id
RETURN a.name AS one, b.name AS other, count(c) AS concepts, collect(c.label)[..5] AS such_as
ORDER BY concepts DESC, one, other
LIMIT $top

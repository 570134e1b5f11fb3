// Who agrees on what?
//
// Pairs of people by the concepts that both speak of, and of which neither denies any mention.
//
// $top = 10: how many pairs

MATCH (a:Person)<-[:SAID_BY]-(:Quote)-[m:MENTIONS]->(c:Concept)
WITH a, c, max(CASE WHEN m.negated THEN 1 ELSE 0 END) AS denied
WHERE denied = 0
MATCH (c)<-[n:MENTIONS]-(:Quote)-[:SAID_BY]->(b:Person)
WHERE a.id < b.id
WITH a, b, c, max(CASE WHEN n.negated THEN 1 ELSE 0 END) AS denied
WHERE denied = 0
WITH a, b, c ORDER BY c.label
RETURN a.name AS one, b.name AS other, count(c) AS concepts, collect(c.label)[..5] AS such_as
ORDER BY concepts DESC, one, other
LIMIT $top

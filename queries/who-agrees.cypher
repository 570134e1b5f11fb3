// Who agrees on what?
//
// Pairs of people by the concepts that both assert, and of which neither denies any mention.
//
// $top = 10: how many pairs

MATCH (a:Person)<-[:SAID_BY]-(:Quote)-[m:MENTIONS]->(c:Concept)
WITH a, c, collect(m.polarities) AS said
WHERE any(of IN said WHERE 'asserted' IN of) AND none(of IN said WHERE 'negated' IN of)
MATCH (c)<-[n:MENTIONS]-(:Quote)-[:SAID_BY]->(b:Person)
WHERE a.id < b.id
WITH a, b, c, collect(n.polarities) AS said
WHERE any(of IN said WHERE 'asserted' IN of) AND none(of IN said WHERE 'negated' IN of)
WITH a, b, c ORDER BY c.label
RETURN a.name AS one, b.name AS other, count(c) AS concepts, collect(c.label)[..5] AS such_as
ORDER BY concepts DESC, one, other
LIMIT $top

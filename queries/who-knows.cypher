// Whom to ask of a concept?
//
// People by their quotes on a concept and on its narrower concepts.
//
// $concept: concept = "capabilities": the concept

MATCH (c:Concept {id: $concept})<-[:BROADER*0..]-(narrower:Concept)<-[:MENTIONS]-(q:Quote)-[:SAID_BY]->(p:Person)
RETURN p.name AS person, count(DISTINCT q) AS quotes, collect(DISTINCT narrower.label) AS of
ORDER BY quotes DESC, person

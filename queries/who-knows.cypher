// Whom to ask of a concept?
//
// People by their quotes on a concept and on its narrower concepts.
//
// $concept: concept: the concept
//
// drawn: ways

MATCH way = (c:Concept {id: $concept})<-[:BROADER*0..]-(narrower:Concept)<-[:MENTIONS]-(q:Quote)-[:SAID_BY]->(p:Person)
RETURN p.name AS person, count(DISTINCT q) AS quotes, collect(DISTINCT narrower.label) AS of, collect(way) AS ways
ORDER BY quotes DESC, person

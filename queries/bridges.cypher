// Which ideas bridge two communities?
//
// Concepts that come together with concepts of two communities or more, by the quotes in which they do with the second of
// them. A community is a group of concepts that come together more often than chance; it is called by its most quoted one.
//
// $top = 10: how many concepts
//
// drawn: ties

CALL ideagraph.communities() YIELD concept, community
WITH concept, community, COUNT { (concept)<-[:MENTIONS]-() } AS quotes ORDER BY quotes DESC, concept.label
WITH community, collect(concept) AS members
CALL {
  WITH members
  UNWIND members AS member
  MATCH (q:Quote)-[:MENTIONS]->(member)
  WITH members, q, count(*) AS together
  MATCH (q)-[:MENTIONS]->(bridge:Concept)
  WITH members, bridge, count(*) AS quotes
  WHERE NOT bridge IN members
  RETURN bridge, quotes
  UNION ALL
  WITH members
  UNWIND members AS member
  MATCH (q:Quote)-[:MENTIONS]->(member)
  WITH members, q, count(*) AS together
  WHERE together > 1
  MATCH (q)-[:MENTIONS]->(bridge:Concept)
  WITH members, bridge, count(*) AS quotes
  WHERE bridge IN members
  RETURN bridge, quotes
}
WITH bridge, community, head(members).label AS name, quotes ORDER BY quotes DESC, name
WITH bridge, collect({id: community, name: name, quotes: quotes}) AS joined
WHERE size(joined) > 1
WITH bridge, joined[0] AS one, joined[1] AS other
ORDER BY other.quotes DESC, one.quotes DESC, bridge.label
LIMIT $top
CALL {
  WITH bridge, one, other
  CALL ideagraph.communities() YIELD concept, community
  MATCH (bridge)-[tie:CO_OCCURS]-(concept)
  WHERE community IN [one.id, other.id]
  WITH community, tie ORDER BY tie.quotes DESC, concept.id
  WITH community, collect(tie)[..5] AS closest
  RETURN collect(closest) AS ties
}
RETURN bridge.label AS bridge, one.name AS one, one.quotes AS with_one, other.name AS other, other.quotes AS with_other, ties
ORDER BY with_other DESC, with_one DESC, bridge

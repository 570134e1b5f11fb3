// Which ideas bridge two communities?
//
// Concepts that come together with concepts of two communities or more, by the quotes that they share with the second of
// them. A community is a group of concepts that come together more often than chance; it is called by its most quoted one.
//
// $top = 10: how many concepts

CALL ideagraph.communities() YIELD concept, community
WITH concept, community, COUNT { (concept)<-[:MENTIONS]-() } AS quotes ORDER BY quotes DESC, concept.label
WITH community, collect(concept) AS members
UNWIND members AS member
MATCH (member)-[together:CO_OCCURS]-(bridge:Concept)
WITH bridge, community, head(members).label AS name, sum(together.quotes) AS quotes ORDER BY quotes DESC, name
WITH bridge, collect(name) AS communities, collect(quotes) AS quotes
WHERE size(communities) > 1
RETURN bridge.label AS bridge, communities[0] AS one, quotes[0] AS with_one,
       communities[1] AS other, quotes[1] AS with_other
ORDER BY with_other DESC, with_one DESC, bridge
LIMIT $top

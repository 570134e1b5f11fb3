// Which concepts does nobody speak of?
//
// Concepts of the scheme without a quote, and the broader concept that they stand under.

MATCH (c:Concept)
WHERE NOT (c)<-[:MENTIONS]-()
OPTIONAL MATCH (c)-[:BROADER]->(broader:Concept)
RETURN c.label AS concept, collect(broader.label) AS broader
ORDER BY concept

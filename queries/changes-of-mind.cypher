// Who has denied and also asserted the same concept?
//
// People who deny a concept in one quote and assert it in another.
//
// drawn: denied, asserted

MATCH (p:Person)<-[:SAID_BY]-(no:Quote)-[denied:MENTIONS]->(c:Concept)<-[asserted:MENTIONS]-(yes:Quote)-[:SAID_BY]->(p)
WHERE denied.negated AND 'asserted' IN asserted.polarities
RETURN p.name AS person, c.label AS concept, no.date AS denied_on, no.text AS denial, yes.date AS asserted_on, yes.text AS assertion,
       denied, asserted
ORDER BY person, concept, denied_on, asserted_on, denial, assertion

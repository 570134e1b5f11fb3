// Who denies what another asserts?
//
// Concepts that one person denies and another asserts, with both quotes.
//
// drawn: ways

MATCH way = (a:Person)<-[:SAID_BY]-(no:Quote)-[denied:MENTIONS]->(c:Concept)<-[asserted:MENTIONS]-(yes:Quote)-[:SAID_BY]->(b:Person)
WHERE denied.negated AND 'asserted' IN asserted.polarities AND a <> b
RETURN c.label AS concept, a.name AS denied_by, no.id AS denial, b.name AS asserted_by, collect(yes.id) AS assertions, collect(way) AS ways
ORDER BY concept, denied_by, denial, asserted_by

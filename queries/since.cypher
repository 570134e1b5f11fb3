// What is new since a day?
//
// Concepts that were first spoken of on or after a day, with the quote that did.
//
// $day = "2026-01-01": the day, as year-month-day

MATCH (c:Concept)<-[:MENTIONS]-(q:Quote)
WHERE q.date IS NOT NULL
WITH c, q ORDER BY q.date, q.id
WITH c, head(collect(q)) AS first
WHERE first.date >= date($day)
RETURN c.label AS concept, first.date AS first_spoken_of, first.id AS quote
ORDER BY first_spoken_of, concept

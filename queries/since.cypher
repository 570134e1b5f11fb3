// What is new since a day?
//
// Concepts that were first spoken of on or after a day, with the quote that did.
//
// $day = null: the day, as year-month-day; without it three months before the last quote

MATCH (last:Quote)
WITH coalesce(date(toString($day)), max(last.date) - duration('P3M')) AS day
MATCH (c:Concept)<-[:MENTIONS]-(q:Quote)
WITH day, c, min(q.date) AS first
WHERE first >= day
MATCH (c)<-[:MENTIONS]-(q:Quote {date: first})
RETURN c.label AS concept, first AS first_spoken_of, min(q.id) AS quote
ORDER BY first_spoken_of, concept

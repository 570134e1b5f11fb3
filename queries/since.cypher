// What is new since a day?
//
// Concepts that were first spoken of on or after a day, with the quote that did.
//
// $day = null: the day, as year-month-day; without it three months before the last quote

MATCH (last:Quote)
WITH coalesce(date(toString($day)), max(last.date) - duration('P3M')) AS day
MATCH (c:Concept)<-[:MENTIONS]-(q:Quote)
WHERE q.date IS NOT NULL
WITH day, c, q ORDER BY q.date, q.id
WITH day, c, head(collect(q)) AS first
WHERE first.date >= day
RETURN c.label AS concept, first.date AS first_spoken_of, first.id AS quote
ORDER BY first_spoken_of, concept

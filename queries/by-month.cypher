// When is a concept spoken of?
//
// The quotes on a concept in each month, and how many of its quotes deny it.
//
// $concept: concept: the concept

MATCH (:Concept {id: $concept})<-[m:MENTIONS]-(q:Quote)
WHERE q.date IS NOT NULL
RETURN date.truncate('month', q.date) AS month, count(q) AS quotes, sum(CASE WHEN m.negated THEN 1 ELSE 0 END) AS denials
ORDER BY month

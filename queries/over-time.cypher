// What does a person say of a concept over time?
//
// The quotes of one person on one concept, oldest first, with the days since the one before.
//
// $person: person: the person
// $concept: concept: the concept

MATCH (:Person {id: $person})<-[:SAID_BY]-(q:Quote)-[m:MENTIONS]->(:Concept {id: $concept})
WITH q, m ORDER BY q.date, q.id
WITH collect({quote: q, negated: m.negated}) AS said
UNWIND range(0, size(said) - 1) AS at
WITH said[at] AS now, CASE WHEN at > 0 THEN said[at - 1] END AS before
RETURN now.quote.date AS date, duration.inDays(before.quote.date, now.quote.date).days AS days_since,
       CASE WHEN now.negated THEN 'denied' ELSE 'said' END AS how, now.quote.text AS text

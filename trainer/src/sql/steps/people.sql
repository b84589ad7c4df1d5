-- The viewers, also those who like nothing.
SELECT
  viewers,
  ratings,
{{columns}}
FROM (SELECT COUNT(CASE WHEN place = 1 THEN 1 END) AS viewers, COUNT(*) AS ratings FROM histories) AS everybody
CROSS JOIN (
  SELECT
{{sums}}
  FROM weighed
  WHERE place = 1
) AS those_who_like

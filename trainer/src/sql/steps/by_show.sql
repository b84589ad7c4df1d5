-- The sums of each show by itself.
SELECT
  number,
  CAST(SUM(liked) AS BIGINT) AS people,
{{columns}}
FROM weighed
GROUP BY number

-- Two shows that have viewers in common.
SELECT
  x.number AS a,
  y.number AS b,
  CAST(NULL AS STRING) AS about,
  CAST(COUNT(*) AS BIGINT) AS people,
  CAST(NULL AS BIGINT) AS ratings,
{{pairs}}
FROM weighed AS x
JOIN histories AS y ON x.viewer = y.viewer
WHERE y.number < x.number
GROUP BY x.number, y.number

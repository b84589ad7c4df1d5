-- Everything that a model needs. Two shows; a show with itself; a show with the feature that is always on (-1); that
-- feature with itself; and how many of something there were (-2).
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
UNION ALL
SELECT
  shows.number AS a,
  shows.number AS b,
  CAST(NULL AS STRING) AS about,
  CAST(NULL AS BIGINT) AS people,
  CAST(NULL AS BIGINT) AS ratings,
{{itself}}
FROM shows
LEFT JOIN by_show ON by_show.number = shows.number
UNION ALL
SELECT
  shows.number AS a,
  -1 AS b,
  shows.id AS about,
  COALESCE(by_show.people, 0) AS people,
  CAST(NULL AS BIGINT) AS ratings,
{{always_on}}
FROM shows
LEFT JOIN by_show ON by_show.number = shows.number
UNION ALL
SELECT
  -1 AS a,
  -1 AS b,
  {{counted_for}} AS about,
  people.viewers AS people,
  people.ratings AS ratings,
{{viewers}}
FROM people
UNION ALL
SELECT
  -2 AS a,
  -2 AS b,
  notes.about AS about,
  notes.people AS people,
  CAST(NULL AS BIGINT) AS ratings,
{{nothing}}
FROM notes

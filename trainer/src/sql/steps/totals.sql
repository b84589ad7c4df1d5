-- What else a model needs: a show with itself; a show with the feature that is always on (-1); that feature with itself;
-- and how many of something there were (-2).
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

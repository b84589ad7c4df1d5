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
  shows.number, shows.number, CAST(NULL AS STRING), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),
{{itself}}
FROM shows
LEFT JOIN by_show ON by_show.number = shows.number
UNION ALL
SELECT
  shows.number, -1, shows.id, COALESCE(by_show.people, 0), CAST(NULL AS BIGINT),
{{always_on}}
FROM shows
LEFT JOIN by_show ON by_show.number = shows.number
UNION ALL
SELECT
  -1, -1, {{counted_for}}, people.viewers, people.ratings,
{{viewers}}
FROM people
UNION ALL
SELECT
  -2, -2, notes.about, notes.people, CAST(NULL AS BIGINT),
{{nothing}}
FROM notes

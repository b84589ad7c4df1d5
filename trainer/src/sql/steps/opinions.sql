-- Stars are read against the viewer's own mean, shrunk towards .7 of the scale as if five more had been given there: a dislike
-- lies more than .1 below it, or below .45 of the scale. In whole numbers: nothing is divided, and nothing rounded.
SELECT
  viewer,
  number,
  CASE
    WHEN parts IS NULL THEN CASE WHEN opinion = 1 THEN 1 ELSE 0 END
    WHEN 10 * (parts * counted - total) < -{{parts}} * counted OR 20 * parts < 9 * {{parts}} THEN 0
    ELSE 1
  END AS liked,
  ratings
FROM (
  SELECT
    viewer, number, opinion, parts,
    COUNT(*) OVER (PARTITION BY viewer) AS ratings,
    COUNT(parts) OVER (PARTITION BY viewer) + 5 AS counted,
    CAST(COALESCE(SUM(parts) OVER (PARTITION BY viewer), 0) AS BIGINT) + {{prior}} AS total
  FROM said
) AS means

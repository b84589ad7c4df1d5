-- {{capped}}
-- Who likes so many of so many shows.
SELECT
  viewer,
  number,
  liked,
  place,
  CAST(SUM(liked) OVER (PARTITION BY viewer) AS BIGINT) AS likes,
  COUNT(*) OVER (PARTITION BY viewer) AS heard
FROM (
  SELECT
    viewer, number, liked,
    ROW_NUMBER() OVER (PARTITION BY viewer ORDER BY {{sampled}}number) AS place
  FROM (
{{to_sample}}
  ) AS to_sample
) AS sampled
WHERE place <= {{cap}}

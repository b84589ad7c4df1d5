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
    ROW_NUMBER() OVER (
      PARTITION BY viewer ORDER BY {{sampled}}number
      -- Where it is not said that rows are meant, DataFusion compares hashes as if they were numbers.
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS place
  FROM (
{{to_sample}}
  ) AS to_sample
) AS sampled
WHERE place <= {{cap}}

-- How many lines could not be used, and why; how many pairs there have to be.
SELECT COALESCE(problem, '{{usable}}') AS about, CAST(COUNT(*) AS BIGINT) AS people
FROM parsed
GROUP BY problem
UNION ALL
SELECT '{{outside}}', CAST(COUNT(*) AS BIGINT)
FROM placed
WHERE opinion IS NULL AND parts IS NULL
UNION ALL
SELECT '{{no_scale}}', CAST(COUNT(*) AS BIGINT)
FROM scales
WHERE most IS NULL
UNION ALL
SELECT '{{pairs}}', CAST(COALESCE(SUM(place - 1), 0) AS BIGINT)
FROM histories
WHERE likes > 0

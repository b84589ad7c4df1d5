-- The scale of a file is the smallest into which all but one in a hundred of its stars fit; a single value that many have
-- beyond it (99: a code for "none") is no reason for a larger one.
SELECT
  file,
  CASE
    WHEN beyond_1 * 100 <= stars OR (COALESCE(least_1 = most_1, TRUE) AND beyond_1 * 2 < stars) THEN 1
    WHEN beyond_5 * 100 <= stars OR (COALESCE(least_5 = most_5, TRUE) AND beyond_5 * 2 < stars) THEN 5
    WHEN beyond_10 * 100 <= stars OR (COALESCE(least_10 = most_10, TRUE) AND beyond_10 * 2 < stars) THEN 10
    WHEN beyond_100 * 100 <= stars OR (COALESCE(least_100 = most_100, TRUE) AND beyond_100 * 2 < stars) THEN 100
  END AS most,
  other = 0 AS likes_alone
FROM (
  SELECT
    file,
    COUNT(*) AS stars,
    SUM(CASE WHEN stars IN (0, {{one}}) THEN 0 ELSE 1 END) AS other,
    SUM(CASE WHEN stars > {{one}} THEN 1 ELSE 0 END) AS beyond_1,
    MIN(CASE WHEN stars > {{one}} THEN stars END) AS least_1,
    MAX(CASE WHEN stars > {{one}} THEN stars END) AS most_1,
    SUM(CASE WHEN stars > 5 * {{one}} THEN 1 ELSE 0 END) AS beyond_5,
    MIN(CASE WHEN stars > 5 * {{one}} THEN stars END) AS least_5,
    MAX(CASE WHEN stars > 5 * {{one}} THEN stars END) AS most_5,
    SUM(CASE WHEN stars > 10 * {{one}} THEN 1 ELSE 0 END) AS beyond_10,
    MIN(CASE WHEN stars > 10 * {{one}} THEN stars END) AS least_10,
    MAX(CASE WHEN stars > 10 * {{one}} THEN stars END) AS most_10,
    SUM(CASE WHEN stars > 100 * {{one}} THEN 1 ELSE 0 END) AS beyond_100,
    MIN(CASE WHEN stars > 100 * {{one}} THEN stars END) AS least_100,
    MAX(CASE WHEN stars > 100 * {{one}} THEN stars END) AS most_100
  FROM parsed
  WHERE problem IS NULL AND stars IS NOT NULL
  GROUP BY file
) AS beyond

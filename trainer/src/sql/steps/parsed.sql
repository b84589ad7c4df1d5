-- What each line says: a liking or a dislike in words, or stars in whole ten-thousandths.
SELECT
  file,
  line,
  viewer,
  number,
  CASE WHEN stars IS NULL OR likes = 1 THEN opinion END AS opinion,
  CASE WHEN likes = 0 THEN stars END AS stars,
  CASE
    WHEN viewer = '' OR item = '' THEN '{{unnamed}}'
    WHEN number IS NULL THEN '{{unknown}}'
    WHEN opinion IS NULL AND (stars IS NULL OR likes = 1) THEN '{{unreadable}}'
  END AS problem
FROM (
  SELECT
    file, line, viewer, item, number, likes, stars,
    CASE
      WHEN said IN ('loved', 'true', 'yes', 'like', 'liked') THEN 1
      WHEN said IN ('false', 'no', 'dislike', 'disliked') THEN -1
      WHEN stars = {{one}} THEN 1
      WHEN stars IN (0, -{{one}}) THEN -1
    END AS opinion
  FROM (
    SELECT
      file, line, viewer, item, number, likes, said,
      CASE WHEN ABS(value) <= {{most_stars}}E0 THEN CAST(FLOOR(value * {{one}}E0 + 0.5E0) AS BIGINT) END AS stars
    FROM (
      SELECT
        file, line, viewer, item, number, likes, said,
        CASE WHEN {{is_number}} THEN TRY_CAST(said AS DOUBLE) END AS value
      FROM lines
      LEFT JOIN shows ON lines.item = shows.id
    ) AS as_text
  ) AS as_number
) AS as_opinion

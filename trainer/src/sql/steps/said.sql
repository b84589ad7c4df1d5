-- What a viewer said of a show in several lines is one: of each file the last line, and of these the last that counts.
SELECT viewer, number, opinion, parts
FROM (
  SELECT
    viewer, number, opinion, parts,
    ROW_NUMBER() OVER (PARTITION BY viewer, number ORDER BY file DESC) AS from_last
  FROM (
    SELECT
      viewer, number, file, opinion, parts,
      ROW_NUMBER() OVER (PARTITION BY viewer, number, file ORDER BY line DESC) AS from_last_line
    FROM placed
  ) AS by_line
  WHERE from_last_line = 1 AND (opinion IS NOT NULL OR parts IS NOT NULL)
) AS by_file
WHERE from_last = 1

-- Each line on the scale of its file, in whole millionths; what lies outside of it has neither an opinion nor parts.
SELECT{{by_viewer}}
  parsed.viewer,
  parsed.number,
  parsed.file,
  parsed.line,
  CASE
    WHEN parsed.stars IS NULL THEN parsed.opinion
    WHEN scales.most = 1 AND scales.likes_alone AND parsed.stars = {{one}} THEN 1
    WHEN scales.most = 1 AND scales.likes_alone AND parsed.stars = 0 THEN -1
  END AS opinion,
  CASE
    WHEN NOT (scales.most = 1 AND scales.likes_alone) AND parsed.stars BETWEEN 0 AND scales.most * {{one}}
    THEN parsed.stars * CASE scales.most WHEN 1 THEN 100 WHEN 5 THEN 20 WHEN 10 THEN 10 ELSE 1 END
  END AS parts
FROM parsed
LEFT JOIN scales ON parsed.file = scales.file
WHERE parsed.problem IS NULL

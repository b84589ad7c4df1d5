-- k of the N shows that a viewer named are drawn, and who likes L counts a power of L (the table of powers). Doubles, in an
-- order of operations that is the same everywhere.
SELECT
  viewer,
  number,
  liked,
  place,
{{columns}}
FROM (
  SELECT
    histories.viewer,
    histories.number,
    histories.liked,
    histories.place,
{{lengths}}
  FROM histories
  JOIN powers ON powers.likes = histories.likes
) AS with_powers

-- What a show counts beside one that was liked and beside one that was disliked, in whole multiples of 2^-32.
SELECT
  viewer,
  number,
  liked,
  place,
{{columns}}
FROM drawn

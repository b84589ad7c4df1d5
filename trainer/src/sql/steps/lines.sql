-- Values without white space around them; no value is an empty one. Some locales write 7,5.
SELECT
  file,
  line,
  likes,
  COALESCE(TRIM(BOTH {{white_space}} FROM viewer), '') AS viewer,
  COALESCE(TRIM(BOTH {{white_space}} FROM item), '') AS item,
  REPLACE(TRANSLATE(COALESCE(TRIM(BOTH {{white_space}} FROM said), ''), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), ',', '.') AS said
FROM (
{{sources}}
) AS sources

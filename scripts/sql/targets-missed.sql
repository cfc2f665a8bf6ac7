-- Targets that the result does not come up to, with both numbers as printed and the page of the target.
-- What cannot be told is not here: `SELECT verdict, verdict_reason, count(*) FROM current_targets GROUP BY 1, 2`.
SELECT r.fiscal_year_be, a.name AS agency, i.path, i.title, n.text AS indicator,
  t.raw AS target_as_printed, t.comparator, t.value AS target, t.unit,
  t.result_raw AS result_as_printed, t.result_value AS result, g.page
FROM current_targets AS t
JOIN current_readings AS r ON r.reading_key = t.reading_key
JOIN current_items AS i ON i.reading_key = t.reading_key AND i.path = t.item_path
JOIN current_indicators AS n ON n.reading_key = t.reading_key AND n.path = t.indicator_path
LEFT JOIN agencies AS a ON a.agency_key = r.agency_key
LEFT JOIN current_regions AS g ON g.reading_key = t.reading_key AND g.path = t.path AND g.position = 1
WHERE t.verdict = 'missed'
ORDER BY r.fiscal_year_be NULLS LAST, a.name NULLS LAST, t.reading_key, t.path;

-- Budgets by agency, fiscal year and strategy: what is planned, each amount once, in baht, and how many cells say otherwise.
WITH RECURSIVE tree AS (
  SELECT reading_key, path, path AS strategy_path FROM current_items WHERE kind = 'strategy'
  UNION ALL
  SELECT i.reading_key, i.path, t.strategy_path
  FROM current_items AS i JOIN tree AS t ON i.reading_key = t.reading_key AND i.parent_path = t.path
)
SELECT b.fiscal_year_be, a.name AS agency, s.position AS strategy, s.title,
  round(sum(CASE WHEN b.counted THEN b.amount_thb END), 2) AS amount_thb,
  sum(CASE WHEN b.counted THEN 1 ELSE 0 END) AS amounts,
  sum(CASE WHEN b.status IN ('none', 'not_allocated') THEN 1 ELSE 0 END) AS no_budget,
  sum(CASE WHEN b.status = 'other_source' THEN 1 ELSE 0 END) AS other_source,
  sum(CASE WHEN b.status = 'not_stated' THEN 1 ELSE 0 END) AS not_stated
FROM item_budget AS b
JOIN tree AS t ON t.reading_key = b.reading_key AND t.path = b.item_path
JOIN current_items AS s ON s.reading_key = b.reading_key AND s.path = t.strategy_path
LEFT JOIN agencies AS a ON a.agency_key = b.agency_key
WHERE b.purpose = 'planned'
GROUP BY b.reading_key, b.fiscal_year_be, a.name, s.path, s.position, s.title
ORDER BY b.fiscal_year_be NULLS LAST, a.name NULLS LAST, b.reading_key, s.position, s.path;

-- Budgets by agency, fiscal year and strategy: the sum of all amounts stated, in baht, and how many cells say otherwise.
-- A project that states the sum of its activities does not count it a second time; amounts are the same as in `raingan summary`.
WITH RECURSIVE tree AS (
  SELECT reading_key, path, path AS strategy_path, CAST(NULL AS text) AS project_path
  FROM current_items WHERE parent_path IS NULL
  UNION ALL
  SELECT i.reading_key, i.path, t.strategy_path,
    CASE WHEN t.project_path IS NULL AND i.kind = 'project' THEN i.path ELSE t.project_path END
  FROM current_items AS i JOIN tree AS t ON i.reading_key = t.reading_key AND i.parent_path = t.path
),
told AS (
  SELECT t.reading_key, t.strategy_path, t.path, t.project_path, b.status, b.amount_thb
  FROM tree AS t JOIN current_budgets AS b ON b.reading_key = t.reading_key AND b.item_path = t.path
),
below AS (
  SELECT reading_key, project_path, sum(amount_thb) AS amount_thb
  FROM told WHERE path <> project_path GROUP BY reading_key, project_path
),
counted AS (
  SELECT t.* FROM told AS t
  LEFT JOIN below AS b ON b.reading_key = t.reading_key AND b.project_path = t.path AND b.amount_thb = t.amount_thb
  WHERE b.reading_key IS NULL
)
SELECT r.fiscal_year_be, a.name AS agency, s.position AS strategy, s.title,
  sum(c.amount_thb) AS amount_thb,
  count(c.amount_thb) AS amounts,
  sum(CASE WHEN c.status IN ('none', 'not_allocated') THEN 1 ELSE 0 END) AS no_budget,
  sum(CASE WHEN c.status = 'other_source' THEN 1 ELSE 0 END) AS other_source,
  sum(CASE WHEN c.status = 'not_stated' THEN 1 ELSE 0 END) AS not_stated
FROM counted AS c
JOIN current_items AS s ON s.reading_key = c.reading_key AND s.path = c.strategy_path AND s.kind = 'strategy'
JOIN current_readings AS r ON r.reading_key = c.reading_key
LEFT JOIN agencies AS a ON a.agency_key = r.agency_key
GROUP BY r.reading_key, r.fiscal_year_be, a.name, s.path, s.position, s.title
ORDER BY r.fiscal_year_be NULLS LAST, a.name NULLS LAST, r.reading_key, s.position, s.path;

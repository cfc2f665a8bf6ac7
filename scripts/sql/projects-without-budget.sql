-- Projects that state no amount, neither themselves nor below, and what their budget cells say instead; null where no cell is there.
WITH RECURSIVE tree AS (
  SELECT reading_key, path AS project_path, path FROM current_items WHERE kind = 'project'
  UNION ALL
  SELECT t.reading_key, t.project_path, i.path
  FROM current_items AS i JOIN tree AS t ON i.reading_key = t.reading_key AND i.parent_path = t.path
),
stated AS (
  SELECT DISTINCT t.reading_key, t.project_path
  FROM tree AS t JOIN current_budgets AS b ON b.reading_key = t.reading_key AND b.item_path = t.path
  WHERE b.amount_thb IS NOT NULL
)
SELECT r.fiscal_year_be, a.name AS agency, p.path, p.title, b.status, b.raw AS budget_as_printed, b.source
FROM current_items AS p
JOIN current_readings AS r ON r.reading_key = p.reading_key
LEFT JOIN agencies AS a ON a.agency_key = r.agency_key
LEFT JOIN current_budgets AS b ON b.reading_key = p.reading_key AND b.item_path = p.path
LEFT JOIN stated AS s ON s.reading_key = p.reading_key AND s.project_path = p.path
WHERE p.kind = 'project' AND s.project_path IS NULL
ORDER BY r.fiscal_year_be NULLS LAST, a.name NULLS LAST, p.reading_key, p.path;

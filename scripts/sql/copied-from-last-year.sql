-- Projects that tell the result of the year before word by word, with the same budget.
SELECT a.name AS agency, a.province, n.fiscal_year_be, n.title, n.planned_thb, n.result
FROM project_year AS n
JOIN project_year AS o ON o.project_key = n.project_key AND o.fiscal_year_be = n.fiscal_year_be - 1
JOIN agencies AS a ON a.agency_key = n.agency_key
WHERE n.result = o.result AND n.result <> '' AND coalesce(n.planned_thb, -1) = coalesce(o.planned_thb, -1)
ORDER BY n.fiscal_year_be, a.name, a.province NULLS FIRST, n.title, n.reading_key, n.item_path;

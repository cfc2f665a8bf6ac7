-- Projects of an agency that are in the reports of several fiscal years under one title: budget and targets year by year,
-- and how the budget changed since the year before. Titles are compared without spaces.
WITH project AS (
  SELECT r.agency_key, replace(i.title, ' ', '') AS name, r.fiscal_year_be, i.reading_key, i.path, i.title
  FROM current_items AS i JOIN current_readings AS r ON r.reading_key = i.reading_key
  WHERE i.kind = 'project' AND r.agency_key IS NOT NULL AND r.fiscal_year_be IS NOT NULL AND i.title IS NOT NULL
    AND r.purpose <> 'plan'
),
aim AS (
  SELECT reading_key, item_path,
    sum(CASE WHEN verdict = 'met' THEN 1 ELSE 0 END) AS met,
    sum(CASE WHEN verdict = 'missed' THEN 1 ELSE 0 END) AS missed,
    sum(CASE WHEN verdict = 'undecided' THEN 1 ELSE 0 END) AS undecided
  FROM current_targets GROUP BY reading_key, item_path
),
year AS (
  SELECT p.agency_key, p.name, p.fiscal_year_be, min(p.title) AS title, count(*) AS rows_in_report,
    sum(b.amount_thb) AS amount_thb,
    coalesce(sum(m.met), 0) AS met, coalesce(sum(m.missed), 0) AS missed, coalesce(sum(m.undecided), 0) AS undecided
  FROM project AS p
  LEFT JOIN current_budgets AS b ON b.reading_key = p.reading_key AND b.item_path = p.path
  LEFT JOIN aim AS m ON m.reading_key = p.reading_key AND m.item_path = p.path
  GROUP BY p.agency_key, p.name, p.fiscal_year_be
),
lasting AS (
  SELECT agency_key, name FROM year GROUP BY agency_key, name HAVING count(*) > 1
)
SELECT a.name AS agency, y.title, y.fiscal_year_be, y.rows_in_report, y.amount_thb,
  y.amount_thb - lag(y.amount_thb) OVER (PARTITION BY y.agency_key, y.name ORDER BY y.fiscal_year_be) AS change_thb,
  y.met, y.missed, y.undecided
FROM year AS y
JOIN lasting AS l ON l.agency_key = y.agency_key AND l.name = y.name
JOIN agencies AS a ON a.agency_key = y.agency_key
ORDER BY a.name, y.name, y.fiscal_year_be;

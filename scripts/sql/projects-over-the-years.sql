-- Projects that are in the reports of several fiscal years, as `raingan diff` knows them again: budget and targets year by year, and how
-- the budget changed since the year before.
SELECT a.name AS agency, p.title, p.fiscal_year_be, p.link_score, p.planned_thb,
  round(p.planned_thb - lag(p.planned_thb) OVER (PARTITION BY p.project_key ORDER BY p.fiscal_year_be), 2) AS change_thb,
  p.targets_met, p.targets_missed, p.targets_undecided
FROM project_year AS p
JOIN agencies AS a ON a.agency_key = p.agency_key
WHERE p.project_key IN (SELECT project_key FROM project_year GROUP BY project_key HAVING count(*) > 1)
ORDER BY a.name, a.province NULLS FIRST, p.project_key, p.fiscal_year_be;

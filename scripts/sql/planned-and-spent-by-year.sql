-- A chart of the marts: what all agencies planned and spent by fiscal year, what part of the planned money was spent, and what part of the targets that can be decided was met. Reports of less than a whole year do not count.
SELECT fiscal_year_be, count(*) AS agencies,
  round(sum(planned_thb), 2) AS planned_thb, round(sum(used_thb), 2) AS used_thb,
  round(100.0 * sum(used_thb) / nullif(sum(CASE WHEN used_thb IS NOT NULL THEN planned_thb END), 0), 1) AS spent_percent,
  sum(targets_met) AS targets_met, sum(targets_missed) AS targets_missed,
  round(100.0 * sum(targets_met) / nullif(sum(targets_met) + sum(targets_missed), 0), 1) AS met_percent
FROM agency_year
WHERE period_months IS NULL OR period_months = 12
GROUP BY fiscal_year_be
ORDER BY fiscal_year_be;

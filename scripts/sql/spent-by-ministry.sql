-- What was spent of what was planned, by the ministry or body above the agencies and by year, in baht and per cent.
SELECT parent AS ministry, fiscal_year_be, count(*) AS agencies, round(sum(planned_thb), 2) AS planned_thb, round(sum(used_thb), 2) AS used_thb,
  round(100.0 * sum(used_thb) / sum(planned_thb), 1) AS per_cent
FROM agency_year
WHERE parent IS NOT NULL
GROUP BY parent, fiscal_year_be
ORDER BY parent, fiscal_year_be;

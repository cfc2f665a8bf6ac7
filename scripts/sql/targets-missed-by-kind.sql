-- Targets met and missed by kind of agency and year, and how many of those decided were missed, in per cent.
SELECT agency_kind, fiscal_year_be, sum(targets_met) AS met, sum(targets_missed) AS missed, sum(targets_undecided) AS undecided,
  round(100.0 * sum(targets_missed) / (sum(targets_met) + sum(targets_missed)), 1) AS per_cent_missed
FROM agency_year
GROUP BY agency_kind, fiscal_year_be
HAVING sum(targets_met) + sum(targets_missed) > 0
ORDER BY agency_kind NULLS LAST, fiscal_year_be;

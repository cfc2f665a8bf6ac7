-- Agencies that have no report of results for a year of which others have one; and what there is of them instead.
SELECT a.name AS agency, a.province, y.fiscal_year_be, v.document_kind AS instead, v.period_months AS months
FROM agencies AS a
CROSS JOIN (SELECT DISTINCT fiscal_year_be FROM agency_year WHERE document_kind = 'result') AS y
LEFT JOIN agency_year AS v ON v.agency_key = a.agency_key AND v.fiscal_year_be = y.fiscal_year_be
WHERE v.agency_key IS NULL OR v.document_kind <> 'result' OR coalesce(v.period_months, 12) < 12
ORDER BY y.fiscal_year_be, a.name, a.province NULLS FIRST, a.agency_key;

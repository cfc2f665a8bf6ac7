-- Persons trained by year: results of indicators on training (อบรม) that count persons, be they คน, ราย or นาย.
SELECT fiscal_year_be, round(sum(result)) AS persons, count(*) AS indicators, count(DISTINCT agency_key) AS agencies
FROM indicator_result
WHERE in_agency_year AND unit_key = 'person' AND result IS NOT NULL AND (indicator LIKE '%อบรม%' OR title LIKE '%อบรม%')
GROUP BY fiscal_year_be
ORDER BY fiscal_year_be;

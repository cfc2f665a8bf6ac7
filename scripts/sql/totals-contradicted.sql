-- Totals that are another sum than their parts, in the readings that count: within a cell, within an item, in rows that sum others.
SELECT a.name AS agency, a.province, y.fiscal_year_be, f.code, f.item_path, f.page, f.message_en
FROM findings AS f
JOIN agency_year AS y ON y.reading_key = f.reading_key
JOIN agencies AS a ON a.agency_key = y.agency_key
WHERE f.code IN ('budget-parts', 'budget-parts-differ', 'sum-mismatch', 'total-mismatch')
ORDER BY y.fiscal_year_be, a.name, a.province NULLS FIRST, f.reading_key, f.position;

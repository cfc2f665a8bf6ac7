-- Every budget with the place it was read from: file, page and box in PDF points from the top left of the page as displayed.
SELECT r.fiscal_year_be, d.file_name, g.page, g.x0, g.y0, g.x1, g.y1, b.item_path, b.raw AS budget_as_printed, b.status, b.amount_thb
FROM current_budgets AS b
JOIN current_readings AS r ON r.reading_key = b.reading_key
JOIN documents AS d ON d.document_key = r.document_key
LEFT JOIN current_regions AS g ON g.reading_key = b.reading_key AND g.path = b.path
ORDER BY r.fiscal_year_be NULLS LAST, b.reading_key, b.path, g.position;

-- Findings above the level of information: what to look at before the figures are used, worst first, with file and page.
SELECT f.severity, f.code, f.origin, d.file_name, f.page, f.item_path, f.message_en, f.message_th
FROM current_findings AS f
JOIN current_readings AS r ON r.reading_key = f.reading_key
JOIN documents AS d ON d.document_key = r.document_key
WHERE f.severity IN ('warning', 'error')
ORDER BY CASE f.severity WHEN 'error' THEN 0 ELSE 1 END, f.code, f.reading_key, f.position;

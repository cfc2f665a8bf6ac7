-- The marts: the same words for SQLite, PostgreSQL and DuckDB. Only what is current is in them.

-- The one reading that counts for an agency and a fiscal year, and what it is: a pinned one, one that is not edited, else results before a plan and a plan
-- before all else, of results those of the most months (without a period: after those of the whole year), then the one with more items.
CREATE VIEW counting_readings AS
SELECT agency_key, fiscal_year_be, reading_key, document_kind, period_months
FROM (
  SELECT r.agency_key, r.fiscal_year_be, r.reading_key, r.period_months,
    coalesce(r.document_kind, CASE r.purpose WHEN 'report' THEN 'result' WHEN 'plan' THEN 'plan' ELSE 'other' END) AS document_kind,
    row_number() OVER (
      PARTITION BY r.agency_key, r.fiscal_year_be
      ORDER BY CASE WHEN r.pinned_at IS NULL THEN 1 ELSE 0 END, CASE WHEN r.is_edited THEN 1 ELSE 0 END,
        CASE coalesce(r.document_kind, CASE r.purpose WHEN 'report' THEN 'result' ELSE r.purpose END)
          WHEN 'result' THEN 1 WHEN 'plan' THEN 2 WHEN 'form' THEN 3 WHEN 'measures_result' THEN 4 WHEN 'measures' THEN 5
          WHEN 'procurement' THEN 6 WHEN 'risk' THEN 7 ELSE 8 END,
        coalesce(r.period_months, 11) DESC,
        CASE WHEN n.items IS NULL THEN 0 ELSE n.items END DESC,
        r.reading_key
    ) AS place
  FROM readings AS r
  LEFT JOIN (SELECT reading_key, count(*) AS items FROM items GROUP BY reading_key) AS n ON n.reading_key = r.reading_key
  WHERE r.valid_to IS NULL AND r.agency_key IS NOT NULL AND r.fiscal_year_be IS NOT NULL
) AS ranked
WHERE place = 1;

-- Every amount and what else cells of money say, of every current reading; counted: sums take it; in_agency_year: its reading counts.
CREATE VIEW item_budget AS
SELECT b.reading_key, b.path, b.item_path, i.top_path, i.kind AS item_kind, i.title, r.agency_key, r.fiscal_year_be,
  b.purpose, coalesce(b.column_fiscal_year_be, r.fiscal_year_be) AS budget_year_be, b.quarter, b.status, b.amount_thb, b.source,
  coalesce(b.is_leaf, b.amount_thb IS NOT NULL) AS is_leaf, coalesce(b.counted, b.amount_thb IS NOT NULL) AS counted,
  (y.reading_key IS NOT NULL) AS in_agency_year
FROM column_budgets AS b
JOIN readings AS r ON r.reading_key = b.reading_key
JOIN items AS i ON i.reading_key = b.reading_key AND i.path = b.item_path
LEFT JOIN counting_readings AS y ON y.reading_key = b.reading_key
WHERE r.valid_to IS NULL
UNION ALL
SELECT b.reading_key, b.path, b.item_path, i.top_path, i.kind AS item_kind, i.title, r.agency_key, r.fiscal_year_be,
  coalesce(b.purpose, 'planned') AS purpose, coalesce(b.budget_year_be, r.fiscal_year_be) AS budget_year_be, b.quarter, b.status,
  b.amount_thb, b.source,
  coalesce(b.is_leaf, b.amount_thb IS NOT NULL) AS is_leaf, coalesce(b.counted, b.amount_thb IS NOT NULL) AS counted,
  (y.reading_key IS NOT NULL) AS in_agency_year
FROM budgets AS b
JOIN readings AS r ON r.reading_key = b.reading_key
JOIN items AS i ON i.reading_key = b.reading_key AND i.path = b.item_path
LEFT JOIN counting_readings AS y ON y.reading_key = b.reading_key
WHERE r.valid_to IS NULL
  AND NOT EXISTS (SELECT 1 FROM column_budgets AS c WHERE c.reading_key = b.reading_key AND c.item_path = b.item_path);

-- Every number aimed at with its result, of every current reading; คน, ราย and นาย are one unit, person. Where no result could be held
-- against it and it counts persons, the only number of persons in the result of its item is the result.
CREATE VIEW indicator_result AS
SELECT t.reading_key, t.path, t.item_path, i.top_path, i.title, r.agency_key, r.fiscal_year_be, n.text AS indicator,
  t.raw AS target_as_printed, t.comparator, t.value AS target, t.unit,
  CASE WHEN t.unit IN ('คน', 'ราย', 'นาย') THEN 'person' ELSE t.unit END AS unit_key,
  t.verdict, t.verdict_reason, t.result_raw AS result_as_printed,
  CASE WHEN t.unit IN ('คน', 'ราย', 'นาย') THEN coalesce(t.result_value, q.persons) ELSE t.result_value END AS result,
  (y.reading_key IS NOT NULL) AS in_agency_year
FROM targets AS t
JOIN readings AS r ON r.reading_key = t.reading_key
JOIN items AS i ON i.reading_key = t.reading_key AND i.path = t.item_path
JOIN indicators AS n ON n.reading_key = t.reading_key AND n.path = t.indicator_path
LEFT JOIN counting_readings AS y ON y.reading_key = t.reading_key
LEFT JOIN (
  SELECT reading_key, item_path, min(value) AS persons FROM quantities
  WHERE field = 'result' AND unit IN ('คน', 'ราย', 'นาย') GROUP BY reading_key, item_path HAVING count(*) = 1
) AS q ON q.reading_key = t.reading_key AND q.item_path = t.item_path
WHERE r.valid_to IS NULL;

-- One row a project or measure and year; rows of one project_key are one project over the years.
CREATE VIEW project_year AS
SELECT y.agency_key, y.fiscal_year_be, y.reading_key, i.path AS item_path, i.kind, i.number, i.title,
  coalesce(l.project_key, y.reading_key || ' ' || i.path) AS project_key, l.score AS link_score, l.reason AS link_reason,
  m.planned_thb, m.used_thb,
  coalesce(v.met, 0) AS targets_met, coalesce(v.missed, 0) AS targets_missed, coalesce(v.undecided, 0) AS targets_undecided,
  c.text AS result
FROM counting_readings AS y
JOIN items AS i ON i.reading_key = y.reading_key AND i.path = i.top_path
LEFT JOIN project_links AS l ON l.reading_key = i.reading_key AND l.item_path = i.path
LEFT JOIN (
  SELECT reading_key, top_path,
    round(sum(CASE WHEN purpose = 'planned' AND counted THEN amount_thb END), 2) AS planned_thb,
    round(sum(CASE WHEN purpose = 'used' AND counted THEN amount_thb END), 2) AS used_thb
  FROM item_budget WHERE in_agency_year GROUP BY reading_key, top_path
) AS m ON m.reading_key = i.reading_key AND m.top_path = i.path
LEFT JOIN (
  SELECT reading_key, top_path,
    sum(CASE WHEN verdict = 'met' THEN 1 ELSE 0 END) AS met,
    sum(CASE WHEN verdict = 'missed' THEN 1 ELSE 0 END) AS missed,
    sum(CASE WHEN verdict = 'undecided' THEN 1 ELSE 0 END) AS undecided
  FROM indicator_result WHERE in_agency_year GROUP BY reading_key, top_path
) AS v ON v.reading_key = i.reading_key AND v.top_path = i.path
LEFT JOIN cells AS c ON c.reading_key = i.reading_key AND c.item_path = i.path AND c.role = 'result';

-- One row an agency and fiscal year, of the one reading that counts. Findings: the warnings and errors about it.
CREATE VIEW agency_year AS
SELECT y.agency_key, a.name AS agency, a.kind AS agency_kind, a.parent, a.province, y.fiscal_year_be, y.reading_key, y.document_kind,
  y.period_months, coalesce(p.projects, 0) AS projects, m.planned_thb, m.used_thb,
  coalesce(v.met, 0) AS targets_met, coalesce(v.missed, 0) AS targets_missed, coalesce(v.undecided, 0) AS targets_undecided,
  coalesce(f.findings, 0) AS findings
FROM counting_readings AS y
JOIN agencies AS a ON a.agency_key = y.agency_key
LEFT JOIN (SELECT reading_key, count(*) AS projects FROM items WHERE kind = 'project' GROUP BY reading_key) AS p
  ON p.reading_key = y.reading_key
LEFT JOIN (
  SELECT reading_key,
    round(sum(CASE WHEN purpose = 'planned' AND counted THEN amount_thb END), 2) AS planned_thb,
    round(sum(CASE WHEN purpose = 'used' AND counted THEN amount_thb END), 2) AS used_thb
  FROM item_budget WHERE in_agency_year GROUP BY reading_key
) AS m ON m.reading_key = y.reading_key
LEFT JOIN (
  SELECT reading_key,
    sum(CASE WHEN verdict = 'met' THEN 1 ELSE 0 END) AS met,
    sum(CASE WHEN verdict = 'missed' THEN 1 ELSE 0 END) AS missed,
    sum(CASE WHEN verdict = 'undecided' THEN 1 ELSE 0 END) AS undecided
  FROM indicator_result WHERE in_agency_year GROUP BY reading_key
) AS v ON v.reading_key = y.reading_key
LEFT JOIN (SELECT reading_key, count(*) AS findings FROM findings WHERE severity <> 'info' GROUP BY reading_key) AS f
  ON f.reading_key = y.reading_key;

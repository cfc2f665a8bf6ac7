-- What a document is and which one counts, agencies that are each one, amounts that are counted once, what is found, and what is
-- kept beside the reports; and the marts. What readings of before say is filled in as far as their rows tell.

ALTER TABLE agencies
  ADD COLUMN kind text,
  ADD COLUMN parent text,
  ADD COLUMN subdistrict text,
  ADD COLUMN district text,
  ADD COLUMN province text,
  ADD COLUMN code text;
ALTER TABLE readings
  ADD COLUMN alias_key text,
  ADD COLUMN document_kind text,
  ADD COLUMN part text,
  ADD COLUMN status text,
  ADD COLUMN medium text,
  ADD COLUMN printed_on date,
  ADD COLUMN is_edited boolean,
  ADD COLUMN replaced_because text,
  ADD COLUMN pinned_at timestamptz,
  ADD COLUMN retracted_at timestamptz,
  ADD COLUMN purged_at timestamptz;
ALTER TABLE items
  ADD COLUMN top_path text;
ALTER TABLE budgets
  ADD COLUMN purpose text,
  ADD COLUMN budget_year_be bigint,
  ADD COLUMN quarter bigint,
  ADD COLUMN is_leaf boolean,
  ADD COLUMN counted boolean;
ALTER TABLE column_budgets
  ADD COLUMN is_leaf boolean,
  ADD COLUMN counted boolean;
ALTER TABLE findings
  ADD COLUMN origin text;

CREATE TABLE agency_register (
  code text NOT NULL,
  name text NOT NULL,
  aliases text,
  kind text,
  parent text,
  province text,
  PRIMARY KEY (code)
);

CREATE TABLE agency_aliases (
  alias_key text NOT NULL,
  name text NOT NULL,
  kind text,
  subdistrict text,
  district text,
  province text,
  abbreviations text,
  longer text,
  from_picture boolean NOT NULL,
  agency_key text NOT NULL,
  decided_by text NOT NULL,
  score double precision NOT NULL,
  FOREIGN KEY (agency_key) REFERENCES agencies,
  PRIMARY KEY (alias_key)
);

CREATE TABLE document_sources (
  document_key text NOT NULL,
  path text,
  url text,
  published_on date,
  PRIMARY KEY (document_key)
);

CREATE TABLE inputs (
  input_path text NOT NULL,
  document_key text,
  status text NOT NULL,
  reason text,
  message text,
  bytes bigint,
  pages bigint,
  duplicate_of text,
  version text NOT NULL,
  PRIMARY KEY (input_path)
);

CREATE TABLE reading_events (
  event_number bigint NOT NULL,
  reading_key text NOT NULL,
  event text NOT NULL,
  other_key text,
  reason text,
  happened_at timestamptz NOT NULL,
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (event_number)
);

CREATE TABLE project_links (
  project_key text NOT NULL,
  fiscal_year_be bigint NOT NULL,
  agency_key text NOT NULL,
  reading_key text NOT NULL,
  item_path text NOT NULL,
  score double precision,
  reason text,
  FOREIGN KEY (agency_key) REFERENCES agencies,
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (project_key, fiscal_year_be)
);

CREATE TABLE oit_items (
  reading_key text NOT NULL,
  path text NOT NULL,
  agency_class text NOT NULL,
  number text NOT NULL,
  title_th text NOT NULL,
  title_en text NOT NULL,
  served boolean NOT NULL,
  why_not_en text,
  why_not_th text,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE oit_contents (
  reading_key text NOT NULL,
  path text NOT NULL,
  oit_path text NOT NULL,
  content text NOT NULL,
  presence text NOT NULL,
  found bigint NOT NULL,
  asked bigint NOT NULL,
  PRIMARY KEY (reading_key, path)
);

CREATE INDEX readings_by_alias_key ON readings (alias_key);
CREATE INDEX reading_events_by_reading_key ON reading_events (reading_key);
CREATE INDEX project_links_by_agency_key ON project_links (agency_key);

CREATE OR REPLACE VIEW current_readings AS SELECT t.* FROM readings AS t WHERE t.valid_to IS NULL;
CREATE OR REPLACE VIEW current_items AS SELECT t.* FROM items AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE OR REPLACE VIEW current_budgets AS SELECT t.* FROM budgets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE OR REPLACE VIEW current_column_budgets AS SELECT t.* FROM column_budgets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE OR REPLACE VIEW current_findings AS SELECT t.* FROM findings AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_oit_items AS SELECT t.* FROM oit_items AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_oit_contents AS SELECT t.* FROM oit_contents AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;

INSERT INTO agency_aliases
  SELECT a.agency_key, a.name, d.kind, d.subdistrict, d.district, d.province, NULL, NULL, false, a.agency_key, 'pending', 1.0
  FROM agencies AS a LEFT JOIN agency_details AS d ON d.agency_key = a.agency_key;
UPDATE readings SET alias_key = agency_key,
  document_kind = CASE purpose WHEN 'report' THEN 'result' WHEN 'plan' THEN 'plan' ELSE 'other' END;
UPDATE readings SET medium = CASE
  WHEN (SELECT count(*) FROM pages AS p WHERE p.reading_key = readings.reading_key AND p.text_source = 'ocr') * 2
    > (SELECT count(*) FROM pages AS p WHERE p.reading_key = readings.reading_key) THEN 'scan' ELSE 'born_digital' END;
UPDATE items SET top_path = path WHERE kind NOT IN ('strategy', 'tactic')
  AND NOT EXISTS (SELECT 1 FROM items AS p WHERE p.reading_key = items.reading_key AND p.path = items.parent_path
    AND p.kind NOT IN ('strategy', 'tactic'));
UPDATE items SET top_path = (SELECT p.top_path FROM items AS p WHERE p.reading_key = items.reading_key AND p.path = items.parent_path)
  WHERE top_path IS NULL AND parent_path IS NOT NULL;
UPDATE items SET top_path = (SELECT p.top_path FROM items AS p WHERE p.reading_key = items.reading_key AND p.path = items.parent_path)
  WHERE top_path IS NULL AND parent_path IS NOT NULL;
UPDATE items SET top_path = (SELECT p.top_path FROM items AS p WHERE p.reading_key = items.reading_key AND p.path = items.parent_path)
  WHERE top_path IS NULL AND parent_path IS NOT NULL;
UPDATE items SET top_path = (SELECT p.top_path FROM items AS p WHERE p.reading_key = items.reading_key AND p.path = items.parent_path)
  WHERE top_path IS NULL AND parent_path IS NOT NULL;
UPDATE findings SET origin = 'extract';

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

COMMENT ON TABLE agency_register IS 'The user''s register of agencies, as `raingan load --agencies` read it last. ทะเบียนหน่วยงานของผู้ใช้ ตามที่โหลดล่าสุดด้วย --agencies';
COMMENT ON COLUMN agency_register.code IS 'The code of the agency. รหัสหน่วยงาน';
COMMENT ON COLUMN agency_register.name IS 'Its name. ชื่อหน่วยงาน';
COMMENT ON COLUMN agency_register.aliases IS 'Other names of it, with | between. ชื่ออื่น คั่นด้วย |';
COMMENT ON COLUMN agency_register.kind IS 'ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other. ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ';
COMMENT ON COLUMN agency_register.parent IS 'The ministry or body above it. กระทรวงหรือหน่วยงานต้นสังกัด';
COMMENT ON COLUMN agency_register.province IS 'Its province. จังหวัด';
COMMENT ON TABLE agencies IS 'Agencies: each once, however its reports spell it. หน่วยงาน หนึ่งแถวต่อหน่วยงาน ไม่ว่ารายงานจะสะกดอย่างไร';
COMMENT ON COLUMN agencies.kind IS 'ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other. ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ';
COMMENT ON COLUMN agencies.parent IS 'The ministry or body above it. กระทรวงหรือหน่วยงานต้นสังกัด';
COMMENT ON COLUMN agencies.subdistrict IS 'Its subdistrict. ตำบลหรือแขวง';
COMMENT ON COLUMN agencies.district IS 'Its district. อำเภอหรือเขต';
COMMENT ON COLUMN agencies.province IS 'Its province. จังหวัด';
COMMENT ON COLUMN agencies.code IS 'Its code in the register of agencies. รหัสในทะเบียนหน่วยงาน';
COMMENT ON TABLE agency_aliases IS 'Every spelling of an agency''s name, the agency that it was taken for, and why. ชื่อหน่วยงานทุกแบบที่สะกด หน่วยงานที่ตีความได้ และเหตุผล';
COMMENT ON COLUMN agency_aliases.alias_key IS 'First digits of the SHA-256 of the name and the place as they are spelt. ส่วนต้นของ SHA-256 ของชื่อและที่ตั้งตามที่สะกด';
COMMENT ON COLUMN agency_aliases.name IS 'As the reports spell it. ชื่อตามที่รายงานสะกด';
COMMENT ON COLUMN agency_aliases.kind IS 'ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other. ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ';
COMMENT ON COLUMN agency_aliases.subdistrict IS 'The subdistrict beside it. ตำบลหรือแขวงที่ระบุ';
COMMENT ON COLUMN agency_aliases.district IS 'The district beside it. อำเภอหรือเขตที่ระบุ';
COMMENT ON COLUMN agency_aliases.province IS 'The province beside it. จังหวัดที่ระบุ';
COMMENT ON COLUMN agency_aliases.abbreviations IS 'Abbreviations printed with it, with | between. ชื่อย่อที่พิมพ์คู่กัน คั่นด้วย |';
COMMENT ON COLUMN agency_aliases.longer IS 'The name with the word behind it in the title. ชื่อพร้อมคำที่ตามมาในชื่อเอกสาร';
COMMENT ON COLUMN agency_aliases.from_picture IS 'Whether it was read from pictures only, so that letters may be others. อ่านจากภาพเท่านั้นหรือไม่ ตัวอักษรจึงอาจผิด';
COMMENT ON COLUMN agency_aliases.agency_key IS 'The agency it was taken for. หน่วยงานที่ตีความได้';
COMMENT ON COLUMN agency_aliases.decided_by IS 'name, short_form, parent, abbreviation, letters, place, register, or pending until the load ends. ตัดสินจาก: name ชื่อ short_form คำย่อหน้าชื่อ parent ต้นสังกัด abbreviation ชื่อย่อ letters ตัวอักษรคล้าย place ที่ตั้ง register ทะเบียน pending จนจบการโหลด';
COMMENT ON COLUMN agency_aliases.score IS 'How sure that is, 0 to 1. ความแน่ใจ 0 ถึง 1';
COMMENT ON TABLE document_sources IS 'Where files came from: by `--source`, or the path in a batch''s ledger. ที่มาของไฟล์ ตาม --source หรือที่อยู่ในบันทึกของ batch';
COMMENT ON COLUMN document_sources.document_key IS 'SHA-256 of the file. SHA-256 ของไฟล์';
COMMENT ON COLUMN document_sources.path IS 'Its path in the archive. ที่อยู่ในคลังไฟล์';
COMMENT ON COLUMN document_sources.url IS 'Where it was published. ที่อยู่บนเว็บ';
COMMENT ON COLUMN document_sources.published_on IS 'When it was published. วันที่เผยแพร่';
COMMENT ON TABLE inputs IS 'What became of every input of a batch, by its ledger: also of those without a report. ผลของไฟล์นำเข้าทุกไฟล์ของ batch ตามบันทึก รวมไฟล์ที่ไม่มีรายงาน';
COMMENT ON COLUMN inputs.input_path IS 'Its path as the ledger says it. ที่อยู่ตามบันทึก';
COMMENT ON COLUMN inputs.document_key IS 'SHA-256 of its bytes, where they were read. SHA-256 ของไฟล์ เมื่ออ่านได้';
COMMENT ON COLUMN inputs.status IS 'done, partial, failed, skipped or duplicate. done เสร็จ partial บางส่วน failed ล้มเหลว skipped ข้าม duplicate ซ้ำ';
COMMENT ON COLUMN inputs.reason IS 'Why it is not done, as a code. รหัสเหตุผลที่ไม่เสร็จ';
COMMENT ON COLUMN inputs.message IS 'Why, in words. เหตุผลเป็นข้อความ';
COMMENT ON COLUMN inputs.bytes IS 'Its length in bytes. ขนาดเป็นไบต์';
COMMENT ON COLUMN inputs.pages IS 'How many pages it has. จำนวนหน้า';
COMMENT ON COLUMN inputs.duplicate_of IS 'The input with the same content. ไฟล์ที่มีเนื้อหาเดียวกัน';
COMMENT ON COLUMN inputs.version IS 'The version of the program that read it. รุ่นของโปรแกรมที่อ่าน';
COMMENT ON COLUMN readings.alias_key IS 'The agency''s name as this reading spells it. ชื่อหน่วยงานตามที่สะกดในการอ่านนี้';
COMMENT ON COLUMN readings.document_kind IS 'What the document is, by what it says and holds: plan, result, measures, measures_result, risk, procurement, form or other. ประเภทเอกสารตามที่ระบุและที่มี: plan แผน result ผล measures มาตรการ measures_result ผลของมาตรการ risk ความเสี่ยง procurement จัดซื้อจัดจ้าง form โครงการที่บอกเป็นหัวข้อ other อื่น ๆ';
COMMENT ON COLUMN readings.part IS 'Which part of several it is, as printed. ส่วนที่เท่าใดของเอกสาร ตามที่พิมพ์';
COMMENT ON COLUMN readings.status IS 'draft or final, where it says so. draft ร่าง final ฉบับสมบูรณ์ เมื่อระบุ';
COMMENT ON COLUMN readings.medium IS 'What it was read from: born_digital, transcript, ocr_layer or scan. อ่านจาก: born_digital ไฟล์ดิจิทัล transcript บทถอดความ ocr_layer ชั้นข้อความจากการสแกน scan ภาพสแกน';
COMMENT ON COLUMN readings.printed_on IS 'The day that it says it is of (Common Era). วันที่ที่เอกสารระบุ (ค.ศ.)';
COMMENT ON COLUMN readings.is_edited IS 'Whether the report says otherwise than what wrote it. รายงานถูกแก้หลังจากโปรแกรมเขียนหรือไม่';
COMMENT ON COLUMN readings.replaced_because IS 'Why it is not current: retracted, or what the one in its place has before it (pin, edited, medium, period, version, status, date, order). เหตุที่ไม่เป็นปัจจุบัน: retracted ถูกถอน หรือข้อที่ฉบับที่แทนดีกว่า (pin edited medium period version status date order)';
COMMENT ON COLUMN readings.pinned_at IS 'When a user said that it counts (UTC). เวลาที่ผู้ใช้ปักหมุด (UTC)';
COMMENT ON COLUMN readings.retracted_at IS 'When a user took it back (UTC). เวลาที่ผู้ใช้ถอน (UTC)';
COMMENT ON COLUMN readings.purged_at IS 'When its rows were deleted (UTC). เวลาที่ลบข้อมูลของการอ่านนี้ (UTC)';
COMMENT ON TABLE reading_events IS 'What became of readings, and when: the history of what was current. เหตุการณ์ของการอ่านตามลำดับเวลา: ประวัติว่าอะไรเป็นปัจจุบัน';
COMMENT ON COLUMN reading_events.event_number IS 'Its place in the order of events, from 1. ลำดับเหตุการณ์ เริ่มจาก 1';
COMMENT ON COLUMN reading_events.reading_key IS 'The reading. การอ่าน';
COMMENT ON COLUMN reading_events.event IS 'loaded, replaced, restored, retracted, pinned, unpinned or purged. loaded โหลด replaced ถูกแทน restored กลับมาเป็นปัจจุบัน retracted ถูกถอน pinned ปักหมุด unpinned ถอนหมุด purged ถูกลบ';
COMMENT ON COLUMN reading_events.other_key IS 'The reading that took its place. การอ่านที่มาแทนที่';
COMMENT ON COLUMN reading_events.reason IS 'Why, as in readings.replaced_because. เหตุผล เช่นเดียวกับ readings.replaced_because';
COMMENT ON COLUMN reading_events.happened_at IS 'When (UTC). เวลา (UTC)';
COMMENT ON TABLE project_links IS 'Projects and measures over the years: rows with one project_key are one, as `raingan diff` aligns them. โครงการและมาตรการข้ามปี: แถวที่มี project_key เดียวกันคือโครงการเดียวกัน ตามการจับคู่ของ diff';
COMMENT ON COLUMN project_links.project_key IS 'The project over the years. โครงการข้ามปี';
COMMENT ON COLUMN project_links.fiscal_year_be IS 'The fiscal year, Buddhist Era. ปีงบประมาณ พ.ศ.';
COMMENT ON COLUMN project_links.agency_key IS 'The agency. หน่วยงาน';
COMMENT ON COLUMN project_links.reading_key IS 'The reading that counts for that year. การอ่านที่นับของปีนั้น';
COMMENT ON COLUMN project_links.item_path IS 'The project in it. โครงการในการอ่านนั้น';
COMMENT ON COLUMN project_links.score IS 'How alike it is to the year before, 0 to 1; null in its first year. ความคล้ายกับปีก่อน 0 ถึง 1 เป็น null ในปีแรก';
COMMENT ON COLUMN project_links.reason IS 'By what it was known again. จับคู่จากอะไร';
COMMENT ON COLUMN items.top_path IS 'The project or measure that it belongs to or is; null above them. โครงการหรือมาตรการที่รายการนี้อยู่ในนั้นหรือเป็น เป็น null เมื่ออยู่เหนือขึ้นไป';
COMMENT ON COLUMN budgets.purpose IS 'planned, used or left. planned งบที่ตั้งไว้ used ใช้ไป left คงเหลือ';
COMMENT ON COLUMN budgets.budget_year_be IS 'The fiscal year it is of, Buddhist Era. ปีงบประมาณ พ.ศ. ของเงินนี้';
COMMENT ON COLUMN budgets.quarter IS 'The quarter it is of, from 1. ไตรมาสของเงินนี้ เริ่มจาก 1';
COMMENT ON COLUMN budgets.is_leaf IS 'Whether no item below states an amount for this purpose. ไม่มีรายการย่อยที่ระบุจำนวนเงินของวัตถุประสงค์นี้หรือไม่';
COMMENT ON COLUMN budgets.counted IS 'Whether sums take it: no amount of the same money is taken elsewhere. นับในผลรวมหรือไม่ โดยเงินก้อนเดียวกันไม่ถูกนับซ้ำ';
COMMENT ON COLUMN column_budgets.is_leaf IS 'Whether no item below states an amount for this purpose. ไม่มีรายการย่อยที่ระบุจำนวนเงินของวัตถุประสงค์นี้หรือไม่';
COMMENT ON COLUMN column_budgets.counted IS 'Whether sums take it: no amount of the same money is taken elsewhere. นับในผลรวมหรือไม่ โดยเงินก้อนเดียวกันไม่ถูกนับซ้ำ';
COMMENT ON COLUMN findings.origin IS 'Who found it: extract, check or load. ผู้พบ: extract การอ่าน check การตรวจ load การโหลด';
COMMENT ON TABLE oit_items IS 'Items of the OIT assessment of the report''s year, and whether it is the document they ask for. ข้อของการประเมิน OIT ในปีของรายงาน และรายงานนี้ตอบข้อนั้นหรือไม่';
COMMENT ON COLUMN oit_items.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN oit_items.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN oit_items.agency_class IS 'The class of agency that is asked for it. กลุ่มหน่วยงานที่ถูกถาม';
COMMENT ON COLUMN oit_items.number IS 'Its number. หมายเลขข้อ';
COMMENT ON COLUMN oit_items.title_th IS 'What it is called, in Thai. ชื่อข้อภาษาไทย';
COMMENT ON COLUMN oit_items.title_en IS 'What it is called, in English. ชื่อข้อภาษาอังกฤษ';
COMMENT ON COLUMN oit_items.served IS 'Whether the report is the document. รายงานนี้คือเอกสารที่ถามหรือไม่';
COMMENT ON COLUMN oit_items.why_not_en IS 'Why not, in English. เหตุผลที่ไม่ใช่ ภาษาอังกฤษ';
COMMENT ON COLUMN oit_items.why_not_th IS 'Why not, in Thai. เหตุผลที่ไม่ใช่ ภาษาไทย';
COMMENT ON TABLE oit_contents IS 'Contents that items of the assessment ask for, and for how many rows they are there. เนื้อหาที่ข้อของการประเมินถาม และมีในกี่แถว';
COMMENT ON COLUMN oit_contents.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN oit_contents.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN oit_contents.oit_path IS 'The item of the assessment. ข้อของการประเมิน';
COMMENT ON COLUMN oit_contents.content IS 'projects, results, budget, period, measures or measure_results. projects โครงการ results ผล budget งบประมาณ period ระยะเวลา measures มาตรการ measure_results ผลของมาตรการ';
COMMENT ON COLUMN oit_contents.presence IS 'present, partial or missing. present มี partial มีบางส่วน missing ไม่มี';
COMMENT ON COLUMN oit_contents.found IS 'For how many rows it is there. มีในกี่แถว';
COMMENT ON COLUMN oit_contents.asked IS 'Of how many. จากทั้งหมดกี่แถว';
COMMENT ON COLUMN agencies.agency_key IS 'First digits of the SHA-256 of its name and, where it is known, of its place. ส่วนต้นของ SHA-256 ของชื่อ และของที่ตั้งเมื่อทราบ';
COMMENT ON TABLE readings IS 'What one version of a program read in a document; current where valid_to is null. ผลการอ่านเอกสารหนึ่งครั้งโดยโปรแกรมรุ่นหนึ่ง เป็นปัจจุบันเมื่อ valid_to เป็น null';

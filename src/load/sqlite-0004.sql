-- What a document is and which one counts, agencies that are each one, amounts that are counted once, what is found, and what is
-- kept beside the reports; and the marts. What readings of before say is filled in as far as their rows tell.

ALTER TABLE agencies ADD COLUMN kind text; -- ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other. ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ
ALTER TABLE agencies ADD COLUMN parent text; -- The ministry or body above it. กระทรวงหรือหน่วยงานต้นสังกัด
ALTER TABLE agencies ADD COLUMN subdistrict text; -- Its subdistrict. ตำบลหรือแขวง
ALTER TABLE agencies ADD COLUMN district text; -- Its district. อำเภอหรือเขต
ALTER TABLE agencies ADD COLUMN province text; -- Its province. จังหวัด
ALTER TABLE agencies ADD COLUMN code text; -- Its code in the register of agencies. รหัสในทะเบียนหน่วยงาน
ALTER TABLE readings ADD COLUMN alias_key text; -- The agency's name as this reading spells it. ชื่อหน่วยงานตามที่สะกดในการอ่านนี้
ALTER TABLE readings ADD COLUMN document_kind text; -- What the document is, by what it says and holds: plan, result, measures, measures_result, risk, procurement, form or other. ประเภทเอกสารตามที่ระบุและที่มี: plan แผน result ผล measures มาตรการ measures_result ผลของมาตรการ risk ความเสี่ยง procurement จัดซื้อจัดจ้าง form โครงการที่บอกเป็นหัวข้อ other อื่น ๆ
ALTER TABLE readings ADD COLUMN part text; -- Which part of several it is, as printed. ส่วนที่เท่าใดของเอกสาร ตามที่พิมพ์
ALTER TABLE readings ADD COLUMN status text; -- draft or final, where it says so. draft ร่าง final ฉบับสมบูรณ์ เมื่อระบุ
ALTER TABLE readings ADD COLUMN medium text; -- What it was read from: born_digital, transcript, ocr_layer or scan. อ่านจาก: born_digital ไฟล์ดิจิทัล transcript บทถอดความ ocr_layer ชั้นข้อความจากการสแกน scan ภาพสแกน
ALTER TABLE readings ADD COLUMN printed_on text CHECK (printed_on = date(printed_on)); -- The day that it says it is of (Common Era). วันที่ที่เอกสารระบุ (ค.ศ.)
ALTER TABLE readings ADD COLUMN is_edited integer CHECK (is_edited IN (0, 1)); -- Whether the report says otherwise than what wrote it. รายงานถูกแก้หลังจากโปรแกรมเขียนหรือไม่
ALTER TABLE readings ADD COLUMN replaced_because text; -- Why it is not current: retracted, or what the one in its place has before it (pin, edited, medium, period, version, status, date, order). เหตุที่ไม่เป็นปัจจุบัน: retracted ถูกถอน หรือข้อที่ฉบับที่แทนดีกว่า (pin edited medium period version status date order)
ALTER TABLE readings ADD COLUMN pinned_at text CHECK (pinned_at = strftime('%Y-%m-%dT%H:%M:%SZ', pinned_at)); -- When a user said that it counts (UTC). เวลาที่ผู้ใช้ปักหมุด (UTC)
ALTER TABLE readings ADD COLUMN retracted_at text CHECK (retracted_at = strftime('%Y-%m-%dT%H:%M:%SZ', retracted_at)); -- When a user took it back (UTC). เวลาที่ผู้ใช้ถอน (UTC)
ALTER TABLE readings ADD COLUMN purged_at text CHECK (purged_at = strftime('%Y-%m-%dT%H:%M:%SZ', purged_at)); -- When its rows were deleted (UTC). เวลาที่ลบข้อมูลของการอ่านนี้ (UTC)
ALTER TABLE items ADD COLUMN top_path text; -- The project or measure that it belongs to or is; null above them. โครงการหรือมาตรการที่รายการนี้อยู่ในนั้นหรือเป็น เป็น null เมื่ออยู่เหนือขึ้นไป
ALTER TABLE budgets ADD COLUMN purpose text; -- planned, used or left. planned งบที่ตั้งไว้ used ใช้ไป left คงเหลือ
ALTER TABLE budgets ADD COLUMN budget_year_be integer; -- The fiscal year it is of, Buddhist Era. ปีงบประมาณ พ.ศ. ของเงินนี้
ALTER TABLE budgets ADD COLUMN quarter integer; -- The quarter it is of, from 1. ไตรมาสของเงินนี้ เริ่มจาก 1
ALTER TABLE budgets ADD COLUMN is_leaf integer CHECK (is_leaf IN (0, 1)); -- Whether no item below states an amount for this purpose. ไม่มีรายการย่อยที่ระบุจำนวนเงินของวัตถุประสงค์นี้หรือไม่
ALTER TABLE budgets ADD COLUMN counted integer CHECK (counted IN (0, 1)); -- Whether sums take it: no amount of the same money is taken elsewhere. นับในผลรวมหรือไม่ โดยเงินก้อนเดียวกันไม่ถูกนับซ้ำ
ALTER TABLE column_budgets ADD COLUMN is_leaf integer CHECK (is_leaf IN (0, 1)); -- Whether no item below states an amount for this purpose. ไม่มีรายการย่อยที่ระบุจำนวนเงินของวัตถุประสงค์นี้หรือไม่
ALTER TABLE column_budgets ADD COLUMN counted integer CHECK (counted IN (0, 1)); -- Whether sums take it: no amount of the same money is taken elsewhere. นับในผลรวมหรือไม่ โดยเงินก้อนเดียวกันไม่ถูกนับซ้ำ
ALTER TABLE findings ADD COLUMN origin text; -- Who found it: extract, check or load. ผู้พบ: extract การอ่าน check การตรวจ load การโหลด

-- The user's register of agencies, as `raingan load --agencies` read it last.
-- ทะเบียนหน่วยงานของผู้ใช้ ตามที่โหลดล่าสุดด้วย --agencies
CREATE TABLE agency_register (
  code text NOT NULL, -- The code of the agency. รหัสหน่วยงาน
  name text NOT NULL, -- Its name. ชื่อหน่วยงาน
  aliases text, -- Other names of it, with | between. ชื่ออื่น คั่นด้วย |
  kind text, -- ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other. ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ
  parent text, -- The ministry or body above it. กระทรวงหรือหน่วยงานต้นสังกัด
  province text, -- Its province. จังหวัด
  PRIMARY KEY (code)
) WITHOUT ROWID;

-- Every spelling of an agency's name, the agency that it was taken for, and why.
-- ชื่อหน่วยงานทุกแบบที่สะกด หน่วยงานที่ตีความได้ และเหตุผล
CREATE TABLE agency_aliases (
  alias_key text NOT NULL, -- First digits of the SHA-256 of the name and the place as they are spelt. ส่วนต้นของ SHA-256 ของชื่อและที่ตั้งตามที่สะกด
  name text NOT NULL, -- As the reports spell it. ชื่อตามที่รายงานสะกด
  kind text, -- ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other. ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ
  subdistrict text, -- The subdistrict beside it. ตำบลหรือแขวงที่ระบุ
  district text, -- The district beside it. อำเภอหรือเขตที่ระบุ
  province text, -- The province beside it. จังหวัดที่ระบุ
  abbreviations text, -- Abbreviations printed with it, with | between. ชื่อย่อที่พิมพ์คู่กัน คั่นด้วย |
  longer text, -- The name with the word behind it in the title. ชื่อพร้อมคำที่ตามมาในชื่อเอกสาร
  from_picture integer NOT NULL CHECK (from_picture IN (0, 1)), -- Whether it was read from pictures only, so that letters may be others. อ่านจากภาพเท่านั้นหรือไม่ ตัวอักษรจึงอาจผิด
  agency_key text NOT NULL, -- The agency it was taken for. หน่วยงานที่ตีความได้
  decided_by text NOT NULL, -- name, short_form, parent, abbreviation, letters, place, register, or pending until the load ends. ตัดสินจาก: name ชื่อ short_form คำย่อหน้าชื่อ parent ต้นสังกัด abbreviation ชื่อย่อ letters ตัวอักษรคล้าย place ที่ตั้ง register ทะเบียน pending จนจบการโหลด
  score real NOT NULL, -- How sure that is, 0 to 1. ความแน่ใจ 0 ถึง 1
  FOREIGN KEY (agency_key) REFERENCES agencies,
  PRIMARY KEY (alias_key)
) WITHOUT ROWID;

-- Where files came from: by `--source`, or the path in a batch's ledger.
-- ที่มาของไฟล์ ตาม --source หรือที่อยู่ในบันทึกของ batch
CREATE TABLE document_sources (
  document_key text NOT NULL, -- SHA-256 of the file. SHA-256 ของไฟล์
  path text, -- Its path in the archive. ที่อยู่ในคลังไฟล์
  url text, -- Where it was published. ที่อยู่บนเว็บ
  published_on text CHECK (published_on = date(published_on)), -- When it was published. วันที่เผยแพร่
  PRIMARY KEY (document_key)
) WITHOUT ROWID;

-- What became of every input of a batch, by its ledger: also of those without a report.
-- ผลของไฟล์นำเข้าทุกไฟล์ของ batch ตามบันทึก รวมไฟล์ที่ไม่มีรายงาน
CREATE TABLE inputs (
  input_path text NOT NULL, -- Its path as the ledger says it. ที่อยู่ตามบันทึก
  document_key text, -- SHA-256 of its bytes, where they were read. SHA-256 ของไฟล์ เมื่ออ่านได้
  status text NOT NULL, -- done, partial, failed, skipped or duplicate. done เสร็จ partial บางส่วน failed ล้มเหลว skipped ข้าม duplicate ซ้ำ
  reason text, -- Why it is not done, as a code. รหัสเหตุผลที่ไม่เสร็จ
  message text, -- Why, in words. เหตุผลเป็นข้อความ
  bytes integer, -- Its length in bytes. ขนาดเป็นไบต์
  pages integer, -- How many pages it has. จำนวนหน้า
  duplicate_of text, -- The input with the same content. ไฟล์ที่มีเนื้อหาเดียวกัน
  version text NOT NULL, -- The version of the program that read it. รุ่นของโปรแกรมที่อ่าน
  PRIMARY KEY (input_path)
) WITHOUT ROWID;

-- What became of readings, and when: the history of what was current.
-- เหตุการณ์ของการอ่านตามลำดับเวลา: ประวัติว่าอะไรเป็นปัจจุบัน
CREATE TABLE reading_events (
  event_number integer NOT NULL, -- Its place in the order of events, from 1. ลำดับเหตุการณ์ เริ่มจาก 1
  reading_key text NOT NULL, -- The reading. การอ่าน
  event text NOT NULL, -- loaded, replaced, restored, retracted, pinned, unpinned or purged. loaded โหลด replaced ถูกแทน restored กลับมาเป็นปัจจุบัน retracted ถูกถอน pinned ปักหมุด unpinned ถอนหมุด purged ถูกลบ
  other_key text, -- The reading that took its place. การอ่านที่มาแทนที่
  reason text, -- Why, as in readings.replaced_because. เหตุผล เช่นเดียวกับ readings.replaced_because
  happened_at text NOT NULL CHECK (happened_at = strftime('%Y-%m-%dT%H:%M:%SZ', happened_at)), -- When (UTC). เวลา (UTC)
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (event_number)
) WITHOUT ROWID;

-- Projects and measures over the years: rows with one project_key are one, as `raingan diff` aligns them.
-- โครงการและมาตรการข้ามปี: แถวที่มี project_key เดียวกันคือโครงการเดียวกัน ตามการจับคู่ของ diff
CREATE TABLE project_links (
  project_key text NOT NULL, -- The project over the years. โครงการข้ามปี
  fiscal_year_be integer NOT NULL, -- The fiscal year, Buddhist Era. ปีงบประมาณ พ.ศ.
  agency_key text NOT NULL, -- The agency. หน่วยงาน
  reading_key text NOT NULL, -- The reading that counts for that year. การอ่านที่นับของปีนั้น
  item_path text NOT NULL, -- The project in it. โครงการในการอ่านนั้น
  score real, -- How alike it is to the year before, 0 to 1; null in its first year. ความคล้ายกับปีก่อน 0 ถึง 1 เป็น null ในปีแรก
  reason text, -- By what it was known again. จับคู่จากอะไร
  FOREIGN KEY (agency_key) REFERENCES agencies,
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (project_key, fiscal_year_be)
) WITHOUT ROWID;

-- Items of the OIT assessment of the report's year, and whether it is the document they ask for.
-- ข้อของการประเมิน OIT ในปีของรายงาน และรายงานนี้ตอบข้อนั้นหรือไม่
CREATE TABLE oit_items (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  agency_class text NOT NULL, -- The class of agency that is asked for it. กลุ่มหน่วยงานที่ถูกถาม
  number text NOT NULL, -- Its number. หมายเลขข้อ
  title_th text NOT NULL, -- What it is called, in Thai. ชื่อข้อภาษาไทย
  title_en text NOT NULL, -- What it is called, in English. ชื่อข้อภาษาอังกฤษ
  served integer NOT NULL CHECK (served IN (0, 1)), -- Whether the report is the document. รายงานนี้คือเอกสารที่ถามหรือไม่
  why_not_en text, -- Why not, in English. เหตุผลที่ไม่ใช่ ภาษาอังกฤษ
  why_not_th text, -- Why not, in Thai. เหตุผลที่ไม่ใช่ ภาษาไทย
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Contents that items of the assessment ask for, and for how many rows they are there.
-- เนื้อหาที่ข้อของการประเมินถาม และมีในกี่แถว
CREATE TABLE oit_contents (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  oit_path text NOT NULL, -- The item of the assessment. ข้อของการประเมิน
  content text NOT NULL, -- projects, results, budget, period, measures or measure_results. projects โครงการ results ผล budget งบประมาณ period ระยะเวลา measures มาตรการ measure_results ผลของมาตรการ
  presence text NOT NULL, -- present, partial or missing. present มี partial มีบางส่วน missing ไม่มี
  found integer NOT NULL, -- For how many rows it is there. มีในกี่แถว
  asked integer NOT NULL, -- Of how many. จากทั้งหมดกี่แถว
  FOREIGN KEY (reading_key, oit_path) REFERENCES oit_items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

CREATE INDEX readings_by_alias_key ON readings (alias_key);
CREATE INDEX reading_events_by_reading_key ON reading_events (reading_key);
CREATE INDEX project_links_by_agency_key ON project_links (agency_key);

CREATE VIEW current_oit_items AS SELECT t.* FROM oit_items AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_oit_contents AS SELECT t.* FROM oit_contents AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;

INSERT INTO agency_aliases
  SELECT a.agency_key, a.name, d.kind, d.subdistrict, d.district, d.province, NULL, NULL, 0, a.agency_key, 'pending', 1.0
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

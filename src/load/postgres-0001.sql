CREATE TABLE agencies (
  agency_key text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (agency_key)
);

CREATE TABLE fiscal_years (
  fiscal_year_be bigint NOT NULL,
  fiscal_year_ce bigint NOT NULL,
  start_date date NOT NULL,
  end_date date NOT NULL,
  PRIMARY KEY (fiscal_year_be)
);

CREATE TABLE documents (
  document_key text NOT NULL,
  file_name text,
  bytes bigint NOT NULL,
  media_type text NOT NULL,
  page_count bigint NOT NULL,
  PRIMARY KEY (document_key)
);

CREATE TABLE readings (
  reading_key text NOT NULL,
  document_key text NOT NULL,
  report_sha256 text NOT NULL,
  schema_version text NOT NULL,
  generator text NOT NULL,
  generator_version text NOT NULL,
  agency_key text,
  fiscal_year_be bigint,
  purpose text NOT NULL,
  title_raw text,
  title text,
  confidence double precision,
  period_raw text,
  period_months bigint,
  period_start date,
  period_end date,
  load_number bigint NOT NULL,
  loaded_by_version text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  superseded_by text,
  FOREIGN KEY (document_key) REFERENCES documents,
  FOREIGN KEY (agency_key) REFERENCES agencies,
  FOREIGN KEY (fiscal_year_be) REFERENCES fiscal_years,
  PRIMARY KEY (reading_key)
);

CREATE TABLE agency_abbreviations (
  reading_key text NOT NULL,
  position bigint NOT NULL,
  abbreviation text NOT NULL,
  PRIMARY KEY (reading_key, position)
);

CREATE TABLE pages (
  reading_key text NOT NULL,
  page bigint NOT NULL,
  width double precision NOT NULL,
  height double precision NOT NULL,
  rotation bigint NOT NULL,
  text_source text NOT NULL,
  glyphs bigint NOT NULL,
  unmapped_glyphs bigint NOT NULL,
  hidden_glyphs bigint NOT NULL,
  images bigint NOT NULL,
  text_verdict text,
  PRIMARY KEY (reading_key, page)
);

CREATE TABLE sections (
  reading_key text NOT NULL,
  path text NOT NULL,
  position bigint NOT NULL,
  kind text NOT NULL,
  title_raw text,
  title text,
  confidence double precision,
  period_raw text,
  period_months bigint,
  period_start date,
  period_end date,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE headings (
  reading_key text NOT NULL,
  path text NOT NULL,
  section_path text NOT NULL,
  column_position bigint NOT NULL,
  role text NOT NULL,
  position bigint NOT NULL,
  raw text,
  text text,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE notes (
  reading_key text NOT NULL,
  path text NOT NULL,
  section_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE items (
  reading_key text NOT NULL,
  path text NOT NULL,
  section_path text NOT NULL,
  parent_path text,
  depth bigint NOT NULL,
  position bigint NOT NULL,
  kind text NOT NULL,
  number text,
  title_raw text,
  title text,
  confidence double precision,
  declared_project_count bigint,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE cells (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  role text NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE other_cells (
  reading_key text NOT NULL,
  path text NOT NULL,
  section_path text NOT NULL,
  table_position bigint NOT NULL,
  row_position bigint NOT NULL,
  column_position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE goals (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE objectives (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE indicators (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  target_raw text,
  target_text text,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE targets (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  indicator_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  comparator text NOT NULL,
  value double precision NOT NULL,
  unit text,
  verdict text NOT NULL,
  verdict_reason text,
  result_raw text,
  result_value double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE budgets (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  raw text NOT NULL,
  status text NOT NULL,
  amount_thb numeric(14,2),
  source text,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE date_spans (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  field text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  start_date date NOT NULL,
  end_date date NOT NULL,
  precision text NOT NULL,
  inferred boolean NOT NULL,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE percentages (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  field text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE quantities (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  field text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  value double precision NOT NULL,
  unit text NOT NULL,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE money (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  field text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  amount_thb numeric(14,2) NOT NULL,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE unclaimed (
  reading_key text NOT NULL,
  path text NOT NULL,
  position bigint NOT NULL,
  reason text NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE findings (
  reading_key text NOT NULL,
  path text NOT NULL,
  position bigint NOT NULL,
  code text NOT NULL,
  severity text NOT NULL,
  message_th text NOT NULL,
  message_en text NOT NULL,
  page bigint,
  item_path text,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE evidence (
  reading_key text NOT NULL,
  path text NOT NULL,
  finding_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE regions (
  reading_key text NOT NULL,
  path text NOT NULL,
  position bigint NOT NULL,
  page bigint NOT NULL,
  x0 double precision NOT NULL,
  y0 double precision NOT NULL,
  x1 double precision NOT NULL,
  y1 double precision NOT NULL,
  PRIMARY KEY (reading_key, path, position)
);

CREATE INDEX readings_by_document_key ON readings (document_key);
CREATE INDEX readings_by_agency_key_and_fiscal_year_be ON readings (agency_key, fiscal_year_be);
CREATE INDEX readings_by_load_number ON readings (load_number);

CREATE VIEW current_documents AS SELECT t.* FROM documents AS t WHERE EXISTS (SELECT 1 FROM readings AS r WHERE r.document_key = t.document_key AND r.valid_to IS NULL);
CREATE VIEW current_readings AS SELECT t.* FROM readings AS t WHERE t.valid_to IS NULL;
CREATE VIEW current_agency_abbreviations AS SELECT t.* FROM agency_abbreviations AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_pages AS SELECT t.* FROM pages AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_sections AS SELECT t.* FROM sections AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_headings AS SELECT t.* FROM headings AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_notes AS SELECT t.* FROM notes AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_items AS SELECT t.* FROM items AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_cells AS SELECT t.* FROM cells AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_other_cells AS SELECT t.* FROM other_cells AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_goals AS SELECT t.* FROM goals AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_objectives AS SELECT t.* FROM objectives AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_indicators AS SELECT t.* FROM indicators AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_targets AS SELECT t.* FROM targets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_budgets AS SELECT t.* FROM budgets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_date_spans AS SELECT t.* FROM date_spans AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_percentages AS SELECT t.* FROM percentages AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_quantities AS SELECT t.* FROM quantities AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_money AS SELECT t.* FROM money AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_unclaimed AS SELECT t.* FROM unclaimed AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_findings AS SELECT t.* FROM findings AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_evidence AS SELECT t.* FROM evidence AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_regions AS SELECT t.* FROM regions AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;

COMMENT ON TABLE agencies IS 'Agencies, by their names as the reports say them. หน่วยงาน ตามชื่อในรายงาน';
COMMENT ON COLUMN agencies.agency_key IS 'First digits of the SHA-256 of its name. ส่วนต้นของ SHA-256 ของชื่อ';
COMMENT ON COLUMN agencies.name IS 'Its name. ชื่อหน่วยงาน';
COMMENT ON TABLE fiscal_years IS 'Fiscal years, named by the year they end. ปีงบประมาณ เรียกตามปีที่สิ้นสุด';
COMMENT ON COLUMN fiscal_years.fiscal_year_be IS 'The year, Buddhist Era. ปีงบประมาณ พ.ศ.';
COMMENT ON COLUMN fiscal_years.fiscal_year_ce IS 'The same year, Common Era. ปีเดียวกัน ค.ศ.';
COMMENT ON COLUMN fiscal_years.start_date IS 'First day (Common Era). วันแรก (ค.ศ.)';
COMMENT ON COLUMN fiscal_years.end_date IS 'Last day (Common Era). วันสุดท้าย (ค.ศ.)';
COMMENT ON TABLE documents IS 'Files that reports were read from. ไฟล์ต้นทางของรายงาน';
COMMENT ON COLUMN documents.document_key IS 'SHA-256 of its bytes, lower-case hexadecimal. SHA-256 ของไฟล์ เลขฐานสิบหกตัวพิมพ์เล็ก';
COMMENT ON COLUMN documents.file_name IS 'Its name when it was first loaded. ชื่อไฟล์เมื่อโหลดครั้งแรก';
COMMENT ON COLUMN documents.bytes IS 'Its size in bytes. ขนาดเป็นไบต์';
COMMENT ON COLUMN documents.media_type IS 'Its media type. ชนิดสื่อ';
COMMENT ON COLUMN documents.page_count IS 'How many pages it has. จำนวนหน้า';
COMMENT ON TABLE readings IS 'What one version of a program read in a document; current where valid_to is null. ผลการอ่านเอกสารหนึ่งครั้งโดยโปรแกรมรุ่นหนึ่ง เป็นปัจจุบันเมื่อ valid_to เป็น null';
COMMENT ON COLUMN readings.reading_key IS 'First digits of the document''s SHA-256, a hyphen, first digits of the report''s. ส่วนต้นของ SHA-256 ของเอกสาร ขีด ส่วนต้นของ SHA-256 ของรายงาน';
COMMENT ON COLUMN readings.document_key IS 'The document. เอกสาร';
COMMENT ON COLUMN readings.report_sha256 IS 'SHA-256 of what the report says, without the file''s name. SHA-256 ของเนื้อหารายงานที่ไม่รวมชื่อไฟล์';
COMMENT ON COLUMN readings.schema_version IS 'Version of the report''s JSON. รุ่นของรูปแบบ JSON';
COMMENT ON COLUMN readings.generator IS 'The program that read it. โปรแกรมที่อ่าน';
COMMENT ON COLUMN readings.generator_version IS 'Its version. รุ่นของโปรแกรมที่อ่าน';
COMMENT ON COLUMN readings.agency_key IS 'Whose report it is; null where it does not say. หน่วยงานเจ้าของ เป็น null เมื่อไม่ระบุ';
COMMENT ON COLUMN readings.fiscal_year_be IS 'Its fiscal year, Buddhist Era. ปีงบประมาณ พ.ศ.';
COMMENT ON COLUMN readings.purpose IS 'By its title: plan, report or unknown. ตามชื่อเอกสาร: plan (แผน) report (รายงาน) หรือ unknown';
COMMENT ON COLUMN readings.title_raw IS 'Its title as printed. ชื่อตามที่พิมพ์';
COMMENT ON COLUMN readings.title IS 'Its title, normalised. ชื่อที่ปรับรูปแบบแล้ว';
COMMENT ON COLUMN readings.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON COLUMN readings.period_raw IS 'The time it covers, as printed. ช่วงเวลาที่ครอบคลุมตามที่พิมพ์';
COMMENT ON COLUMN readings.period_months IS 'The months it covers, where it says so. จำนวนเดือนที่ครอบคลุม หากระบุ';
COMMENT ON COLUMN readings.period_start IS 'First day it covers (Common Era). วันแรกที่ครอบคลุม (ค.ศ.)';
COMMENT ON COLUMN readings.period_end IS 'Last day it covers (Common Era). วันสุดท้ายที่ครอบคลุม (ค.ศ.)';
COMMENT ON COLUMN readings.load_number IS 'Its place in the order of loading, from 1. ลำดับการโหลด เริ่มจาก 1';
COMMENT ON COLUMN readings.loaded_by_version IS 'Version of raingan that loaded it. รุ่นของ raingan ที่โหลด';
COMMENT ON COLUMN readings.valid_from IS 'When it was loaded (UTC). เวลาที่โหลด (UTC)';
COMMENT ON COLUMN readings.valid_to IS 'When another took its place (UTC). เวลาที่ถูกแทนที่ (UTC)';
COMMENT ON COLUMN readings.superseded_by IS 'The reading that took its place. การอ่านที่มาแทนที่';
COMMENT ON TABLE agency_abbreviations IS 'Abbreviations of the agency as printed, most frequent first. ชื่อย่อของหน่วยงานตามที่พิมพ์ เรียงจากที่พบบ่อยที่สุด';
COMMENT ON COLUMN agency_abbreviations.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN agency_abbreviations.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN agency_abbreviations.abbreviation IS 'As printed. ตามที่พิมพ์';
COMMENT ON TABLE pages IS 'Pages that were read. หน้าที่อ่าน';
COMMENT ON COLUMN pages.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN pages.page IS 'Its number, from 1. เลขหน้า เริ่มจาก 1';
COMMENT ON COLUMN pages.width IS 'Width in points, as displayed. ความกว้างเป็นพอยต์';
COMMENT ON COLUMN pages.height IS 'Height in points, as displayed. ความสูงเป็นพอยต์';
COMMENT ON COLUMN pages.rotation IS 'Degrees clockwise it is turned by. องศาที่หมุนตามเข็มนาฬิกา';
COMMENT ON COLUMN pages.text_source IS 'Where its text came from: embedded, repaired, ocr, transcript, none. ที่มาของข้อความ: embedded repaired ocr transcript none';
COMMENT ON COLUMN pages.glyphs IS 'Glyphs that show text. จำนวนรูปอักขระที่แสดงข้อความ';
COMMENT ON COLUMN pages.unmapped_glyphs IS 'Glyphs whose character is not known. จำนวนรูปอักขระที่ไม่ทราบตัวอักษร';
COMMENT ON COLUMN pages.hidden_glyphs IS 'Glyphs that are not shown. จำนวนรูปอักขระที่ไม่แสดง';
COMMENT ON COLUMN pages.images IS 'Pictures on it. จำนวนภาพ';
COMMENT ON COLUMN pages.text_verdict IS 'What its text layer is worth. คุณภาพของชั้นข้อความ';
COMMENT ON TABLE sections IS 'Parts of a report: action_plan, measures, other tables. ส่วนของรายงาน: แผนปฏิบัติการ มาตรการ ตารางรูปแบบอื่น';
COMMENT ON COLUMN sections.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN sections.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN sections.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN sections.kind IS 'action_plan, measures or other. action_plan measures หรือ other';
COMMENT ON COLUMN sections.title_raw IS 'Its title as printed. ชื่อตามที่พิมพ์';
COMMENT ON COLUMN sections.title IS 'Its title, normalised. ชื่อที่ปรับรูปแบบแล้ว';
COMMENT ON COLUMN sections.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON COLUMN sections.period_raw IS 'The time it covers, as printed. ช่วงเวลาที่ครอบคลุมตามที่พิมพ์';
COMMENT ON COLUMN sections.period_months IS 'The months it covers, where it says so. จำนวนเดือนที่ครอบคลุม หากระบุ';
COMMENT ON COLUMN sections.period_start IS 'First day it covers (Common Era). วันแรกที่ครอบคลุม (ค.ศ.)';
COMMENT ON COLUMN sections.period_end IS 'Last day it covers (Common Era). วันสุดท้ายที่ครอบคลุม (ค.ศ.)';
COMMENT ON TABLE headings IS 'Headings printed over the columns of a section, each wording once. หัวคอลัมน์ของส่วน แต่ละข้อความหนึ่งครั้ง';
COMMENT ON COLUMN headings.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN headings.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN headings.section_path IS 'The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN headings.column_position IS 'The column''s place, from 1. ลำดับคอลัมน์ เริ่มจาก 1';
COMMENT ON COLUMN headings.role IS 'What the column holds. บทบาทของคอลัมน์';
COMMENT ON COLUMN headings.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN headings.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN headings.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN headings.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE notes IS 'Notes below the tables of a section. หมายเหตุท้ายตารางของส่วน';
COMMENT ON COLUMN notes.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN notes.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN notes.section_path IS 'The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN notes.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN notes.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN notes.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN notes.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE items IS 'Strategies, tactics, projects, activities, sub-activities and measures: a tree. ยุทธศาสตร์ กลยุทธ์ โครงการ กิจกรรม กิจกรรมย่อย และมาตรการ เป็นลำดับชั้น';
COMMENT ON COLUMN items.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN items.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN items.section_path IS 'The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN items.parent_path IS 'The item above it; null at the top. รายการที่อยู่เหนือขึ้นไป เป็น null เมื่ออยู่บนสุด';
COMMENT ON COLUMN items.depth IS 'How many items are above it. จำนวนรายการที่อยู่เหนือขึ้นไป';
COMMENT ON COLUMN items.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN items.kind IS 'strategy, tactic, project, activity, sub_activity or measure. strategy (ยุทธศาสตร์) tactic (กลยุทธ์) project (โครงการ) activity (กิจกรรม) sub_activity (กิจกรรมย่อย) measure (มาตรการ)';
COMMENT ON COLUMN items.number IS 'Its number in Arabic digits. หมายเลขเป็นเลขอารบิก';
COMMENT ON COLUMN items.title_raw IS 'Its title as printed. ชื่อตามที่พิมพ์';
COMMENT ON COLUMN items.title IS 'Its title, normalised. ชื่อที่ปรับรูปแบบแล้ว';
COMMENT ON COLUMN items.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON COLUMN items.declared_project_count IS 'How many projects a tactic says it has. จำนวนโครงการที่กลยุทธ์ระบุไว้';
COMMENT ON TABLE cells IS 'What the row of an item prints, column by column. ข้อความในแถวของรายการ แยกตามคอลัมน์';
COMMENT ON COLUMN cells.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN cells.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN cells.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN cells.role IS 'What the column holds. บทบาทของคอลัมน์';
COMMENT ON COLUMN cells.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN cells.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN cells.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE other_cells IS 'Cells of tables of another form. เซลล์ของตารางรูปแบบอื่น';
COMMENT ON COLUMN other_cells.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN other_cells.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN other_cells.section_path IS 'The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN other_cells.table_position IS 'The table''s place in its section, from 1. ลำดับตารางในส่วน เริ่มจาก 1';
COMMENT ON COLUMN other_cells.row_position IS 'The row, from 1; 0 for the headings. แถว เริ่มจาก 1 หัวคอลัมน์เป็น 0';
COMMENT ON COLUMN other_cells.column_position IS 'The column, from 1. คอลัมน์ เริ่มจาก 1';
COMMENT ON COLUMN other_cells.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN other_cells.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN other_cells.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE goals IS 'Goals of tactics. เป้าหมายของกลยุทธ์';
COMMENT ON COLUMN goals.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN goals.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN goals.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN goals.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN goals.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN goals.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN goals.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE objectives IS 'Objectives of items. วัตถุประสงค์ของรายการ';
COMMENT ON COLUMN objectives.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN objectives.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN objectives.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN objectives.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN objectives.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN objectives.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN objectives.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE indicators IS 'Indicators of items and tactics. ตัวชี้วัดของรายการและกลยุทธ์';
COMMENT ON COLUMN indicators.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN indicators.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN indicators.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN indicators.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN indicators.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN indicators.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN indicators.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON COLUMN indicators.target_raw IS 'What is aimed at, as printed. ค่าเป้าหมายตามที่พิมพ์';
COMMENT ON COLUMN indicators.target_text IS 'What is aimed at, normalised. ค่าเป้าหมายที่ปรับรูปแบบแล้ว';
COMMENT ON TABLE targets IS 'Numbers aimed at. ค่าเป้าหมายที่เป็นตัวเลข';
COMMENT ON COLUMN targets.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN targets.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN targets.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN targets.indicator_path IS 'The indicator. ตัวชี้วัด';
COMMENT ON COLUMN targets.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN targets.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN targets.comparator IS 'eq, ge, gt, le or lt. eq เท่ากับ ge ไม่น้อยกว่า gt มากกว่า le ไม่เกิน lt น้อยกว่า';
COMMENT ON COLUMN targets.value IS 'The number. ตัวเลข';
COMMENT ON COLUMN targets.unit IS 'percent, or the unit as printed. percent (ร้อยละ) หรือหน่วยตามที่พิมพ์';
COMMENT ON COLUMN targets.verdict IS 'Held against the result when it was loaded: met, missed or undecided. เทียบกับผลเมื่อโหลด: met บรรลุ missed ไม่บรรลุ undecided ตัดสินไม่ได้';
COMMENT ON COLUMN targets.verdict_reason IS 'Why, in one word of a list. เหตุผลเป็นรหัส';
COMMENT ON COLUMN targets.result_raw IS 'The figures of the result it was held against, as printed. ตัวเลขในผลที่นำมาเทียบ ตามที่พิมพ์';
COMMENT ON COLUMN targets.result_value IS 'Their value, where it is one figure. ค่าตัวเลขนั้น เมื่อมีตัวเดียว';
COMMENT ON TABLE budgets IS 'What the budget cells say. งบประมาณตามเซลล์งบประมาณ';
COMMENT ON COLUMN budgets.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN budgets.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN budgets.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN budgets.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN budgets.status IS 'amount, none, other_source, not_allocated or not_stated. amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ';
COMMENT ON COLUMN budgets.amount_thb IS 'In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ';
COMMENT ON COLUMN budgets.source IS 'The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์';
COMMENT ON TABLE date_spans IS 'Dates and spans of dates in results and outcomes. วันที่และช่วงวันที่ในผลการดำเนินงานและผลลัพธ์';
COMMENT ON COLUMN date_spans.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN date_spans.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN date_spans.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN date_spans.field IS 'The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)';
COMMENT ON COLUMN date_spans.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN date_spans.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN date_spans.start_date IS 'First day (Common Era). วันแรก (ค.ศ.)';
COMMENT ON COLUMN date_spans.end_date IS 'Last day (Common Era). วันสุดท้าย (ค.ศ.)';
COMMENT ON COLUMN date_spans.precision IS 'day, month, year or fiscal_year. ความละเอียด: day month year fiscal_year';
COMMENT ON COLUMN date_spans.inferred IS 'Whether month or year was taken from elsewhere. เดือนหรือปีนำมาจากที่อื่นหรือไม่';
COMMENT ON TABLE percentages IS 'Percentages in results and outcomes. ร้อยละในผลการดำเนินงานและผลลัพธ์';
COMMENT ON COLUMN percentages.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN percentages.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN percentages.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN percentages.field IS 'The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)';
COMMENT ON COLUMN percentages.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN percentages.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN percentages.value IS 'In per cent. ค่าร้อยละ';
COMMENT ON TABLE quantities IS 'Numbers with a unit in results and outcomes. จำนวนพร้อมหน่วยในผลการดำเนินงานและผลลัพธ์';
COMMENT ON COLUMN quantities.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN quantities.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN quantities.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN quantities.field IS 'The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)';
COMMENT ON COLUMN quantities.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN quantities.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN quantities.value IS 'The number. ตัวเลข';
COMMENT ON COLUMN quantities.unit IS 'The unit as printed. หน่วยตามที่พิมพ์';
COMMENT ON TABLE money IS 'Amounts of money in results and outcomes. จำนวนเงินในผลการดำเนินงานและผลลัพธ์';
COMMENT ON COLUMN money.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN money.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN money.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN money.field IS 'The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)';
COMMENT ON COLUMN money.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN money.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN money.amount_thb IS 'In baht. จำนวนเงินเป็นบาท';
COMMENT ON TABLE unclaimed IS 'Text that no field claimed, and why. ข้อความที่ไม่มีเขตข้อมูลใดรับไว้ พร้อมเหตุผล';
COMMENT ON COLUMN unclaimed.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN unclaimed.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN unclaimed.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN unclaimed.reason IS 'Why. เหตุผล';
COMMENT ON COLUMN unclaimed.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN unclaimed.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN unclaimed.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE findings IS 'What is odd about a document. ข้อสังเกตเกี่ยวกับเอกสาร';
COMMENT ON COLUMN findings.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN findings.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN findings.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN findings.code IS 'What kind of oddity. รหัสข้อสังเกต';
COMMENT ON COLUMN findings.severity IS 'info, warning or error. ระดับ: info warning error';
COMMENT ON COLUMN findings.message_th IS 'For people, in Thai. คำอธิบายภาษาไทย';
COMMENT ON COLUMN findings.message_en IS 'For people, in English. คำอธิบายภาษาอังกฤษ';
COMMENT ON COLUMN findings.page IS 'The page it is on; null where it is about all. หน้าที่พบ เป็น null เมื่อเป็นทั้งเอกสาร';
COMMENT ON COLUMN findings.item_path IS 'The item it is about, as the report says. รายการที่เกี่ยวข้องตามที่รายงานระบุ';
COMMENT ON TABLE evidence IS 'Texts that findings rest on. ข้อความที่เป็นหลักฐานของข้อสังเกต';
COMMENT ON COLUMN evidence.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN evidence.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN evidence.finding_path IS 'The finding. ข้อสังเกต';
COMMENT ON COLUMN evidence.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN evidence.raw IS 'As printed; empty where it is a place only. ตามที่พิมพ์ ว่างเมื่อเป็นเพียงตำแหน่ง';
COMMENT ON TABLE regions IS 'Where what has this path stands: boxes in PDF points, origin at the top left of the page as displayed, y down. ตำแหน่งของข้อมูลตามเส้นทาง: กรอบหน่วยเป็นพอยต์ จุดเริ่มที่มุมบนซ้ายของหน้าตามที่แสดง แกน y ชี้ลง';
COMMENT ON COLUMN regions.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN regions.path IS 'The path of what stands there, be it a row''s or a part''s. เส้นทางของข้อมูลที่อยู่ ณ ตำแหน่งนี้';
COMMENT ON COLUMN regions.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN regions.page IS 'Page number, from 1. เลขหน้า เริ่มจาก 1';
COMMENT ON COLUMN regions.x0 IS 'Left edge. ขอบซ้าย';
COMMENT ON COLUMN regions.y0 IS 'Top edge. ขอบบน';
COMMENT ON COLUMN regions.x1 IS 'Right edge. ขอบขวา';
COMMENT ON COLUMN regions.y1 IS 'Bottom edge. ขอบล่าง';

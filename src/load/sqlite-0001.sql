-- Agencies, by their names as the reports say them.
-- หน่วยงาน ตามชื่อในรายงาน
CREATE TABLE agencies (
  agency_key text NOT NULL, -- First digits of the SHA-256 of its name. ส่วนต้นของ SHA-256 ของชื่อ
  name text NOT NULL, -- Its name. ชื่อหน่วยงาน
  PRIMARY KEY (agency_key)
) WITHOUT ROWID;

-- Fiscal years, named by the year they end.
-- ปีงบประมาณ เรียกตามปีที่สิ้นสุด
CREATE TABLE fiscal_years (
  fiscal_year_be integer NOT NULL, -- The year, Buddhist Era. ปีงบประมาณ พ.ศ.
  fiscal_year_ce integer NOT NULL, -- The same year, Common Era. ปีเดียวกัน ค.ศ.
  start_date text NOT NULL CHECK (start_date = date(start_date)), -- First day (Common Era). วันแรก (ค.ศ.)
  end_date text NOT NULL CHECK (end_date = date(end_date)), -- Last day (Common Era). วันสุดท้าย (ค.ศ.)
  PRIMARY KEY (fiscal_year_be)
) WITHOUT ROWID;

-- Files that reports were read from.
-- ไฟล์ต้นทางของรายงาน
CREATE TABLE documents (
  document_key text NOT NULL, -- SHA-256 of its bytes, lower-case hexadecimal. SHA-256 ของไฟล์ เลขฐานสิบหกตัวพิมพ์เล็ก
  file_name text, -- Its name when it was first loaded. ชื่อไฟล์เมื่อโหลดครั้งแรก
  bytes integer NOT NULL, -- Its size in bytes. ขนาดเป็นไบต์
  media_type text NOT NULL, -- Its media type. ชนิดสื่อ
  page_count integer NOT NULL, -- How many pages it has. จำนวนหน้า
  PRIMARY KEY (document_key)
) WITHOUT ROWID;

-- What one version of a program read in a document; current where valid_to is null.
-- ผลการอ่านเอกสารหนึ่งครั้งโดยโปรแกรมรุ่นหนึ่ง เป็นปัจจุบันเมื่อ valid_to เป็น null
CREATE TABLE readings (
  reading_key text NOT NULL, -- First digits of the document's SHA-256, a hyphen, first digits of the report's. ส่วนต้นของ SHA-256 ของเอกสาร ขีด ส่วนต้นของ SHA-256 ของรายงาน
  document_key text NOT NULL, -- The document. เอกสาร
  report_sha256 text NOT NULL, -- SHA-256 of what the report says, without the file's name. SHA-256 ของเนื้อหารายงานที่ไม่รวมชื่อไฟล์
  schema_version text NOT NULL, -- Version of the report's JSON. รุ่นของรูปแบบ JSON
  generator text NOT NULL, -- The program that read it. โปรแกรมที่อ่าน
  generator_version text NOT NULL, -- Its version. รุ่นของโปรแกรมที่อ่าน
  agency_key text, -- Whose report it is; null where it does not say. หน่วยงานเจ้าของ เป็น null เมื่อไม่ระบุ
  fiscal_year_be integer, -- Its fiscal year, Buddhist Era. ปีงบประมาณ พ.ศ.
  purpose text NOT NULL, -- By its title: plan, report or unknown. ตามชื่อเอกสาร: plan (แผน) report (รายงาน) หรือ unknown
  title_raw text, -- Its title as printed. ชื่อตามที่พิมพ์
  title text, -- Its title, normalised. ชื่อที่ปรับรูปแบบแล้ว
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  period_raw text, -- The time it covers, as printed. ช่วงเวลาที่ครอบคลุมตามที่พิมพ์
  period_months integer, -- The months it covers, where it says so. จำนวนเดือนที่ครอบคลุม หากระบุ
  period_start text CHECK (period_start = date(period_start)), -- First day it covers (Common Era). วันแรกที่ครอบคลุม (ค.ศ.)
  period_end text CHECK (period_end = date(period_end)), -- Last day it covers (Common Era). วันสุดท้ายที่ครอบคลุม (ค.ศ.)
  load_number integer NOT NULL, -- Its place in the order of loading, from 1. ลำดับการโหลด เริ่มจาก 1
  loaded_by_version text NOT NULL, -- Version of raingan that loaded it. รุ่นของ raingan ที่โหลด
  valid_from text NOT NULL CHECK (valid_from = strftime('%Y-%m-%dT%H:%M:%SZ', valid_from)), -- When it was loaded (UTC). เวลาที่โหลด (UTC)
  valid_to text CHECK (valid_to = strftime('%Y-%m-%dT%H:%M:%SZ', valid_to)), -- When another took its place (UTC). เวลาที่ถูกแทนที่ (UTC)
  superseded_by text, -- The reading that took its place. การอ่านที่มาแทนที่
  FOREIGN KEY (document_key) REFERENCES documents,
  FOREIGN KEY (agency_key) REFERENCES agencies,
  FOREIGN KEY (fiscal_year_be) REFERENCES fiscal_years,
  PRIMARY KEY (reading_key)
) WITHOUT ROWID;

-- Abbreviations of the agency as printed, most frequent first.
-- ชื่อย่อของหน่วยงานตามที่พิมพ์ เรียงจากที่พบบ่อยที่สุด
CREATE TABLE agency_abbreviations (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  abbreviation text NOT NULL, -- As printed. ตามที่พิมพ์
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key, position)
) WITHOUT ROWID;

-- Pages that were read.
-- หน้าที่อ่าน
CREATE TABLE pages (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  page integer NOT NULL, -- Its number, from 1. เลขหน้า เริ่มจาก 1
  width real NOT NULL, -- Width in points, as displayed. ความกว้างเป็นพอยต์
  height real NOT NULL, -- Height in points, as displayed. ความสูงเป็นพอยต์
  rotation integer NOT NULL, -- Degrees clockwise it is turned by. องศาที่หมุนตามเข็มนาฬิกา
  text_source text NOT NULL, -- Where its text came from: embedded, repaired, ocr, transcript, none. ที่มาของข้อความ: embedded repaired ocr transcript none
  glyphs integer NOT NULL, -- Glyphs that show text. จำนวนรูปอักขระที่แสดงข้อความ
  unmapped_glyphs integer NOT NULL, -- Glyphs whose character is not known. จำนวนรูปอักขระที่ไม่ทราบตัวอักษร
  hidden_glyphs integer NOT NULL, -- Glyphs that are not shown. จำนวนรูปอักขระที่ไม่แสดง
  images integer NOT NULL, -- Pictures on it. จำนวนภาพ
  text_verdict text, -- What its text layer is worth. คุณภาพของชั้นข้อความ
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key, page)
) WITHOUT ROWID;

-- Parts of a report: action_plan, measures, other tables.
-- ส่วนของรายงาน: แผนปฏิบัติการ มาตรการ ตารางรูปแบบอื่น
CREATE TABLE sections (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  kind text NOT NULL, -- action_plan, measures or other. action_plan measures หรือ other
  title_raw text, -- Its title as printed. ชื่อตามที่พิมพ์
  title text, -- Its title, normalised. ชื่อที่ปรับรูปแบบแล้ว
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  period_raw text, -- The time it covers, as printed. ช่วงเวลาที่ครอบคลุมตามที่พิมพ์
  period_months integer, -- The months it covers, where it says so. จำนวนเดือนที่ครอบคลุม หากระบุ
  period_start text CHECK (period_start = date(period_start)), -- First day it covers (Common Era). วันแรกที่ครอบคลุม (ค.ศ.)
  period_end text CHECK (period_end = date(period_end)), -- Last day it covers (Common Era). วันสุดท้ายที่ครอบคลุม (ค.ศ.)
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Headings printed over the columns of a section, each wording once.
-- หัวคอลัมน์ของส่วน แต่ละข้อความหนึ่งครั้ง
CREATE TABLE headings (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  section_path text NOT NULL, -- The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ
  column_position integer NOT NULL, -- The column's place, from 1. ลำดับคอลัมน์ เริ่มจาก 1
  role text NOT NULL, -- What the column holds. บทบาทของคอลัมน์
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text, -- As printed. ตามที่พิมพ์
  text text, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, section_path) REFERENCES sections,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Notes below the tables of a section.
-- หมายเหตุท้ายตารางของส่วน
CREATE TABLE notes (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  section_path text NOT NULL, -- The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, section_path) REFERENCES sections,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Strategies, tactics, projects, activities, sub-activities and measures: a tree.
-- ยุทธศาสตร์ กลยุทธ์ โครงการ กิจกรรม กิจกรรมย่อย และมาตรการ เป็นลำดับชั้น
CREATE TABLE items (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  section_path text NOT NULL, -- The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ
  parent_path text, -- The item above it; null at the top. รายการที่อยู่เหนือขึ้นไป เป็น null เมื่ออยู่บนสุด
  depth integer NOT NULL, -- How many items are above it. จำนวนรายการที่อยู่เหนือขึ้นไป
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  kind text NOT NULL, -- strategy, tactic, project, activity, sub_activity or measure. strategy (ยุทธศาสตร์) tactic (กลยุทธ์) project (โครงการ) activity (กิจกรรม) sub_activity (กิจกรรมย่อย) measure (มาตรการ)
  number text, -- Its number in Arabic digits. หมายเลขเป็นเลขอารบิก
  title_raw text, -- Its title as printed. ชื่อตามที่พิมพ์
  title text, -- Its title, normalised. ชื่อที่ปรับรูปแบบแล้ว
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  declared_project_count integer, -- How many projects a tactic says it has. จำนวนโครงการที่กลยุทธ์ระบุไว้
  FOREIGN KEY (reading_key, section_path) REFERENCES sections,
  FOREIGN KEY (reading_key, parent_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- What the row of an item prints, column by column.
-- ข้อความในแถวของรายการ แยกตามคอลัมน์
CREATE TABLE cells (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  role text NOT NULL, -- What the column holds. บทบาทของคอลัมน์
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Cells of tables of another form.
-- เซลล์ของตารางรูปแบบอื่น
CREATE TABLE other_cells (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  section_path text NOT NULL, -- The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ
  table_position integer NOT NULL, -- The table's place in its section, from 1. ลำดับตารางในส่วน เริ่มจาก 1
  row_position integer NOT NULL, -- The row, from 1; 0 for the headings. แถว เริ่มจาก 1 หัวคอลัมน์เป็น 0
  column_position integer NOT NULL, -- The column, from 1. คอลัมน์ เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, section_path) REFERENCES sections,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Goals of tactics.
-- เป้าหมายของกลยุทธ์
CREATE TABLE goals (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Objectives of items.
-- วัตถุประสงค์ของรายการ
CREATE TABLE objectives (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Indicators of items and tactics.
-- ตัวชี้วัดของรายการและกลยุทธ์
CREATE TABLE indicators (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  target_raw text, -- What is aimed at, as printed. ค่าเป้าหมายตามที่พิมพ์
  target_text text, -- What is aimed at, normalised. ค่าเป้าหมายที่ปรับรูปแบบแล้ว
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Numbers aimed at.
-- ค่าเป้าหมายที่เป็นตัวเลข
CREATE TABLE targets (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  indicator_path text NOT NULL, -- The indicator. ตัวชี้วัด
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  comparator text NOT NULL, -- eq, ge, gt, le or lt. eq เท่ากับ ge ไม่น้อยกว่า gt มากกว่า le ไม่เกิน lt น้อยกว่า
  value real NOT NULL, -- The number. ตัวเลข
  unit text, -- percent, or the unit as printed. percent (ร้อยละ) หรือหน่วยตามที่พิมพ์
  verdict text NOT NULL, -- Held against the result when it was loaded: met, missed or undecided. เทียบกับผลเมื่อโหลด: met บรรลุ missed ไม่บรรลุ undecided ตัดสินไม่ได้
  verdict_reason text, -- Why, in one word of a list. เหตุผลเป็นรหัส
  result_raw text, -- The figures of the result it was held against, as printed. ตัวเลขในผลที่นำมาเทียบ ตามที่พิมพ์
  result_value real, -- Their value, where it is one figure. ค่าตัวเลขนั้น เมื่อมีตัวเดียว
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  FOREIGN KEY (reading_key, indicator_path) REFERENCES indicators,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- What the budget cells say.
-- งบประมาณตามเซลล์งบประมาณ
CREATE TABLE budgets (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  status text NOT NULL, -- amount, none, other_source, not_allocated or not_stated. amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ
  amount_thb numeric(14,2), -- In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ
  source text, -- The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Dates and spans of dates in results and outcomes.
-- วันที่และช่วงวันที่ในผลการดำเนินงานและผลลัพธ์
CREATE TABLE date_spans (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  field text NOT NULL, -- The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  start_date text NOT NULL CHECK (start_date = date(start_date)), -- First day (Common Era). วันแรก (ค.ศ.)
  end_date text NOT NULL CHECK (end_date = date(end_date)), -- Last day (Common Era). วันสุดท้าย (ค.ศ.)
  precision text NOT NULL, -- day, month, year or fiscal_year. ความละเอียด: day month year fiscal_year
  inferred integer NOT NULL CHECK (inferred IN (0, 1)), -- Whether month or year was taken from elsewhere. เดือนหรือปีนำมาจากที่อื่นหรือไม่
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Percentages in results and outcomes.
-- ร้อยละในผลการดำเนินงานและผลลัพธ์
CREATE TABLE percentages (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  field text NOT NULL, -- The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  value real NOT NULL, -- In per cent. ค่าร้อยละ
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Numbers with a unit in results and outcomes.
-- จำนวนพร้อมหน่วยในผลการดำเนินงานและผลลัพธ์
CREATE TABLE quantities (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  field text NOT NULL, -- The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  value real NOT NULL, -- The number. ตัวเลข
  unit text NOT NULL, -- The unit as printed. หน่วยตามที่พิมพ์
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Amounts of money in results and outcomes.
-- จำนวนเงินในผลการดำเนินงานและผลลัพธ์
CREATE TABLE money (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  field text NOT NULL, -- The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  amount_thb numeric(14,2) NOT NULL, -- In baht. จำนวนเงินเป็นบาท
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Text that no field claimed, and why.
-- ข้อความที่ไม่มีเขตข้อมูลใดรับไว้ พร้อมเหตุผล
CREATE TABLE unclaimed (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  reason text NOT NULL, -- Why. เหตุผล
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- What is odd about a document.
-- ข้อสังเกตเกี่ยวกับเอกสาร
CREATE TABLE findings (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  code text NOT NULL, -- What kind of oddity. รหัสข้อสังเกต
  severity text NOT NULL, -- info, warning or error. ระดับ: info warning error
  message_th text NOT NULL, -- For people, in Thai. คำอธิบายภาษาไทย
  message_en text NOT NULL, -- For people, in English. คำอธิบายภาษาอังกฤษ
  page integer, -- The page it is on; null where it is about all. หน้าที่พบ เป็น null เมื่อเป็นทั้งเอกสาร
  item_path text, -- The item it is about, as the report says. รายการที่เกี่ยวข้องตามที่รายงานระบุ
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Texts that findings rest on.
-- ข้อความที่เป็นหลักฐานของข้อสังเกต
CREATE TABLE evidence (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  finding_path text NOT NULL, -- The finding. ข้อสังเกต
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed; empty where it is a place only. ตามที่พิมพ์ ว่างเมื่อเป็นเพียงตำแหน่ง
  FOREIGN KEY (reading_key, finding_path) REFERENCES findings,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Where what has this path stands: boxes in PDF points, origin at the top left of the page as displayed, y down.
-- ตำแหน่งของข้อมูลตามเส้นทาง: กรอบหน่วยเป็นพอยต์ จุดเริ่มที่มุมบนซ้ายของหน้าตามที่แสดง แกน y ชี้ลง
CREATE TABLE regions (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- The path of what stands there, be it a row's or a part's. เส้นทางของข้อมูลที่อยู่ ณ ตำแหน่งนี้
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  page integer NOT NULL, -- Page number, from 1. เลขหน้า เริ่มจาก 1
  x0 real NOT NULL, -- Left edge. ขอบซ้าย
  y0 real NOT NULL, -- Top edge. ขอบบน
  x1 real NOT NULL, -- Right edge. ขอบขวา
  y1 real NOT NULL, -- Bottom edge. ขอบล่าง
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key, path, position)
) WITHOUT ROWID;

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

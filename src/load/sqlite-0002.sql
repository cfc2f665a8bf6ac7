-- What kind of agency one is, and where, as far as its reports say it.
-- ประเภทและที่ตั้งของหน่วยงาน เท่าที่รายงานระบุ
CREATE TABLE agency_details (
  agency_key text NOT NULL, -- The agency. หน่วยงาน
  kind text, -- ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other. ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ
  subdistrict text, -- Its subdistrict. ตำบลหรือแขวง
  district text, -- Its district. อำเภอหรือเขต
  province text, -- Its province. จังหวัด
  FOREIGN KEY (agency_key) REFERENCES agencies,
  PRIMARY KEY (agency_key)
) WITHOUT ROWID;

-- What documents say they are, and the years that plans of several years cover.
-- ประเภทของเอกสารตามที่เอกสารระบุ และช่วงปีของแผนหลายปี
CREATE TABLE self_descriptions (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  kind text, -- plan, result, measures, measures_result, risk, procurement, form or other. plan แผน result ผลการดำเนินงาน measures มาตรการ measures_result ผลของมาตรการ risk ความเสี่ยง procurement การจัดซื้อจัดจ้าง form โครงการที่บอกเป็นหัวข้อ other อื่น ๆ
  oit_item text, -- The item of the OIT assessment that it answers. ข้อของการประเมิน OIT ที่เอกสารตอบ
  part text, -- Which part of several it is, as printed. ส่วนที่เท่าใดของเอกสาร ตามที่พิมพ์
  status text, -- draft or final. draft ร่าง final ฉบับสมบูรณ์
  plan_first_be integer, -- The first fiscal year of a plan of several, Buddhist Era. ปีงบประมาณแรกของแผน พ.ศ.
  plan_last_be integer, -- The last fiscal year of it, Buddhist Era. ปีงบประมาณสุดท้ายของแผน พ.ศ.
  plan_start text CHECK (plan_start = date(plan_start)), -- The first day of the plan (Common Era). วันแรกของแผน (ค.ศ.)
  plan_end text CHECK (plan_end = date(plan_end)), -- The last day of the plan (Common Era). วันสุดท้ายของแผน (ค.ศ.)
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key)
) WITHOUT ROWID;

-- Columns of the tables of a section, each with what tells it from the others.
-- คอลัมน์ของตารางในส่วน พร้อมสิ่งที่ทำให้ต่างจากคอลัมน์อื่น
CREATE TABLE section_columns (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  section_path text NOT NULL, -- The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ
  table_position integer, -- The table of another form that it belongs to, by its place in the section, from 1; null for the section's own tables. ลำดับของตารางรูปแบบอื่นที่ข้อมูลนี้เป็นของ เริ่มจาก 1 เป็น null เมื่อเป็นตารางของส่วนเอง
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  column_key text NOT NULL, -- The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10
  role text NOT NULL, -- What the column holds. บทบาทของคอลัมน์
  groups text, -- The headings above its own, outermost first, with › between. หัวคอลัมน์ที่อยู่เหนือขึ้นไป เรียงจากชั้นนอกสุด คั่นด้วย ›
  span_unit text, -- What it stands for: fiscal_year, quarter or month. ช่วงเวลาที่คอลัมน์แทน: fiscal_year ปีงบประมาณ quarter ไตรมาส month เดือน
  span_fiscal_year_be integer, -- The fiscal year of that, Buddhist Era. ปีงบประมาณ พ.ศ. ของช่วงเวลา
  span_number integer, -- The quarter (1 to 4) or the calendar month (1 to 12). ไตรมาส (1 ถึง 4) หรือเดือนตามปฏิทิน (1 ถึง 12)
  span_start text CHECK (span_start = date(span_start)), -- First day of that (Common Era). วันแรกของช่วงเวลา (ค.ศ.)
  span_end text CHECK (span_end = date(span_end)), -- Last day of that (Common Era). วันสุดท้ายของช่วงเวลา (ค.ศ.)
  FOREIGN KEY (reading_key, section_path) REFERENCES sections,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Rows of a section's tables that sum others; they are no items.
-- แถวที่รวมยอดของแถวอื่น ไม่นับเป็นรายการ
CREATE TABLE totals (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  section_path text NOT NULL, -- The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ
  table_position integer, -- The table of another form that it belongs to, by its place in the section, from 1; null for the section's own tables. ลำดับของตารางรูปแบบอื่นที่ข้อมูลนี้เป็นของ เริ่มจาก 1 เป็น null เมื่อเป็นตารางของส่วนเอง
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, section_path) REFERENCES sections,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- What a row that sums others prints, column by column.
-- ข้อความในแถวรวมยอด แยกตามคอลัมน์
CREATE TABLE total_cells (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  total_path text NOT NULL, -- The row it belongs to. แถวที่ข้อมูลนี้เป็นของ
  column_key text NOT NULL, -- The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, total_path) REFERENCES totals,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- What the columns of money say in a row that sums others.
-- จำนวนเงินในคอลัมน์เงินของแถวรวมยอด
CREATE TABLE total_budgets (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  total_path text NOT NULL, -- The row it belongs to. แถวที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  column_key text NOT NULL, -- The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  purpose text NOT NULL, -- planned, used or left. planned งบที่ตั้งไว้ used ใช้ไป left คงเหลือ
  column_fiscal_year_be integer, -- The fiscal year that the column stands for, Buddhist Era. ปีงบประมาณ พ.ศ. ที่คอลัมน์นี้แทน
  quarter integer, -- The quarter that the column stands for, from 1. ไตรมาสที่คอลัมน์นี้แทน เริ่มจาก 1
  status text NOT NULL, -- amount, none, other_source, not_allocated or not_stated. amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ
  amount_thb numeric(14,2), -- In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ
  source text, -- The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์
  FOREIGN KEY (reading_key, total_path) REFERENCES totals,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Labels of a form that tells one project, with what stands behind them.
-- หัวข้อของแบบที่บอกโครงการหนึ่ง พร้อมข้อความของหัวข้อ
CREATE TABLE form_fields (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  section_path text NOT NULL, -- The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  number text, -- Its number in Arabic digits. หมายเลขเป็นเลขอารบิก
  label_raw text NOT NULL, -- The label as printed, without its number. หัวข้อตามที่พิมพ์ ไม่รวมหมายเลข
  label text NOT NULL, -- The label, normalised. หัวข้อที่ปรับรูปแบบแล้ว
  role text NOT NULL, -- What it says that stands behind it. สิ่งที่หัวข้อนี้บอก
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  text text NOT NULL, -- Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์
  confidence real, -- How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ
  FOREIGN KEY (reading_key, section_path) REFERENCES sections,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- The printed words for the levels of strategies and tactics, without their numbers.
-- คำเรียกระดับยุทธศาสตร์และกลยุทธ์ตามที่พิมพ์ ไม่รวมหมายเลข
CREATE TABLE labels (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  label text NOT NULL, -- As printed. ตามที่พิมพ์ เช่น ยุทธศาสตร์ มิติ แผนงาน
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, item_path)
) WITHOUT ROWID;

-- What every column of money says of an item; budgets has the one of its own year.
-- ข้อความในคอลัมน์เงินทุกคอลัมน์ของรายการ ส่วน budgets มีเฉพาะของปีของรายงาน
CREATE TABLE column_budgets (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  column_key text NOT NULL, -- The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  purpose text NOT NULL, -- planned, used or left. planned งบที่ตั้งไว้ used ใช้ไป left คงเหลือ
  column_fiscal_year_be integer, -- The fiscal year that the column stands for, Buddhist Era. ปีงบประมาณ พ.ศ. ที่คอลัมน์นี้แทน
  quarter integer, -- The quarter that the column stands for, from 1. ไตรมาสที่คอลัมน์นี้แทน เริ่มจาก 1
  status text NOT NULL, -- amount, none, other_source, not_allocated or not_stated. amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ
  amount_thb numeric(14,2), -- In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ
  source text, -- The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- When items are carried out: dates of periods, and months, quarters or years that are marked.
-- กำหนดเวลาดำเนินการ: วันที่ของระยะเวลา และเดือน ไตรมาส หรือปีที่มีเครื่องหมาย
CREATE TABLE schedules (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  column_key text NOT NULL, -- The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  start_date text NOT NULL CHECK (start_date = date(start_date)), -- First day (Common Era). วันแรก (ค.ศ.)
  end_date text NOT NULL CHECK (end_date = date(end_date)), -- Last day (Common Era). วันสุดท้าย (ค.ศ.)
  precision text NOT NULL, -- day, month, year or fiscal_year. ความละเอียด: day month year fiscal_year
  inferred integer NOT NULL CHECK (inferred IN (0, 1)), -- Whether month or year was taken from elsewhere. เดือนหรือปีนำมาจากที่อื่นหรือไม่
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

-- Who is responsible for items.
-- ผู้รับผิดชอบรายการ
CREATE TABLE responsible (
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

-- What went wrong with items.
-- ปัญหาและอุปสรรคของรายการ
CREATE TABLE problems (
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

-- What is suggested for items.
-- ข้อเสนอแนะของรายการ
CREATE TABLE suggestions (
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

CREATE VIEW current_self_descriptions AS SELECT t.* FROM self_descriptions AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_section_columns AS SELECT t.* FROM section_columns AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_totals AS SELECT t.* FROM totals AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_total_cells AS SELECT t.* FROM total_cells AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_total_budgets AS SELECT t.* FROM total_budgets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_form_fields AS SELECT t.* FROM form_fields AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_labels AS SELECT t.* FROM labels AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_column_budgets AS SELECT t.* FROM column_budgets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_schedules AS SELECT t.* FROM schedules AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_responsible AS SELECT t.* FROM responsible AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_problems AS SELECT t.* FROM problems AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_suggestions AS SELECT t.* FROM suggestions AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;

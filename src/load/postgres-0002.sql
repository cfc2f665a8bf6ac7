CREATE TABLE agency_details (
  agency_key text NOT NULL,
  kind text,
  subdistrict text,
  district text,
  province text,
  FOREIGN KEY (agency_key) REFERENCES agencies,
  PRIMARY KEY (agency_key)
);

CREATE TABLE self_descriptions (
  reading_key text NOT NULL,
  kind text,
  oit_item text,
  part text,
  status text,
  plan_first_be bigint,
  plan_last_be bigint,
  plan_start date,
  plan_end date,
  PRIMARY KEY (reading_key)
);

CREATE TABLE section_columns (
  reading_key text NOT NULL,
  path text NOT NULL,
  section_path text NOT NULL,
  table_position bigint,
  position bigint NOT NULL,
  column_key text NOT NULL,
  role text NOT NULL,
  groups text,
  span_unit text,
  span_fiscal_year_be bigint,
  span_number bigint,
  span_start date,
  span_end date,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE totals (
  reading_key text NOT NULL,
  path text NOT NULL,
  section_path text NOT NULL,
  table_position bigint,
  position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE total_cells (
  reading_key text NOT NULL,
  path text NOT NULL,
  total_path text NOT NULL,
  column_key text NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE total_budgets (
  reading_key text NOT NULL,
  path text NOT NULL,
  total_path text NOT NULL,
  position bigint NOT NULL,
  column_key text NOT NULL,
  raw text NOT NULL,
  purpose text NOT NULL,
  column_fiscal_year_be bigint,
  quarter bigint,
  status text NOT NULL,
  amount_thb numeric(14,2),
  source text,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE form_fields (
  reading_key text NOT NULL,
  path text NOT NULL,
  section_path text NOT NULL,
  position bigint NOT NULL,
  number text,
  label_raw text NOT NULL,
  label text NOT NULL,
  role text NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE labels (
  reading_key text NOT NULL,
  item_path text NOT NULL,
  label text NOT NULL,
  PRIMARY KEY (reading_key, item_path)
);

CREATE TABLE column_budgets (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  position bigint NOT NULL,
  column_key text NOT NULL,
  raw text NOT NULL,
  purpose text NOT NULL,
  column_fiscal_year_be bigint,
  quarter bigint,
  status text NOT NULL,
  amount_thb numeric(14,2),
  source text,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE schedules (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  position bigint NOT NULL,
  column_key text NOT NULL,
  raw text NOT NULL,
  start_date date NOT NULL,
  end_date date NOT NULL,
  precision text NOT NULL,
  inferred boolean NOT NULL,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE responsible (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE problems (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

CREATE TABLE suggestions (
  reading_key text NOT NULL,
  path text NOT NULL,
  item_path text NOT NULL,
  position bigint NOT NULL,
  raw text NOT NULL,
  text text NOT NULL,
  confidence double precision,
  PRIMARY KEY (reading_key, path)
);

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

COMMENT ON TABLE agency_details IS 'What kind of agency one is, and where, as far as its reports say it. ประเภทและที่ตั้งของหน่วยงาน เท่าที่รายงานระบุ';
COMMENT ON COLUMN agency_details.agency_key IS 'The agency. หน่วยงาน';
COMMENT ON COLUMN agency_details.kind IS 'ministry, department, province, municipality, subdistrict_administration, school, hospital, university, state_enterprise or other. ประเภท: ministry กระทรวง department กรม province จังหวัดหรือ อบจ. municipality เทศบาล subdistrict_administration อบต. school โรงเรียน hospital โรงพยาบาล university มหาวิทยาลัย state_enterprise รัฐวิสาหกิจ other อื่น ๆ';
COMMENT ON COLUMN agency_details.subdistrict IS 'Its subdistrict. ตำบลหรือแขวง';
COMMENT ON COLUMN agency_details.district IS 'Its district. อำเภอหรือเขต';
COMMENT ON COLUMN agency_details.province IS 'Its province. จังหวัด';
COMMENT ON TABLE self_descriptions IS 'What documents say they are, and the years that plans of several years cover. ประเภทของเอกสารตามที่เอกสารระบุ และช่วงปีของแผนหลายปี';
COMMENT ON COLUMN self_descriptions.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN self_descriptions.kind IS 'plan, result, measures, measures_result, risk, procurement, form or other. plan แผน result ผลการดำเนินงาน measures มาตรการ measures_result ผลของมาตรการ risk ความเสี่ยง procurement การจัดซื้อจัดจ้าง form โครงการที่บอกเป็นหัวข้อ other อื่น ๆ';
COMMENT ON COLUMN self_descriptions.oit_item IS 'The item of the OIT assessment that it answers. ข้อของการประเมิน OIT ที่เอกสารตอบ';
COMMENT ON COLUMN self_descriptions.part IS 'Which part of several it is, as printed. ส่วนที่เท่าใดของเอกสาร ตามที่พิมพ์';
COMMENT ON COLUMN self_descriptions.status IS 'draft or final. draft ร่าง final ฉบับสมบูรณ์';
COMMENT ON COLUMN self_descriptions.plan_first_be IS 'The first fiscal year of a plan of several, Buddhist Era. ปีงบประมาณแรกของแผน พ.ศ.';
COMMENT ON COLUMN self_descriptions.plan_last_be IS 'The last fiscal year of it, Buddhist Era. ปีงบประมาณสุดท้ายของแผน พ.ศ.';
COMMENT ON COLUMN self_descriptions.plan_start IS 'The first day of the plan (Common Era). วันแรกของแผน (ค.ศ.)';
COMMENT ON COLUMN self_descriptions.plan_end IS 'The last day of the plan (Common Era). วันสุดท้ายของแผน (ค.ศ.)';
COMMENT ON TABLE section_columns IS 'Columns of the tables of a section, each with what tells it from the others. คอลัมน์ของตารางในส่วน พร้อมสิ่งที่ทำให้ต่างจากคอลัมน์อื่น';
COMMENT ON COLUMN section_columns.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN section_columns.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN section_columns.section_path IS 'The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN section_columns.table_position IS 'The table of another form that it belongs to, by its place in the section, from 1; null for the section''s own tables. ลำดับของตารางรูปแบบอื่นที่ข้อมูลนี้เป็นของ เริ่มจาก 1 เป็น null เมื่อเป็นตารางของส่วนเอง';
COMMENT ON COLUMN section_columns.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN section_columns.column_key IS 'The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10';
COMMENT ON COLUMN section_columns.role IS 'What the column holds. บทบาทของคอลัมน์';
COMMENT ON COLUMN section_columns.groups IS 'The headings above its own, outermost first, with › between. หัวคอลัมน์ที่อยู่เหนือขึ้นไป เรียงจากชั้นนอกสุด คั่นด้วย ›';
COMMENT ON COLUMN section_columns.span_unit IS 'What it stands for: fiscal_year, quarter or month. ช่วงเวลาที่คอลัมน์แทน: fiscal_year ปีงบประมาณ quarter ไตรมาส month เดือน';
COMMENT ON COLUMN section_columns.span_fiscal_year_be IS 'The fiscal year of that, Buddhist Era. ปีงบประมาณ พ.ศ. ของช่วงเวลา';
COMMENT ON COLUMN section_columns.span_number IS 'The quarter (1 to 4) or the calendar month (1 to 12). ไตรมาส (1 ถึง 4) หรือเดือนตามปฏิทิน (1 ถึง 12)';
COMMENT ON COLUMN section_columns.span_start IS 'First day of that (Common Era). วันแรกของช่วงเวลา (ค.ศ.)';
COMMENT ON COLUMN section_columns.span_end IS 'Last day of that (Common Era). วันสุดท้ายของช่วงเวลา (ค.ศ.)';
COMMENT ON TABLE totals IS 'Rows of a section''s tables that sum others; they are no items. แถวที่รวมยอดของแถวอื่น ไม่นับเป็นรายการ';
COMMENT ON COLUMN totals.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN totals.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN totals.section_path IS 'The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN totals.table_position IS 'The table of another form that it belongs to, by its place in the section, from 1; null for the section''s own tables. ลำดับของตารางรูปแบบอื่นที่ข้อมูลนี้เป็นของ เริ่มจาก 1 เป็น null เมื่อเป็นตารางของส่วนเอง';
COMMENT ON COLUMN totals.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN totals.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN totals.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN totals.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE total_cells IS 'What a row that sums others prints, column by column. ข้อความในแถวรวมยอด แยกตามคอลัมน์';
COMMENT ON COLUMN total_cells.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN total_cells.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN total_cells.total_path IS 'The row it belongs to. แถวที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN total_cells.column_key IS 'The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10';
COMMENT ON COLUMN total_cells.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN total_cells.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN total_cells.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE total_budgets IS 'What the columns of money say in a row that sums others. จำนวนเงินในคอลัมน์เงินของแถวรวมยอด';
COMMENT ON COLUMN total_budgets.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN total_budgets.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN total_budgets.total_path IS 'The row it belongs to. แถวที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN total_budgets.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN total_budgets.column_key IS 'The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10';
COMMENT ON COLUMN total_budgets.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN total_budgets.purpose IS 'planned, used or left. planned งบที่ตั้งไว้ used ใช้ไป left คงเหลือ';
COMMENT ON COLUMN total_budgets.column_fiscal_year_be IS 'The fiscal year that the column stands for, Buddhist Era. ปีงบประมาณ พ.ศ. ที่คอลัมน์นี้แทน';
COMMENT ON COLUMN total_budgets.quarter IS 'The quarter that the column stands for, from 1. ไตรมาสที่คอลัมน์นี้แทน เริ่มจาก 1';
COMMENT ON COLUMN total_budgets.status IS 'amount, none, other_source, not_allocated or not_stated. amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ';
COMMENT ON COLUMN total_budgets.amount_thb IS 'In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ';
COMMENT ON COLUMN total_budgets.source IS 'The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์';
COMMENT ON TABLE form_fields IS 'Labels of a form that tells one project, with what stands behind them. หัวข้อของแบบที่บอกโครงการหนึ่ง พร้อมข้อความของหัวข้อ';
COMMENT ON COLUMN form_fields.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN form_fields.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN form_fields.section_path IS 'The section it belongs to. ส่วนของรายงานที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN form_fields.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN form_fields.number IS 'Its number in Arabic digits. หมายเลขเป็นเลขอารบิก';
COMMENT ON COLUMN form_fields.label_raw IS 'The label as printed, without its number. หัวข้อตามที่พิมพ์ ไม่รวมหมายเลข';
COMMENT ON COLUMN form_fields.label IS 'The label, normalised. หัวข้อที่ปรับรูปแบบแล้ว';
COMMENT ON COLUMN form_fields.role IS 'What it says that stands behind it. สิ่งที่หัวข้อนี้บอก';
COMMENT ON COLUMN form_fields.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN form_fields.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN form_fields.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE labels IS 'The printed words for the levels of strategies and tactics, without their numbers. คำเรียกระดับยุทธศาสตร์และกลยุทธ์ตามที่พิมพ์ ไม่รวมหมายเลข';
COMMENT ON COLUMN labels.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN labels.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN labels.label IS 'As printed. ตามที่พิมพ์ เช่น ยุทธศาสตร์ มิติ แผนงาน';
COMMENT ON TABLE column_budgets IS 'What every column of money says of an item; budgets has the one of its own year. ข้อความในคอลัมน์เงินทุกคอลัมน์ของรายการ ส่วน budgets มีเฉพาะของปีของรายงาน';
COMMENT ON COLUMN column_budgets.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN column_budgets.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN column_budgets.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN column_budgets.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN column_budgets.column_key IS 'The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10';
COMMENT ON COLUMN column_budgets.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN column_budgets.purpose IS 'planned, used or left. planned งบที่ตั้งไว้ used ใช้ไป left คงเหลือ';
COMMENT ON COLUMN column_budgets.column_fiscal_year_be IS 'The fiscal year that the column stands for, Buddhist Era. ปีงบประมาณ พ.ศ. ที่คอลัมน์นี้แทน';
COMMENT ON COLUMN column_budgets.quarter IS 'The quarter that the column stands for, from 1. ไตรมาสที่คอลัมน์นี้แทน เริ่มจาก 1';
COMMENT ON COLUMN column_budgets.status IS 'amount, none, other_source, not_allocated or not_stated. amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ';
COMMENT ON COLUMN column_budgets.amount_thb IS 'In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ';
COMMENT ON COLUMN column_budgets.source IS 'The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์';
COMMENT ON TABLE schedules IS 'When items are carried out: dates of periods, and months, quarters or years that are marked. กำหนดเวลาดำเนินการ: วันที่ของระยะเวลา และเดือน ไตรมาส หรือปีที่มีเครื่องหมาย';
COMMENT ON COLUMN schedules.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN schedules.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN schedules.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN schedules.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN schedules.column_key IS 'The key of the column: budget, budget_2568, schedule_2568_10. ชื่อของคอลัมน์ เช่น budget budget_2568 schedule_2568_10';
COMMENT ON COLUMN schedules.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN schedules.start_date IS 'First day (Common Era). วันแรก (ค.ศ.)';
COMMENT ON COLUMN schedules.end_date IS 'Last day (Common Era). วันสุดท้าย (ค.ศ.)';
COMMENT ON COLUMN schedules.precision IS 'day, month, year or fiscal_year. ความละเอียด: day month year fiscal_year';
COMMENT ON COLUMN schedules.inferred IS 'Whether month or year was taken from elsewhere. เดือนหรือปีนำมาจากที่อื่นหรือไม่';
COMMENT ON TABLE responsible IS 'Who is responsible for items. ผู้รับผิดชอบรายการ';
COMMENT ON COLUMN responsible.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN responsible.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN responsible.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN responsible.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN responsible.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN responsible.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN responsible.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE problems IS 'What went wrong with items. ปัญหาและอุปสรรคของรายการ';
COMMENT ON COLUMN problems.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN problems.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN problems.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN problems.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN problems.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN problems.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN problems.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE suggestions IS 'What is suggested for items. ข้อเสนอแนะของรายการ';
COMMENT ON COLUMN suggestions.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN suggestions.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN suggestions.item_path IS 'The item it belongs to. รายการที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN suggestions.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN suggestions.raw IS 'As printed. ตามที่พิมพ์';
COMMENT ON COLUMN suggestions.text IS 'Normalised; digits as printed. ข้อความที่ปรับรูปแบบแล้ว ตัวเลขคงตามที่พิมพ์';
COMMENT ON COLUMN suggestions.confidence IS 'How sure the reading is, 0 to 1, where it was read from a picture. ความเชื่อมั่น 0 ถึง 1 เมื่ออ่านจากภาพ';
COMMENT ON TABLE sections IS 'Parts of a report: action_plan, measures, form, other tables. ส่วนของรายงาน: แผนปฏิบัติการ มาตรการ โครงการที่บอกเป็นหัวข้อ ตารางรูปแบบอื่น';
COMMENT ON COLUMN sections.kind IS 'action_plan, measures, form or other. action_plan measures form หรือ other';
COMMENT ON COLUMN agencies.agency_key IS 'First digits of the SHA-256 of its name and, where a report says it, of its place. ส่วนต้นของ SHA-256 ของชื่อ และของที่ตั้งเมื่อรายงานระบุ';

-- Amounts up to 10^15 baht: numeric(18,2) in the place of numeric(14,2). SQLite holds no number to its
-- declared digits, so what is there stays as it is; it is moved into tables that say so.

DROP VIEW current_budgets;

-- What the budget cells say.
-- งบประมาณตามเซลล์งบประมาณ
CREATE TABLE wide_budgets (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  status text NOT NULL, -- amount, none, other_source, not_allocated or not_stated. amount จำนวนเงิน none ไม่ใช้งบประมาณ other_source แหล่งอื่น not_allocated ไม่ได้รับจัดสรร not_stated ไม่ระบุ
  amount_thb numeric(18,2), -- In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ
  source text, -- The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

INSERT INTO wide_budgets SELECT * FROM budgets;
DROP TABLE budgets;
ALTER TABLE wide_budgets RENAME TO budgets;

DROP VIEW current_money;

-- Amounts of money in results and outcomes.
-- จำนวนเงินในผลการดำเนินงานและผลลัพธ์
CREATE TABLE wide_money (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  item_path text NOT NULL, -- The item it belongs to. รายการที่ข้อมูลนี้เป็นของ
  field text NOT NULL, -- The column it was read from: result or outcome. คอลัมน์ที่อ่านมา: result (ผลการดำเนินงาน) หรือ outcome (ผลลัพธ์)
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  raw text NOT NULL, -- As printed. ตามที่พิมพ์
  amount_thb numeric(18,2) NOT NULL, -- In baht. จำนวนเงินเป็นบาท
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

INSERT INTO wide_money SELECT * FROM money;
DROP TABLE money;
ALTER TABLE wide_money RENAME TO money;

DROP VIEW current_total_budgets;

-- What the columns of money say in a row that sums others.
-- จำนวนเงินในคอลัมน์เงินของแถวรวมยอด
CREATE TABLE wide_total_budgets (
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
  amount_thb numeric(18,2), -- In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ
  source text, -- The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์
  FOREIGN KEY (reading_key, total_path) REFERENCES totals,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

INSERT INTO wide_total_budgets SELECT * FROM total_budgets;
DROP TABLE total_budgets;
ALTER TABLE wide_total_budgets RENAME TO total_budgets;

DROP VIEW current_column_budgets;

-- What every column of money says of an item; budgets has the one of its own year.
-- ข้อความในคอลัมน์เงินทุกคอลัมน์ของรายการ ส่วน budgets มีเฉพาะของปีของรายงาน
CREATE TABLE wide_column_budgets (
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
  amount_thb numeric(18,2), -- In baht, where it says an amount. จำนวนเงินเป็นบาท หากระบุ
  source text, -- The fund or unit that pays, as printed. แหล่งงบประมาณตามที่พิมพ์
  FOREIGN KEY (reading_key, item_path) REFERENCES items,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

INSERT INTO wide_column_budgets SELECT * FROM column_budgets;
DROP TABLE column_budgets;
ALTER TABLE wide_column_budgets RENAME TO column_budgets;

CREATE VIEW current_budgets AS SELECT t.* FROM budgets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_money AS SELECT t.* FROM money AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_total_budgets AS SELECT t.* FROM total_budgets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;
CREATE VIEW current_column_budgets AS SELECT t.* FROM column_budgets AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;

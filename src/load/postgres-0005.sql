-- What people put right in reports, and which reading of a document has it.

ALTER TABLE readings
  ADD COLUMN corrected_at timestamptz;

CREATE TABLE corrections (
  reading_key text NOT NULL,
  path text NOT NULL,
  position bigint NOT NULL,
  item_path text,
  pointer text NOT NULL,
  was text NOT NULL,
  raw text NOT NULL,
  corrected_by text NOT NULL,
  corrected_at timestamptz NOT NULL,
  why text,
  PRIMARY KEY (reading_key, path)
);

CREATE OR REPLACE VIEW current_readings AS SELECT t.* FROM readings AS t WHERE t.valid_to IS NULL;
CREATE VIEW current_corrections AS SELECT t.* FROM corrections AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;

COMMENT ON COLUMN readings.corrected_at IS 'When a person put something in it right, the last time (UTC). เวลาที่มีคนแก้ไขครั้งล่าสุด (UTC)';
COMMENT ON COLUMN readings.replaced_because IS 'Why it is not current: retracted, or what the one in its place has before it (pin, edited, corrected, medium, period, version, status, date, order). เหตุที่ไม่เป็นปัจจุบัน: retracted ถูกถอน หรือข้อที่ฉบับที่แทนดีกว่า (pin edited corrected medium period version status date order)';
COMMENT ON TABLE corrections IS 'What people put right in a report, and what was read there. สิ่งที่คนแก้ไขในรายงาน และค่าที่อ่านได้เดิม';
COMMENT ON COLUMN corrections.reading_key IS 'The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ';
COMMENT ON COLUMN corrections.path IS 'Its path within the reading. เส้นทางภายในการอ่าน';
COMMENT ON COLUMN corrections.position IS 'Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1';
COMMENT ON COLUMN corrections.item_path IS 'The item it belongs to; null outside items. รายการที่ค่าเป็นของ เป็น null เมื่ออยู่นอกรายการ';
COMMENT ON COLUMN corrections.pointer IS 'Where the value stands in the report''s JSON (RFC 6901). ตำแหน่งของค่าใน JSON ของรายงาน (RFC 6901)';
COMMENT ON COLUMN corrections.was IS 'What was read there. ค่าที่อ่านได้เดิม';
COMMENT ON COLUMN corrections.raw IS 'What stands there now. ค่าที่แก้แล้ว';
COMMENT ON COLUMN corrections.corrected_by IS 'Who put it right. ผู้แก้ไข';
COMMENT ON COLUMN corrections.corrected_at IS 'When (UTC). เวลาที่แก้ไข (UTC)';
COMMENT ON COLUMN corrections.why IS 'Why, where they say. เหตุผล เมื่อระบุ';

-- What people put right in reports, and which reading of a document has it.

ALTER TABLE readings ADD COLUMN corrected_at text CHECK (corrected_at = strftime('%Y-%m-%dT%H:%M:%SZ', corrected_at)); -- When a person put something in it right, the last time (UTC). เวลาที่มีคนแก้ไขครั้งล่าสุด (UTC)

-- What people put right in a report, and what was read there.
-- สิ่งที่คนแก้ไขในรายงาน และค่าที่อ่านได้เดิม
CREATE TABLE corrections (
  reading_key text NOT NULL, -- The reading it belongs to. การอ่านที่ข้อมูลนี้เป็นของ
  path text NOT NULL, -- Its path within the reading. เส้นทางภายในการอ่าน
  position integer NOT NULL, -- Its place among its neighbours, from 1. ลำดับในกลุ่มเดียวกัน เริ่มจาก 1
  item_path text, -- The item it belongs to; null outside items. รายการที่ค่าเป็นของ เป็น null เมื่ออยู่นอกรายการ
  pointer text NOT NULL, -- Where the value stands in the report's JSON (RFC 6901). ตำแหน่งของค่าใน JSON ของรายงาน (RFC 6901)
  was text NOT NULL, -- What was read there. ค่าที่อ่านได้เดิม
  raw text NOT NULL, -- What stands there now. ค่าที่แก้แล้ว
  corrected_by text NOT NULL, -- Who put it right. ผู้แก้ไข
  corrected_at text NOT NULL CHECK (corrected_at = strftime('%Y-%m-%dT%H:%M:%SZ', corrected_at)), -- When (UTC). เวลาที่แก้ไข (UTC)
  why text, -- Why, where they say. เหตุผล เมื่อระบุ
  FOREIGN KEY (reading_key) REFERENCES readings,
  PRIMARY KEY (reading_key, path)
) WITHOUT ROWID;

CREATE VIEW current_corrections AS SELECT t.* FROM corrections AS t JOIN readings AS r ON r.reading_key = t.reading_key WHERE r.valid_to IS NULL;

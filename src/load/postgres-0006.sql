-- What changed between documents, as comparisons told it.

CREATE TABLE changes (
  change_key text NOT NULL,
  old_document_key text NOT NULL,
  new_document_key text NOT NULL,
  position bigint NOT NULL,
  relation text NOT NULL,
  old_path text,
  new_path text,
  title text,
  kind text NOT NULL,
  field text NOT NULL,
  old_text text,
  new_text text,
  old_number double precision,
  new_number double precision,
  unit text,
  old_thb numeric(18,2),
  new_thb numeric(18,2),
  difference_thb numeric(18,2),
  expected text,
  doubt text,
  PRIMARY KEY (change_key)
);

CREATE INDEX changes_by_new_document_key ON changes (new_document_key);

COMMENT ON TABLE changes IS 'What changed from one document to another, as `raingan diff` told it: `raingan load --changes`. สิ่งที่เปลี่ยนจากเอกสารหนึ่งไปอีกเอกสารหนึ่ง ตามที่ raingan diff บอก โหลดด้วย --changes';
COMMENT ON COLUMN changes.change_key IS 'First digits of the SHA-256 of both documents and the place of the change. ส่วนต้นของ SHA-256 ของเอกสารทั้งสองและลำดับของการเปลี่ยนแปลง';
COMMENT ON COLUMN changes.old_document_key IS 'SHA-256 of the older document. SHA-256 ของเอกสารฉบับก่อน';
COMMENT ON COLUMN changes.new_document_key IS 'SHA-256 of the newer document. SHA-256 ของเอกสารฉบับใหม่';
COMMENT ON COLUMN changes.position IS 'Its place among the changes of the two, from 1. ลำดับในการเปลี่ยนแปลงของคู่นี้ เริ่มจาก 1';
COMMENT ON COLUMN changes.relation IS 'What became of the item: same, split, merged, added or dropped. รายการเป็นอย่างไร: same เดิม split แยก merged รวม added เพิ่ม dropped หายไป';
COMMENT ON COLUMN changes.old_path IS 'The item in the older document; several joined by " + ". รายการในฉบับก่อน หลายรายการคั่นด้วย " + "';
COMMENT ON COLUMN changes.new_path IS 'The item in the newer document; several joined by " + ". รายการในฉบับใหม่ หลายรายการคั่นด้วย " + "';
COMMENT ON COLUMN changes.title IS 'Its title, in the newer document if it is there. ชื่อรายการ ตามฉบับใหม่หากมี';
COMMENT ON COLUMN changes.kind IS 'What kind of change, as in the JSON of `raingan diff`. ชนิดของการเปลี่ยนแปลง ตาม JSON ของ raingan diff';
COMMENT ON COLUMN changes.field IS 'Where in the item. ส่วนใดของรายการ';
COMMENT ON COLUMN changes.old_text IS 'As it was. ค่าเดิม';
COMMENT ON COLUMN changes.new_text IS 'As it is. ค่าใหม่';
COMMENT ON COLUMN changes.old_number IS 'The number that it was, where it is about one. ตัวเลขเดิม เมื่อเกี่ยวกับตัวเลข';
COMMENT ON COLUMN changes.new_number IS 'The number that it is. ตัวเลขใหม่';
COMMENT ON COLUMN changes.unit IS 'The unit of the newer number, or else of the older. หน่วยของตัวเลข';
COMMENT ON COLUMN changes.old_thb IS 'The money that it was, in baht. จำนวนเงินเดิม (บาท)';
COMMENT ON COLUMN changes.new_thb IS 'The money that it is. จำนวนเงินใหม่';
COMMENT ON COLUMN changes.difference_thb IS 'The newer less the older money. จำนวนเงินใหม่ลบเดิม';
COMMENT ON COLUMN changes.expected IS 'Why it was to be expected; null where it is to be looked at. เหตุที่คาดได้ล่วงหน้า เป็น null เมื่อควรดู';
COMMENT ON COLUMN changes.doubt IS 'Why it may come from the reading and not from the agency. เหตุที่อาจเกิดจากการอ่าน ไม่ใช่จากหน่วยงาน';

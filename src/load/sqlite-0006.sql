-- What changed between documents, as comparisons told it.

-- What changed from one document to another, as `raingan diff` told it: `raingan load --changes`.
-- สิ่งที่เปลี่ยนจากเอกสารหนึ่งไปอีกเอกสารหนึ่ง ตามที่ raingan diff บอก โหลดด้วย --changes
CREATE TABLE changes (
  change_key text NOT NULL, -- First digits of the SHA-256 of both documents and the place of the change. ส่วนต้นของ SHA-256 ของเอกสารทั้งสองและลำดับของการเปลี่ยนแปลง
  old_document_key text NOT NULL, -- SHA-256 of the older document. SHA-256 ของเอกสารฉบับก่อน
  new_document_key text NOT NULL, -- SHA-256 of the newer document. SHA-256 ของเอกสารฉบับใหม่
  position integer NOT NULL, -- Its place among the changes of the two, from 1. ลำดับในการเปลี่ยนแปลงของคู่นี้ เริ่มจาก 1
  relation text NOT NULL, -- What became of the item: same, split, merged, added or dropped. รายการเป็นอย่างไร: same เดิม split แยก merged รวม added เพิ่ม dropped หายไป
  old_path text, -- The item in the older document; several joined by " + ". รายการในฉบับก่อน หลายรายการคั่นด้วย " + "
  new_path text, -- The item in the newer document; several joined by " + ". รายการในฉบับใหม่ หลายรายการคั่นด้วย " + "
  title text, -- Its title, in the newer document if it is there. ชื่อรายการ ตามฉบับใหม่หากมี
  kind text NOT NULL, -- What kind of change, as in the JSON of `raingan diff`. ชนิดของการเปลี่ยนแปลง ตาม JSON ของ raingan diff
  field text NOT NULL, -- Where in the item. ส่วนใดของรายการ
  old_text text, -- As it was. ค่าเดิม
  new_text text, -- As it is. ค่าใหม่
  old_number real, -- The number that it was, where it is about one. ตัวเลขเดิม เมื่อเกี่ยวกับตัวเลข
  new_number real, -- The number that it is. ตัวเลขใหม่
  unit text, -- The unit of the newer number, or else of the older. หน่วยของตัวเลข
  old_thb numeric(18,2), -- The money that it was, in baht. จำนวนเงินเดิม (บาท)
  new_thb numeric(18,2), -- The money that it is. จำนวนเงินใหม่
  difference_thb numeric(18,2), -- The newer less the older money. จำนวนเงินใหม่ลบเดิม
  expected text, -- Why it was to be expected; null where it is to be looked at. เหตุที่คาดได้ล่วงหน้า เป็น null เมื่อควรดู
  doubt text, -- Why it may come from the reading and not from the agency. เหตุที่อาจเกิดจากการอ่าน ไม่ใช่จากหน่วยงาน
  PRIMARY KEY (change_key)
) WITHOUT ROWID;

CREATE INDEX changes_by_new_document_key ON changes (new_document_key);

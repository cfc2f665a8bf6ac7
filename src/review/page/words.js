// What the page says, in English and in Thai.
var WORDS = {
  find: ["Search values  ( / )", "ค้นหาค่า  ( / )"], zoom: ["Zoom", "ขยาย"], smaller: ["Smaller", "ย่อ"], larger: ["Larger", "ขยาย"],
  fit: ["Fit the width", "พอดีความกว้าง"], layers: ["Layers", "ชั้นข้อมูล"], turn: ["Turn the pages", "หมุนหน้า"], theme: ["Light or dark", "สว่างหรือมืด"], help: ["Keys and help", "ปุ่มลัดและวิธีใช้"],
  pages: ["Pages of the document", "หน้าเอกสาร"], side: ["Values and checks", "ค่าและรายการตรวจ"], lists: ["Lists", "รายการ"], card: ["Selected", "ที่เลือก"],
  look: ["To check", "ควรตรวจ"], values: ["Values", "ค่าทั้งหมด"], decided: ["Decided", "ผลการตรวจ"],
  unclaimed: ["Unclaimed text", "ข้อความที่ไม่อยู่ในช่องใด"], rulings: ["Rulings", "เส้นตาราง"], cells: ["Cells", "ช่องตาราง"], columns: ["What columns hold", "ความหมายของคอลัมน์"], boxes: ["All values", "กรอบของทุกค่า"],
  g_error: ["Errors", "ผิดพลาด"], g_money: ["Money", "เงิน"], g_target: ["Targets, results", "เป้าหมาย ผล"], g_date: ["Dates", "วันที่"], g_rest: ["Other", "อื่น ๆ"], g_unclaimed: ["Unclaimed", "ไม่อยู่ในช่อง"], g_info: ["For information", "เพื่อทราบ"],
  open_only: ["Open only", "ที่ยังไม่ตรวจ"], nothing: ["Nothing left here.", "ไม่มีรายการเหลือ"], more: ["Show {} more", "แสดงอีก {} รายการ"],
  accept: ["Accept", "ยอมรับ"], correct: ["Correct", "แก้ไข"], note: ["Note", "บันทึก"], next: ["Next", "ถัดไป"], previous: ["Previous", "ก่อนหน้า"], show: ["Show", "ดู"], undo: ["Undo", "ยกเลิกผล"],
  accepted: ["accepted", "ยอมรับแล้ว"], noted: ["noted", "มีบันทึก"], corrected: ["corrected", "แก้ไขแล้ว"],
  put_right: ["put right by {}; what was read: {}", "แก้ไขโดย {} ค่าที่อ่านได้เดิม: {}"],
  page: ["page {}", "หน้า {}"], pages_n: ["{} pages", "{} หน้า"], pages_1: ["1 page", "1 หน้า"], year: ["fiscal year {}", "ปีงบประมาณ {}"], sure: ["{} % sure", "มั่นใจ {} %"], read_as: ["read as {}", "อ่านเป็น {}"], empty: ["nothing is said", "ไม่ระบุ"],
  show_all: ["Show all {} characters", "แสดงทั้งหมด {} ตัวอักษร"], at_source: ["Correct the cell it was read from", "แก้ไขที่ช่องต้นทาง"], not_fixable: ["This cannot be corrected here; a note can be made.", "แก้ไขที่นี่ไม่ได้ แต่บันทึกข้อสังเกตได้"],
  new_value: ["What it should be", "ค่าที่ถูกต้อง"], why: ["Reason", "เหตุผล"], who: ["Your name", "ชื่อผู้ตรวจ"], note_text: ["Note", "ข้อสังเกต"], save: ["Save", "บันทึก"], cancel: ["Cancel", "ยกเลิก"],
  same: ["That is what stands there already.", "เหมือนค่าเดิม"], need_name: ["A name is needed.", "โปรดระบุชื่อ"], need_note: ["A note is needed.", "โปรดระบุข้อสังเกต"],
  download: ["Download corrections.json", "ดาวน์โหลด corrections.json"], open_file: ["Open a corrections file", "เปิดไฟล์ผลการตรวจ"], sign: ["Sign off", "ลงชื่อรับรอง"], unsign: ["Withdraw the sign-off", "ถอนการรับรอง"],
  signed: ["Signed off by {}", "รับรองโดย {}"], unsigned: ["Not signed off.", "ยังไม่ได้ลงชื่อรับรอง"], left: ["{} of {} to check are open.", "ยังไม่ได้ตรวจ {} จาก {} รายการ"],
  kept_here: ["Kept in this browser; download the file to hand it on.", "เก็บไว้ในเบราว์เซอร์นี้ ดาวน์โหลดไฟล์เพื่อส่งต่อ"], not_kept: ["This browser keeps nothing for this page: download the file before you close it.", "เบราว์เซอร์นี้ไม่เก็บข้อมูลของหน้านี้ โปรดดาวน์โหลดไฟล์ก่อนปิด"],
  saved_to: ["Saved to {}", "บันทึกลง {} แล้ว"], at_once: ["Every decision is written to {} at once.", "ผลการตรวจทุกครั้งบันทึกลง {} ทันที"], saving: ["Saving…", "กำลังบันทึก…"], save_failed: ["Could not be saved: {}. It is kept in this browser.", "บันทึกไม่ได้: {} แต่ยังเก็บไว้ในเบราว์เซอร์นี้"],
  other_document: ["This file is about another document and was not taken.", "ไฟล์นี้เป็นของเอกสารอื่น จึงไม่ได้นำเข้า"], no_file: ["This is no corrections file.", "ไม่ใช่ไฟล์ผลการตรวจ"], taken: ["{} decisions were taken from the file.", "นำเข้าผลการตรวจ {} รายการ"],
  no_pages: ["The document has no pages to show.", "ไม่มีภาพหน้าเอกสาร"], found: ["{} found", "พบ {} รายการ"], none_decided: ["Nothing is decided yet.", "ยังไม่มีผลการตรวจ"], keys: ["Keys", "ปุ่มลัด"], keys_on: ["Single keys work", "ใช้ปุ่มลัดตัวเดียว"], close: ["Close", "ปิด"],
  click: ["Click a value to see where it stands; click the page to see which value stands there. Click again for the next one at the same place.", "คลิกค่าเพื่อดูตำแหน่งบนหน้าเอกสาร หรือคลิกหน้าเอกสารเพื่อดูค่า คลิกซ้ำเพื่อดูค่าถัดไปที่ตำแหน่งเดียวกัน"],
  zooming: ["zoom", "ขยาย/ย่อ"], search: ["search", "ค้นหา"], tabs: ["lists", "สลับรายการ"], form_keys: ["save, cancel", "บันทึก ยกเลิก"], toggle: ["Open or close {}", "เปิดหรือปิด {}"], missing: ["This value is not in this report.", "ไม่มีค่านี้ในรายงาน"]
};

function say(key, value, other) {
  var words = WORDS[key][lang === "th" ? 1 : 0];
  if (value !== undefined) { words = words.replace("{}", function () { return String(value); }); }
  if (other !== undefined) { words = words.replace("{}", function () { return String(other); }); }
  return words;
}

// One of a pair of texts.
function pick(both) { return both[lang === "th" ? 1 : 0]; }

// An element with a class, a text and what happens when it is clicked. Text is only ever text.
function make(name, className, text, click) {
  var element = document.createElement(name);
  if (className) { element.className = className; }
  if (text !== undefined && text !== null) { element.textContent = text; }
  if (name === "button") { element.type = "button"; }
  if (click) { element.addEventListener("click", click); }
  return element;
}

function byId(id) { return document.getElementById(id); }

function clear(element) { while (element.firstChild) { element.removeChild(element.firstChild); } return element; }

// Marks that turn the direction of text could make a value look like another: they are shown.
function visible(text) {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, function (mark) {
    return "\u27e6U+" + mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u27e7";
  });
}

// A text of the document, apart from the direction of what stands around it, cut where it is long.
function printed(text, most, className) {
  var shown = text.length > most ? text.slice(0, most) + "…" : text;
  return make("bdi", className, visible(shown));
}

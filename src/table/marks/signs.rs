//! What a cell of a period says in place of a mark: that nothing marks it.

/// Boxes, rings and brackets in which nobody has put a tick, as they are printed, and as the fonts of
/// signs have them that Word uses.
const UNTICKED: &[char] = &[
    '☐', '□', '▢', '▫', '◻', '◽', '⬜', '❏', '❐', '❑', '❒', '○', '◯', '◌', '⚪', '⭘', '(', ')',
    '[', ']', '\u{f06f}', '\u{f070}', '\u{f071}', '\u{f072}', '\u{f0a1}', '\u{f0a8}',
];
/// A dash that stands alone.
const DASHES: &[&str] = &["-", "–", "—", "−", "‐", "‑"];
/// How words begin that say that something is not carried out.
const DENIALS: &[&str] = &["ไม่", "มิได้", "ยังไม่", "ยังมิได้", "ยกเลิก", "งด"];

/// Whether what stands in a cell of a period marks nothing: it is blank, a dash, a box without a tick,
/// or words that deny.
///
/// ```
/// use raingan::table::marks_nothing;
/// assert!(marks_nothing("☐") && marks_nothing(" - ") && marks_nothing("ยกเลิก"));
/// assert!(!marks_nothing("☑") && !marks_nothing("◄────►") && !marks_nothing("ตลอดปี"));
/// ```
pub fn marks_nothing(text: &str) -> bool {
    let text = text.trim();
    let unticked = text.chars().all(|c| c.is_whitespace() || UNTICKED.contains(&c));
    unticked || DASHES.contains(&text) || DENIALS.iter().any(|word| text.starts_with(word))
}

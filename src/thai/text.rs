//! Thai text as printed → one canonical form, with the way back to the source.
//!
//! NFC leaves most Thai disorder alone (ิ ี ึ ื ั ็ ์ ํ have combining class 0) and NFKC breaks sara am for
//! good, so the order here is our own: consonant, below vowel, above vowel, tone, the rest.

use std::borrow::Cow;
use std::ops::Range;

use super::digits;
use super::letters::{
    LAKKHANGYAO, NIKHAHIT, SARA_AA, SARA_AE, SARA_AM, SARA_E, SOFT_HYPHEN, is_odd_space, is_tone,
    is_zero_width, rank, takes_sara_aa,
};
use super::sound::is_sound;

pub(super) use super::letters::{BLOCK_LEN, place_in_block};
pub use super::letters::{
    Class, class, is_consonant, is_lone_consonant, is_mark, is_thai, is_thai_letter, legacy,
};

/// Normalised text, and where each part of it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Normalised {
    /// The text.
    pub text: String,
    /// Pieces in order of `text`; none where the text is the input.
    pieces: Vec<Piece>,
    /// Length of the input in bytes.
    source_len: usize,
}

/// A stretch of normalised text and the stretch of the source it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    out: usize,
    src: usize,
    src_len: usize,
    /// Whether both are the same, byte for byte, so that places within can be told apart.
    verbatim: bool,
}

impl Normalised {
    /// The byte range of the input that `range` of [`Normalised::text`] was made from; always on
    /// character boundaries of the input. A rewritten cluster is one piece: a part of it leads to
    /// the whole cluster.
    ///
    /// ```
    /// let n = raingan::thai::text::normalise_mapped("ก\u{200B}  ข");
    /// assert_eq!(n.text, "ก ข");
    /// assert_eq!(n.source_range(4..7), 8..11);
    /// ```
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = floor(&self.text, range.start);
        let end = ceil(&self.text, range.end).max(start);
        if self.pieces.is_empty() {
            return start.min(self.source_len)..end.min(self.source_len);
        }
        let from = self.piece_at(start);
        let first = from
            .map_or(self.source_len, |p| if p.verbatim { p.src + (start - p.out) } else { p.src });
        if end == start {
            return first..first;
        }
        let last = self.piece_at(end - 1).map_or(self.source_len, |p| match p.verbatim {
            true => p.src + (end - p.out),
            false => p.src + p.src_len,
        });
        first..last.max(first)
    }

    /// The piece that holds byte `at` of the text.
    fn piece_at(&self, at: usize) -> Option<Piece> {
        if at >= self.text.len() {
            return None;
        }
        let after = self.pieces.partition_point(|p| p.out <= at);
        self.pieces.get(after.checked_sub(1)?).copied()
    }
}

/// The character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The character boundary at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

/// One character on its way, with the range of the source it stands for.
#[derive(Debug, Clone, Copy)]
struct Unit {
    c: char,
    start: usize,
    end: usize,
}

/// The canonical form of a text; see [`normalise_mapped`].
///
/// ```
/// use raingan::thai::text::normalise;
/// assert_eq!(normalise("น\u{0E4D}\u{0E49}า"), "น้ำ");
/// assert_eq!(normalise("เเผน\u{A0} งาน "), "แผน งาน");
/// ```
pub fn normalise(text: &str) -> Cow<'_, str> {
    if is_sound(text) { Cow::Borrowed(text) } else { Cow::Owned(rewritten(text).text) }
}

/// The canonical form of a text with the way back.
///
/// Marks stand in order (consonant, below vowel, above vowel, tone, the rest); sara am is one
/// character; legacy Private Use code points beside Thai are mapped; เเ is แ; ๅ is า but behind ฤ
/// and ฦ; ำา (sara am drawn as two glyphs, both named) is ำ; zero-width characters go; a soft hyphen
/// beside a figure or apart is a hyphen, as a minus that its font's tables name so; odd spaces
/// are plain ones, folded to one and dropped at both ends of a line; `\r\n` and `\r` are `\n`.
/// Digits, ๆ, ฯ and lines stay. Doing it twice changes nothing, and sound text is only copied.
///
/// ```
/// let n = raingan::thai::text::normalise_mapped("ที\u{F70A}  ๕");
/// assert_eq!(n.text, "ที่ ๕");
/// assert_eq!(n.source_range(10..13), 11..14);
/// ```
pub fn normalise_mapped(text: &str) -> Normalised {
    if is_sound(text) {
        return Normalised { text: text.to_owned(), pieces: Vec::new(), source_len: text.len() };
    }
    rewritten(text)
}

/// The canonical form of a text that is not in it.
fn rewritten(text: &str) -> Normalised {
    let mut units = tidy_characters(text);
    map_legacy(&mut units);
    map_lakkhangyao(&mut units);
    let units = tidy_spaces(&order_marks(&join_sara_e(units)));
    collect(&units, text)
}

/// Drops what shows nothing, and writes odd spaces and line ends as the plain ones.
fn tidy_characters(text: &str) -> Vec<Unit> {
    let mut units = Vec::with_capacity(text.len() / 2);
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        match c {
            _ if is_zero_width(c) => {}
            SOFT_HYPHEN if is_seen(text, start..end) => units.push(Unit { c: '-', start, end }),
            _ if is_odd_space(c) => units.push(Unit { c: ' ', start, end }),
            '\r' if text[end..].starts_with('\n') => {}
            '\r' => units.push(Unit { c: '\n', start, end }),
            _ => units.push(Unit { c, start, end }),
        }
    }
    units
}

/// Whether a soft hyphen is a sign that one sees: beside a digit (or its point: `500.-`), or with
/// nothing right before or behind it. Between letters it only says where a word may be parted.
fn is_seen(text: &str, at: Range<usize>) -> bool {
    let before = text[..at.start].trim_end_matches(['.', ',']);
    let before = before.chars().rev().find(|c| !is_zero_width(*c));
    let behind = text[at.end..].chars().find(|c| !is_zero_width(*c));
    let beside_digit = [before, behind].into_iter().flatten().any(digits::is_digit);
    beside_digit || is_blank(before) && is_blank(behind)
}

/// Whether nothing but white space stands at a place.
fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// Maps legacy variants, run by run, where Thai text touches the run.
fn map_legacy(units: &mut [Unit]) {
    let mut i = 0;
    while i < units.len() {
        let run = units[i..].iter().take_while(|u| legacy(u.c).is_some()).count();
        if run == 0 {
            i += 1;
            continue;
        }
        let before = i.checked_sub(1).is_some_and(|b| is_thai(units[b].c));
        if before || units.get(i + run).is_some_and(|u| is_thai(u.c)) {
            for unit in &mut units[i..i + run] {
                unit.c = legacy(unit.c).unwrap_or(unit.c);
            }
        }
        i += run;
    }
}

/// ๅ behind any letter but ฤ and ฦ was typed for า.
fn map_lakkhangyao(units: &mut [Unit]) {
    for i in 1..units.len() {
        if units[i].c == LAKKHANGYAO && takes_sara_aa(units[i - 1].c) {
            units[i].c = SARA_AA;
        }
    }
}

/// Two sara e side by side were typed for sara ae.
fn join_sara_e(units: Vec<Unit>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        match out.last_mut() {
            Some(last) if last.c == SARA_E && unit.c == SARA_E => {
                last.c = SARA_AE;
                last.end = unit.end;
            }
            _ => out.push(unit),
        }
    }
    out
}

impl Unit {
    /// Whether it is a mark, or a vowel that may be a part of a sara am.
    fn belongs_to_cluster(&self) -> bool {
        is_mark(self.c) || self.c == SARA_AA || self.c == SARA_AM
    }
}

/// Puts every run of marks in order and composes sara am.
fn order_marks(units: &[Unit]) -> Vec<Unit> {
    let mut out = Vec::with_capacity(units.len());
    let mut i = 0;
    while i < units.len() {
        let len = units[i..].iter().take_while(|unit| unit.belongs_to_cluster()).count();
        if len == 0 {
            out.push(units[i]);
            i += 1;
            continue;
        }
        let run = &units[i..i + len];
        let ordered = gather_sara_am(&sort_and_compose(run));
        if ordered.len() == len && ordered.iter().zip(run).all(|(a, b)| a.c == b.c) {
            out.extend_from_slice(run);
        } else {
            let (start, end) = (run[0].start, run[len - 1].end);
            out.extend(ordered.iter().map(|u| Unit { c: u.c, start, end }));
        }
        i += len;
    }
    out
}

/// Each stretch of marks in order; a nikhahit before sara aa is the upper half of sara am.
fn sort_and_compose(run: &[Unit]) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(run.len());
    let mut first = 0;
    for unit in run {
        if is_mark(unit.c) {
            out.push(*unit);
            continue;
        }
        out[first..].sort_by_key(|u| rank(u.c));
        let mut unit = *unit;
        if unit.c == SARA_AA
            && let Some(ring) = out[first..].iter().rposition(|u| u.c == NIKHAHIT)
        {
            out.remove(first + ring);
            unit.c = SARA_AM;
        }
        out.push(unit);
        first = out.len();
    }
    out[first..].sort_by_key(|u| rank(u.c));
    out
}

/// A tone after sara am belongs before it; a sara aa after it is its second glyph, named twice.
/// Where sara am follows sara am nothing is moved: that is no Thai.
fn gather_sara_am(run: &[Unit]) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(run.len());
    // Where the marks of the cluster being read start in `out`, and its sara am once it is read.
    let (mut first, mut am) = (0, None::<usize>);
    for unit in run {
        if let Some(at) = am {
            let alone = first == 0 || out[first - 1].c != SARA_AM;
            let toneless = !out[first..at].iter().any(|u| is_tone(u.c));
            if unit.c == SARA_AA {
                continue;
            }
            if is_tone(unit.c) && alone && toneless {
                let before =
                    first + out[first..at].iter().take_while(|u| rank(u.c) <= rank(unit.c)).count();
                out.insert(before, *unit);
                am = Some(at + 1);
                continue;
            }
            first = out.len();
        }
        am = (unit.c == SARA_AM).then_some(out.len());
        out.push(*unit);
        if unit.c == SARA_AA {
            first = out.len();
        }
    }
    out
}

/// Folds runs of spaces to one and drops them at both ends of a line.
fn tidy_spaces(units: &[Unit]) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        let previous = out.last().map_or('\n', |u| u.c);
        match unit.c {
            ' ' if matches!(previous, ' ' | '\n') => {}
            '\n' if previous == ' ' => {
                out.pop();
                out.push(*unit);
            }
            _ => out.push(*unit),
        }
    }
    if out.last().is_some_and(|u| u.c == ' ') {
        out.pop();
    }
    out
}

/// The text of the units, with stretches that are as in the source merged into one piece.
fn collect(units: &[Unit], source: &str) -> Normalised {
    let mut text = String::with_capacity(source.len());
    let mut pieces: Vec<Piece> = Vec::new();
    for unit in units {
        let (len, src_len) = (unit.c.len_utf8(), unit.end - unit.start);
        let verbatim = len == src_len && source[unit.start..].starts_with(unit.c);
        match pieces.last_mut() {
            Some(last) if verbatim && last.verbatim && last.src + last.src_len == unit.start => {
                last.src_len += len
            }
            _ => pieces.push(Piece { out: text.len(), src: unit.start, src_len, verbatim }),
        }
        text.push(unit.c);
    }
    if text == source {
        pieces.clear();
    }
    Normalised { text, pieces, source_len: source.len() }
}

/// One cluster with its marks in order and its sara am composed.
///
/// ```
/// assert_eq!(raingan::thai::text::canonical_order("ท\u{0E48}\u{0E35}"), "ที่");
/// ```
pub fn canonical_order(cluster: &str) -> String {
    let units: Vec<Unit> =
        cluster.char_indices().map(|(i, c)| Unit { c, start: i, end: i + c.len_utf8() }).collect();
    order_marks(&units).iter().map(|u| u.c).collect()
}

/// A text on one line, its words one space apart.
///
/// ```
/// assert_eq!(raingan::thai::text::on_one_line(" งบ\n กลาง "), "งบ กลาง");
/// ```
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key under which headings are the same: normalised, without white space, Arabic digits,
/// lower-case Latin.
///
/// ```
/// use raingan::thai::text::matching_key;
/// assert_eq!(matching_key("ผลลัพธ์ ปี ๒๕๖๘\n(ITA)"), "ผลลัพธ์ปี2568(ita)");
/// ```
pub fn matching_key(text: &str) -> String {
    let normal = normalise(text);
    let mut key = String::with_capacity(normal.len());
    for c in normal.chars() {
        match digits::value(c) {
            Some(digit) => key.push((b'0' + digit) as char),
            // Most characters are Thai: they are no spaces and have one case.
            None if is_thai(c) => key.push(c),
            None if c.is_whitespace() => {}
            None => key.extend(c.to_lowercase()),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_repaired() {
        let cases = [
            // the three decomposed orders of น้ำ, and tone after sara am
            ("น\u{0E49}\u{0E4D}\u{0E32}", "น้ำ"),
            ("น\u{0E4D}\u{0E49}\u{0E32}", "น้ำ"),
            ("น\u{0E4D}\u{0E32}\u{0E49}", "น้ำ"),
            ("น\u{0E33}\u{0E49}", "น้ำ"),
            ("ท\u{0E4D}\u{0E32}", "ทำ"),
            ("ทำ\u{0E32}งาน", "ทำงาน"),
            // tone before vowel, rest before tone
            ("ท\u{0E48}\u{0E35}", "ที่"),
            ("ผ\u{0E39}\u{0E49}", "ผู้"),
            ("ผ\u{0E49}\u{0E39}", "ผู้"),
            ("สิทธ\u{0E4C}\u{0E34}", "สิทธิ์"),
            // legacy fonts
            ("ป\u{F712}น", "ป็น"),
            ("กฎหมายที\u{F70A}", "กฎหมายที่"),
            ("\u{F70F}าติ", "ญาติ"),
            ("ฝ\u{F702}\u{F714}", "ฝี้"),
            // spacing and what shows nothing
            ("เเผนงาน", "แผนงาน"),
            ("กๅร", "การ"),
            ("กา\u{200B}ร\u{FEFF}งาน", "การงาน"),
            ("ก\u{200C}\u{2060}ข", "กข"),
            ("\u{AD}8,200", "-8,200"),
            ("งบ \u{AD}๘,๒๐๐ (\u{AD}5)", "งบ -๘,๒๐๐ (-5)"),
            ("๑๐\u{AD}๒๐ 500.\u{AD} 500\u{AD}", "๑๐-๒๐ 500.- 500-"),
            ("\u{AD}", "-"),
            ("\u{AD} จัดอบรม", "- จัดอบรม"),
            ("inter\u{AD}net", "inter\u{AD}net"),
            ("ก\u{A0}ข", "ก ข"),
            ("ก   ข", "ก ข"),
            ("ก \n ข  ", "ก\nข"),
            ("ก\r\nข", "ก\nข"),
            ("ก\tข", "ก ข"),
            ("\u{200B}", ""),
            ("   ", ""),
            // no Thai, but it must settle
            ("ำำ\u{F713}ก", "ำำ่ก"),
        ];
        for (printed, want) in cases {
            assert_eq!(normalise(printed), want, "{printed:?}");
        }
    }

    #[test]
    fn what_stays() {
        let sound = [
            "มา าคาร",
            "ฤๅษี ฦๅ ๅ",
            "ต่าง ๆ ฯ ฯลฯ",
            "โครงการฯ ต่อ",
            "ปี ๒๕๖๘ และ 2568",
            "อุดมการณ์ สิทธิ์ น้ำ ผู้ใหญ่ เก็บ ก๊าซ พุทฺธํ สรณํ",
            "a\u{F70A}b",
            "\u{F8FF}ก",
            "ย่อหน้า\n\nย่อหน้า",
            "กรณ ีที่ จ ากัด",
            "งานๆ",
            "",
        ];
        for text in sound {
            assert_eq!(normalise(text), text);
            assert!(normalise_mapped(text).pieces.is_empty(), "{text:?} took the long way");
        }
    }

    #[test]
    fn the_way_back() {
        let n = normalise_mapped("ก\u{200B}ข  น\u{0E4D}\u{0E49}าค");
        assert_eq!(n.text, "กข น้ำค");
        assert_eq!(n.source_range(0..3), 0..3);
        assert_eq!(n.source_range(0..6), 0..9);
        assert_eq!(n.source_range(7..10), 11..14);
        assert_eq!(n.source_range(10..13), 14..23, "a mark leads to its cluster");
        assert_eq!(n.source_range(16..19), 23..26);
        assert_eq!(n.source_range(0..n.text.len()), 0..26);
        assert_eq!(n.source_range(99..120), 26..26);
    }

    #[test]
    fn keys() {
        for (a, b) in [("ตัวชี้วัด / เป้าหมาย", "ตัวชี้วัด/เป้าหมาย"), ("ท\u{0E48}ี ๑", "ที่ 1"), ("ITA", "ita")]
        {
            assert_eq!(matching_key(a), matching_key(b));
        }
    }

    /// Strings rich in what the rules are about.
    fn thai_noise() -> impl Strategy<Value = String> {
        let parts = prop_oneof![
            8 => prop::char::range('\u{0E01}', '\u{0E5B}'),
            2 => prop::char::range('\u{F6FF}', '\u{F71B}'),
            4 => prop::sample::select(vec!['\u{0E4D}', '\u{0E32}', '\u{0E45}', '\u{0E33}', '\u{0E49}', '\u{0E40}', '\u{0E34}', '\u{0E38}']),
            3 => prop::sample::select(vec![' ', '\n', '\r', '\t', '\u{A0}', '\u{200B}', '\u{FEFF}', '/', '(', '-', '1']),
            1 => any::<char>(),
        ];
        prop::collection::vec(parts, 0..40).prop_map(|c| c.into_iter().collect())
    }

    proptest! {
        #[test]
        fn twice_is_once(text in thai_noise()) {
            let once = normalise(&text);
            prop_assert_eq!(&normalise(&once), &once);
            prop_assert!(normalise_mapped(&once).pieces.is_empty(), "canonical text takes the short way");
        }

        #[test]
        fn the_way_back_is_always_there(text in thai_noise(), a in 0usize..140, b in 0usize..140) {
            let n = normalise_mapped(&text);
            let r = n.source_range(a.min(b)..a.max(b));
            prop_assert!(r.start <= r.end && r.end <= text.len());
            prop_assert!(text.is_char_boundary(r.start) && text.is_char_boundary(r.end));
        }

        #[test]
        fn nothing_panics(a in thai_noise(), b in thai_noise()) {
            let _ = (matching_key(&a), canonical_order(&b));
        }
    }

    #[test]
    fn time_is_bounded() {
        for part in [
            "ก\u{0E4D}\u{0E32}\u{0E49}",
            "\u{0E49}\u{0E34}",
            "  ",
            "เเ",
            "\u{F70A}",
            "\u{0E33}\u{0E4D}\u{0E49}",
        ] {
            let long = part.repeat(200_000 / part.len());
            let once = normalise(&long);
            assert_eq!(normalise(&once), once);
        }
    }
}

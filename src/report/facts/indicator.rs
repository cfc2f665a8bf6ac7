//! Indicators and their targets, from the text of an indicator cell.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Scan, TargetValue, starts_with_any};
use crate::thai::label::{label_end, ordinal_end};
use crate::thai::{Found, digits, ends_with_any, skip_right, trim_range};
use crate::words::{self, Words};

/// One indicator of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorFound {
    /// What is measured, without its label; empty where only a target is printed.
    pub name: Range<usize>,
    /// What is aimed at, without its label.
    pub target_text: Option<Range<usize>>,
    /// The numbers aimed at: those of the target text, else those of the name.
    pub targets: Vec<Found<TargetValue>>,
}

/// What a label says of the text after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LabelKind {
    Indicator,
    Target,
    /// เชิงปริมาณ, เชิงคุณภาพ, …: one aspect of either.
    Aspect,
}

#[derive(Debug, Clone)]
struct Label {
    range: Range<usize>,
    kind: LabelKind,
}

/// Label words and what they are.
static LABELS: LazyLock<Words<LabelKind>> = LazyLock::new(|| {
    Words::of(&words::INDICATOR_LABELS, |label| {
        Some(match label.meanings[0] {
            "indicator" => LabelKind::Indicator,
            "target" => LabelKind::Target,
            _ => LabelKind::Aspect,
        })
    })
});

/// The letters that label words start with: where one is looked for.
static LABEL_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut letters: Vec<char> =
        LABELS.iter().filter_map(|(word, _)| word.chars().next()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
});

/// What a target starts with; makes a label without a colon one in the middle of a line.
const TARGET_STARTS: &[&str] =
    &["ร้อยละ", "อย่างน้อย", "ไม่น้อยกว่า", "ไม่ต่ำกว่า", "มากกว่า", "ไม่เกิน", "ภายใน", "ระดับ"];

/// The indicators of a cell.
///
/// Forms known: a name and a target under their labels, once or again and again; several numbered
/// indicators under one label; the target first; `เชิงปริมาณ` and `เชิงคุณภาพ` as indicators of their
/// own or as parts of one target; numbered or bulleted lines without labels; no label at all, where
/// the whole text is a name. A label word inside a phrase (`กลุ่มเป้าหมาย`, `บุคลากรเป้าหมาย ที่ตอบ`) is
/// none.
///
/// ```
/// use raingan::report::facts::indicators;
/// let text = "ตัวชี้วัด : จำนวนผู้ผ่านการอบรม เป้าหมาย : อย่างน้อย ๕๐ คน";
/// let found = indicators(text);
/// assert_eq!(&text[found[0].name.clone()], "จำนวนผู้ผ่านการอบรม");
/// assert_eq!(&text[found[0].target_text.clone().unwrap()], "อย่างน้อย ๕๐ คน");
/// assert_eq!((found[0].targets[0].value.value, found[0].targets[0].value.unit.as_deref()), (50.0, Some("คน")));
/// ```
pub fn indicators(text: &str) -> Vec<IndicatorFound> {
    let labels = labels(text);
    let pairs = match labels.is_empty() {
        true => unlabelled(text),
        false => Splitter { text, labels }.pairs(),
    };
    let scan = Scan::new(text);
    let percentages = scan.percentages();
    let found = pairs.into_iter().map(|(name, target)| IndicatorFound {
        targets: scan.targets_with(target.clone().unwrap_or(name.clone()), &percentages),
        name,
        target_text: target,
    });
    found.collect()
}

/// A name and its target text.
type Pair = (Range<usize>, Option<Range<usize>>);

/// The labels of a cell, in order.
fn labels(text: &str) -> Vec<Label> {
    let starts = text.match_indices(LABEL_LETTERS.as_slice()).map(|(start, _)| start);
    let mut found: Vec<Label> = Vec::new();
    for start in starts {
        // เป้าหมาย within ค่าเป้าหมาย, and words within a label read before.
        if found.last().is_none_or(|last| last.range.end <= start) {
            found.extend(label_at(text, start));
        }
    }
    found
}

/// The label that starts at `start`, if it is one.
fn label_at(text: &str, start: usize) -> Option<Label> {
    let near = LABELS.starting_with(text[start..].chars().next()?);
    let (mut end, kind) =
        near.into_iter().find_map(|(word, kind)| Some((label_end(text, start, word)?, kind)))?;
    let before = text[..start].chars().next_back();
    let line_start = text[..start]
        .trim_end_matches([' ', '-', '•', '*'])
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n');
    let after_label = ends_with_any(text, start, &["ตัวชี้วัด", "เป้าหมาย", "(", ":"]).is_some();
    let aspects = *kind == LabelKind::Aspect && has_several_aspects(text);
    if !line_start && !after_label && !before.is_some_and(char::is_whitespace) && !aspects {
        return None;
    }
    if let Some(p) =
        starts_with_any(text, end, &["เชิงปริมาณ", "เชิงคุณภาพ", "ของโครงการ", "โครงการ", "กิจกรรม"])
    {
        end = if text[skip_right(text, p)..].starts_with([':', '：'])
            || line_start && text[p..].starts_with([' ', '\n'])
        {
            p
        } else {
            end
        };
    }
    let (numbered, at) = number_after(text, end);
    let colon = text[at..].starts_with([':', '：']);
    let gap = text[end..].chars().next().is_none_or(char::is_whitespace);
    let is_label = colon
        || line_start && (gap || numbered)
        || aspects && (gap || before.is_none_or(char::is_whitespace))
        || gap && *kind == LabelKind::Target && opens_target(text, skip_right(text, end));
    let stop = if colon {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    } else if numbered {
        at
    } else {
        end
    };
    is_label.then_some(Label { range: start..stop, kind: *kind })
}

/// Whether a cell names several aspects, each before a gap or a colon or, where a line ended right
/// behind it, behind a gap: they are its labels wherever they stand.
fn has_several_aspects(text: &str) -> bool {
    let aspects = LABELS.iter().filter(|(_, kind)| *kind == LabelKind::Aspect);
    let behind = |at: usize| text[at..].starts_with([' ', ':', '：', '\n']);
    let before = |at: usize| text[..at].chars().next_back().is_none_or(char::is_whitespace);
    let apart = |(at, word): (usize, &str)| behind(at + word.len()) || before(at);
    aspects.filter(|(word, _)| text.match_indices(&**word).any(apart)).take(2).count() == 2
}

/// `ที่ ๑`, ` ๑`, ` ๑.` after a label word: whether there is one that belongs to the label, and where
/// the text goes on.
fn number_after(text: &str, end: usize) -> (bool, usize) {
    let plain = skip_right(text, end);
    let numbered = ordinal_end(text, plain);
    let said = numbered.is_some();
    let from = numbered.map_or(plain, |end| skip_right(text, end));
    let len: usize = text[from..]
        .chars()
        .take_while(|&c| digits::is_digit(c) || c == '.')
        .map(char::len_utf8)
        .sum();
    let at = skip_right(text, from + len);
    // Without ที่ a number belongs to the label only before a colon: `เป้าหมาย ๑๒ ครั้ง` is the target
    // itself.
    match len > 0 && (said || text[at..].starts_with([':', '：'])) {
        true => (true, at),
        false => (false, plain),
    }
}

fn opens_target(text: &str, at: usize) -> bool {
    text[at..].starts_with(digits::is_digit) || starts_with_any(text, at, TARGET_STARTS).is_some()
}

/// Splits a labelled cell.
struct Splitter<'t> {
    text: &'t str,
    labels: Vec<Label>,
}

impl Splitter<'_> {
    /// The text after label `i`, up to the next label.
    fn segment(&self, i: usize) -> Range<usize> {
        let end = self.labels.get(i + 1).map_or(self.text.len(), |next| next.range.start);
        trim_range(self.text, self.labels[i].range.end..end.max(self.labels[i].range.end))
    }

    fn kind(&self, i: usize) -> Option<LabelKind> {
        self.labels.get(i).map(|l| l.kind)
    }

    fn pairs(&self) -> Vec<Pair> {
        let before = trim_range(self.text, 0..self.labels[0].range.start);
        let named = self.labels.iter().any(|label| label.kind == LabelKind::Indicator);
        if before.is_empty() && self.kind(0) == Some(LabelKind::Target) && named {
            return self.target_first();
        }
        let mut pairs: Vec<Pair> = Vec::new();
        if !before.is_empty() {
            pairs.push((before, None));
        }
        let mut i = 0;
        while i < self.labels.len() {
            i = match self.labels[i].kind {
                LabelKind::Indicator => self.add_name(i, &mut pairs),
                LabelKind::Target => self.add_target(i, &mut pairs),
                LabelKind::Aspect => {
                    pairs.push((self.segment(i), None));
                    i + 1
                }
            };
        }
        pairs.into_iter().flat_map(|pair| self.numbered(pair)).collect()
    }

    /// A name; an empty one before aspects gives way to them.
    fn add_name(&self, i: usize, pairs: &mut Vec<Pair>) -> usize {
        let name = self.segment(i);
        if !name.is_empty() || self.kind(i + 1) != Some(LabelKind::Aspect) {
            pairs.push((name, None));
        }
        i + 1
    }

    /// A target of the last name, with the aspects that follow an empty one. Where another target
    /// follows without a name between, the next numbered name is in this target's text.
    fn add_target(&self, i: usize, pairs: &mut Vec<Pair>) -> usize {
        let mut range = self.segment(i);
        let mut next = i + 1;
        let empty = range.is_empty();
        let open = pairs.last().is_some_and(|(_, target)| target.is_none());
        if empty && !open && self.kind(next) == Some(LabelKind::Aspect) {
            return next;
        }
        while empty && self.kind(next) == Some(LabelKind::Aspect) {
            range = self.labels[i + 1].range.start..self.segment(next).end;
            next += 1;
        }
        let following = match self.kind(next) {
            Some(LabelKind::Target) => next_name(self.text, &range),
            _ => None,
        };
        let target = trim_range(self.text, range.start..following.unwrap_or(range.end));
        match pairs.last_mut() {
            Some((_, slot)) if slot.is_none() => *slot = Some(target),
            Some((_, Some(slot))) => slot.end = target.end,
            _ => pairs.push((target.start..target.start, Some(target))),
        }
        if let Some(at) = following {
            pairs.push((trim_range(self.text, at..range.end), None));
        }
        next
    }

    /// Targets printed before their names: each opens an indicator.
    fn target_first(&self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        for i in 0..self.labels.len() {
            let segment = self.segment(i);
            match (self.labels[i].kind, pairs.last_mut()) {
                (LabelKind::Indicator, Some((name, Some(_)))) if name.start == name.end => {
                    *name = segment
                }
                (LabelKind::Target, _) => pairs.push((segment.start..segment.start, Some(segment))),
                (LabelKind::Aspect, Some((_, Some(target)))) if target.start == target.end => {
                    *target = segment
                }
                _ => pairs.push((segment, None)),
            }
        }
        pairs
    }

    /// Numbered names with as many numbered targets are as many indicators.
    fn numbered(&self, (name, target): Pair) -> Vec<Pair> {
        let names = list_items(self.text, &name);
        let targets = target.as_ref().map(|t| list_items(self.text, t)).unwrap_or_default();
        if names.len() < 2 || target.is_some() && names.len() != targets.len() {
            return vec![(name, target)];
        }
        match target {
            Some(_) => names.into_iter().zip(targets.into_iter().map(Some)).collect(),
            None => names.into_iter().map(|n| (n, None)).collect(),
        }
    }
}

/// Where a numbered name starts in the text of a target: at a line start, else the last one within
/// a line.
fn next_name(text: &str, range: &Range<usize>) -> Option<usize> {
    let starts = numbered_words(text, range);
    let at_line = starts.iter().find(|at| text[..**at].trim_end_matches(' ').ends_with('\n'));
    let first_line = text[range.clone()].find('\n').map(|end| range.start + end);
    at_line.or(starts.last()).copied().or(first_line)
}

/// Where `๑.`, `๒)` and the like stand apart within a range, not at its beginning.
fn numbered_words(text: &str, range: &Range<usize>) -> Vec<usize> {
    let numbered = |run: digits::Run| {
        let (at, end) = (range.start + run.range.start, range.start + run.range.end);
        let marked = text[end..]
            .strip_prefix(['.', ')'])
            .is_some_and(|rest| !rest.starts_with(digits::is_digit));
        let apart = at > range.start && text[..at].ends_with(char::is_whitespace);
        (marked && apart && run.len <= 2).then_some(at)
    };
    digits::runs(&text[range.clone()]).into_iter().filter_map(numbered).collect()
}

/// The items of a list whose lines start `๑.`, `๒.` … (or `-`); fewer than two are no list.
fn list_items(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        if is_item(line.trim_start(), starts.len() + 1) {
            starts.push(at);
        }
        at += line.len();
    }
    if starts.len() < 2 || starts[0] != range.start {
        return Vec::new();
    }
    let ends = starts[1..].iter().copied().chain([range.end]);
    starts.iter().zip(ends).map(|(&from, to)| trim_range(text, from..to)).collect()
}

/// Whether a line is item `n` of a list: its number with `.` or `)`, or a bullet.
fn is_item(line: &str, n: usize) -> bool {
    if let Some(rest) = line.strip_prefix(['-', '•', '–']) {
        return rest.starts_with(' ');
    }
    let run = digits::runs(&line[..line.char_indices().nth(3).map_or(line.len(), |(i, _)| i)])
        .into_iter()
        .next();
    run.is_some_and(|run| {
        let after = &line[run.range.end..];
        let marked = after.starts_with(['.', ')']) && !after[1..].starts_with(digits::is_digit);
        run.range.start == 0 && run.value as usize == n && marked
    })
}

/// A cell without labels: each item of a list, or the whole text.
fn unlabelled(text: &str) -> Vec<Pair> {
    let whole = trim_range(text, 0..text.len());
    if whole.is_empty() || text[whole.clone()].chars().all(|c| "-–—.".contains(c)) {
        return Vec::new();
    }
    let items = list_items(text, &whole);
    if items.is_empty() {
        vec![(whole, None)]
    } else {
        items.into_iter().map(|item| (item, None)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `name|target text|raw targets`, one an indicator.
    fn seen(text: &str) -> Vec<String> {
        let show = |i: &IndicatorFound| {
            let target = i.target_text.clone().map_or("∅", |t| &text[t]);
            let raws: Vec<_> = i.targets.iter().map(|t| &text[t.range.clone()]).collect();
            format!("{}|{target}|{}", &text[i.name.clone()], raws.join("+"))
        };
        indicators(text).iter().map(show).collect()
    }

    #[test]
    fn a_number_right_before_a_thai_letter_is_no_mark() {
        // The byte behind it lies within that letter.
        let text = "ตัวชี้วัด : ก เป้าหมาย : ครั้งที่ ๑ค เป้าหมาย : ข";
        assert!(!seen(text).is_empty());
    }

    #[test]
    fn cases() {
        let cases: &[(&str, &[&str])] = &[
            ("ตัวชี้วัด: ร้อยละความพึงพอใจ เป้าหมาย : ร้อยละ ๗๐", &["ร้อยละความพึงพอใจ|ร้อยละ ๗๐|ร้อยละ ๗๐"]),
            ("ตัวชี้วัด : มีคู่มือ\nค่าเป้าหมาย : ๒ ฉบับ", &["มีคู่มือ|๒ ฉบับ|๒ ฉบับ"]),
            ("ตัวชี้วัด มีคู่มือ\nเป้าหมาย ๒ ฉบับ", &["มีคู่มือ|๒ ฉบับ|๒ ฉบับ"]),
            ("ตัวชี้วัดที่ ๑ มีคู่มือ\nเป้าหมายที่ ๑ : ๒ ฉบับ", &["มีคู่มือ|๒ ฉบับ|๒ ฉบับ"]),
            (
                "๒. จำนวนบุคลากรเป้าหมาย ที่ตอบแบบ เป้าหมาย : อย่างน้อย ๕๐ คน\n๓. จำนวนผู้ตอบ เป้าหมาย : ๒๐ คน",
                &[
                    "๒. จำนวนบุคลากรเป้าหมาย ที่ตอบแบบ|อย่างน้อย ๕๐ คน|อย่างน้อย ๕๐ คน",
                    "๓. จำนวนผู้ตอบ|๒๐ คน|๒๐ คน",
                ],
            ),
            (
                "ตัวชี้วัด : ๑. จำนวนก เป้าหมาย : ๕ คน ๒. จำนวนข เป้าหมาย : ๖ คน",
                &["๑. จำนวนก|๕ คน|๕ คน", "๒. จำนวนข|๖ คน|๖ คน"],
            ),
            (
                "ตัวชี้วัด :\n๑. จำนวนก\n๒. จำนวนข\nเป้าหมาย :\n๑. ๕ คน\n๒. ๖ คน",
                &["๑. จำนวนก|๑. ๕ คน|๕ คน", "๒. จำนวนข|๒. ๖ คน|๖ คน"],
            ),
            ("เป้าหมาย : ๕ คน\nตัวชี้วัด : จำนวนก", &["จำนวนก|๕ คน|๕ คน"]),
            // Numbers that are glued to a word, and a target that no other name stands before.
            (
                "ตัวชี้วัด : จำนวนก เป้าหมาย : ๕คน ๖คน เป้าหมาย : ๗",
                &["จำนวนก|๕คน ๖คน เป้าหมาย : ๗|๕คน+๖คน"],
            ),
            (
                "เชิงปริมาณ มีผู้ร่วม ๕๔ คน เชิงคุณภาพผู้ร่วมพอใจร้อยละ ๗๘",
                &["มีผู้ร่วม ๕๔ คน|∅|๕๔ คน", "ผู้ร่วมพอใจร้อยละ ๗๘|∅|ร้อยละ ๗๘"],
            ),
            (
                "เชิงปริมาณ มีวัสดุอย่างน้อย 7 รายการ\nเชิงคุณภาพ ผู้ใช้พึงพอใจอย่างน้อยร้อยละ 75",
                &[
                    "มีวัสดุอย่างน้อย 7 รายการ|∅|อย่างน้อย 7 รายการ",
                    "ผู้ใช้พึงพอใจอย่างน้อยร้อยละ 75|∅|อย่างน้อยร้อยละ 75",
                ],
            ),
            (
                "ตัวชี้วัด : ผลการอบรม\nเป้าหมาย :\nเชิงปริมาณ : ๕๐ คน\nเชิงคุณภาพ : ร้อยละ ๘๐",
                &["ผลการอบรม|เชิงปริมาณ : ๕๐ คน\nเชิงคุณภาพ : ร้อยละ ๘๐|๕๐ คน+ร้อยละ ๘๐"],
            ),
            ("จำนวนผู้เข้าร่วมไม่น้อยกว่า ๔๐ คน", &["จำนวนผู้เข้าร่วมไม่น้อยกว่า ๔๐ คน|∅|ไม่น้อยกว่า ๔๐ คน"]),
            (
                "- มีระบบ ๑ ระบบ\n- พึงพอใจร้อยละ ๘๐",
                &["- มีระบบ ๑ ระบบ|∅|๑ ระบบ", "- พึงพอใจร้อยละ ๘๐|∅|ร้อยละ ๘๐"],
            ),
            ("กลุ่มเป้าหมาย ๕๐ คน", &["กลุ่มเป้าหมาย ๕๐ คน|∅|๕๐ คน"]),
            ("ตัวชี้วัด : ผลตาม พ.ศ. ๒๕๖๒\nเป้าหมาย : ๓", &["ผลตาม พ.ศ. ๒๕๖๒|๓|๓"]),
            ("เป้าหมาย : ร้อยละ ๗๐", &["|ร้อยละ ๗๐|ร้อยละ ๗๐"]),
            ("-", &[]),
            ("", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), *want, "{text}");
        }
    }
}

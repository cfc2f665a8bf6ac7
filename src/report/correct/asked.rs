//! What is asked to be put right in one document, and what became of each of it.

use std::collections::BTreeMap;

use crate::contract::model::{Corrected, Text};
use crate::corrections::Correction;
use crate::finding::{Code, Finding, Region};
use crate::thai::text::normalise;

/// Boxes this close, in points, are the same box: another version may draw it a little wider.
const SAME: f32 = 2.0;
/// Characters of a text that a message quotes.
const QUOTED: usize = 60;

/// What was changed: pointers, each with where the text stands.
pub(super) type Changed = BTreeMap<String, Vec<Region>>;

/// Corrections of one document.
pub(super) struct Asked<'c> {
    /// Each with what became of it, in the order in which they were made.
    all: Vec<(&'c Correction, Became)>,
    /// Their places in `all`, by the text that stands there now.
    by_old: BTreeMap<&'c str, Vec<usize>>,
    /// The same, by the text that is to stand there.
    by_new: BTreeMap<&'c str, Vec<usize>>,
}

/// What became of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    /// Nothing yet.
    Open,
    /// It was applied, or was before.
    Applied,
    /// Another one of the same value, made later, says otherwise.
    Overruled,
    /// What is to stand there is none of the values that can.
    Senseless,
}

impl<'c> Asked<'c> {
    /// Those of a document, in whatever order.
    pub fn of(corrections: impl Iterator<Item = &'c Correction>) -> Asked<'c> {
        let mut all: Vec<(&Correction, Became)> = corrections.map(|c| (c, Became::Open)).collect();
        // Stable: what was made in the same second stays in the order of the files.
        all.sort_by_key(|(correction, _)| correction.when);
        overrule(&mut all);
        let mut asked = Asked { all, by_old: BTreeMap::new(), by_new: BTreeMap::new() };
        for (i, (correction, _)) in asked.all.iter().enumerate() {
            asked.by_old.entry(&correction.old).or_default().push(i);
            asked.by_new.entry(&correction.new).or_default().push(i);
        }
        asked
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many corrections there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// The correction at `i`, where nothing became of it yet.
    pub fn open(&self, i: usize) -> Option<&'c Correction> {
        let (correction, became) = self.all.get(i)?;
        (*became == Became::Open).then_some(*correction)
    }

    /// Puts a text right, again and again where one correction follows another. Returns whether it
    /// says something else now.
    pub fn put_into(&mut self, at: &str, text: &mut Text) -> bool {
        let mut is_changed = false;
        let mut after = 0;
        while let Some(i) = self.next(at, &text.raw, &text.regions, after) {
            let correction = self.apply(i);
            rewrite(text, correction.new.clone(), correction);
            (is_changed, after) = (true, i + 1);
        }
        // Others say the same of it, or did so before.
        if text.corrected.is_some() {
            self.note_applied(at, &text.raw, &text.regions);
        }
        is_changed
    }

    /// The first correction, from the one at `after` on, of a text that stands there.
    pub fn next(&self, at: &str, raw: &str, regions: &[Region], after: usize) -> Option<usize> {
        let of_text = self.by_old.get(raw)?.iter().copied();
        of_text.filter(|i| *i >= after).find(|i| {
            let (correction, became) = self.all[*i];
            became != Became::Overruled && stands_at(correction, at, regions)
        })
    }

    /// What is to stand there by the correction at `i`.
    pub fn new_of(&self, i: usize) -> &'c str {
        &self.all[i].0.new
    }

    /// Takes the correction at `i` as applied; returns it.
    pub fn apply(&mut self, i: usize) -> &'c Correction {
        self.all[i].1 = Became::Applied;
        self.all[i].0
    }

    /// Takes the correction at `i` as one to no value that can stand there.
    pub fn refuse(&mut self, i: usize) {
        self.all[i].1 = Became::Senseless;
    }

    /// Notes that a text which was corrected before says what is asked.
    pub fn note_applied(&mut self, at: &str, raw: &str, regions: &[Region]) {
        for i in self.by_new.get(raw).into_iter().flatten() {
            let (correction, became) = &mut self.all[*i];
            if *became == Became::Open && stands_at(correction, at, regions) {
                *became = Became::Applied;
            }
        }
    }

    /// The findings about what was not applied.
    pub fn refused(&self) -> impl Iterator<Item = Finding> + '_ {
        self.all.iter().filter_map(|(correction, became)| match became {
            Became::Applied => None,
            Became::Open => Some(not_there(correction)),
            Became::Overruled => Some(overruled(correction)),
            Became::Senseless => Some(senseless(correction)),
        })
    }
}

/// Of several corrections of one text in one place, the last one counts; those that say the same are
/// no contradiction.
fn overrule(all: &mut [(&Correction, Became)]) {
    let mut last: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (correction, became) in all.iter_mut().rev() {
        let new = last.entry((&correction.pointer, &correction.old)).or_insert(&correction.new);
        if *new != correction.new {
            *became = Became::Overruled;
        }
    }
}

/// Whether a correction is of the text at `at` in these boxes: boxes decide where it has some, as a
/// new reading may put the same cell elsewhere in the JSON, and another one of the same words there.
fn stands_at(correction: &Correction, at: &str, regions: &[Region]) -> bool {
    match (correction.regions.is_empty(), regions.is_empty()) {
        (false, false) => is_same_place(&correction.regions, regions),
        _ => correction.pointer == at,
    }
}

/// Whether texts stand in the same boxes of their pages, however these are cut into lines.
fn is_same_place(a: &[Region], b: &[Region]) -> bool {
    let (a, b) = (by_page(a), by_page(b));
    a.len() == b.len()
        && a.iter().zip(&b).all(|((page, a), (other, b))| {
            page == other && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= SAME)
        })
}

/// Whether boxes stand within others.
pub(super) fn encloses(outer: &[Region], inner: &[Region]) -> bool {
    let outer = by_page(outer);
    by_page(inner).iter().all(|(page, inner)| {
        outer.get(page).is_some_and(|outer| {
            inner[0] >= outer[0] - SAME
                && inner[1] >= outer[1] - SAME
                && inner[2] <= outer[2] + SAME
                && inner[3] <= outer[3] + SAME
        })
    })
}

/// The box around all boxes of each page: left, top, right, bottom.
fn by_page(regions: &[Region]) -> BTreeMap<u32, [f32; 4]> {
    let mut pages: BTreeMap<u32, [f32; 4]> = BTreeMap::new();
    for Region { page, x0, y0, x1, y1 } in regions {
        let around = pages.entry(*page).or_insert([*x0, *y0, *x1, *y1]);
        *around = [around[0].min(*x0), around[1].min(*y0), around[2].max(*x1), around[3].max(*y1)];
    }
    pages
}

/// Puts what a correction makes of a text in its place, and notes who did.
pub(super) fn rewrite(text: &mut Text, raw: String, correction: &Correction) {
    rewrite_by(text, raw, &corrected(correction, String::new(), None));
}

/// Puts another text in its place, with the mark of who put it right.
pub(super) fn rewrite_by(text: &mut Text, raw: String, mark: &Corrected) {
    let before = std::mem::replace(&mut text.raw, raw);
    text.text = normalise(&text.raw).into_owned();
    text.confidence = None;
    let was = text.corrected.take().map_or(before, |earlier| earlier.was);
    text.corrected = Some(Box::new(Corrected { was, ..mark.clone() }));
}

/// Who corrected what; what was read stays that of the first correction.
pub(super) fn corrected(
    correction: &Correction,
    before: String,
    earlier: Option<Box<Corrected>>,
) -> Box<Corrected> {
    Box::new(Corrected {
        by: correction.who.clone(),
        at: correction.when,
        why: correction.why.clone(),
        was: earlier.map_or(before, |earlier| earlier.was),
    })
}

/// The finding about a correction of what does not stand there.
fn not_there(correction: &Correction) -> Finding {
    let Correction { pointer, old, new, who, .. } = correction;
    let (old, new) = (quoted(old), quoted(new));
    let th = format!("ไม่ใช้การแก้ไขของ {who} จาก “{old}” เป็น “{new}”: ไม่พบ “{old}” ที่ {pointer}");
    let en = format!(
        "{who}'s correction of “{old}” to “{new}” is not applied: “{old}” does not stand at {pointer}"
    );
    told(correction, th, en)
}

/// The finding about a correction that a later one contradicts.
fn overruled(correction: &Correction) -> Finding {
    let Correction { pointer, old, new, who, .. } = correction;
    let (old, new) = (quoted(old), quoted(new));
    let th = format!(
        "ไม่ใช้การแก้ไขของ {who} จาก “{old}” เป็น “{new}” ที่ {pointer}: มีการแก้ไขค่าเดียวกันในภายหลังเป็นอย่างอื่น"
    );
    let en = format!(
        "{who}'s correction of “{old}” to “{new}” at {pointer} is not applied: a later one says otherwise"
    );
    told(correction, th, en)
}

/// The finding about a correction to what cannot stand there.
fn senseless(correction: &Correction) -> Finding {
    let Correction { pointer, new, who, .. } = correction;
    let new = quoted(new);
    let th = format!("ไม่ใช้การแก้ไขของ {who} ที่ {pointer}: “{new}” ไม่ใช่ปีงบประมาณ เช่น 2568");
    let en = format!(
        "{who}'s correction at {pointer} is not applied: “{new}” is no fiscal year, as 2568 is one"
    );
    told(correction, th, en)
}

fn told(correction: &Correction, th: String, en: String) -> Finding {
    let finding =
        Finding::new(Code::CorrectionRefused, th, en).seen(&correction.old, &correction.regions);
    match &correction.item {
        Some(item) => finding.about(item),
        None => finding,
    }
}

/// The beginning of a text, on one line.
fn quoted(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

//! The lines of a form: where its labels stand in them, and what stands behind these.

use super::labels::{
    self, COLONS, LEADER, LONGEST, Label, LabelWords, holds_amount, is_leader, label, label_within,
    leader_in, leads, points,
};
use crate::layout::{Cluster, Line};
use crate::thai::text::{Normalised, normalise_mapped};

/// A gap this wide (in font sizes) sets a label apart from what stands behind it.
const WIDE_GAP: f32 = 1.2;
/// Points under a text that is written on them are at least this many in their line.
const POINTS: usize = 6;
/// A label whose words are not known is at most this long, in bytes.
const UNKNOWN_LENGTH: usize = 150;
/// Texts start at one place where they do within this (in font sizes).
const SAME_PLACE: f32 = 0.5;
/// A point stands under a letter where they share this part of its width.
const UNDER: f32 = 0.3;

/// A label in a line with what stands behind it there.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    /// The label.
    pub label: Label,
    /// Whether it is set as a label: numbered, with a colon, in a font of its own, apart.
    pub is_set_apart: bool,
    /// Whether it is set in a font that nothing behind it has.
    pub in_own_font: bool,
    /// Whether points lead from it to what stands behind it.
    is_led: bool,
    /// Its words.
    pub words: Line,
    /// What stands behind it, with the points that lead to it.
    value: Option<Line>,
}

/// How a label is set in its line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set {
    /// Where it begins, in points from the page's left edge.
    pub x: f32,
    /// Its font, where nothing behind it is set in that.
    pub font: Option<u16>,
    /// Whether a colon, points or a box tell it, and no number.
    pub by_colon: bool,
    /// Whether points lead from it to what stands behind it.
    pub by_points: bool,
    /// Whether something stands behind it in its line.
    pub has_value: bool,
}

impl Cut {
    /// Where its words start, and where what stands behind them does, in points from the page's left
    /// edge.
    pub fn places(&self) -> Option<(f32, f32)> {
        let first = |line: &Line| line.printed().next().map(|cluster| cluster.bbox.x0);
        let value = self.value.as_ref().filter(|value| value.frame.is_place())?;
        let printed = value.printed().find(|cluster| !cluster.text.starts_with(COLONS))?;
        Some((first(&self.words)?, printed.bbox.x0))
    }

    /// How it is set; `None` without a place.
    pub fn setting(&self) -> Option<Set> {
        let first = self.words.printed().next().filter(|_| self.words.frame.is_place())?;
        Some(Set {
            x: first.bbox.x0,
            font: self.in_own_font.then_some(first.font),
            by_colon: self.label.marked && !self.label.numbered,
            by_points: self.is_led,
            has_value: self.value().is_some(),
        })
    }

    /// What stands behind it; `None` where that has no text.
    pub fn value(&self) -> Option<Line> {
        let value = self.value.as_ref().map(without_leaders)?;
        let says = value.printed().next().is_some();
        says.then_some(value)
    }
}

/// The label that a line starts with.
pub(super) fn cut(line: &Line, words: &LabelWords) -> Option<Cut> {
    let line = &without_points_below(line);
    let printed = Printed::of(line);
    let known = label(&printed.normal.text, words).or_else(|| printed.label_in_own_font(words));
    // A colon tells better where a label ends than words do.
    let set = || printed.label_by_setting(words);
    let label = match known {
        Some(known) if known.marked || known.numbered => known,
        Some(known) => set().filter(|set| set.marked).unwrap_or(known),
        None => set()?,
    };
    Some(printed.cut(label, false))
}

/// What of a line stands left of a place and what right of it, in points from the page's left edge.
pub(super) fn divided(line: &Line, x: f32) -> (Option<Line>, Option<Line>) {
    let printed = Printed::of(line);
    let at = line.clusters.partition_point(|cluster| cluster.bbox.x0 < x - line.size * SAME_PLACE);
    (printed.part(0, at), printed.part(at, line.clusters.len()))
}

/// What a numbered line that stands between labels starts with, though its words are not known: up
/// to a colon or points, a change of the font, a wide gap or else the first space.
pub(super) fn cut_unknown(line: &Line, words: &LabelWords) -> Option<Cut> {
    let line = &without_points_below(line);
    let printed = Printed::of(line);
    let text = &printed.normal.text;
    let (number, start) = labels::number(text);
    let spaces = text[start..].match_indices(' ').map(|(at, _)| start + at);
    let apart = |end: usize| {
        let next = end + (text[end..].len() - text[end..].trim_start().len());
        printed.has_gap_before(next) || printed.font(start) != printed.font(next)
    };
    let colon = [text[start..].find(':'), leader_in(&text[start..])];
    let colon = colon.into_iter().flatten().min().map(|at| start + at);
    let first = || spaces.clone().find(|end| apart(*end)).or(spaces.clone().next());
    let end = colon.or_else(first).unwrap_or(text.len());
    let label = Label::unknown(text, number, start..end, words);
    (start < end && end - start <= UNKNOWN_LENGTH).then(|| printed.cut(label, false))
}

/// The labels behind the first one of a line; what stands before them stays with `first`.
pub(super) fn cut_further(first: Cut, words: &LabelWords) -> Vec<Cut> {
    let mut all = vec![first];
    while let Some(value) = all.last().and_then(|last| last.value.clone()) {
        let Some((before, next)) = cut_within(&value, words) else { break };
        if let Some(last) = all.last_mut() {
            last.value = before;
        }
        all.push(next);
    }
    all
}

/// The first label within a line, and what stands before it.
pub(super) fn cut_within(line: &Line, words: &LabelWords) -> Option<(Option<Line>, Cut)> {
    let printed = Printed::of(line);
    let label = label_within(&printed.normal.text, &printed.gaps(), words)?;
    let before = printed.part(0, printed.cluster(label.range.start));
    Some((before, printed.cut(label, true)))
}

/// A line with its normalised text, and the way back from it.
struct Printed<'l> {
    line: &'l Line,
    normal: Normalised,
    /// Where each cluster starts in the text as printed, and which it is.
    starts: Vec<(usize, usize)>,
}

impl<'l> Printed<'l> {
    fn of(line: &'l Line) -> Printed<'l> {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(line.clusters.len());
        let solid = line.clusters.iter().enumerate().filter(|(_, c)| !c.is_space());
        let places: Vec<usize> = solid.map(|(i, _)| i).collect();
        line.pieces(|cluster, space| {
            if space {
                text.push(' ');
            }
            starts.push((text.len(), places.get(starts.len()).copied().unwrap_or(0)));
            text.push_str(&cluster.text);
        });
        Printed { line, normal: normalise_mapped(&text), starts }
    }

    /// The cluster that stands at a place of the normalised text; the one behind the last at its
    /// end.
    fn cluster(&self, at: usize) -> usize {
        let Some(c) = self.normal.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return self.line.clusters.len();
        };
        let source = self.normal.source_range(at..at + c.len_utf8()).start;
        let behind = self.starts.partition_point(|(start, _)| *start <= source);
        self.starts.get(behind.saturating_sub(1)).map_or(0, |(_, cluster)| *cluster)
    }

    /// The label that a line starts with where only its font ends it.
    fn label_in_own_font(&self, words: &LabelWords) -> Option<Label> {
        let text = &self.normal.text;
        let (_, start) = labels::number(text);
        let own = self.font(start)?;
        let solid = text[start..].char_indices().filter(|(_, c)| !c.is_whitespace());
        let mut places = solid.map(|(at, _)| start + at);
        let end = places.find(|at| self.font(*at) != Some(own))?;
        let label = labels::whole_label(&text[..end], words)?;
        Some(Label { value: end, ..label })
    }

    /// A label that is numbered and in a font of its own, or that a colon ends, where words of headings
    /// say what it is.
    fn label_by_setting(&self, words: &LabelWords) -> Option<Label> {
        let text = &self.normal.text;
        let (number, start) = labels::number(text);
        let numbered = start > text.len() - text.trim_start().len();
        let end = text[start..].find(COLONS).or_else(|| {
            let own = self.font(start).filter(|_| numbered)?;
            let mut solid = text[start..].char_indices().filter(|(_, c)| !c.is_whitespace());
            solid.find(|(at, _)| self.font(start + at) != Some(own)).map(|(at, _)| at)
        })?;
        let words_end = text[..start + end].trim_end().len();
        let fits = start < words_end && text[start..words_end].chars().count() <= LONGEST;
        let label = fits.then(|| Label::unknown(text, number, start..words_end, words))?;
        label.says.role().is_some().then_some(label)
    }

    /// The font of what stands at a place of the normalised text.
    fn font(&self, at: usize) -> Option<u16> {
        self.line.clusters.get(self.cluster(at)).map(|cluster| cluster.font)
    }

    /// Where text starts that stands behind a wide gap, in bytes of the normalised text.
    fn gaps(&self) -> Vec<usize> {
        let text = &self.normal.text;
        let starts = text
            .char_indices()
            .filter(|(at, c)| !c.is_whitespace() && text[..*at].ends_with(char::is_whitespace));
        starts.map(|(at, _)| at).filter(|at| self.has_gap_before(*at)).collect()
    }

    /// Whether a wide gap stands before a place of the normalised text.
    fn has_gap_before(&self, at: usize) -> bool {
        let next = self.cluster(at);
        let clusters = &self.line.clusters;
        let before = clusters[..next].iter().rev().find(|cluster| !cluster.is_space());
        before.zip(clusters.get(next)).is_some_and(|(before, next)| {
            next.bbox.x0 - before.bbox.x1 > WIDE_GAP * self.line.size.max(f32::MIN_POSITIVE)
        })
    }

    /// The line from one cluster up to another. It keeps the borders of the whole line: where that
    /// starts and ends says how its text is set.
    fn part(&self, from: usize, to: usize) -> Option<Line> {
        let clusters = self.line.clusters.get(from..to)?.to_vec();
        let part = Line { clusters, ..self.line.clone() };
        let says = part.printed().next().is_some();
        says.then_some(part)
    }

    fn cut(&self, label: Label, within: bool) -> Cut {
        let (from, to) = (self.cluster(label.range.start), self.cluster(label.value));
        let words_end = self.last_cluster(label.range.end);
        let words = Line {
            clusters: self.line.clusters[from..words_end.max(from)].to_vec(),
            ..self.line.clone()
        };
        let fonts = |clusters: &[Cluster]| -> Vec<u16> {
            clusters.iter().filter(|cluster| !cluster.is_space()).map(|c| c.font).collect()
        };
        let (own, others) = (fonts(&words.clusters), fonts(&self.line.clusters[to..]));
        let in_own_font = own.windows(2).all(|pair| pair[0] == pair[1])
            && !others.is_empty()
            && others.iter().all(|font| Some(font) != own.first());
        let is_set_apart = within
            || label.numbered
            || label.marked
            || in_own_font
            || label.fills(&self.normal.text)
            || self.has_gap_before(label.value);
        let is_led = leads(self.normal.text[label.range.end..].trim_start());
        let value = self.part(to, self.line.clusters.len());
        Cut { label, is_set_apart, in_own_font, is_led, words, value }
    }

    /// The cluster behind the last one that stands before a place of the normalised text.
    fn last_cluster(&self, at: usize) -> usize {
        let before = self.normal.text[..at].chars().next_back().map_or(0, char::len_utf8);
        if before == 0 { 0 } else { self.cluster(at - before) + 1 }
    }
}

/// Whether a line goes on with money: the label of a sum with its amount, without being set apart.
pub(super) fn is_sum(cut: &Cut) -> bool {
    let value = cut.value().map(|line| line.text()).unwrap_or_default();
    cut.label.is_money() && holds_amount(value.trim_start())
}

/// A line without the points that lead from a label to a value, or are left where nothing was
/// written on them.
pub(super) fn without_leaders(line: &Line) -> Line {
    let line = without_points_below(line);
    let mut clusters: Vec<Cluster> = Vec::with_capacity(line.clusters.len());
    let leads = |cluster: &Cluster| points_of(cluster) > 0 || cluster.is_space();
    for run in line.clusters.chunk_by(|a, b| leads(a) && leads(b)) {
        match run.iter().map(points_of).sum::<usize>() >= LEADER {
            true => clusters.extend(run.first().map(|c| Cluster { text: " ".into(), ..c.clone() })),
            false => clusters.extend_from_slice(run),
        }
    }
    Line { clusters, ..line }
}

/// A line without the points that stand under letters, where a value is written on them.
fn without_points_below(line: &Line) -> Line {
    let is_point = |cluster: &Cluster| points_of(cluster) > 0;
    if line.clusters.iter().map(points_of).sum::<usize>() < POINTS || !line.frame.is_place() {
        return line.clone();
    }
    let letters: Vec<&Cluster> =
        line.clusters.iter().filter(|cluster| !is_point(cluster)).collect();
    let is_under = |point: &Cluster| {
        let near = letters.partition_point(|letter| letter.bbox.x1 <= point.bbox.x0);
        let above = letters[near..].iter().take_while(|letter| letter.bbox.x0 < point.bbox.x1);
        let shared = |letter: &&Cluster| {
            letter.bbox.x1.min(point.bbox.x1) - letter.bbox.x0.max(point.bbox.x0)
        };
        above.map(shared).sum::<f32>() > UNDER * point.bbox.width()
    };
    let kept = line.clusters.iter().filter(|cluster| !is_point(cluster) || !is_under(cluster));
    Line { clusters: kept.cloned().collect(), ..line.clone() }
}

/// How many points a cluster draws that may lead to a value.
fn points_of(cluster: &Cluster) -> usize {
    let all = cluster.text.chars().all(is_leader) && !cluster.text.is_empty();
    if all { cluster.text.chars().map(points).sum() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels of a line with what stands behind each.
    fn seen(text: &str) -> Vec<(String, String)> {
        let words = LabelWords::default();
        let Some(first) = cut(&Line::placeless(text, true), &words) else { return Vec::new() };
        let said =
            |line: Option<Line>| line.map(|l| l.text()).unwrap_or_default().trim().to_owned();
        let all = cut_further(first, &words);
        all.iter().map(|cut| (cut.words.text(), said(cut.value()))).collect()
    }

    #[test]
    fn a_line_may_have_several_labels() {
        for (text, labels) in [
            ("๑. ชื่อโครงการ แสงริมน้ำ", vec![("ชื่อโครงการ", "แสงริมน้ำ")]),
            (
                "วันที่......๕ ม.ค. ๖๘......สถานที่......ห้องประชุม........",
                vec![("วันที่", "๕ ม.ค. ๖๘"), ("สถานที่", "ห้องประชุม")],
            ),
            (
                "๓) งบประมาณที่ได้รับจัดสรร ๕,๐๐๐ บาท ใช้จ่าย ๔,๕๐๐ บาท คงเหลือ ๕๐๐ บาท",
                vec![
                    ("งบประมาณที่ได้รับจัดสรร", "๕,๐๐๐ บาท"),
                    ("ใช้จ่าย", "๔,๕๐๐ บาท"),
                    ("คงเหลือ", "๕๐๐ บาท"),
                ],
            ),
            ("ชื่องานที่เสนอ : โครงการแสงริมน้ำ", vec![("ชื่องานที่เสนอ", "โครงการแสงริมน้ำ")]),
            ("Project Owner : กองหิ่งห้อย", vec![("Project Owner", "กองหิ่งห้อย")]),
            ("แนวทางแก้ไข/Next Step : รอ", vec![("แนวทางแก้ไข/Next Step", "รอ")]),
            ("แสงริมน้ำ : หิ่งห้อย", vec![]),
            ("แสงริมน้ำ", vec![]),
        ] {
            let wanted: Vec<(String, String)> =
                labels.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(seen(text), wanted, "{text}");
        }
    }
}

//! Rules that hold a damaged run of letters against the word list, on fonts and pages whose counts
//! show that they are damaged.

use super::{Doubt, Repairs, Rule};
use crate::geom::bounds;
use crate::layout::census::is_odd_sign;
use crate::layout::cluster::remove;
use crate::layout::{Census, Cluster, Line};
use crate::thai::text::{is_mark, is_thai_letter};
use crate::thai::words::{Reading, Slot, readings};

/// What may stand for an unknown mark.
const MARKS: &[&str] = &["ิ", "ี", "ึ", "ื", "ั", "็", "่", "้", "๊", "๋", "์", "ุ", "ู"];
/// What may stand for an unknown mark and the า behind it: a nikhahit and its า are a ำ, and a font may
/// draw a tone mark and a nikhahit as one glyph.
const MARKS_BEFORE_AA: &[&str] = &["ำ", "่า", "้า", "๊า", "๋า", "่ำ", "้ำ"];
/// What may stand for an unknown letter that takes a place of its own.
const LETTERS: &[&str] = &[
    "ก", "ข", "ค", "ฆ", "ง", "จ", "ฉ", "ช", "ซ", "ฌ", "ญ", "ฎ", "ฏ", "ฐ", "ฑ", "ฒ", "ณ", "ด", "ต",
    "ถ", "ท", "ธ", "น", "บ", "ป", "ผ", "ฝ", "พ", "ฟ", "ภ", "ม", "ย", "ร", "ฤ", "ล", "ว", "ศ", "ษ",
    "ส", "ห", "ฬ", "อ", "ฮ", "ะ", "า", "ำ", "เ", "แ", "โ", "ใ", "ไ",
];
/// A font has lost its ำ where the list leaves one reading at this many places at least.
const PROOFS: usize = 2;
/// An ASCII sign stands for a mark with this many votes for it at least, and none for another.
const VOTES: usize = 2;
/// The same for a sign without a width, which no real one is.
const VOTES_WITHOUT_WIDTH: usize = 1;
/// The text of a doubt is cut behind this many letters.
const QUOTED: usize = 40;
/// The character that stands for an unknown one.
const UNKNOWN: char = '\u{FFFD}';

/// Letters of a line without a space between them, with what each may be read as.
#[derive(Default)]
struct Run {
    /// The letters, for the word list.
    slots: Vec<Slot>,
    /// Where each slot stands.
    places: Vec<Place>,
}

/// A run in which something is damaged, with the list's reading of each slot.
struct ReadRun {
    run: Run,
    readings: Vec<Reading>,
}

/// Where a slot stands in its line.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Its first cluster.
    cluster: usize,
    /// Which character of that cluster it is.
    character: usize,
    /// How many clusters it takes: two for a sign with the า behind it, and for a space with its า.
    clusters: usize,
    /// The rule by which it may be read otherwise.
    rule: Option<Rule>,
}

/// What is damaged on a page, and so open to other readings.
struct Damage<'a> {
    census: &'a Census,
    /// Whether ASCII signs are asked about, and nothing else.
    signs: bool,
}

/// Repairs lines with the word list and returns what stays in doubt.
pub fn mend(lines: &mut [&mut Line], census: &Census) -> Vec<Doubt> {
    if census.signs > 0 {
        read_signs(lines, census);
    }
    let lost = census.fonts.iter().any(|(_, f)| f.lost());
    let every = census.fonts.iter().any(|(_, f)| f.for_every_aa());
    if !(lost || every || census.split > 0 || census.foreign > 0 && census.unknown > 0) {
        return Vec::new();
    }
    let damage = Damage { census, signs: false };
    let read: Vec<Vec<ReadRun>> = lines.iter().map(|line| damage.read_line(line)).collect();
    let proofs: usize = read.iter().flatten().map(ReadRun::count_lost_sara_am).sum();
    // That a ำ may be lost somewhere is in doubt only where it is known that some are.
    let proven = |rule: Rule| rule != Rule::SaraAmLost || proofs >= PROOFS;
    let (mut doubts, mut doubts_of_lost) = (Vec::new(), Vec::new());
    for (line, runs) in lines.iter_mut().zip(read) {
        for read in &runs {
            if read.leaves_open(|rule| rule == Rule::SaraAmLost) {
                doubts_of_lost.push(doubt(line, &read.run));
            }
            if read.leaves_open(|rule| rule != Rule::SaraAmLost) {
                doubts.push(doubt(line, &read.run));
            }
        }
        apply(line, &runs, proven);
    }
    if proven(Rule::SaraAmLost) {
        doubts.extend(doubts_of_lost);
    }
    doubts
}

impl ReadRun {
    /// Each slot's place with its reading.
    fn read_places(&self) -> impl Iterator<Item = (&Place, &Reading)> {
        self.run.places.iter().zip(&self.readings)
    }

    /// At how many places a ำ was lost beyond doubt.
    fn count_lost_sara_am(&self) -> usize {
        self.read_places()
            .filter(|(place, _)| place.rule == Some(Rule::SaraAmLost))
            .filter(|(_, reading)| matches!(reading, Reading::Instead(_)))
            .count()
    }

    /// Whether the list leaves a Thai letter open that one of the `wanted` rules may read.
    fn leaves_open(&self, wanted: impl Fn(Rule) -> bool) -> bool {
        self.run.slots.iter().any(|slot| is_thai_letter(slot.said))
            && self.read_places().any(|(place, reading)| {
                place.rule.is_some_and(|rule| wanted(rule) && is_open(rule, reading))
            })
    }
}

/// Whether a reading leaves open what stands there.
fn is_open(rule: Rule, reading: &Reading) -> bool {
    match rule {
        // These are damaged, whatever they stand for: what the layer says is no reading.
        Rule::UnknownRead | Rule::SaraAmSplit => !matches!(reading, Reading::Instead(_)),
        _ => *reading == Reading::Open,
    }
}

/// The doubt about a run of a line.
fn doubt(line: &Line, run: &Run) -> Doubt {
    let boxes = run.places.iter().filter_map(|p| line.clusters.get(p.cluster)).map(|c| &c.bbox);
    let bbox = bounds(boxes).unwrap_or_default();
    let (Some(first), Some(last)) = (run.places.first(), run.places.last()) else {
        return Doubt { raw: String::new(), bbox };
    };
    let clusters = &line.clusters[first.cluster..=last.cluster];
    let raw = clusters.iter().flat_map(|c| c.text.chars()).take(QUOTED).collect();
    Doubt { raw, bbox }
}

impl Damage<'_> {
    /// The runs of a line in which something is damaged, and how the list reads them.
    fn read_line(&self, line: &Line) -> Vec<ReadRun> {
        let damaged = self
            .runs(line)
            .into_iter()
            .filter(|run| run.slots.iter().any(|s| !s.instead.is_empty()));
        damaged.map(|run| ReadRun { readings: readings(&run.slots), run }).collect()
    }

    fn runs(&self, line: &Line) -> Vec<Run> {
        let mut out = vec![Run::default()];
        let spaces = spaces(line);
        let mut next = 0;
        for (i, c) in line.clusters.iter().enumerate() {
            if i < next {
                continue;
            }
            if spaces[i] && !c.is_space() {
                out.push(Run::default());
            }
            let Some(run) = out.last_mut() else { return out };
            next = i + self.take(line, i, run);
            if next == i {
                out.push(Run::default());
                next = i + 1;
            }
        }
        out
    }

    /// Adds what stands at a cluster to a run, and returns how many clusters that takes: none where
    /// the run ends here.
    fn take(&self, line: &Line, i: usize, run: &mut Run) -> usize {
        let c = &line.clusters[i];
        let aa_next = line.clusters.get(i + 1).is_some_and(|n| n.text == "า");
        if c.is_space() {
            if !aa_next || !self.may_be_split(line, i, run) {
                return 0;
            }
            let rule = Some(Rule::SaraAmSplit);
            run.push(UNKNOWN, &["ำ", "า"], Place { cluster: i, character: 0, clusters: 2, rule });
            return 2;
        }
        if let Some(rule) = self.unknown_mark(c, run) {
            let (instead, clusters) = if aa_next { (MARKS_BEFORE_AA, 2) } else { (MARKS, 1) };
            let said = c.text.chars().next().unwrap_or(UNKNOWN);
            run.push(said, instead, Place { cluster: i, character: 0, clusters, rule: Some(rule) });
            return clusters;
        }
        for (n, letter) in c.text.chars().enumerate() {
            let (instead, rule) = self.letter(letter, c.font);
            if !is_thai_letter(letter) && rule.is_none() {
                return 0;
            }
            run.push(letter, instead, Place { cluster: i, character: n, clusters: 1, rule });
        }
        1
    }

    /// Whether a space before า stands within a word: behind a consonant of the run.
    fn may_be_split(&self, line: &Line, space: usize, run: &Run) -> bool {
        let before = space.checked_sub(1).map(|i| &line.clusters[i]);
        !self.signs && !run.slots.is_empty() && before.is_some_and(Cluster::is_bare_consonant)
    }

    /// The rule that may read a cluster which stands where only a mark can: an unknown one without
    /// a width, or an ASCII sign.
    fn unknown_mark(&self, c: &Cluster, run: &Run) -> Option<Rule> {
        let first = c.text.chars().next()?;
        if c.text.chars().nth(1).is_some()
            || !run.slots.last().is_some_and(|s| is_thai_letter(s.said))
        {
            return None;
        }
        match first {
            UNKNOWN if c.has_no_width() && !self.signs => Some(Rule::UnknownRead),
            _ if self.signs && may_be_mark(first, c) => Some(Rule::AsciiMark),
            _ => None,
        }
    }

    /// What a letter may be read as, and by which rule.
    fn letter(&self, c: char, font: u16) -> (&'static [&'static str], Option<Rule>) {
        match c {
            _ if self.signs => (&[], None),
            UNKNOWN => (LETTERS, Some(Rule::UnknownRead)),
            'า' if self.census.font(font).lost() => (&["ำ"], Some(Rule::SaraAmLost)),
            'ำ' if self.census.font(font).for_every_aa() => (&["า"], Some(Rule::SaraAaAsSaraAm)),
            _ => (&[], None),
        }
    }
}

impl Run {
    fn push(&mut self, said: char, instead: &'static [&'static str], place: Place) {
        self.slots.push(Slot { said, instead });
        self.places.push(place);
    }
}

/// Whether a space, drawn or left, stands before each cluster.
fn spaces(line: &Line) -> Vec<bool> {
    let mut before = Vec::with_capacity(line.clusters.len());
    line.pieces(|_, space| before.push(space));
    let mut printed = before.into_iter();
    line.clusters.iter().map(|c| !c.is_space() && printed.next().unwrap_or(false)).collect()
}

/// Whether an ASCII character behind a Thai letter may be a mark: a sign that does not stand there,
/// or one without a width.
fn may_be_mark(first: char, c: &Cluster) -> bool {
    is_odd_sign(first) || first.is_ascii_graphic() && c.has_no_width()
}

/// Writes the readings into the clusters of a line, by the rules that are `proven`.
fn apply(line: &mut Line, runs: &[ReadRun], proven: impl Fn(Rule) -> bool) {
    let mut gone = Vec::new();
    for (place, reading) in runs.iter().flat_map(ReadRun::read_places) {
        let (Some(rule), Reading::Instead(letters)) = (place.rule, reading) else { continue };
        if proven(rule) {
            write(&mut line.clusters, *place, rule, letters, &mut gone);
        }
    }
    gone.sort_unstable();
    gone.dedup();
    remove(&mut line.clusters, &gone);
}

/// Writes one reading; letters that need a base join the cluster before them. The places of
/// clusters that are left over are added to `gone`.
fn write(clusters: &mut [Cluster], place: Place, rule: Rule, letters: &str, gone: &mut Vec<usize>) {
    let taken = place.cluster..place.cluster + place.clusters;
    let Some(bbox) = bounds(clusters[taken.clone()].iter().map(|c| &c.bbox)) else { return };
    let needs_base = letters.chars().next().is_some_and(|c| c == 'ำ' || is_mark(c));
    let whole = place.character == 0
        && (place.clusters > 1 || clusters[place.cluster].text.chars().nth(1).is_none());
    let base = (0..place.cluster).rev().find(|i| !gone.contains(i));
    match base.filter(|_| whole && needs_base) {
        Some(base) => {
            let mut repairs = Repairs::default().with(rule);
            clusters[taken.clone()].iter().for_each(|c| repairs.join(c.repaired));
            let base = &mut clusters[base];
            base.text.push_str(letters);
            base.bbox = base.bbox.union(&bbox);
            base.repaired.join(repairs);
            gone.extend(taken);
        }
        None => {
            let c = &mut clusters[place.cluster];
            c.text = with_character(&c.text, place.character, letters).into();
            c.bbox = bbox;
            c.repaired.add(rule);
            gone.extend(taken.skip(1));
        }
    }
}

/// A text with other letters instead of its character at `index`.
fn with_character(text: &str, index: usize, letters: &str) -> String {
    let mut out = String::with_capacity(text.len() + letters.len());
    for (i, c) in text.chars().enumerate() {
        if i == index {
            out.push_str(letters);
        } else {
            out.push(c);
        }
    }
    out
}

/// [`Rule::AsciiMark`]: finds by vote what each ASCII sign of each font stands for, and writes that
/// everywhere in that font.
fn read_signs(lines: &mut [&mut Line], census: &Census) {
    let damage = Damage { census, signs: true };
    let read: Vec<Vec<ReadRun>> = lines.iter().map(|line| damage.read_line(line)).collect();
    let mut votes: Vec<Vote> = Vec::new();
    for (line, runs) in lines.iter().zip(&read) {
        for (place, reading) in runs.iter().flat_map(ReadRun::read_places) {
            if place.rule == Some(Rule::AsciiMark) {
                count_vote(&mut votes, &line.clusters[place.cluster], reading);
            }
        }
    }
    votes.retain(Vote::is_decided);
    if votes.is_empty() {
        return;
    }
    for (line, runs) in lines.iter_mut().zip(read) {
        write_marks(line, &runs, &votes);
    }
}

/// Writes the mark that was voted for in the place of every sign of a line.
fn write_marks(line: &mut Line, runs: &[ReadRun], votes: &[Vote]) {
    // All are found before the first is written: writing changes what stands at their places.
    let marks: Vec<(Place, &'static str)> = runs
        .iter()
        .flat_map(|read| &read.run.places)
        .filter(|place| place.rule.is_some())
        .filter_map(|place| Some((*place, mark_for(votes, &line.clusters[place.cluster])?)))
        .collect();
    let mut gone = Vec::new();
    for (place, mark) in marks {
        // A ring goes with its า; every other mark leaves the า as it is.
        if mark == "ำ" && place.clusters == 1 {
            continue;
        }
        let alone = Place { clusters: if mark == "ำ" { 2 } else { 1 }, ..place };
        write(&mut line.clusters, alone, Rule::AsciiMark, mark, &mut gone);
    }
    remove(&mut line.clusters, &gone);
}

/// The mark that the sign at the beginning of a cluster stands for in its font.
fn mark_for(votes: &[Vote], c: &Cluster) -> Option<&'static str> {
    let sign = c.text.chars().next()?;
    votes.iter().find(|v| v.font == c.font && v.sign == sign).map(|v| v.mark)
}

/// What the readings of one ASCII sign of a font say that it stands for.
struct Vote {
    font: u16,
    sign: char,
    /// The mark first voted for; empty before any.
    mark: &'static str,
    /// Votes for that mark.
    count: usize,
    /// Votes for other marks.
    against: usize,
    /// Readings with no mark at all: names the list does not know, or a sign that is one.
    kept: usize,
    /// Whether the sign takes no place of its own.
    has_no_width: bool,
}

impl Vote {
    fn on(font: u16, sign: char, has_no_width: bool) -> Vote {
        Vote { font, sign, mark: "", count: 0, against: 0, kept: 0, has_no_width }
    }

    fn is_decided(&self) -> bool {
        let enough = if self.has_no_width { VOTES_WITHOUT_WIDTH } else { VOTES };
        self.against == 0 && self.count >= enough && (self.has_no_width || self.kept < self.count)
    }
}

/// Counts the reading of a sign, which a cluster begins with.
fn count_vote(votes: &mut Vec<Vote>, c: &Cluster, reading: &Reading) {
    let Some(sign) = c.text.chars().next() else { return };
    let at = votes.iter().position(|v| v.font == c.font && v.sign == sign).unwrap_or_else(|| {
        votes.push(Vote::on(c.font, sign, c.has_no_width()));
        votes.len() - 1
    });
    let vote = &mut votes[at];
    match reading {
        // The mark alone, also where the า behind it was read with it.
        Reading::Instead(letters) => match letters.strip_suffix('า').unwrap_or(letters) {
            mark if vote.mark.is_empty() || vote.mark == mark => {
                (vote.mark, vote.count) = (mark, vote.count + 1)
            }
            _ => vote.against += 1,
        },
        Reading::Open => {}
        Reading::AsSaid => vote.kept += 1,
    }
}

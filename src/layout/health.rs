//! How sound a page's text layer is: the verdict that follows from what is counted on it.
//!
//! The word list is asked about a sample only (`SAMPLE`).

use serde::{Deserialize, Serialize};

use crate::layout::repair::{Doubt, Tally, mend};
use crate::layout::{Census, Line};
use crate::thai::text::is_thai_letter;
use crate::thai::words::Coverage;

/// This many Thai letters of a page are held against the word list at first, spread over its lines.
const SAMPLE: u32 = 100;
/// This many are, where the first sample looks odd.
const LARGE_SAMPLE: u32 = 4000;
/// A sample is taken from this many places of a page.
const SAMPLED_LINES: usize = 12;
/// Runs of fewer letters say nothing: initials, list marks, units.
const SHORTEST_RUN: usize = 3;
/// Below this share of letters in words the first sample looks odd. Sound prose has 0.98 or more.
const ODD_COVERAGE: f32 = 0.96;
/// Below it a layer is suspect: tables of names, the worst of sound text, have 0.85 or more.
const SUSPECT_COVERAGE: f32 = 0.80;
/// Below it a layer is junk: Thai letters at random have 0.2 to 0.5.
const JUNK_COVERAGE: f32 = 0.60;
/// With fewer letters in the sample its share says nothing.
const FEWEST_LETTERS: u32 = 60;
/// More marks and vowels than this where none can stand, of all Thai letters, make a layer suspect.
/// Sound text has none but slips of the pen.
const SUSPECT_ILLEGAL: f32 = 0.01;
/// More letters of another kind than this within words, of all Thai letters, make a layer suspect.
const SUSPECT_FOREIGN: f32 = 0.01;
/// With fewer of them a page is not suspect for it: a slip, a formula.
const FEWEST_ODD: u32 = 4;
/// A layer of which more glyphs than this have no character is junk.
const JUNK_UNKNOWN: f32 = 0.3;
/// Up to this part of glyphs without a character, what else the layer says stands.
const FEW_UNKNOWN: f32 = 0.05;
/// With fewer such glyphs it is not: a tick box, a bullet.
const FEWEST_UNKNOWN: u32 = 10;
/// A page of this part Latin letters is judged as Latin.
const MOSTLY_LATIN: f32 = 0.5;
/// A page of which this part of the letters is of Latin-1's upper half says nothing.
const MOSTLY_UPPER: f32 = 0.5;
/// With fewer Latin words a page is not judged as Latin.
const FEWEST_WORDS: u32 = 6;
/// With fewer Latin letters, or letters of Latin-1's upper half, a page is not judged by them.
const FEWEST_LATIN: u32 = 40;
/// A Latin layer of which less than this share of words can be words is junk. English has 0.9 or
/// more, what OCR for Latin makes of Thai pages 0.1 to 0.4.
const JUNK_LATIN: f32 = 0.5;

/// What a page's text layer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It says what the page shows.
    Sound,
    /// It said something else in places, each of which was repaired.
    Repaired,
    /// In places it says something else than the page shows, and not all of them could be repaired.
    Suspect,
    /// It says nothing of what the page shows.
    Junk,
    /// There is none.
    #[default]
    None,
}

/// What is known of a page's text layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Health {
    /// What was counted, after all repairs.
    pub census: Census,
    /// The part of a sample of its Thai letters that belongs to words; `None` where there are too
    /// few to say.
    pub coverage: Option<f32>,
    /// How many clusters were repaired, by which rules.
    pub tally: Tally,
    /// Damaged places that were not repaired.
    pub doubts: Vec<Doubt>,
}

impl Health {
    /// Counts the lines of a page; repairs what only the word list can, unless the layer is to stay
    /// as it is.
    pub fn of(mut lines: Vec<&mut Line>, raw: bool) -> Health {
        let mut census = Census::of(lines.iter().map(|l| &**l));
        let mut doubts = Vec::new();
        if !raw && census.may_need_words() {
            doubts = mend(&mut lines, &census);
            census = Census::of(lines.iter().map(|l| &**l));
        }
        let mut tally = Tally::default();
        lines.iter().flat_map(|l| &l.clusters).for_each(|c| tally.count(c.repaired));
        let lines: Vec<&Line> = lines.iter().map(|l| &**l).collect();
        Health { coverage: coverage(&lines), census, tally, doubts }
    }

    /// Whether nothing is wrong with a layer but that it has no character for a few of its glyphs:
    /// what it says is what the page shows, and only they are missing.
    pub fn lacks_few_characters(&self) -> bool {
        let census = &self.census;
        let few = census.unknown as f32 <= FEW_UNKNOWN * census.clusters as f32;
        let only_unknown = self.doubts.iter().all(|doubt| doubt.raw.contains('\u{FFFD}'));
        let foreign = census.foreign.saturating_sub(census.unknown);
        let rest = Census { unknown: 0, foreign, ..census.clone() };
        let rest = Health { census: rest, doubts: Vec::new(), ..self.clone() };
        census.unknown > 0 && few && only_unknown && !rest.is_junk() && !rest.is_suspect()
    }

    /// The same without its repairs: of a layer that was repaired only to be judged.
    pub fn unrepaired(self) -> Health {
        Health { tally: Tally::default(), ..self }
    }

    /// What the layer is worth; `shown`: whether it is what the page shows.
    pub fn verdict(&self, shown: bool) -> Verdict {
        if self.census.clusters == 0 {
            Verdict::None
        } else if self.is_junk() {
            Verdict::Junk
        } else if !shown || self.is_suspect() {
            // What OCR wrote is not what is printed, however good it looks.
            Verdict::Suspect
        } else if self.tally.clusters > 0 {
            Verdict::Repaired
        } else {
            Verdict::Sound
        }
    }

    /// Whether the layer says nothing: letters that make no words, in Thai or in Latin, or no
    /// characters at all.
    fn is_junk(&self) -> bool {
        let census = &self.census;
        let no_characters = census.unknown >= FEWEST_UNKNOWN
            && census.unknown as f32 > JUNK_UNKNOWN * census.clusters as f32;
        is_latin_rubbish(census)
            || is_taken_for_western(census)
            || self.coverage.is_some_and(|c| c < JUNK_COVERAGE)
            || no_characters
    }

    /// Whether the layer says something else than the page shows in places that are not repaired.
    fn is_suspect(&self) -> bool {
        let census = &self.census;
        self.coverage.is_some_and(|c| c < SUSPECT_COVERAGE)
            || are_many(census.illegal, census, SUSPECT_ILLEGAL)
            || are_many(census.foreign, census, SUSPECT_FOREIGN)
            || census.upper_half >= FEWEST_ODD
            || census.foreign > 0 && census.unknown > 0
            || census.fonts.iter().any(|(_, f)| f.for_every_aa())
            || !self.doubts.is_empty()
    }
}

/// Whether a page is mostly in Latin letters that make no words.
fn is_latin_rubbish(census: &Census) -> bool {
    census.latin_words >= FEWEST_WORDS
        && census.latin >= FEWEST_LATIN
        && census.latin as f32 > MOSTLY_LATIN * letters(census)
        && (census.plausible_words as f32) < JUNK_LATIN * census.latin_words as f32
}

/// Whether a page is mostly in letters of Latin-1's upper half, as Thai in TIS-620 is where it was
/// taken for Western text.
fn is_taken_for_western(census: &Census) -> bool {
    // Every third letter or so has a mark or a space beside it, and is not counted.
    census.upper_half >= FEWEST_LATIN && census.upper_half as f32 > MOSTLY_UPPER * letters(census)
}

/// The letters of all kinds, at least one.
fn letters(census: &Census) -> f32 {
    (census.thai + census.latin + census.upper_half).max(1) as f32
}

/// Whether `odd` characters are more than `most` of the Thai letters, and too many for slips.
fn are_many(odd: u32, census: &Census, most: f32) -> bool {
    odd >= FEWEST_ODD && odd as f32 / census.thai.max(1) as f32 > most
}

/// How much of a page's Thai text is made of words, by a sample of its lines; `None` where there is
/// too little.
fn coverage(lines: &[&Line]) -> Option<f32> {
    let first = Sample::of(lines, SAMPLE);
    let coverage = match first.share() {
        Some(share) if share < ODD_COVERAGE => Sample::of(lines, LARGE_SAMPLE),
        _ => first,
    };
    (coverage.letters >= FEWEST_LETTERS).then(|| coverage.share()).flatten()
}

/// Runs of Thai letters on their way to the word list, until enough letters were asked about.
struct Sample {
    coverage: Coverage,
    /// How many letters are enough.
    wanted: u32,
    /// The run that is being read.
    run: String,
}

impl Sample {
    /// What the word list says of this many letters, from places spread over the lines.
    fn of(lines: &[&Line], wanted: u32) -> Coverage {
        let mut sample = Sample { coverage: Coverage::default(), wanted, run: String::new() };
        let step = lines.len().div_ceil(SAMPLED_LINES).max(1);
        for first in 0..step {
            for line in lines.iter().skip(first).step_by(step) {
                sample.add_line(line);
                if sample.is_full() {
                    return sample.coverage;
                }
            }
        }
        sample.coverage
    }

    fn is_full(&self) -> bool {
        self.coverage.letters >= self.wanted
    }

    fn add_line(&mut self, line: &Line) {
        line.pieces(|c, space| {
            if self.is_full() {
                return;
            }
            if space {
                self.end_run();
            }
            for letter in c.text.chars() {
                if is_thai_letter(letter) {
                    self.run.push(letter);
                } else {
                    self.end_run();
                }
            }
        });
        self.end_run();
    }

    /// Asks about the run, unless it is short or enough was asked.
    fn end_run(&mut self) {
        let is_long = self.run.chars().nth(SHORTEST_RUN - 1).is_some();
        if is_long && !self.is_full() {
            self.coverage.add(&self.run);
        }
        self.run.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on lines of text that a page shows, and what was counted.
    fn judged(texts: &[&str]) -> (Verdict, Census) {
        let mut lines: Vec<Line> = texts.iter().map(|text| Line::placeless(text, true)).collect();
        let health = Health::of(lines.iter_mut().collect(), false);
        (health.verdict(true), health.census)
    }

    #[test]
    fn english_is_no_junk_and_what_a_latin_reader_makes_of_thai_is() {
        let english = "The Office of Public Integrity (OPI) shall publish its Annual Report, see www.opi.go.th or e-mail it@opi.go.th";
        assert_eq!(
            judged(&[
                english,
                "Indicator KPI1 No Gift Policy: LibreOffice PDF/A-1b, ISO 9001 and 37 pages."
            ])
            .0,
            Verdict::Sound
        );
        let rubbish = "fl1'UfiJLtl tJ1J1 nrtl'\\rJ t{ -i! lr 9Jlo dcl-4f cdl- J.€ .5Erll .!53. ?r- i?o a\"1l qs\" F4\\ UDH v)v f,*a iJ/ -.l gnwfl xzkq";
        assert_eq!(judged(&[rubbish]).0, Verdict::Junk);
    }

    /// As a reader that knows no Thai takes the bytes of TIS-620.
    #[test]
    fn thai_taken_for_western_letters_is_junk_and_western_letters_are_not() {
        let thai = "โครงการป้องกันและปราบปรามการทุจริต";
        let as_latin: String =
            thai.chars().filter_map(|c| char::from_u32(c as u32 - 0xE00 + 0xA0)).collect();
        assert_eq!(judged(&[&as_latin, &as_latin]).0, Verdict::Junk);
        assert_eq!(judged(&[&as_latin, thai, thai, thai]).0, Verdict::Suspect);
        let french = "Où l'équipe créée à Besançon a-t-elle été payée ? « Là-bas », 4 500 €, ½ journée, 25 °C";
        assert_eq!(judged(&[french, french]).0, Verdict::Sound);
        assert_eq!(judged(&[&format!("บทนำ {} ๑", "·".repeat(60))]).0, Verdict::Sound);
    }

    #[test]
    fn thai_is_judged_by_its_words_and_its_order() {
        let prose = "การดำเนินงานตามแผนปฏิบัติการป้องกันและปราบปรามการทุจริตประจำปีงบประมาณ";
        assert_eq!(judged(&[prose]).0, Verdict::Sound);
        assert_eq!(judged(&["๑,๒๓๔.๕๖ ๗๘๙", "25 %"]).0, Verdict::Sound, "numbers only");
        assert_eq!(
            judged(&["ฟหกดสวงผปแอทมใฝฬฒฏฆคตจขชภถพรนยบลฃงวสาทมอผปหกดเ", "ฑธณญฐฅฤฆฏโฌษศซฉฮฒฬฦฑธณญฐ"])
                .0,
            Verdict::Junk
        );
        assert_eq!(judged(&[]).0, Verdict::None);
        assert_eq!(judged(&["\u{FFFD}", "ก"]).0, Verdict::Sound, "one tick box");
    }

    #[test]
    fn a_layer_without_a_few_characters_stands_and_one_without_many_does_not() {
        let lacks = |texts: &[&str]| {
            let mut lines: Vec<Line> = texts.iter().map(|t| Line::placeless(t, true)).collect();
            Health::of(lines.iter_mut().collect(), false).lacks_few_characters()
        };
        let prose = "การดำเนินงานตามแผนปฏิบัติการป้องกันและปราบปรามการทุจริตประจำปีงบประมาณ";
        assert!(lacks(&[prose, "\u{FFFD}"]));
        assert!(!lacks(&[prose]), "nothing is missing");
        assert!(!lacks(&["ก\u{FFFD}ข\u{FFFD}ค"]), "much is");
    }

    #[test]
    fn what_is_odd_is_counted() {
        for (text, illegal, foreign) in [
            ("ที่นี่", 0, 0),
            ("เแก", 1, 0),
            ("ก้้า", 1, 0),
            ("กาAรงาน", 0, 1),
            ("ระบบITAของ", 0, 0),
            ("และ/หรือ (ก)", 0, 0),
            ("ที\u{E123}ดี", 0, 1),
        ] {
            let census = judged(&[text]).1;
            assert_eq!((census.illegal, census.foreign), (illegal, foreign), "{text}");
        }
    }
}

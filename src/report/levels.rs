//! The levels that are open while a document is walked through: strategy, tactic and what stands
//! between them and the items.

use crate::layout::Passage;
use crate::report::repeated::{Again, again};
use crate::report::text::Reading;
use crate::table::Vocabulary;

/// Levels whose words are known stand so far apart that others fit between.
const STEP: u8 = 8;
/// A level whose word is not known stands below those whose word is, unless the page shows otherwise …
const UNKNOWN: u8 = 7 * STEP;
/// … and so does one without a word.
const UNNAMED: u8 = 9 * STEP;
/// Levels of columns stand below all others, the first of them outermost.
const COLUMNS: u8 = 20 * STEP;
/// What stands between the titles of levels that are joined.
pub(super) const BETWEEN_LEVELS: &str = " / ";

/// One level.
#[derive(Debug, Clone)]
pub(super) struct Level {
    rank: u8,
    /// Whether its word says how deep it stands.
    is_ranked: bool,
    is_tactic: bool,
    /// The word for it as printed.
    pub label: Option<String>,
    /// Its number in Arabic digits.
    pub number: Option<String>,
    /// Its title without these.
    pub title: Passage,
    /// Its title with the word for it, where that stands behind the number.
    behind_number: Passage,
    /// Whether the word for it stands before its number.
    labelled_before_number: bool,
}

impl Level {
    /// The level that a section row or a heading above a table is the title of.
    pub fn of(passage: &Passage, vocabulary: &Vocabulary) -> Level {
        let reading = Reading::new(passage);
        let found = vocabulary.level_title(reading.text());
        Level {
            rank: match (found.rank, &found.label) {
                (Some(rank), _) => rank.saturating_mul(STEP).min(UNNAMED),
                (None, Some(_)) => UNKNOWN,
                (None, None) => UNNAMED.saturating_add(steps(found.number.as_deref())),
            },
            is_ranked: found.rank.is_some() || found.label.is_none(),
            is_tactic: found.is_tactic,
            behind_number: reading.part(found.behind_number),
            labelled_before_number: found.labelled_before_number,
            label: found.label,
            number: found.number,
            title: reading.part(found.title),
        }
    }

    /// The same level with the number and title that the outline reads in it.
    pub fn with(self, number: Option<String>, title: Passage) -> Level {
        Level { number, title, ..self }
    }

    /// The level that a cell of the `nth` column of levels (from 0) is the title of, below a heading.
    pub fn of_column(
        passage: &Passage,
        nth: usize,
        heading: &str,
        vocabulary: &Vocabulary,
    ) -> Level {
        let level = Level::of(passage, vocabulary);
        let word = heading.split(['/', '(', '\n']).next().unwrap_or_default().trim();
        // A word that is not the heading's is part of the title: "๒. งานโปร่งใส" below "ภารกิจ".
        let own = level.label.as_deref().is_some_and(|label| word.starts_with(label))
            || level.label.is_some() && level.labelled_before_number;
        let title = if own { level.title.clone() } else { level.behind_number.clone() };
        let label = level.label.clone().filter(|_| own);
        Level {
            rank: COLUMNS.saturating_add(u8::try_from(nth).unwrap_or(u8::MAX)),
            is_ranked: true,
            label: label.or((!word.is_empty()).then(|| word.to_owned())),
            title,
            ..level
        }
    }
}

/// The levels that are open, and what the plan has shown of their depth.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// Those open, outermost first.
    open: Vec<Level>,
    /// How deep words stand that say nothing of it themselves.
    learned: Vec<(String, u8)>,
    /// Whether a strategy was opened, so that what is called a tactic is none.
    has_strategy: bool,
    /// Whether items stand below the last one.
    holds_items: bool,
}

/// Where a level stands that was opened.
pub(super) enum Opened {
    /// It is a strategy.
    Strategy(Level),
    /// It is a tactic, joined with the levels between.
    Tactic(Level),
}

impl Levels {
    /// Opens a level, which ends those as deep as it and deeper. The outermost level is the strategy,
    /// whatever its word, unless that is one for tactics and the plan has strategies.
    pub fn open(&mut self, mut level: Level) -> Opened {
        if let Some(rank) = self.rank_of_next(&level) {
            level.rank = rank;
        } else if level.is_ranked {
            self.learn_from(&level);
        } else {
            level.rank = self.rank_of(&level);
        }
        self.open.retain(|open| open.rank < level.rank);
        self.open.push(level);
        self.holds_items = false;
        let first = &self.open[0];
        self.has_strategy |= !first.is_tactic;
        let outer = usize::from(!first.is_tactic || !self.has_strategy);
        match self.open.len() {
            1 if outer == 1 => Opened::Strategy(first.clone()),
            _ => Opened::Tactic(joined(&self.open[outer..])),
        }
    }

    /// How deep a level without a word stands that counts on from the one whose items end before it: `๒
    /// การตรวจสอบ` after `๑ ด้านจิตสำนึก`.
    fn rank_of_next(&self, level: &Level) -> Option<u8> {
        let last = self.open.last().filter(|_| self.holds_items && level.label.is_none())?;
        let counts_on = successor(last.number.as_deref()?).as_deref() == level.number.as_deref();
        counts_on.then_some(last.rank)
    }

    /// Items stand below the level that was opened last.
    pub fn hold_items(&mut self) {
        self.holds_items = true;
    }

    /// How deep a level stands whose word does not say so: as deep as before, or else below what was
    /// opened right above it.
    fn rank_of(&mut self, level: &Level) -> u8 {
        let label = level.label.clone().unwrap_or_default();
        if let Some((_, rank)) = self.learned.iter().find(|(known, _)| *known == label) {
            return *rank;
        }
        let above = self.open.last().filter(|above| !above.is_ranked && !self.holds_items);
        let rank = above.map_or(level.rank, |above| above.rank.saturating_add(1));
        self.learned.push((label, rank));
        rank
    }

    /// What stands right above a level whose depth is known, by a word that says nothing of its own,
    /// stands above it wherever it comes again.
    fn learn_from(&mut self, level: &Level) {
        let [outer @ .., above] = self.open.as_mut_slice() else { return };
        let fits = outer.last().is_none_or(|outer| outer.rank + 1 < level.rank);
        if above.is_ranked || self.holds_items || above.rank < level.rank || !fits {
            return;
        }
        above.rank = level.rank - 1;
        let known = self.learned.iter_mut().find(|(label, _)| above.label.as_ref() == Some(label));
        if let Some((_, rank)) = known {
            *rank = above.rank;
        }
    }

    /// Whether the title of a level, normalised, may stand outermost: none is open, or one by the same
    /// word is.
    pub fn may_hold(&self, title: &str, vocabulary: &Vocabulary) -> bool {
        let label = vocabulary.level_title(title).label;
        self.open.first().is_none_or(|first| first.label == label)
    }

    /// Whether a level goes on with those that are open: it counts on from one by the same word, or its
    /// number says which of them it stands below.
    pub fn goes_on_with(&self, level: &Level) -> bool {
        let Some(number) = level.number.as_deref().filter(|_| level.label.is_some()) else {
            return false;
        };
        let is_next = |open: &Level| {
            let next = open.number.as_deref().and_then(successor);
            open.label == level.label && next.as_deref() == Some(number)
        };
        let above = number.rsplit_once('.').map(|(above, _)| above);
        let is_above = |open: &Level| {
            open.label != level.label && above.is_some() && open.number.as_deref() == above
        };
        let is_same = |open: &&Level| (&open.label, &open.number) == (&level.label, &level.number);
        match self.open.iter().find(is_same) {
            // The first level of another plan may have the same number.
            Some(same) => {
                let title = Some(same.title.clone());
                again(Some((&same.number, &title)), &level.number, &level.title) != Again::Another
            }
            None => self.open.iter().any(|open| is_next(open) || is_above(open)),
        }
    }

    /// Ends all of them, before another plan.
    pub fn clear(&mut self) {
        *self = Levels { learned: std::mem::take(&mut self.learned), ..Levels::default() };
    }
}

/// How many steps below the first level a number stands: 1 for `1.2`.
fn steps(number: Option<&str>) -> u8 {
    let dots = number.map_or(0, |number| number.matches('.').count());
    u8::try_from(dots).unwrap_or(u8::MAX)
}

/// The number after another at its depth: `1.3` after `1.2`.
fn successor(number: &str) -> Option<String> {
    let (before, last) = number.rsplit_once('.').map_or(("", number), |(head, last)| (head, last));
    let next = last.parse::<u32>().ok()?.checked_add(1)?;
    Some(if before.is_empty() { next.to_string() } else { format!("{before}.{next}") })
}

/// Several levels as one: the first, with the titles of the others behind its own.
fn joined(levels: &[Level]) -> Level {
    let mut all = levels[0].clone();
    for level in &levels[1..] {
        let label = level.label.clone().unwrap_or_default();
        let number = level.number.as_deref().map(|n| format!(" {n} ")).unwrap_or_default();
        let mut title = Passage::placeless(format!("{label}{number}"));
        title.push_behind("", &level.title);
        all.title.push_behind(BETWEEN_LEVELS, &title);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where each title stands: `s` for a strategy, `t` for a tactic; `-` says that items follow.
    fn opened(titles: &[&str]) -> Vec<String> {
        let (mut levels, words) = (Levels::default(), Vocabulary::default());
        let mut all = Vec::new();
        for title in titles {
            if *title == "-" {
                levels.hold_items();
                continue;
            }
            all.push(match levels.open(Level::of(&Passage::placeless(*title), &words)) {
                Opened::Strategy(level) => format!("s {}", level.title.text),
                Opened::Tactic(level) => format!("t {}", level.title.text),
            });
        }
        all
    }

    #[test]
    fn the_outermost_level_is_the_strategy_whatever_its_word() {
        assert_eq!(opened(&["กลยุทธ์ที่ ๑ ก", "-", "กลยุทธ์ที่ ๒ ข"]), ["s ก", "s ข"]);
        assert_eq!(opened(&["กลยุทธ์ที่ ๑ ก", "แนวทางที่ ๑.๑ ข", "-"]), ["s ก", "t ข"]);
        let usual = ["ยุทธศาสตร์ที่ ๑ ก", "กลยุทธ์ที่ ๑ ข", "-", "กลยุทธ์ที่ ๒ ค"];
        assert_eq!(opened(&usual), ["s ก", "t ข", "t ค"]);
    }

    #[test]
    fn levels_without_words_stand_as_deep_as_their_numbers() {
        let plan = ["๑ แสงริมน้ำ", "๑.๑ โคมไฟ", "-", "๑.๒ หิ่งห้อย", "-", "๒ แสงริมทาง"];
        assert_eq!(opened(&plan), ["s แสงริมน้ำ", "t โคมไฟ", "t หิ่งห้อย", "s แสงริมทาง"]);
    }

    #[test]
    fn a_level_without_a_word_stands_as_deep_as_the_one_it_counts_on_from() {
        assert_eq!(opened(&["๑ ด้านแสง", "-", "๒ การดูดาว", "-"]), ["s แสง", "s การดูดาว"]);
        let plan = ["ด้านที่ ๑ ก", "๑ ข", "-", "๒ ค", "-", "ด้านที่ ๒ ง", "๓ จ"];
        assert_eq!(opened(&plan), ["s ก", "t ข", "t ค", "s ง", "t จ"]);
    }

    #[test]
    fn what_stands_right_above_a_level_is_above_it() {
        let plan = ["หิ่งห้อยที่ ๑ ก", "ฝ่ายข", "-", "ฝ่ายค", "-", "หิ่งห้อยที่ ๒ ง", "ฝ่ายจ"];
        assert_eq!(opened(&plan), ["s ก", "t ข", "t ค", "s ง", "t จ"]);
        let unknown = ["หิ่งห้อยที่ ๑ ก", "แสงไฟที่ ๑ ข", "-", "แสงไฟที่ ๒ ค", "-", "หิ่งห้อยที่ ๒ ง"];
        assert_eq!(opened(&unknown), ["s ก", "t ข", "t ค", "s ง"]);
    }
}

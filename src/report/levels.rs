//! The levels that are open while a document is walked through: strategy, tactic and what stands
//! between them and the items.

use crate::layout::Passage;
use crate::report::text::Reading;
use crate::table::level_title;

/// A level whose word is not known stands below those whose word is.
const UNNAMED: u8 = 9;
/// Levels of columns stand below all others, the first of them outermost.
const COLUMNS: u8 = 20;
/// What stands between the titles of levels that are joined.
const BETWEEN: &str = " / ";

/// One level.
#[derive(Debug, Clone)]
pub(super) struct Level {
    rank: u8,
    is_tactic: bool,
    /// The word for it as printed.
    pub label: Option<String>,
    /// Its number in Arabic digits.
    pub number: Option<String>,
    /// Its title without these.
    pub title: Passage,
}

impl Level {
    /// The level that a section row or a heading above a table is the title of.
    pub fn of(passage: &Passage) -> Level {
        let reading = Reading::new(passage);
        let found = level_title(reading.text());
        Level {
            rank: found.rank.unwrap_or(UNNAMED),
            is_tactic: found.is_tactic,
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
    pub fn of_column(passage: &Passage, nth: usize, heading: &str) -> Level {
        let level = Level::of(passage);
        let word = heading.split(['/', '(', '\n']).next().unwrap_or_default().trim();
        let own = level.label.is_some() && level.number.is_some();
        // Without a number the word is part of the title: "งานบริการประชาชน" below "ภารกิจ".
        let whole = if own || level.label.is_none() { level } else { Level { title: passage.clone(), ..level } };
        Level {
            rank: COLUMNS + nth as u8,
            label: whole.label.clone().filter(|_| own).or((!word.is_empty()).then(|| word.to_owned())),
            ..whole
        }
    }
}

/// The levels that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Levels(Vec<Level>);

/// Where a level stands that was opened.
pub(super) enum Opened {
    /// It is a strategy.
    Strategy(Level),
    /// It is a tactic, joined with the levels between.
    Tactic(Level),
}

impl Levels {
    /// Opens a level, which ends those as deep as it and deeper.
    pub fn open(&mut self, level: Level) -> Opened {
        self.0.retain(|open| open.rank < level.rank);
        self.0.push(level);
        let outer = self.0.iter().take_while(|level| !level.is_tactic).count().min(1);
        match self.0.len() {
            1 if outer == 1 => Opened::Strategy(self.0[0].clone()),
            _ => Opened::Tactic(joined(&self.0[outer..])),
        }
    }

    /// Ends all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Several levels as one: the first, with the titles of the others behind its own.
fn joined(levels: &[Level]) -> Level {
    let mut all = levels[0].clone();
    for level in &levels[1..] {
        let label = level.label.clone().unwrap_or_default();
        let number = level.number.as_deref().map(|n| format!(" {n} ")).unwrap_or_default();
        let mut title = Passage::placeless(format!("{label}{number}"));
        title.push_behind("", &level.title);
        all.title.push_behind(BETWEEN, &title);
    }
    all
}

//! The levels that are open while a document is walked through: strategy, tactic and what stands
//! between them and the items.

use crate::layout::Passage;
use crate::report::text::Reading;
use crate::table::Vocabulary;

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
            rank: found.rank.unwrap_or(UNNAMED),
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
            label: label.or((!word.is_empty()).then(|| word.to_owned())),
            title,
            ..level
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

    /// Whether the title of a level, normalised, may stand outermost: none is open, or one by the same
    /// word is.
    pub fn may_hold(&self, title: &str, vocabulary: &Vocabulary) -> bool {
        let label = vocabulary.level_title(title).label;
        self.0.first().is_none_or(|first| first.label == label)
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

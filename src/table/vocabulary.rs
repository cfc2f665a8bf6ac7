//! What the program knows of words in tables, with a user's own words among them.

use std::fmt;
use std::sync::{Arc, LazyLock};

use crate::role::Role;
use crate::table::heading::{Headings, Vote};
use crate::table::level::{LevelFound, LevelWords};
use crate::words::Own;

/// The words of the program alone.
static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::compiled(&Own::default()));

/// The words of headings and levels, ready to be found. It is made once for a document, and copies
/// of it are cheap.
#[derive(Clone)]
pub struct Vocabulary(Arc<Compiled>);

struct Compiled {
    own: Own,
    headings: Headings,
    levels: LevelWords,
}

impl Default for Vocabulary {
    /// The words of the program alone.
    fn default() -> Vocabulary {
        BUILT_IN.clone()
    }
}

impl PartialEq for Vocabulary {
    fn eq(&self, other: &Vocabulary) -> bool {
        self.0.own == other.0.own
    }
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Vocabulary").field(&self.0.own).finish()
    }
}

impl Vocabulary {
    /// The words of the program with those of a user.
    pub fn of(own: &Own) -> Vocabulary {
        if own.is_empty() { Vocabulary::default() } else { Vocabulary::compiled(own) }
    }

    fn compiled(own: &Own) -> Vocabulary {
        let (headings, levels) = (Headings::of(own), LevelWords::of(own));
        Vocabulary(Arc::new(Compiled { own: own.clone(), headings, levels }))
    }

    /// The user's words, for what looks for other words.
    pub fn own(&self) -> &Own {
        &self.0.own
    }

    /// What a heading says that its column holds, by its words alone; `None` where they are not
    /// known, or where the text is no heading.
    ///
    /// ```
    /// use raingan::role::Role;
    /// use raingan::table::Vocabulary;
    /// use raingan::words::Own;
    /// let own = Own::parse("สีของดอกไม้\tdetail").unwrap();
    /// assert_eq!(Vocabulary::of(&own).meaning("สีของดอกไม้"), Some(Role::Detail));
    /// assert_eq!(Vocabulary::default().meaning("สีของดอกไม้"), None);
    /// ```
    pub fn meaning(&self, heading: &str) -> Option<Role> {
        self.0.headings.meaning(heading)
    }

    /// What each known word of a heading says, under a group that means `group`.
    pub(crate) fn votes(&self, heading: &str, group: Option<Role>) -> Vec<Vote> {
        self.0.headings.votes(heading, group)
    }

    /// Whether a word of the user stands in a heading.
    pub(super) fn is_own(&self, heading: &str) -> bool {
        self.0.headings.is_own(heading)
    }

    /// Reads a text that is known to be the title of a level.
    ///
    /// ```
    /// use raingan::table::Vocabulary;
    /// let text = "มิติที่ ๑ สร้างสังคมที่ไม่ทนต่อการทุจริต";
    /// let found = Vocabulary::default().level_title(text);
    /// assert_eq!((found.label.as_deref(), found.number.as_deref()), (Some("มิติ"), Some("1")));
    /// assert_eq!(&text[found.title], "สร้างสังคมที่ไม่ทนต่อการทุจริต");
    /// ```
    pub fn level_title(&self, text: &str) -> LevelFound {
        self.0.levels.title(text)
    }

    /// Whether a text shows by itself that it is the title of a level: its word stands beside a
    /// number.
    pub fn is_level_title(&self, text: &str) -> bool {
        self.0.levels.shows(text)
    }

    /// Whether a text begins with a word for a level, with or without a number: the title of one
    /// where it stands alone right above a table.
    pub fn begins_with_level(&self, text: &str) -> bool {
        self.0.levels.begin(text)
    }
}

/// What a heading says that its column holds, by the words that the program knows; `None` where they
/// are not known, or where the text is no heading. To teach the program a new heading, add its word
/// to `data/words/headings.txt`, and a case to the test in `src/table/heading.rs`.
///
/// ```
/// use raingan::role::Role;
/// use raingan::table::meaning;
/// assert_eq!(meaning("งบประมาณ\n(บาท)"), Some(Role::Budget));
/// assert_eq!(meaning("ลำดับ/โครงการ"), Some(Role::Project));
/// assert_eq!(meaning("สีของดอกไม้"), None);
/// ```
pub fn meaning(heading: &str) -> Option<Role> {
    BUILT_IN.meaning(heading)
}

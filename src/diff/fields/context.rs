//! What is known of both reports when a field is compared, and what is found about it.

use crate::contract::model::FiscalYear;
use crate::diff::model::{Change, Spelling};
use crate::diff::words::Years;

/// What is known of the two reports.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The older report's fiscal year.
    pub old_year: Option<FiscalYear>,
    /// The newer report's fiscal year.
    pub new_year: Option<FiscalYear>,
    /// What no field of the older report claimed, spelt as headings are compared: a text that is
    /// new in a field may have stood there.
    pub old_unclaimed: Vec<String>,
    /// The same of the newer report.
    pub new_unclaimed: Vec<String>,
    /// Whether different versions of raingan read them.
    pub versions_differ: bool,
    /// Whether both are of one document.
    pub is_one_document: bool,
}

impl Context {
    /// The fiscal years of both.
    pub fn years(&self) -> Years {
        Years { old: buddhist_era(&self.old_year), new: buddhist_era(&self.new_year) }
    }

    /// Whether they are of different fiscal years, as far as they say.
    pub fn is_another_year(&self) -> bool {
        !self.is_one_document && self.years_apart() != 0
    }

    /// Years from the older report to the newer one; 0 where one does not say its year.
    pub fn years_apart(&self) -> i64 {
        match (&self.old_year, &self.new_year) {
            (Some(old), Some(new)) => i64::from(new.be - old.be),
            _ => 0,
        }
    }
}

fn buddhist_era(year: &Option<FiscalYear>) -> Option<i64> {
    year.as_ref().map(|year| i64::from(year.be))
}

/// How two years of something differ.
#[derive(Debug, Clone, Default)]
pub struct Differences {
    /// The changes.
    pub changes: Vec<Change>,
    /// What is spelt otherwise only, which is no change.
    pub spellings: Vec<Spelling>,
}

impl Differences {
    /// Adds those of another part.
    pub fn add(&mut self, more: Differences) {
        self.changes.extend(more.changes);
        self.spellings.extend(more.spellings);
    }
}

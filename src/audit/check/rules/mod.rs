//! The rules, one a file: what each looks for, its doc and its limits.

pub(super) mod budget_missing;
pub(super) mod children;
pub(super) mod column_missing;
pub(super) mod date_off_schedule;
pub(super) mod date_outside;
pub(super) mod events;
pub(super) mod fund;
pub(super) mod heading_empty;
pub(super) mod item_duplicated;
pub(super) mod line_repeated;
pub(super) mod names;
pub(super) mod number_gap;
pub(super) mod percent;
pub(super) mod result_copied;
pub(super) mod result_missing;
pub(super) mod spent_above;
pub(super) mod spent_none;
pub(super) mod sum;
pub(super) mod table_untitled;
pub(super) mod target_copied;
pub(super) mod target_judged;
pub(super) mod total_mismatch;
pub(super) mod year_other;

//! Summaries as the page shows them.

use serde::Serialize;

use crate::audit::summary::{Group, GroupKind, Summary, labels};
use crate::contract::output::page::{Both, in_both};
use crate::contract::output::{Lang, Links};

/// The widths of a bar together.
const WHOLE: usize = 100;

#[derive(Serialize)]
pub(super) struct SummedView {
    name: String,
    of: String,
    link: Option<String>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    name: Both,
    is_total: bool,
    cells: Vec<String>,
    /// How many targets there are, and how wide those met and missed are drawn.
    targets: usize,
    met: usize,
    missed: usize,
}

/// The names of the columns of numbers.
pub(super) fn heads() -> Vec<Both> {
    let heads = [
        ("projects", "โครงการ"),
        ("activities", "กิจกรรม"),
        ("measures", "มาตรการ"),
        ("budget (baht)", "งบประมาณ (บาท)"),
        ("spent (baht)", "ใช้จ่าย (บาท)"),
        ("targets met", "บรรลุ"),
        ("not met", "ไม่บรรลุ"),
        ("not said", "ไม่ทราบ"),
    ];
    heads.map(|(en, th)| (en.to_owned(), th.to_owned())).to_vec()
}

/// The summaries, each with a row for each group.
pub(super) fn views(summaries: &[Summary], links: &Links) -> Vec<SummedView> {
    let all = summaries.iter().enumerate();
    all.map(|(at, summary)| SummedView {
        name: summary.file.clone().unwrap_or_else(|| "–".to_owned()),
        of: {
            let year = summary.fiscal_year_be.map(|year| year.to_string());
            summary.agency.iter().cloned().chain(year).collect::<Vec<_>>().join(" · ")
        },
        link: links.to_page(at),
        rows: summary.groups.iter().chain([&summary.total]).map(row).collect(),
    })
    .collect()
}

fn row(group: &Group) -> RowView {
    let targets = &group.targets;
    let all = targets.met + targets.missed + targets.undecided;
    let counts = [group.projects, group.activities, group.measures].map(|n| n.to_string());
    let money = [labels::amount(&group.budget), labels::further_amount(group.budget.used_thb)];
    let verdicts = [targets.met, targets.missed, targets.undecided].map(|n| n.to_string());
    RowView {
        name: in_both(|lang: Lang| labels::group_name(group, lang)),
        is_total: group.kind == GroupKind::Total,
        cells: counts.into_iter().chain(money).chain(verdicts).collect(),
        targets: all,
        met: width(targets.met, all),
        missed: width(targets.missed, all),
    }
}

/// How wide a part of all is drawn.
fn width(some: usize, all: usize) -> usize {
    (some * WHOLE).checked_div(all).unwrap_or(0)
}

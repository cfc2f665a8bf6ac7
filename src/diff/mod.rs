//! Two years of an agency's reports held against each other: what became of every project and
//! measure, and what changed.
//!
//! ```text
//! Report ─▶ nodes::items ─▶ align::align ─▶ parts::parts ─▶ groups::matches ─▶ moved::tell ─▶ Comparison ─▶ output
//! Report ─▶  Vec<Node>        Link            Parts            Vec<Match>
//! ```
//!
//! [`compare`] runs the whole line. What is no change is not listed: the year itself, spacing, the
//! script of digits, the order of marks; spellings that are taken for each other when a page is
//! read stand apart, as [`model::Spelling`].

pub mod align;
mod budget;
pub mod corrected;
pub mod fields;
mod groups;
mod marks;
pub mod model;
mod moved;
pub mod nodes;
mod notes;
pub mod output;
mod parts;
mod schedule;
#[cfg(feature = "schema")]
pub mod schema;
pub mod similar;
mod timeline;
pub mod token;
mod totals;
mod unnamed;
mod weave;
pub mod words;

use model::{
    Comparison, Count, Expected, ExpectedCount, Kind, Match, NodeKind, Pair, SCHEMA_VERSION, Side,
};

use crate::audit::summary::{Summary, summary};
use crate::contract::model::{Generator, Report};
use crate::error::{Error, ErrorKind};
use crate::thai::text::matching_key;

/// Compares each report with the one before it.
///
/// ```
/// let error = raingan::diff::compare(&[], false).unwrap_err();
/// assert_eq!(error.to_string(), "two reports or more are needed to compare, and there are 0");
/// ```
///
/// # Errors
///
/// [`ErrorKind::Usage`] where there are fewer than two, or they are of different agencies and that
/// is not `forced`; [`ErrorKind::Invalid`] where one has nothing to compare.
pub fn compare(reports: &[Report], forced: bool) -> Result<Comparison, Error> {
    if reports.len() < 2 {
        let message =
            format!("two reports or more are needed to compare, and there are {}", reports.len());
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let sides: Vec<Side> = reports.iter().map(side).collect();
    // Of one document nothing need be read to know that nothing changed.
    let is_one = sides.iter().all(|side| side.sha256 == sides[0].sha256 && side.items == 0);
    if let Some(empty) = sides.iter().find(|side| side.items == 0).filter(|_| !is_one) {
        let message =
            "has nothing to compare: no project, no measure and no row of a table was read";
        return Err(Error::new(ErrorKind::Invalid, message)
            .in_file(empty.file_name.clone().unwrap_or_default()));
    }
    let mut pairs = Vec::new();
    for (i, both) in reports.windows(2).enumerate() {
        notes::comparable(&both[0], &both[1], forced)?;
        pairs.push(pair(i, &both[0], &both[1]));
    }
    let timeline = if reports.len() > 2 { timeline::timeline(reports, &pairs) } else { Vec::new() };
    let generator = Generator {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        content_sha256: None,
    };
    Ok(Comparison {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator,
        reports: sides,
        pairs,
        timeline,
    })
}

fn side(report: &Report) -> Side {
    Side {
        file_name: report.source.file_name.clone(),
        sha256: report.source.sha256.clone(),
        generator: without_seal(&report.generator),
        agency: report.agency.as_ref().map(|a| a.name.clone()),
        fiscal_year_be: report.fiscal_year.as_ref().map(|y| y.be),
        items: nodes::items(report).iter().filter(|node| node.is_item()).count() as u32,
    }
}

/// What read a report, without the seal of what it wrote.
fn without_seal(generator: &Generator) -> Generator {
    Generator { content_sha256: None, ..generator.clone() }
}

/// Two reports held against each other; the older one stands at `place`.
fn pair(place: usize, old: &Report, new: &Report) -> Pair {
    let (olds, news) = (nodes::items(old), nodes::items(new));
    let (known_old, known_new) = align::know(&olds, &news);
    let mut aligning = align::align(&known_old, &known_new);
    let parts = parts::parts(&mut aligning);
    let (groups, mut matches) =
        groups::matches(&olds, &news, &aligning, &parts, &context(old, new));
    moved::tell(&olds, &news, &groups, &mut matches);
    let sums = (summary(old), summary(new));
    let (of_old, of_new) = (sums_by_place(&olds, &sums.0), sums_by_place(&news, &sums.1));
    Pair {
        old: place as u32,
        new: place as u32 + 1,
        notes: notes::notes(old, new),
        totals: totals::totals((&sums.0, &sums.1), &of_old, &of_new, |place| {
            aligning.links[place].map(|link| link.new)
        }),
        counts: counts(&matches),
        expected: expected(&matches),
        matches,
    }
}

/// The groups of a summary with their places: they stand in the order of what they sum.
fn sums_by_place<'s>(nodes: &[nodes::Node<'_>], summary: &'s Summary) -> Vec<totals::Part<'s>> {
    let places = nodes.iter().enumerate().filter(|(_, node)| match node.kind {
        NodeKind::Strategy => true,
        NodeKind::Section => nodes::is_of_items(node),
        _ => false,
    });
    let named = places.zip(&summary.groups).map(|((place, node), group)| {
        let title = node.title.map(|title| title.text.clone());
        totals::Part { place, name: totals::Name { id: node.id.clone(), title }, group }
    });
    named.collect()
}

/// What is known of both reports when their fields are compared.
fn context(old: &Report, new: &Report) -> fields::Context {
    fields::Context {
        old_year: old.fiscal_year.clone(),
        new_year: new.fiscal_year.clone(),
        old_unclaimed: unclaimed(old),
        new_unclaimed: unclaimed(new),
        versions_differ: notes::versions_differ(old, new),
        is_one_document: old.source.sha256 == new.source.sha256,
    }
}

/// What no field claimed, spelt as headings are compared.
fn unclaimed(report: &Report) -> Vec<String> {
    report.unclaimed.iter().map(|u| matching_key(&u.text)).collect()
}

/// How many changes there are of each kind, in the order of the kinds.
fn counts(matches: &[Match]) -> Vec<Count> {
    let mut counts: Vec<Count> =
        Kind::ALL.iter().map(|kind| Count { kind: *kind, count: 0 }).collect();
    let told = matches.iter().flat_map(|m| &m.changes).filter(|c| c.expected.is_none());
    for change in told {
        if let Some(count) = counts.iter_mut().find(|count| count.kind == change.kind) {
            count.count += 1;
        }
    }
    counts.retain(|count| count.count > 0);
    counts
}

/// How many changes were to be expected, by why.
fn expected(matches: &[Match]) -> Vec<ExpectedCount> {
    let found: Vec<Expected> =
        matches.iter().flat_map(|m| &m.changes).filter_map(|change| change.expected).collect();
    let counted = Expected::ALL.map(|why| ExpectedCount {
        why,
        count: found.iter().filter(|found| **found == why).count() as u32,
    });
    counted.into_iter().filter(|counted| counted.count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{activity, project, report};
    use crate::contract::model::FiscalYear;
    use crate::diff::model::Change;

    /// A report on a fiscal year; another document than that of any other year.
    fn of_year(be: i16, items: Vec<crate::audit::sample::Draft>) -> Report {
        let mut report = report(items);
        let ce = be - 543;
        let day = jiff::civil::date;
        report.fiscal_year = Some(FiscalYear {
            be,
            start: day(ce - 1, 10, 1),
            end: day(ce, 9, 30),
            corrected: None,
        });
        report.source.sha256 = format!("{be:064}");
        report.generator.content_sha256 = Some("a".repeat(64));
        report
    }

    fn compared(
        old: Vec<crate::audit::sample::Draft>,
        new: Vec<crate::audit::sample::Draft>,
    ) -> Pair {
        let reports = [of_year(2567, old), of_year(2568, new)];
        compare(&reports, false).expect("two years").pairs.remove(0)
    }

    fn changes(pair: &Pair) -> Vec<(Kind, Option<Expected>)> {
        let all = pair.matches.iter().flat_map(|m| &m.changes);
        all.map(|change| (change.kind, change.expected)).collect()
    }

    fn told(pair: &Pair, kind: Kind) -> Vec<&Change> {
        pair.matches.iter().flat_map(|m| &m.changes).filter(|c| c.kind == kind).collect()
    }

    #[test]
    fn money_that_moves_within_a_project_is_told_once_with_its_total() {
        let whole =
            || vec![project("1").budget("๒๔๐,๐๐๐").child(activity("1.1")).child(activity("1.2"))];
        let divided = |a: &str, b: &str| {
            vec![project("1").child(activity("1.1").budget(a)).child(activity("1.2").budget(b))]
        };
        let moved = Some(Expected::MoneyMoved);
        for (old, new, total, difference) in [
            (whole(), divided("๙๐,๐๐๐", "๑๕๐,๐๐๐"), 240_000, 0),
            (whole(), divided("๙๐,๐๐๐", "๑๐๐,๐๐๐"), 240_000, -50_000),
            (divided("๙๐,๐๐๐", "๑๕๐,๐๐๐"), whole(), 240_000, 0),
            (divided("๙๐,๐๐๐", "๑๕๐,๐๐๐"), divided("๑๐๐,๐๐๐", "๑๔๐,๐๐๐"), 240_000, 0),
        ] {
            let pair = compared(old, new);
            let [change] = told(&pair, Kind::BudgetMoved)[..] else { panic!("{pair:?}") };
            let Some(model::Numbers::Money(amounts)) = &change.numbers else { panic!() };
            let baht = |n: i64| Some(crate::contract::model::Baht::from_satang(100 * n));
            assert_eq!((amounts.old_thb, amounts.difference_thb), (baht(total), baht(difference)));
            let of_money: Vec<_> = changes(&pair)
                .into_iter()
                .filter(|(kind, why)| *kind != Kind::BudgetMoved && *why != moved)
                .collect();
            assert_eq!(of_money, [], "all else is part of it");
        }
    }

    #[test]
    fn money_that_grows_or_stands_with_another_project_did_not_move() {
        let two = |a: &str, b: &str| vec![project("1").budget(a), project("2").budget(b)];
        let pair = compared(two("๑๐๐", "๒๐๐"), two("๒๐๐", "๑๐๐"));
        assert_eq!(changes(&pair), [(Kind::BudgetChanged, None), (Kind::BudgetChanged, None)]);
        let with = |a: &str| vec![project("1").budget("๕๐๐").child(activity("1.1").budget(a))];
        assert_eq!(changes(&compared(with("๑๐๐"), with("๒๐๐"))), [(Kind::BudgetChanged, None)]);
    }

    #[test]
    fn a_result_of_the_year_before_is_told_as_copied() {
        let result = |text: &str| vec![project("1").result(text)];
        let (old, new) = (
            "จัดอบรมบุคลากรเมื่อวันที่ ๑๒ มีนาคม ๒๕๖๗ มีผู้เข้าร่วม ๕๘ คน",
            "จัดอบรมบุคลากรเมื่อวันที่ ๑๒ มีนาคม ๒๕๖๘ มีผู้เข้าร่วม ๕๘ คน",
        );
        let copied = Kind::ResultCopied;
        let with_year = (Kind::Date, Some(Expected::WithTheYear));
        assert_eq!(changes(&compared(result(old), result(new))), [with_year, (copied, None)]);
        assert_eq!(changes(&compared(result(old), result(old))), [(copied, None)], "nor the year");
        let other = new.replace("๕๘", "๕๙");
        assert!(told(&compared(result(old), result(&other)), copied).is_empty());
        for stock in ["ดำเนินการแล้วเสร็จตามแผน", "ผู้เข้าร่วม ๕๐ คน"]
        {
            assert_eq!(changes(&compared(result(stock), result(stock))), [], "{stock}");
        }
        let one = [of_year(2567, result(old)), of_year(2567, result(old))];
        assert!(compare(&one, false).unwrap().is_same(), "one year");
    }

    #[test]
    fn what_a_new_year_brings_is_folded_and_changes_nothing() {
        let title = |number: &str, title: &str| project(number).title(title);
        let (a, b) = ("โครงการอบรมจริยธรรม", "โครงการตรวจสอบพัสดุ");
        let old = vec![
            title("1", a).result("ประชุมครั้งที่ ๓/๒๕๖๗ เมื่อเดือนมีนาคม ๒๕๖๗"),
            title("3", b).result("ตรวจแล้ว"),
        ];
        let new = vec![
            title("1", a).result("ประชุมครั้งที่ ๕/๒๕๖๘ เมื่อเดือนมีนาคม ๒๕๖๘"),
            title("2", b).result("ตรวจแล้ว"),
        ];
        let pair = compared(old, new);
        let mut found = changes(&pair);
        found.sort_by_key(|(kind, _)| *kind);
        let running = Some(Expected::RunningNumber);
        assert_eq!(
            found,
            [
                (Kind::Renumbered, running),
                (Kind::ResultFigure, running),
                (Kind::Date, Some(Expected::WithTheYear)),
            ]
        );
        assert!(pair.counts.is_empty());
        let counts: Vec<u32> = pair.expected.iter().map(|count| count.count).collect();
        assert_eq!(counts, [1, 2]);
        let swapped =
            compared(vec![title("1", a), title("2", b)], vec![title("1", b), title("2", a)]);
        let real = changes(&swapped).iter().filter(|(_, why)| why.is_none()).count();
        assert_eq!(real, 1, "one went to another place");
    }

    #[test]
    fn what_is_gone_is_told_by_its_name() {
        let aim = "ตัวชี้วัด : ร้อยละความพึงพอใจ เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐";
        let more = format!("{aim}\nตัวชี้วัด : จำนวนผู้ผ่านการอบรม เป้าหมาย : ไม่น้อยกว่า ๕๐ คน");
        let old = vec![project("1").indicator(&more).result("อบรมแล้ว ๖๐ คน")];
        let pair = compared(old, vec![project("1").indicator(aim).result("-")]);
        let text = |kind| told(&pair, kind)[0].old.as_ref().map(|value| value.text.clone());
        assert!(text(Kind::TargetRemoved).unwrap().contains("จำนวนผู้ผ่านการอบรม"));
        assert_eq!(text(Kind::ResultRemoved).as_deref(), Some("อบรมแล้ว ๖๐ คน"));
        assert_eq!(changes(&pair).len(), 2, "{:?}", changes(&pair));
    }

    #[test]
    fn only_another_version_is_another_version() {
        let reports = [of_year(2567, vec![project("1")]), of_year(2568, vec![project("1")])];
        let mut reports = reports;
        reports[1].generator.content_sha256 = Some("b".repeat(64));
        let comparison = compare(&reports, false).unwrap();
        assert_eq!(comparison.pairs[0].notes, []);
        assert_eq!(comparison.reports[0].generator.content_sha256, None, "as the schema has it");
        reports[1].generator.version.push_str(".1");
        assert_eq!(compare(&reports, false).unwrap().pairs[0].notes.len(), 1);
    }

    #[test]
    fn a_strategy_and_a_tactic_without_a_name_are_known_by_what_stands_below() {
        let items = || vec![project("1").title("อบรมจริยธรรม"), project("2").title("ตรวจพัสดุ")];
        let old = of_year(2567, items());
        let mut new = of_year(2568, items());
        let crate::contract::model::Section::ActionPlan(plan) = &mut new.sections[0] else {
            panic!("a plan")
        };
        let strategy = &mut plan.strategies[0];
        (strategy.number, strategy.title) = (None, None);
        (strategy.tactics[0].number, strategy.tactics[0].title) = (None, None);
        let pair = &compare(&[old, new], false).unwrap().pairs[0];
        let all = pair.matches.iter();
        assert!(all.clone().all(|m| m.relation == model::Relation::Same), "{pair:?}");
        assert!(told(pair, Kind::Moved).is_empty());
    }

    #[test]
    fn totals_stand_side_by_side() {
        let old = vec![project("1").budget("๑,๐๐๐"), project("2").budget("๕๐๐")];
        let pair = compared(old, vec![project("1").budget("๑,๒๐๐")]);
        let all = pair.totals.all;
        assert_eq!((all.projects.old, all.projects.new), (2, 1));
        assert_eq!(all.budget.difference_thb.map(|baht| baht.satang), Some(-30_000));
        assert_eq!(pair.totals.groups.len(), 1);
        assert!(pair.totals.groups[0].old.is_some() && pair.totals.groups[0].new.is_some());
    }

    #[test]
    fn of_one_document_nothing_changes_though_nothing_was_read() {
        let empty = of_year(2567, Vec::new());
        let comparison = compare(&[empty.clone(), empty.clone()], false).unwrap();
        assert!(comparison.is_same());
        assert!(compare(&[empty, of_year(2568, Vec::new())], false).is_err());
    }
}

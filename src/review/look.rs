//! What deserves a look: findings, values read with doubt, text that no field claimed; what would
//! change most comes first.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Both, Group, Kind, Look, Node};
use crate::audit::check::check;
use crate::contract::model::Report;
use crate::finding::{Code, Finding, Region, Severity};
use crate::role::{Holds, Role};

/// A text read from a picture with less confidence than this is doubtful: see
/// [`crate::inspect`], which marks characters by the same measure.
const SURE: f32 = 0.98;

/// Parts of the codes of findings that are about money …
const MONEY: &[&str] = &["budget", "money", "sum", "total", "spent", "fund"];
/// … about what is aimed at, and what came of it …
const TARGET: &[&str] = &["target", "percent", "result", "count", "indicator", "event"];
/// … about time.
const DATE: &[&str] = &["date", "schedule", "year", "weekday"];

/// Findings that merely inform of what rests on a guess: they stand among what is to be looked at.
const GUESSES: &[Code] = &[Code::ColumnsGuessed, Code::BordersGuessed, Code::JoinGuessed];

/// Findings that stand here text by text: once is enough.
const LISTED: &[Code] = &[Code::UnclaimedText];

/// Findings that say that the document does not tell something: the value that would.
const MISSING: &[(Code, &str)] = &[
    (Code::NoAgency, "/agency/name"),
    (Code::AgencyUnsure, "/agency/name"),
    (Code::NoFiscalYear, "/fiscal_year/be"),
];

/// The list.
pub(super) fn look(report: &Report, tree: &[Node]) -> Vec<Look> {
    let mut nodes = Vec::new();
    flatten(tree, &mut nodes);
    let places = Places::of(&nodes);
    let mut all: Vec<Look> = check(report)
        .iter()
        .filter(|finding| !is_one_of(finding, LISTED))
        .map(|finding| of_finding(finding, &places))
        .collect();
    let told: BTreeSet<String> = all
        .iter()
        .filter(|look| look.code.as_deref() == Some(Code::LowConfidence.as_str()))
        .filter_map(|look| look.pointer.clone())
        .collect();
    let doubts = nodes.iter().filter(|node| is_doubtful(node) && !told.contains(&node.pointer));
    all.extend(doubts.map(|node| of_doubt(node)));
    all.extend(nodes.iter().filter(|node| node.kind == Kind::Unclaimed).map(|n| of_unclaimed(n)));
    // Within a group they keep their order: findings in that of the rules, values in that of the
    // document.
    all.sort_by_key(|look| look.group);
    all
}

fn is_one_of(finding: &Finding, codes: &[Code]) -> bool {
    codes.iter().any(|code| finding.code == code.as_str())
}

fn flatten<'n>(nodes: &'n [Node], all: &mut Vec<&'n Node>) {
    for node in nodes {
        all.push(node);
        flatten(&node.below, all);
    }
}

/// Which values stand where.
struct Places<'n> {
    /// The values of each page, in the order of the tree.
    on_page: BTreeMap<u32, Vec<&'n Node>>,
    items: BTreeMap<&'n str, &'n Node>,
}

impl<'n> Places<'n> {
    fn of(nodes: &[&'n Node]) -> Places<'n> {
        let mut places = Places { on_page: BTreeMap::new(), items: BTreeMap::new() };
        for node in nodes.iter().copied() {
            let pages: BTreeSet<u32> = node.at.iter().map(|region| region.page).collect();
            // A group shows the text of its title, which is a value of its own.
            for page in pages.into_iter().filter(|_| node.kind != Kind::Group) {
                places.on_page.entry(page).or_default().push(node);
            }
            if let (Kind::Group, Some(id)) = (node.kind, node.item.as_deref()) {
                places.items.entry(id).or_insert(node);
            }
        }
        places
    }

    /// The value that a finding is about: one of its item that stands where the evidence does, and
    /// says it; else the item itself.
    fn pointer(&self, finding: &Finding) -> Option<String> {
        let item = finding.item.as_deref();
        let found = finding.evidence.iter().find_map(|evidence| {
            let region = evidence.region?;
            let here = self.on_page.get(&region.page)?;
            let mut mine = here.iter().filter(|node| {
                (item.is_none() || node.item.as_deref() == item) && stands_at(node, &region)
            });
            let first = mine.clone().next()?;
            let says = mine.find(|n| !evidence.raw.is_empty() && n.text.contains(&evidence.raw));
            Some(says.unwrap_or(first).pointer.clone())
        });
        let missing = MISSING.iter().find(|(code, _)| finding.code == code.as_str());
        found
            .or_else(|| missing.map(|(_, pointer)| (*pointer).to_owned()))
            .or_else(|| Some(self.items.get(item?)?.pointer.clone()))
    }
}

/// Whether one of a value's boxes and another box share a place.
fn stands_at(node: &Node, place: &Region) -> bool {
    node.at.iter().any(|region| region.holds(place) || place.holds(region))
}

fn of_finding(finding: &Finding, places: &Places<'_>) -> Look {
    let at: Vec<Region> = finding.evidence.iter().filter_map(|e| e.region).collect();
    Look {
        group: group(finding),
        level: finding.severity.as_str(),
        code: Some(finding.code.clone()),
        words: Both(finding.message_en.clone(), finding.message_th.clone()),
        page: finding.page,
        item: finding.item.clone(),
        pointer: places.pointer(finding),
        at,
    }
}

/// What a finding would change.
fn group(finding: &Finding) -> Group {
    match finding.severity {
        Severity::Error => Group::Error,
        Severity::Info if is_one_of(finding, GUESSES) => Group::Rest,
        Severity::Info => Group::Info,
        Severity::Warning if is_about(finding, MONEY) => Group::Money,
        Severity::Warning if is_about(finding, TARGET) => Group::Target,
        Severity::Warning if is_about(finding, DATE) => Group::Date,
        Severity::Warning => Group::Rest,
    }
}

/// Whether a part of a finding's code is one of these words.
fn is_about(finding: &Finding, words: &[&str]) -> bool {
    finding.code.split('-').any(|part| words.contains(&part))
}

/// Whether a value was read with doubt and can be put right: cells, not what was read from them.
fn is_doubtful(node: &Node) -> bool {
    let is_own = node.item.is_none() || node.role.is_some();
    node.fix && is_own && !node.text.is_empty() && node.sure.is_some_and(|sure| sure < SURE)
}

fn of_doubt(node: &Node) -> Look {
    let percent = (node.sure.unwrap_or_default() * 100.0).floor();
    let en = format!("{}: read with doubt ({percent} % sure)", node.label.0);
    let th = format!("{}: อ่านได้ไม่แน่ชัด (มั่นใจ {percent} %)", node.label.1);
    Look {
        group: node.role.map_or(Group::Rest, group_of_role),
        level: "doubt",
        code: None,
        words: Both(en, th),
        page: node.at.first().map(|region| region.page),
        item: node.item.clone(),
        at: node.at.clone(),
        pointer: Some(node.pointer.clone()),
    }
}

/// What a cell would change.
fn group_of_role(role: Role) -> Group {
    match role.holds() {
        Holds::Money => Group::Money,
        Holds::Targets | Holds::Figures => Group::Target,
        _ if matches!(role, Role::Period | Role::Schedule) => Group::Date,
        _ => Group::Rest,
    }
}

fn of_unclaimed(node: &Node) -> Look {
    let en = format!("no field claimed this: {}", node.label.0);
    let th = format!("ไม่อยู่ในช่องใด: {}", node.label.1);
    Look {
        group: Group::Unclaimed,
        level: "unclaimed",
        code: None,
        words: Both(en, th),
        page: node.at.first().map(|region| region.page),
        item: None,
        at: node.at.clone(),
        pointer: Some(node.pointer.clone()),
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::super::tree::tree;
    use super::*;
    use crate::contract::model::Section;
    use crate::sample;

    fn finding(code: &str, severity: Severity) -> Finding {
        Finding { code: code.to_owned(), severity, ..Finding::new(Code::NoTable, "ก", "a") }
    }

    #[test]
    fn what_would_change_most_comes_first() {
        let mut report = sample::minimal();
        report.findings = [
            ("no-title", Severity::Info),
            ("columns-guessed", Severity::Info),
            ("date-impossible", Severity::Warning),
            ("target-copied", Severity::Warning),
            ("budget-unread", Severity::Warning),
            ("page-failed", Severity::Error),
            ("unclaimed-text", Severity::Info),
        ]
        .map(|(code, severity)| finding(code, severity))
        .to_vec();
        let look = look(&report, &tree(&report));
        let own = report.findings.iter().map(|f| f.code.as_str()).collect::<BTreeSet<_>>();
        let codes: Vec<&str> =
            look.iter().filter_map(|l| l.code.as_deref()).filter(|c| own.contains(c)).collect();
        assert_eq!(
            codes,
            [
                "page-failed",
                "budget-unread",
                "target-copied",
                "date-impossible",
                "columns-guessed",
                "no-title"
            ]
        );
    }

    #[test]
    fn a_doubt_is_told_once_at_the_cell() {
        let mut report = sample::full();
        report.findings.clear();
        let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!("a plan") };
        let item = &mut plan.strategies[0].tactics[0].projects[0];
        item.title.confidence = Some(0.5);
        let budget = item.cells.get_mut(&Role::Budget.into()).expect("a budget");
        budget.confidence = Some(0.979);
        let doubts: Vec<Look> =
            look(&report, &tree(&report)).into_iter().filter(|l| l.level == "doubt").collect();
        assert_eq!(doubts.len(), 1, "{doubts:?}");
        assert_eq!(doubts[0].group, Group::Money);
        let pointer = doubts[0].pointer.as_deref();
        assert_eq!(pointer, Some("/sections/0/strategies/0/tactics/0/projects/0/cells/budget"));
        assert!(doubts[0].words.0.contains("97 %"), "never rounded up: {:?}", doubts[0].words);
    }

    #[test]
    fn a_finding_leads_to_the_value_it_is_about() {
        let mut report = sample::full();
        let Section::ActionPlan(plan) = &report.sections[0] else { panic!("a plan") };
        let item = &plan.strategies[0].tactics[0].projects[0];
        let cell = item.cells[&Role::Budget.into()].clone();
        let about = finding("budget-unread", Severity::Warning).about(item.id.clone());
        let unsaid = finding("no-agency", Severity::Warning);
        report.findings = vec![about.clone().seen(&cell.raw, &cell.regions), about, unsaid];
        let look = look(&report, &tree(&report));
        let mut pointers = look.iter().filter(|l| l.code.as_deref() == Some("budget-unread"));
        let mut next = || pointers.next().unwrap().pointer.clone().unwrap();
        assert!(next().ends_with("/projects/0/cells/budget"));
        assert!(next().ends_with("/projects/0"), "without evidence: the item");
        let unsaid = look.iter().find(|l| l.code.as_deref() == Some("no-agency")).unwrap();
        assert_eq!(unsaid.pointer.as_deref(), Some("/agency/name"), "where it can be said");
    }
}

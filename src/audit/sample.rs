//! Reports made by hand for the tests of the rules: an agency that does not exist, and only what a
//! rule looks at.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::{Date, date};

use crate::column::{Key, Part, Which};
use crate::contract::model::*;
use crate::finding::{Finding, Region};
use crate::report::facts::{self, Scan};
use crate::thai::date::DateValue;
use crate::thai::text::normalise;

/// A place of its own for each text: a test can tell them apart by their heights.
fn region(text: &str) -> Region {
    let y0 = text.len() as f32;
    Region { page: 1, x0: 50.0, y0, x1: 200.0, y1: y0 + 12.0 }
}

/// A text as read from page 1.
pub fn text(raw: &str) -> Text {
    Text {
        raw: raw.to_owned(),
        text: normalise(raw).into_owned(),
        regions: vec![region(raw)],
        confidence: None,
        corrected: None,
    }
}

/// How many places the evidence of a finding has.
pub fn places(finding: &Finding) -> usize {
    finding.evidence.iter().filter(|e| e.region.is_some()).count()
}

/// An item on its way.
pub struct Draft(Item);

fn item(kind: ItemKind, letter: &str, number: &str) -> Draft {
    Draft(Item {
        id: format!("{letter}{number}"),
        kind,
        number: Some(number.to_owned()),
        title: text(&format!("จัดนิทรรศการแสงหิ่งห้อยเขตที่ {number}")),
        cells: BTreeMap::new(),
        objectives: Vec::new(),
        indicators: Vec::new(),
        facts: Facts::default(),
        outcome_facts: None,
        budget: None,
        budgets: Vec::new(),
        schedule: Vec::new(),
        responsible: Vec::new(),
        problems: Vec::new(),
        suggestions: Vec::new(),
        children: Vec::new(),
    })
}

/// A project with this number.
pub fn project(number: &str) -> Draft {
    item(ItemKind::Project, "s1/t1/p", number)
}

/// An activity with this number.
pub fn activity(number: &str) -> Draft {
    item(ItemKind::Activity, "a", number)
}

/// A measure with this number.
pub fn measure(number: &str) -> Draft {
    item(ItemKind::Measure, "m", number)
}

impl Draft {
    pub fn title(mut self, title: &str) -> Draft {
        self.0.title = text(title);
        self
    }

    pub fn result(mut self, raw: &str) -> Draft {
        self.0.facts = facts_of(raw);
        self.0.cells.insert(Role::Result.into(), text(raw));
        self
    }

    pub fn outcome(mut self, raw: &str) -> Draft {
        self.0.outcome_facts = Some(facts_of(raw));
        self.0.cells.insert(Role::Outcome.into(), text(raw));
        self
    }

    /// The cell of indicators, as a report prints it: `ตัวชี้วัด : … เป้าหมาย : …`.
    pub fn indicator(mut self, raw: &str) -> Draft {
        let cell = text(raw);
        for found in facts::indicators(&cell.text) {
            let targets = found.targets.iter().map(|target| Target {
                raw: cell.text[target.range.clone()].to_owned(),
                comparator: target.value.comparator,
                value: target.value.value,
                unit: target.value.unit.clone(),
                regions: vec![region(&cell.text[target.range.clone()])],
            });
            self.0.indicators.push(Indicator {
                targets: targets.collect(),
                name: text(&cell.text[found.name]),
                target_text: found.target_text.map(|range| text(&cell.text[range])),
            });
        }
        self.0.cells.insert(Role::Indicator.into(), cell);
        self
    }

    pub fn budget(mut self, raw: &str) -> Draft {
        let found = facts::budget(&normalise(raw));
        self.0.budget = Some(Budget {
            raw: raw.to_owned(),
            status: found.status,
            amount_thb: found.amount.map(|(_, amount)| amount),
            source: found.source.map(|range| normalise(raw)[range].to_owned()),
            regions: vec![region(raw)],
        });
        self
    }

    /// What a column of money says.
    pub fn money(mut self, column: &str, purpose: Purpose, raw: &str) -> Draft {
        self.0.budgets.push(column_budget(column, purpose, raw));
        self
    }

    /// A stretch of time in which it is carried out.
    pub fn scheduled(mut self, start: Date, end: Date) -> Draft {
        let (column, raw) = (Role::Schedule.into(), format!("{start}"));
        let regions = vec![region(&raw)];
        let precision = Precision::Month;
        self.0.schedule.push(Scheduled {
            column,
            raw,
            start,
            end,
            precision,
            inferred: true,
            regions,
        });
        self
    }

    pub fn cell(mut self, role: Role, raw: &str) -> Draft {
        self.0.cells.insert(role.into(), text(raw));
        self
    }

    pub fn child(mut self, child: Draft) -> Draft {
        let mut child = child.done();
        child.id = format!("{}/{}", self.0.id, child.id);
        self.0.children.push(child);
        self
    }

    pub fn done(self) -> Item {
        self.0
    }
}

/// What a column of money with this key says; of the year and quarter that its key names.
pub fn column_budget(column: &str, purpose: Purpose, raw: &str) -> ColumnBudget {
    let column: Key = column.parse().expect("a key of a column");
    let (fiscal_year_be, part) = match column.which {
        Which::Time { year_be, part } => (year_be, part),
        Which::First | Which::Nth(_) => (None, None),
    };
    let quarter = match part {
        Some(Part::Quarter(n)) => Some(n),
        Some(Part::Month(_)) | None => None,
    };
    let found = facts::budget(&normalise(raw));
    ColumnBudget {
        column,
        purpose,
        fiscal_year_be,
        quarter,
        raw: raw.to_owned(),
        status: found.status,
        amount_thb: found.amount.map(|(_, amount)| amount),
        source: None,
        regions: vec![region(raw)],
    }
}

/// A row that sums others.
pub fn total(label: &str, budgets: Vec<ColumnBudget>) -> Total {
    let cells = budgets.iter().map(|budget| (budget.column, text(&budget.raw))).collect();
    Total { label: text(label), cells, budgets }
}

/// A value's text as printed, and a place of its own.
fn printed(text: &str, range: Range<usize>) -> (String, Vec<Region>) {
    let region = region(&text[..range.end]);
    (text[range].to_owned(), vec![region])
}

/// The facts of a cell, each with a place of its own.
fn facts_of(raw: &str) -> Facts {
    let normal = normalise(raw);
    let scan = Scan::new(&normal);
    let mut facts = Facts::default();
    for found in &scan.dates.dates {
        let (raw, regions) = printed(&normal, found.range.clone());
        let DateValue { start, end, precision, inferred } = found.value;
        let precision = precision.into();
        facts.dates.push(DateSpan { raw, start, end, precision, inferred, regions });
    }
    for found in scan.percentages() {
        let (raw, regions) = printed(&normal, found.range);
        facts.percentages.push(Percentage { raw, value: found.value, regions });
    }
    for found in scan.quantities() {
        let (raw, regions) = printed(&normal, found.range);
        let unit = normal[found.value.unit].to_owned();
        facts.quantities.push(Quantity { raw, value: found.value.value, unit, regions });
    }
    for found in scan.money() {
        let (raw, regions) = printed(&normal, found.range);
        facts.money.push(Money { raw, amount_thb: found.value, regions });
    }
    facts
}

/// Columns with these roles, each with its name for a heading.
fn columns(roles: &[Role]) -> Vec<Column> {
    let named = roles.iter().map(|role| (*role, vec![text(&role.to_string())]));
    let columns = named.map(|(role, headings)| Column {
        key: Some(role.into()),
        role,
        headings,
        group: Vec::new(),
        span: None,
    });
    columns.collect()
}

/// A report of one plan (projects) and one section of measures, for fiscal year 2568.
pub fn report(items: Vec<Draft>) -> Report {
    let (measures, projects): (Vec<Item>, Vec<Item>) =
        items.into_iter().map(Draft::done).partition(|item| item.kind == ItemKind::Measure);
    let tactic = Tactic {
        label: Some("กลยุทธ์".to_owned()),
        number: Some("1".to_owned()),
        title: Some(text("ดูแลแสงชุมชน")),
        goals: Vec::new(),
        indicators: Vec::new(),
        declared_project_count: None,
        projects,
    };
    let strategy = Strategy {
        label: Some("ยุทธศาสตร์".to_owned()),
        number: Some("1".to_owned()),
        title: Some(text("ความโปร่งใสยามค่ำคืน")),
        tactics: vec![tactic],
    };
    let plan = ActionPlan {
        title: Some(text("รายงานผลแผนดูแลแสงชุมชน")),
        columns: columns(&[
            Role::Project,
            Role::Objective,
            Role::Indicator,
            Role::Result,
            Role::Budget,
            Role::Period,
        ]),
        strategies: vec![strategy],
        notes: Vec::new(),
        totals: Vec::new(),
    };
    let mut sections = vec![Section::ActionPlan(plan)];
    if !measures.is_empty() {
        sections.push(Section::Measures(Measures {
            title: Some(text("รายงานผลมาตรการส่งเสริมความโปร่งใส")),
            period: None,
            columns: columns(&[
                Role::Measure,
                Role::Steps,
                Role::Indicator,
                Role::Result,
                Role::Outcome,
                Role::Period,
            ]),
            measures,
            notes: Vec::new(),
            totals: Vec::new(),
        }));
    }
    bare(sections)
}

/// A report with these sections.
pub fn bare(sections: Vec<Section>) -> Report {
    Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator {
            name: "raingan".to_owned(),
            version: "0.1.0".to_owned(),
            content_sha256: None,
        },
        source: Source {
            file_name: Some("report-2568.pdf".to_owned()),
            sha256: "0".repeat(64),
            bytes: 1,
            media_type: "application/pdf".to_owned(),
            page_count: 1,
            pages: Vec::new(),
            unread_pages: Vec::new(),
        },
        title: Some(text("รายงานผลแผนดูแลแสงชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")),
        agency: Some(Agency {
            name: "สำนักงานอนุรักษ์แสงหิ่งห้อยแห่งชาติ".to_owned(),
            abbreviations: vec!["สสห.".to_owned()],
            kind: None,
            place: None,
            corrected: None,
        }),
        fiscal_year: Some(FiscalYear {
            be: 2568,
            start: date(2024, 10, 1),
            end: date(2025, 9, 30),
            corrected: None,
        }),
        plan_years: None,
        period: None,
        document: None,
        sections,
        unclaimed: Vec::new(),
        findings: Vec::new(),
    }
}

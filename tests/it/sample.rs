//! Reports made by hand: one with every key filled and every variant used, one with as little as
//! the contract allows.
//!
//! An exhaustive match stands beside each list of variants, so that a variant that is added fails
//! to compile here.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use raingan::column::{Key, Span, SpanUnit};
use raingan::contract::model::*;
use raingan::finding::{Code, Finding, Region, Severity};
use raingan::layout::health::Verdict;
use raingan::layout::repair::Rule;

/// All variants of an enum; fails to compile where one is missing.
macro_rules! every {
    ($enum:ident: $($variant:ident),+) => {{
        fn _complete(x: $enum) { match x { $($enum::$variant => (),)+ } }
        [$($enum::$variant),+]
    }};
}

pub fn region(page: u32) -> Region {
    Region { page, x0: 72.1, y0: 190.5, x1: 220.0, y1: 206.4 }
}

pub fn text(words: &str) -> Text {
    Text {
        raw: words.to_owned(),
        text: words.to_owned(),
        regions: vec![region(1)],
        confidence: None,
        corrected: None,
    }
}

/// What a person put right.
fn corrected() -> Option<Box<Corrected>> {
    Some(Box::new(Corrected {
        by: "สมหญิง ตรวจดี".to_owned(),
        at: "2026-01-15T09:30:00Z".parse().expect("a moment"),
        why: Some("พิมพ์ผิด".to_owned()),
        was: "รายงาน".to_owned(),
    }))
}

/// A report in which no list is empty, no key is null and every variant of every enum occurs.
pub fn full() -> Report {
    Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator {
            name: "raingan".to_owned(),
            version: "0.1.0".to_owned(),
            content_sha256: None,
        },
        source: source(),
        title: Some(Text {
            corrected: corrected(),
            ..text("รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")
        }),
        agency: Some(agency()),
        fiscal_year: Some(FiscalYear { be: 2568, start: date(2024, 10, 1), end: date(2025, 9, 30), corrected: corrected() }),
        plan_years: Some(PlanYears { first_be: 2566, last_be: 2570, start: date(2022, 10, 1), end: date(2027, 9, 30) }),
        period: Some(period()),
        document: Some(document()),
        sections: vec![
            Section::ActionPlan(plan()),
            Section::Measures(measures()),
            Section::Form(form()),
            Section::Other(other()),
        ],
        unclaimed: every!(UnclaimedReason: PageNumber, RunningHead, RepeatedHeader, Cover, Paragraph, Hidden, Covered, Watermark, StruckOut, Replaced)
            .map(|reason| Unclaimed {
                raw: "๑๒".to_owned(),
                text: "๑๒".to_owned(),
                regions: vec![region(2)],
                confidence: Some(0.75),
                reason,
            })
            .into(),
        findings: findings(),
    }
}

/// A report that says nothing but where it came from.
pub fn minimal() -> Report {
    Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator {
            name: "raingan".to_owned(),
            version: "0.1.0".to_owned(),
            content_sha256: None,
        },
        source: Source {
            file_name: None,
            pages: vec![],
            unread_pages: vec![],
            page_count: 0,
            ..source()
        },
        title: None,
        agency: None,
        fiscal_year: None,
        plan_years: None,
        period: None,
        document: None,
        sections: vec![],
        unclaimed: vec![],
        findings: vec![],
    }
}

fn agency() -> Agency {
    let kinds = every!(AgencyKind: Ministry, Department, Province, Municipality,
        SubdistrictAdministration, School, Hospital, University, StateEnterprise, Other);
    Agency {
        name: "กรมตัวอย่าง".to_owned(),
        abbreviations: vec!["กตย.".to_owned()],
        kind: Some(kinds[1]),
        place: Some(Place {
            subdistrict: Some("ทุ่งตัวอย่าง".to_owned()),
            district: Some("เมืองสมมุติ".to_owned()),
            province: Some("สมมุติบุรี".to_owned()),
        }),
        corrected: corrected(),
    }
}

fn document() -> DocumentSays {
    let statuses = every!(DocumentStatus: Draft, Final);
    DocumentSays {
        kind: DocumentKind::Result,
        oit_item: Some("O35".to_owned()),
        part: Some("ส่วนที่ ๑".to_owned()),
        status: Some(statuses[1]),
    }
}

fn source() -> Source {
    let sources = every!(TextSource: Embedded, Repaired, Ocr, Transcript, None);
    let pages = sources.into_iter().zip(1..).map(|(text_source, number)| SourcePage {
        number,
        width: 595.3,
        height: 841.9,
        rotation: (number as u16 - 1) % 4 * 90,
        text_source,
        glyphs: 812,
        unmapped_glyphs: 1,
        hidden_glyphs: 2,
        images: 1,
        text_layer: Some(text_layer(number)),
    });
    Source {
        file_name: Some("plan-2568.pdf".to_owned()),
        sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned(),
        bytes: 204_800,
        media_type: "application/pdf".to_owned(),
        page_count: 6,
        pages: pages.collect(),
        unread_pages: vec![6],
    }
}

fn text_layer(number: u32) -> TextLayer {
    let verdicts = every!(Verdict: Sound, Repaired, Suspect, Junk, None);
    TextLayer {
        verdict: verdicts[(number as usize - 1) % verdicts.len()],
        shown: true,
        repaired_clusters: 14,
        repairs: Rule::ALL.iter().map(|rule| RuleCount { rule: *rule, count: 2 }).collect(),
        doubts: 1,
        thai_letters: 640,
        latin_letters: 3,
        sara_am_share: Some(0.094),
        illegal_sequences: 1,
        foreign_in_words: 2,
        dictionary_coverage: Some(0.996),
    }
}

fn period() -> Period {
    Period {
        raw: "รอบ ๑๒ เดือน".to_owned(),
        months: Some(12),
        start: Some(date(2024, 10, 1)),
        end: Some(date(2025, 9, 30)),
        regions: vec![region(1)],
    }
}

fn columns(roles: &[Role]) -> Vec<Column> {
    roles.iter().map(|role| column(*role, None)).collect()
}

fn column(role: Role, span: Option<Span>) -> Column {
    let key = span.map_or(role.into(), |span| Key { role, which: span.which() });
    Column {
        key: Some(key),
        role,
        headings: vec![text(&format!("หัว {key}"))],
        group: vec![text("หัวกลุ่ม")],
        span,
    }
}

/// Columns that stand for stretches of time.
fn spans() -> Vec<Column> {
    every!(SpanUnit: FiscalYear, Quarter, Month);
    vec![
        column(Role::Budget, Some(Span::year(2569))),
        column(Role::BudgetUsed, Some(Span::quarter(Some(2568), 2))),
        column(Role::Schedule, Some(Span::month(Some(2568), 10))),
    ]
}

/// A row that sums others.
fn total() -> Total {
    Total {
        label: text("รวมทั้งสิ้น"),
        cells: BTreeMap::from([(Role::Budget.into(), text("๒,๖๗๐"))]),
        budgets: vec![column_budget(Role::Budget.into(), Purpose::Planned, BudgetStatus::Amount)],
    }
}

/// Money of every purpose, and of every status.
fn column_budgets() -> Vec<ColumnBudget> {
    let statuses =
        every!(BudgetStatus: Amount, None, OtherSource, NotAllocated, NotStated).into_iter();
    let purposes = every!(Purpose: Planned, Used, Left).into_iter().cycle();
    let all = statuses.zip(purposes);
    all.map(|(status, purpose)| column_budget(Role::Budget.into(), purpose, status)).collect()
}

fn column_budget(column: Key, purpose: Purpose, status: BudgetStatus) -> ColumnBudget {
    let Budget { raw, status, amount_thb, source, regions } = budget(status);
    ColumnBudget {
        column,
        purpose,
        fiscal_year_be: Some(2568),
        quarter: Some(2),
        raw,
        status,
        amount_thb,
        source,
        regions,
    }
}

fn plan() -> ActionPlan {
    let roles = roles();
    let mut project = item("s1/t1/p1", ItemKind::Project, "1");
    let columns: Vec<Column> = columns(&roles).into_iter().chain(spans()).collect();
    let keys = columns.iter().map(Column::key);
    project.cells = keys.map(|key| (key, text(&format!("- เซลล์ {key}\nบรรทัด | สอง")))).collect();
    let mut activity = item("s1/t1/p1/a1.1", ItemKind::Activity, "1.1");
    activity.children.push(item("s1/t1/p1/a1.1/u~1", ItemKind::SubActivity, "1"));
    project.children.push(activity);
    let mut projects = vec![project];
    let statuses = every!(BudgetStatus: Amount, None, OtherSource, NotAllocated, NotStated);
    for (status, n) in statuses.into_iter().zip(2..) {
        let mut item = item(&format!("s1/t1/p{n}"), ItemKind::Project, &n.to_string());
        item.budget = Some(budget(status));
        projects.push(item);
    }
    let tactic = Tactic {
        label: Some("กลยุทธ์".to_owned()),
        number: Some("1".to_owned()),
        title: Some(text("ปลูกฝังคุณธรรม")),
        goals: vec![text("บุคลากรมีคุณธรรม")],
        indicators: vec![text("ร้อยละ ๘๐ ของบุคลากร")],
        declared_project_count: Some(6),
        projects,
    };
    let strategy = Strategy {
        label: Some("ยุทธศาสตร์".to_owned()),
        number: Some("1".to_owned()),
        title: Some(text("สร้างสังคมสุจริต")),
        tactics: vec![tactic],
    };
    ActionPlan {
        title: Some(text("แผนปฏิบัติการ")),
        columns,
        strategies: vec![strategy],
        notes: vec![text("หมายเหตุ")],
        totals: vec![total()],
    }
}

fn roles() -> Vec<Role> {
    Role::ALL.iter().copied().chain([Role::Other(1), Role::Other(12)]).collect()
}

fn measures() -> Measures {
    let mut measure = item("m1", ItemKind::Measure, "1");
    measure.cells.insert(Role::Measure.into(), text("๑. มาตรการ"));
    measure.outcome_facts = Some(facts());
    Measures {
        title: Some(text("มาตรการส่งเสริมคุณธรรม")),
        period: Some(period()),
        columns: columns(&[Role::Measure, Role::Outcome, Role::Budget, Role::Schedule]),
        measures: vec![measure],
        notes: vec![text("ข้อมูล ณ วันที่ ๓๐ กันยายน ๒๕๖๘")],
        totals: vec![total()],
    }
}

fn form() -> Form {
    let mut project = item("f1/p1", ItemKind::Project, "1");
    project.cells.insert(Role::Place.into(), text("ห้องประชุม"));
    let field = |number: &str, label: &str, role, value: &str| FormField {
        number: Some(number.to_owned()),
        label: text(label),
        role,
        value: text(value),
    };
    Form {
        title: Some(text("แบบรายงานโครงการ")),
        fields: vec![
            field("1", "ชื่อโครงการ", Role::Project, "จัดอบรม"),
            field("2", "สถานที่", Role::Place, "ห้องประชุม"),
        ],
        items: vec![project],
    }
}

fn other() -> OtherTables {
    let table = OtherTable {
        headings: vec![text("ลำดับ"), text("รายการ")],
        rows: vec![vec![text("๑"), text("=HYPERLINK(\"x\")")], vec![text("๒")]],
        columns: columns(&[Role::Number, Role::Budget]),
        totals: vec![total()],
    };
    OtherTables { title: Some(text("ตารางสรุป")), tables: vec![table] }
}

pub fn item(id: &str, kind: ItemKind, number: &str) -> Item {
    every!(ItemKind: Project, Activity, SubActivity, Measure);
    Item {
        id: id.to_owned(),
        kind,
        number: Some(number.to_owned()),
        title: text("จัดอบรม, \"จริยธรรม\""),
        cells: BTreeMap::new(),
        objectives: vec![text("เพื่อส่งเสริม")],
        indicators: vec![Indicator {
            name: text("ผู้เข้าอบรม"),
            target_text: Some(text("ไม่น้อยกว่าร้อยละ ๘๐")),
            targets: every!(Comparator: Eq, Ge, Gt, Le, Lt).map(target).into(),
        }],
        facts: facts(),
        outcome_facts: None,
        budget: Some(budget(BudgetStatus::Amount)),
        budgets: column_budgets(),
        schedule: facts().dates.into_iter().map(scheduled).collect(),
        responsible: vec![text("กองกลาง")],
        problems: vec![text("ฝนตก")],
        suggestions: vec![text("จัดในร่ม")],
        children: vec![],
    }
}

fn scheduled(date: DateSpan) -> Scheduled {
    let DateSpan { raw, start, end, precision, inferred, regions } = date;
    Scheduled { column: Role::Schedule.into(), raw, start, end, precision, inferred, regions }
}

fn target(comparator: Comparator) -> Target {
    Target {
        raw: "ร้อยละ ๘๐".to_owned(),
        comparator,
        value: 80.0,
        unit: Some("percent".to_owned()),
        regions: vec![region(1)],
    }
}

fn facts() -> Facts {
    let regions = vec![region(1)];
    let precisions = every!(Precision: Day, Month, Year, FiscalYear);
    let span = |start: Date, end: Date, precision| DateSpan {
        raw: "๑๔ ก.ค. ๖๘".to_owned(),
        start,
        end,
        precision,
        inferred: precision == Precision::FiscalYear,
        regions: regions.clone(),
    };
    Facts {
        dates: [
            (date(2025, 7, 14), date(2025, 7, 14)),
            (date(2025, 7, 1), date(2025, 7, 31)),
            (date(2025, 1, 1), date(2025, 12, 31)),
            (date(2024, 10, 1), date(2025, 9, 30)),
        ]
        .into_iter()
        .zip(precisions)
        .map(|((start, end), precision)| span(start, end, precision))
        .collect(),
        percentages: vec![Percentage {
            raw: "ร้อยละ ๙๒.๕".to_owned(),
            value: 92.5,
            regions: regions.clone(),
        }],
        quantities: vec![Quantity {
            raw: "๑๒๐ คน".to_owned(),
            value: 120.0,
            unit: "คน".to_owned(),
            regions: regions.clone(),
        }],
        money: vec![Money {
            raw: "๔,๐๘๐.๒๕ บาท".to_owned(),
            amount_thb: Baht::from_satang(408_025),
            regions,
        }],
    }
}

fn budget(status: BudgetStatus) -> Budget {
    Budget {
        raw: "๒,๖๗๐ (งบ กทบ.)".to_owned(),
        status,
        amount_thb: (status == BudgetStatus::Amount).then(|| Baht::from_satang(267_000)),
        source: Some("งบ กทบ.".to_owned()),
        regions: vec![region(1)],
    }
}

/// One finding of each severity.
fn findings() -> Vec<Finding> {
    every!(Severity: Info, Warning, Error);
    vec![
        Finding::new(Code::JoinGuessed, "ต่อแถวโดยเดา", "joined on a guess")
            .seen("ต่อ", &[region(1)]),
        Finding::new(Code::BudgetParts, "ผลรวมไม่ตรง", "the parts do not add up")
            .about("s1/t1/p1")
            .seen("๑๐๐", &[region(3)]),
        Finding::new(Code::UnmappedGlyphs, "มีอักขระที่ไม่รู้จัก", "glyphs are unknown")
            .on_page(2)
            .seen("", &[]),
    ]
}

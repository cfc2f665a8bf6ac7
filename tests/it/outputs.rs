//! The views of a report: what CSV and Markdown show of it.

use std::ops::ControlFlow;
use std::sync::Mutex;

use raingan::contract::model::{ItemKind, Section};
use raingan::contract::output::{self, Csv, Lang};
use raingan::contract::schema::validate;
use raingan::finding::Severity;
use raingan::{Options, PagesRead, Step};

use crate::sample;

/// The CSV of the full report, read back: header and rows.
fn csv(excel: bool) -> (Vec<String>, Vec<Vec<String>>) {
    let mut bytes = Vec::new();
    let mut csv = if excel { Csv::for_excel(&mut bytes) } else { Csv::new(&mut bytes) }.unwrap();
    csv.report(&sample::full()).unwrap();
    csv.finish().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text =
        if excel { text.strip_prefix('\u{feff}').expect("a byte-order mark") } else { &text };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (header, reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect())
}

/// One field of the row of an item.
fn field(excel: bool, id: &str, column: &str) -> String {
    let (header, rows) = csv(excel);
    let at = |name: &str| {
        header.iter().position(|h| h == name).unwrap_or_else(|| panic!("no column {name}"))
    };
    let row =
        rows.iter().find(|row| row[at("item_id")] == id).unwrap_or_else(|| panic!("no row {id}"));
    row[at(column)].clone()
}

#[test]
fn csv_has_a_row_for_each_item_and_every_fact_in_it() {
    assert_eq!(csv(false).1.len(), 10, "seven projects, an activity, a sub-activity and a measure");
    let budget = "- เซลล์ budget\nบรรทัด | สอง";
    let others = ["budget_2569", "budget_used_2568_q2", "schedule_2568_10", "other_1", "other_12"];
    let other = others.map(|key| format!("{key}: - เซลล์ {key}\nบรรทัด | สอง")).join("; ");
    for (id, column, expected) in [
        ("s1/t1/p1", "file", "plan-2568.pdf"),
        ("s1/t1/p1", "agency", "กรมตัวอย่าง"),
        ("s1/t1/p1", "fiscal_year_be", "2568"),
        ("s1/t1/p1", "strategy_title", "สร้างสังคมสุจริต"),
        ("s1/t1/p1", "title", "จัดอบรม, \"จริยธรรม\""),
        ("s1/t1/p1", "budget", budget),
        ("s1/t1/p1", "other", &other),
        ("s1/t1/p1", "strategy_label", "ยุทธศาสตร์"),
        ("s1/t1/p1", "tactic_label", "กลยุทธ์"),
        ("s1/t1/p1", "budgets_planned", "2568 q2: 2670; 2568 q2: not_allocated"),
        ("s1/t1/p1", "budgets_used", "2568 q2: none"),
        ("s1/t1/p1", "budgets_left", "2568 q2: other_source"),
        (
            "s1/t1/p1",
            "schedule_dates",
            "2025-07-14; 2025-07-01/2025-07-31; 2025-01-01/2025-12-31; 2024-10-01/2025-09-30",
        ),
        ("s1/t1/p1", "plan_years_be", "2566/2570"),
        ("s1/t1/p1", "document_kind", "result"),
        ("s1/t1/p1", "agency_kind", "department"),
        ("s1/t1/p1", "agency_place", "ทุ่งตัวอย่าง; เมืองสมมุติ; สมมุติบุรี"),
        ("f1/p1", "section_kind", "form"),
        ("s1/t1/p1", "budget_status", "amount"),
        ("s1/t1/p1", "budget_amount_thb", "2670"),
        ("s1/t1/p3", "budget_status", "none"),
        ("s1/t1/p3", "budget_amount_thb", ""),
        ("s1/t1/p1", "targets", "80 percent; >=80 percent; >80 percent; <=80 percent; <80 percent"),
        (
            "s1/t1/p1",
            "dates",
            "2025-07-14; 2025-07-01/2025-07-31; 2025-01-01/2025-12-31; 2024-10-01/2025-09-30",
        ),
        ("s1/t1/p1", "percentages", "92.5"),
        ("s1/t1/p1", "quantities", "120 คน"),
        ("s1/t1/p1", "money_thb", "4080.25"),
        ("s1/t1/p1", "page", "1"),
        ("s1/t1/p1", "boxes", "1:72.1,190.5,220,206.4"),
        ("s1/t1/p1", "findings", "1"),
        ("s1/t1/p1", "parent_id", ""),
        ("s1/t1/p1/a1.1/u~1", "parent_id", "s1/t1/p1/a1.1"),
        ("s1/t1/p1/a1.1/u~1", "kind", "sub_activity"),
        ("m1", "section_kind", "measures"),
        ("m1", "outcome_percentages", "92.5"),
    ] {
        assert_eq!(field(false, id, column), expected, "{id} {column}");
    }
}

#[test]
fn csv_for_excel_runs_no_formula() {
    assert!(field(true, "s1/t1/p1", "project").starts_with("'- "));
    assert_eq!(field(true, "s1/t1/p1", "percentages"), "92.5");
    assert!(field(true, "m1", "measure").starts_with('๑'));
}

fn markdown(lang: Lang) -> String {
    let mut bytes = Vec::new();
    output::markdown(&sample::full(), lang, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn markdown_reads_as_the_report_does() {
    let text = markdown(Lang::En);
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    let expected = [
        "# รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "## แผนปฏิบัติการ",
        "### ยุทธศาสตร์ 1: สร้างสังคมสุจริต",
        "#### กลยุทธ์ 1: ปลูกฝังคุณธรรม",
        "## มาตรการส่งเสริมคุณธรรม",
        "## แบบรายงานโครงการ",
        "## ตารางสรุป",
        "## Text that belongs to no field",
        "## Findings",
    ];
    assert_eq!(lines, expected);
    assert!(text.contains("- Fiscal year: 2568 (2024-10-01 … 2025-09-30)\n"));
    assert!(text.contains("| s1/t1/p1 | \\- เซลล์ number<br>"), "{text}");
    assert!(text.contains("| \\- เซลล์ project<br>บรรทัด \\| สอง |"), "{text}");
    assert!(text.contains(
        "- **warning** budget-parts — page 3, project s1/t1/p1: the parts do not add up\n"
    ));
    assert!(
        text.contains("| Totals | หัวกลุ่ม › หัว budget |\n| --- | --- |\n| รวมทั้งสิ้น | ๒,๖๗๐ |\n"),
        "{text}"
    );
    assert!(text.contains("- 2. สถานที่: ห้องประชุม\n"), "{text}");
    assert!(
        text.contains("- Plan of the years: 2566 – 2570 (2022-10-01 … 2027-09-30)\n"),
        "{text}"
    );
    let mut unlabelled = sample::full();
    let Section::ActionPlan(plan) = &mut unlabelled.sections[0] else { panic!("no plan") };
    plan.strategies[0].label = None;
    let mut bytes = Vec::new();
    output::markdown(&unlabelled, Lang::Th, &mut bytes).unwrap();
    let thai = String::from_utf8(bytes).unwrap();
    assert!(thai.contains("### ยุทธศาสตร์ที่ 1: สร้างสังคมสุจริต\n"));
}

#[test]
fn every_table_of_the_markdown_is_rectangular() {
    let text = markdown(Lang::En);
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    for table in text.split("\n\n").filter(|block| block.starts_with("| ")) {
        let widths: Vec<usize> =
            table.lines().filter(|line| line.starts_with('|')).map(bars).collect();
        assert!(widths.windows(2).all(|w| w[0] == w[1]), "{table}");
    }
}

#[test]
fn markdown_does_not_repeat_a_title_that_the_row_above_shows() {
    let mut report = sample::full();
    let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!() };
    let project = &mut plan.strategies[0].tactics[0].projects[0];
    project.children[0].title = sample::text("เซลล์ project");
    assert_eq!(project.children[0].kind, ItemKind::Activity);
    let mut bytes = Vec::new();
    output::markdown(&report, Lang::En, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(!text.contains("| s1/t1/p1/a1.1 |"), "{text}");
    assert!(text.contains("| s1/t1/p1/a1.1/u\\~1 | 1. จัดอบรม"), "{text}");
}

#[test]
fn the_same_report_is_the_same_bytes() {
    let write = || {
        let mut bytes = Vec::new();
        output::json(&sample::full(), &mut bytes).unwrap();
        output::ndjson(&sample::full(), &mut bytes).unwrap();
        bytes
    };
    assert_eq!(write(), write());
    assert!(
        String::from_utf8(write()).unwrap().contains("\"x0\": 72.1,"),
        "numbers are as short as they can be"
    );
}

#[test]
fn who_watches_is_told_of_every_page() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pdf/report-2568-typst-full.pdf");
    let bytes = std::fs::read(file).unwrap();
    let told = Mutex::new(Vec::new());
    let options = Options { pages: Some((2, 5)), ..Options::default() };
    let report = raingan::extract_watched(&bytes, &options, &|step| {
        if let Step::Read(_, read) = step {
            told.lock().unwrap().push(read);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    let mut told = told.into_inner().unwrap();
    told.sort_by_key(|read| read.done);
    assert_eq!(told, (1..=4).map(|done| PagesRead { done, of: Some(4) }).collect::<Vec<_>>());
    assert_eq!(report.source.pages.len(), 4);
}

#[test]
fn a_report_whose_time_is_up_has_what_was_read_and_names_what_is_missing() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pdf/report-2568-typst-full.pdf");
    let bytes = std::fs::read(file).unwrap();
    let whole = raingan::extract(&bytes, &Options::default()).unwrap();
    assert!(whole.source.unread_pages.is_empty());
    let count = whole.source.page_count;
    let read_until = |last: u32| {
        raingan::extract_watched(&bytes, &Options::default(), &|step| match step {
            Step::Read(_, read) if read.done >= last => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        })
        .unwrap()
    };
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let part = alone.install(|| read_until(2));
    assert_eq!(part.source.pages, whole.source.pages[..2]);
    assert_eq!(part.source.unread_pages, (3..=count).collect::<Vec<_>>());
    assert_eq!((part.source.page_count, part.title.is_some()), (count, true));
    let first = &part.findings[0];
    assert_eq!((first.code.as_str(), first.severity), ("partial", Severity::Error));
    assert!(first.message_en.contains(&format!("(pages 3 to {count})")), "{}", first.message_en);
    let json = serde_json::to_value(&part).unwrap();
    assert_eq!(validate(&json), []);
    // Several threads begin the pages in order, too.
    let part = read_until(2);
    let read: Vec<u32> = part.source.pages.iter().map(|page| page.number).collect();
    assert_eq!([read, part.source.unread_pages].concat(), (1..=count).collect::<Vec<_>>());
    // With all pages read there is nothing to say.
    assert!(alone.install(|| read_until(count)) == whole);
}

#[test]
fn a_page_that_is_left_out_is_told() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pdf/report-2568-typst-full.pdf");
    let bytes = std::fs::read(file).unwrap();
    let options = Options { left_out: vec![2], ..Options::default() };
    let report = raingan::extract(&bytes, &options).unwrap();
    let failed: Vec<_> =
        report.findings.iter().filter(|f| f.code == "page-failed").map(|f| f.page).collect();
    assert_eq!(failed, [Some(2)]);
    assert_eq!((report.source.pages[1].glyphs, report.source.pages[1].number), (0, 2));
    assert!(report.source.pages[2].glyphs > 0);
}

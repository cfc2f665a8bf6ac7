//! What is current, in whatever order reports come; what users say of readings and of agencies; and
//! documents with what is right beside the project, where they are there.

use std::fs;
use std::path::PathBuf;

use raingan::contract::input::reports;
use raingan::contract::model::{
    Agency, AgencyKind, OtherTable, OtherTables, Place as Where, Report, Section,
};
use raingan::contract::seal::seal;
use raingan::load::keep::Mark;
use raingan::load::put::Change;
use raingan::load::register;
use raingan::{ErrorKind, Options, extract};

use crate::beside;
use crate::sample::text;

use super::place::{Place, places};
use super::{program, read_by, report, restated, run, write};

/// The report of a file beside the project; none where that is missing.
fn shared(name: &str) -> Option<Report> {
    let path = beside::shared(name)?;
    let bytes = fs::read(&path).unwrap();
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Some(match name.ends_with(".pdf") {
        true => extract(&bytes, &Options { file_name, ..Options::default() }).unwrap(),
        false => reports(&bytes).unwrap().remove(0),
    })
}

/// Loads reports into an empty place and ends the load.
fn load(place: &Place, all: &[Report]) {
    let mut store = place.open(false);
    all.iter().for_each(|report| drop(store.load(report).unwrap()));
    store.finish().unwrap();
}

/// The documents that are current.
fn current(place: &Place) -> Vec<String> {
    let rows = place.rows("SELECT document_key FROM current_readings ORDER BY 1");
    rows.into_iter().map(|mut row| row.remove(0)).collect()
}

#[test]
fn the_same_is_current_in_whatever_order_reports_come() {
    let mut half = report(1);
    half.source.sha256 = "a".repeat(64);
    half.period.as_mut().unwrap().months = Some(6);
    let mut lost = report(1);
    lost.source.sha256 = "b".repeat(64);
    lost.period = None;
    let all = [report(1), restated(), half, lost, read_by("0.0.9")];
    let mut first = None;
    for turn in 0..all.len() {
        let mut order = all.clone();
        order.rotate_left(turn);
        for place in places() {
            load(&place, &order);
            let readings = "SELECT reading_key, valid_to IS NULL, superseded_by, replaced_because FROM readings ORDER BY 1";
            let told: Vec<String> = place.rows(readings).iter().map(|row| row.join(" ")).collect();
            let told = told.join("\n").replace(" t ", " 1 ").replace(" f ", " 0 ");
            assert_eq!(current(&place).len(), 2, "{place}: {told}");
            assert_eq!(first.get_or_insert(told.clone()), &told, "{place}, from the {turn}. on");
        }
    }
}

/// A report of levels without projects, and a table of another form.
fn without_projects(mut report: Report) -> Report {
    report.sections.retain(|section| matches!(section, Section::ActionPlan(_)));
    for section in &mut report.sections {
        let Section::ActionPlan(plan) = section else { continue };
        let tactics = plan.strategies.iter_mut().flat_map(|strategy| &mut strategy.tactics);
        tactics.for_each(|tactic| tactic.projects.clear());
    }
    let row = |words: &str| vec![text(words)];
    let table = OtherTable {
        headings: row("สิ่งที่ทำแล้ว"),
        rows: vec![row("ปรับปรุงห้องบริการ"), row("ติดป้ายบอกทาง"), row("จัดทำคู่มือประชาชน")],
        columns: Vec::new(),
        totals: Vec::new(),
    };
    report.sections.push(Section::Other(OtherTables { title: None, tables: vec![table] }));
    report
}

#[test]
fn reports_without_projects_compete_by_the_cells_of_their_tables() {
    for order in [[report(1), restated()], [restated(), report(1)]] {
        let order = order.map(without_projects);
        for place in places() {
            load(&place, &order);
            assert_eq!(current(&place), ["f".repeat(64)], "{place}");
        }
    }
}

#[test]
fn a_reading_is_pinned_taken_back_and_loaded_again() {
    for place in places() {
        let mut store = place.open(false);
        let old = store.load(&report(1)).unwrap().reading_key;
        let new = store.load(&restated()).unwrap().reading_key;
        let now = || place.value("SELECT reading_key FROM current_readings");
        assert_eq!(now(), new);
        store.mark(Mark::Pin, &old).unwrap();
        assert_eq!(now(), old);
        store.mark(Mark::Unpin, &old).unwrap();
        assert_eq!(now(), new);
        store.mark(Mark::Retract, &new).unwrap();
        assert_eq!(now(), old);
        for (mark, key, words) in [
            (Mark::Retract, new.as_str(), "is retracted already"),
            (Mark::Pin, new.as_str(), "is retracted: load its report again first"),
            (Mark::Unpin, old.as_str(), "is not pinned"),
            (Mark::Pin, "nobody", "no reading has the key nobody: `raingan loads` lists them"),
        ] {
            let error = store.mark(mark, key).unwrap_err();
            assert!(
                error.kind() == ErrorKind::Usage && error.to_string().contains(words),
                "{error}"
            );
        }
        assert!(matches!(store.load(&restated()).unwrap().change, Change::Added(_)));
        assert_eq!(now(), new);
        let events = place.rows("SELECT event FROM reading_events ORDER BY event_number");
        let events: Vec<&str> = events.iter().map(|row| row[0].as_str()).collect();
        let expected = [
            "loaded",
            "loaded",
            "replaced",
            "pinned",
            "restored",
            "replaced",
            "unpinned",
            "replaced",
            "restored",
            "retracted",
            "restored",
            "loaded",
            "replaced",
            "restored",
        ];
        let sorted = |mut all: Vec<&'static str>| {
            all.sort_unstable();
            all
        };
        let mut told = events.clone();
        told.sort_unstable();
        assert_eq!(told, sorted(expected.to_vec()), "{events:?}");
        let listed = store.readings().unwrap();
        assert_eq!(listed.iter().filter(|one| one.state == "current").count(), 1);
    }
}

#[test]
fn what_was_edited_takes_no_place_and_is_told() {
    for place in places() {
        let mut store = place.open(false);
        let mut sealed = report(1);
        seal(&mut sealed);
        let mut edited = sealed.clone();
        edited.unclaimed[0].text.push_str(" และอื่น ๆ");
        store.load(&edited).unwrap();
        assert_eq!(
            place.count("SELECT count(*) FROM current_findings WHERE code = 'report-edited'"),
            1
        );
        store.load(&sealed).unwrap();
        assert_eq!(
            place.count("SELECT count(*) FROM current_findings WHERE code = 'report-edited'"),
            0
        );
        assert_eq!(
            place.value("SELECT replaced_because FROM readings WHERE valid_to IS NOT NULL"),
            "edited"
        );
    }
}

/// A report of an agency of this name, in a province where one is given.
fn of_agency(n: usize, name: &str, province: Option<&str>) -> Report {
    let mut report = report(n);
    let place = |province: &str| Where {
        subdistrict: None,
        district: None,
        province: Some(province.to_owned()),
    };
    report.agency = Some(Agency {
        name: name.to_owned(),
        abbreviations: Vec::new(),
        kind: None,
        place: province.map(place),
        corrected: None,
    });
    report
}

#[test]
fn a_register_tells_agencies_apart_and_joins_their_names() {
    let csv = "code,name,aliases,kind,ministry,province\n1,กรมหิ่งห้อย,กรมแสงน้อย,department,กระทรวงแสง,\n2,อบต.หนองบัว,,,,น่าน\n3,อบต.หนองบัว,,,,แพร่\n";
    let register = register(csv.as_bytes()).unwrap();
    for place in places() {
        let mut store = place.open(false);
        for report in [
            of_agency(1, "กรม หิ่งห้อย", None),
            of_agency(2, "กรมแสงน้อย", None),
            of_agency(3, "องค์การบริหารส่วนตำบลหนองบัว", Some("น่าน")),
            of_agency(4, "อบต. หนองบัว", Some("แพร่")),
        ] {
            store.load(&report).unwrap();
        }
        store.register(&register).unwrap();
        store.finish().unwrap();
        let codes = "SELECT DISTINCT a.code FROM readings AS r JOIN agencies AS a USING (agency_key) ORDER BY 1";
        assert_eq!(place.rows(codes), [["1"], ["2"], ["3"]], "{place}");
        assert_eq!(place.count("SELECT count(*) FROM agencies"), 3);
        let parent = "SELECT parent || kind FROM agencies WHERE code = '1'";
        assert_eq!(place.value(parent), "กระทรวงแสงdepartment");
    }
}

/// A report of so many items, told by a letter.
fn telling(mut report: Report, letter: &str) -> Report {
    let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!("a plan") };
    for project in
        plan.strategies.iter_mut().flat_map(|s| &mut s.tactics).flat_map(|t| &mut t.projects)
    {
        project.title.text = format!("โครงการ {letter}{}", project.id);
        project.children.clear();
    }
    report.sections.truncate(1);
    report
}

#[test]
fn two_local_bodies_of_one_name_are_two_where_their_reports_are_not_one() {
    let local = |n: usize, year: i16, letter: &str| {
        let mut made = telling(of_agency(n, "อบต.หนองบัว", None), letter);
        made.agency.as_mut().unwrap().kind = Some(AgencyKind::SubdistrictAdministration);
        made.fiscal_year.as_mut().unwrap().be = year;
        made
    };
    let all = [
        local(1, 2567, "ก"),
        local(2, 2567, "ข"),
        local(3, 2568, "ข"),
        local(4, 2568, "ก"),
        local(5, 2567, "ก"),
    ];
    let mut first = None;
    for turn in 0..all.len() {
        let mut order = all.clone();
        order.rotate_left(turn);
        for place in places() {
            load(&place, &order[..2]);
            load(&place, &order);
            let told = place.rows(
                "SELECT r.document_key, r.agency_key, r.superseded_by FROM readings AS r ORDER BY 1",
            );
            assert_eq!(place.count("SELECT count(*) FROM agencies"), 2, "{place}: {told:?}");
            assert_eq!(place.count("SELECT count(*) FROM agency_year"), 4, "{place}: {told:?}");
            assert_eq!(first.get_or_insert(told.clone()), &told, "{place}, from the {turn}. on");
        }
    }
}

#[test]
fn plan_six_and_twelve_months_are_counted_once_a_year() {
    let all: Option<Vec<Report>> =
        (0..6).map(|n| shared(&format!("warehouse/plan_6_12/plan_6_12-{n}.json"))).collect();
    let Some(all) = all else { return };
    for place in places() {
        load(&place, &all);
        assert_eq!(current(&place).len(), 6);
        let sums = place.rows("SELECT CAST(planned_thb AS text) FROM agency_year");
        assert_eq!(sums.len(), 2);
        for sum in &sums {
            assert_eq!(sum[0].parse::<f64>(), Ok(482_290.5), "{place}: {sum:?}");
        }
    }
}

#[test]
fn the_shared_documents_are_what_they_are() {
    let names: [&[&str]; 8] = [
        &["warehouse/samename-a.pdf", "warehouse/samename-b.pdf"],
        &["warehouse/o26.pdf", "warehouse/o28.pdf"],
        &["warehouse/period_lost-0.json", "warehouse/period_lost-1.json"],
        &[
            "warehouse/agency/ag0.pdf",
            "warehouse/agency/ag1.pdf",
            "warehouse/agency/ag2.pdf",
            "warehouse/agency/ag3.pdf",
            "warehouse/agency/ag4.pdf",
            "warehouse/agency/ag5.pdf",
        ],
        &["warehouse/agency/ag6.pdf", "warehouse/agency/ag7.pdf", "warehouse/agency/ag8.pdf"],
        &["warehouse/nested-sums.json"],
        &["warehouse/date_y0.json"],
        &["desk/s6.pdf", "desk/s12.pdf", "desk/srisk.pdf"],
    ];
    let asked = [
        ("SELECT count(*) FROM agency_year", "2"),
        ("SELECT count(*) FROM current_readings", "2"),
        ("SELECT count(*) FROM current_readings", "1"),
        ("SELECT count(*) FROM agencies", "1"),
        ("SELECT count(*) FROM agencies", "1"),
        ("SELECT CAST(CAST(planned_thb AS integer) AS text) FROM agency_year", "10000"),
        (
            "SELECT code || ' ' || page || ' ' || item_path FROM findings WHERE origin = 'load'",
            "value-out-of-range 1 s~1/t~1/p1",
        ),
        ("SELECT count(*) FROM current_readings", "3"),
    ];
    for (names, (sql, expected)) in names.iter().zip(asked) {
        let all: Option<Vec<Report>> = names.iter().map(|name| shared(name)).collect();
        let Some(all) = all else { return };
        for place in places() {
            load(&place, &all);
            assert_eq!(place.value(sql), expected, "{place}: {names:?}");
        }
    }
}

#[test]
fn a_true_report_takes_the_place_of_the_edited_one() {
    let Some(edited) = shared("warehouse/edited_amount.json") else { return };
    let fixture =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf/report-2567-typst-full.pdf");
    let real = extract(&fs::read(fixture).unwrap(), &Options::default()).unwrap();
    assert_eq!(real.source.sha256, edited.source.sha256);
    for all in [[edited.clone(), real.clone()], [real, edited]] {
        for place in places() {
            load(&place, &all);
            let amount = "SELECT CAST(amount_thb AS integer) FROM current_budgets WHERE item_path = 's1/t1/p2'";
            assert_eq!(place.value(amount), "27900", "{place}");
        }
    }
}

#[test]
fn the_program_takes_registers_sources_and_marks_and_lists_readings() {
    for place in places() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mut told = report(1);
        told.source.file_name = Some("a.pdf".to_owned());
        write(&path("a.json"), &told);
        fs::write(path("good.csv"), "code,name\n1,กรมตัวอย่าง 1\n").unwrap();
        fs::write(path("twice.csv"), "code,name\n1,ก\n1,ข\n").unwrap();
        fs::write(
            path("from.csv"),
            "file,url,published_on\na.pdf,https://example.go.th,2025-11-02\n",
        )
        .unwrap();
        fs::write(path("other.csv"), "file,url\nb.pdf,https://example.go.th\n").unwrap();
        let target = place.target();
        let go = |words: &[&str]| run(folder.path(), &[words, &["--to", &target]].concat());
        // What contradicts itself is refused before anything is made.
        let (status, _, err) = go(&["a.json", "--agencies", "twice.csv"]);
        assert!(status == 2 && err.contains("twice.csv: line 3: the code 1"), "{err}");
        assert!(!place.is_made());
        let (status, _, err) = go(&["a.json", "--agencies", "good.csv", "--source", "from.csv"]);
        assert_eq!(status, 0, "{err}");
        assert_eq!(place.value("SELECT code FROM agencies"), "1");
        assert_eq!(place.value("SELECT url FROM document_sources"), "https://example.go.th");
        let (status, _, err) = go(&["--source", "other.csv"]);
        assert!(status == 2 && err.contains("other.csv: line 2: no file b.pdf is loaded"), "{err}");
        let key = place.value("SELECT reading_key FROM readings");
        let (status, _, err) = go(&["--pin", "nobody"]);
        assert!(status == 2 && err.contains("no reading has the key nobody"), "{err}");
        assert_eq!(go(&["--retract", &key]).0, 0);
        assert_eq!(place.count("SELECT count(*) FROM current_readings"), 0);
        let (status, out, err) = program(folder.path(), &["loads", "--to", &target]);
        assert!(status == 0 && out.starts_with(&format!("{key}\tretracted\t")), "{out}{err}");
        assert_eq!(go(&["a.json"]).0, 0);
        assert_eq!(place.count("SELECT count(*) FROM current_readings"), 1);
    }
}

#[test]
fn the_program_takes_what_changed_between_documents() {
    for place in places() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        write(&path("old.json"), &report(1));
        let mut new = report(2);
        new.agency = report(1).agency;
        let Section::ActionPlan(plan) = &mut new.sections[0] else { panic!("a plan") };
        plan.strategies[0].tactics[0].projects.pop();
        write(&path("new.json"), &new);
        let compared = ["diff", "old.json", "new.json", "--format", "json", "-o", "d.json"];
        let (status, _, err) = program(folder.path(), &compared);
        assert_eq!(status, 1, "{err}");
        let target = place.target();
        let go = |words: &[&str]| run(folder.path(), &[words, &["--to", &target]].concat());
        let (status, _, err) = go(&["--changes", "old.json"]);
        assert!(status == 2 && err.contains("old.json: is no comparison"), "{err}");
        assert!(!place.is_made());
        for _ in 0..2 {
            let (status, _, err) = go(&["old.json", "new.json", "--changes", "d.json"]);
            assert_eq!(status, 0, "{err}");
            let dropped = "SELECT count(*) FROM changes AS c JOIN readings AS r ON r.document_key = c.old_document_key
                JOIN items AS i ON (i.reading_key, i.path) = (r.reading_key, c.old_path) WHERE c.kind = 'dropped'";
            assert!(place.count(dropped) > 0, "{place}");
        }
        let told = fs::read_to_string(path("d.json")).unwrap();
        fs::write(path("d.json"), told.replacen("\"1.1\"", "\"9.9\"", 1)).unwrap();
        let (status, _, err) = go(&["--changes", "d.json"]);
        assert!(status == 2 && err.contains("a comparison of version 9.9"), "{err}");
    }
}

//! Reports made of words by dice, and edits planted in them: what is told must be what was planted.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use raingan::contract::model::{
    ActionPlan, Agency, Baht, Budget, Facts, FiscalYear, Generator, Item, ItemKind, Report, Role,
    SCHEMA_VERSION, Section, Source, Strategy, Tactic, Text,
};
use raingan::diff::model::Kind;
use raingan::report::facts;

use super::noise::Dice;

const NOUNS: &[&str] = &[
    "เครือข่าย",
    "ระบบ",
    "คู่มือ",
    "มาตรฐาน",
    "ข้อมูล",
    "บุคลากร",
    "ประชาชน",
    "ชุมชน",
    "โรงเรียน",
    "งบประมาณ",
    "พัสดุ",
    "วินัย",
    "จริยธรรม",
    "คุณธรรม",
    "กฎหมาย",
    "ความเสี่ยง",
    "สิ่งแวดล้อม",
    "เทคโนโลยี",
    "บริการ",
    "องค์กร",
    "เยาวชน",
    "นักเรียน",
    "แม่น้ำ",
    "ป่าไม้",
    "ตลาด",
    "ถนน",
    "โรงพยาบาล",
    "ห้องสมุด",
    "สหกรณ์",
    "เกษตรกร",
    "ผู้สูงอายุ",
    "อาสาสมัคร",
];
const VERBS: &[&str] = &[
    "พัฒนา",
    "ส่งเสริม",
    "ตรวจสอบ",
    "ประเมิน",
    "เผยแพร่",
    "อบรม",
    "ปรับปรุง",
    "ติดตาม",
    "รณรงค์",
    "วิเคราะห์",
    "สำรวจ",
    "จัดทำ",
    "ทบทวน",
    "ยกระดับ",
    "คุ้มครอง",
    "ควบคุม",
    "ฟื้นฟู",
    "อนุรักษ์",
];
const UNITS: &[&str] = &["คน", "ครั้ง", "เรื่อง", "แห่ง", "ฉบับ"];

/// One planted edit: its kind, the ids before and after, the field.
pub type Planted = (Kind, String, String, String);

fn text(raw: &str) -> Text {
    Text {
        raw: raw.to_owned(),
        text: normal(raw),
        regions: Vec::new(),
        confidence: None,
        corrected: None,
    }
}

fn normal(raw: &str) -> String {
    raingan::thai::text::normalise(raw).into_owned()
}

fn phrase(words: usize, dice: &mut Dice) -> String {
    let pick = |all: &[&'static str], dice: &mut Dice| all[dice.below(all.len())];
    (0..words).map(|_| format!("{}{}", pick(VERBS, dice), pick(NOUNS, dice))).collect()
}

/// A report of so many projects, ten a tactic, all of them with titles of their own.
pub fn report(projects: usize, seed: u64) -> Report {
    let mut dice = Dice::new(seed);
    let mut titles = BTreeSet::new();
    let mut tactics = Vec::new();
    for t in 0..projects.div_ceil(10) {
        let count = (projects - t * 10).min(10);
        let items = (1..=count).map(|n| {
            let title = loop {
                let title = format!("โครงการ{}", phrase(4, &mut dice));
                if titles.insert(title.clone()) {
                    break title;
                }
            };
            project(&format!("s1/t{}/p{n}", t + 1), n, &title, &mut dice)
        });
        tactics.push(Tactic {
            label: None,
            number: Some((t + 1).to_string()),
            title: None,
            goals: Vec::new(),
            indicators: Vec::new(),
            declared_project_count: None,
            projects: items.collect(),
        });
    }
    for (t, tactic) in tactics.iter_mut().enumerate() {
        tactic.title = Some(text(&format!("{}{t}", phrase(5, &mut dice))));
    }
    let strategy = Strategy {
        label: None,
        number: Some("1".to_owned()),
        title: Some(text(&phrase(5, &mut dice))),
        tactics,
    };
    let plan = ActionPlan {
        title: None,
        columns: Vec::new(),
        strategies: vec![strategy],
        notes: Vec::new(),
        totals: Vec::new(),
    };
    empty(vec![Section::ActionPlan(plan)])
}

fn empty(sections: Vec<Section>) -> Report {
    Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator {
            name: "raingan".to_owned(),
            version: "0.1.0".to_owned(),
            content_sha256: None,
        },
        source: Source {
            file_name: Some("made.pdf".to_owned()),
            sha256: "0".repeat(64),
            bytes: 1,
            media_type: "application/pdf".to_owned(),
            page_count: 1,
            pages: Vec::new(),
            unread_pages: Vec::new(),
        },
        title: None,
        agency: Some(Agency {
            name: "สำนักงานทดสอบ".to_owned(),
            abbreviations: Vec::new(),
            kind: None,
            place: None,
            corrected: None,
        }),
        fiscal_year: Some(FiscalYear {
            be: 2567,
            start: date(2023, 10, 1),
            end: date(2024, 9, 30),
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

fn project(id: &str, number: usize, title: &str, dice: &mut Dice) -> Item {
    let target = 10 + dice.below(80);
    let unit = UNITS[dice.below(UNITS.len())];
    let cells = [
        (Role::Objective, format!("๑. เพื่อ{}\n๒. เพื่อ{}", phrase(4, dice), phrase(4, dice))),
        (
            Role::Indicator,
            format!("ตัวชี้วัด : จำนวน{}\nเป้าหมาย : ไม่น้อยกว่า {target} {unit}", phrase(3, dice)),
        ),
        (
            Role::Result,
            format!(
                "{} เมื่อวันที่ {} มีนาคม ๒๕๖๗ มีผู้เข้าร่วม {} คน {}",
                phrase(6, dice),
                1 + dice.below(28),
                100 + dice.below(800),
                phrase(4, dice)
            ),
        ),
        (Role::Budget, format!("{} บาท", 1000 * (1 + dice.below(400)))),
    ];
    let mut item = Item {
        id: id.to_owned(),
        kind: ItemKind::Project,
        number: Some(number.to_string()),
        title: text(title),
        cells: cells.into_iter().map(|(role, raw)| (role.into(), text(&raw))).collect(),
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
    };
    read_budget(&mut item);
    item
}

fn read_budget(item: &mut Item) {
    let raw = item.cells[&Role::Budget.into()].text.clone();
    let found = facts::budget(&raw);
    item.budget = Some(Budget {
        status: found.status,
        amount_thb: found.amount.map(|(_, baht): (_, Baht)| baht),
        source: found.source.map(|range| raw[range].to_owned()),
        regions: Vec::new(),
        raw,
    });
}

/// The tactics of a made report.
pub fn tactics(report: &mut Report) -> &mut Vec<Tactic> {
    match &mut report.sections[0] {
        Section::ActionPlan(plan) => &mut plan.strategies[0].tactics,
        _ => unreachable!("made reports have a plan"),
    }
}

/// The report a year on with `count` edits, each in a project of its own.
pub fn plant(old: &Report, count: usize, seed: u64) -> (Report, BTreeSet<Planted>) {
    let mut dice = Dice::new(seed);
    let mut new = old.clone();
    new.source.sha256 = "1".repeat(64);
    new.fiscal_year = Some(FiscalYear {
        be: 2568,
        start: date(2024, 10, 1),
        end: date(2025, 9, 30),
        corrected: None,
    });
    let mut planted = BTreeSet::new();
    let mut used = BTreeSet::new();
    while planted.len() < count {
        let all = tactics(&mut new);
        let (t, p) = (dice.below(all.len()), dice.below(10));
        let Some(item) = all[t].projects.get(p) else { continue };
        // What was added or moved here stands behind ten projects or has another tactic's number.
        if item.id.contains("+") || !used.insert(item.id.clone()) {
            continue;
        }
        planted.extend(edit(all, t, p, &mut dice));
    }
    for tactic in tactics(&mut new) {
        tactic.projects.iter_mut().for_each(|item| item.id = item.id.replace('+', ""));
    }
    (new, planted)
}

fn edit(all: &mut [Tactic], t: usize, p: usize, dice: &mut Dice) -> Option<Planted> {
    let id = all[t].projects[p].id.clone();
    let told = |kind, field: &str| Some((kind, id.clone(), id.clone(), field.to_owned()));
    let kind = dice.below(12);
    if kind < 9 {
        let item = &mut all[t].projects[p];
        return match kind {
            0 => {
                item.title = text(&format!("{}ระยะใหม่ของจังหวัด", item.title.raw));
                told(Kind::TitleReworded, "title")
            }
            1 | 2 => {
                let (up, kind) =
                    if kind == 1 { (7.0, Kind::TargetRaised) } else { (-7.0, Kind::TargetLowered) };
                change(item, Role::Indicator, |raw| with_number(raw, up));
                told(kind, "indicator")
            }
            3 => {
                change(item, Role::Budget, |raw| with_number(raw, 500.0));
                told(Kind::BudgetChanged, "budget")
            }
            4 => {
                change(item, Role::Budget, |_| "ไม่ใช้งบประมาณ".to_owned());
                told(Kind::BudgetRemoved, "budget")
            }
            5 => {
                change(item, Role::Result, |raw| raw.replace(" คน ", "9 คน "));
                told(Kind::ResultFigure, "result")
            }
            6 => {
                change(item, Role::Result, |raw| raw.replace("มีนาคม", "พฤษภาคม"));
                told(Kind::Date, "result")
            }
            7 => {
                change(item, Role::Objective, |raw| raw.replacen("เพื่อ", "เพื่อสนับสนุนให้เกิดการ", 1));
                told(Kind::Wording, "objective")
            }
            _ => {
                change(item, Role::Objective, |raw| {
                    format!("{raw}\n๓. เพื่อให้มีการรายงานต่อสาธารณะทุกไตรมาส")
                });
                told(Kind::EntryAdded, "objective")
            }
        };
    }
    edit_place(all, t, p, kind, dice)
}

/// An edit of where an item stands, or whether it is there.
fn edit_place(
    all: &mut [Tactic],
    t: usize,
    p: usize,
    kind: usize,
    dice: &mut Dice,
) -> Option<Planted> {
    let id = all[t].projects[p].id.clone();
    let last = all[t].projects.len() + 20;
    match kind {
        9 => {
            all[t].projects.remove(p);
            Some((Kind::Dropped, id, String::new(), "item".to_owned()))
        }
        10 => {
            let tactic = t + 1;
            let fresh = format!("s1/t{tactic}/p{last}");
            if all[t].projects.iter().any(|item| item.id == format!("{fresh}+")) {
                return None;
            }
            let title = format!("โครงการนำร่องเลี้ยงปลากะพงในกระชังหมู่ที่ {tactic}");
            let mut item = project(&format!("{fresh}+"), last, &title, dice);
            let other = ["เลี้ยงปลา", "ปลูกมะพร้าว", "ทอผ้าไหม"][dice.below(3)];
            let aim = text(&format!("- ให้ครัวเรือนเริ่ม{other}ขายได้เอง"));
            item.cells.insert(Role::Objective.into(), aim);
            item.cells.insert(Role::Indicator.into(), text("กระชังที่ใช้งานได้ ๕ กระชัง"));
            all[t].projects.push(item);
            Some((Kind::Added, String::new(), fresh, "item".to_owned()))
        }
        _ => {
            let to = (t + 1) % all.len();
            let (tactic, number) = (to + 1, all[to].projects.len() + 50);
            let fresh = format!("s1/t{tactic}/p{number}");
            if to == t || all[to].projects.iter().any(|item| item.id == format!("{fresh}+")) {
                return None;
            }
            let mut item = all[t].projects.remove(p);
            (item.id, item.number) = (format!("{fresh}+"), Some(number.to_string()));
            all[to].projects.push(item);
            Some((Kind::Moved, id, fresh, "place".to_owned()))
        }
    }
}

fn change(item: &mut Item, role: Role, how: impl Fn(&str) -> String) {
    let raw = how(&item.cells[&role.into()].raw);
    item.cells.insert(role.into(), text(&raw));
    read_budget(item);
}

/// The text with its last number changed.
fn with_number(raw: &str, by: f64) -> String {
    let words: Vec<String> = raw.split(' ').map(str::to_owned).collect();
    let last = words.iter().rposition(|w| w.parse::<f64>().is_ok()).expect("a number");
    let number = words[last].parse::<f64>().expect("a number") + by;
    let changed = |(i, w): (usize, String)| if i == last { number.to_string() } else { w };
    words.into_iter().enumerate().map(changed).collect::<Vec<_>>().join(" ")
}

/// What a comparison tells, in the form of what was planted.
pub fn told(pair: &raingan::diff::model::Pair) -> BTreeMap<Planted, usize> {
    let ids = |parts: &[raingan::diff::model::Part]| {
        parts.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join(" + ")
    };
    let mut all = BTreeMap::new();
    for m in &pair.matches {
        // What was not edited has last year's result.
        for c in m.changes.iter().filter(|c| c.kind != Kind::ResultCopied) {
            *all.entry((c.kind, ids(&m.old), ids(&m.new), c.field.clone())).or_default() += 1;
        }
    }
    all
}

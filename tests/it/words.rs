//! Every word of every list is taken for what its list says, and `docs/words.md` shows them all.

use std::fmt::Write as _;

use raingan::contract::model::{BudgetStatus, Comparator, ItemKind};
use raingan::layout::is_list_item;
use raingan::report::facts::{
    OutlineKind, Scan, agency_of, budget, document_kind_of, indicators, item_headings, outline,
    percentages, quantities, report_title,
};
use raingan::role::Role;
use raingan::table::{Vocabulary, meaning};
use raingan::thai::date::find;
use raingan::words::{ALL, Entry};

use crate::committed::hold;

/// Whether a word does what its list says; a list that is not named here has no cases.
fn is_taken(list: &str, entry: &Entry<'_>) -> bool {
    match list {
        "headings" => meaning(entry.word) == Role::of_word(entry.meanings[0]),
        "heading-fillers" => meaning(&format!("วัตถุประสงค์{}", entry.word)) == Some(Role::Objective),
        "item-labels" => heads_item(entry),
        "outline-labels" => heads_paragraph(entry),
        "indicator-labels" => opens_part(entry),
        "level-labels" => heads_level(entry),
        // Tried beside the code that alone sees them: src/table/columns/contents.rs, src/table/total.rs,
        // src/table/unfilled.rs, src/report/form/labels.rs, src/report/repeated.rs, src/report/names.rs and
        // src/audit/undone.rs.
        "cell-contents" | "total-labels" | "no-items" | "form-labels" | "carried-on"
        | "name-starts" | "not-done" => true,
        "units" => is_unit(entry),
        "comparators" => compares(entry),
        "budget-status" => says_status(entry),
        "budget-words" => changes_amount(entry),
        "funds" => pays(entry),
        "months" => is_month(entry),
        "ordinals" => !starts_date(&format!("{} ๕ มกราคม ๒๕๖๘", entry.word)),
        "agencies" => begins_agency(entry),
        "places" => names_place(entry),
        "clauses" => agency_of(&format!("รายงานของเทศบาลทดสอบ{}", entry.word)).is_none(),
        "document-kinds" => document_kind_of(entry.word).is_some(),
        "title-starts" => report_title(&format!("๒๕๖๘\n{}งาน", entry.word)).is_some(),
        "list-marks" => is_list_item(&format!("{} จัดอบรม", entry.word)),
        other => panic!("no cases for the words of {other}"),
    }
}

fn heads_item(entry: &Entry<'_>) -> bool {
    let kind = match entry.meanings[0] {
        "project" => ItemKind::Project,
        "activity" => ItemKind::Activity,
        "sub_activity" => ItemKind::SubActivity,
        _ => ItemKind::Measure,
    };
    let text = format!("{}ที่ ๑ จัดอบรม", entry.word);
    let top = if kind == ItemKind::Project { ItemKind::Measure } else { ItemKind::Project };
    item_headings(&text, top).first().is_some_and(|heading| heading.kind == kind)
}

fn heads_paragraph(entry: &Entry<'_>) -> bool {
    let kind = match entry.meanings[0] {
        "strategy" => OutlineKind::Strategy,
        "tactic" => OutlineKind::Tactic,
        "goal" => OutlineKind::Goal,
        "indicator" => OutlineKind::Indicator,
        _ => OutlineKind::Note,
    };
    let kind_of = |text: String| outline(&text).map(|found| found.kind);
    let needs_number = entry.attribute("number").is_some();
    kind_of(format!("{}ที่ ๑ ส่งเสริม", entry.word)) == Some(kind)
        && (kind_of(format!("{} ส่งเสริม", entry.word)) == Some(kind)) != needs_number
}

fn heads_level(entry: &Entry<'_>) -> bool {
    let text = format!("{}ที่ ๑ ส่งเสริม", entry.word);
    let found = Vocabulary::default().level_title(&text);
    found.label.as_deref() == Some(entry.word)
        && found.number.as_deref() == Some("1")
        && found.is_tactic == entry.means("tactic")
        && entry.attribute("rank").is_none_or(|rank| rank.parse().ok() == found.rank)
        && text[found.title] == *"ส่งเสริม"
}

fn opens_part(entry: &Entry<'_>) -> bool {
    let text = format!("{} : ผู้ผ่านการอบรม", entry.word);
    let found = indicators(&text);
    let part = match entry.meanings[0] {
        "target" => found[0].target_text.clone(),
        _ => Some(found[0].name.clone()),
    };
    part.is_some_and(|part| text[part] == *"ผู้ผ่านการอบรม")
}

fn is_unit(entry: &Entry<'_>) -> bool {
    let unit = entry.word;
    let text = format!("จัดแล้ว ๕ {unit}");
    let counted = quantities(&text).iter().any(|found| text[found.value.unit.clone()] == *unit);
    let taken = match entry.meanings[0] {
        "counted" | "measured" => counted,
        "percent" => percentages(&text).len() == 1,
        "multiplier" => !Scan::new(&format!("๕ {unit}บาท")).money().is_empty(),
        _ => !Scan::new(&text).money().is_empty(),
    };
    let never_year = find(&format!("มกราคม ๕๐ {unit}")).dates.is_empty();
    let decimal = item_headings(&format!("๒.๕ {unit}"), ItemKind::Project).is_empty();
    taken
        && (never_year || entry.attribute("year").is_none())
        && (decimal || entry.attribute("decimal").is_none())
}

fn compares(entry: &Entry<'_>) -> bool {
    let comparator = |name: &str| match name {
        "ge" => Comparator::Ge,
        "gt" => Comparator::Gt,
        "le" => Comparator::Le,
        _ => Comparator::Lt,
    };
    let says = |text: String, name: &str| {
        let scan = Scan::new(&text);
        let found = scan.targets(0..text.len());
        found.len() == 1 && found[0].value.comparator == comparator(name)
    };
    let (word, plain) = (entry.word, entry.meanings[0]);
    let negated = entry.attribute("not").unwrap_or(plain);
    entry.attribute("place").unwrap_or_default().split(',').all(|place| match place {
        "before" => says(format!("{word} ๕ คน"), plain) && says(format!("ไม่{word} ๕ คน"), negated),
        "than" => {
            says(format!("{word}กว่า ๕ คน"), plain) && says(format!("ไม่{word}กว่า ๕ คน"), negated)
        }
        _ => says(format!("๕ คน{word}"), plain),
    })
}

fn says_status(entry: &Entry<'_>) -> bool {
    let status = match entry.meanings[0] {
        "none" => BudgetStatus::None,
        "not_allocated" => BudgetStatus::NotAllocated,
        _ => BudgetStatus::NotStated,
    };
    let longer = budget(&format!("{}ของหน่วยงาน", entry.word)).status == status;
    budget(entry.word).status == status && longer == entry.attribute("whole").is_none()
}

fn changes_amount(entry: &Entry<'_>) -> bool {
    if entry.means("foreign") {
        return budget(&format!("๑,๐๐๐ {}", entry.word)).amount.is_none();
    }
    // Words of columns are tried beside the code that alone sees them: src/table/columns/committed.rs.
    if entry.meanings[0] == "no_plan" {
        return true;
    }
    let word = entry.word;
    let amount = |text: String| budget(&text).amount.map(|(_, baht)| baht.to_string());
    let (text, expected) = match entry.meanings[0] {
        "moved" | "called_off" => return amount(format!("{word} ๑,๐๐๐ บาท")).is_none(),
        "new" => (format!("จาก ๗๐๐ บาท {word} ๑,๐๐๐ บาท"), "1000"),
        "changed" => (format!("{word}จาก ๑,๐๐๐ บาท เหลือ ๗๐๐ บาท"), "700"),
        "total" => (format!("๗๐๐ บาท {word} ๑,๐๐๐ บาท"), "1000"),
        _ => (format!("๗๐๐ บาท {word} ๑,๐๐๐ บาท"), "700"),
    };
    amount(text).as_deref() == Some(expected)
}

fn pays(entry: &Entry<'_>) -> bool {
    let word = entry.word;
    let source = |text: &str| budget(text).source.map(|range| text[range].to_owned());
    entry.meanings.iter().all(|meaning| match *meaning {
        "fund" => source(&format!("{word}กลาง ๕,๐๐๐ บาท")) == Some(format!("{word}กลาง")),
        "no_fund" => source(&format!("{word} ๕,๐๐๐ บาท")).is_none(),
        _ => source(&format!("{word}หน่วยตรวจสอบ")).as_deref() == Some("หน่วยตรวจสอบ"),
    })
}

fn is_month(entry: &Entry<'_>) -> bool {
    let found = find(&format!("๕ {} ๒๕๖๘", entry.word)).dates;
    found.len() == 1 && found[0].value.start.month().to_string() == entry.meanings[0]
}

fn starts_date(text: &str) -> bool {
    find(text).dates.iter().any(|found| text[found.range.clone()].starts_with('๕'))
}

fn begins_agency(entry: &Entry<'_>) -> bool {
    let name = format!("{}ทดสอบ", entry.word);
    let text = format!("รายงานของ{name} ประจำปีงบประมาณ พ.ศ. ๒๕๖๘");
    let found = agency_of(&text).map(|found| text[found.name].to_owned());
    found == (!entry.means("no_agency")).then_some(name)
}

fn names_place(entry: &Entry<'_>) -> bool {
    let text = format!("รายงานของเทศบาลทดสอบ {}ทองคำ", entry.word);
    let place = agency_of(&text).map(|found| found.place).unwrap_or_default();
    let part = match entry.meanings[0] {
        "subdistrict" => place.subdistrict,
        "district" => place.district,
        _ => place.province,
    };
    part.is_some_and(|part| text[part] == *"ทองคำ")
}

#[test]
fn every_word_is_taken_for_what_its_list_says() {
    for list in ALL {
        for entry in list.entries() {
            assert!(is_taken(list.name, entry), "{}: {}", list.name, entry.word);
        }
    }
}

#[test]
fn every_role_but_numbers_can_be_headed() {
    let headings = ALL.iter().find(|list| list.name == "headings").expect("the list of headings");
    for role in Role::ALL {
        let word = role.to_string();
        assert!(headings.entries().iter().any(|entry| entry.means(&word)), "no heading of {word}");
    }
}

#[test]
fn the_page_of_words_shows_every_list() {
    let mut page = String::from(
        "# Words\n\nWhat raingan knows of words. Each list is a file of `data/words`: a word a line, behind a tab what it means, behind \
         further tabs what else is to be known of it, `#` before comments. Within a block, words stand in the order of their characters. \
         To add one, add its line, then run `cargo test words` and `UPDATE=1 cargo test --test it words`. \
         Words that belong to one rule alone stand beside that rule. Made from `raingan::words::ALL` by `tests/it/words.rs`.\n",
    );
    for list in ALL {
        describe(list, &mut page).expect("writing to a String");
    }
    hold("docs/words.md", &page);
}

/// What a list is for, what may stand in it, and its words by what they mean.
fn describe(list: &raingan::words::List, page: &mut String) -> std::fmt::Result {
    let about = list.about.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(page, "\n## {0}\n\n{about} [`data/words/{0}.txt`](../data/words/{0}.txt)", list.name)?;
    if !list.attributes.is_empty() {
        writeln!(page)?;
    }
    for (name, says) in list.attributes {
        writeln!(page, "- `{name}=`: {says}")?;
    }
    if list.meanings.is_empty() {
        return writeln!(page, "\n{}", words(list, |_| true));
    }
    writeln!(page, "\n| meaning | words |\n| --- | --- |")?;
    for (meaning, says) in list.meanings {
        let words = words(list, |entry| entry.means(meaning));
        let name =
            if *says == *meaning { format!("`{meaning}`") } else { format!("`{meaning}`: {says}") };
        writeln!(page, "| {name} | {words} |")?;
    }
    Ok(())
}

fn words(list: &raingan::words::List, wanted: impl Fn(&Entry<'_>) -> bool) -> String {
    let words = list.entries().iter().filter(|entry| wanted(entry));
    words.map(|entry| format!("`{}`", entry.word)).collect::<Vec<_>>().join(" ")
}

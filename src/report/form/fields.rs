//! The entries of a form → its fields and its item.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::entries::Entry;
use super::inner::NAMES_TOGETHER;
use super::labels::Says;
use crate::column::{Key, Which};
use crate::contract::model::{FormField, Item, ItemKind, Text};
use crate::finding::Finding;
use crate::layout::Passage;
use crate::report::items::{Draft, Ids, finish};
use crate::report::names::compose_names;
use crate::report::text::{Reading, to_text};
use crate::role::Role;

/// A box before something that may be chosen, and whether it is ticked.
static BOX: LazyLock<Regex> = LazyLock::new(|| {
    let ticks = "[✓✔√/xX×✗✘]";
    Regex::new(&format!(
        r"(?P<ticked>[☑☒🗹🗷]|[☐□▢◻○]?\s*[✓✔√]|[(\[]\s*{ticks}\s*[)\]])|[☐□▢◻○]|[(\[]\s*[)\]]"
    ))
    .expect("a constant pattern")
});

/// One project told by labels.
#[derive(Default)]
pub(in crate::report) struct Told {
    /// Its labels with what stands behind them.
    pub(super) entries: Vec<Entry>,
    /// Its name, where it stands above the labels.
    pub(super) title: Option<Passage>,
    /// The number of the heading that this is, in Arabic digits.
    pub(super) number: Option<String>,
    /// What that heads.
    pub(super) kind: Option<ItemKind>,
    /// Headings of a table that is a form, which say nothing of the project.
    pub(super) headings: Vec<Passage>,
    /// The lines of whoever signed it.
    pub(super) signed: Vec<Passage>,
}

impl Told {
    /// Whether the next entry names another project.
    pub(super) fn is_over_at(&self, next: &Entry) -> bool {
        let named = self.entries.iter().rposition(|entry| entry.names);
        let counts_on = self
            .entries
            .last()
            .is_some_and(|last| next.number.is_some() && next.top_number() > last.top_number());
        named.is_some_and(|named| {
            self.entries.len() - named > NAMES_TOGETHER
                && (!counts_on || next.is_told_like(&self.entries[named]))
        }) && next.names
    }

    /// Headings of a table that is a form, which say nothing of the project.
    pub fn take_headings(&mut self) -> Vec<Passage> {
        std::mem::take(&mut self.headings)
    }

    /// The lines of whoever signed it.
    pub fn take_signed(&mut self) -> Vec<Passage> {
        std::mem::take(&mut self.signed)
    }

    /// Its fields and its item; what is odd about that is added to `findings`.
    pub fn close(self, ids: &mut Ids, findings: &mut Vec<Finding>) -> (Vec<FormField>, Vec<Item>) {
        let fields: Vec<Field> = with_roles(self.entries);
        let named = fields.iter().find(|field| field.names && !field.value.is_empty());
        let title = named.map(|field| field.value.clone()).or(self.title).unwrap_or_default();
        let role = named.map_or(Role::Project, |field| field.role);
        let kind = kind(&title.text, role, named.map(|field| field.label.text.as_str()));
        let mut cells = cells(&fields);
        if named.is_none() {
            cells.insert(0, (role.into(), String::new(), title.clone()));
        }
        let kind = self.kind.filter(|_| self.number.is_some()).unwrap_or(kind);
        let draft = Draft::of_form(kind, self.number, title, cells);
        let items = finish(vec![draft], "", ids, findings);
        (fields.iter().map(Field::to_json).collect(), items)
    }
}

/// A label with the role of what stands behind it.
struct Field {
    number: Option<String>,
    label: Passage,
    role: Role,
    names: bool,
    value: Passage,
}

impl Field {
    fn to_json(&self) -> FormField {
        let (label, value): (Text, Text) = (to_text(&self.label), to_text(&self.value));
        FormField { number: self.number.clone(), label, role: self.role, value }
    }
}

/// The roles of entries; those without one are counted.
fn with_roles(entries: Vec<Entry>) -> Vec<Field> {
    let budgeted = entries.iter().any(|entry| entry.role() == Some(Role::Budget));
    let mut others: u16 = 0;
    let mut fields = Vec::with_capacity(entries.len());
    for entry in entries {
        let role = match entry.says {
            Says::Role(_) if entry.may_be_budget && !budgeted => Role::Budget,
            Says::Role(role) => role,
            Says::Other | Says::Notice => {
                others = others.saturating_add(1);
                Role::Other(others)
            }
        };
        let value = match role {
            Role::Responsible => compose_names(&entry.value),
            _ => entry.text(),
        };
        let Entry { number, names, label, .. } = entry;
        fields.push(Field { number, label, role, names, value });
    }
    fields
}

/// What the item's cells hold: the values by their roles, one after the other where a role stands
/// again.
fn cells(fields: &[Field]) -> Vec<(Key, String, Passage)> {
    let mut cells = Vec::with_capacity(fields.len());
    let mut seen: BTreeMap<Role, u16> = BTreeMap::new();
    for field in fields.iter().filter(|field| !field.value.is_empty()) {
        let nth = seen.entry(field.role).or_insert(0);
        *nth = nth.saturating_add(1);
        let which = if *nth == 1 { Which::First } else { Which::Nth(*nth) };
        let value = if field.role.is_money() { ticked(&field.value) } else { field.value.clone() };
        cells.push((Key { role: field.role, which }, field.label.text.clone(), value));
    }
    cells
}

/// What of several things to choose from is ticked, where one is and another is not: `☑
/// ใช้งบประมาณ ๕๐๐ บาท ☐ ไม่ใช้งบประมาณ`. All of it otherwise.
fn ticked(value: &Passage) -> Passage {
    let reading = Reading::new(value);
    let text = reading.text();
    let boxes: Vec<(usize, usize, bool)> = BOX
        .captures_iter(text)
        .filter_map(|found| Some((found.get(0)?, found.name("ticked").is_some())))
        .map(|(found, is_ticked)| (found.start(), found.end(), is_ticked))
        .collect();
    let mut chosen = Passage::default();
    for (i, (_, end, is_ticked)) in boxes.iter().enumerate() {
        let stop = boxes.get(i + 1).map_or(text.len(), |next| next.0);
        if *is_ticked {
            chosen.push(&reading.part(*end..stop));
        }
    }
    let choice = boxes.iter().any(|found| found.2) && boxes.iter().any(|found| !found.2);
    if choice && !chosen.is_empty() { chosen } else { value.clone() }
}

/// What an item is by its title, or else by the label of its name.
fn kind(title: &str, role: Role, label: Option<&str>) -> ItemKind {
    let says = |text: &str| {
        let known = [
            ("โครงการ", ItemKind::Project),
            ("กิจกรรม", ItemKind::Activity),
            ("มาตรการ", ItemKind::Measure),
        ];
        known.into_iter().find(|(word, _)| text.starts_with(word)).map(|(_, kind)| kind)
    };
    if role == Role::Measure {
        return ItemKind::Measure;
    }
    let of_label = || says(label?.trim_start_matches("ชื่อ"));
    says(title.trim_start()).or_else(of_label).unwrap_or(ItemKind::Project)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_is_chosen() {
        for (value, chosen) in [
            ("☑ ใช้งบประมาณ ๕๐๐ บาท ☐ ไม่ใช้งบประมาณ", "ใช้งบประมาณ ๕๐๐ บาท"),
            ("☐ ใช้งบประมาณ ☑ ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ"),
            ("( ) ใช้งบประมาณ ( / ) ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ"),
            ("๕๐๐ บาท (ห้าร้อยบาทถ้วน)", "๕๐๐ บาท (ห้าร้อยบาทถ้วน)"),
            ("☐ ใช้งบประมาณ ☐ ไม่ใช้งบประมาณ", "☐ ใช้งบประมาณ ☐ ไม่ใช้งบประมาณ"),
        ] {
            assert_eq!(ticked(&Passage::placeless(value)).text, chosen, "{value}");
        }
    }

    #[test]
    fn an_item_is_what_its_title_says() {
        for (title, label, said) in [
            ("โครงการแสงริมน้ำ", "ชื่อกิจกรรม", ItemKind::Project),
            ("กิจกรรมแสงริมน้ำ", "ชื่อโครงการ", ItemKind::Activity),
            ("แสงริมน้ำ", "ชื่อกิจกรรม", ItemKind::Activity),
            ("แสงริมน้ำ", "ชื่อโครงการ", ItemKind::Project),
        ] {
            assert_eq!(kind(title, Role::Project, Some(label)), said, "{title}");
        }
    }
}

//! A report as a recogniser would have read it: letters taken for others, marks added and lost,
//! always the same way.

use raingan::contract::model::{Baht, Item, Report, Role, Section, Text};
use raingan::report::facts;
use raingan::thai::text::normalise;

/// Letters that are taken for each other; a mark that is not there is `∅`.
const CONFUSED: &[(char, &str)] = &[
    ('ล', "ส"),
    ('ส', "ล"),
    ('ด', "คต"),
    ('ค', "ด"),
    ('ต', "ด"),
    ('บ', "ป"),
    ('ป', "บ"),
    ('น', "ม"),
    ('ม', "นว"),
    ('ว', "ม"),
    ('ผ', "ฝ"),
    ('พ', "ฟ"),
    ('ข', "ช"),
    ('ช', "ซข"),
    ('ถ', "ภ"),
    ('ภ', "ถ"),
    ('ก', "ถ"),
    ('ท', "ห"),
    ('ห', "ท"),
    ('า', "ำ"),
    ('่', "้∅"),
    ('้', "่ั∅"),
    ('ั', "้"),
    ('ี', "ิ"),
    ('ิ', "ี"),
    ('ื', "ึ"),
    ('์', "∅"),
    ('็', "∅"),
];

/// Whether noise makes or unmakes a letter.
pub fn is_confused(c: char) -> bool {
    CONFUSED.iter().any(|(from, to)| *from == c || to.contains(c))
}

/// A source of numbers that is always the same for a seed (xorshift).
pub struct Dice(u64);

impl Dice {
    /// Dice for a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
}

/// A text in which `per_mille` of the letters that can be confused are.
pub fn confuse(text: &str, per_mille: usize, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let letter = raingan::thai::text::is_thai_letter(c);
        match CONFUSED
            .iter()
            .find(|(from, _)| *from == c)
            .filter(|_| letter && dice.below(1000) < per_mille)
        {
            Some((_, to)) => {
                let all: Vec<char> = to.chars().collect();
                out.extend(Some(all[dice.below(all.len())]).filter(|c| *c != '∅'));
            }
            None => out.push(c),
        }
    }
    out
}

/// The report with its letters confused; what follows from the texts is read anew.
pub fn misread(report: &Report, per_mille: usize, seed: u64) -> Report {
    let mut dice = Dice::new(seed);
    let mut report = report.clone();
    let mut noise = |text: &mut Text| {
        text.raw = confuse(&text.raw, per_mille, &mut dice);
        text.text = normalise(&text.raw).into_owned();
    };
    for section in &mut report.sections {
        match section {
            Section::ActionPlan(plan) => {
                plan.title.iter_mut().chain(&mut plan.notes).for_each(&mut noise);
                plan.columns.iter_mut().flat_map(|c| &mut c.headings).for_each(&mut noise);
                for strategy in &mut plan.strategies {
                    strategy.title.iter_mut().for_each(&mut noise);
                    for tactic in &mut strategy.tactics {
                        let texts = tactic
                            .title
                            .iter_mut()
                            .chain(&mut tactic.goals)
                            .chain(&mut tactic.indicators);
                        texts.for_each(&mut noise);
                        tactic.projects.iter_mut().for_each(|item| misread_item(item, &mut noise));
                    }
                }
            }
            Section::Measures(measures) => {
                measures.title.iter_mut().chain(&mut measures.notes).for_each(&mut noise);
                measures.columns.iter_mut().flat_map(|c| &mut c.headings).for_each(&mut noise);
                measures.measures.iter_mut().for_each(|item| misread_item(item, &mut noise));
            }
            Section::Form(_) | Section::Other(_) => {}
        }
    }
    report
}

fn misread_item(item: &mut Item, noise: &mut impl FnMut(&mut Text)) {
    noise(&mut item.title);
    item.cells.values_mut().for_each(&mut *noise);
    reread_budget(item);
    item.children.iter_mut().for_each(|child| misread_item(child, noise));
}

/// Reads the budget cell anew.
pub fn reread_budget(item: &mut Item) {
    let Some(cell) = item.cells.get(&Role::Budget.into()) else { return };
    let Some(budget) = &mut item.budget else { return };
    let found = facts::budget(&cell.text);
    budget.raw = cell.raw.clone();
    budget.status = found.status;
    budget.amount_thb = found.amount.map(|(_, baht): (_, Baht)| baht);
    budget.source =
        found.source.map(|range| cell.text[range].split_whitespace().collect::<Vec<_>>().join(" "));
}

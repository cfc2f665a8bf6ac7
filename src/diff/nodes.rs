//! A report as a flat list of what can be compared: its sections, strategies, tactics, items and
//! rows of other tables.

use std::borrow::Cow;

use super::model::{NodeKind, Part};
use crate::column::{Key, Which};
use crate::contract::model::{
    ActionPlan, Baht, Budget, BudgetStatus, Column, ColumnBudget, Corrected, Form, Indicator, Item,
    ItemKind, Measures, OtherTables, Report, Role, Scheduled, Section, Strategy, Tactic, Text,
    Total,
};
use crate::finding::Region;
use crate::role::Holds;
use crate::thai::digits;
use crate::thai::text::is_thai_letter;

/// What the name of a field ends with that is of no year, beside one of the report's own year.
const YEARLESS: &str = "_yearless";
/// A text below this confidence was read by a recogniser that was not sure of it.
const UNSURE: f32 = 0.9;

/// Something that can be compared.
#[derive(Debug, Clone)]
pub struct Node<'r> {
    /// Its id: as in the report; `plan`, `s1`, `s1/t2` for what has none there.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its number in Arabic digits.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<&'r Text>,
    /// What it stands below, by its place in the list.
    pub parent: Option<usize>,
    /// Its texts in order.
    pub fields: Vec<Field<'r>>,
    /// The printed word for its level, for a strategy or a tactic.
    pub label: Option<&'r str>,
    /// Its budget.
    pub budget: Option<&'r Budget>,
    /// What its columns of money say beside that.
    pub money: Vec<Money<'r>>,
    /// When it is carried out.
    pub schedule: &'r [Scheduled],
    /// Its indicators.
    pub indicators: &'r [Indicator],
    /// How many projects it says it has.
    pub declared: Option<u32>,
}

/// What a column of money says.
#[derive(Debug, Clone)]
pub struct Money<'r> {
    /// The name of the field: the key of its column, without the report's own year.
    pub name: String,
    /// The heading of its column.
    pub heading: Option<&'r str>,
    /// What it says.
    pub said: Said<'r>,
}

/// What a cell of money says.
#[derive(Debug, Clone, Copy)]
pub struct Said<'r> {
    /// The whole cell as printed.
    pub raw: &'r str,
    /// What it says.
    pub status: BudgetStatus,
    /// In baht, where it says an amount.
    pub amount_thb: Option<Baht>,
    /// The fund or unit that pays, as printed.
    pub source: Option<&'r str>,
    /// Where it stands.
    pub regions: &'r [Region],
}

impl Said<'_> {
    /// A cell that says nothing, or is not there.
    pub const NOTHING: Said<'static> = Said {
        raw: "",
        status: BudgetStatus::NotStated,
        amount_thb: None,
        source: None,
        regions: &[],
    };
}

impl<'r> From<&'r Budget> for Said<'r> {
    fn from(budget: &'r Budget) -> Said<'r> {
        let Budget { raw, status, amount_thb, source, regions } = budget;
        let (status, amount_thb, source) = (*status, *amount_thb, source.as_deref());
        Said { raw, status, amount_thb, source, regions }
    }
}

impl<'r> From<&'r ColumnBudget> for Said<'r> {
    fn from(budget: &'r ColumnBudget) -> Said<'r> {
        let ColumnBudget { raw, status, amount_thb, source, regions, .. } = budget;
        let (status, amount_thb, source) = (*status, *amount_thb, source.as_deref());
        Said { raw, status, amount_thb, source, regions }
    }
}

/// One text of a node, which may have several entries.
#[derive(Debug, Clone)]
pub struct Field<'r> {
    /// Its name in the JSON.
    pub name: Cow<'static, str>,
    /// The heading of its column, where the name does not say what it is.
    pub heading: Option<&'r str>,
    /// Its entries, one a line.
    pub text: String,
    /// Where it stands.
    pub regions: Vec<Region>,
    /// Whether it was read by a recogniser that was not sure.
    pub unsure: bool,
    /// Who put it right, where people did.
    pub corrected: Vec<&'r Corrected>,
}

impl<'r> Field<'r> {
    /// The field of some texts, one a line.
    pub fn of(
        name: impl Into<Cow<'static, str>>,
        texts: impl IntoIterator<Item = &'r Text>,
    ) -> Field<'r> {
        let mut field = Field {
            name: name.into(),
            heading: None,
            text: String::new(),
            regions: Vec::new(),
            unsure: false,
            corrected: Vec::new(),
        };
        for text in texts {
            if !field.text.is_empty() {
                field.text.push('\n');
            }
            field.text.push_str(&text.text);
            field.regions.extend(&text.regions);
            field.unsure |= text.confidence.is_some_and(|c| c < UNSURE);
            field.corrected.extend(text.corrected.as_deref());
        }
        field
    }
}

impl Node<'_> {
    /// A node that says nothing.
    pub fn bare(id: impl Into<String>, kind: NodeKind) -> Self {
        Node {
            id: id.into(),
            kind,
            number: None,
            title: None,
            parent: None,
            fields: Vec::new(),
            label: None,
            budget: None,
            money: Vec::new(),
            schedule: &[],
            indicators: &[],
            declared: None,
        }
    }

    /// How a comparison names it.
    pub fn part(&self) -> Part {
        Part {
            id: self.id.clone(),
            kind: self.kind,
            number: self.number.clone(),
            title: self.title.map(|t| t.text.clone()),
            regions: self.title.map(|t| t.regions.clone()).unwrap_or_default(),
        }
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&Field<'_>> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// Whether it is an item or a row: what a report is made of, not its outline.
    pub fn is_item(&self) -> bool {
        !matches!(
            self.kind,
            NodeKind::Section | NodeKind::Strategy | NodeKind::Tactic | NodeKind::Total
        )
    }
}

/// All that can be compared in a report, in document order: what stands below something comes after
/// it.
pub fn items(report: &Report) -> Vec<Node<'_>> {
    let year = report.fiscal_year.as_ref().map(|year| year.be);
    let mut list = List { nodes: Vec::new(), year, plans: 0, measures: 0, forms: 0, others: 0 };
    for section in &report.sections {
        match section {
            Section::ActionPlan(plan) => list.plan(plan),
            Section::Measures(measures) => list.measures(measures),
            Section::Form(form) => list.form(form),
            Section::Other(other) => list.other(other),
        }
    }
    list.nodes
}

struct List<'r> {
    nodes: Vec<Node<'r>>,
    /// The report's own fiscal year, Buddhist Era.
    year: Option<i16>,
    plans: usize,
    measures: usize,
    forms: usize,
    others: usize,
}

impl<'r> List<'r> {
    fn push(&mut self, id: String, kind: NodeKind, parent: Option<usize>) -> &mut Node<'r> {
        self.nodes.push(Node { parent, ..Node::bare(id, kind) });
        let last = self.nodes.len() - 1;
        &mut self.nodes[last]
    }

    fn plan(&mut self, plan: &'r ActionPlan) {
        self.plans += 1;
        let at = self.nodes.len();
        let section = self.push(numbered("plan", self.plans), NodeKind::Section, None);
        section.title = plan.title.as_ref();
        section.fields = vec![headings(&plan.columns), Field::of("notes", &plan.notes)];
        for (i, strategy) in plan.strategies.iter().enumerate() {
            self.strategy(strategy, i, at, &plan.columns);
        }
        self.totals(&plan.totals, at, &plan.columns);
    }

    fn strategy(
        &mut self,
        strategy: &'r Strategy,
        position: usize,
        section: usize,
        columns: &'r [Column],
    ) {
        let at = self.nodes.len();
        let id = name("s", strategy.number.as_deref(), position);
        let node = self.push(id.clone(), NodeKind::Strategy, Some(section));
        (node.number, node.title) = (strategy.number.clone(), strategy.title.as_ref());
        node.label = strategy.label.as_deref();
        for (i, tactic) in strategy.tactics.iter().enumerate() {
            self.tactic(tactic, i, at, &id, columns);
        }
    }

    fn tactic(
        &mut self,
        tactic: &'r Tactic,
        position: usize,
        strategy: usize,
        above: &str,
        columns: &'r [Column],
    ) {
        let at = self.nodes.len();
        let id = format!("{above}/{}", name("t", tactic.number.as_deref(), position));
        let node = self.push(id, NodeKind::Tactic, Some(strategy));
        (node.number, node.title) = (tactic.number.clone(), tactic.title.as_ref());
        node.label = tactic.label.as_deref();
        node.fields =
            vec![Field::of("goals", &tactic.goals), Field::of("indicators", &tactic.indicators)];
        node.declared = tactic.declared_project_count;
        tactic.projects.iter().for_each(|item| self.item(item, at, columns));
    }

    fn measures(&mut self, measures: &'r Measures) {
        self.measures += 1;
        let at = self.nodes.len();
        let section = self.push(numbered("measures", self.measures), NodeKind::Section, None);
        section.title = measures.title.as_ref();
        section.fields = vec![headings(&measures.columns), Field::of("notes", &measures.notes)];
        if let Some(period) = &measures.period {
            let mut field = Field::of("period", []);
            (field.text, field.regions) = (period.raw.clone(), period.regions.clone());
            section.fields.push(field);
        }
        measures.measures.iter().for_each(|item| self.item(item, at, &measures.columns));
        self.totals(&measures.totals, at, &measures.columns);
    }

    fn form(&mut self, form: &'r Form) {
        self.forms += 1;
        let at = self.nodes.len();
        let section = self.push(numbered("form", self.forms), NodeKind::Section, None);
        section.title = form.title.as_ref();
        form.items.iter().for_each(|item| self.item(item, at, &[]));
    }

    fn item(&mut self, item: &'r Item, parent: usize, columns: &'r [Column]) {
        let at = self.nodes.len();
        let kind = match item.kind {
            ItemKind::Project => NodeKind::Project,
            ItemKind::Activity => NodeKind::Activity,
            ItemKind::SubActivity => NodeKind::SubActivity,
            ItemKind::Measure => NodeKind::Measure,
        };
        let own = own_budget(item);
        let further = item.budgets.iter().enumerate().filter(|(i, _)| Some(*i) != own);
        let money = further.map(|(_, budget)| self.money(budget, columns)).collect();
        let own_column = own.map(|own| item.budgets[own].column);
        // The cells of titles and numbers: each item has its own.
        let is_told = |key: &Key| match key.role.holds() {
            Holds::Title => false,
            Holds::Number => item.number.is_none(),
            _ => true,
        };
        let cells = item.cells.iter().filter(|(key, _)| is_told(key));
        let fields = cells.map(|(key, text)| match own_column {
            Some(own) if own == *key => Field::of(BUDGET, [text]),
            _ => self.field(*key, text, columns),
        });
        let fields = fields.collect();
        let node = self.push(item.id.clone(), kind, Some(parent));
        (node.number, node.title) = (item.number.clone(), Some(&item.title));
        (node.budget, node.indicators) = (item.budget.as_ref(), &item.indicators);
        (node.money, node.schedule, node.fields) = (money, &item.schedule, fields);
        item.children.iter().for_each(|child| self.item(child, at, columns));
    }

    /// The rows of a section's tables that sum others.
    fn totals(&mut self, totals: &'r [Total], section: usize, columns: &'r [Column]) {
        for (i, total) in totals.iter().enumerate() {
            let cells = total.cells.iter();
            let fields = cells.map(|(key, text)| self.field(*key, text, columns)).collect();
            let money = total.budgets.iter().map(|budget| self.money(budget, columns)).collect();
            let id = format!("{}/total~{}", self.nodes[section].id, i + 1);
            let node = self.push(id, NodeKind::Total, Some(section));
            (node.title, node.fields, node.money) = (Some(&total.label), fields, money);
        }
    }

    /// The field of a cell.
    fn field(&self, key: Key, text: &'r Text, columns: &'r [Column]) -> Field<'r> {
        let mut field = Field::of(self.name(key, columns), [text]);
        if matches!(key.role, Role::Other(_)) || key.which != Which::First {
            field.heading = heading(key, columns);
        }
        field
    }

    fn money(&self, budget: &'r ColumnBudget, columns: &'r [Column]) -> Money<'r> {
        let heading = heading(budget.column, columns);
        Money { name: self.name(budget.column, columns), heading, said: budget.into() }
    }

    /// The name of a field: the key of its column, where the report's own year goes without saying. A
    /// column of no year beside one of that year is told from it.
    fn name(&self, key: Key, columns: &[Column]) -> String {
        let own_year = Key { which: Which::Time { year_be: self.year, part: None }, ..key };
        let has_own_year = columns.iter().any(|column| column.key() == own_year);
        if key.which == Which::First && self.year.is_some() && has_own_year {
            return format!("{key}{YEARLESS}");
        }
        let which = match key.which {
            Which::Time { year_be, part } if year_be == self.year => {
                Which::Time { year_be: None, part }
            }
            which => which,
        };
        Key { which, ..key }.to_string()
    }

    fn other(&mut self, other: &'r OtherTables) {
        for table in &other.tables {
            self.others += 1;
            let at = self.nodes.len();
            let id = numbered("other", self.others);
            let section = self.push(id.clone(), NodeKind::Section, None);
            section.title = other.title.as_ref();
            section.fields = vec![Field::of("headings", &table.headings)];
            for (i, row) in table.rows.iter().enumerate() {
                let title =
                    row.iter().find(|cell| cell.text.chars().filter(|c| is_word(*c)).count() > 1);
                let number = row.first().filter(|cell| is_number(&cell.text));
                let node = self.push(format!("{id}/r{}", i + 1), NodeKind::Row, Some(at));
                node.title = title;
                node.number = number
                    .map(|n| digits::to_arabic(n.text.trim_matches(['.', ' ', ')'])).into_owned());
                let cells = row
                    .iter()
                    .enumerate()
                    .filter(|(_, cell)| !title.is_some_and(|t| std::ptr::eq(t, *cell)));
                node.fields = cells.map(|(c, cell)| column(c, cell, &table.headings)).collect();
            }
        }
    }
}

/// The field of an item's own budget.
pub const BUDGET: &str = "budget";

/// Which of an item's columns of money its budget is.
fn own_budget(item: &Item) -> Option<usize> {
    let own = item.budget.as_ref()?;
    let is_own = |budget: &ColumnBudget| budget.raw == own.raw && budget.regions == own.regions;
    item.budgets.iter().position(is_own)
}

/// The first heading of a column.
fn heading(key: Key, columns: &[Column]) -> Option<&str> {
    let column = columns.iter().find(|column| column.key() == key)?;
    column.headings.first().map(|heading| heading.text.as_str())
}

/// What a field says, by its name: that of a role, or of what stands beside a tactic's title.
pub fn holds(name: &str) -> Holds {
    match name {
        "goals" | "indicators" => Holds::Targets,
        "notes" => Holds::Entries,
        key => role(key).map_or(Holds::Words, Role::holds),
    }
}

/// The role of the column that a field stands in; `None` where it stands in none.
pub fn role(name: &str) -> Option<Role> {
    let key: Key = name.strip_suffix(YEARLESS).unwrap_or(name).parse().ok()?;
    Some(key.role)
}

/// Whether a field is a list of entries, each of which can be new or gone.
pub fn has_entries(name: &str) -> bool {
    matches!(holds(name), Holds::Entries | Holds::Targets)
}

/// Whether the numbers of a field are aimed at.
pub fn has_targets(name: &str) -> bool {
    holds(name) == Holds::Targets
}

/// A cell of a table of another form.
fn column<'r>(position: usize, cell: &'r Text, headings: &'r [Text]) -> Field<'r> {
    let mut field = Field::of(Role::Other(position as u16 + 1).to_string(), [cell]);
    field.heading = headings.get(position).map(|h| h.text.as_str());
    field
}

/// The headings of all columns, one a line.
fn headings(columns: &[Column]) -> Field<'_> {
    Field::of("headings", columns.iter().filter_map(|c| c.headings.first()))
}

fn is_word(c: char) -> bool {
    is_thai_letter(c) || c.is_alphabetic()
}

fn is_number(text: &str) -> bool {
    let text = text.trim_matches(['.', ' ', ')']);
    !text.is_empty() && text.chars().all(|c| digits::is_digit(c) || c == '.')
}

/// Whether a section is one of measures or of one project told by labels, which a summary sums as
/// one.
pub fn is_of_items(section: &Node<'_>) -> bool {
    ["measures", "form"].contains(&section.id.split('-').next().unwrap_or_default())
}

/// The id of the `n`-th of a kind.
fn numbered(word: &str, n: usize) -> String {
    if n == 1 { word.to_owned() } else { format!("{word}-{n}") }
}

/// A step of an id, as items have it.
fn name(letter: &str, number: Option<&str>, position: usize) -> String {
    number.map_or_else(|| format!("{letter}~{}", position + 1), |n| format!("{letter}{n}"))
}

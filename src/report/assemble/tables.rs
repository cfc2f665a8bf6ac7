//! Tables → the items, totals and levels of the section that is open, or tables of another form.

use super::*;
use crate::report::column_doubts::{
    doubled_column, guessed_column, guessed_items, no_rows, reordered_columns, unknown_column,
    unread_items,
};
use crate::report::unit::unit_of_heading;
use crate::table::counts_satang;

/// Whether columns of the same roles stand in another order.
fn is_reordered(before: &[Role], now: &[Role]) -> bool {
    before != now && sorted(before) == sorted(now)
}

fn sorted(roles: &[Role]) -> Vec<Role> {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles
}

impl Walk {
    pub(super) fn table(&mut self, mut table: LogicalTable) {
        self.in_note = false;
        self.prose.leave_headings(table.repeated.iter().map(|lines| compose(lines)));
        self.take_units(&mut table);
        let Some(naming) = table.naming else { return self.other(table) };
        if naming.guessed {
            self.findings.push(guessed_items(&table, naming.column));
        }
        if table.rows.is_empty() {
            self.findings.push(no_rows(&table));
        }
        let roles: Vec<Role> = table.columns.iter().filter_map(|column| column.meaning).collect();
        if is_reordered(&self.roles, &roles) {
            self.findings.push(reordered_columns(&table));
        }
        self.roles_before = std::mem::replace(&mut self.roles, roles);
        let of_measures = table.columns[naming.column].meaning == Some(Role::Measure);
        match of_measures {
            true if self.has_levels(&table) => {
                self.plan_table(table, naming.column, ItemKind::Measure)
            }
            true => self.measures(table, naming.column),
            false => self.plan_table(table, naming.column, ItemKind::Project),
        }
    }

    /// Notes the units that rows across a table say for it, and takes those that say nothing else.
    fn take_units(&mut self, table: &mut LogicalTable) {
        let rows = std::mem::take(&mut table.rows);
        for row in rows {
            let said = row.across.then(|| UnitAbove::of(&compose(&row.cells[0]))).flatten();
            let alone = said.as_ref().is_some_and(|unit| unit.alone);
            if let Some(unit) = said {
                self.note_unit(unit);
            }
            if !alone {
                table.rows.push(row);
            }
        }
    }

    /// Notes the unit that a line says for the tables below it.
    pub(super) fn note_unit(&mut self, unit: UnitAbove) {
        if unit.alone {
            self.prose.leave(unit.said.clone(), UnclaimedReason::Paragraph);
        }
        self.unit = Some((unit, Near::Above));
    }

    /// How many baht bare numbers of a table of items count where their headings say no unit, as a line
    /// above it says; notes that.
    fn unit_of(&mut self, table: &LogicalTable) -> u64 {
        let Some((unit, near)) = &mut self.unit else { return 1 };
        // It holds for the tables that follow in the same columns, but a reader may see it otherwise.
        let holds = *near != Near::Before || self.roles_before == self.roles;
        let mut money = table.columns.iter().filter(|c| c.meaning.is_some_and(Role::is_money));
        if !holds || money.all(|column| unit_of_heading(column).is_some()) {
            return 1;
        }
        if unit.factor > 1 {
            self.findings.push(unit.finding(table.page, *near != Near::Before));
        }
        if *near == Near::Above {
            *near = Near::Before;
        }
        unit.factor
    }

    /// Whether the items of a table stand below levels of their own: headings right above it, columns
    /// or rows.
    fn has_levels(&self, table: &LogicalTable) -> bool {
        let titles = table.rows.iter().filter(|row| row.across);
        !self.pending.is_empty()
            || self.level_waits()
            || !table.level_columns().is_empty()
            || titles.into_iter().any(|row| {
                let title = compose(&row.cells[0]);
                self.vocabulary.begins_with_level(Reading::new(&title).text())
            })
    }

    /// Whether the level that was opened last holds nothing yet and no other title stands below it: the
    /// table is one of its items.
    fn level_waits(&self) -> bool {
        let Some(Open::Plan(plan)) = self.sections.last() else { return false };
        let last = plan.strategies.last().filter(|strategy| strategy.title.is_some());
        !self.prose.has_waiting()
            && last.is_some_and(|s| s.tactics.last().is_none_or(|tactic| tactic.items.is_empty()))
    }

    /// A table of projects, or of measures below levels; `key` is the column of their names.
    fn plan_table(&mut self, table: LogicalTable, key: usize, kind: ItemKind) {
        // Titles that wait above a plan's later table open a plan of their own.
        if self.plan_is_open() && self.prose.has_waiting() {
            let titles = self.prose.take_waiting();
            self.open_plan(titles);
        }
        if let Some(paragraph) = self.pending.first() {
            let level = Level::of(&paragraph.passage, &self.vocabulary);
            self.resume_plan(&level);
        }
        columns::merge(&mut self.plan().columns, &table.columns);
        for paragraph in std::mem::take(&mut self.pending) {
            self.open_level(Level::of(&paragraph.passage, &self.vocabulary));
        }
        self.note_columns(&table);
        let unit = self.unit_of(&table);
        let columns = ItemColumns::of(&table, key, unit);
        for row in &table.rows {
            if row.across {
                self.section_row(compose(&row.cells[0]));
            } else if row.total {
                let total = columns.total(row);
                self.plan().totals.push(total);
            } else if row.names_none {
                self.level_cells(&table, row);
                self.leave_row(row, &table.level_columns());
            } else {
                self.level_cells(&table, row);
                columns.add_row(&mut self.tactic().items, row, kind);
                self.levels.hold_items();
            }
        }
    }

    /// Opens the levels that a row names in columns of their own, where they are others than before.
    fn level_cells(&mut self, table: &LogicalTable, row: &LogicalRow) {
        for (nth, column) in table.level_columns().into_iter().enumerate() {
            let passage = compose(&row.cells[column]);
            if !passage.is_empty() {
                let heading = table.columns[column].text();
                self.open_level(Level::of_column(&passage, nth, heading, &self.vocabulary));
            }
        }
    }

    /// One title across all columns: the strategy, tactic or group it names.
    fn section_row(&mut self, passage: Passage) {
        match outline_of(&passage) {
            Some(found) if found.kind == OutlineKind::Goal && self.is_level_of_goals(&passage) => {
                self.open_level(Level::of(&passage, &self.vocabulary));
            }
            Some(found) if !matches!(found.kind, OutlineKind::Period(_)) => {
                self.outline(found, passage)
            }
            _ => self.open_level(Level::of(&passage, &self.vocabulary)),
        }
    }

    /// A table of measures; `key` is the column of their names.
    fn measures(&mut self, table: LogicalTable, key: usize) {
        self.note_columns(&table);
        let unit = self.unit_of(&table);
        let columns = ItemColumns::of(&table, key, unit);
        let measures = self.open_measures();
        columns::merge(&mut measures.columns, &table.columns);
        let mut unnamed = Vec::new();
        for row in &table.rows {
            if row.names_none {
                unnamed.push(row);
            } else if row.across {
                measures.notes.push(compose(&row.cells[0]));
            } else if row.total {
                measures.totals.push(columns.total(row));
            } else {
                columns.add_row(&mut measures.items, row, ItemKind::Measure);
            }
        }
        unnamed.into_iter().for_each(|row| self.leave_row(row, &[]));
    }

    /// Leaves what stands in a row that names no item, but for its `levels`.
    fn leave_row(&mut self, row: &LogicalRow, levels: &[usize]) {
        let own = row
            .cells
            .iter()
            .enumerate()
            .filter(|(i, cell)| !levels.contains(i) && !cell.is_empty());
        let own: Vec<Passage> = own.map(|(_, cell)| compose(cell)).collect();
        if !own.is_empty() {
            self.prose.leave(joined(&own), UnclaimedReason::Paragraph);
        }
    }

    /// The measures that are open, opened where none are or where a title waits for them.
    fn open_measures(&mut self) -> &mut OpenMeasures {
        let is_open = matches!(self.sections.last(), Some(Open::Measures(_)));
        if !is_open || self.prose.has_waiting() {
            let titles = self.prose.take_section_title();
            let opened = OpenMeasures { titles, ..OpenMeasures::default() };
            self.sections.push(Open::Measures(opened));
        }
        match self.sections.last_mut() {
            Some(Open::Measures(measures)) => measures,
            _ => unreachable!("measures were just opened"),
        }
    }

    /// The title that a table has in a row across its columns, above its header; what stands there
    /// again on later pages is a repeated heading.
    fn own_titles(&mut self, table: &mut LogicalTable) -> Option<Passage> {
        let is_title = |row: &LogicalRow| row.across && row.above_header;
        let rows = std::mem::take(&mut table.rows);
        let (titles, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_title);
        table.rows = rows;
        let mut all: Vec<Passage> = Vec::new();
        for title in titles.iter().map(|row| compose(&row.cells[0])) {
            match all.iter().any(|known| known.text == title.text) {
                true => self.prose.leave(title, UnclaimedReason::RepeatedHeader),
                false => all.push(title),
            }
        }
        (!all.is_empty()).then(|| joined(&all))
    }

    /// One project told by labels.
    pub(super) fn form(&mut self, mut told: Told) {
        self.in_note = false;
        self.prose.leave_headings(told.take_headings());
        let titles = self.prose.take_section_title();
        for line in told.take_signed() {
            self.prose.leave(line, UnclaimedReason::Paragraph);
        }
        self.sections.push(Open::Form { titles, told });
    }

    /// A table of another form.
    fn other(&mut self, mut table: LogicalTable) {
        // Such a table says one wording of each heading.
        let further = table.columns.iter().flat_map(|column| column.wordings.iter().skip(1));
        self.prose.leave_headings(further.map(|wording| compose(&wording.lines)));
        if table.names_projects {
            self.findings.push(unread_items(&table));
        }
        let own = self.own_titles(&mut table);
        let title = self.prose.take_table_heading(&table);
        let title = match (title, own) {
            (Some(title), Some(own)) => Some(joined(&[title, own])),
            (title, own) => title.or(own),
        };
        match (self.sections.last_mut(), title) {
            (Some(Open::Other { tables, .. }), None) => tables.push(table),
            (_, title) => self.sections.push(Open::Other { title, tables: vec![table] }),
        }
    }

    /// Notes what is in doubt about the columns of a table of items: headings that are not known, a
    /// role that rests on what stands in the column, two columns of one role that nothing tells apart.
    fn note_columns(&mut self, table: &LogicalTable) {
        for (at, column) in table.columns.iter().enumerate() {
            let alike = |other: &&Heading| {
                other.meaning == column.meaning
                    && other.span == column.span
                    && (column.group.is_empty() || other.group != column.group)
            };
            let earlier = table.columns[..at].iter().find(alike);
            self.findings.extend(match (column.meaning, earlier) {
                (None, _) if counts_satang(&table.columns, at) => None,
                (None, _) => unknown_column(column),
                (Some(_), _) if column.evidence.is_guess() => guessed_column(column),
                (Some(role), Some(earlier)) => doubled_column(column, earlier, role),
                (Some(_), None) => None,
            });
        }
    }
}

//! Tables and their columns as text for a terminal, and as a list of words.

use std::fmt::Write as _;

use raingan::contract::output::Lang;
use raingan::report::explain::{ColumnExplained, Read, TableExplained};
use raingan::role::Role;
use raingan::thai::text::on_one_line;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The widest heading, in columns of a terminal; longer ones are cut.
const WIDEST: usize = 44;
/// What stands between the levels of a heading.
const BELOW: &str = " › ";
/// What stands for a role that nothing tells.
const UNKNOWN: &str = "ROLE";
/// The columns of the table that are numbers, and set to the right.
const RIGHT: [usize; 4] = [0, 3, 4, 5];

/// The tables of a file, each with the lines to add below it.
pub fn file(name: &str, tables: &[TableExplained], lang: Lang) -> String {
    let mut out = format!("{name}\n");
    if tables.is_empty() {
        line(&mut out, lang.pick("no tables", "ไม่มีตาราง"));
    }
    for (i, table) in tables.iter().enumerate() {
        line(&mut out, "");
        line(&mut out, &title(i + 1, table, lang));
        rows(&mut out, table, lang);
        let added = lines_to_add(std::slice::from_ref(table), lang, &mut Vec::new(), |_, _| false);
        if !added.is_empty() {
            let ask = lang.pick("to add to a list of words:", "บรรทัดที่เพิ่มลงในรายการคำได้:");
            write!(out, "\n{ask}\n\n{added}").expect("writing to a String");
        }
    }
    if tables.iter().flat_map(|table| &table.columns).any(asks_for_role) {
        write!(out, "\n{}\n", roles(lang)).expect("writing to a String");
    }
    out
}

/// The lines to add for all files, each once, as a list of words of its own. What is no more than a
/// hint, or waits for a role, is a comment.
pub fn words<'t>(
    files: impl Iterator<Item = (&'t str, &'t [TableExplained])>,
    lang: Lang,
) -> String {
    let mut out = String::from("[headings]\n");
    writeln!(out, "# {}", roles(lang)).expect("writing to a String");
    let mut said = Vec::new();
    for (name, tables) in files {
        let added = lines_to_add(tables, lang, &mut said, is_open);
        if !added.is_empty() {
            write!(out, "\n# {}\n{added}", on_one_line(name)).expect("writing to a String");
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// `table 2, page 3, 14 rows: items, named by column 2`.
fn title(number: usize, table: &TableExplained, lang: Lang) -> String {
    let table_word = lang.pick("table", "ตารางที่");
    let page = table.page.map(|page| format!(", {} {page}", lang.pick("page", "หน้า")));
    let rows = match lang {
        Lang::En => format!("{} row{}", table.rows, if table.rows == 1 { "" } else { "s" }),
        Lang::Th => format!("{} แถว", table.rows),
    };
    format!("{table_word} {number}{}, {rows}: {}", page.unwrap_or_default(), read(table, lang))
}

/// What became of the rows of a table.
fn read(table: &TableExplained, lang: Lang) -> String {
    let words = match table.read {
        Read::Items => {
            let Some(by) = table.named_by else { return String::new() };
            let named = lang.pick("items, named by column", "รายการโครงการ ชื่ออยู่ในคอลัมน์ที่");
            let guess = lang.pick(" (guessed)", " (คาดเดา)");
            return format!("{named} {}{}", by.column, if by.guessed { guess } else { "" });
        }
        Read::Form => lang.pick("one project, told by labels", "โครงการเดียว บอกด้วยหัวข้อ ไม่ใช่คอลัมน์"),
        Read::NoName => lang.pick(
            "no items: no column names projects, activities or measures",
            "ไม่เป็นรายการโครงการ: ไม่มีคอลัมน์ที่เป็นชื่อโครงการ กิจกรรม หรือมาตรการ",
        ),
        Read::NameAlone => lang.pick(
            "no items: a column may name them, but no other is known that tells of projects",
            "ไม่เป็นรายการโครงการ: อาจมีคอลัมน์ชื่อ แต่ไม่รู้จักคอลัมน์อื่นที่บอกเรื่องโครงการ",
        ),
        Read::NotRead => lang.pick(
            "not read as items, although a column holds what looks like projects",
            "ไม่ได้อ่านเป็นรายการโครงการ แม้มีคอลัมน์ที่ดูเหมือนชื่อโครงการ",
        ),
    };
    words.to_owned()
}

/// The columns of a table, a line each, below a heading.
fn rows(out: &mut String, table: &TableExplained, lang: Lang) {
    let heads = [
        "",
        lang.pick("heading", "หัวคอลัมน์"),
        lang.pick("read as", "อ่านเป็น"),
        lang.pick("score", "คะแนน"),
        lang.pick("words", "จากคำ"),
        lang.pick("cells", "จากเซลล์"),
        lang.pick("next", "รองลงมา"),
    ];
    let mut rows: Vec<[String; 7]> = vec![heads.map(str::to_owned)];
    rows.extend(table.columns.iter().map(row));
    let mut widths = [0; 7];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    for row in &rows {
        let cells = row.iter().zip(&widths).enumerate();
        let padded: Vec<String> =
            cells.map(|(i, (cell, width))| pad(cell, *width, RIGHT.contains(&i))).collect();
        line(out, format!("  {}", padded.join("  ")).trim_end());
    }
}

fn row(column: &ColumnExplained) -> [String; 7] {
    let levels = column.group.iter().chain([&column.heading]).filter(|level| !level.is_empty());
    let heading = levels.map(|level| on_one_line(level)).collect::<Vec<_>>().join(BELOW);
    let next = column.runner_up.map(|next| format!("{} {:.2}", next.role, next.score));
    let scores = match is_unknown(column) {
        true => [const { String::new() }; 3],
        false => [column.score, column.words, column.contents].map(|score| format!("{score:.2}")),
    };
    let [score, words, contents] = scores;
    let heading = if heading.is_empty() { "–".to_owned() } else { cut(&heading) };
    let key = format!("{}{}", column.key, if column.guessed { " ?" } else { "" });
    [column.number.to_string(), heading, key, score, words, contents, next.unwrap_or_default()]
}

/// The lines to add for tables, each below what stands in its column; words in `said` are left out,
/// and those that `comment` says are comments.
fn lines_to_add(
    tables: &[TableExplained],
    lang: Lang,
    said: &mut Vec<String>,
    comment: fn(&TableExplained, &ColumnExplained) -> bool,
) -> String {
    let mut out = String::new();
    let columns = tables.iter().flat_map(|table| table.columns.iter().map(move |c| (table, c)));
    for (table, column) in columns {
        let Some(add) = column.add.as_ref().filter(|add| !said.contains(&add.word)) else {
            continue;
        };
        said.push(add.word.clone());
        let examples: Vec<String> =
            column.examples.iter().map(|text| format!("“{}”", on_one_line(text))).collect();
        let column_word = lang.pick("column", "คอลัมน์ที่");
        let holds = lang.pick("holds", "มีข้อความ");
        let examples = match examples.is_empty() {
            true => lang.pick("nothing", "–").to_owned(),
            false => examples.join(", "),
        };
        let role = add.role.map_or_else(|| UNKNOWN.to_owned(), |role| role.to_string());
        writeln!(out, "# {column_word} {} {holds} {examples}", column.number).expect("a String");
        let mark = if comment(table, column) { "# " } else { "" };
        writeln!(out, "{mark}{}\t{role}", add.word).expect("writing to a String");
    }
    out
}

/// What may stand in the place of ROLE.
fn roles(lang: Lang) -> String {
    let roles: Vec<String> = Role::ALL.iter().map(Role::to_string).collect();
    let is = lang.pick("ROLE is one of", "ROLE เป็นค่าใดค่าหนึ่งใน");
    format!("{is} {}", roles.join(", "))
}

/// Whether the line to add for a column waits for a role.
fn asks_for_role(column: &ColumnExplained) -> bool {
    column.add.as_ref().is_some_and(|add| add.role.is_none())
}

/// Whether a person has to say what a column holds: nothing tells that, or its table seems to list
/// other things than projects.
fn is_open(table: &TableExplained, column: &ColumnExplained) -> bool {
    matches!(table.read, Read::NoName | Read::Form) || asks_for_role(column)
}

fn is_unknown(column: &ColumnExplained) -> bool {
    matches!(column.role, Role::Other(_))
}

/// A text with an ellipsis instead of what lies behind [`WIDEST`].
fn cut(text: &str) -> String {
    if text.width() <= WIDEST {
        return text.to_owned();
    }
    let mut out = String::new();
    for cluster in text.graphemes(true) {
        if out.width() + cluster.width() + 1 > WIDEST {
            break;
        }
        out.push_str(cluster);
    }
    out + "…"
}

/// A cell as wide as its column.
fn pad(text: &str, columns: usize, right: bool) -> String {
    let space = " ".repeat(columns.saturating_sub(text.width()));
    if right { format!("{space}{text}") } else { format!("{text}{space}") }
}

#[cfg(test)]
mod tests {
    use raingan::column::Key;
    use raingan::report::explain::{NamedBy, WordToAdd};

    use super::*;

    fn column(number: usize, heading: &str, role: Role, add: Option<Role>) -> ColumnExplained {
        ColumnExplained {
            number,
            heading: heading.to_owned(),
            group: vec![],
            key: Key::from(role),
            role,
            guessed: false,
            score: 1.5,
            words: 1.0,
            contents: 0.5,
            runner_up: None,
            examples: vec!["ก\u{1b}".to_owned()],
            add: matches!(role, Role::Other(_))
                .then(|| WordToAdd { word: heading.to_owned(), role: add }),
        }
    }

    fn table() -> TableExplained {
        TableExplained {
            page: Some(3),
            borders: "ruled".to_owned(),
            rows: 1,
            read: Read::Items,
            named_by: Some(NamedBy { column: 1, guessed: false }),
            columns: vec![
                column(1, "โครงการ", Role::Project, None),
                column(2, "สีของแสงที่เห็นในเวลากลางคืนของแต่ละเดือนในรอบปีที่ผ่านมา", Role::Other(1), None),
            ],
        }
    }

    #[test]
    fn columns_of_a_table_stand_below_each_other() {
        let said = file("a.pdf", &[table()], Lang::En);
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines[..3], ["a.pdf", "", "table 1, page 3, 1 row: items, named by column 1"]);
        let place = |line: &str, word: &str| line.find(word).map(|at| line[..at].width());
        assert_eq!(place(lines[3], "read as"), place(lines[4], "project"));
        assert_eq!(place(lines[4], "project"), place(lines[5], "other_1"));
        assert!(lines[5].contains('…') && said.contains("\tROLE\n"), "{said}");
    }

    #[test]
    fn a_list_of_words_says_each_once() {
        let said = words([("a.pdf", &[table(), table()][..])].into_iter(), Lang::En);
        assert!(said.starts_with("[headings]\n# ROLE is one of number, "), "{said}");
        assert_eq!(said.matches("\tROLE\n").count(), 1, "{said}");
        assert!(said.lines().all(|line| line.starts_with(['#', '[']) || line.is_empty()), "{said}");
    }
}

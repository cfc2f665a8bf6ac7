//! Projects that a heading names and no label does, right above the labels that tell of them.

use super::bit::Bit;
use super::heading::{Heading, heading};
use super::labels::LabelWords;
use super::lines::cut;
use super::rows;
use crate::layout::{Line, ended};

/// The heading that stands at a place, right above labels.
pub(super) fn heading_at(bits: &[Bit], at: usize, words: &LabelWords) -> Option<Heading> {
    let Bit::Line(line) = &bits[at] else { return None };
    let lines = heading_lines(&bits[at..], line, words);
    let heading = heading(&lines)?;
    let told = tells(bits.get(at + lines.len())?, words);
    told.then_some(Heading { lines: lines.len(), ..heading })
}

/// A line with the next one, where it wraps.
fn heading_lines(bits: &[Bit], line: &Line, words: &LabelWords) -> Vec<Line> {
    let mut whole = vec![line.clone()];
    if let Some(Bit::Line(next)) = bits.get(1)
        && !cut(next, words).is_some_and(|cut| cut.is_set_apart)
        && !ended(line, next)
    {
        whole.push(next.clone());
    }
    whole
}

/// Whether a bit is a label of a form or a table of them.
fn tells(bit: &Bit, words: &LabelWords) -> bool {
    match bit {
        Bit::Line(line) => cut(line, words).is_some_and(|cut| {
            cut.is_set_apart && !cut.label.names && cut.label.says.role().is_some()
        }),
        Bit::Table(table) => {
            let entries = rows::entries(table, words);
            entries.is_some_and(|entries| entries.above.is_empty() && !entries.all.is_empty())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::report::form::{Piece, pieces};
    use crate::report::sample::parts;
    use crate::table::Vocabulary;

    const LABELS: [&str; 5] = [
        "วัตถุประสงค์ : เพื่อให้มีแสง",
        "วันที่ดำเนินการ : ๕ ม.ค. ๒๕๖๘",
        "งบประมาณ : ๕๐๐ บาท",
        "ผลการดำเนินงาน : มีแสง",
        "ผู้รับผิดชอบ : กองช่าง",
    ];

    /// The names of the forms in a document.
    fn names(lines: &[&str]) -> Vec<String> {
        let pieces = pieces(parts(lines), &Vocabulary::default());
        let forms = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Form(told) => Some(told),
            Piece::Lines(_) | Piece::Table(_) => None,
        });
        let mut findings = Vec::new();
        let mut ids = crate::report::items::Ids::default();
        let items = forms.flat_map(|told| told.close(&mut ids, &mut findings).1);
        items.map(|item| format!("{} {}", item.id, item.title.text)).collect()
    }

    /// Two projects below their headings, in lines or in tables.
    fn two(headings: [&str; 2], in_tables: bool) -> Vec<String> {
        let rows = LABELS.map(|label| label.replace(" : ", "\t"));
        let labels: Vec<&str> = match in_tables {
            true => rows.iter().map(String::as_str).collect(),
            false => LABELS.to_vec(),
        };
        names(&[&[headings[0]], &labels[..], &[headings[1]], &labels[..]].concat())
    }

    #[test]
    fn a_heading_above_labels_names_a_project() {
        for in_tables in [false, true] {
            let ordinal = two(["กิจกรรมที่ ๑ แสงริมน้ำ", "กิจกรรมที่ ๒ แสงดาว"], in_tables);
            assert_eq!(ordinal, ["a1 แสงริมน้ำ", "a2 แสงดาว"]);
            let colons = two(["กิจกรรมที่ ๑ : แสงริมน้ำ", "กิจกรรมที่ ๒ : แสงดาว"], in_tables);
            assert_eq!(colons, ordinal);
            let numbered = two(["๑. โครงการแสงริมน้ำ", "๒. โครงการแสงดาว"], in_tables);
            assert_eq!(numbered, ["p1 โครงการแสงริมน้ำ", "p2 โครงการแสงดาว"]);
            assert_eq!(two(["โครงการแสงริมน้ำ", "โครงการแสงดาว"], in_tables).len(), 2);
        }
    }

    #[test]
    fn a_row_of_a_table_names_the_project_of_the_rows_below_it() {
        let rows = LABELS.map(|label| label.replace(" : ", "\t"));
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let headed = |first: &str, second: &str| {
            let (first, second) = (format!("{first}\t"), format!("{second}\t"));
            names(&[&[first.as_str()], &rows[..], &[second.as_str()], &rows[..]].concat())
        };
        let two = headed("กิจกรรมที่ ๑ แสงริมน้ำ", "กิจกรรมที่ ๒ แสงดาว");
        assert_eq!(two, ["a~1 แสงริมน้ำ", "a~2 แสงดาว"]);
        let named = headed("ชื่อโครงการ : แสงริมน้ำ", "กิจกรรมที่ ๑ แสงดาว");
        assert_eq!(named.len(), 1, "{named:?}");
    }

    #[test]
    fn labels_of_names_that_count_on_are_of_projects_of_their_own() {
        let rows = LABELS.map(|label| label.replace(" : ", "\t"));
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let named = ["๑. กิจกรรม : แสงริมน้ำ", "๒. กิจกรรม : แสงดาว", "๓. กิจกรรม : แสงไฟ"];
        let all =
            [&named[..1], &rows[..], &named[1..2], &rows[..], &named[2..], &rows[1..3]].concat();
        assert_eq!(names(&all), ["a~1 แสงริมน้ำ", "a~2 แสงดาว", "a~3 แสงไฟ"]);
        let steps =
            ["ชื่อโครงการ : แสงริมน้ำ", LABELS[0], named[0], named[1], LABELS[2], LABELS[3], LABELS[4]];
        assert_eq!(names(&steps), ["p~1 แสงริมน้ำ"]);
    }

    #[test]
    fn what_no_labels_follow_or_a_label_names_is_no_heading() {
        assert_eq!(names(&["๑. โครงการแสงริมน้ำ", "๒. โครงการแสงดาว"]), [""; 0]);
        assert_eq!(names(&[&["๑. แสงริมน้ำ"], &LABELS[..]].concat()), [""; 0]);
        let named = ["กิจกรรมที่ ๑", "ชื่อกิจกรรม : แสงริมน้ำ"];
        let both =
            [&named[..], &LABELS[..], &["กิจกรรมที่ ๒", "ชื่อกิจกรรม : แสงดาว"], &LABELS[..]].concat();
        assert_eq!(names(&both), ["a~1 แสงริมน้ำ", "a~2 แสงดาว"]);
    }
}

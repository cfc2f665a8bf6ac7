//! Rows as PostgreSQL's COPY takes them: a line a row, a tab between values, in the form `text`.

use std::borrow::Cow;

use crate::load::model::Table;
use crate::load::rows::{Row, Value};

/// The statement that takes the rows of a table.
pub(super) fn statement(table: &Table) -> String {
    format!("COPY {} ({}) FROM STDIN", table.name, names(table))
}

/// The names of a table's columns.
pub(super) fn names(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    names.join(", ")
}

/// The rows, each with its line's end.
pub(super) fn lines(rows: &[Row<'_>]) -> Vec<u8> {
    let mut lines = Vec::new();
    for row in rows {
        for (i, value) in row.iter().enumerate() {
            if i > 0 {
                lines.push(b'\t');
            }
            match said(value) {
                None => lines.extend_from_slice(br"\N"),
                Some(said) => escape(&said, &mut lines),
            }
        }
        lines.push(b'\n');
    }
    lines
}

/// A value in the words that PostgreSQL reads as its type, whatever its settings; null has none.
pub(super) fn said<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    Some(match value {
        Value::Null => return None,
        Value::Text(text) => Cow::Borrowed(text.as_ref()),
        Value::Integer(n) => n.to_string().into(),
        // The fewest digits that are this number again.
        Value::Number(n) => n.to_string().into(),
        Value::Money(baht) => {
            let (sign, satang) =
                (if baht.satang < 0 { "-" } else { "" }, baht.satang.unsigned_abs());
            format!("{sign}{}.{:02}", satang / 100, satang % 100).into()
        }
        Value::Date(day) => day.to_string().into(),
        Value::Time(moment) => moment.to_string().into(),
        Value::Flag(flag) => if *flag { "t" } else { "f" }.into(),
    })
}

/// Writes text so that nothing in it is taken for an end of a value or of the rows.
fn escape(text: &str, to: &mut Vec<u8>) {
    for byte in text.bytes() {
        match byte {
            b'\\' => to.extend_from_slice(br"\\"),
            b'\t' => to.extend_from_slice(br"\t"),
            b'\n' => to.extend_from_slice(br"\n"),
            b'\r' => to.extend_from_slice(br"\r"),
            byte => to.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::contract::model::Baht;

    #[test]
    fn values_are_lines_of_text() {
        let row = vec![
            Value::Null,
            Value::Text("a\tb\\N\r\nค'\"".into()),
            Value::Text("".into()),
            Value::Text("\\.".into()),
            Value::Integer(-7),
            Value::Number(72.1),
            Value::Money(Baht::from_satang(-5)),
            Value::Money(Baht::from_satang(408_025)),
            Value::Date(date(2025, 7, 14)),
            Value::Time(Timestamp::UNIX_EPOCH),
            Value::Flag(true),
        ];
        let expected = "\\N\ta\\tb\\\\N\\r\\nค'\"\t\t\\\\.\t-7\t72.1\t-0.05\t4080.25\t2025-07-14\t1970-01-01T00:00:00Z\tt\n";
        assert_eq!(String::from_utf8(lines(&[row])).unwrap(), expected);
    }
}

//! What stands in a column of a row, and how parts of a report become such values.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::contract::model::{Baht, Period, Text};

/// The value of one column of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'r> {
    /// Nothing.
    Null,
    /// Text without U+0000.
    Text(Cow<'r, str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Baht, less than 10^12.
    Money(Baht),
    /// A day.
    Date(Date),
    /// A moment of whole seconds.
    Time(Timestamp),
    /// True or false.
    Flag(bool),
}

/// A moment of whole seconds, which prints without a fraction.
pub(in crate::load) fn whole_seconds(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// One value a column, in the order of the model.
pub type Row<'r> = Vec<Value<'r>>;

impl Value<'_> {
    /// The same value, with a text of its own.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Text(text) => owned_text(text.into_owned()),
            Value::Integer(n) => Value::Integer(n),
            Value::Number(n) => Value::Number(n),
            Value::Money(baht) => Value::Money(baht),
            Value::Date(day) => Value::Date(day),
            Value::Time(moment) => Value::Time(moment),
            Value::Flag(flag) => Value::Flag(flag),
        }
    }
}

/// Text of a document. PostgreSQL has no U+0000 in text, so it is U+FFFD in every target.
pub(in crate::load) fn text(text: &str) -> Value<'_> {
    Value::Text(if text.contains('\0') {
        text.replace('\0', "\u{fffd}").into()
    } else {
        text.into()
    })
}

/// A path or another text that the program makes.
pub(super) fn owned_text<'r>(text: impl Into<String>) -> Value<'r> {
    Value::Text(Cow::Owned(text.into()))
}

/// Null where there is no value.
pub(in crate::load) fn or_null<'r, T>(
    value: Option<T>,
    to: impl FnOnce(T) -> Value<'r>,
) -> Value<'r> {
    value.map_or(Value::Null, to)
}

/// A whole number that fits its column in any case.
pub(super) fn integer<'r>(n: impl Into<i64>) -> Value<'r> {
    Value::Integer(n.into())
}

/// An index from 0 as columns have it: a position from 1.
pub(super) fn position<'r>(index: usize) -> Value<'r> {
    Value::Integer(i64::try_from(index).map_or(i64::MAX, |i| i.saturating_add(1)))
}

/// The word that the JSON has for a variant.
pub(in crate::load) fn variant<'r>(variant: &impl Serialize) -> Value<'r> {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => owned_text(word),
        _ => Value::Null,
    }
}

/// The number that an `f32` prints as: 72.1 and not 72.0999984741211.
pub(super) fn decimal<'r>(value: f32) -> Value<'r> {
    Value::Number(value.to_string().parse().unwrap_or_else(|_| value.into()))
}

/// The columns `raw`, `text` and `confidence`.
pub(super) fn text_columns(of: &Text) -> [Value<'_>; 3] {
    [text(&of.raw), text(&of.text), or_null(of.confidence, decimal)]
}

/// The columns `raw`, `text` and `confidence`: nulls where there is no text.
pub(super) fn optional_text_columns(of: Option<&Text>) -> [Value<'_>; 3] {
    of.map_or([const { Value::Null }; 3], text_columns)
}

/// The columns on a period: as printed, its months, its first and its last day.
pub(super) fn period_columns(period: Option<&Period>) -> [Value<'_>; 4] {
    let Some(period) = period else { return [const { Value::Null }; 4] };
    [
        text(&period.raw),
        or_null(period.months, integer),
        or_null(period.start, Value::Date),
        or_null(period.end, Value::Date),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    #[test]
    fn text_has_no_zero() {
        assert_eq!(text("ก\0ข"), owned_text("ก\u{fffd}ข"));
    }

    #[test]
    fn a_position_counts_from_one_and_never_overflows() {
        assert_eq!(position(0), Value::Integer(1));
        assert_eq!(position(usize::MAX), Value::Integer(i64::MAX));
    }

    #[test]
    fn numbers_and_words_are_those_of_the_json() {
        assert_eq!(decimal(72.1), Value::Number(72.1));
        assert_eq!(variant(&Severity::Warning), owned_text("warning"));
        assert_eq!(variant(&3), Value::Null, "a number is no word");
    }

    #[test]
    fn what_is_missing_is_null_in_all_its_columns() {
        assert!(optional_text_columns(None).iter().all(|value| *value == Value::Null));
        assert!(period_columns(None).iter().all(|value| *value == Value::Null));
    }
}

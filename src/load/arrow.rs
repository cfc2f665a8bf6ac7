//! The tables of the model as Arrow knows them: schemas with their comments, and rows as columns in
//! memory and back.
//!
//! | the model | Arrow | |
//! | --- | --- | --- |
//! | text | `Utf8` | |
//! | integer | `Int64` | |
//! | number | `Float64` | |
//! | money | `Decimal128(18, 2)` | baht |
//! | date | `Date32` | |
//! | time | `Timestamp(Microsecond, "UTC")` | whole seconds; Parquet has no unit above the millisecond, Spark none but this |
//! | flag | `Boolean` | |

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float64Type, Int64Type, TimestampMicrosecondType,
};
use arrow_array::{Array, ArrayRef, RecordBatch, new_null_array};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use jiff::civil::{Date, date};
use jiff::{Timestamp, Unit};

use super::model::{Column, Kind, Table};
use super::rows::{Row, Value};
use crate::contract::model::Baht;
use crate::error::{Error, ErrorKind};

/// Digits of an amount in baht, and those behind the point.
const DIGITS: u8 = 18;
const DECIMALS: i8 = 2;

/// The day that days are counted from.
const EPOCH: Date = date(1970, 1, 1);

/// Bytes of text that a column takes in one batch: its offsets are of 31 bits.
const TEXT_BYTES: usize = i32::MAX as usize;

/// The schema of a table. Its metadata are `name`, `key` (names of columns with commas between),
/// `comment_en` and `comment_th`; those of each field are the two comments.
///
/// ```
/// use raingan::load::{arrow::schema, model::table};
/// let budgets = schema(table("budgets").unwrap());
/// assert_eq!(budgets.field_with_name("amount_thb").unwrap().data_type().to_string(), "Decimal128(18, 2)");
/// assert_eq!(budgets.metadata()["key"], "reading_key,path");
/// ```
pub fn schema(table: &Table) -> SchemaRef {
    let fields: Vec<Field> = table.columns.iter().map(field).collect();
    let key = table.key.join(",");
    let metadata =
        [("name", table.name), ("key", &key), ("comment_en", table.en), ("comment_th", table.th)];
    Arc::new(Schema::new(fields).with_metadata(metadata))
}

fn field(column: &Column) -> Field {
    let metadata = [("comment_en", column.en), ("comment_th", column.th)];
    Field::new(column.name, data_type(column.kind), column.null).with_metadata(metadata)
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Money => DataType::Decimal128(DIGITS, DECIMALS),
        Kind::Date => DataType::Date32,
        Kind::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        Kind::Flag => DataType::Boolean,
    }
}

/// Rows of a table, of one report or of many, as one batch with the schema of the table.
///
/// Rows of `readings` that no target has loaded yet have fewer columns: those of
/// [`Table::as_read`].
///
/// # Errors
///
/// [`ErrorKind::Internal`] where a row is none of the table, [`ErrorKind::Limit`] where a column
/// has more than 2 GiB of text.
pub fn batch<'a, 'r: 'a>(
    table: &Table,
    rows: impl IntoIterator<Item = &'a Row<'r>>,
) -> Result<RecordBatch, Error> {
    let mut columns = Columns::new(table);
    rows.into_iter().try_for_each(|row| columns.push(row))?;
    columns.finish()
}

/// Rows of a table as they come, column by column.
#[derive(Debug)]
pub struct Columns {
    schema: SchemaRef,
    builders: Vec<Builder>,
    bytes: usize,
    rows: usize,
}

impl Columns {
    /// No rows of a table.
    pub fn new(table: &Table) -> Columns {
        let builders = table.columns.iter().map(|column| Builder::new(column.kind)).collect();
        Columns { schema: schema(table), builders, bytes: 0, rows: 0 }
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// As [`batch`]; then what was added before is lost, too.
    pub fn push(&mut self, row: &Row<'_>) -> Result<(), Error> {
        if row.len() != self.builders.len() {
            return Err(unfit());
        }
        for (builder, value) in self.builders.iter_mut().zip(row) {
            self.bytes += builder.push(value)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// About how many bytes the rows take in memory.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The rows as one batch; none are left.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Internal`] where a value is null that may not be.
    pub fn finish(&mut self) -> Result<RecordBatch, Error> {
        (self.bytes, self.rows) = (0, 0);
        let arrays = self.builders.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(self.schema.clone(), arrays).map_err(|cause| unfit().because(cause))
    }
}

/// A column that grows.
#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Money(Decimal128Builder),
    Date(Date32Builder),
    Time(TimestampMicrosecondBuilder),
    Flag(BooleanBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Builder {
        match kind {
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Integer => Builder::Integer(Int64Builder::new()),
            Kind::Number => Builder::Number(Float64Builder::new()),
            Kind::Money => Builder::Money(Decimal128Builder::new().with_data_type(data_type(kind))),
            Kind::Date => Builder::Date(Date32Builder::new()),
            Kind::Time => Builder::Time(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
            Kind::Flag => Builder::Flag(BooleanBuilder::new()),
        }
    }

    /// Adds a value and gives the bytes that it takes.
    fn push(&mut self, value: &Value<'_>) -> Result<usize, Error> {
        match (self, value) {
            (builder, Value::Null) => builder.push_null(),
            (Builder::Text(column), Value::Text(text)) => {
                if text.len() > TEXT_BYTES - column.values_slice().len() {
                    return Err(Error::new(
                        ErrorKind::Limit,
                        "there are more than 2 GiB of text in one column",
                    ));
                }
                column.append_value(text);
                return Ok(size_of::<i32>() + text.len());
            }
            (Builder::Integer(column), Value::Integer(n)) => column.append_value(*n),
            (Builder::Number(column), Value::Number(n)) => column.append_value(*n),
            (Builder::Money(column), Value::Money(baht)) => column.append_value(baht.satang.into()),
            (Builder::Date(column), Value::Date(day)) => column.append_value(days(*day)?),
            (Builder::Time(column), Value::Time(moment)) => {
                column.append_value(moment.as_microsecond())
            }
            (Builder::Flag(column), Value::Flag(flag)) => column.append_value(*flag),
            _ => return Err(unfit()),
        }
        Ok(size_of::<i64>())
    }

    fn push_null(&mut self) {
        match self {
            Builder::Text(column) => column.append_null(),
            Builder::Integer(column) => column.append_null(),
            Builder::Number(column) => column.append_null(),
            Builder::Money(column) => column.append_null(),
            Builder::Date(column) => column.append_null(),
            Builder::Time(column) => column.append_null(),
            Builder::Flag(column) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(column) => Arc::new(column.finish()),
            Builder::Integer(column) => Arc::new(column.finish()),
            Builder::Number(column) => Arc::new(column.finish()),
            Builder::Money(column) => Arc::new(column.finish()),
            Builder::Date(column) => Arc::new(column.finish()),
            Builder::Time(column) => Arc::new(column.finish()),
            Builder::Flag(column) => Arc::new(column.finish()),
        }
    }
}

fn unfit() -> Error {
    Error::new(ErrorKind::Internal, "a row does not have the columns of its table")
}

/// Days since 1 January 1970.
fn days(day: Date) -> Result<i32, Error> {
    EPOCH
        .until((Unit::Day, day))
        .map(|span| span.get_days())
        .map_err(|cause| unfit().because(cause))
}

/// The rows of a batch that has the columns of the table in their order, as [`batch`] makes it.
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where its columns are others, or a value is beyond what the model holds.
pub fn rows_of(table: &Table, batch: &RecordBatch) -> Result<Vec<Row<'static>>, Error> {
    let other =
        || Error::new(ErrorKind::Invalid, format!("does not have the columns of `{}`", table.name));
    if batch.num_columns() != table.columns.len() {
        return Err(other());
    }
    let mut rows = vec![Vec::with_capacity(table.columns.len()); batch.num_rows()];
    for (column, array) in table.columns.iter().zip(batch.columns()) {
        for (i, row) in rows.iter_mut().enumerate() {
            let value =
                if array.is_null(i) { Some(Value::Null) } else { value(column.kind, array, i) };
            row.push(value.ok_or_else(other)?);
        }
    }
    Ok(rows)
}

/// The batch of a part that was written when amounts had fewer digits or the table fewer columns, as
/// the table has them now; any other as it is. Columns that came later are null.
///
/// # Errors
///
/// [`ErrorKind::Invalid`] where its columns are others.
pub fn widened(table: &Table, batch: RecordBatch) -> Result<RecordBatch, Error> {
    if !is_narrow(table, &batch.schema()) {
        return Ok(batch);
    }
    let mut arrays: Vec<ArrayRef> = batch.columns().iter().map(wide).collect();
    for column in table.columns.iter().skip(arrays.len()) {
        arrays.push(new_null_array(&data_type(column.kind), batch.num_rows()));
    }
    RecordBatch::try_new(schema(table), arrays).map_err(|cause| {
        let message = format!("does not have the columns of `{}`", table.name);
        Error::new(ErrorKind::Invalid, message).because(cause)
    })
}

/// A column whose amounts have all digits.
fn wide(array: &ArrayRef) -> ArrayRef {
    match array.as_primitive_opt::<Decimal128Type>() {
        Some(money) => Arc::new(money.clone().with_data_type(data_type(Kind::Money))),
        None => array.clone(),
    }
}

/// Whether a part with this schema was written when amounts had fewer digits or the table fewer
/// columns.
pub fn is_narrow(table: &Table, of_part: &Schema) -> bool {
    let is_narrow = |(column, field): (&Column, &Arc<Field>)| {
        column.kind == Kind::Money && *field.data_type() != data_type(Kind::Money)
    };
    of_part.fields().len() < table.columns.len()
        || table.columns.iter().zip(of_part.fields()).any(is_narrow)
}

/// A value that is not null.
fn value(kind: Kind, array: &ArrayRef, i: usize) -> Option<Value<'static>> {
    Some(match kind {
        Kind::Text => Value::Text(array.as_string_opt::<i32>()?.value(i).to_owned().into()),
        Kind::Integer => Value::Integer(array.as_primitive_opt::<Int64Type>()?.value(i)),
        Kind::Number => Value::Number(array.as_primitive_opt::<Float64Type>()?.value(i)),
        Kind::Money => {
            let satang = array.as_primitive_opt::<Decimal128Type>()?.value(i);
            Value::Money(Baht::from_satang(satang.try_into().ok()?))
        }
        Kind::Date => {
            let days = array.as_primitive_opt::<Date32Type>()?.value(i);
            Value::Date(EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?)
        }
        Kind::Time => {
            let moment = array.as_primitive_opt::<TimestampMicrosecondType>()?.value(i);
            Value::Time(Timestamp::from_microsecond(moment).ok()?)
        }
        Kind::Flag => Value::Flag(array.as_boolean_opt()?.value(i)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::model::{TABLES, column, text, whole};
    use super::*;

    const ALL: Table = Table {
        name: "all",
        en: "Every kind.",
        th: "ทุกชนิด",
        columns: &[
            text("text", "T.", "ก"),
            whole("whole", "W.", "ข").or_null(),
            column("number", Kind::Number, "N.", "ค").or_null(),
            column("money", Kind::Money, "M.", "ง").or_null(),
            column("date", Kind::Date, "D.", "จ").or_null(),
            column("time", Kind::Time, "T.", "ฉ").or_null(),
            column("flag", Kind::Flag, "F.", "ช").or_null(),
        ],
        key: &["text"],
        references: &[],
    };

    fn row(text: &'static str) -> Row<'static> {
        vec![
            Value::Text(text.into()),
            Value::Integer(i64::MIN),
            Value::Number(72.1),
            Value::Money(Baht::from_satang(-100_000_000_000_000_000)),
            Value::Date(date(-9999, 1, 1)),
            Value::Time("2025-07-14T03:04:05Z".parse().unwrap()),
            Value::Flag(true),
        ]
    }

    #[test]
    fn values_of_every_kind_come_back() {
        let mut nulls = vec![Value::Null; ALL.columns.len()];
        nulls[0] = Value::Text("".into());
        let mut late = row("ก\u{301}");
        late[4] = Value::Date(date(9999, 12, 31));
        let rows = vec![row("a"), nulls, late];
        let made = batch(&ALL, &rows).unwrap();
        assert_eq!(made.schema(), schema(&ALL));
        assert_eq!(rows_of(&ALL, &made).unwrap(), rows);
    }

    #[test]
    fn what_is_no_row_of_the_table_is_told() {
        let mut null = row("a");
        null[0] = Value::Null;
        let mut other = row("a");
        other[1] = Value::Flag(true);
        for wrong in [vec![], null, other] {
            assert_eq!(batch(&ALL, [&wrong]).unwrap_err().kind(), ErrorKind::Internal);
        }
        let made = batch(&ALL, [&row("a")]).unwrap();
        assert!(TABLES.iter().all(|table| rows_of(table, &made).is_err()));
    }
}

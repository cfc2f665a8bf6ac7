//! The user's register of agencies: a CSV with the columns `code`, `name`, `aliases`, `kind`,
//! `ministry` and `province`, of which the last four may be missing or empty. What contradicts
//! itself is refused with its line, and nothing of it is taken.

use std::collections::BTreeMap;

use super::spelling::{Named, Place};
use crate::error::{Error, ErrorKind};

/// What stands between several aliases of one agency.
const BETWEEN: char = '|';

/// The columns that every register has.
const NEEDED: [&str; 2] = ["code", "name"];

/// All columns that a register may have.
const KNOWN: [&str; 6] = ["code", "name", "aliases", "kind", "ministry", "province"];

/// The kinds of agencies that reports know.
const KINDS: [&str; 10] = [
    "ministry",
    "department",
    "province",
    "municipality",
    "subdistrict_administration",
    "school",
    "hospital",
    "university",
    "state_enterprise",
    "other",
];

/// An agency of a register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Its code, which no other one has.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// What kind of agency it is.
    pub kind: Option<String>,
    /// The ministry or body above it.
    pub ministry: Option<String>,
    /// Its province.
    pub province: Option<String>,
}

impl Entry {
    /// The place of the agency, as far as the register knows it.
    pub(super) fn place(&self) -> Place {
        [None, None, self.province.clone()]
    }

    /// What its name and its aliases say, the name first.
    pub(super) fn named(&self) -> impl Iterator<Item = Named> {
        let all = std::iter::once(&self.name).chain(&self.aliases);
        all.map(|name| Named::of_name(name, &self.place()))
    }
}

/// Reads a register.
///
/// ```
/// use raingan::load::register;
/// let csv = "code,name,aliases,province\n01,กรมหิ่งห้อย,กหห.|กรมแสง,\n";
/// assert_eq!(register(csv.as_bytes())?[0].aliases, ["กหห.", "กรมแสง"]);
/// assert!(register("code,name\n01,ก\n01,ข\n".as_bytes()).is_err());
/// # Ok::<(), raingan::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Invalid`], with the line, where it is no CSV, a column is missing or not known, or
/// two agencies have one code, or one name or alias in one province.
pub fn register(csv: &[u8]) -> Result<Vec<Entry>, Error> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(without_mark(csv));
    let headers = reader.headers().map_err(broken)?.clone();
    for name in NEEDED {
        if !headers.iter().any(|header| header == name) {
            return Err(wrong(
                1,
                &format!("has no column `{name}`; its columns are {}", KNOWN.join(", ")),
            ));
        }
    }
    if let Some(other) = headers.iter().find(|header| !KNOWN.contains(header)) {
        return Err(wrong(
            1,
            &format!("the column `{other}` is not known: there are {}", KNOWN.join(", ")),
        ));
    }
    let mut entries: Vec<(u64, Entry)> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(0, csv::Position::line);
        entries.push((line, entry(line, &headers, &record)?));
    }
    hold(&entries)?;
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

/// A text without the mark that Excel begins files with.
fn without_mark(csv: &[u8]) -> &[u8] {
    csv.strip_prefix("\u{feff}".as_bytes()).unwrap_or(csv)
}

fn entry(
    line: u64,
    headers: &csv::StringRecord,
    record: &csv::StringRecord,
) -> Result<Entry, Error> {
    let at = |name: &str| {
        let column = headers.iter().position(|header| header == name);
        column.and_then(|column| record.get(column)).filter(|text| !text.is_empty())
    };
    let said = |name: &str| at(name).map(str::to_owned);
    let (Some(code), Some(name)) = (said("code"), said("name")) else {
        return Err(wrong(line, "an agency needs a code and a name"));
    };
    let kind = said("kind");
    if let Some(other) = kind.as_deref().filter(|kind| !KINDS.contains(kind)) {
        return Err(wrong(
            line,
            &format!("the kind `{other}` is not known: there are {}", KINDS.join(", ")),
        ));
    }
    let aliases = at("aliases").unwrap_or_default().split(BETWEEN).map(str::trim);
    let aliases = aliases.filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
    Ok(Entry { code, name, aliases, kind, ministry: said("ministry"), province: said("province") })
}

/// Refuses a register in which two agencies have one code, or one name in one province.
fn hold(entries: &[(u64, Entry)]) -> Result<(), Error> {
    let mut codes: BTreeMap<&str, u64> = BTreeMap::new();
    let mut names: BTreeMap<(String, Option<String>), (u64, &Entry)> = BTreeMap::new();
    for (line, entry) in entries {
        if let Some(before) = codes.insert(&entry.code, *line) {
            let told = format!("the code {} stands in line {before} already", entry.code);
            return Err(wrong(*line, &told));
        }
        for named in entry.named() {
            let [_, _, province] = named.place;
            let before = names.insert((named.core.clone(), province), (*line, entry));
            if let Some((before, other)) = before.filter(|(_, other)| other.code != entry.code) {
                let told = format!(
                    "{} ({}) has a name that {} ({}) of line {before} has in the same province: {}",
                    entry.name, entry.code, other.name, other.code, named.core
                );
                return Err(wrong(*line, &told));
            }
        }
    }
    Ok(())
}

fn wrong(line: u64, told: &str) -> Error {
    Error::new(ErrorKind::Invalid, format!("line {line}: {told}; nothing of it is loaded"))
}

fn broken(cause: csv::Error) -> Error {
    let line = cause.position().map_or(0, csv::Position::line);
    wrong(line, "is no CSV in UTF-8").because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(csv: &str) -> String {
        register(csv.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn a_register_has_codes_names_and_what_else_is_known() {
        let csv = "\u{feff}code, name, kind, ministry, province, aliases\n1,อบต.หนองบัว,subdistrict_administration,,น่าน,\n2,อบต.หนองบัว,,,แพร่,หนองบัว | อบต.นบ.\n";
        let entries = register(csv.as_bytes()).unwrap();
        assert_eq!(entries[0].province.as_deref(), Some("น่าน"));
        assert_eq!(entries[1].aliases, ["หนองบัว", "อบต.นบ."]);
    }

    #[test]
    fn what_contradicts_itself_is_refused_with_its_line() {
        for (csv, words) in [
            ("name\nx\n", "line 1: has no column `code`"),
            ("code,name,colour\n", "line 1: the column `colour` is not known"),
            ("code,name\n1,ก\n1,ข\n", "line 3: the code 1 stands in line 2 already"),
            (
                "code,name\n1,กรม ก\n2,กรมก\n",
                "line 3: กรมก (2) has a name that กรม ก (1) of line 2",
            ),
            ("code,name,aliases\n1,กรมก,กก.\n2,กรมข,กก.\n", "line 3"),
            ("code,name\n1,\n", "line 2: an agency needs a code and a name"),
            ("code,name,kind\n1,ก,shop\n", "line 2: the kind `shop` is not known"),
            ("code,name\n1\n", "is no CSV"),
        ] {
            let told = refusal(csv);
            assert!(told.contains(words), "{told}");
        }
    }
}

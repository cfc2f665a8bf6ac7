//! `raingan loads`: what is loaded, and what of it counts.

use raingan::load::keep::Listed;
use raingan::load::store::{Store, Target};
use raingan::{Error, ErrorKind};

use super::args::loads::LoadsArgs;
use super::console::Console;
use super::escape::Syntax;
use super::status::Status;

/// Lists the readings of a warehouse.
pub fn run(args: &LoadsArgs, console: &mut Console) -> Result<Status, Error> {
    let target: Target = args.to.parse()?;
    if let Target::Sqlite(path) | Target::Parquet(path) = &target
        && !path.exists()
    {
        let message = "there is no such warehouse: `raingan load` makes one";
        return Err(Error::new(ErrorKind::Usage, message).in_file(target.to_string()));
    }
    // Nothing is changed.
    let listed = Store::open(&target, true)?.readings();
    let listed = listed.map_err(|error| error.in_file(target.to_string()))?;
    let shown = listed.iter().filter(|one| !args.current || is_current(one));
    let lines: String = shown.map(line).collect();
    console.print(&lines, Syntax::Text)?;
    Ok(Status::Clean)
}

fn is_current(listed: &Listed) -> bool {
    matches!(listed.state.as_str(), "current" | "pinned")
}

/// A line on a reading; what it does not say is a dash.
fn line(listed: &Listed) -> String {
    let columns = [
        Some(listed.reading_key.clone()),
        Some(listed.state.clone()),
        listed.superseded_by.clone(),
        number(listed.fiscal_year_be),
        Some(listed.kind.clone()),
        number(listed.months),
        Some(listed.medium.clone()),
        listed.agency.clone(),
        listed.file.clone(),
    ];
    columns.map(shown).join("\t") + "\n"
}

fn number(n: Option<i64>) -> Option<String> {
    n.map(|n| n.to_string())
}

/// What stands in a column.
fn shown(column: Option<String>) -> String {
    let text = column.unwrap_or_default().replace(['\t', '\n'], " ");
    if text.is_empty() { "-".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_dash_for_what_is_not_said() {
        let listed = Listed {
            reading_key: "k".to_owned(),
            state: "pinned".to_owned(),
            kind: "plan".to_owned(),
            ..Listed::default()
        };
        assert!(is_current(&listed));
        assert_eq!(line(&listed), "k\tpinned\t-\t-\tplan\t-\t-\t-\t-\n");
    }
}

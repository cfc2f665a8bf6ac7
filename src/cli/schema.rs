//! `raingan schema`: prints the JSON Schema that the program carries.

use raingan::Error;

use super::args::schema::{SchemaArgs, SchemaName};
use super::console::Console;
use super::escape::Syntax;
use super::status::Status;

/// Prints the schema.
pub fn run(args: &SchemaArgs, console: &mut Console) -> Result<Status, Error> {
    console.print(schema(args.name), Syntax::Json)?;
    Ok(Status::Clean)
}

fn schema(name: SchemaName) -> &'static str {
    match name {
        SchemaName::Report => raingan::contract::schema::schema(),
        SchemaName::Ledger => raingan::batch::schema::schema(),
        SchemaName::Diff => raingan::diff::schema::schema(),
        SchemaName::Corrections => raingan::contract::corrections::schema(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn each_name_has_a_schema_of_its_own() {
        let names = [SchemaName::Report, SchemaName::Ledger, SchemaName::Diff];
        let ids = names.map(|name| {
            let schema: Value = serde_json::from_str(schema(name)).unwrap();
            schema["$id"].as_str().unwrap_or_default().to_owned()
        });
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
    }
}

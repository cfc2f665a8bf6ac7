//! The ledgers of several shards as one: as if one run had taken all inputs.

use std::collections::BTreeMap;

use super::line::{Key, Line, Settings, Status};
use super::name::Names;
use super::place::Place;

/// A line of the whole, and where its report comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The line, with the report's path in the whole.
    pub line: Line,
    /// Which part has the report, and under which path there; `None` where there is no report.
    pub report: Option<(usize, String)>,
}

/// Merges the latest lines of several ledgers, ordered by place. Where an input is in several, the
/// last part counts.
///
/// Contents that several parts have become duplicates of the first place that has them, as in one
/// run.
pub fn merge(parts: Vec<BTreeMap<Place, Line>>) -> Vec<Merged> {
    let mut all: BTreeMap<Place, (usize, Line)> = BTreeMap::new();
    for (part, lines) in parts.into_iter().enumerate() {
        all.extend(lines.into_iter().map(|(place, line)| (place, (part, line))));
    }
    let mut names = Names::default();
    let mut originals: BTreeMap<(String, String, Settings), Place> = BTreeMap::new();
    let mut merged = Vec::with_capacity(all.len());
    for (place, (part, mut line)) in all {
        // What is gone is nothing that others are duplicates of, and its report stays with its part.
        if line.status == Status::Gone {
            (line.report, line.report_bytes) = (None, None);
            merged.push(Merged { line, report: None });
            continue;
        }
        let content = line.sha256.clone().filter(|_| line.status != Status::Skipped);
        let Some(sha256) = content else {
            merged.push(Merged { line, report: None });
            continue;
        };
        // What another version or other options made is another report.
        let content = (sha256.clone(), line.version.clone(), line.options.clone());
        if let Some(original) = originals.get(&content) {
            let (version, options) = (line.version.clone(), line.options.clone());
            let key = Key { version, options, corrections: BTreeMap::new() };
            let line = Line::duplicate(&place, original, &sha256, line.bytes, &key);
            merged.push(Merged { line, report: None });
            continue;
        }
        if line.status != Status::Duplicate {
            originals.insert(content, place.clone());
        }
        // A name is taken for every original, as in a plan, so that all have the names of one run.
        let name = names.take(&place, &sha256);
        merged.push(named(line, part, name));
    }
    merged
}

fn named(mut line: Line, part: usize, name: String) -> Merged {
    let report = line.report.take().map(|there| (part, there));
    line.report = report.is_some().then_some(name);
    Merged { line, report }
}

#[cfg(test)]
mod tests {
    use super::super::line::Settings;
    use super::*;

    fn line(name: &str, content: &str, status: Status) -> (Place, Line) {
        let key = Key {
            version: "0.1.0".to_owned(),
            options: Settings::default(),
            corrections: BTreeMap::new(),
        };
        let place = Place::file(name);
        let mut line =
            Line::new(&place, status, &key).of_content(Some(&content.repeat(64)), Some(3));
        line.report = status.has_report().then(|| format!("reports/{name}"));
        (place, line)
    }

    #[test]
    fn contents_of_several_parts_are_duplicates_of_the_first_place() {
        let one = BTreeMap::from([line("b", "1", Status::Done), line("c", "2", Status::Failed)]);
        let two = BTreeMap::from([
            line("a", "1", Status::Done),
            line("d", "2", Status::Failed),
            line("e", "3", Status::Partial),
        ]);
        let merged = merge(vec![one, two]);
        let said: Vec<(String, &str, Option<usize>)> = merged
            .iter()
            .map(|m| {
                (m.line.place.to_string(), m.line.status.as_str(), m.report.as_ref().map(|r| r.0))
            })
            .collect();
        let expected = [
            ("a", "done", Some(1)),
            ("b", "duplicate", None),
            ("c", "failed", None),
            ("d", "duplicate", None),
            ("e", "partial", Some(1)),
        ];
        assert_eq!(said, expected.map(|(a, b, c)| (a.to_owned(), b, c)));
        assert_eq!(merged[0].line.report.as_deref(), Some("reports/a-111111111111.json"));
        assert_eq!(merged[1].line.duplicate_of.as_ref().unwrap().path, "a");
    }
}

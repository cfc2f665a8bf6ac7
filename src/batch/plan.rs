//! What is to be done: the inputs as they are, held against the ledger of earlier runs.

use std::collections::{BTreeMap, BTreeSet};

use super::examine::Input;
use super::line::{Key, Line, Status};
use super::name::Names;
use super::place::Place;

/// Reasons that another try may well not meet again: such failures are not kept.
const PASSING: &[&str] = &["input-changed", "killed", "io"];

/// A document to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Where it is.
    pub place: Place,
    /// The hash of its content.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Where its report goes, relative to the output folder.
    pub report: String,
    /// Other inputs with the same content that the ledger does not yet say to be duplicates.
    pub duplicates: Vec<Place>,
}

/// What a run has to do.
#[derive(Debug, Default, PartialEq)]
pub struct Plan {
    /// Lines that can be written at once.
    pub notes: Vec<Line>,
    /// Documents to be read, the largest first: what is started last should be short.
    pub jobs: Vec<Job>,
    /// Lines of the ledger that stand as they are.
    pub kept: Vec<Line>,
    /// Documents that were read under a name that is gone, or that are back.
    pub renamed: Vec<Renamed>,
}

/// A document that need not be read, as its content was, elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Renamed {
    /// Where it is now.
    pub place: Place,
    /// What the ledger says of where it was.
    pub was: Line,
    /// Where its report goes.
    pub report: String,
}

impl Renamed {
    /// The line of where it is now; its report is as long as this.
    pub fn line(&self, report_bytes: u64) -> Line {
        let name = self.place.name();
        let mut line = Line { place: name, status: Status::Done, ..self.was.clone() };
        (line.reason, line.message, line.duplicate_of) = (None, None, None);
        (line.report, line.report_bytes) = (Some(self.report.clone()), Some(report_bytes));
        line
    }
}

/// Plans a run.
///
/// `inputs` are ordered by place. Of several with the same content the first is the original, all
/// others are duplicates of it. A line of the ledger stands where content, version and options are
/// the same, its report (by `report_bytes`) is as long as it says, and its status is none of
/// `retry`. What was read whole under a name that is `gone` is known by its content.
pub fn plan(
    inputs: Vec<Input>,
    ledger: &BTreeMap<Place, Line>,
    gone: &BTreeSet<Place>,
    report_bytes: impl Fn(&str) -> Option<u64>,
    key: &Key,
    retry: &[Status],
) -> Plan {
    let earlier = Earlier { ledger, report_bytes, key, retry };
    let by_content = earlier.by_content(gone);
    let mut plan = Plan::default();
    let mut names = Names::default();
    // Where the original of a content is: among the jobs, or done already.
    let mut originals: BTreeMap<String, (Place, Option<usize>)> = BTreeMap::new();
    for Input { place, bytes, sha256, trouble } in inputs {
        if let Some((status, because)) = trouble {
            let now = Line::new(&place, status, key).of_content(sha256.as_deref(), bytes);
            plan.note(now.because(because), &place, &earlier);
            continue;
        }
        let (Some(sha256), Some(bytes)) = (sha256, bytes) else { continue };
        if let Some((original, job)) = originals.get(&sha256) {
            let now = Line::duplicate(&place, original, &sha256, Some(bytes), key);
            match (earlier.stands(&place, &now, None), job) {
                (Some(old), _) => plan.kept.push(old.clone()),
                (None, Some(job)) => plan.jobs[*job].duplicates.push(place),
                (None, None) => plan.notes.push(now),
            }
            continue;
        }
        let report = names.take(&place, &sha256);
        let job = match earlier.read(&place, &sha256, bytes, &report) {
            Some(old) => {
                plan.kept.push(old.clone());
                None
            }
            None if by_content.contains_key(&sha256) => {
                let (place, was) = (place.clone(), by_content[&sha256].clone());
                plan.renamed.push(Renamed { place, was, report });
                None
            }
            None => {
                let (place, sha256) = (place.clone(), sha256.clone());
                plan.jobs.push(Job { place, sha256, bytes, report, duplicates: Vec::new() });
                Some(plan.jobs.len() - 1)
            }
        };
        originals.insert(sha256, (place, job));
    }
    // Stable: equally large ones stay in order.
    plan.jobs.sort_by_key(|job| std::cmp::Reverse(job.bytes));
    plan
}

impl Plan {
    /// An input that is not to be read: its line, unless the ledger says the same.
    fn note(
        &mut self,
        now: Line,
        place: &Place,
        earlier: &Earlier<'_, impl Fn(&str) -> Option<u64>>,
    ) {
        match earlier.stands(place, &now, None).filter(|old| old.reason == now.reason) {
            Some(old) => self.kept.push(old.clone()),
            None => self.notes.push(now),
        }
    }
}

/// What earlier runs have done.
struct Earlier<'l, F> {
    ledger: &'l BTreeMap<Place, Line>,
    report_bytes: F,
    key: &'l Key,
    retry: &'l [Status],
}

impl<'l, F: Fn(&str) -> Option<u64>> Earlier<'l, F> {
    /// The line of an input where it says what would be said `now`, and nobody asks for another
    /// try. `report` is where its report would go.
    fn stands(&self, place: &Place, now: &Line, report: Option<&str>) -> Option<&'l Line> {
        let old = self.ledger.get(place)?;
        let stands = !self.retry.contains(&old.status)
            && same(old, now, self.key)
            && self.has_report(old, report);
        stands.then_some(old)
    }

    /// The line of a document that need not be read again: it was read, or another try would fail
    /// as the last one did.
    fn read(&self, place: &Place, sha256: &str, bytes: u64, report: &str) -> Option<&'l Line> {
        let status = self.ledger.get(place)?.status;
        if matches!(status, Status::Duplicate | Status::Skipped | Status::Gone) {
            return None;
        }
        let now = Line::new(place, status, self.key).of_content(Some(sha256), Some(bytes));
        let old = self.stands(place, &now, Some(report))?;
        (old.status.has_report() || !is_passing(old)).then_some(old)
    }

    /// What was read whole and is gone, or was, by content, where its report is still there; of equal
    /// ones the first.
    fn by_content(&self, gone: &BTreeSet<Place>) -> BTreeMap<String, Line> {
        let mut found = BTreeMap::new();
        for (place, line) in self.ledger {
            let is_free = gone.contains(place) || line.status == Status::Gone;
            let is_whole = match line.status {
                Status::Done => true,
                Status::Gone => line.findings.is_some_and(|findings| findings.error == 0),
                _ => false,
            };
            let there =
                line.report.as_ref().is_some_and(|report| self.has_report(line, Some(report)));
            let retried = self.retry.contains(&line.status);
            if let Some(sha256) = line
                .sha256
                .clone()
                .filter(|_| is_free && is_whole && there && !retried && line.has_key(self.key))
            {
                found.entry(sha256).or_insert_with(|| line.clone());
            }
        }
        found
    }

    /// Whether the report that a line names is there, where it should be and as long as it says.
    fn has_report(&self, old: &Line, report: Option<&str>) -> bool {
        match (&old.report, old.report_bytes) {
            (Some(there), Some(bytes)) => {
                report == Some(there) && (self.report_bytes)(there) == Some(bytes)
            }
            _ => !old.status.has_report(),
        }
    }
}

fn is_passing(line: &Line) -> bool {
    line.reason.as_deref().is_some_and(|reason| PASSING.contains(&reason))
}

/// Whether a line of the ledger says of an input what would be said now.
fn same(old: &Line, now: &Line, key: &Key) -> bool {
    old.has_key(key)
        && old.status == now.status
        && old.sha256 == now.sha256
        && old.bytes == now.bytes
        && old.duplicate_of == now.duplicate_of
}

#[cfg(test)]
mod tests {
    use super::super::line::{Because, Settings};
    use super::*;

    fn key() -> Key {
        Key {
            version: "0.1.0".to_owned(),
            options: Settings::default(),
            corrections: BTreeMap::new(),
        }
    }

    fn input(name: &str, content: char, bytes: u64) -> Input {
        let sha256 = Some(content.to_string().repeat(64));
        Input { place: Place::file(name), bytes: Some(bytes), sha256, trouble: None }
    }

    fn outcome(input: &Input, status: Status, reason: Option<&str>) -> (Place, Line) {
        let mut line = Line::new(&input.place, status, &key())
            .of_content(input.sha256.as_deref(), input.bytes);
        line.reason = reason.map(str::to_owned);
        if status.has_report() {
            line.report =
                Some(Names::default().take(&input.place, input.sha256.as_deref().unwrap()));
            line.report_bytes = Some(7);
        }
        (input.place.clone(), line)
    }

    fn planned(inputs: &[Input], ledger: &[(Place, Line)], retry: &[Status]) -> Plan {
        planned_without(inputs, ledger, retry, &[])
    }

    fn planned_without(
        inputs: &[Input],
        ledger: &[(Place, Line)],
        retry: &[Status],
        gone: &[Place],
    ) -> Plan {
        let (ledger, gone) = (ledger.iter().cloned().collect(), gone.iter().cloned().collect());
        plan(inputs.to_vec(), &ledger, &gone, |_| Some(7), &key(), retry)
    }

    #[test]
    fn what_has_another_name_is_known_by_its_content() {
        let (a, b) = (input("a", '1', 5), input("b", '1', 5));
        let mut done = outcome(&a, Status::Done, None);
        let plan = |done: &(Place, Line), gone: &[Place]| {
            let done = std::slice::from_ref(done);
            let plan = planned_without(std::slice::from_ref(&b), done, &[], gone);
            (plan.renamed.len(), plan.jobs.len())
        };
        assert_eq!(plan(&done, std::slice::from_ref(&a.place)), (1, 0));
        assert_eq!(plan(&done, &[]), (0, 1), "it is still there");
        let back = Line { status: Status::Gone, ..done.1.clone() };
        assert_eq!(plan(&(b.place.clone(), back.clone()), &[]), (0, 1), "its errors are not known");
        let whole = Line { findings: Some(Default::default()), ..back };
        assert_eq!(plan(&(b.place.clone(), whole), &[]), (1, 0), "it is back");
        done.1.version = "0.0.9".to_owned();
        assert_eq!(plan(&done, std::slice::from_ref(&a.place)), (0, 1), "another version");
    }

    fn names(plan: &Plan) -> Vec<String> {
        plan.jobs.iter().map(|job| job.place.to_string()).collect()
    }

    #[test]
    fn the_largest_come_first_and_the_same_content_is_read_once() {
        let inputs =
            [input("a", '1', 5), input("b", '2', 9), input("c", '1', 5), input("d", '3', 5)];
        let plan = planned(&inputs, &[], &[]);
        assert_eq!(names(&plan), ["b", "a", "d"]);
        assert_eq!(plan.jobs[1].duplicates, [Place::file("c")]);
        assert_eq!((plan.notes.len(), plan.kept.len()), (0, 0));
    }

    #[test]
    fn what_is_done_stands_while_content_version_options_and_report_are_the_same() {
        let a = input("a", '1', 5);
        let done = outcome(&a, Status::Done, None);
        assert_eq!(
            planned(std::slice::from_ref(&a), std::slice::from_ref(&done), &[]).kept.len(),
            1
        );
        let mut other_version = done.clone();
        other_version.1.version = "0.0.9".to_owned();
        let mut other_options = done.clone();
        other_options.1.options.password = true;
        let mut cut = done.clone();
        cut.1.report_bytes = Some(8);
        let changed = outcome(&input("a", '2', 5), Status::Done, None);
        for old in [other_version, other_options, cut, changed] {
            assert_eq!(names(&planned(std::slice::from_ref(&a), &[old], &[])), ["a"]);
        }
    }

    #[test]
    fn failures_stand_but_for_passing_ones_and_those_to_be_tried_again() {
        let a = input("a", '1', 5);
        for (reason, retry, again) in [
            ("encrypted", &[][..], false),
            ("encrypted", &[Status::Failed], true),
            ("encrypted", &[Status::Partial], false),
            ("killed", &[], true),
            ("input-changed", &[], true),
        ] {
            let plan = planned(
                std::slice::from_ref(&a),
                &[outcome(&a, Status::Failed, Some(reason))],
                retry,
            );
            assert_eq!(!plan.jobs.is_empty(), again, "{reason} {retry:?}");
        }
    }

    #[test]
    fn a_duplicate_of_what_is_done_is_noted_once() {
        let (a, b) = (input("a", '1', 5), input("b", '1', 5));
        let done = outcome(&a, Status::Done, None);
        let plan = planned(&[a.clone(), b.clone()], std::slice::from_ref(&done), &[]);
        assert_eq!((plan.notes.len(), plan.jobs.len(), plan.kept.len()), (1, 0, 1));
        let noted = (b.place.clone(), plan.notes[0].clone());
        assert_eq!(
            planned(&[a.clone(), b.clone()], &[done.clone(), noted.clone()], &[]).kept.len(),
            2
        );
        // The original is gone: its copy is the original now.
        assert_eq!(names(&planned(&[b], &[done, noted], &[])), ["b"]);
    }

    #[test]
    fn what_is_no_document_is_noted_once() {
        let trouble = |reason: &str| Some((Status::Skipped, Because::new(reason, "words")));
        let a = Input { sha256: None, trouble: trouble("not-a-document"), ..input("a", '1', 5) };
        let first = planned(std::slice::from_ref(&a), &[], &[]);
        assert_eq!(first.notes.len(), 1);
        let old = [(a.place.clone(), first.notes[0].clone())];
        assert_eq!(planned(std::slice::from_ref(&a), &old, &[]).kept.len(), 1);
        let now = Input { trouble: trouble("symlink-loop"), ..a };
        assert_eq!(planned(&[now], &old, &[]).notes.len(), 1);
    }
}

//! A ledger summed up: how many inputs came to what, and what took long.

use std::collections::BTreeMap;

use serde::Serialize;

use super::line::{Line, Status};

/// How many of the slowest documents are named.
const SLOWEST: usize = 10;

/// Lines of a ledger, summed up.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Inputs, whatever became of them.
    pub inputs: u64,
    /// Inputs read whole.
    pub done: u64,
    /// Inputs of which parts are missing.
    pub partial: u64,
    /// Inputs that could not be read.
    pub failed: u64,
    /// Inputs whose content another has.
    pub duplicate: u64,
    /// Inputs that are no documents.
    pub skipped: u64,
    /// Inputs that were there and are no longer.
    pub gone: u64,
    /// How many are partial, failed or skipped, by status and reason.
    pub reasons: BTreeMap<&'static str, BTreeMap<String, u64>>,
    /// Pages of all reports.
    pub pages: u64,
    /// Bytes of all documents that have a report.
    pub bytes: u64,
    /// Seconds that the documents took, one after another.
    pub seconds: f64,
    /// The largest memory of a worker, in bytes.
    pub peak_memory: u64,
    /// Documents that cost their worker at least once.
    pub workers_lost: u64,
    /// The documents that took longest, the slowest first.
    pub slowest: Vec<Slow>,
}

/// A document that took long.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Slow {
    /// Which, in words.
    pub path: String,
    /// All tries together.
    pub seconds: f64,
    /// Its pages, where it has a report.
    pub pages: Option<u32>,
}

impl Summary {
    /// Sums up lines.
    pub fn of<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Summary {
        let mut sum = Summary::default();
        for line in lines {
            sum.add(line);
        }
        sum
    }

    /// How many inputs came to this.
    pub fn count(&self, status: Status) -> u64 {
        match status {
            Status::Done => self.done,
            Status::Partial => self.partial,
            Status::Failed => self.failed,
            Status::Skipped => self.skipped,
            Status::Gone => self.gone,
            Status::Duplicate => self.duplicate,
        }
    }

    fn add(&mut self, line: &Line) {
        self.inputs += 1;
        *match line.status {
            Status::Done => &mut self.done,
            Status::Partial => &mut self.partial,
            Status::Failed => &mut self.failed,
            Status::Skipped => &mut self.skipped,
            Status::Gone => &mut self.gone,
            Status::Duplicate => &mut self.duplicate,
        } += 1;
        if let Some(reason) = &line.reason {
            *self
                .reasons
                .entry(line.status.as_str())
                .or_default()
                .entry(reason.clone())
                .or_default() += 1;
        }
        if line.status.has_report() {
            self.pages += u64::from(line.pages.unwrap_or(0));
            self.bytes += line.bytes.unwrap_or(0);
        }
        self.peak_memory = self.peak_memory.max(line.peak_memory.unwrap_or(0));
        self.workers_lost += u64::from(!line.earlier.is_empty());
        let Some(last) = line.seconds.filter(|_| line.status != Status::Gone) else { return };
        let seconds = last + line.earlier.iter().map(|attempt| attempt.seconds).sum::<f64>();
        self.seconds += seconds;
        self.slow(Slow { path: line.place.to_string(), seconds, pages: line.pages });
    }

    /// Keeps the slowest only, in order.
    fn slow(&mut self, slow: Slow) {
        self.slowest.push(slow);
        self.slowest
            .sort_by(|a, b| b.seconds.total_cmp(&a.seconds).then_with(|| a.path.cmp(&b.path)));
        self.slowest.truncate(SLOWEST);
    }

    /// The table for people: what came of the inputs, by reason, and the slowest documents.
    pub fn table(&self) -> String {
        let mut rows = vec![("inputs".to_owned(), self.inputs)];
        for status in Status::ALL.into_iter().filter(|s| *s != Status::Gone || self.gone > 0) {
            rows.push((format!("  {}", status.as_str()), self.count(status)));
            for (reason, count) in self.reasons.get(status.as_str()).into_iter().flatten() {
                rows.push((format!("    {reason}"), *count));
            }
        }
        rows.push(("pages".to_owned(), self.pages));
        let mut text = String::new();
        for (what, count) in rows {
            text.push_str(&format!("{what:<28} {count:>10}\n"));
        }
        if self.workers_lost > 0 {
            text.push_str(&format!("{:<28} {:>10}\n", "cost a worker at first", self.workers_lost));
        }
        if self.peak_memory > 0 {
            let mebibytes = self.peak_memory.div_ceil(1 << 20);
            text.push_str(&format!("{:<28} {:>10}\n", "most memory of a worker, MiB", mebibytes));
        }
        if !self.slowest.is_empty() {
            text.push_str("slowest, in seconds\n");
        }
        for slow in &self.slowest {
            let pages = slow.pages.map(|n| format!(" ({n} pages)")).unwrap_or_default();
            text.push_str(&format!("{:>10.2}  {}{pages}\n", slow.seconds, slow.path));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::{Because, Key, Settings};
    use super::super::place::Place;
    use super::*;

    #[test]
    fn a_ledger_is_summed_up() {
        let key = Key {
            version: "0.1.0".to_owned(),
            options: Settings::default(),
            corrections: BTreeMap::new(),
        };
        let line = |n: usize, status, seconds| {
            let mut line = Line::new(&Place::file(format!("{n:02}.pdf")), status, &key);
            (line.seconds, line.pages, line.bytes) = (Some(seconds), Some(2), Some(10));
            line
        };
        let mut lines: Vec<Line> = (0..12).map(|n| line(n, Status::Done, n as f64)).collect();
        lines.push(line(12, Status::Failed, 0.5).because(Because::new("encrypted", "words")));
        lines.push(line(13, Status::Failed, 0.5).because(Because::new("encrypted", "words")));
        let sum = Summary::of(&lines);
        assert_eq!((sum.inputs, sum.done, sum.failed, sum.pages, sum.bytes), (14, 12, 2, 24, 120));
        assert_eq!(sum.slowest.len(), 10);
        assert_eq!(sum.slowest[0].path, "11.pdf");
        let table = sum.table();
        assert!(table.contains("    encrypted                         2\n"), "{table}");
        assert!(table.contains("     11.00  11.pdf (2 pages)\n"), "{table}");
    }
}

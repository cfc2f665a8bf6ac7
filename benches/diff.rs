//! How long two years take to be held against each other: `cargo bench --bench diff`. A benchmark,
//! not a test.
//!
//! Made reports of 200 and of 1,000 projects, a tenth of them edited; the quickest of several runs.
//! Aligning alone, and everything down to the words.

#[path = "../tests/it/diff/made.rs"]
#[allow(dead_code)]
mod made;
#[path = "../tests/it/diff/noise.rs"]
#[allow(dead_code)]
mod noise;

use std::hint::black_box;
use std::time::{Duration, Instant};

use raingan::diff::{align, compare, nodes};

/// Runs of which the quickest counts.
const RUNS: usize = 7;

fn quickest(mut run: impl FnMut()) -> Duration {
    let time = |()| {
        let started = Instant::now();
        run();
        started.elapsed()
    };
    std::iter::repeat_n((), RUNS).map(time).min().unwrap_or_default()
}

fn main() {
    for projects in [200, 1000] {
        let old = made::report(projects, 1);
        // Every letter of the newer one may be misread, so that no cell is skipped because it is
        // the same.
        let (new, _) = made::plant(&old, projects / 10, 2);
        let noisy = noise::misread(&new, 20, 3);
        let (olds, news) = (nodes::items(&old), nodes::items(&noisy));
        let aligning = quickest(|| {
            let (a, b) = align::know(&olds, &news);
            black_box(align::align(&a, &b).links.len());
        });
        let both = [old.clone(), new];
        let whole = quickest(|| drop(black_box(compare(&both, false))));
        let both = [old.clone(), noisy.clone()];
        let worst = quickest(|| drop(black_box(compare(&both, false))));
        println!(
            "{projects} projects: aligned in {} ms, compared in {} ms, with every cell misread in {} ms",
            aligning.as_millis(),
            whole.as_millis(),
            worst.as_millis()
        );
    }
}

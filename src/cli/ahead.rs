//! Inputs read ahead on other threads, and taken one after the other in their order.

use std::sync::mpsc::sync_channel;
use std::thread;

/// Inputs that a thread reads ahead before it waits for them to be taken: enough to even out that
/// some take longer.
const AHEAD: usize = 4;

/// Calls `take` with what `read` makes of each input, in the order of the inputs, while other
/// threads read the next ones. Each thread works with what it started with.
///
/// # Errors
///
/// The first of `take`, after which nothing more is read.
pub fn in_order<I: Sync, S, T: Send, E>(
    inputs: &[I],
    start: impl Fn() -> S + Sync,
    read: impl Fn(&mut S, &I) -> T + Sync,
    mut take: impl FnMut(&I, T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(inputs.len());
    let (start, read) = (&start, &read);
    thread::scope(|scope| {
        let lanes: Vec<_> = (0..threads)
            .map(|lane| {
                let (sender, receiver) = sync_channel(AHEAD);
                scope.spawn(move || {
                    let mut own = start();
                    for input in inputs.iter().skip(lane).step_by(threads) {
                        if sender.send(read(&mut own, input)).is_err() {
                            break;
                        }
                    }
                });
                receiver
            })
            .collect();
        for (input, lane) in inputs.iter().zip(lanes.iter().cycle()) {
            // A thread that is gone has panicked, and so does the end of the scope.
            let Ok(read) = lane.recv() else { break };
            take(input, read)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn all_are_taken_in_their_order() {
        for n in [0, 1, 2, 100] {
            let inputs: Vec<usize> = (0..n).collect();
            let mut taken = Vec::new();
            let read = |_: &mut (), input: &usize| {
                // Every third takes longer.
                if input.is_multiple_of(3) {
                    thread::sleep(std::time::Duration::from_millis(1));
                }
                2 * input
            };
            let done: Result<(), ()> = in_order(
                &inputs,
                || (),
                read,
                |input, double| {
                    taken.push((*input, double));
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert_eq!(taken, (0..n).map(|n| (n, 2 * n)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn after_an_error_no_more_is_read() {
        let inputs: Vec<usize> = (0..10_000).collect();
        let reads = AtomicUsize::new(0);
        let read = |_: &mut (), _: &usize| reads.fetch_add(1, Ordering::Relaxed);
        let done = in_order(
            &inputs,
            || (),
            read,
            |input, _| if *input == 3 { Err("enough") } else { Ok(()) },
        );
        assert_eq!(done, Err("enough"));
        assert!(reads.into_inner() < inputs.len());
    }
}

//! Threads of the program's own: how many, and the pools they stand in.

use raingan::{Error, ErrorKind};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// What the thread that hands work to a pool does meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// It only waits, now and ever after: the pool of one thread is that thread itself, as a thread
    /// beside one that waits gains nothing. It cannot be had twice on one thread.
    Waits,
    /// It has other work, or comes back with another pool.
    GoesOn,
}

/// Processors there are.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A pool of this many threads.
///
/// # Errors
///
/// [`ErrorKind::Limit`] where the system does not give them.
pub fn pool(threads: usize, caller: Caller) -> Result<ThreadPool, Error> {
    let builder = ThreadPoolBuilder::new().num_threads(threads);
    let built = match caller {
        Caller::Waits if threads == 1 => builder.use_current_thread().build(),
        _ => builder.build(),
    };
    built.map_err(|e| {
        let message = format!("{threads} threads cannot be had: ask for fewer");
        Error::new(ErrorKind::Limit, message).because(e)
    })
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn a_pool_has_as_many_threads_as_were_asked_for() {
        for threads in [1, 3] {
            let pool = pool(threads, Caller::GoesOn).unwrap();
            assert_eq!(pool.install(rayon::current_num_threads), threads);
        }
    }

    #[test]
    fn one_thread_is_the_one_that_waits_for_it() {
        let on_its_own = thread::spawn(|| {
            let here = thread::current().id();
            let waits = pool(1, Caller::Waits).unwrap().install(|| thread::current().id());
            let goes_on = pool(1, Caller::GoesOn).unwrap().install(|| thread::current().id());
            (waits == here, goes_on == here)
        });
        assert_eq!(on_its_own.join().unwrap(), (true, false));
    }
}

//! Panics: none is meant to happen, and none reaches the user as one.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use raingan::{Error, ErrorKind};

/// How many [`caught`] are under way: while there are any, a panic on whatever thread is caught and
/// becomes an error.
static GUARDED: AtomicUsize = AtomicUsize::new(0);

/// Where the last panic under guard happened and what it said.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// From here on a panic prints a short message, or nothing where it is caught.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        let words = info.payload_as_str().unwrap_or("no message");
        let place =
            info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        let message = format!("{words} ({place})");
        if GUARDED.load(Ordering::SeqCst) > 0 {
            *LAST.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(message);
        } else {
            use std::io::Write as _;
            let message = super::escape::visible(&message);
            let _ =
                writeln!(std::io::stderr(), "error: internal error: {message}; please report it");
        }
    }));
}

/// Runs `work`; a panic within it is an error that says where.
pub fn caught<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    GUARDED.fetch_add(1, Ordering::SeqCst);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.fetch_sub(1, Ordering::SeqCst);
    outcome.unwrap_or_else(|_| {
        let message = LAST.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take();
        let error = Error::new(
            ErrorKind::Internal,
            "internal error: the file could not be read; please report it",
        );
        Err(match message {
            Some(message) => error.because(message),
            None => error,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let error = caught::<()>(|| panic!("boom")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "internal error: the file could not be read; please report it"
        );
        assert_eq!(caught(|| Ok(3)).unwrap(), 3);
    }
}

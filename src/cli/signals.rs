//! Signals: the first asks a run to come to its end, the second ends it; and a file that may not
//! grow is an error.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use raingan::{Error, ErrorKind};

use super::status::Status;

/// Set by the first SIGINT or SIGTERM; a second one ends the program at once.
pub fn interrupts() -> Result<Arc<AtomicBool>, Error> {
    let flag = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // In this order: the first call looks at the flag before the second sets it.
        signal_hook::flag::register_conditional_shutdown(
            signal,
            Status::Interrupted as i32,
            flag.clone(),
        )
        .and_then(|_| signal_hook::flag::register(signal, flag.clone()))
        .map_err(|e| Error::new(ErrorKind::Io, "signals cannot be received").because(e))?;
    }
    Ok(flag)
}

/// Lets a write beyond a limit on the size of files fail (EFBIG), where it would end the program
/// (SIGXFSZ).
pub fn large_files_fail() {
    #[cfg(unix)]
    {
        // Where this cannot be had, the signal ends the program, as it does any other.
        let _ = signal_hook::flag::register(
            signal_hook::consts::SIGXFSZ,
            Arc::new(AtomicBool::new(false)),
        );
    }
}

//! A stop is asked for by a person, with Ctrl-C: it ends the query that runs, and not the program.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C asks for a stop. Where that cannot be arranged, it ends the program as it does any other.
pub(in crate::cli) fn listen() {
    _ = ctrlc::set_handler(|| ASKED.store(true, Ordering::Relaxed));
}

/// Whether there was one since the last [`forget`].
pub(super) fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// What was asked before the next query does not stop it.
pub(in crate::cli) fn forget() {
    ASKED.store(false, Ordering::Relaxed);
}

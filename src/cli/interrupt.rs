//! An interrupt is a person who breaks off what runs, with Ctrl-C: what is half written is taken away.

use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::output::tell;
use crate::graph::store::{Draft, Traces};

/// What a shell says of a program that was interrupted: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// What is half written.
static DRAFT: Mutex<Option<Traces>> = Mutex::new(None);
/// How the program ends.
static CODE: AtomicI32 = AtomicI32::new(INTERRUPTED);
static HANDLED: OnceLock<()> = OnceLock::new();

/// From now on an interrupt takes away this draft.
pub(super) fn take_away(draft: &Draft) {
    *DRAFT.lock().unwrap_or_else(PoisonError::into_inner) = Some(draft.traces().clone());
    handle();
}

/// From now on an interrupt is how the program is to end.
pub(super) fn is_the_end() {
    CODE.store(0, Ordering::Relaxed);
    handle();
}

fn handle() {
    HANDLED.get_or_init(|| _ = ctrlc::set_handler(stop));
}

/// Ends the program. Whatever it does by then, the graph is the one before or the one after.
fn stop() {
    if let Some(traces) = DRAFT.lock().unwrap_or_else(PoisonError::into_inner).take() {
        traces.remove();
    }
    tell("stopped; the graph is whole");
    std::process::exit(CODE.load(Ordering::Relaxed));
}

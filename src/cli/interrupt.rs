//! An interrupt is a person or a system that breaks off what runs: what is half written is taken away.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::output::tell;
use crate::graph::store::{Draft, Traces};

/// What a shell says of a program that was ended with Ctrl-C: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// What is half written.
static DRAFT: Mutex<Option<Traces>> = Mutex::new(None);
/// Whether an interrupt is how the program is to end.
static IS_THE_END: AtomicBool = AtomicBool::new(false);
static HANDLED: OnceLock<()> = OnceLock::new();

/// From now on an interrupt takes away this draft, and a file that may not grow is an error of who writes it.
pub(super) fn take_away(draft: &Draft) {
    *DRAFT.lock().unwrap_or_else(PoisonError::into_inner) = Some(draft.traces().clone());
    handle();
}

/// From now on an interrupt is how the program is to end.
pub(super) fn is_the_end() {
    IS_THE_END.store(true, Ordering::Relaxed);
    handle();
}

fn handle() {
    HANDLED.get_or_init(|| {
        _ = ctrlc::set_handler(|| stop(INTERRUPTED));
        #[cfg(unix)]
        {
            _ = stop_when_terminated();
            _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
        }
    });
}

/// A terminal that is closed is no interrupt: `nohup` says that it is not to be heard.
#[cfg(unix)]
fn stop_when_terminated() -> std::io::Result<()> {
    use signal_hook::consts::SIGTERM;
    let mut terminated = signal_hook::iterator::Signals::new([SIGTERM])?;
    std::thread::spawn(move || terminated.forever().for_each(|signal| stop(128 + signal)));
    Ok(())
}

/// Ends the program. The graph is the one before, or the one after where that is being put in its place. What works on the
/// draft stands still from then on, and tells nothing of what it misses.
fn stop(code: i32) {
    let draft = DRAFT.lock().unwrap_or_else(PoisonError::into_inner);
    let _held = draft.as_ref().map(Traces::remove);
    let is_there = draft.as_ref().is_some_and(Traces::is_of_graph);
    tell(if is_there { "stopped; the graph is whole" } else { "stopped" });
    std::process::exit(if IS_THE_END.load(Ordering::Relaxed) { 0 } else { code });
}

//! How long a query may run: until a person stops it, and for the time that it is given.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::stop;
use crate::query::cypher::error::Fault;

/// How often a query may be asked whether to stop where no time is given: about two billion steps, some minutes.
const MOST_ASKED: u64 = 500_000;

/// The limits of a query that runs.
pub(super) struct Limits {
    start: Instant,
    timeout: Option<Duration>,
    asked: Cell<u64>,
}

impl Limits {
    /// For a query that was begun with, and a time in seconds.
    pub(super) fn new(start: Instant, timeout: Option<f64>) -> Self {
        Self { start, timeout: timeout.map(Duration::from_secs_f64), asked: Cell::new(0) }
    }

    /// Why the query has to stop, when it has to.
    pub(super) fn fault(&self) -> Option<Fault> {
        if stop::asked() {
            return Some(Fault::Interrupted);
        }
        let takes_long = match self.timeout {
            Some(limit) => self.start.elapsed() > limit,
            None => self.asked.replace(self.asked.get() + 1) >= MOST_ASKED,
        };
        takes_long.then_some(Fault::Timeout)
    }

    /// What to do about a query that takes too long.
    pub(super) fn advice(&self) -> String {
        let Some(limit) = self.timeout else {
            return "ask for less, or give it time with --timeout".to_owned();
        };
        let seconds = if limit == Duration::from_secs(1) { "second" } else { "seconds" };
        format!("--timeout gives it {} {seconds}: give it more, or ask for less", limit.as_secs_f64())
    }
}

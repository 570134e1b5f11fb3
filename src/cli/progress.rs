//! Progress is a bar on standard error for work that takes longer than a second, on a terminal only.

use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::source::Source;

const PATIENCE: Duration = Duration::from_secs(1);
/// What is done, by what it is measured in.
#[derive(Clone, Copy)]
enum Work {
    /// Bytes are read.
    Reading,
    /// Quotes are linked.
    Linking,
}

impl Work {
    fn name(self) -> &'static str {
        match self {
            Self::Reading => "Reading",
            Self::Linking => "Linking",
        }
    }

    fn template(self) -> &'static str {
        match self {
            Self::Reading => "{msg} [{bar:30}] {bytes}/{total_bytes} {eta} left",
            Self::Linking => "{msg} [{bar:30}] {human_pos}/{human_len} quotes {eta} left",
        }
    }
}

/// A bar that shows itself when the work turns out to be long.
pub(super) struct Progress {
    work: Work,
    started: Instant,
    bar: Mutex<Option<ProgressBar>>,
    total: u64,
    done: AtomicU64,
    quotes: AtomicU64,
    shown: bool,
}

impl Progress {
    /// Progress of reading `total` bytes.
    pub(super) fn new(total: u64, quiet: bool) -> Self {
        Self::of(Work::Reading, total, quiet)
    }

    /// Progress of linking `total` quotes.
    pub(super) fn of_linking(total: u64, quiet: bool) -> Self {
        Self::of(Work::Linking, total, quiet)
    }

    fn of(work: Work, total: u64, quiet: bool) -> Self {
        Self {
            work,
            started: Instant::now(),
            bar: Mutex::new(None),
            total,
            done: AtomicU64::new(0),
            quotes: AtomicU64::new(0),
            shown: !quiet && io::stderr().is_terminal(),
        }
    }

    /// So many bytes more are read, and what they held.
    pub(super) fn advance(&self, bytes: u64, sources: &[Source]) {
        self.add(bytes, sources.iter().map(|source| source.quotes.len() as u64).sum());
    }

    /// So many quotes more are linked.
    pub(super) fn linked(&self, quotes: u64) {
        self.add(quotes, quotes);
    }

    fn add(&self, units: u64, found: u64) {
        let done = self.done.fetch_add(units, Ordering::Relaxed) + units;
        let quotes = self.quotes.fetch_add(found, Ordering::Relaxed) + found;
        if !self.shown || self.started.elapsed() < PATIENCE {
            return;
        }
        if let Ok(mut bar) = self.bar.lock() {
            let bar = bar.get_or_insert_with(|| self.new_bar());
            let speed = quotes as f64 / self.started.elapsed().as_secs_f64();
            bar.set_message(format!("{}, {speed:.0} quotes/s", self.work.name()));
            bar.set_position(done);
        }
    }

    fn new_bar(&self) -> ProgressBar {
        let bar = ProgressBar::new(self.total);
        match ProgressStyle::with_template(self.work.template()) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.lock().ok().and_then(|mut bar| bar.take()) {
            bar.finish_and_clear();
        }
    }
}

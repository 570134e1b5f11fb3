//! Progress is a bar on standard error for work that takes longer than a second, on a terminal only.

use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::source::Source;

const PATIENCE: Duration = Duration::from_secs(1);
const TEMPLATE: &str = "{msg} [{bar:30}] {bytes}/{total_bytes} {eta} left";

/// A bar that shows itself when the work turns out to be long.
pub(super) struct Progress {
    started: Instant,
    bar: Mutex<Option<ProgressBar>>,
    total: u64,
    done: AtomicU64,
    quotes: AtomicU64,
    shown: bool,
}

impl Progress {
    /// Progress towards `total` bytes.
    pub(super) fn new(total: u64, quiet: bool) -> Self {
        Self {
            started: Instant::now(),
            bar: Mutex::new(None),
            total,
            done: AtomicU64::new(0),
            quotes: AtomicU64::new(0),
            shown: !quiet && io::stderr().is_terminal(),
        }
    }

    /// So many bytes more are done, and what they held.
    pub(super) fn advance(&self, bytes: u64, sources: &[Source]) {
        let found = sources.iter().map(|source| source.quotes.len() as u64).sum();
        let done = self.done.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let quotes = self.quotes.fetch_add(found, Ordering::Relaxed) + found;
        if !self.shown || self.started.elapsed() < PATIENCE {
            return;
        }
        if let Ok(mut bar) = self.bar.lock() {
            let bar = bar.get_or_insert_with(|| new_bar(self.total));
            let speed = quotes as f64 / self.started.elapsed().as_secs_f64();
            bar.set_message(format!("Reading, {speed:.0} quotes/s"));
            bar.set_position(done);
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.lock().ok().and_then(|mut bar| bar.take()) {
            bar.finish_and_clear();
        }
    }
}

fn new_bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    match ProgressStyle::with_template(TEMPLATE) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

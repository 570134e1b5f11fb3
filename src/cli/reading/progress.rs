//! Progress is a line with a bar on standard error for work that takes longer than a second, on a terminal only.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use console::Term;
use indicatif::{HumanBytes, HumanCount, HumanDuration};

use crate::source::Source;

const PATIENCE: Duration = Duration::from_secs(1);
/// How often it is shown anew when nothing is told.
const TICK: Duration = Duration::from_millis(250);
/// The columns of the bar, where there is room for it.
const LENGTH: usize = 30;
/// The least part of the work that tells how long the rest takes.
const LEAST: f64 = 0.02;

/// A step of the work, and what it is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Step {
    /// In bytes.
    Reading,
    /// In quotes.
    Linking,
    /// In time only.
    Writing,
}

impl Step {
    const ALL: [Self; 3] = [Self::Reading, Self::Linking, Self::Writing];
}

/// What part of the time each step takes: of a build, measured with 150,000 quotes and 20,000 concepts, and where
/// nothing but reading is to be done.
const BUILD: [f64; 3] = [0.2, 0.45, 0.35];
const READING: [f64; 3] = [1.0, 0.0, 0.0];

/// A bar that shows itself when the work turns out to be long.
pub(in crate::cli) struct Progress {
    work: Arc<Work>,
    line: Mutex<Option<Line>>,
    shown: bool,
}

/// What is done and what is to do.
struct Work {
    started: Instant,
    parts: [f64; 3],
    step: AtomicUsize,
    /// Milliseconds from the start to the beginning of the step.
    begun: AtomicU64,
    /// Of the step, in its measure.
    total: AtomicU64,
    done: AtomicU64,
    quotes: AtomicU64,
}

impl Progress {
    /// Progress of reading files.
    pub(super) fn of_reading(quiet: bool) -> Self {
        Self::of(READING, quiet)
    }

    /// Progress of making a graph.
    pub(in crate::cli) fn of_build(quiet: bool) -> Self {
        Self::of(BUILD, quiet)
    }

    fn of(parts: [f64; 3], quiet: bool) -> Self {
        let work = Work {
            started: Instant::now(),
            parts,
            step: AtomicUsize::new(0),
            begun: AtomicU64::new(0),
            total: AtomicU64::new(0),
            done: AtomicU64::new(0),
            quotes: AtomicU64::new(0),
        };
        Self { work: Arc::new(work), line: Mutex::new(None), shown: !quiet && io::stderr().is_terminal() }
    }

    /// A step begins, with so much to do.
    pub(in crate::cli) fn begin(&self, step: Step, total: u64) {
        let work = &self.work;
        work.step.store(step as usize, Ordering::Relaxed);
        work.begun.store(work.started.elapsed().as_millis() as u64, Ordering::Relaxed);
        work.total.store(total, Ordering::Relaxed);
        work.done.store(0, Ordering::Relaxed);
        work.quotes.store(0, Ordering::Relaxed);
        self.show();
    }

    /// So many bytes more are read, and what they held.
    pub(super) fn advance(&self, bytes: u64, sources: &[Source]) {
        self.add(bytes, sources.iter().map(|source| source.quotes.len() as u64).sum());
    }

    /// So many quotes more are linked; after the last one the rest of the graph is written.
    pub(in crate::cli) fn linked(&self, quotes: u64) {
        self.add(quotes, quotes);
        if self.work.done.load(Ordering::Relaxed) >= self.work.total.load(Ordering::Relaxed) {
            self.begin(Step::Writing, 0);
        }
    }

    fn add(&self, units: u64, quotes: u64) {
        self.work.done.fetch_add(units, Ordering::Relaxed);
        self.work.quotes.fetch_add(quotes, Ordering::Relaxed);
        self.show();
    }

    fn show(&self) {
        if !self.shown || self.work.started.elapsed() < PATIENCE {
            return;
        }
        if let Ok(mut line) = self.line.lock() {
            line.get_or_insert_with(|| Line::of(Arc::clone(&self.work)));
        }
    }

    /// Takes the line away, for now or for good.
    pub(in crate::cli) fn clear(&self) {
        drop(self.line.lock().ok().and_then(|mut line| line.take()));
    }
}

/// A line that is written again and again by a thread of its own, until it is dropped.
struct Line {
    /// What the thread waits for: that nobody holds this.
    held: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Line {
    fn of(work: Arc<Work>) -> Self {
        let (held, dropped) = mpsc::channel();
        let write = move || {
            let terminal = Term::stderr();
            loop {
                let columns = usize::from(terminal.size().1).saturating_sub(1);
                let line = work.line(columns);
                // A terminal that is closed has nobody before it.
                _ = terminal.clear_line();
                _ = terminal.write_str(&console::truncate_str(&line, columns, "…"));
                if dropped.recv_timeout(TICK) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            _ = terminal.clear_line();
        };
        Self { held: Some(held), thread: Some(thread::spawn(write)) }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.held = None;
        _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Work {
    fn step(&self) -> Step {
        Step::ALL[self.step.load(Ordering::Relaxed).min(2)]
    }

    /// The part of the whole work that is done.
    fn fraction(&self) -> f64 {
        let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
        let step = self.step() as usize;
        let of_step = if total > 0 { (done as f64 / total as f64).min(1.0) } else { 0.0 };
        self.parts[..step].iter().sum::<f64>() + self.parts[step] * of_step
    }

    /// What is told in so many columns: the bar, as far as the rest leaves room for it.
    fn line(&self, columns: usize) -> String {
        let text = self.told() + &self.told_left();
        let room = columns.saturating_sub(text.chars().count() + 1).min(LENGTH);
        let done = (self.fraction() * room as f64) as usize;
        format!("{}{} {text}", "█".repeat(done), "░".repeat(room.saturating_sub(done)))
    }

    fn told(&self) -> String {
        let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
        let begun = Duration::from_millis(self.begun.load(Ordering::Relaxed));
        let seconds = self.started.elapsed().saturating_sub(begun).as_secs_f64().max(1e-3);
        let speed = HumanCount((self.quotes.load(Ordering::Relaxed) as f64 / seconds) as u64);
        match self.step() {
            Step::Reading => {
                format!("Reading {} of {}, {speed} quotes/s", HumanBytes(done), HumanBytes(total))
            }
            Step::Linking => {
                format!("Linking {} of {} quotes, {speed}/s", HumanCount(done), HumanCount(total))
            }
            Step::Writing => "Writing".to_owned(),
        }
    }

    fn told_left(&self) -> String {
        let begun = Duration::from_millis(self.begun.load(Ordering::Relaxed));
        let elapsed = self.started.elapsed();
        let left = match self.step() {
            Step::Writing => {
                left(begun, self.fraction()).map(|left| left.saturating_sub(elapsed.saturating_sub(begun)))
            }
            Step::Reading | Step::Linking => left(elapsed, self.fraction()),
        };
        match left {
            Some(left) if left.as_secs() > 0 => format!(", about {} left", HumanDuration(left)),
            Some(_) => ", nearly done".to_owned(),
            None => String::new(),
        }
    }
}

/// The time for the rest of the work, when a part of it took so long; nothing when that part tells too little.
fn left(elapsed: Duration, fraction: f64) -> Option<Duration> {
    (fraction >= LEAST).then(|| elapsed.mul_f64((1.0 - fraction).max(0.0) / fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_that_of_the_whole_build() {
        let seconds = Duration::from_secs;
        assert_eq!(left(seconds(3), 0.0), None, "nothing is known yet");
        assert_eq!(left(seconds(3), 0.25), Some(seconds(9)));
        assert_eq!(left(seconds(3), 1.0), Some(seconds(0)));
        let progress = Progress::of_build(true);
        let fraction = |expected: f64| assert!((progress.work.fraction() - expected).abs() < 1e-9);
        progress.begin(Step::Reading, 200);
        fraction(0.0);
        progress.advance(100, &[]);
        fraction(0.1);
        progress.begin(Step::Linking, 10);
        fraction(0.2);
        progress.linked(5);
        fraction(0.425);
        assert_eq!(progress.work.step(), Step::Linking);
        for (columns, bar) in
            [(200, "████████████░░░░░░░░░░░░░░░░░░ Linking 5 of 10"), (20, " Linking 5 of 10")]
        {
            assert!(progress.work.line(columns).starts_with(bar), "{}", progress.work.line(columns));
        }
        progress.linked(5);
        fraction(0.65);
        assert_eq!(progress.work.step(), Step::Writing);
    }
}

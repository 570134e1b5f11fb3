//! What a graph costs: building it, and asking it one question in a process of its own, beside a process that does nothing.
//!
//! `cargo bench --bench graph [-- QUOTES [CONCEPTS]]` makes as many quotes (a million without a number) that speak of as
//! many concepts (20,000) about five times each, from a fixed seed; the popularity of concepts falls off as in Zipf's law.
//! `cargo test` runs the same with a few. Times are CPU time, of the children as the system counts it.

#![expect(clippy::print_stdout, reason = "a report")]

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// The argument that makes this program do nothing.
const NOTHING: &str = "nothing";
/// Times that each question is asked.
const TIMES: u32 = 20;
/// Concepts that a quote mentions.
const MENTIONS: usize = 5;
/// Quotes of a source.
const QUOTES_OF_SOURCE: usize = 100;

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|arg| arg == NOTHING) {
        return Ok(());
    }
    let numbers: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let is_bench = args.iter().any(|arg| arg == "--bench");
    let (quotes, concepts) = if is_bench { (1_000_000, 20_000) } else { (2_000, 200) };
    let world = World {
        quotes: numbers.first().copied().unwrap_or(quotes),
        concepts: numbers.get(1).copied().unwrap_or(concepts),
    };
    let folder = tempfile::tempdir()?;
    world.write(folder.path())?;
    build(folder.path(), &world);
    ask(folder.path(), &world)
}

/// What is made up.
struct World {
    quotes: usize,
    concepts: usize,
}

impl World {
    fn write(&self, folder: &Path) -> io::Result<()> {
        let mut lexicon = String::new();
        for concept in 0..self.concepts {
            let _ = writeln!(lexicon, "[[concept]]\nid = \"c{concept}\"\nlabel = \"{}\"", label(concept));
        }
        std::fs::write(folder.join("concepts.toml"), lexicon)?;
        let mut out = BufWriter::new(std::fs::File::create(folder.join("quotes.jsonl"))?);
        let mut random = Random(42);
        for quote in 0..self.quotes {
            let (source, day) = (quote / QUOTES_OF_SOURCE, 1 + quote % 28);
            let text = self.text(&mut random);
            writeln!(
                out,
                "{{\"title\": \"Reading {source}\", \"author\": \"Author {}\", \"date\": \"2026-01-{day:02}\", \"text\": \"{text}\"}}",
                source % 1000
            )?;
        }
        out.flush()
    }

    /// Some words that mean nothing, and labels among them.
    fn text(&self, random: &mut Random) -> String {
        let mut text = String::from("We think");
        for _ in 0..MENTIONS {
            for _ in 0..2 {
                text += " ";
                text += &word(7_000_000 + random.below(500));
            }
            text += " ";
            text += &label(random.popular(self.concepts));
        }
        text + " matters."
    }
}

/// A label that no other concept has.
fn label(concept: usize) -> String {
    format!("{} {}", word(1_000 + concept % 500), word(100_000 + concept))
}

/// A word of invented syllables for a number.
fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "do", "ki", "lu", "me", "no", "pa", "ri", "so", "tu", "va", "wo", "xi", "zu", "fe", "go"];
    let mut word = String::new();
    while number > 0 {
        word += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
    }
    word
}

/// Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators": SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// One of `count` things, the first ones oftener: the density at rank r is about 1/r.
    fn popular(&mut self, count: usize) -> usize {
        let share = self.next() as f64 / u64::MAX as f64;
        ((count as f64).powf(share) as usize).min(count) - 1
    }
}

fn build(folder: &Path, world: &World) {
    let text = std::fs::metadata(folder.join("quotes.jsonl")).map_or(0, |file| file.len());
    println!("{} quotes, {} concepts, {} MB of JSON Lines", world.quotes, world.concepts, text / 1_000_000);
    let args = ["build", "-q", "quotes.jsonl", "--concepts", "concepts.toml"];
    let cost = cost(folder, env!("CARGO_BIN_EXE_ideagraph"), &args);
    println!("{:<44}{:>9.2} s of CPU, {:.2} s", "build", cost.cpu.as_secs_f64(), cost.wall.as_secs_f64());
    println!("{:<44}{:>9} MB", "peak memory", cost.peak / 1000);
    println!("{:<44}{:>9} MB", "on disk", size(&folder.join("out/graph")) / 1_000_000);
}

fn ask(folder: &Path, world: &World) -> io::Result<()> {
    let me = std::env::current_exe()?;
    let nothing = mean(folder, &me.to_string_lossy(), &[NOTHING]);
    println!("{:<44}{:>9.2} ms", "an empty process", millis(nothing));
    let rare = |nth: usize| format!("c{}", world.concepts - nth);
    let common = "c3".to_owned();
    let questions: [(&str, Vec<String>); 8] = [
        ("start: --version", vec!["--version".into()]),
        ("info", vec!["info".into()]),
        ("show, a rare concept", vec!["show".into(), rare(5)]),
        ("related, a common concept", vec!["related".into(), common.clone()]),
        ("related, a rare concept", vec!["related".into(), rare(5)]),
        ("path between two rare concepts", vec!["path".into(), rare(5), rare(77)]),
        ("quotes of two concepts", vec!["quotes".into(), common, "c9".into()]),
        ("concepts --top 10", vec!["concepts".into(), "--top".into(), "10".into()]),
    ];
    for (name, args) in questions {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let cpu = mean(folder, env!("CARGO_BIN_EXE_ideagraph"), &args);
        println!("{name:<44}{:>9.2} ms above it", millis(cpu.saturating_sub(nothing)));
    }
    Ok(())
}

/// What a process took.
struct Cost {
    cpu: Duration,
    wall: Duration,
    /// The most memory that any child has used so far, in kB.
    peak: i64,
}

fn cost(folder: &Path, program: &str, args: &[&str]) -> Cost {
    let (before, started) = (children().0, Instant::now());
    let status = Command::new(program).args(args).current_dir(folder).stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{program} {args:?} failed");
    let (after, peak) = children();
    Cost { cpu: after - before, wall: started.elapsed(), peak }
}

/// The CPU time of a process, the mean of some.
fn mean(folder: &Path, program: &str, args: &[&str]) -> Duration {
    (0..TIMES).map(|_| cost(folder, program, args).cpu).sum::<Duration>() / TIMES
}

/// The CPU time of the children that ended, and the most memory that one of them had.
fn children() -> (Duration, i64) {
    let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else { return (Duration::ZERO, 0) };
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    (Duration::from_micros(micros as u64), usage.max_rss())
}

fn size(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    files.filter_map(|entry| entry.metadata().ok()).filter(|file| file.is_file()).map(|file| file.len()).sum()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

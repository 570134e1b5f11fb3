//! What a graph costs: building it, and asking it one question in a process of its own, beside a process that does nothing.
//!
//! `cargo bench --bench graph [-- QUOTES [CONCEPTS] [--in FOLDER]]` makes as many quotes (a million without a number) that
//! speak of as many concepts (20,000) about five times each, from a fixed seed; the popularity of concepts falls off as in
//! Zipf's law. With `--in FOLDER` all of it stays there, and what is there already is not made again. `cargo test` runs the
//! same with a few. Times are of the whole process, peak memory too; each question is asked again and again, so all that
//! it needs is in memory.

#![expect(clippy::print_stdout, reason = "a report")]

mod cost;
#[path = "../common/made_up.rs"]
mod made_up;
mod world;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use cost::{Cost, RUN};
use world::World;

/// The argument that makes this program do nothing.
const NOTHING: &str = "nothing";
/// The argument that makes it read a file of quotes.
const READ: &str = "read";
/// Times that each question is asked.
const TIMES: u32 = 50;
/// The program that is measured.
const IDEAGRAPH: &str = env!("CARGO_BIN_EXE_ideagraph");

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some(NOTHING) => Ok(()),
        Some(READ) => read(Path::new(&args[1])),
        Some(RUN) => Cost::tell(&args[1..]).map(|told| println!("{told}")),
        _ => report(&args),
    }
}

fn report(args: &[String]) -> io::Result<()> {
    let numbers: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let is_bench = args.iter().any(|arg| arg == "--bench");
    let (quotes, concepts) = if is_bench { (1_000_000, 20_000) } else { (2_000, 200) };
    let world = World {
        quotes: numbers.first().copied().unwrap_or(quotes),
        concepts: numbers.get(1).copied().unwrap_or(concepts),
    };
    let temporary = tempfile::tempdir()?;
    let kept = args.iter().skip_while(|arg| *arg != "--in").nth(1).map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(temporary.path());
    std::fs::create_dir_all(folder)?;
    if !folder.join("quotes.jsonl").exists() {
        world.write(folder)?;
    }
    println!(
        "{} quotes, {} concepts, {} MB of JSON Lines",
        world.quotes,
        world.concepts,
        megabytes(&folder.join("quotes.jsonl"))
    );
    if !folder.join("out/graph/manifest.json").exists() {
        build(folder)?;
    }
    println!("{:<48}{:>9} MB", "on disk", megabytes(&folder.join("out/graph")));
    ask(folder, &world)
}

/// A row of a file of quotes.
#[derive(Deserialize)]
#[expect(dead_code, reason = "it is only read")]
struct Row {
    title: String,
    author: String,
    date: String,
    text: String,
}

/// Reads a file and makes values of its rows: what no build can do without.
fn read(file: &Path) -> io::Result<()> {
    for row in BufReader::new(File::open(file)?).lines() {
        serde_json::from_str::<Row>(&row?)?;
    }
    Ok(())
}

fn build(folder: &Path) -> io::Result<()> {
    let row = |name: &str, cost: Cost| {
        let (cpu, wall) = (cost.cpu.as_secs_f64(), cost.wall.as_secs_f64());
        println!("{name:<48}{cpu:>9.2} s of CPU{wall:>9.2} s{:>9} MB", cost.peak / 1_000_000);
    };
    row(
        "reading and parsing it alone",
        Cost::of(1, folder, std::env::current_exe()?, &[READ, "quotes.jsonl"])?,
    );
    let args = ["build", "-q", "quotes.jsonl", "--concepts", "concepts.toml"];
    row("build", Cost::of(1, folder, IDEAGRAPH, &args)?);
    Ok(())
}

/// The questions, with what each is an example of.
fn questions(world: &World) -> Vec<(&'static str, String)> {
    let [rare, other] = [5, 77].map(|nth| format!("c{}", world.concepts - nth));
    vec![
        ("start", "--version".into()),
        ("neighbours of a rare concept", format!("show {rare}")),
        (
            "its co-occurrences, as a query",
            format!("query MATCH(:Concept{{id:'{rare}'}})-[:CO_OCCURS]-(c)RETURN(c.id)"),
        ),
        ("top 10 co-occurring with a rare concept", format!("related {rare}")),
        ("top 10 co-occurring with a common concept", "related c3".into()),
        ("the same, counted in one person's quotes", "related c3 --said-by author-7".into()),
        ("the same, counted in a third of all quotes", "related c3 --since 2026-01-20".into()),
        ("path between two rare concepts", format!("path {rare} {other}")),
        ("quotes of two common concepts", "quotes c3 c9".into()),
        ("what is in the graph", "info".into()),
        ("ten concepts of most quotes", "concepts --top 10".into()),
    ]
}

fn ask(folder: &Path, world: &World) -> io::Result<()> {
    let nothing = Cost::of(TIMES, folder, std::env::current_exe()?, &[NOTHING])?;
    println!("\n{:<48}{:>9}{:>12}{:>9}{:>9}", "", "CPU, ms", "above", "ms", "MB");
    let row = |name: &str, cost: Cost| {
        let [cpu, wall] = [cost.cpu, cost.wall].map(|time| time.as_secs_f64() * 1e3);
        let (above, peak) = (cost.above(&nothing), cost.peak as f64 / 1e6);
        println!("{name:<48}{cpu:>9.2}{above:>12.2}{wall:>9.2}{peak:>9.1}");
    };
    row("an empty process", nothing);
    for (name, question) in questions(world) {
        let args: Vec<&str> = question.split(' ').collect();
        row(name, Cost::of(TIMES, folder, IDEAGRAPH, &args)?);
    }
    Ok(())
}

/// The size of what is in a folder.
fn megabytes(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    let sizes = files.filter_map(|entry| entry.metadata().ok()).filter(|file| file.is_file());
    sizes.map(|file| file.len()).sum::<u64>() / 1_000_000
}

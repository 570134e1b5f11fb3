//! How fast queries are: `cargo bench --bench query [-- QUOTES [CONCEPTS]]`.
//!
//! A graph is made up (100,000 quotes that speak five times each of 5,000 concepts, without numbers), and six questions are
//! asked of it: by the engine, parsing included, and beside each the loop that answers it by hand over the same columns.
//! Figures are the medians of processor time, in milliseconds; the last column is a whole process that opens the graph on
//! disk and asks. Where PYTHON names an interpreter that has them, Ladybug, kglite and Oxigraph answer too
//! (`query_peers.py`). Run by `cargo test`, the graph is tiny. Every answer is compared with the loop's.

#![expect(clippy::print_stdout, reason = "a report")]

#[path = "../common/children.rs"]
mod children;
mod loops;
#[path = "../common/made_up.rs"]
mod made_up;
mod questions;
mod world;

use std::hint::black_box;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use children::children;
use ideagraph::graph::KnowledgeGraph;
use ideagraph::graph::store::{self, Inputs};
use ideagraph::query::cypher::value::Value;
use ideagraph::query::cypher::{Control, Knowledge, Query};
use nix::time::{ClockId, clock_gettime};
use questions::{Named, Question, questions};
use world::World;

/// How long and how often a question is asked at most.
const ROUNDS: (Duration, usize) = (Duration::from_secs(3), 101);

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let full = args.iter().any(|arg| arg == "--bench");
    let (quotes, concepts) = if full { (100_000, 5_000) } else { (500, 60) };
    let world = World {
        quotes: numbers.first().copied().unwrap_or(quotes),
        concepts: numbers.get(1).copied().unwrap_or(concepts),
    };
    let folder = tempfile::tempdir()?;
    let graph = world.graph();
    store::save(&graph, &Inputs::default(), &folder.path().join("graph")).map_err(io::Error::other)?;
    println!(
        "{} quotes, {} concepts, {} links",
        graph.quotes().len(),
        graph.concepts().len(),
        graph.links().len()
    );
    println!("{:<40}{:>10}{:>10}{:>8}{:>10}", "", "query, ms", "loop, ms", "times", "process");
    let named = Named::new(world);
    let rounds = if full { ROUNDS } else { (Duration::ZERO, 1) };
    for question in questions(&named) {
        report(&graph, &named, &question, rounds, folder.path());
    }
    match std::env::var("PYTHON") {
        Ok(python) if full => peers(&python, &graph, &named, folder.path()),
        _ => Ok(()),
    }
}

fn report(
    graph: &KnowledgeGraph,
    named: &Named,
    question: &Question,
    rounds: (Duration, usize),
    folder: &Path,
) {
    let knowledge = Knowledge::new(graph);
    compare(&knowledge, named, question);
    let ask = || {
        let query = Query::new(&question.text, &knowledge).expect("the query is right");
        let row = |row: &[Value<'_>]| {
            black_box(row);
            Ok(())
        };
        query.run(&knowledge, &[], &Control::default(), row).expect("the query runs");
    };
    let by_hand = || (question.by_hand)(graph, named, &mut |row| _ = black_box(row));
    let (engine, hand) = (median(rounds, ask), median(rounds, by_hand));
    let process = process(folder, &question.text, rounds);
    println!("{:<40}{engine:>10.3}{hand:>10.3}{:>8.1}{process:>10.1}", question.name, engine / hand);
}

/// The engine gives the rows that the loop gives.
fn compare(graph: &Knowledge<'_>, named: &Named, question: &Question) {
    let mut rows: Vec<Vec<Value<'_>>> = Vec::new();
    let query = Query::new(&question.text, graph).expect("the query is right");
    let row = |row: &[Value<'_>]| {
        rows.push(row.iter().cloned().map(Value::into_owned).collect());
        Ok(())
    };
    query.run(graph, &[], &Control::default(), row).expect("the query runs");
    let mut expected: Vec<Vec<Value<'_>>> = Vec::new();
    (question.by_hand)(graph.graph(), named, &mut |row| expected.push(row.to_vec()));
    assert_eq!(rows, expected, "{}", question.name);
}

/// The median of the processor time of something that is done again and again, in milliseconds.
fn median((long, often): (Duration, usize), mut work: impl FnMut()) -> f64 {
    let (start, mut times) = (Instant::now(), Vec::new());
    while times.is_empty() || (times.len() < often && start.elapsed() < long) {
        let before = processor_time();
        work();
        times.push((processor_time() - before).as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Processor time of all threads of this process.
fn processor_time() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).map_or(Duration::ZERO, Into::into)
}

/// The processor time of a process that opens the graph and answers one question, the mean of some, in milliseconds.
fn process(folder: &Path, text: &str, (long, often): (Duration, usize)) -> f64 {
    let (start, before, mut times) = (Instant::now(), children(), 0);
    while times == 0 || (times < often && start.elapsed() < long) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ideagraph"));
        command.args(["query", text, "--graph"]).arg(folder.join("graph")).stdout(Stdio::null());
        let status = command.status();
        assert!(status.is_ok_and(|status| status.code() != Some(2)), "{text} fails");
        times += 1;
    }
    (children() - before).as_secs_f64() * 1e3 / times as f64
}

/// Other engines on the same graph and the same questions.
fn peers(python: &str, graph: &KnowledgeGraph, named: &Named, folder: &Path) -> io::Result<()> {
    world::write_tables(graph, folder)?;
    let names = [
        &named.concept,
        &named.rare,
        &named.other_rare,
        &named.common,
        &named.other_common,
        &named.without,
        &named.person,
    ];
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/query_peers.py");
    let mut command = Command::new(python);
    command.arg(script).arg(folder).args(names).args([named.from, named.until]);
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other("the script of the peers failed")) }
}

//! What a change costs: one file of a folder of many is changed, and the graph built again; beside reading that file and
//! listing the others.
//!
//! `cargo bench --bench change [-- FILES]` makes a folder of files of ten quotes (10,000 without a number) from a fixed
//! seed. `cargo test` runs the same with a few. CPU time is of the child as the system counts it.

#![expect(clippy::print_stdout, reason = "a report")]

#[path = "common/children.rs"]
mod children;

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use children::children;
use walkdir::WalkDir;

/// The argument that makes this program list a folder and read one file.
const LIST: &str = "list";
/// Times that each is done.
const TIMES: u32 = 10;
const QUOTES_OF_FILE: usize = 10;
const CONCEPTS: usize = 1_000;

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|arg| arg == LIST) {
        return list();
    }
    let is_bench = args.iter().any(|arg| arg == "--bench");
    let files = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(if is_bench { 10_000 } else { 50 });
    let folder = tempfile::tempdir()?;
    write(folder.path(), files)?;
    measure(folder.path(), files)
}

/// The folder and a lexicon. The files are old enough to be told by size and time alone.
fn write(folder: &Path, files: usize) -> io::Result<()> {
    let concept = |n: usize| format!("[[concept]]\nid = \"c{n}\"\nlabel = \"{}\"\n", word(n));
    fs::write(folder.join("concepts.toml"), (0..CONCEPTS).map(concept).collect::<String>())?;
    let old = SystemTime::now() - Duration::from_secs(3600);
    for file in 0..files {
        let path = folder.join(format!("notes/{}/{file}.txt", file % 100));
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, text(file))?;
        File::options().append(true).open(path)?.set_modified(old)?;
    }
    Ok(())
}

/// Ten paragraphs that speak of some concepts.
fn text(seed: usize) -> String {
    let mut random = seed as u64;
    let mut next = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize
    };
    let mut quote = || {
        let words =
            (0..25).map(|n| if n % 6 == 0 { word(next() % CONCEPTS) } else { word(100_000 + next() % 900) });
        words.collect::<Vec<_>>().join(" ") + ".\n\n"
    };
    (0..QUOTES_OF_FILE).map(|_| quote()).collect()
}

/// A word of invented syllables for a number.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "do", "ki", "lu", "me", "no", "pa", "ri", "so", "tu"];
    format!("{number:04}").bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]).collect()
}

fn measure(folder: &Path, files: usize) -> io::Result<()> {
    let program = env!("CARGO_BIN_EXE_ideagraph");
    let build = ["build", "-q", "notes", "--concepts", "concepts.toml"];
    let me = std::env::current_exe()?.to_string_lossy().into_owned();
    println!("{files} files of {QUOTES_OF_FILE} quotes, {CONCEPTS} concepts");
    show("build of nothing", run(folder, program, &build));
    let listed = mean(|| run(folder, &me, &[LIST]));
    show("list them and read one", listed);
    show("build, nothing changed", mean(|| run(folder, program, &build)));
    let mut turn = files;
    let changed = mean(|| {
        turn += 1;
        let written = fs::write(folder.join("notes/7/7.txt"), text(turn));
        assert!(written.is_ok(), "{written:?}");
        run(folder, program, &build)
    });
    show("build, one changed", changed);
    println!("{:<32}{:>9.1} times as long", "", changed.1.as_secs_f64() / listed.1.as_secs_f64());
    Ok(())
}

/// What any program must do that finds out what changed.
fn list() -> io::Result<()> {
    let files = WalkDir::new("notes").sort_by_file_name().into_iter().flatten();
    let bytes: u64 = files.filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum();
    let read = fs::read("notes/7/7.txt")?;
    assert!(bytes > read.len() as u64, "the folder is empty");
    Ok(())
}

/// The CPU time and the time that a process takes.
fn run(folder: &Path, program: &str, args: &[&str]) -> (Duration, Duration) {
    let (before, started) = (children(), Instant::now());
    let status = Command::new(program).args(args).current_dir(folder).stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{program} {args:?} failed");
    (children() - before, started.elapsed())
}

fn mean(mut run: impl FnMut() -> (Duration, Duration)) -> (Duration, Duration) {
    let all = (0..TIMES).map(|_| run());
    let (cpu, wall) = all.fold((Duration::ZERO, Duration::ZERO), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    (cpu / TIMES, wall / TIMES)
}

fn show(what: &str, (cpu, wall): (Duration, Duration)) {
    println!("{what:<32}{:>9.1} ms of CPU, {:.1} ms", cpu.as_secs_f64() * 1e3, wall.as_secs_f64() * 1e3);
}

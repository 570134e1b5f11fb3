//! Bad luck: what is killed, interrupted, full, away or old leaves what was good before, and a clear word.

use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};

use crate::program::{PROGRAM, built, command, fed, program, run, table, told};

/// What the graph answers.
fn answer(folder: &Path) -> String {
    let output = run(folder, &["quotes", "--format", "jsonl"]);
    assert!(output.status.success(), "{}", told(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Starts the program, which has nobody to talk to.
fn started(folder: &Path, args: &[&str]) -> Child {
    program(folder, args).arg("--quiet").spawn().unwrap()
}

/// What lies in the graph's folder that begins so.
fn left(folder: &Path, beginning: &str) -> usize {
    let entries = fs::read_dir(folder.join("out/graph")).unwrap().map(|entry| entry.unwrap().file_name());
    entries.filter(|name| name.to_string_lossy().starts_with(beginning)).count()
}

/// The drafts of the graph.
fn drafts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("out/graph")).unwrap().map(|entry| entry.unwrap());
    let drafts = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".draft"));
    drafts.map(|entry| entry.path()).collect()
}

/// The bytes that lie in a draft, and one more for itself.
fn drafted(draft: &Path) -> u64 {
    let files = walkdir::WalkDir::new(draft).into_iter().flatten().filter_map(|entry| entry.metadata().ok());
    1 + files.filter(|entry| entry.is_file()).map(|file| file.len()).sum::<u64>()
}

#[test]
fn a_build_or_an_add_that_is_killed_changes_nothing() {
    let build = ["build", "notes.txt", "--concepts", "c.toml"];
    for (args, name) in [(&build[..], "notes.txt"), (&["add", "more.txt"], "more.txt")] {
        let folder = built();
        let (verb, file) = (args[0], folder.path().join(name));
        // Few concepts, which compile soon.
        fs::write(folder.path().join("c.toml"), "[[concept]]\nid = \"rlhf\"\n").unwrap();
        assert!(run(folder.path(), &build).status.success());
        let mut old = answer(folder.path());
        let mut killed = 0;
        for turn in 0..25_u64 {
            let new = format!("RLHF in turn {turn}.");
            fs::write(&file, format!("{new}\n\nTool use.\n")).unwrap();
            let left = drafts(folder.path());
            let mut child = started(folder.path(), args);
            // It is killed when its draft is so long; the tables of this graph have some 20,000 bytes.
            let is_begun = || {
                let new = drafts(folder.path()).into_iter().filter(|draft| !left.contains(draft));
                new.map(|draft| drafted(&draft)).sum::<u64>() > turn * 800
            };
            while !is_begun() && child.try_wait().unwrap().is_none() {
                std::thread::yield_now();
            }
            child.kill().unwrap();
            killed += usize::from(!child.wait().unwrap().success());
            let now = answer(folder.path());
            let is_new = now.contains(&new) && now.contains("Tool use.");
            assert!(now == old || is_new, "{verb}, turn {turn}: {now}");
            old = now;
        }
        assert!(killed > 0, "every {verb} ended before it was killed");
        fs::write(&file, "Reward hacking.\n").unwrap();
        assert!(started(folder.path(), args).wait().unwrap().success(), "nothing is left that stops it");
        assert!(answer(folder.path()).contains("Reward hacking."));
        assert_eq!(left(folder.path(), ".draft"), 0, "what was left was cleared away");
        let beside =
            fs::read_dir(folder.path().join("out")).unwrap().flatten().map(|entry| entry.file_name());
        let beside: Vec<_> = beside.filter(|name| name.to_string_lossy().starts_with(".ideagraph")).collect();
        assert!(beside.is_empty(), "{beside:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_the_graph_whole() {
    let folder = built();
    let (old, pipe) = (answer(folder.path()), folder.path().join("pipe"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        for (out, words) in [("out", "stopped; the graph is whole\n"), ("first", "stopped\n")] {
            let child = started(folder.path(), &["build", "notes.txt", "pipe", "-o", out]);
            // This waits until the build reads, and keeps it reading.
            let held = fs::File::options().write(true).open(&pipe).unwrap();
            assert!(out == "first" || left(folder.path(), ".draft") == 1);
            let pid = child.id().to_string();
            assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
            let output = child.wait_with_output().unwrap();
            assert_eq!((output.status.code(), &*told(&output)), (Some(code), words), "{signal}");
            drop(held);
        }
        assert_eq!((answer(folder.path()), left(folder.path(), ".draft")), (old.clone(), 0));
        assert!(!folder.path().join("first").exists(), "{signal}: the first build left something");
    }
}

/// The lines that a program writes, as they come.
#[cfg(unix)]
fn lines(from: impl std::io::Read + Send + 'static) -> std::sync::mpsc::Receiver<String> {
    let (send, receive) = std::sync::mpsc::channel();
    let mut lines = std::io::BufReader::new(from).lines();
    std::thread::spawn(move || lines.try_for_each(|line| send.send(line.unwrap())));
    receive
}

#[cfg(unix)]
#[test]
fn a_watch_builds_what_is_saved_until_it_is_interrupted() {
    let folder = built();
    fs::write(folder.path().join("more.txt"), "Tool use.\n").unwrap();
    let mut child = program(&folder, &["build", "notes.txt", "more.txt", "--watch"]).spawn().unwrap();
    let told = lines(child.stderr.take().unwrap());
    let until = |words: &str| {
        let patience = std::time::Duration::from_secs(100);
        while !told.recv_timeout(patience).unwrap_or_else(|_| panic!("it never said {words}")).contains(words)
        {
        }
    };
    until("watching 2 files");
    let old = answer(folder.path());
    // It tells what it made first of all, then what of it is watched.
    let rows = lines(child.stdout.take().unwrap());
    rows.recv().unwrap();
    fs::write(folder.path().join("notes.txt"), "").unwrap();
    until("had quotes and has none now");
    assert!(rows.recv().unwrap().contains("\"quotes\":3,"));
    assert_eq!(answer(folder.path()), old);
    fs::write(folder.path().join("more.txt"), "Tool use.\n\nMore of it.\n").unwrap();
    assert!(rows.recv().unwrap().contains("\"quotes\":4,"), "others are read nevertheless");
    fs::write(folder.path().join("notes.txt"), "Reward hacking is rare.\n").unwrap();
    assert!(rows.recv().unwrap().contains("\"quotes\":3,"));
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    until("stopped");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(answer(folder.path()).contains("Reward hacking"));
}

#[cfg(unix)]
#[test]
fn a_watch_outlives_a_lexicon_that_is_away_for_a_moment() {
    let folder = built();
    let lexicon = folder.path().join("c.toml");
    fs::write(&lexicon, "[[concept]]\nid = \"rlhf\"\n").unwrap();
    let args = ["build", "notes.txt", "--concepts", "c.toml", "--watch"];
    let mut child = program(&folder, &args).spawn().unwrap();
    let (told, rows) = (lines(child.stderr.take().unwrap()), lines(child.stdout.take().unwrap()));
    assert!(rows.recv().unwrap().contains("\"concepts\":1,"));
    fs::remove_file(&lexicon).unwrap();
    while !told.recv().expect("it goes on").contains("the graph is as it was") {}
    fs::write(&lexicon, "[[concept]]\nid = \"rlhf\"\n[[concept]]\nid = \"project\"\n").unwrap();
    assert!(rows.recv().expect("it goes on").contains("\"concepts\":2,"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn a_watch_leaves_the_graph_as_it_was_while_a_folder_is_away() {
    let folder = built();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("notes")).unwrap();
    fs::create_dir(at("disk")).unwrap();
    fs::write(at("notes/a.txt"), "Tool use.\n").unwrap();
    fs::write(at("disk/b.txt"), "RLHF.\n").unwrap();
    std::os::unix::fs::symlink(at("disk"), at("notes/disk")).unwrap();
    let mut child = program(&folder, &["build", "notes", "--watch"]).spawn().unwrap();
    let (told, rows) = (lines(child.stderr.take().unwrap()), lines(child.stdout.take().unwrap()));
    assert!(rows.recv().unwrap().contains("\"quotes\":2,"));
    let old = answer(folder.path());
    fs::rename(at("disk"), at("away")).unwrap();
    while !told.recv().expect("it goes on").contains("notes/disk: cannot be read") {}
    while !told.recv().expect("it goes on").contains("the graph is as it was") {}
    assert_eq!(answer(folder.path()), old);
    fs::write(at("away/b.txt"), "RLHF.\n\nMore.\n").unwrap();
    fs::rename(at("away"), at("disk")).unwrap();
    assert!(rows.recv().expect("it goes on").contains("\"quotes\":3,"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn standard_input_is_not_watched() {
    let folder = built();
    let output = run(folder.path(), &["build", "-", "--watch"]);
    assert!(
        output.status.code() == Some(2) && told(&output).contains("cannot be watched"),
        "{}",
        told(&output)
    );
}

#[test]
fn what_is_added_while_a_watch_runs_is_not_dropped() {
    let output = run(built().path(), &["build", "notes.txt", "--watch", "--drop-added"]);
    assert!(output.status.code() == Some(2) && told(&output).contains("--drop-added"), "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn a_watch_ends_when_nobody_reads_what_it_tells() {
    let folder = built();
    let mut child = program(&folder, &["build", "notes.txt", "--watch"]).spawn().unwrap();
    let told = lines(child.stderr.take().unwrap());
    while !told.recv().expect("it goes on").contains("watching 1 files") {}
    drop(child.stdout.take());
    fs::write(folder.path().join("notes.txt"), "Reward hacking is rare.\n").unwrap();
    child.wait().unwrap();
    assert!(told.iter().all(|line| !line.contains("the graph is as it was")));
    assert!(answer(folder.path()).contains("Reward hacking"));
}

/// Runs a script in which disks can be mounted; none where that is not allowed.
#[cfg(target_os = "linux")]
fn with_disks(folder: &Path, script: &str) -> Option<Output> {
    let args = ["--user", "--map-root-user", "--mount", "bash", "-e", "-c", script, PROGRAM];
    let output = command("unshare", folder, &args).output().ok()?;
    let allowed = !told(&output).contains("not permitted") && !told(&output).contains("ermission denied");
    if !allowed {
        println!("skipped: no disk can be mounted here: {}", told(&output));
    }
    allowed.then_some(output)
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_the_old_graph() {
    let folder = built();
    let text: String = (0..9000).map(|n| format!("RLHF is number {n} of many.\n\n")).collect();
    fs::write(folder.path().join("long.txt"), text).unwrap();
    let script = "mkdir disk; mount -t tmpfs -o size=400k tmpfs disk; \"$0\" build notes.txt -q -o disk; \
        \"$0\" build long.txt -q -o disk || echo code $?; \"$0\" add long.txt -q --graph disk || echo code $?; \
        \"$0\" quotes --graph disk --format jsonl";
    let Some(output) = with_disks(folder.path(), script) else { return };
    let (codes, quotes) =
        (told(&output).matches("code 2").count(), String::from_utf8(output.stdout.clone()).unwrap());
    assert_eq!(codes, 2, "{}", told(&output));
    assert!(told(&output).contains("make room there"), "{}", told(&output));
    assert!(quotes.ends_with(&answer(folder.path())), "{quotes}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_read_only_is_told_and_read() {
    let folder = built();
    let script = "mount --bind out out; mount -o remount,ro,bind out; \"$0\" quotes --format jsonl; \
        \"$0\" build notes.txt -q || echo code $?; \"$0\" add notes.txt -q || echo code $?; \
        \"$0\" quotes -o out/quotes.csv || echo code $?";
    let Some(output) = with_disks(folder.path(), script) else { return };
    assert_eq!(told(&output).matches("code 2").count(), 3, "{}", told(&output));
    assert_eq!(
        told(&output).matches("build into another folder with `build -o`").count(),
        2,
        "{}",
        told(&output)
    );
    assert!(told(&output).contains("cannot write out/quotes.csv: Read-only file system (os error 30)\n"));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with(&answer(folder.path())));
}

#[test]
fn a_graph_of_an_older_format_is_told_and_built_again() {
    let folder = built();
    let (manifest, new) = (folder.path().join("out/graph/manifest.json"), answer(folder.path()));
    let older = fs::read_to_string(&manifest).unwrap().replace("\"version\":5", "\"version\":3");
    fs::write(&manifest, older).unwrap();
    for args in [&["quotes"][..], &["add", "notes.txt"]] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(
            told(&output).contains("version 3") && told(&output).contains("`ideagraph build`"),
            "{}",
            told(&output)
        );
    }
    assert!(run(folder.path(), &["build", "notes.txt", "-q"]).status.success());
    assert_eq!(answer(folder.path()), new);
}

#[test]
fn a_build_does_not_lose_what_was_added_to_a_graph_that_it_cannot_read() {
    let folder = built();
    fs::write(folder.path().join("more.txt"), "Tool use is rare.\n").unwrap();
    assert!(run(folder.path(), &["add", "more.txt", "-q"]).status.success());
    let manifest = folder.path().join("out/graph/manifest.json");
    let whole = fs::read_to_string(&manifest).unwrap();
    let lost: [&dyn Fn() -> std::io::Result<()>; 3] = [
        &|| fs::write(&manifest, whole.replace("\"version\":5", "\"version\":3")),
        &|| fs::write(&manifest, &whole[..whole.len() / 2]),
        &|| fs::remove_file(&manifest),
    ];
    for lose in lost {
        lose().unwrap();
        let output = run(folder.path(), &["build", "notes.txt"]);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        let advice = "would be lost: build with --drop-added";
        assert!(told(&output).contains(advice), "{}", told(&output));
        assert!(!told(&output).contains("make the graph again"), "{}", told(&output));
        fs::write(&manifest, &whole).unwrap();
        assert!(answer(folder.path()).contains("Tool use"), "the tables were left");
    }
    fs::remove_file(&manifest).unwrap();
    assert!(run(folder.path(), &["build", "notes.txt", "-q", "--drop-added"]).status.success());
    assert!(!answer(folder.path()).contains("Tool use"));
}

#[test]
fn who_adds_waits_for_who_adds() {
    let folder = built();
    let lock = fs::File::options().append(true).open(folder.path().join("out/graph/.lock")).unwrap();
    lock.lock().unwrap();
    let mut children = ["Tool use.", "Reward hacking."].map(|text| {
        let name = format!("{}.txt", text.len());
        fs::write(folder.path().join(&name), text).unwrap();
        program(&folder, &["add", &name]).spawn().unwrap()
    });
    for child in &mut children {
        let mut told = std::io::BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        assert!(told.any(|line| line.contains("waiting for it")));
        std::mem::forget(told);
    }
    lock.unlock().unwrap();
    assert!(children.iter_mut().all(|child| child.wait().unwrap().success()));
    let now = answer(folder.path());
    assert!(now.contains("Tool use.") && now.contains("Reward hacking."), "{now}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_graph() {
    let folder = built();
    let old = answer(folder.path());
    let text: String = (0..2000).map(|n| format!("RLHF is number {n} of many.\n\n")).collect();
    fs::write(folder.path().join("notes.txt"), text).unwrap();
    // No file may be longer than 32 blocks; who asks for a signal when one is gets it.
    let limited = |args: &[&str]| {
        let script = r#"ulimit -f 32; exec "$0" "$@""#;
        let mut bash = command("bash", &folder, &["-c", script, PROGRAM]);
        let output = bash.args(args).env("TMPDIR", folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        told(&output)
    };
    let told = limited(&["build", "notes.txt", "--quiet"]);
    assert!(told.contains("as it was"), "{told}");
    assert_eq!(answer(folder.path()), old);
    assert!(run(folder.path(), &["build", "notes.txt", "--quiet"]).status.success());
    let told = limited(&["check"]);
    assert!(told.contains("TMPDIR"), "{told}");
    let here = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(here.filter(|name| name.to_string_lossy().starts_with("ideagraph-")).count(), 0);
}

#[test]
fn two_builds_at_once() {
    let folder = built();
    let lock = fs::File::options().append(true).open(folder.path().join("out/graph/.lock")).unwrap();
    lock.lock().unwrap();
    let output = run(folder.path(), &["build", "notes.txt"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("another build"), "{}", told(&output));
    assert!(run(folder.path(), &["info"]).status.success(), "it is read meanwhile");
}

#[test]
fn a_long_file_is_read_in_blocks_as_if_it_were_whole() {
    let folder = tempfile::tempdir().unwrap();
    let row = |n: usize| {
        let text = format!("RLHF was said {n} times, and a long-horizon task (LHT) is an LHT.");
        let note = "long ".repeat(800);
        format!("{{\"title\": \"Book {}\", \"text\": \"{text}\", \"note\": \"{note}\"}}\n", n % 3)
    };
    let text: String = (0..2_400).map(row).collect();
    assert!(text.len() > 9 << 20);
    fs::write(folder.path().join("q.jsonl"), text).unwrap();
    for (out, threads, memory) in [("a", "1", "1G"), ("b", "2", "1M")] {
        let output =
            run(folder.path(), &["build", "q.jsonl", "-o", out, "-j", threads, "--memory", memory, "-q"]);
        assert!(output.status.success(), "{}", told(&output));
    }
    let manifest = |out: &str| fs::read(folder.path().join(out).join("graph/manifest.json")).unwrap();
    assert_eq!(manifest("a"), manifest("b"), "whatever the threads and the memory");
    let output = run(folder.path(), &["check", "--graph", "a"]);
    assert!(output.status.success(), "the graph of the file read whole is another: {}", told(&output));
}

#[test]
fn what_is_piped_is_read_in_blocks_as_a_file_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let words = |n: usize| format!("RLHF was said {n} times, \u{e9} {}", "and again ".repeat(40));
    let object = |n: usize| format!("{{\"title\": \"Book {}\", \"text\": \"{}\"}}", n % 3, words(n));
    let row = |n: usize| match n {
        700 => "Book 1,\"never closed\n".to_owned(),
        _ => format!("Book {},\"{}\n{n}\"\n", n % 3, words(n)),
    };
    let lines: String =
        (0..900).map(|n| if n == 700 { "{\n".to_owned() } else { object(n) + "\n" }).collect();
    let rows: String = (0..900).map(row).collect();
    let values: Vec<String> = (0..900).map(|n| if n == 700 { "7".to_owned() } else { object(n) }).collect();
    for (name, text) in [
        ("q.jsonl", lines),
        ("q.csv", format!("title,quote\n{rows}")),
        ("q.json", format!("[\n{}]", values.join(",\n"))),
    ] {
        fs::write(folder.path().join(name), &text).unwrap();
        let file = run(folder.path(), &["build", name, "--memory", "1G"]);
        let quotes = fs::read(table(folder.path(), "quotes.arrow")).unwrap();
        let format = if name == "q.csv" { "csv" } else { "jsonl" };
        let build = ["build", "-", "--from", format, "--memory", "1M", "-j", "2"];
        let pipe = fed(&mut program(&folder, &build), &text);
        let of_file = String::from_utf8_lossy(&file.stderr).replace(name, "-");
        assert_eq!(of_file, String::from_utf8_lossy(&pipe.stderr), "{name}");
        assert!(of_file.contains("-:"), "{name}: {of_file}");
        assert!(quotes == fs::read(table(folder.path(), "quotes.arrow")).unwrap(), "{name}");
        let again = fed(&mut program(&folder, &["check"]), &text);
        assert!(again.status.success(), "{name}: {}", told(&again));
        let add = ["add", "-", "--from", format, "--memory", "1M"];
        let add = fed(&mut program(&folder, &add), &text);
        assert!(add.status.success(), "{name}: {}", told(&add));
        let info = String::from_utf8(run(folder.path(), &["info", "--format", "json"]).stdout).unwrap();
        assert!(info.contains("\"quotes\":1798") || info.contains("\"quotes\": 1798"), "{name}: {info}");
        fs::remove_dir_all(folder.path().join("out")).unwrap();
    }
}

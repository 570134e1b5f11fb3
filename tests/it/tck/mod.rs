//! The openCypher Technology Compatibility Kit: every scenario that only reads must come out as it says.
//!
//! The kit stands beside the project on some machines and is no part of it. Scenarios that change the graph, or that
//! want procedures of their own, are counted and left out. What fails stands in `failures.txt`, each with a reason, and
//! how many pass of each kind in `counts.txt`.

mod gherkin;
mod setup;
mod shown;

use std::collections::BTreeMap;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use ideagraph::query::cypher::error::{Phase, QueryError};
use ideagraph::query::cypher::memory::MemoryGraph;
use ideagraph::query::cypher::value::Value;
use ideagraph::query::cypher::{Control, Query};
use regex::Regex;

use super::shared;
use gherkin::{Scenario, Step};
use shown::Shown;

/// What kind of scenario one is, by what it needs and what it expects.
fn category(scenario: &Scenario) -> &'static str {
    let says = |words: &str| scenario.steps.iter().any(|step| step.words.contains(words));
    let query = scenario.steps.iter().find(|step| step.words.starts_with("executing query"));
    let writes = query.is_some_and(|step| writes(&step.text));
    match () {
        () if says("there exists a procedure") => "skipped: own procedures",
        () if writes => "skipped: changes the graph",
        () if scenario.id.contains("/temporal/") => "temporal",
        () if says("compile time") => "errors before the query runs",
        () if says("at runtime") || says("at any time") => "errors while the query runs",
        () if says("having executed") || says("-tree-") => "with data",
        () => "without data",
    }
}

/// Whether a query has a clause that changes the graph, other than one within a subquery, which is an error.
fn writes(query: &str) -> bool {
    let words = Regex::new(
        r"(?i)'(?:[^'\\]|\\.)*'|`[^`]*`|exists\s*\{|(?:^|[^.:\w`])(CREATE|MERGE|SET|DELETE|REMOVE)\b",
    )
    .unwrap();
    let mut captures = words.captures_iter(query);
    captures
        .find(|found| found.get(1).is_some() || found[0].to_lowercase().starts_with("exists"))
        .is_some_and(|found| found.get(1).is_some())
}

#[test]
fn compatibility_kit() {
    let Some(folder) = shared("opencypher-tck/tck") else { return };
    let scenarios = gherkin::scenarios(&folder.join("features"));
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut failures = BTreeMap::new();
    for scenario in &scenarios {
        let category = category(scenario);
        let (passed, all) = counts.entry(category).or_default();
        *all += 1;
        if category.starts_with("skipped") {
            continue;
        }
        match catch_unwind(|| check(scenario, &folder)) {
            Ok(Ok(())) => *passed += 1,
            Ok(Err(reason)) => _ = failures.insert(scenario.id.clone(), reason),
            Err(_) => _ = failures.insert(scenario.id.clone(), "a panic".to_owned()),
        }
    }
    let passed: usize = counts.values().map(|(passed, _)| passed).sum();
    println!("{passed} scenarios passed");
    let counts: Vec<String> =
        counts.iter().map(|(name, (passed, all))| format!("{name}: {passed} of {all}")).collect();
    counts.iter().for_each(|count| println!("  {count}"));
    compare(&failures);
    let known: Vec<&str> = include_str!("counts.txt").lines().collect();
    assert_eq!(counts, known, "none is left out that was played; where more pass, write it into counts.txt");
}

/// What fails is what is known to fail, no more and no less.
fn compare(failures: &BTreeMap<String, String>) {
    let known = include_str!("failures.txt");
    let known: Vec<&str> = known.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let new: Vec<String> = failures
        .iter()
        .filter(|(id, _)| !known.contains(&id.as_str()))
        .map(|(id, reason)| format!("{id}\n    {reason}"))
        .collect();
    let mended: Vec<&&str> = known.iter().filter(|id| !failures.contains_key(**id)).collect();
    assert!(new.is_empty(), "{} new failures:\n{}", new.len(), new.join("\n"));
    assert!(mended.is_empty(), "these pass now; take them out of failures.txt: {mended:#?}");
}

/// Plays a scenario.
fn check(scenario: &Scenario, folder: &Path) -> Result<(), String> {
    let mut graph = MemoryGraph::default();
    let mut parameters = Vec::new();
    let mut outcome = None;
    for step in &scenario.steps {
        let words = step.words.as_str();
        if let Some(name) = words.strip_prefix("the ").and_then(|rest| rest.strip_suffix(" graph")) {
            let file = folder.join(format!("graphs/{name}/{name}.cypher"));
            setup::execute(&mut graph, &fs::read_to_string(file).unwrap());
        } else if words.starts_with("having executed") {
            setup::execute(&mut graph, &step.text);
        } else if words.starts_with("parameters are") {
            parameters = step.table.iter().map(|row| (row[0].clone(), literal(&row[1]))).collect();
        } else if words.starts_with("executing query") {
            outcome = Some(run(&graph, &step.text, &parameters));
        } else if words.starts_with("the result should be") {
            let (columns, rows) = outcome.as_ref().unwrap().as_ref().map_err(|error| format!("{error:?}"))?;
            compare_rows(&graph, step, columns, rows)?;
        } else if words.contains("should be raised") {
            compare_error(words, outcome.as_ref().unwrap().as_ref().err())?;
        }
    }
    Ok(())
}

fn literal(text: &str) -> Value<'static> {
    let rows = setup::ask(&MemoryGraph::default(), &format!("RETURN {text} AS value"), &[]);
    rows.into_iter().next().unwrap().remove("value").unwrap()
}

type Answer = (Vec<String>, Vec<Vec<Value<'static>>>);

fn run(
    graph: &MemoryGraph,
    text: &str,
    parameters: &[(String, Value<'static>)],
) -> Result<Answer, QueryError> {
    let query = Query::new(text, graph)?;
    let mut rows = Vec::new();
    query.run(graph, parameters, &Control::default(), |row| {
        rows.push(row.iter().cloned().map(Value::into_owned).collect());
        Ok(())
    })?;
    Ok((query.columns().to_vec(), rows))
}

fn compare_rows(
    graph: &MemoryGraph,
    step: &Step,
    columns: &[String],
    rows: &[Vec<Value<'static>>],
) -> Result<(), String> {
    let shown = Shown { unordered_lists: step.words.contains("ignoring element order") };
    let Some((head, expected)) = step.table.split_first() else {
        return if rows.is_empty() { Ok(()) } else { Err(format!("{} rows and not none", rows.len())) };
    };
    let mut wanted: Vec<&String> = head.iter().collect();
    let mut given: Vec<&String> = columns.iter().collect();
    wanted.sort();
    given.sort();
    if wanted != given {
        return Err(format!("columns {columns:?} and not {head:?}"));
    }
    let place = |name: &String| columns.iter().position(|own| own == name).unwrap();
    let show =
        |row: &Vec<Value<'static>>| head.iter().map(|name| shown.value(graph, &row[place(name)])).collect();
    let mut given: Vec<Vec<String>> = rows.iter().map(show).collect();
    let mut wanted: Vec<Vec<String>> =
        expected.iter().map(|row| row.iter().map(|cell| shown.written(cell)).collect()).collect();
    if !step.words.contains("in order") {
        given.sort();
        wanted.sort();
    }
    if given == wanted { Ok(()) } else { Err(format!("{given:?} and not {wanted:?}")) }
}

fn compare_error(words: &str, error: Option<&QueryError>) -> Result<(), String> {
    let Some(error) = error else { return Err(format!("no error, and not {words}")) };
    let phase = if error.phase == Phase::Compile { "compile time" } else { "runtime" };
    let given = format!("{:?} at {phase}: {:?}: {error}", error.class, error.fault);
    let (what, fault) = words.rsplit_once(": ").unwrap();
    let right = what.contains(&format!("{:?} ", error.class))
        && (what.ends_with(phase) || what.ends_with("any time"))
        && (fault == "*" || fault == format!("{:?}", error.fault));
    if right { Ok(()) } else { Err(format!("{given}, and not {words}")) }
}

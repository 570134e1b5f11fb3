//! The schema: what a query can ask the graph for, as a page for a person and as rows for a program.

use super::shown;
use crate::cli::args::Output;
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::query::cypher::Accepted;
use crate::query::cypher::Knowledge;
use crate::query::cypher::function::{Aggregate, Function};
use crate::query::cypher::keywords::FORMS;
use crate::query::cypher::procedure::{PROCEDURES, Procedure};
use crate::query::cypher::schema::{Element, Property, elements};
use crate::query::temporal;
use crate::render::page::Page;
use crate::render::table::{Cell, Column, Table};

/// Characters of an example that are shown.
const EXAMPLE: usize = 40;

/// Tells the schema of a graph.
pub(in crate::cli) fn tell(graph: &Knowledge<'_>, output: &Output, screen: Screen) -> Result<Outcome, Error> {
    let elements = elements(graph);
    screen.write_page(|| page(graph, &elements), || table(graph, &elements), output)?;
    Ok(Outcome::Found)
}

/// The names of all functions of a kind, in order.
pub(in crate::cli) fn functions() -> [(&'static str, Vec<String>); 3] {
    let owned = |names: &mut dyn Iterator<Item = &'static str>| names.map(ToOwned::to_owned).collect();
    let mut all = [
        ("FUNCTION", owned(&mut Function::names())),
        ("AGGREGATE", owned(&mut Aggregate::names())),
        ("TEMPORAL", temporal::Function::names().collect::<Vec<String>>()),
    ];
    all.iter_mut().for_each(|(_, names)| names.sort_by_key(|name| name.to_lowercase()));
    all
}

/// How functions are called and what stands beside them, by their kind.
fn signatures() -> [(&'static str, Vec<String>); 4] {
    let [functions, aggregates, temporal] = functions();
    let signature = |name: String| Function::find(&name).map_or_else(|| name.clone(), Function::signature);
    let aggregate = |name: String| {
        let args = if name.starts_with("percentile") { "number, fraction" } else { "value" };
        format!("{name}({args})")
    };
    let of_time = |name: String| {
        let args = match name.split_once('.').map_or("", |(_, member)| member) {
            "" => "[string|map]",
            "truncate" => "unit, value",
            "between" | "inMonths" | "inDays" | "inSeconds" => "from, to",
            "fromEpoch" => "seconds, nanoseconds",
            "fromEpochMillis" => "milliseconds",
            _ => "",
        };
        format!("{name}({args})")
    };
    [
        (functions.0, functions.1.into_iter().map(signature).collect()),
        (aggregates.0, aggregates.1.into_iter().map(aggregate).collect()),
        (temporal.0, temporal.1.into_iter().map(of_time).collect()),
        ("FORM", FORMS.map(ToOwned::to_owned).into()),
    ]
}

fn page(graph: &Knowledge<'_>, elements: &[Element<'_>]) -> Page {
    let mut page = Page::default();
    for element in elements {
        page.heading(format!("{}  {}", element.pattern, element.count));
        page.text(element.about);
        let fact = |property: &Property<'_>| {
            let Property { name, kind, count, about, .. } = property;
            let count = if *count == element.count { String::new() } else { format!(" ×{count}") };
            ((*name).to_owned(), format!("{about}: {kind}{count}, as {}", example(graph, property)))
        };
        page.facts(element.properties.iter().map(fact));
    }
    page.heading("Procedures");
    page.facts(PROCEDURES.iter().map(|procedure| (signature(procedure), yields(procedure))));
    page.heading("Functions");
    page.facts(signatures().map(|(kind, calls)| (kind.to_lowercase(), calls.join(", "))));
    page
}

/// A row for each label and relationship type, below it one for each of its properties; then procedures and functions.
fn table(graph: &Knowledge<'_>, elements: &[Element<'_>]) -> Table {
    let mut table = Table::new([
        Column::text("pattern"),
        Column::text("property"),
        Column::text("kind"),
        Column::number("count"),
        Column::text("example"),
        Column::text("about"),
    ]);
    for element in elements {
        let pattern = || Cell::from(element.pattern.as_str());
        let count = Cell::Integer(element.count as i64);
        table.rows.push(vec![
            pattern(),
            Cell::Null,
            element.kind.into(),
            count,
            Cell::Null,
            element.about.into(),
        ]);
        table.rows.extend(element.properties.iter().map(|property| {
            let count = Cell::Integer(property.count as i64);
            let example = example(graph, property).into();
            vec![pattern(), property.name.into(), property.kind.into(), count, example, property.about.into()]
        }));
    }
    let named = |pattern: String, kind: &str| {
        vec![pattern.into(), Cell::Null, kind.into(), Cell::Null, Cell::Null, Cell::Null]
    };
    table.rows.extend(PROCEDURES.iter().map(|procedure| {
        named(format!("CALL {} YIELD {}", signature(procedure), yields(procedure)), "PROCEDURE")
    }));
    for (kind, calls) in signatures() {
        table.rows.extend(calls.into_iter().map(|call| named(call, kind)));
    }
    table
}

fn signature(procedure: &Procedure) -> String {
    let kinds = |kinds: &[Accepted]| {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name().trim_start_matches("a ")).collect();
        names.join("|")
    };
    let args: Vec<String> =
        procedure.args.iter().map(|(name, accepted)| format!("{name}: {}", kinds(accepted))).collect();
    format!("{}({})", procedure.name, args.join(", "))
}

fn yields(procedure: &Procedure) -> String {
    procedure.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn example(graph: &Knowledge<'_>, property: &Property<'_>) -> String {
    let whole = shown(graph, &property.example);
    let mut short: String = whole.chars().take(EXAMPLE).collect();
    if short.len() < whole.len() {
        short.push('…');
    }
    short
}

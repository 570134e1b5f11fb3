//! `diff`: what came, went or changed between two graphs, as rows or as a picture.

use std::path::Path;

use crate::analysis::map::DifferenceMap;
use crate::analysis::{Change, Delta, Field, MapOptions, difference};
use crate::cli::args::format::of_output;
use crate::cli::args::{Diff, Output, QueryFormat};
use crate::cli::output::{Screen, check_spares_inputs, write};
use crate::cli::{Error, Outcome, folder};
use crate::graph::store;
use crate::render::dot::{Engine, dot};
use crate::render::elements::Elements;
use crate::render::page::Page;
use crate::render::svg;
use crate::render::table::{Cell, Column, Table};
use crate::text::one_line;

pub(in crate::cli) fn run(args: &Diff, screen: Screen) -> Result<Outcome, Error> {
    let asked = of_output(args.format, args.output.as_deref())?;
    let open = |named: &Path| {
        let graph = store::open_to_scan(&folder::graph(named)?)?;
        check_spares_inputs(args.output.as_deref(), &graph).map(|()| graph)
    };
    let (old, new) = (open(&args.old)?, open(&args.new)?);
    let found = difference(&old, &new);
    let map = || DifferenceMap::of(&old, &new, &options(args));
    match asked {
        Some(QueryFormat::Svg) => return picture(&found, svg::difference_map(&map()), args),
        Some(QueryFormat::Dot) => {
            let elements = Elements::from(&map());
            return picture(&found, dot(&elements, Engine::suited(&elements)), args);
        }
        _ => {}
    }
    let output = Output { format: asked.and_then(QueryFormat::of_rows), output: args.output.clone() };
    screen.write_page(|| page(&found), || table(&found), &output)?;
    if found.is_empty() {
        screen.note("the graphs are the same");
    }
    Ok(outcome(&found))
}

fn picture(found: &[Delta], picture: String, args: &Diff) -> Result<Outcome, Error> {
    write(args.output.as_deref(), picture.as_bytes())?;
    Ok(outcome(found))
}

/// As diff's: 0 for the same, 1 for different.
fn outcome(found: &[Delta]) -> Outcome {
    if found.is_empty() { Outcome::Found } else { Outcome::Different }
}

fn options(args: &Diff) -> MapOptions {
    let defaults = MapOptions::default();
    MapOptions { title: args.title.clone(), top: args.top.unwrap_or(defaults.top), ..defaults }
}

fn table(found: &[Delta]) -> Table {
    let mut table = Table::new([
        Column::text("change"),
        Column::text("thing"),
        Column::text("id"),
        Column::text("concept"),
        Column::text("fields"),
        Column::text("old"),
        Column::text("new"),
    ]);
    table.rows.extend(found.iter().map(row));
    table
}

/// Of what changed in one part, the old and the new are those of this part.
fn row(delta: &Delta) -> Vec<Cell> {
    let (old, new) = match &delta.fields[..] {
        [field] => {
            [&field.old, &field.new].map(|text| Some(text.as_str()).filter(|text| !text.is_empty())).into()
        }
        _ => (delta.old.as_deref(), delta.new.as_deref()),
    };
    vec![
        delta.change.name().into(),
        delta.thing.name().into(),
        delta.id.as_str().into(),
        delta.concept.as_deref().into(),
        Cell::List(delta.fields.iter().map(|field| field.name.to_owned()).collect()),
        old.into(),
        new.into(),
    ]
}

/// What differs, sort by sort.
fn page(found: &[Delta]) -> Page {
    let mut page = Page::default();
    for of_thing in found.chunk_by(|a, b| a.thing == b.thing) {
        page.heading(summary(of_thing));
        page.facts(of_thing.iter().map(fact));
    }
    page
}

/// `2 quotes came, 1 quote changed`.
fn summary(of_thing: &[Delta]) -> String {
    let count = |same: &[Delta]| {
        let (name, plural) = (same[0].thing.name(), if same.len() == 1 { "" } else { "s" });
        format!("{} {name}{plural} {}", same.len(), same[0].change.name())
    };
    let parts: Vec<String> = of_thing.chunk_by(|a, b| a.change == b.change).map(count).collect();
    parts.join(", ")
}

/// `+ page:2 rlhf`, and what came; `~ page:2`, and what it was and is.
fn fact(delta: &Delta) -> (String, String) {
    let sign = match delta.change {
        Change::Came => '+',
        Change::Went => '-',
        Change::Changed | Change::Same => '~',
    };
    let name =
        std::iter::once(delta.id.as_str()).chain(delta.concept.as_deref()).collect::<Vec<_>>().join(" – ");
    let field = |field: &Field| format!("{}: {} → {}", field.name, told(&field.old), told(&field.new));
    let what = match delta.change {
        Change::Changed | Change::Same => delta.fields.iter().map(field).collect::<Vec<_>>().join("; "),
        Change::Came | Change::Went => {
            told(delta.new.as_deref().or(delta.old.as_deref()).unwrap_or_default())
        }
    };
    (format!("{sign} {name}"), what)
}

fn told(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { one_line(text) }
}

//! `reject`: a phrase in which a concept's words mean something else, after it is shown which mentions would go.

use super::addition::{Addition, table};
use super::collection::{Collection, wordless};
use super::edited;
use crate::cli::args::Reject;
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::curate::proposed;
use crate::render::page::Page;

pub(in crate::cli) fn run(args: &Reject, screen: Screen) -> Result<Outcome, Error> {
    let collection = Collection::tried("reject … --in", &args.tried, screen)?;
    let concept = collection.concept(&args.concept)?;
    if args.tried.pattern.is_none() && collection.place(&args.words)?.is_some() {
        let advice = "name the phrase in which the words mean something else";
        return Err(Error::Usage(format!("{} is a quote; {advice}", args.words)));
    }
    let language = collection.language();
    let narrow = || proposed(&args.words, collection.classes(concept), language)?.patterns.into_iter().next();
    let pattern = args.tried.pattern.clone().or_else(narrow);
    let pattern = pattern.ok_or_else(|| wordless(&args.words))?;
    let pattern = collection.pattern(concept, &pattern)?;
    let addition = Addition::reject(&collection, concept, pattern)?;
    let mut page = Page::default();
    addition.page(&mut page, &collection, &[]);
    let additions = [addition];
    screen.write_page(|| page, || table(&additions, &collection), &args.tried.output)?;
    edited::write(&additions, &collection.concept_files, args.tried.write, screen)?;
    Ok(Outcome::found(additions[0].changes.len()))
}

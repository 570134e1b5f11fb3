//! `accept`: what a person read between the words becomes a pattern, after it is shown what else it would match.

use std::path::Path;

use super::addition::{Addition, table};
use super::collection::{Collection, wordless};
use super::edited;
use super::review;
use crate::cli::args::Accept;
use crate::cli::output::{Screen, check_spares};
use crate::cli::reading::inputs;
use crate::cli::{Error, Outcome};
use crate::concept::{ConceptIx, Pattern, PatternList};
use crate::curate::{Links, links, proposed_of, quote_suggestions};
use crate::render::page::{Page, counted};
use crate::text::{Joint, Span, tokens};

pub(in crate::cli) fn run(args: &Accept, screen: Screen) -> Result<Outcome, Error> {
    check_spares(args.tried.output.file(), &args.review)?;
    let collection = Collection::tried("accept … --in", &args.tried, screen)?;
    let before = links(&collection.sources, &collection.scheme)?;
    let mut page = Page::default();
    let additions = match (&args.review, &args.concept, &args.words) {
        (None, Some(concept), Some(words)) => {
            let concept = collection.concept(concept)?;
            let (addition, others) = one(args, &collection, &before, concept, words)?;
            addition.page(&mut page, &collection, &others);
            vec![addition]
        }
        (Some(file), ..) => {
            let patterns = new_patterns(file, &collection, screen)?;
            let additions = Addition::implied(&collection, &before, &patterns)?;
            additions.iter().for_each(|addition| addition.page(&mut page, &collection, &[]));
            additions
        }
        _ => return Err(Error::Usage("name a concept and words, or a file with --review".into())),
    };
    screen.write_page(|| page, || table(&additions, &collection), &args.tried.output)?;
    edited::write(&additions, &collection.concept_files, args.tried.write, screen)?;
    Ok(Outcome::found(additions.iter().map(|addition| addition.changes.len()).sum()))
}

/// What is accepted in a review and the lexicon lacks. Of a concept that is gone it is told; all patterns that are wrong are
/// told at once.
fn new_patterns(
    file: &Path,
    collection: &Collection,
    screen: Screen,
) -> Result<Vec<(ConceptIx, Pattern)>, Error> {
    let review = collection.named(review::read(file)?, file, screen)?;
    let accepted = review.accepted();
    if accepted.is_empty() {
        screen.note(format_args!("nothing is accepted in {}", inputs::name(file)));
    }
    let (mut new, mut wrong, mut known) = (Vec::new(), Vec::new(), 0_usize);
    for entry in accepted {
        // Of those that there are not it is told.
        let Ok(concept) = collection.whole(&entry.concept) else { continue };
        let at = if entry.quote.is_empty() { String::new() } else { format!(" at {}", entry.quote) };
        match collection.pattern(concept, &entry.pattern) {
            Err(error) => wrong.push(format!("{}: `{}`{at}: {error}", inputs::name(file), entry.concept)),
            Ok(pattern) if collection.has(concept, PatternList::Implied, &pattern) => known += 1,
            Ok(pattern) => new.push((concept, pattern)),
        }
    }
    if !wrong.is_empty() {
        return Err(Error::Usage(wrong.join("\n")));
    }
    if known > 0 {
        let (count, verb) = (counted(known, "accepted pattern"), if known == 1 { "is" } else { "are" });
        screen.note(format_args!("{count} {verb} in the lexicon already"));
    }
    Ok(new)
}

/// The addition for a phrase, and what narrower and broader patterns would do.
fn one(
    args: &Accept,
    collection: &Collection,
    before: &Links,
    concept: ConceptIx,
    words: &str,
) -> Result<(Addition, Vec<Addition>), Error> {
    let decide = |patterns: &[String], best: usize| -> Result<(Addition, Vec<Addition>), Error> {
        let parsed = patterns.iter().map(|pattern| Ok((concept, collection.pattern(concept, pattern)?)));
        let mut additions =
            Addition::implied(collection, before, &parsed.collect::<Result<Vec<_>, Error>>()?)?;
        Ok((additions.remove(best), additions))
    };
    if let Some(pattern) = &args.tried.pattern {
        return decide(std::slice::from_ref(pattern), 0);
    }
    let (text, place) = evidence(collection, before, concept, words)?;
    let words = place.of(text).unwrap_or_default();
    if tokens(words).iter().skip(1).any(|token| token.joint == Joint::Sentence) {
        return Err(Error::Usage(format!(
            "\"{words}\" is more than one sentence; no pattern matches across"
        )));
    }
    let found = proposed_of(text, place, collection.classes(concept), collection.language());
    let found = found.ok_or_else(|| wordless(words))?;
    decide(&found.patterns, found.best)
}

/// The words themselves or, for a quote's id, its text and the words in it that speak for the concept.
fn evidence<'a>(
    collection: &'a Collection,
    before: &Links,
    concept: ConceptIx,
    words: &'a str,
) -> Result<(&'a str, Span), Error> {
    let Some(place) = collection.place(words)? else {
        return Ok((words, Span::new(0, words.len() as u32)));
    };
    let found = quote_suggestions(&collection.sources, &collection.scheme, place)?;
    let suggestion = found.iter().find(|suggestion| suggestion.concept == concept);
    suggestion.map(|found| (collection.text(place), found.evidence)).ok_or_else(|| {
        let id = collection.concept_id(concept);
        let linked = before[place.source][place.quote].iter().find(|link| link.concept == concept);
        let by = linked.and_then(|link| link.span.of(collection.text(place)));
        Error::Usage(match by {
            Some(by) => format!("{words} is linked to `{id}` already, by \"{by}\""),
            None => format!("no words of {words} speak for `{id}`; name the words themselves"),
        })
    })
}

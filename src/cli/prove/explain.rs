//! `explain`: every candidate of a text, what matched it, and why it is a mention or not.

use std::path::Path;

use crate::cli::args::Explain;
use crate::cli::output::Screen;
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::inputs::{self, STDIN};
use crate::cli::{Error, Outcome, diagnostics};
use crate::concept::{Concept, ConceptIx, ConceptScheme};
use crate::link::{Candidate, Fate, Linker};
use crate::render::table::{Cell, Column, Table};
use crate::text::{Span, clean};

pub(in crate::cli) fn run(args: &Explain, screen: Screen) -> Result<Outcome, Error> {
    let text = text(&args.text)?;
    let (scheme, mended) = ConceptFiles::read(&args.vocabulary)?.scheme(None)?;
    diagnostics::print(&mended, screen);
    let linker = Linker::matching(&scheme, args.matching)?.with_overlap(args.overlap);
    let candidates = linker.explain(&[&text]).pop().unwrap_or_default();
    let mut table = Table::new([
        Column::text("words"),
        Column::number("start"),
        Column::number("end"),
        Column::text("concept"),
        Column::text("rule"),
        Column::text("matched"),
        Column::number("confidence"),
        Column::text("fate"),
        Column::text("why"),
        Column::text("polarity"),
        Column::text("trigger"),
    ]);
    table.rows.extend(candidates.iter().map(|candidate| row(candidate, &text, &scheme)));
    screen.write_table(&table, &args.output)?;
    Ok(Outcome::found(candidates.len()))
}

/// The words that were given, or standard input, as quotes are read.
fn text(given: &str) -> Result<String, Error> {
    let unread = |reason: String| Error::NothingRead(format!("the text cannot be read: {reason}"));
    let bytes = match given {
        STDIN => inputs::read(Path::new(STDIN)).map_err(|error| unread(error.to_string()))?,
        words => words.as_bytes().to_vec(),
    };
    clean(&bytes, None).map(|clean| clean.text).map_err(|error| unread(error.to_string()))
}

fn row(candidate: &Candidate<'_>, text: &str, scheme: &ConceptScheme) -> Vec<Cell> {
    let mention = &candidate.mention;
    let (fate, why) = told(candidate.fate, text, scheme);
    vec![
        words(mention.span, text).into(),
        mention.span.start.into(),
        mention.span.end.into(),
        concept(mention.concept, scheme).id.as_str().into(),
        mention.rule.as_ref().into(),
        candidate.matched.into(),
        Cell::Float { value: f64::from(mention.confidence), decimals: 2 },
        fate.into(),
        why.as_str().into(),
        mention.polarity.name().into(),
        mention.trigger.map_or("", |trigger| words(trigger, text)).into(),
    ]
}

/// A name for scripts, and the reason in words.
fn told(fate: Fate, text: &str, scheme: &ConceptScheme) -> (&'static str, String) {
    let place = |of: ConceptIx, span| format!("{} “{}”", concept(of, scheme).id, words(span, text));
    let plain = |fate, why: &str| (fate, why.to_owned());
    match fate {
        Fate::Kept => plain("kept", ""),
        Fate::Rejected => plain("rejected", "stands in a phrase that the lexicon rejects"),
        Fate::NoContext => plain("no-context", "is ambiguous, and no context word stands in the quote"),
        Fate::ExplainedOtherwise => plain("explained-otherwise", "the text uses it for other words"),
        Fate::Weak => plain("weak", "a hidden label of common words, or of several concepts"),
        Fate::Unsupported => plain(
            "unsupported",
            "a weak label that is not as written, or whose concept the text names nowhere else",
        ),
        Fate::Farther(of, span) => ("farther", format!("nearer to these words: {}", place(of, span))),
        Fate::OtherConcept(of, span) => ("other-concept", format!("rather meant: {}", place(of, span))),
        Fate::Overlapped(of, span) => ("overlapped", format!("overlaps {}", place(of, span))),
    }
}

fn words(span: Span, text: &str) -> &str {
    span.of(text).unwrap_or_default()
}

fn concept(of: ConceptIx, scheme: &ConceptScheme) -> &Concept {
    &scheme.concepts()[of.0 as usize]
}

//! `explain`: every candidate of a text, what matched it, and why it is a mention or not.

use std::path::Path;

use crate::cli::args::Explain;
use crate::cli::output::{Screen, check_spares, shell_word};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::inputs::{self, STDIN};
use crate::cli::{Error, Outcome, diagnostics};
use crate::concept::{ConceptIx, ConceptScheme};
use crate::link::{Candidate, Fate, Linker, Matching, Mention, Polarity};
use crate::render::table::{Cell, Column, Table};
use crate::text::{CleanText, Span, clean};

pub(in crate::cli) fn run(args: &Explain, screen: Screen) -> Result<Outcome, Error> {
    let clean = text(&args.text)?;
    let text = &clean.text;
    let concept_files = ConceptFiles::read(&args.vocabulary)?;
    check_spares(args.output.file(), concept_files.paths())?;
    let (scheme, mended) = concept_files.scheme(None)?;
    diagnostics::print(&mended, screen);
    let linker = args.linking.linker(&scheme)?;
    let mut candidates = linker.explain(&[text]).pop().unwrap_or_default();
    let full = (args.linking.matching == Matching::Plain).then(|| Linker::new(&scheme)).transpose()?;
    if let Some(full) = &full {
        let left_out = left_out(full, text, &scheme, &candidates);
        candidates.extend(left_out);
        candidates.sort_by_key(|candidate| (candidate.mention.span, candidate.mention.concept));
    }
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
    let row = |candidate| row(candidate, &clean, &scheme, args.linking.matching);
    table.rows.extend(candidates.iter().map(row));
    screen.write_table(&table, &args.output)?;
    if candidates.is_empty() && Path::new(&args.text).is_file() {
        let file = shell_word(&args.text);
        screen.note(format_args!(
            "these words are the name of a file; `ideagraph explain - < {file}` reads it"
        ));
    }
    Ok(Outcome::found(candidates.len()))
}

/// The labels that stand in a text as they are written and that plain matching leaves out, as they do not count by
/// themselves: full matching tells what they lack.
fn left_out<'l>(
    full: &'l Linker,
    text: &str,
    scheme: &ConceptScheme,
    found: &[Candidate<'_>],
) -> Vec<Candidate<'l>> {
    let place = |mention: &Mention<'_>| (mention.span, mention.concept);
    let mut candidates = full.explain(&[text]).pop().unwrap_or_default();
    candidates.retain(|candidate| {
        let is_written = candidate.matched == "as written";
        is_written && !found.iter().any(|other| place(&other.mention) == place(&candidate.mention))
    });
    for Candidate { mention, fate, .. } in &mut candidates {
        (mention.polarity, mention.trigger) = (Polarity::Asserted, None);
        if scheme[mention.concept].ambiguous {
            *fate = Fate::NoContext;
        }
    }
    candidates.retain(|candidate| matches!(candidate.fate, Fate::NoContext | Fate::Weak | Fate::Unsupported));
    candidates
}

/// The words that were given, or standard input, as quotes are read.
fn text(given: &str) -> Result<CleanText, Error> {
    let unread = |reason| Error::Unreadable { name: "the text".to_owned(), reason };
    let bytes = match given {
        STDIN => inputs::read(Path::new(STDIN)).map_err(|error| unread(error.to_string()))?,
        words => words.as_bytes().to_vec(),
    };
    clean(&bytes, None).map_err(|error| unread(error.to_string()))
}

fn row(
    candidate: &Candidate<'_>,
    clean: &CleanText,
    scheme: &ConceptScheme,
    matching: Matching,
) -> Vec<Cell> {
    let (mention, text) = (&candidate.mention, &clean.text);
    let read = clean.original(mention.span.range());
    let (fate, why) = told(candidate, text, scheme, matching);
    vec![
        words(mention.span, text).into(),
        (read.start as u32).into(),
        (read.end as u32).into(),
        scheme[mention.concept].id.as_str().into(),
        mention.rule.as_ref().into(),
        candidate.matched.into(),
        Cell::Float { value: f64::from(mention.confidence), decimals: 2 },
        fate.into(),
        why.into(),
        mention.polarity.name().into(),
        mention.trigger.map(|trigger| words(trigger, text)).into(),
    ]
}

/// A name for scripts, and the reason in words, where it is no mention.
fn told(
    candidate: &Candidate<'_>,
    text: &str,
    scheme: &ConceptScheme,
    matching: Matching,
) -> (&'static str, Option<String>) {
    let place = |of: ConceptIx, span| format!("{} “{}”", scheme[of].id, words(span, text));
    let plain = |fate, why: &str| (fate, Some(why.to_owned()));
    let is_ambiguous = scheme[candidate.mention.concept].ambiguous;
    match candidate.fate {
        Fate::Kept => ("kept", None),
        Fate::Rejected => plain("rejected", "stands in a phrase that the lexicon rejects"),
        Fate::NoContext if is_ambiguous && matching == Matching::Plain => {
            plain("no-context", "is ambiguous, and plain matching looks for no context words")
        }
        Fate::NoContext if is_ambiguous => {
            plain("no-context", "is ambiguous, and no context word stands in the quote")
        }
        Fate::NoContext => plain(
            "no-context",
            "stands without the bracket of its label, and no word of that bracket stands in the quote",
        ),
        Fate::ExplainedOtherwise => plain("explained-otherwise", "the text uses it for other words"),
        Fate::Weak => plain("weak", "a hidden label of common words, or of several concepts"),
        Fate::Unsupported => plain(
            "unsupported",
            "a weak label that is not as written, or whose concept the text names nowhere else",
        ),
        Fate::Farther(of, span) => plain("farther", &format!("nearer to these words: {}", place(of, span))),
        Fate::OtherConcept(of, span) => plain("other-concept", &format!("rather meant: {}", place(of, span))),
        Fate::Overlapped(of, span) => plain("overlapped", &format!("overlaps {}", place(of, span))),
    }
}

fn words(span: Span, text: &str) -> &str {
    span.of(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_beside_a_label_is_told() {
        let lexicon = "
            [[concept]]
            id = \"mercury\"
            label = \"Mercury (planet)\"
            [[concept]]
            id = \"bank\"
            ambiguous = true
            context = [\"money\"]";
        let scheme = ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap();
        let text = "The mercury and the bank.";
        let linker = Linker::new(&scheme).unwrap();
        let candidates = linker.explain(&[text]).pop().unwrap();
        let told = |candidate| told(candidate, text, &scheme, Matching::Full);
        let told: Vec<_> = candidates.iter().map(told).collect();
        assert_eq!(told.iter().map(|(fate, _)| *fate).collect::<Vec<_>>(), ["no-context"; 2]);
        let whys: Vec<&str> = told.iter().filter_map(|(_, why)| why.as_deref()).collect();
        assert!(whys[0].contains("no word of that bracket"), "{told:?}");
        assert!(whys[1].contains("no context word"), "{told:?}");
    }
}

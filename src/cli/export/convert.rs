//! `concepts convert`: concepts from the formats of others into ours, and ours into theirs.

use crate::cli::args::{Convert, Vocabulary};
use crate::cli::output::{self, Screen};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::inputs;
use crate::cli::{Error, Outcome, diagnostics};
use crate::concept::{Format, write};

pub(in crate::cli) fn run(args: &Convert, screen: Screen) -> Result<Outcome, Error> {
    let format = target(args)?;
    if args.lang.as_deref().is_some_and(|tag| tag.eq_ignore_ascii_case("all")) {
        let advice =
            "labels of all languages are kept in any case, and --lang names the one to call concepts in";
        return Err(Error::Usage(format!("`all` is no language to convert to; {advice}")));
    }
    let concept_files =
        ConceptFiles::read(&Vocabulary { concepts: args.files.clone(), lang: args.lang.clone() })?;
    output::check_spares(args.output.as_deref(), concept_files.paths())?;
    let (scheme, mended) = concept_files.whole_scheme(args.from)?;
    diagnostics::print(&mended, screen);
    let (patterns, statements) = write::lost(&scheme, format);
    for (count, what) in [
        (patterns, "patterns and marks of ambiguity"),
        (statements, "labels of other languages, notes and other statements"),
    ] {
        if count > 0 {
            let advice = "ttl, rdf, nt, jsonld and toml keep them";
            screen.note(format_args!("{format} has no place for {count} {what}; {advice}"));
        }
    }
    output::write(args.output.as_deref(), &write::scheme(&scheme, format)?)?;
    Ok(Outcome::found(scheme.concepts().len()))
}

/// The format that was asked for, or else the one of the output's name; Turtle for the screen.
fn target(args: &Convert) -> Result<Format, Error> {
    match (args.to, output::file(args.output.as_deref())) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Turtle),
        (None, Some(path)) => Format::of_name(&inputs::name(path)).ok_or_else(|| {
            let advice =
                "name one with --to, or end the name in .toml, .ttl, .rdf, .nt, .jsonld, .csv or .tsv";
            Error::Usage(format!("{} does not tell a format; {advice}", path.display()))
        }),
    }
}

//! Patterns that a person accepted or rejected go into the lexicons in which their concepts stand.

use std::collections::BTreeSet;

use super::addition::Addition;
use crate::cli::Error;
use crate::cli::output::{self, Screen};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::inputs;
use crate::concept::{EditError, add_pattern};

/// The patterns in the lexicon's files, when it was asked for or the person says yes.
pub(super) fn write(
    additions: &[Addition],
    files: &ConceptFiles,
    unasked: bool,
    screen: Screen,
) -> Result<(), Error> {
    let (known, new): (Vec<&Addition>, Vec<_>) = additions.iter().partition(|addition| addition.known);
    for addition in known {
        screen.note(format_args!("the lexicon has {} already", addition.told()));
    }
    let what = match new.as_slice() {
        [] => return Ok(()),
        [one] => one.told(),
        many => format!("{} patterns", many.len()),
    };
    let lexicons = edited(&new, files)?;
    let names: BTreeSet<&str> = lexicons.iter().map(|lexicon| lexicon.name.as_str()).collect();
    let names = Vec::from_iter(names).join(" and ");
    if !unasked && !screen.confirm(&format!("write {what} to {names}?")) {
        screen.note("nothing was written; --write does");
        return Ok(());
    }
    for Edited { name, text, additions } in lexicons {
        output::write(Some(&inputs::path(&name)), text.as_bytes())?;
        for addition in additions {
            screen.note(format_args!("wrote {} to {name}", addition.told()));
        }
    }
    Ok(())
}

/// The lexicons in which the concepts of some additions stand, with the patterns.
fn edited<'d>(additions: &[&'d Addition], files: &ConceptFiles) -> Result<Vec<Edited<'d>>, Error> {
    let lexicon = |(name, text): (&str, &str)| Edited {
        name: name.to_owned(),
        text: text.to_owned(),
        additions: Vec::new(),
    };
    let mut lexicons: Vec<Edited<'d>> = files.texts().map(lexicon).collect();
    additions.iter().try_for_each(|&addition| edit(&mut lexicons, addition))?;
    lexicons.retain(|lexicon| !lexicon.additions.is_empty());
    Ok(lexicons)
}

/// A lexicon's file by its name, with its text as it is to be and what is added.
struct Edited<'d> {
    name: String,
    text: String,
    additions: Vec<&'d Addition>,
}

/// Adds the pattern of an addition to the lexicon in which its concept stands.
fn edit<'d>(lexicons: &mut [Edited<'d>], addition: &'d Addition) -> Result<(), Error> {
    let Addition { concept: id, list, pattern, .. } = addition;
    for lexicon in lexicons {
        match add_pattern(&lexicon.text, id, *list, pattern) {
            Ok(_) if ConceptFiles::is_built_in(&lexicon.name) => break,
            Ok(edited) => {
                lexicon.text = edited;
                lexicon.additions.push(addition);
                return Ok(());
            }
            Err(EditError::NoConcept(_) | EditError::Toml(_)) => {}
            Err(error) => return Err(Error::Usage(format!("{}: concept `{id}`: {error}", lexicon.name))),
        }
    }
    let advice = "patterns go into a TOML lexicon of yours: name one with --concepts, or make one of a vocabulary \
        with `ideagraph concepts convert`";
    Err(Error::Usage(format!("no file that can be edited has the concept `{id}`; {advice}")))
}

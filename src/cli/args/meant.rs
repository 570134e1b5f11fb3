//! What is meant by a verb that other programs have, and this one has not.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{CommandFactory, Parser};

use super::Cli;

impl Cli {
    /// The arguments that the program was called with; it ends where they are wrong, with what is.
    pub fn read() -> Self {
        Self::try_parse().unwrap_or_else(|error| told(error).exit())
    }
}

/// An error of the arguments, with what to write in place of a verb that there is not.
fn told(error: Error) -> Error {
    let Some(ContextValue::String(verb)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let Some(hint) = in_place_of(verb) else { return error };
    let mut told = Error::new(ErrorKind::InvalidSubcommand).with_cmd(&Cli::command());
    told.insert(ContextKind::InvalidSubcommand, ContextValue::String(verb.clone()));
    told.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    told
}

fn in_place_of(verb: &str) -> Option<&'static str> {
    Some(match verb.to_lowercase().as_str() {
        "authors" | "people" | "persons" | "speakers" => {
            "people are listed by 'ideagraph query \"MATCH (p:Person) RETURN p.name\"'"
        }
        "documents" | "files" | "sources" => {
            "sources are listed by 'ideagraph query \"MATCH (s:Source) RETURN s.id, s.title\"'"
        }
        "find" | "grep" | "search" => {
            "words are found by 'ideagraph quotes --text REGEX', concepts by 'ideagraph quotes CONCEPT'"
        }
        "schema" => "write 'ideagraph info --schema'",
        "stats" | "status" | "summary" => "write 'ideagraph info'",
        "list" | "ls" | "topics" => {
            "concepts are listed by 'ideagraph concepts', quotes by 'ideagraph quotes'"
        }
        "import" | "index" | "init" | "load" => "quotes are read by 'ideagraph build FOLDER'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_of_other_programs_are_told_what_to_write() {
        for (verb, expected) in [
            ("people", "'people'\n\n  tip: people are listed by 'ideagraph query"),
            ("sources", "tip: sources are listed by"),
            ("search", "quotes --text"),
            ("schema", "info --schema"),
            ("quots", "'quotes'"),
        ] {
            let error = told(Cli::try_parse_from(["ideagraph", verb]).expect_err("there is no such verb"));
            assert!(error.to_string().contains(expected), "{verb}: {error}");
        }
    }
}

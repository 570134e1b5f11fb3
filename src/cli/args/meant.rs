//! What is meant by a verb or an argument that other programs or other verbs have, and this one has not.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{CommandFactory, Parser, ValueEnum};

use super::{Cli, Colour};
use crate::cli;
use crate::cli::output::shell_word;

impl Cli {
    /// The arguments that the program was called with; it ends where they are wrong, with what is, or ask for help.
    ///
    /// # Errors
    /// When the help cannot be written.
    pub fn read() -> Result<Self, cli::Error> {
        let args: Vec<OsString> = std::env::args_os().collect();
        let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
        if let Some(colour) = colour(&words) {
            colour.hold();
        }
        let error = match Self::try_parse_from(&args) {
            Ok(read) => return Ok(read),
            Err(error) => told(error, &words),
        };
        let printed = error.print().and_then(|()| io::stdout().flush());
        match printed {
            Err(reason) if !error.use_stderr() => Err(cli::Error::output(None, reason)),
            _ => process::exit(error.exit_code()),
        }
    }
}

/// What is asked of colours: it holds for what is told of the arguments, too.
fn colour(args: &[&str]) -> Option<Colour> {
    let end = args.iter().position(|arg| *arg == "--").unwrap_or(args.len());
    let value = |at: usize| match args[at] {
        "--color" => args.get(at + 1).copied(),
        arg => arg.strip_prefix("--color="),
    };
    (0..end).find_map(value).and_then(|name| Colour::from_str(name, false).ok())
}

/// An error of the arguments, with what to write in their place.
fn told(mut error: Error, args: &[&str]) -> Error {
    if let Some(hint) = hint(&error, args) {
        error.remove(ContextKind::SuggestedSubcommand);
        error.remove(ContextKind::SuggestedArg);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    }
    error
}

fn hint(error: &Error, args: &[&str]) -> Option<String> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    if let Some(verb) = context(ContextKind::InvalidSubcommand) {
        return in_place_of(verb).map(ToOwned::to_owned);
    }
    let is_verb = |arg: &&str| Cli::command().find_subcommand(arg).is_some();
    let at = args.iter().skip(1).position(is_verb)? + 1;
    let argument = context(ContextKind::InvalidArg)?;
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            in_place_of_option(args[at], argument).map(ToOwned::to_owned)
        }
        ErrorKind::UnknownArgument => in_quotes(args[at], &args[at + 1..]),
        ErrorKind::InvalidValue if args[at] == "related" && argument.starts_with("--by ") => {
            Some("a person goes with '--said-by'".to_owned())
        }
        _ => None,
    }
}

/// How an option of another verb is written with this one.
fn in_place_of_option(verb: &str, option: &str) -> Option<&'static str> {
    Some(match (verb, option) {
        ("add", "-o" | "--output") => "'add' writes into the graph of '--graph DIR'",
        ("add", "-c" | "--concepts") => {
            "'add' takes the concepts that the graph was built with; 'build' takes others"
        }
        ("build", "--graph") => "'build' writes into the folder of '-o DIR'",
        (
            "concepts" | "show" | "path" | "export",
            "--by" | "--said-by" | "--source" | "--since" | "--until",
        ) => "quotes are picked so by 'quotes' and 'related'",
        _ => return None,
    })
}

/// A name of several words is one argument.
fn in_quotes(verb: &str, rest: &[&str]) -> Option<String> {
    match verb {
        "show" | "related" | "explain" => {
            let words: Vec<&str> = rest.iter().copied().take_while(|arg| !arg.starts_with('-')).collect();
            Some(format!("write it in quotes: {}", shell_word(&words.join(" "))))
        }
        "path" | "accept" | "reject" => Some("what is of several words stands in quotes".to_owned()),
        _ => None,
    }
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
    fn what_is_meant_is_told() {
        for (line, expected) in [
            ("people", "'people'\n\n  tip: people are listed by 'ideagraph query"),
            ("sources", "tip: sources are listed by"),
            ("search", "quotes --text"),
            ("schema", "info --schema"),
            ("quots", "'quotes'"),
            ("add a.md -o x", "'-o' found\n\n  tip: 'add' writes into the graph of '--graph DIR'\n"),
            ("-j 2 add a.md -c x", "tip: 'add' takes the concepts"),
            ("build a --graph=x", "tip: 'build' writes into the folder of '-o DIR'"),
            ("concepts --by Ann", "by 'quotes' and 'related'"),
            ("related a --by Ann", "tip: a person goes with '--said-by'"),
            ("show long horizon --top 3", "tip: write it in quotes: 'long horizon'\n"),
            ("explain no such words", "'no such words'"),
            ("path a long horizon", "stands in quotes"),
            ("info --grap x", "'--graph'"),
        ] {
            let args: Vec<&str> = ["ideagraph"].into_iter().chain(line.split(' ')).collect();
            let error = Cli::try_parse_from(&args).expect_err("it is wrong");
            let error = told(error, &args).to_string();
            assert!(error.contains(expected), "{line}: {error}");
        }
    }

    #[test]
    fn colours_are_known_before_the_rest_is() {
        for (line, expected) in [
            ("a --color never", Some(Colour::Never)),
            ("--color=always b --x", Some(Colour::Always)),
            ("a --color", None),
            ("a -- --color never", None),
            ("a --color red", None),
        ] {
            assert_eq!(colour(&line.split(' ').collect::<Vec<_>>()), expected, "{line}");
        }
    }
}

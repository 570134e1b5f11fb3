//! `shell`: questions at a prompt, or one after another from a file, of a graph that is opened once.

mod command;
mod complete;
mod draft;
mod editor;
mod files;
mod highlight;
mod session;

use std::io::{self, BufRead, IsTerminal};

use super::args::Shell;
use super::output::{self, Screen};
use super::query::{queries, stop, with_file};
use super::{Error, Outcome};
use crate::graph::KnowledgeGraph;
use crate::query::cypher::Knowledge;
use command::is_command;
use draft::{Draft, Statement};
use editor::{Editor, Typed};
use session::Session;

pub(super) fn run(args: &Shell, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let knowledge = Knowledge::new(graph);
    let session = Session::new(&knowledge, with_file(&args.settings)?, screen);
    if !io::stdin().is_terminal() {
        return read(session, args.keep_going);
    }
    stop::listen();
    let editor = Editor::new(graph.clone(), queries::saved(screen), screen.terminal(false).colour);
    let (quotes, concepts) = (graph.quotes().len(), graph.concepts().len());
    screen.note(format_args!("{quotes} quotes, {concepts} concepts; `:help` tells what there is"));
    hold(session, editor, screen)
}

/// Reads what a person types, and answers it, until they leave.
fn hold(mut session: Session<'_>, mut editor: Editor, screen: Screen) -> Result<Outcome, Error> {
    loop {
        editor.set_parameters(session.parameters());
        match editor.read()? {
            Typed::Entry(line) if is_command(&line) => match session.command(&line) {
                Ok(None) => return Ok(Outcome::Found),
                ended => _ = tell(ended.map(|_| Outcome::Found), screen),
            },
            Typed::Entry(text) => {
                let mut draft = Draft::default();
                let mut statements = draft.add(&text).into_iter().chain(draft.finish());
                // What comes behind one that fails, or is stopped, may need it.
                _ = statements.try_for_each(|statement| tell(session.ask(&statement), screen));
            }
            Typed::Dropped => {}
            Typed::Left => return Ok(Outcome::Found),
        }
    }
}

/// Tells a person how a statement ended; gives none when it failed.
fn tell(ended: Result<Outcome, Error>, screen: Screen) -> Option<()> {
    match ended {
        Ok(Outcome::NothingFound) => screen.note("nothing found"),
        Ok(_) => {}
        Err(error) => {
            output::tell_error(error);
            return None;
        }
    }
    Some(())
}

/// Answers the statements of standard input, one after another as they come.
///
/// The first that fails ends it, unless it is to go on; then the worst of their outcomes counts.
fn read(session: Session<'_>, keep_going: bool) -> Result<Outcome, Error> {
    let mut script = Script { session, keep_going, asked: false, found: false, failed: false };
    let mut input = io::stdin().lock();
    let mut draft = Draft::default();
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = input.read_until(b'\n', &mut bytes);
        if read.map_err(|error| Error::Usage(format!("cannot read standard input: {error}")))? == 0 {
            break;
        }
        let line = std::str::from_utf8(&bytes);
        let line = line.map_err(|_| Error::Usage(format!("line {number} of standard input is not UTF-8")))?;
        let line = if number == 1 { line.trim_start_matches('\u{feff}') } else { line };
        if draft.is_blank() && is_command(line) {
            draft.add(""); // It is a line of the input too.
            match script.session.command(line) {
                Ok(None) => return script.end(),
                ended => script.count(ended.map(|outcome| outcome.unwrap_or(Outcome::Found)))?,
            }
        } else {
            draft.add(line).iter().try_for_each(|statement| script.ask(statement))?;
        }
    }
    draft.finish().iter().try_for_each(|statement| script.ask(statement))?;
    script.end()
}

/// Statements that are read, and how those so far ended.
struct Script<'a> {
    session: Session<'a>,
    keep_going: bool,
    asked: bool,
    found: bool,
    failed: bool,
}

impl Script<'_> {
    fn ask(&mut self, statement: &Statement) -> Result<(), Error> {
        let ended = self.session.ask(statement);
        self.count(ended)
    }

    fn count(&mut self, ended: Result<Outcome, Error>) -> Result<(), Error> {
        self.asked = true;
        match ended {
            Ok(outcome) => self.found |= outcome == Outcome::Found,
            Err(error) if self.keep_going && !matches!(error, Error::Closed) => {
                output::tell_error(error);
                self.failed = true;
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn end(self) -> Result<Outcome, Error> {
        Ok(match self {
            Self { failed: true, .. } => Outcome::Wrong,
            Self { asked: true, found: false, .. } => Outcome::NothingFound,
            _ => Outcome::Found,
        })
    }
}

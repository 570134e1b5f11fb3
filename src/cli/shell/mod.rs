//! `shell`: questions at a prompt, or one after another from a file, of a graph that is opened once.

mod command;
mod complete;
mod draft;
mod editor;
mod scan;
mod session;

use std::io::{self, BufRead, IsTerminal};

use super::args::Shell;
use super::output::{self, Screen};
use super::query::stop;
use super::{Error, Outcome, queries};
use crate::graph::KnowledgeGraph;
use crate::query::cypher::Knowledge;
use complete::Vocabulary;
use draft::{Draft, Statement};
use editor::{Line, LineEditor};
use session::Session;

pub(super) fn run(args: &Shell, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let graph = Knowledge::new(graph);
    let session = Session::new(&graph, args.settings.clone(), screen);
    if !io::stdin().is_terminal() {
        return read(session, args.keep_going);
    }
    stop::listen();
    let vocabulary =
        Vocabulary { graph: &graph, queries: queries::saved()?, parameters: session.parameters() };
    let editor = LineEditor::new(vocabulary, screen.terminal(false).colour)?;
    let (quotes, concepts) = (graph.graph().quotes().len(), graph.graph().concepts().len());
    screen.note(&format!("{quotes} quotes, {concepts} concepts; `:help` tells what there is"));
    Conversation { session, editor, draft: Draft::default(), screen }.hold()
}

/// What goes on between a person and a session.
struct Conversation<'a> {
    session: Session<'a>,
    editor: LineEditor<'a>,
    draft: Draft,
    screen: Screen,
}

impl Conversation<'_> {
    /// Reads what a person types, and answers it, until they leave.
    fn hold(mut self) -> Result<Outcome, Error> {
        loop {
            let begun = if self.draft.is_blank() { "" } else { self.draft.text() };
            match self.editor.read(begun)? {
                Line::Typed(line) if is_command(&self.draft, &line) => {
                    self.editor.remember(&line);
                    match self.session.command(&line) {
                        Ok(None) => return Ok(Outcome::Found),
                        ended => tell(ended.map(|_| Outcome::Found), self.screen),
                    }
                    self.editor.set_parameters(self.session.parameters());
                }
                Line::Typed(line) => self.take(&line),
                Line::Dropped => {
                    let dropped = self.draft.finish();
                    dropped.iter().for_each(|dropped| self.editor.remember(&dropped.text));
                }
                Line::Left => return Ok(Outcome::Found),
            }
        }
    }

    /// Takes a line of a query, and answers what it ends.
    fn take(&mut self, line: &str) {
        let first = self.draft.is_blank();
        let mut statements = self.draft.add(line);
        if !self.draft.is_blank() && (line.trim().is_empty() || first && self.draft.is_whole()) {
            statements.extend(self.draft.finish());
        }
        for Statement { text, .. } in statements {
            // The line that ended the one before is not its first.
            let text = text.trim_start().to_owned();
            self.editor.remember(&text);
            tell(self.session.ask(&Statement { text, line: 0 }), self.screen);
        }
    }
}

/// Whether a line is a command: one cannot stand within a query.
fn is_command(draft: &Draft, line: &str) -> bool {
    draft.is_blank() && line.trim_start().starts_with(':')
}

/// Tells a person how a statement ended.
fn tell(ended: Result<Outcome, Error>, screen: Screen) {
    match ended {
        Ok(Outcome::NothingFound) => screen.note("nothing found"),
        Ok(_) => {}
        Err(error) => output::tell_error(error),
    }
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
        if is_command(&draft, line) {
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

//! The editor reads lines at a terminal, with the history of those before and completion.

use std::fs;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use rustyline::completion::Completer;
use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};

use super::complete::{Completions, Vocabulary};
use crate::cli::Error;

const PROMPT: &str = "ideagraph> ";
/// What stands before a line that goes on with a statement.
const CONTINUED: &str = "      ...> ";
const STYLE: anstyle::Style = anstyle::AnsiColor::Cyan.on_default().bold();

/// Reads lines.
pub(super) struct LineEditor<'a> {
    editor: Editor<Assistant<'a>, FileHistory>,
    /// Where the history is kept; nowhere when there is no place for it.
    history: Option<PathBuf>,
}

/// What a person did at the prompt.
pub(super) enum Line {
    /// Typed a line.
    Typed(String),
    /// Dropped what was begun, with Ctrl-C.
    Dropped,
    /// Left, with Ctrl-D.
    Left,
}

impl<'a> LineEditor<'a> {
    pub(super) fn new(vocabulary: Vocabulary<'a>, colour: bool) -> Result<Self, Error> {
        let config = Config::builder().completion_type(CompletionType::List).build();
        let mut editor = Editor::with_config(config).map_err(|error| unreadable(&error))?;
        editor.set_color_mode(if colour { ColorMode::Enabled } else { ColorMode::Disabled });
        editor.set_helper(Some(Assistant { vocabulary, begun: String::new() }));
        let history = history_file();
        // A history that is not there yet, or cannot be read, is an empty one.
        history.iter().for_each(|file| _ = editor.load_history(file));
        Ok(Self { editor, history })
    }

    /// Reads a line that goes on with what was begun.
    pub(super) fn read(&mut self, begun: &str) -> Result<Line, Error> {
        let prompt = if begun.is_empty() { PROMPT } else { CONTINUED };
        if let Some(assistant) = self.editor.helper_mut() {
            assistant.begun.clear();
            assistant.begun.push_str(begun);
        }
        let styled = format!("{}{prompt}{}", STYLE.render(), STYLE.render_reset());
        match self.editor.readline(&(prompt, styled)) {
            Ok(line) => Ok(Line::Typed(line)),
            Err(ReadlineError::Interrupted) => Ok(Line::Dropped),
            Err(ReadlineError::Eof) => Ok(Line::Left),
            Err(error) => Err(unreadable(&error)),
        }
    }

    /// Keeps a statement in the history, all its lines as one entry.
    pub(super) fn remember(&mut self, statement: &str) {
        let added = self.editor.add_history_entry(statement.trim());
        if let (Ok(true), Some(file)) = (added, &self.history) {
            // Where it cannot be written it is lost with the session.
            _ = file.parent().map(fs::create_dir_all);
            _ = self.editor.append_history(file);
        }
    }

    /// The names of parameters that have a value now.
    pub(super) fn set_parameters(&mut self, names: Vec<String>) {
        if let Some(assistant) = self.editor.helper_mut() {
            assistant.vocabulary.parameters = names;
        }
    }
}

fn unreadable(error: &ReadlineError) -> Error {
    Error::Usage(format!("cannot read from the terminal: {error}"))
}

/// `$XDG_STATE_HOME/ideagraph/history`, or where the system keeps such files.
fn history_file() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(folder.join("ideagraph").join("history"))
}

/// Completes what is typed.
struct Assistant<'a> {
    vocabulary: Vocabulary<'a>,
    /// The lines of the statement before the one that is typed.
    begun: String,
}

impl Completer for Assistant<'_> {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let text = format!("{}{}", self.begun, &line[..at]);
        let Completions { start, words } = self.vocabulary.complete(&text);
        Ok((start.saturating_sub(self.begun.len()), words))
    }
}

impl Hinter for Assistant<'_> {
    type Hint = String;
}

impl Highlighter for Assistant<'_> {}
impl Validator for Assistant<'_> {}
impl Helper for Assistant<'_> {}

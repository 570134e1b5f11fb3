//! The editor reads what a person types at a terminal, with the history of what was typed before and completion.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use etcetera::BaseStrategy;
use nu_ansi_term::Style;
use reedline::{
    Color, ColumnarMenu, Completer, CompletionResult, EditCommand, Emacs, FileBackedHistory, KeyCode,
    KeyModifiers, MenuBuilder, Prompt, PromptEditMode, PromptHistorySearch, Reedline, ReedlineEvent,
    ReedlineMenu, Signal, Span, Suggestion, ValidationResult, Validator, default_emacs_keybindings,
};

use super::complete::{Completions, Vocabulary};
use super::draft;
use super::highlight::Colours;
use crate::cli::Error;
use crate::graph::KnowledgeGraph;
use crate::query::SavedQuery;
use crate::query::cypher::Knowledge;

/// The entries that a history keeps.
const REMEMBERED: usize = 10_000;
const MENU: &str = "completions";
/// What ends the prompt.
const INDICATOR: &str = "> ";

/// Reads statements and commands.
pub(super) struct Editor {
    editor: Reedline,
    prompt: Shown,
    parameters: Parameters,
}

/// What a person did at the prompt.
pub(super) enum Typed {
    /// Typed an entry of one or more lines.
    Entry(String),
    /// Dropped what was begun, with Ctrl-C.
    Dropped,
    /// Left, with Ctrl-D.
    Left,
}

/// The names of parameters that have a value, as the completion knows them.
type Parameters = Arc<Mutex<Vec<String>>>;

impl Editor {
    pub(super) fn new(graph: KnowledgeGraph, queries: Vec<SavedQuery>, colour: bool) -> Self {
        let parameters = Parameters::default();
        let completer = Assistant { graph, queries, parameters: Arc::clone(&parameters) };
        let menu = ColumnarMenu::default().with_name(MENU).with_marker(INDICATOR);
        let editor = Reedline::create()
            .with_highlighter(Box::new(Colours { colour }))
            .with_validator(Box::new(Whole))
            .with_completer(Box::new(completer))
            .with_menu(ReedlineMenu::EngineCompleter(Box::new(if colour { menu } else { uncoloured(menu) })))
            .with_quick_completions(true)
            .with_partial_completions(true)
            .with_edit_mode(Box::new(Emacs::new(keys())))
            .use_bracketed_paste(true);
        // A history that cannot be read is an empty one.
        let history = history_file().and_then(|file| FileBackedHistory::with_file(REMEMBERED, file).ok());
        let editor = match history {
            Some(history) => editor.with_history(Box::new(history)),
            None => editor,
        };
        Self { editor, prompt: Shown { colour }, parameters }
    }

    /// Reads an entry, and keeps it in the history.
    pub(super) fn read(&mut self) -> Result<Typed, Error> {
        let signal = self.editor.read_line(&self.prompt);
        let signal =
            signal.map_err(|error| Error::Usage(format!("cannot read from the terminal: {error}")))?;
        // Where it cannot be written it is lost with the session.
        _ = self.editor.sync_history();
        Ok(match signal {
            Signal::Success(entry) => Typed::Entry(entry),
            Signal::CtrlD => Typed::Left,
            _ => Typed::Dropped,
        })
    }

    /// Tells which parameters have a value now.
    pub(super) fn set_parameters(&mut self, names: Vec<String>) {
        *self.parameters.lock().unwrap_or_else(PoisonError::into_inner) = names;
    }
}

/// `$XDG_STATE_HOME/ideagraph/history`, or where the system keeps such files.
fn history_file() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(folder.join("ideagraph").join("history"))
}

/// The usual keys, Tab and Shift-Tab for completions, and Alt-Enter for a line that does not run.
fn keys() -> reedline::Keybindings {
    let mut keys = default_emacs_keybindings();
    let complete = vec![ReedlineEvent::Menu(MENU.to_owned()), ReedlineEvent::MenuNext];
    keys.add_binding(KeyModifiers::NONE, KeyCode::Tab, ReedlineEvent::UntilFound(complete));
    keys.add_binding(KeyModifiers::SHIFT, KeyCode::BackTab, ReedlineEvent::MenuPrevious);
    let line = ReedlineEvent::Edit(vec![EditCommand::InsertNewline]);
    keys.add_binding(KeyModifiers::ALT, KeyCode::Enter, line);
    keys
}

/// A menu whose chosen entry is known by light on dark: without styles it would stand in capitals, which are other names.
fn uncoloured(menu: ColumnarMenu) -> ColumnarMenu {
    let (plain, chosen) = (Style::new(), Style::new().reverse());
    menu.with_text_style(plain)
        .with_match_text_style(plain)
        .with_description_text_style(plain)
        .with_selected_text_style(chosen)
        .with_selected_match_text_style(chosen)
}

/// What stands before what is typed.
struct Shown {
    colour: bool,
}

impl Shown {
    fn prompt_colour(&self) -> Color {
        if self.colour { Color::Cyan } else { Color::Default }
    }
}

impl Prompt for Shown {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        "ideagraph".into()
    }

    fn render_prompt_right(&self) -> Cow<'_, str> {
        "".into()
    }

    fn render_prompt_indicator(&self, _: PromptEditMode) -> Cow<'_, str> {
        INDICATOR.into()
    }

    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        "      ...> ".into()
    }

    fn render_prompt_history_search_indicator(&self, search: PromptHistorySearch) -> Cow<'_, str> {
        format!(" (search: {}) ", search.term).into()
    }

    fn get_prompt_color(&self) -> Color {
        self.prompt_colour()
    }

    fn get_indicator_color(&self) -> Color {
        self.prompt_colour()
    }

    fn get_prompt_right_color(&self) -> Color {
        self.prompt_colour()
    }

    fn get_prompt_multiline_color(&self) -> Color {
        self.prompt_colour()
    }
}

/// Tells whether Enter runs what is typed, or begins a line.
struct Whole;

impl Validator for Whole {
    fn validate(&self, entry: &str) -> ValidationResult {
        if draft::is_entry(entry) { ValidationResult::Complete } else { ValidationResult::Incomplete }
    }
}

/// Completes what is typed.
struct Assistant {
    graph: KnowledgeGraph,
    queries: Vec<SavedQuery>,
    parameters: Parameters,
}

impl Completer for Assistant {
    fn complete(&mut self, line: &str, at: usize) -> CompletionResult {
        let parameters = self.parameters.lock().unwrap_or_else(PoisonError::into_inner);
        let graph = Knowledge::new(&self.graph);
        let vocabulary = Vocabulary { graph: &graph, queries: &self.queries, parameters: &parameters };
        let Completions { start, words } = vocabulary.complete(&line[..at]);
        let suggestion = |value| Suggestion { value, span: Span::new(start, at), ..Suggestion::default() };
        CompletionResult::fresh(words.into_iter().map(suggestion).collect::<Vec<_>>())
    }
}

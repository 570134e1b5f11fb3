//! A session is what a shell knows from one statement to the next.

use std::path::Path;

use super::command::{COMMANDS, Command, Parameter};
use super::draft::Statement;
use super::files::expanded;
use crate::cli::args::format::of_file;
use crate::cli::args::{Output, QueryFormat, Settings};
use crate::cli::output::{self, Screen};
use crate::cli::query::{Question, queries, schema, stop};
use crate::cli::{Error, Outcome};
use crate::query::SavedQuery;
use crate::query::cypher::Knowledge;
use crate::query::cypher::parse::scan::parameters;
use crate::render::page::Page;
use crate::text::did_you_mean;

/// A session.
pub(super) struct Session<'a> {
    graph: &'a Knowledge<'a>,
    screen: Screen,
    settings: Settings,
    /// The text of the last query, and the parameters that were given to it alone.
    last: Option<(String, Vec<Parameter>)>,
}

impl<'a> Session<'a> {
    pub(super) fn new(graph: &'a Knowledge<'a>, settings: Settings, screen: Screen) -> Self {
        Self { graph, screen, settings, last: None }
    }

    /// The names of the parameters that have a value.
    pub(super) fn parameters(&self) -> Vec<String> {
        self.settings.params.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Answers a statement. Its errors name lines of the whole input.
    pub(super) fn ask(&mut self, statement: &Statement) -> Result<Outcome, Error> {
        let text = format!("{}{}", "\n".repeat(statement.line), statement.text);
        self.answer((text, Vec::new()), false)
    }

    fn answer(&mut self, asked: (String, Vec<Parameter>), profile: bool) -> Result<Outcome, Error> {
        let (text, own) = self.last.insert(asked);
        let settings = with(&self.settings, own);
        stop::forget();
        let question = Question { profile, ..question(self.graph, text, &settings, None) };
        let prepared = question.prepare()?;
        prepared.check_parameters(own)?;
        prepared.answer(self.screen)
    }

    /// Does what a command says; none when the session is to end.
    pub(super) fn command(&mut self, line: &str) -> Result<Option<Outcome>, Error> {
        match Command::parse(line).map_err(Error::Usage)? {
            Command::Quit => return Ok(None),
            Command::Help => self.help()?,
            Command::Schema => _ = schema::tell(self.graph, &self.output(), self.screen)?,
            Command::Queries => _ = queries::run(&self.output(), self.screen)?,
            Command::Run(name, parameters) => return self.run(&name, parameters).map(Some),
            Command::Explain(query) => self.explain(query)?,
            Command::Profile(query) => return self.answer(self.asked(query)?, true).map(Some),
            Command::Format(None) => self.print(&self.format_name())?,
            Command::Format(format) => self.settings.format = format,
            Command::Param(None) => self.print(&told(&self.settings.params))?,
            Command::Param(Some(parameter)) => set(&mut self.settings.params, parameter),
            Command::Unset(name) => self.unset(&name)?,
            Command::Save(file) => self.save(&expanded(&file))?,
        }
        Ok(Some(Outcome::Found))
    }

    fn help(&self) -> Result<(), Error> {
        let mut page = Page::default();
        page.facts(COMMANDS.map(|(usage, about)| (usage.to_owned(), about.to_owned())));
        page.text(
            "Anything else is a query in openCypher. It runs when it ends with `;`, when it is whole in one line, or at an \
             empty line. Tab completes, Ctrl-C stops what runs or drops what was begun, Ctrl-D leaves.",
        );
        output::write(None, page.to_text(self.screen.terminal(false)).as_bytes())
    }

    fn run(&mut self, name: &str, parameters: Vec<Parameter>) -> Result<Outcome, Error> {
        let query = queries::named(name, ":queries")?;
        let query = query.ok_or_else(|| Error::Usage(format!("`{name}` is no name of a saved query")))?;
        self.answer((query.text, parameters), false)
    }

    fn unset(&mut self, name: &str) -> Result<(), Error> {
        let before = self.settings.params.len();
        self.settings.params.retain(|(own, _)| own != name);
        if self.settings.params.len() < before {
            return Ok(());
        }
        let hint = did_you_mean(name, self.settings.params.iter().map(|(own, _)| own.as_str()));
        Err(Error::Usage(format!("the parameter `{name}` has no value{hint}")))
    }

    /// A query, or else the last one, and the parameters that are for it alone.
    fn asked(&self, query: Option<String>) -> Result<(String, Vec<Parameter>), Error> {
        let asked = query.map(|text| (text, Vec::new())).or_else(|| self.last.clone());
        asked.ok_or_else(|| Error::Usage("there is no query yet".to_owned()))
    }

    fn explain(&mut self, query: Option<String>) -> Result<(), Error> {
        let asked = self.asked(query)?;
        let (text, own) = self.last.insert(asked);
        let settings = with(&self.settings, own);
        question(self.graph, text, &settings, None).prepare()?.explain(self.screen).map(|_| ())
    }

    /// Writes the last query, or asks it again and writes its answer, as the name of the file says.
    fn save(&self, file: &Path) -> Result<(), Error> {
        let (text, own) = self.asked(None)?;
        let settings = with(&self.settings, &own);
        if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("cypher")) {
            if file.exists() {
                return Err(Error::Usage(format!("{} is there already; take another name", file.display())));
            }
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let used = parameters(&text);
            let mut parameters = settings.params;
            parameters.retain(|(name, _)| used.contains(name));
            output::write(Some(file), SavedQuery::file(&name, text.trim(), &parameters).as_bytes())?;
        } else {
            let format: Result<QueryFormat, String> = of_file(file);
            let format = format.map_err(|told| Error::Usage(format!("{told}, or .cypher for the query")))?;
            output::check_spares_inputs(Some(file), self.graph.graph())?;
            let settings = Settings { format: Some(format), ..settings };
            stop::forget();
            question(self.graph, &text, &settings, Some(file)).prepare()?.answer(self.screen)?;
        }
        self.screen.note(format_args!("wrote {}", file.display()));
        Ok(())
    }

    fn output(&self) -> Output {
        Output { format: self.settings.format.and_then(QueryFormat::of_rows), output: None }
    }

    fn format_name(&self) -> String {
        let format = self.settings.format.map(|format| format!("{format:?}").to_lowercase());
        format.unwrap_or_else(|| "table on a terminal, else jsonl".to_owned())
    }

    fn print(&self, text: &str) -> Result<(), Error> {
        if text.is_empty() { Ok(()) } else { output::write(None, format!("{text}\n").as_bytes()) }
    }
}

fn question<'q>(
    graph: &'q Knowledge<'q>,
    text: &'q str,
    settings: &'q Settings,
    output: Option<&'q Path>,
) -> Question<'q> {
    Question { text, graph, settings, output, profile: false, how_to_give: ":param" }
}

/// Settings with parameters besides.
fn with(settings: &Settings, parameters: &[Parameter]) -> Settings {
    let mut settings = settings.clone();
    parameters.iter().for_each(|parameter| set(&mut settings.params, parameter.clone()));
    settings
}

/// Gives a parameter a value, in place of the one that it had.
fn set(parameters: &mut Vec<Parameter>, parameter: Parameter) {
    parameters.retain(|(name, _)| *name != parameter.0);
    parameters.push(parameter);
}

fn told(parameters: &[Parameter]) -> String {
    parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("\n")
}

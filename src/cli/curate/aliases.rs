//! `discover --merge-aliases`: names that may be of one idea, for a person to accept or reject.

use super::discover::{self, quote};
use crate::cli::Error;
use crate::cli::args::Discover;
use crate::cli::output::{Screen, write};
use crate::concept::ConceptScheme;
use crate::discover::{Alias, Decision, Idea, Review, alias_stubs};
use crate::render::page::{self, Page, counted};
use crate::render::table::{Cell, Column, Table};
use crate::source::Source;

/// What was found, and what it was found in.
pub(super) struct Answer<'a> {
    pub(super) sources: &'a [Source],
    pub(super) scheme: &'a ConceptScheme,
    pub(super) found: &'a [Alias],
    pub(super) review: &'a Review,
}

impl Answer<'_> {
    pub(super) fn write(&self, args: &Discover, screen: Screen) -> Result<(), Error> {
        match discover::output(args)? {
            Some(output) => screen.write_page(|| self.page(), || self.table(), &output),
            None => write(args.output.as_deref(), self.stubs(args.review.is_some()).as_bytes()),
        }
    }

    /// Entries for a lexicon, of what was accepted where a person decides.
    fn stubs(&self, accepted: bool) -> String {
        let wanted = |alias: &&Alias| !accepted || self.review.alias_decision(alias) == Decision::Accept;
        alias_stubs(&self.found.iter().filter(wanted).collect::<Vec<_>>(), self.scheme)
    }

    fn page(&self) -> Page {
        let mut page = Page::default();
        for alias in self.found {
            page.heading(self.heading(alias));
            for idea in [&alias.name, &alias.alias] {
                page.text(format!("{}  {}", idea.name, self.facts(idea)));
                if let Some((example, quote)) =
                    idea.example.as_ref().and_then(|example| Some((example, quote(self.sources, example)?)))
                {
                    page.quote(page::Quote {
                        head: discover::quote_id(self.sources, example),
                        text: quote.text.clone(),
                        marks: example.spans.clone(),
                        foot: String::new(),
                    });
                }
            }
        }
        page
    }

    fn heading(&self, alias: &Alias) -> String {
        let mut parts = vec![format!("score {:.2}", alias.score), alias.form.name().to_owned()];
        parts.extend(alias.company.map(|company| format!("company {company:.2}")));
        if self.review.alias_decision(alias) == Decision::Accept {
            parts.push("accepted".into());
        }
        format!("{} = {}  {}", alias.name.name, alias.alias.name, parts.join("; "))
    }

    fn facts(&self, idea: &Idea) -> String {
        let concept = self.id(idea).map(|id| format!("`{id}`; ")).unwrap_or_default();
        concept + &counted(idea.quotes, "quote")
    }

    fn id(&self, idea: &Idea) -> Option<&str> {
        let concept = self.scheme.concepts().get(idea.concept?.0 as usize)?;
        Some(concept.id.as_str())
    }

    fn table(&self) -> Table {
        let mut table = Table::new([
            Column::text("name"),
            Column::text("alias"),
            Column::number("score"),
            Column::text("form"),
            Column::number("company"),
            Column::text("decision"),
            Column::text("name_concept"),
            Column::text("alias_concept"),
            Column::number("name_quotes"),
            Column::number("alias_quotes"),
            Column::text("name_example_id"),
            Column::text("alias_example_id"),
            Column::text("name_example"),
            Column::text("alias_example"),
        ]);
        table.rows.extend(self.found.iter().map(|alias| self.row(alias)));
        table
    }

    fn row(&self, alias: &Alias) -> Vec<Cell> {
        let measure = |value| Cell::Float { value, decimals: 4 };
        let both = [&alias.name, &alias.alias];
        let id = |idea: &Idea| idea.example.as_ref().map(|example| discover::quote_id(self.sources, example));
        let mut row: Vec<Cell> = both.iter().map(|idea| idea.name.as_str().into()).collect();
        row.extend([
            measure(alias.score),
            alias.form.name().into(),
            alias.company.map_or(Cell::Null, measure),
            self.review.alias_decision(alias).name().into(),
        ]);
        row.extend(both.iter().map(|idea| Cell::from(self.id(idea))));
        row.extend(both.iter().map(|idea| Cell::from(idea.quotes)));
        row.extend(both.iter().map(|idea| id(idea).map_or(Cell::Null, |id| id.as_str().into())));
        row.extend(both.iter().map(|idea| discover::example_cell(self.sources, idea.example.as_ref())));
        row
    }
}

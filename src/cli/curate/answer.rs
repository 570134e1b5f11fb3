//! The answer of `discover`: what was found, as rows, as a page, or as entries for a lexicon.

use crate::cli::Error;
use crate::cli::args::format::of_output;
use crate::cli::args::{Discover, Output, ProposalFormat};
use crate::cli::output::{Screen, write};
use crate::concept::ConceptScheme;
use crate::discover::{Example, ProposalReview};
use crate::link::LinkError;
use crate::render::page::{self, Page};
use crate::render::table::{Cell, Column, Format, Table};
use crate::review::Decision;
use crate::source::Source;

/// What is found: concepts that the scheme lacks, or names of one idea.
pub(super) trait Found: Sized {
    /// What a person has decided on it.
    fn decision(&self, review: &ProposalReview) -> Decision;

    /// Entries for a lexicon.
    fn stubs(found: &[&Self], scheme: &ConceptScheme) -> Result<String, LinkError>;

    /// Adds it to a page.
    fn show(&self, answer: &Answer<'_, Self>, page: &mut Page);

    /// The columns of a [row](Self::row).
    fn columns() -> Vec<Column>;

    fn row(&self, answer: &Answer<'_, Self>) -> Vec<Cell>;
}

/// What was found, and what it was found in.
pub(super) struct Answer<'a, T> {
    pub(super) sources: &'a [Source],
    pub(super) scheme: &'a ConceptScheme,
    pub(super) found: &'a [T],
    pub(super) review: &'a ProposalReview,
}

impl<T: Found> Answer<'_, T> {
    pub(super) fn write(&self, args: &Discover, screen: Screen) -> Result<(), Error> {
        match output(args)? {
            Some(output) => screen.write_page(|| self.page(), || self.table(), &output),
            None => write(args.output.as_deref(), self.stubs(args.review.is_some())?.as_bytes()),
        }
    }

    /// Entries for a lexicon, of what was accepted where a person decides.
    fn stubs(&self, only_accepted: bool) -> Result<String, LinkError> {
        let wanted = |one: &&T| !only_accepted || self.is_accepted(one);
        T::stubs(&self.found.iter().filter(wanted).collect::<Vec<_>>(), self.scheme)
    }

    pub(super) fn is_accepted(&self, one: &T) -> bool {
        one.decision(self.review) == Decision::Accept
    }

    fn page(&self) -> Page {
        let mut page = Page::default();
        self.found.iter().for_each(|one| one.show(self, &mut page));
        page
    }

    fn table(&self) -> Table {
        let mut table = Table::new(T::columns());
        table.rows.extend(self.found.iter().map(|one| one.row(self)));
        table
    }

    /// Adds the quote of an example to a page.
    pub(super) fn show_example(&self, example: &Example, page: &mut Page) {
        if let Some(quote) = example.place.of(self.sources) {
            page.quote(page::Quote {
                head: self.quote_id(example),
                text: quote.text.clone(),
                marks: example.spans.clone(),
                foot: String::new(),
            });
        }
    }

    /// The id that the example's quote has in a graph.
    pub(super) fn quote_id(&self, example: &Example) -> String {
        example.place.id(self.sources)
    }

    /// An example's text with what it is an example of.
    pub(super) fn example_cell(&self, example: Option<&Example>) -> Cell {
        let cell = example.and_then(|example| {
            let text = example.place.of(self.sources)?.text.clone();
            Some(Cell::Marked { text, marks: example.spans.clone() })
        });
        cell.unwrap_or(Cell::Null)
    }
}

/// How the rows or the page are to be written; [`None`] for entries of a lexicon.
fn output(args: &Discover) -> Result<Option<Output>, Error> {
    let format = match of_output(args.format, args.output.as_deref())? {
        None => None,
        Some(ProposalFormat::Table) => Some(Format::Table),
        Some(ProposalFormat::Json) => Some(Format::Json),
        Some(ProposalFormat::Jsonl) => Some(Format::JsonLines),
        Some(ProposalFormat::Csv) => Some(Format::Csv),
        Some(ProposalFormat::Tsv) => Some(Format::Tsv),
        Some(ProposalFormat::Toml) => return Ok(None),
    };
    Ok(Some(Output { format, output: args.output.clone() }))
}

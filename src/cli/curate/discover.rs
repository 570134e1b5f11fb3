//! `discover`: the concepts that the scheme lacks, and names that may be of one idea, for a person to accept or reject.

use super::collection::Collection;
use super::review;
use crate::cli::args::format::of_output;
use crate::cli::args::{Discover, Output, ProposalFormat};
use crate::cli::output::{Screen, write};
use crate::cli::{Error, Outcome};
use crate::concept::ConceptScheme;
use crate::discover::{Decision, Example, Proposal, Review, aliases, proposals, stubs};
use crate::render::page::{self, Page, counted};
use crate::render::table::{Cell, Column, Format, Table};
use crate::source::{Quote, Source};

pub(in crate::cli) fn run(args: &Discover, screen: Screen) -> Result<Outcome, Error> {
    let Collection { sources, scheme, .. } =
        Collection::read("discover", &args.vocabulary, &args.readings.paths, args.readings.from, screen)?;
    let review = args.review.as_deref().map(|file| review::so_far(file, Review::from_toml));
    let mut review = review.transpose()?.unwrap_or_default();
    let count = if args.merge_aliases {
        propose_aliases(args, &sources, &scheme, &mut review, screen)
    } else {
        propose_concepts(args, &sources, &scheme, &mut review, screen)
    }?;
    if let Some(file) = &args.review {
        write(Some(file), review.to_toml().map_err(|error| review::wrong(file, &error))?.as_bytes())?;
    }
    Ok(Outcome::found(count))
}

fn propose_concepts(
    args: &Discover,
    sources: &[Source],
    scheme: &ConceptScheme,
    review: &mut Review,
    screen: Screen,
) -> Result<usize, Error> {
    let mut found = proposals(sources, scheme)?;
    choose(&mut found, |proposal| review.decision(proposal), args.top);
    Answer { sources, scheme, found: &found, review }.write(args, screen)?;
    let shown: Vec<&Proposal> = found.iter().collect();
    review.update(&shown, |proposal| Some(quote(sources, proposal.examples.first()?)?.text.clone()));
    Ok(found.len())
}

fn propose_aliases(
    args: &Discover,
    sources: &[Source],
    scheme: &ConceptScheme,
    review: &mut Review,
    screen: Screen,
) -> Result<usize, Error> {
    let mut found = aliases(sources, scheme, &proposals(sources, scheme)?)?;
    choose(&mut found, |alias| review.alias_decision(alias), args.top);
    super::aliases::Answer { sources, scheme, found: &found, review }.write(args, screen)?;
    review.update_aliases(&found);
    Ok(found.len())
}

/// Leaves out what was rejected, puts what was accepted first, and takes the first `top`.
fn choose<T>(found: &mut Vec<T>, decision: impl Fn(&T) -> Decision, top: usize) {
    found.retain(|one| decision(one) != Decision::Reject);
    found.sort_by_key(|one| decision(one) != Decision::Accept);
    found.truncate(top);
}

/// How the rows or the page are to be written; [`None`] for entries of a lexicon.
pub(super) fn output(args: &Discover) -> Result<Option<Output>, Error> {
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

pub(super) fn quote<'s>(sources: &'s [Source], example: &Example) -> Option<&'s Quote> {
    sources.get(example.source)?.quotes.get(example.quote)
}

/// The id that the example's quote has in a graph.
pub(super) fn quote_id(sources: &[Source], example: &Example) -> String {
    let source = sources.get(example.source).map_or("", |source| source.id.as_str());
    format!("{source}:{}", example.quote + 1)
}

/// An example's text with what it is an example of.
pub(super) fn example_cell(sources: &[Source], example: Option<&Example>) -> Cell {
    let cell = example.and_then(|example| {
        let text = quote(sources, example)?.text.clone();
        Some(Cell::Marked { text, marks: example.spans.clone() })
    });
    cell.unwrap_or(Cell::Null)
}

/// What was found, and what it was found in.
struct Answer<'a> {
    sources: &'a [Source],
    scheme: &'a ConceptScheme,
    found: &'a [Proposal],
    review: &'a Review,
}

impl Answer<'_> {
    fn write(&self, args: &Discover, screen: Screen) -> Result<(), Error> {
        match output(args)? {
            Some(output) => screen.write_page(|| self.page(), || self.table(), &output),
            None => write(args.output.as_deref(), self.stubs(args.review.is_some()).as_bytes()),
        }
    }

    /// Entries for a lexicon, of what was accepted where a person decides.
    fn stubs(&self, accepted: bool) -> String {
        let wanted = |proposal: &&Proposal| !accepted || self.review.decision(proposal) == Decision::Accept;
        stubs(&self.found.iter().filter(wanted).collect::<Vec<_>>(), self.scheme)
    }

    fn page(&self) -> Page {
        let mut page = Page::default();
        for proposal in self.found {
            page.heading(self.heading(proposal));
            for example in proposal.examples.iter().take(1) {
                if let Some(quote) = quote(self.sources, example) {
                    page.quote(page::Quote {
                        head: quote_id(self.sources, example),
                        text: quote.text.clone(),
                        marks: example.spans.clone(),
                        foot: String::new(),
                    });
                }
            }
        }
        page
    }

    fn heading(&self, proposal: &Proposal) -> String {
        let mut parts = vec![counted(proposal.quotes, "quote"), counted(proposal.sources, "source")];
        let others: Vec<&str> = proposal.variants.iter().skip(1).map(|v| v.text.as_str()).collect();
        if !others.is_empty() {
            parts.push(format!("also {}", others.join(", ")));
        }
        parts.extend(proposal.like.map(|like| like.told(self.scheme)));
        if self.review.decision(proposal) == Decision::Accept {
            parts.push("accepted".into());
        }
        format!("{}  {}", proposal.label, parts.join("; "))
    }

    fn like(&self, proposal: &Proposal) -> Option<&str> {
        proposal
            .like
            .and_then(|like| self.scheme.concepts().get(like.concept.0 as usize))
            .map(|c| c.id.as_str())
    }

    fn table(&self) -> Table {
        let mut table = Table::new([
            Column::text("label"),
            Column::number("score"),
            Column::number("quotes"),
            Column::number("sources"),
            Column::text("variants"),
            Column::text("looks_like"),
            Column::text("decision"),
            Column::text("example_ids"),
            Column::text("example"),
        ]);
        table.rows.extend(self.found.iter().map(|proposal| self.row(proposal)));
        table
    }

    fn row(&self, proposal: &Proposal) -> Vec<Cell> {
        vec![
            proposal.label.as_str().into(),
            Cell::Float { value: proposal.score, decimals: 4 },
            proposal.quotes.into(),
            proposal.sources.into(),
            Cell::List(proposal.variants.iter().map(|variant| variant.text.clone()).collect()),
            self.like(proposal).into(),
            self.review.decision(proposal).name().into(),
            Cell::List(proposal.examples.iter().map(|example| quote_id(self.sources, example)).collect()),
            example_cell(self.sources, proposal.examples.first()),
        ]
    }
}

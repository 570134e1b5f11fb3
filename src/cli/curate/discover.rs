//! `discover`: the concepts that the scheme lacks, and names that may be of one idea, for a person to accept or reject.

use super::answer::{Answer, Found};
use super::collection::Collection;
use super::review;
use crate::cli::args::Discover;
use crate::cli::output::{Screen, check_spares};
use crate::cli::{Error, Outcome};
use crate::concept::ConceptScheme;
use crate::discover::{Example, Proposal, ProposalReview, aliases, own_proposals, proposals, stubs};
use crate::link::LinkError;
use crate::render::page::{Page, counted};
use crate::render::table::{Cell, Column};
use crate::review::Decision;
use crate::source::Source;
use crate::text::sentence_at;

pub(in crate::cli) fn run(args: &Discover, screen: Screen) -> Result<Outcome, Error> {
    let output = args.output.as_deref();
    check_spares(output, &args.review)?;
    let Collection { sources, scheme, .. } =
        Collection::read("discover", &args.vocabulary, &args.readings, output, screen)?;
    let mut review: ProposalReview = review::so_far(args.review.as_deref())?;
    let count = if args.merge_aliases {
        propose_aliases(args, &sources, &scheme, &mut review, screen)
    } else {
        propose_concepts(args, &sources, &scheme, &mut review, screen)
    }?;
    if let Some(file) = &args.review {
        review::write(file, &review)?;
    }
    Ok(Outcome::found(count))
}

fn propose_concepts(
    args: &Discover,
    sources: &[Source],
    scheme: &ConceptScheme,
    review: &mut ProposalReview,
    screen: Screen,
) -> Result<usize, Error> {
    let mut found = proposals(sources, scheme)?;
    found.extend(own_proposals(sources, scheme, &review.own(&found))?);
    choose(&mut found, review, args.top);
    for proposal in &mut found {
        if let Some(label) = review.label(proposal) {
            proposal.label = label.to_owned();
        }
    }
    Answer { sources, scheme, found: &found, review }.write(args, screen)?;
    let shown: Vec<&Proposal> = found.iter().collect();
    review.update(&shown, |proposal| sentence(sources, proposal.examples.first()?));
    Ok(found.len())
}

/// The sentence of an example in which the phrase first stands.
fn sentence(sources: &[Source], example: &Example) -> Option<String> {
    let text = &example.place.of(sources)?.text;
    Some(sentence_at(text, example.spans.first()?.start as usize).to_owned())
}

fn propose_aliases(
    args: &Discover,
    sources: &[Source],
    scheme: &ConceptScheme,
    review: &mut ProposalReview,
    screen: Screen,
) -> Result<usize, Error> {
    let mut found = aliases(sources, scheme, &proposals(sources, scheme)?)?;
    choose(&mut found, review, args.top);
    Answer { sources, scheme, found: &found, review }.write(args, screen)?;
    review.update_aliases(&found);
    Ok(found.len())
}

/// Leaves out what was rejected, puts what was accepted first, and takes the first `top`.
fn choose<T: Found>(found: &mut Vec<T>, review: &ProposalReview, top: usize) {
    found.retain(|one| one.decision(review) != Decision::Reject);
    found.sort_by_key(|one| one.decision(review) != Decision::Accept);
    found.truncate(top);
}

impl Found for Proposal {
    fn decision(&self, review: &ProposalReview) -> Decision {
        review.decision(self)
    }

    fn stubs(found: &[&Self], scheme: &ConceptScheme) -> Result<String, LinkError> {
        stubs(found, scheme)
    }

    fn show(&self, answer: &Answer<'_, Self>, page: &mut Page) {
        page.heading(heading(self, answer));
        if let Some(example) = self.examples.first() {
            answer.show_example(example, page);
        }
    }

    fn columns() -> Vec<Column> {
        vec![
            Column::text("label"),
            Column::number("score"),
            Column::number("quotes"),
            Column::number("sources"),
            Column::text("variants"),
            Column::text("looks_like"),
            Column::text("decision"),
            Column::text("example_ids"),
            Column::text("example"),
        ]
    }

    fn row(&self, answer: &Answer<'_, Self>) -> Vec<Cell> {
        let like = self.like.map(|like| &answer.scheme[like.concept]);
        vec![
            self.label.as_str().into(),
            Cell::Float { value: self.score, decimals: 4 },
            self.quotes.into(),
            self.sources.into(),
            Cell::List(self.variants.iter().map(|variant| variant.text.clone()).collect()),
            like.map(|concept| concept.id.as_str()).into(),
            self.decision(answer.review).name().into(),
            Cell::List(self.examples.iter().map(|example| answer.quote_id(example)).collect()),
            answer.example_cell(self.examples.first()),
        ]
    }
}

fn heading(proposal: &Proposal, answer: &Answer<'_, Proposal>) -> String {
    let mut parts = vec![counted(proposal.quotes, "quote"), counted(proposal.sources, "source")];
    let others: Vec<&str> = proposal.variants.iter().skip(1).map(|v| v.text.as_str()).collect();
    if !others.is_empty() {
        parts.push(format!("also {}", others.join(", ")));
    }
    parts.extend(proposal.like.map(|like| like.told(answer.scheme)));
    if answer.is_accepted(proposal) {
        parts.push("accepted".into());
    }
    format!("{}  {}", proposal.label, parts.join("; "))
}

//! `discover --merge-aliases`: names that may be of one idea, for a person to accept or reject.

use super::answer::{Answer, Found};
use crate::concept::ConceptScheme;
use crate::discover::{Alias, Idea, ProposalReview, alias_stubs};
use crate::link::LinkError;
use crate::render::page::{Page, counted};
use crate::render::table::{Cell, Column};
use crate::review::Decision;

impl Found for Alias {
    fn decision(&self, review: &ProposalReview) -> Decision {
        review.alias_decision(self)
    }

    fn stubs(found: &[&Self], scheme: &ConceptScheme) -> Result<String, LinkError> {
        Ok(alias_stubs(found, scheme))
    }

    fn show(&self, answer: &Answer<'_, Self>, page: &mut Page) {
        page.heading(heading(self, answer));
        for idea in [&self.name, &self.alias] {
            page.text(format!("{}  {}", idea.name, facts(idea, answer.scheme)));
            if let Some(example) = &idea.example {
                answer.show_example(example, page);
            }
        }
    }

    fn columns() -> Vec<Column> {
        vec![
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
        ]
    }

    fn row(&self, answer: &Answer<'_, Self>) -> Vec<Cell> {
        let measure = |value| Cell::Float { value, decimals: 4 };
        let both = [&self.name, &self.alias];
        let quote_id = |idea: &Idea| idea.example.as_ref().map(|example| answer.quote_id(example));
        let mut row: Vec<Cell> = both.iter().map(|idea| idea.name.as_str().into()).collect();
        row.extend([
            measure(self.score),
            self.form.name().into(),
            self.company.map_or(Cell::Null, measure),
            self.decision(answer.review).name().into(),
        ]);
        row.extend(both.iter().map(|idea| Cell::from(id(idea, answer.scheme))));
        row.extend(both.iter().map(|idea| Cell::from(idea.quotes)));
        row.extend(both.iter().map(|idea| quote_id(idea).map_or(Cell::Null, |id| id.as_str().into())));
        row.extend(both.iter().map(|idea| answer.example_cell(idea.example.as_ref())));
        row
    }
}

fn heading(alias: &Alias, answer: &Answer<'_, Alias>) -> String {
    let mut parts = vec![format!("score {:.2}", alias.score), alias.form.name().to_owned()];
    parts.extend(alias.company.map(|company| format!("company {company:.2}")));
    if answer.is_accepted(alias) {
        parts.push("accepted".into());
    }
    format!("{} = {}  {}", alias.name.name, alias.alias.name, parts.join("; "))
}

fn facts(idea: &Idea, scheme: &ConceptScheme) -> String {
    let concept = id(idea, scheme).map(|id| format!("`{id}`; ")).unwrap_or_default();
    concept + &counted(idea.quotes, "quote")
}

fn id<'s>(idea: &Idea, scheme: &'s ConceptScheme) -> Option<&'s str> {
    Some(&scheme[idea.concept?].id)
}

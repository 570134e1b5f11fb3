//! The summary of a graph is what would take reading all of it to tell.

use jiff::civil::Date;

use super::KnowledgeGraph;
use super::date::{date_of, days_of};
use super::table::{Numbers, Optional, table};

table! {
    /// One row.
    SummaryTable, SummarySink, "summary.arrow" {
        quotes_without_concept: Numbers<u32>,
        concepts_used: Numbers<u32>,
        first_date: Optional<i32>,
        last_date: Optional<i32>,
    }
}

/// What would take reading all of a graph to tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Quotes that mention no concept.
    pub quotes_without_concept: u32,
    /// Concepts that some quote mentions.
    pub concepts_used: u32,
    /// The day of the earliest quote that has one.
    pub first_date: Option<Date>,
    /// The day of the latest quote that has one.
    pub last_date: Option<Date>,
}

impl Summary {
    /// Takes a quote in.
    pub(super) fn add(&mut self, date: Option<Date>, has_concept: bool) {
        self.quotes_without_concept += u32::from(!has_concept);
        self.first_date = [self.first_date, date].into_iter().flatten().min();
        self.last_date = self.last_date.max(date);
    }

    /// Takes in quotes of which some mention no concept, with the days of the earliest and the latest.
    pub(super) fn add_all(&mut self, without_concept: u32, days: Option<(i32, i32)>) {
        self.quotes_without_concept += without_concept;
        let (first, last) = days.map_or((None, None), |(first, last)| (date_of(first), date_of(last)));
        self.first_date = [self.first_date, first].into_iter().flatten().min();
        self.last_date = self.last_date.max(last);
    }

    pub(super) fn write(&self, sink: &mut SummarySink) {
        sink.quotes_without_concept.push(self.quotes_without_concept);
        sink.concepts_used.push(self.concepts_used);
        sink.first_date.push(self.first_date.map(days_of));
        sink.last_date.push(self.last_date.map(days_of));
        sink.rows += 1;
    }
}

impl KnowledgeGraph {
    /// What would take reading all of it to tell.
    pub fn summary(&self) -> Summary {
        let table = self.summary_table();
        Summary {
            quotes_without_concept: table.quotes_without_concept.get(0),
            concepts_used: table.concepts_used.get(0),
            first_date: table.first_date.get(0).and_then(date_of),
            last_date: table.last_date.get(0).and_then(date_of),
        }
    }
}

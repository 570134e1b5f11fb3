//! Pieces of a transcript are joined to what is said without a break.

use super::{Found, Row};
use crate::source::rows;

impl<'t> Found<'t> {
    /// Joins each of the rows from one on to the next, when it [goes on](rows::goes_on) there: pieces of a transcript
    /// end where a line is full.
    pub(super) fn join(&mut self, from: usize) {
        let mut joined: Vec<Row<'t>> = Vec::new();
        for (fields, place) in self.rows.drain(from..) {
            match joined.last_mut().filter(|(above, _)| rows::goes_on(above, &fields)) {
                Some((above, whole)) => {
                    rows::join(above, &fields);
                    whole.end = place.end;
                }
                None => joined.push((fields, place)),
            }
        }
        self.rows.extend(joined);
    }

    /// Joins the rows from one on, if they are pieces of a transcript: each tells when it is heard, one behind another,
    /// and together they take half of the time or more.
    pub(super) fn join_pieces(&mut self, from: usize) {
        let spans: Option<Vec<_>> = self.rows[from..].iter().map(|(fields, _)| rows::span(fields)).collect();
        let Some(spans) = spans.filter(|spans| spans.len() > 1) else { return };
        let heard: f64 = spans.iter().map(|(start, end)| end - start).sum();
        let whole = spans[spans.len() - 1].1 - spans[0].0;
        if !spans.is_sorted_by(|one, next| one.0 <= next.0) || heard <= 0.0 || 2.0 * heard < whole {
            return;
        }
        let said = |(fields, place)| Some((rows::without_sounds(fields)?, place));
        let said: Vec<_> = self.rows.drain(from..).filter_map(said).collect();
        self.rows.extend(said);
        self.join(from);
        self.rows[from..].iter_mut().for_each(|(fields, _)| rows::unsigned(fields));
    }
}

//! A scanner reads what ISO 8601 writes: digits in fixed numbers, and the marks between them.

use super::{Kind, TemporalError};

/// What is left of a text.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    /// Reads a whole text, which is a syntax error when something is left.
    pub(super) fn whole<T>(
        kind: Kind,
        text: &str,
        read: impl FnOnce(&mut Scanner<'_>) -> Option<Result<T, TemporalError>>,
    ) -> Result<T, TemporalError> {
        let mut scanner = Scanner { rest: text };
        let read = read(&mut scanner).filter(|_| scanner.is_empty());
        read.unwrap_or_else(|| Err(TemporalError::Syntax { kind, text: text.to_owned() }))
    }

    /// Reads something, or else nothing.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.clone();
        let read = read(self);
        if read.is_none() {
            *self = before;
        }
        read
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether one of some marks is next.
    pub(super) fn is_at<const N: usize>(&self, marks: [char; N]) -> bool {
        self.rest.starts_with(marks)
    }

    /// Goes past a mark, if it is next.
    pub(super) fn take(&mut self, mark: char) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// How many digits are next.
    pub(super) fn run(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    /// The number that the next digits write, of which there must be so many.
    pub(super) fn digits(&mut self, count: usize) -> Option<i64> {
        let digits = self.rest.get(..count).filter(|_| self.run() >= count)?;
        self.rest = self.rest.get(count..)?;
        digits.parse().ok()
    }

    /// A sign, as a factor, and 1 when there is none.
    pub(super) fn sign(&mut self) -> i64 {
        if self.take('-') {
            return -1;
        }
        self.take('+');
        1
    }

    /// A year: four digits, or a sign and four or more.
    pub(super) fn year(&mut self) -> Option<i64> {
        let signed = self.is_at(['+', '-']);
        let sign = self.sign();
        let count = if signed { self.run().max(4) } else { 4 };
        Some(sign * self.digits(count)?)
    }

    /// A decimal fraction with its point or comma, in units of 10⁻⁹; further digits are dropped.
    pub(super) fn nanoseconds(&mut self) -> Option<i64> {
        if !(self.take('.') || self.take(',')) {
            return Some(0);
        }
        let digits = self.rest.get(..self.run()).filter(|digits| !digits.is_empty())?;
        self.rest = self.rest.get(digits.len()..)?;
        let digits = digits.get(..9).unwrap_or(digits);
        format!("{digits:0<9}").parse().ok()
    }

    /// A decimal number with its sign.
    pub(super) fn number(&mut self) -> Option<f64> {
        let end = self
            .rest
            .find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | ','))
            .unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        number.replace(',', ".").parse().ok()
    }

    /// What stands between brackets.
    pub(super) fn bracketed(&mut self) -> Option<&'a str> {
        let (inside, rest) = self.rest.strip_prefix('[')?.split_once(']')?;
        self.rest = rest;
        Some(inside)
    }
}

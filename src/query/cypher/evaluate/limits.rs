//! What a query may take: time until it is stopped, and memory.

use std::cell::Cell;

use super::{Control, Machine};
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::value::Value;

/// How many steps there are between two questions whether to stop.
const STEPS: i64 = 4096;

/// How many bytes are looked at in the time of a step.
const BYTES: u64 = 1024;

/// The most bytes of one value that a query makes: it is made at once.
const LARGEST: u64 = 32 << 20;

/// How deep lists and maps may be nested.
const DEPTH: u32 = 200;

/// What a query has taken.
#[derive(Default)]
pub(super) struct Taken {
    /// Steps until it is asked whether to stop.
    steps_left: Cell<i64>,
    /// Bytes that steps keep.
    held: Cell<u64>,
}

/// Bytes that steps keep of the rows, until they are released.
#[derive(Default)]
pub(super) struct Held(u64);

impl<'g, G> Machine<'_, 'g, G> {
    /// Now and then asks whether to stop.
    #[inline]
    pub(super) fn tick(&self) -> Result<(), QueryError> {
        self.spend(1)
    }

    /// Takes the time of looking at some bytes.
    #[inline]
    pub(super) fn spend_on(&self, bytes: u64) -> Result<(), QueryError> {
        if bytes < BYTES { Ok(()) } else { self.spend((bytes / BYTES) as i64) }
    }

    #[inline]
    fn spend(&self, steps: i64) -> Result<(), QueryError> {
        let left = self.taken.steps_left.get() - steps;
        self.taken.steps_left.set(left);
        if left > 0 { Ok(()) } else { self.ask_to_go_on() }
    }

    #[cold]
    fn ask_to_go_on(&self) -> Result<(), QueryError> {
        self.taken.steps_left.set(STEPS);
        let Some(fault) = (self.control.stop)() else { return Ok(()) };
        let message =
            if fault == Fault::Timeout { "the query took too long" } else { "the query was stopped" };
        Err(QueryError::run(Class::Stopped, fault, message))
    }

    /// Keeps some bytes more.
    pub(super) fn hold(&self, held: &mut Held, bytes: u64) -> Result<(), QueryError> {
        held.0 = held.0.saturating_add(bytes);
        let all = self.taken.held.get().saturating_add(bytes);
        self.taken.held.set(all);
        self.check_size(all)
    }

    /// Keeps values side by side.
    pub(super) fn hold_values(&self, held: &mut Held, values: &[Value<'g>]) -> Result<(), QueryError> {
        self.hold(held, bytes_of(values))
    }

    /// Keeps values no more that lie side by side.
    pub(super) fn release_values(&self, held: &mut Held, values: &[Value<'g>]) {
        let bytes = bytes_of(values).min(held.0);
        held.0 -= bytes;
        self.taken.held.set(self.taken.held.get().saturating_sub(bytes));
    }

    /// Keeps nothing more of what was kept.
    pub(super) fn release(&self, held: Held) {
        self.taken.held.set(self.taken.held.get().saturating_sub(held.0));
    }

    /// A value that was made, unless it is too large.
    pub(super) fn bounded(&self, value: Value<'g>) -> Result<Value<'g>, QueryError> {
        let size = value.size();
        if size.depth > DEPTH {
            let message = format!("a value is nested more than {DEPTH} deep");
            return Err(QueryError::run(Class::Stopped, Fault::TooLarge, message));
        }
        self.check_made(size.bytes)?;
        self.spend_on(size.bytes)?;
        Ok(value)
    }

    /// Whether a value may be made so large.
    #[inline]
    pub(super) fn check_made(&self, bytes: u64) -> Result<(), QueryError> {
        if bytes <= LARGEST {
            return self.check_size(bytes);
        }
        let message =
            format!("a list or string would be larger than the {} MB that one may be", LARGEST >> 20);
        Err(QueryError::run(Class::Stopped, Fault::TooLarge, message)
            .hint("take the values one by one, with UNWIND"))
    }

    /// Whether so many bytes may be taken.
    pub(super) fn check_size(&self, bytes: u64) -> Result<(), QueryError> {
        let Control { memory, .. } = self.control;
        if bytes <= *memory {
            return Ok(());
        }
        let message = format!("the query needs more than the {} MB of memory that it may take", memory >> 20);
        Err(QueryError::run(Class::Stopped, Fault::TooLarge, message)
            .hint("ask for less at once: filter before you collect, group or sort, or sort with a LIMIT"))
    }
}

/// The bytes of values side by side, with their place in a table: tables have room for up to twice what is in them.
fn bytes_of(values: &[Value<'_>]) -> u64 {
    values.iter().fold(48, |bytes, value| value.size().bytes.saturating_add(bytes))
}

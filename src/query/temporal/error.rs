//! What can be wrong with a temporal value.

use thiserror::Error;

use super::Kind;

/// Why there is no such temporal value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemporalError {
    /// A text that is not written as ISO 8601 has it.
    #[error("`{text}` is not a {kind}; write it like `{}`", kind.example())]
    Syntax {
        /// What the text was to be.
        kind: Kind,
        /// The text.
        text: String,
    },
    /// A component that lies outside of its range.
    #[error("{name} is {value}, and must be in {min} to {max}")]
    Component {
        /// The component.
        name: &'static str,
        /// What was given for it.
        value: i64,
        /// The smallest that it may be.
        min: i64,
        /// The greatest that it may be.
        max: i64,
    },
    /// A component that a kind does not have.
    #[error("a {kind} has no component `{name}`")]
    Unknown {
        /// What was to be made.
        kind: Kind,
        /// The component.
        name: String,
    },
    /// A component without a more significant one.
    #[error("`{given}` needs `{missing}`")]
    Missing {
        /// The component that is there.
        given: &'static str,
        /// The component that is not.
        missing: &'static str,
    },
    /// Components that say the same in two ways.
    #[error("`{0}` and `{1}` cannot both be given")]
    Conflict(&'static str, &'static str),
    /// Something of another type than is needed.
    #[error("{place} must be {expected}, not {found}")]
    Type {
        /// Where it stands.
        place: String,
        /// What is needed there.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// A time zone that is not in the IANA database.
    #[error("there is no time zone `{0}`; write an offset like `+01:00` or a name like `Europe/Stockholm`")]
    Zone(String),
    /// A named time zone where there is no day to tell its offset.
    #[error("the offset of `{0}` depends on the day; give a time an offset like `+01:00`")]
    ZoneWithoutDay(String),
    /// An offset that a time zone does not have at that time.
    #[error("`{zone}` is not at {offset} at that time")]
    Offset {
        /// The time zone.
        zone: String,
        /// The offset.
        offset: String,
    },
    /// A unit that there is not, or that a kind cannot be truncated to.
    #[error("a {kind} cannot be truncated to `{unit}`; its units are {}", units.join(", "))]
    Unit {
        /// What was to be made.
        kind: Kind,
        /// The unit.
        unit: String,
        /// The units that there are.
        units: Vec<&'static str>,
    },
    /// An operator between values that it does not take.
    #[error("`{operator}` does not take a {left} and a {right}")]
    Operator {
        /// The operator.
        operator: char,
        /// What stands left of it.
        left: Kind,
        /// What stands right of it.
        right: Kind,
    },
    /// A wrong number of arguments.
    #[error("the function takes {} to {} arguments, not {found}", expected.start(), expected.end())]
    Arity {
        /// How many it takes.
        expected: std::ops::RangeInclusive<usize>,
        /// How many were given.
        found: usize,
    },
    /// A result beyond the years -999,999,999 to 999,999,999, or the seconds that 64 bits can hold.
    #[error("the result is out of range: {0}")]
    Overflow(&'static str),
}

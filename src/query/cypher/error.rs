//! A query error says what is wrong with a query, where in its text, and what to do.

use std::fmt;

use thiserror::Error;

use super::excerpt::Excerpt;
use crate::text::Span;

/// The longest message, in characters: what is told may have a name in it of any length.
const LONGEST: usize = 500;

/// When an error was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before anything ran.
    Compile,
    /// While the query ran.
    Run,
}

macro_rules! faults {
    ($(#[$doc:meta] $name:ident)*) => {
        /// What exactly is wrong, by the names of the openCypher compatibility kit where it has one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Fault {
            $(#[$doc] $name,)*
        }
    };
}

faults! {
    /// The text does not follow the grammar.
    UnexpectedSyntax
    /// A number is not written as one.
    InvalidNumberLiteral
    /// A whole number does not fit into 64 bits.
    IntegerOverflow
    /// A number is too large for a float.
    FloatingPointOverflow
    /// An escaped character is not written as one.
    InvalidUnicodeLiteral
    /// A character belongs to no word of the language.
    InvalidUnicodeCharacter
    /// A relationship pattern is not written as one.
    InvalidRelationshipPattern
    /// A parameter stands where it cannot.
    InvalidParameterUse
    /// A query is larger or more deeply nested than is read.
    TooLarge
    /// A clause changes the graph.
    ReadOnly
    /// A name stands for nothing here.
    UndefinedVariable
    /// A name is taken.
    VariableAlreadyBound
    /// A name stands for something of another kind.
    VariableTypeConflict
    /// A name of a label, type, property, function or procedure that there is not.
    UnknownName
    /// There is no such function.
    UnknownFunction
    /// There is no such procedure.
    ProcedureNotFound
    /// A parameter has no value.
    MissingParameter
    /// A call has too few or too many arguments.
    InvalidNumberOfArguments
    /// A procedure's arguments must be written out here.
    InvalidArgumentPassingMode
    /// A value is of a kind that cannot be used so.
    InvalidArgumentType
    /// A value is of the right kind, but cannot be used so.
    InvalidArgumentValue
    /// A number is not among those allowed.
    NumberOutOfRange
    /// A number must not be negative.
    NegativeIntegerArgument
    /// An expression must not depend on rows.
    NonConstantExpression
    /// An aggregate stands where there are no groups.
    InvalidAggregation
    /// An aggregate stands within another.
    NestedAggregation
    /// An expression mixes an aggregate with what is not grouped by.
    AmbiguousAggregationExpression
    /// One relationship is asked for twice in a pattern.
    RelationshipUniquenessViolation
    /// Two columns have one name.
    ColumnNameConflict
    /// A column needs a name.
    NoExpressionAlias
    /// `*` stands for nothing.
    NoVariablesInScope
    /// The parts of a union have different columns.
    DifferentColumnsInUnion
    /// Clauses do not go together in this order.
    InvalidClauseComposition
    /// A map was asked for something that is not a name.
    MapElementAccessByNonString
    /// A number cannot be divided by zero, or the result does not fit.
    ArithmeticError
    /// The query ran longer than it may.
    Timeout
    /// The query was stopped.
    Interrupted
}

/// The class of an error, as the openCypher compatibility kit tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The text of the query is wrong.
    SyntaxError,
    /// A value is of the wrong kind.
    TypeError,
    /// An argument cannot be used.
    ArgumentError,
    /// A parameter is missing.
    ParameterMissing,
    /// A procedure cannot be called.
    ProcedureError,
    /// A calculation has no result.
    ArithmeticError,
    /// The query was stopped before its end.
    Stopped,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}{}", hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default())]
pub struct QueryError {
    /// When it was found.
    pub phase: Phase,
    /// Its class.
    pub class: Class,
    /// What exactly is wrong.
    pub fault: Fault,
    /// What is wrong, in words.
    pub message: String,
    /// Where in the text of the query, as bytes.
    pub span: Option<Span>,
    /// What to do.
    pub hint: Option<String>,
    /// The parameter that has the wrong kind of value, where another name stands at the place.
    pub parameter: Option<String>,
}

impl QueryError {
    /// An error in the text of the query.
    pub fn syntax(fault: Fault, span: Span, message: impl Into<String>) -> Self {
        let (phase, class) = (Phase::Compile, Class::SyntaxError);
        let message = shortened(&message.into(), LONGEST);
        Self { phase, class, fault, message, span: Some(span), hint: None, parameter: None }
    }

    /// An error while the query runs.
    pub fn run(class: Class, fault: Fault, message: impl Into<String>) -> Self {
        let message = shortened(&message.into(), LONGEST);
        Self { phase: Phase::Run, class, fault, message, span: None, hint: None, parameter: None }
    }

    /// A value of a kind that cannot be used so, while the query runs.
    pub fn wrong_type(fault: Fault, message: impl Into<String>) -> Self {
        Self::run(Class::TypeError, fault, message)
    }

    /// The same error of another class.
    pub fn of_class(self, class: Class) -> Self {
        Self { class, ..self }
    }

    /// The same error with what to do.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(shortened(&hint.into(), LONGEST)), ..self }
    }

    /// The same error at a place, unless it has one; to be stopped is the fault of none.
    pub fn at(self, span: Span) -> Self {
        if matches!(self.fault, Fault::Timeout | Fault::Interrupted) {
            return self;
        }
        Self { span: self.span.or(Some(span)), ..self }
    }

    /// The error with the line of the query that it is in, and a caret under the place.
    pub fn in_text<'a>(&'a self, query: &'a str) -> impl fmt::Display {
        Excerpt { told: self, span: self.span, query }
    }
}

/// Why a text is no regular expression.
pub(super) fn no_regex(error: &regex::Error) -> String {
    let reason = error.to_string();
    let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
    format!("this is no regular expression: {reason}")
}

/// The first characters of a text, without those that control a terminal.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).filter(|c| !c.is_control()).collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

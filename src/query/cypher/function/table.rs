//! All functions.

use super::GraphFunction as Graph;
use super::{Function, Run, convert, list, number, text};
use crate::query::cypher::kind::Accepted::{List, Map, Node, Number, Path, Relationship, Text};
use crate::query::cypher::kind::{Accepted, Kind};

const ANY: usize = usize::MAX;
type Accepts = &'static [&'static [Accepted]];
type Gives = fn(&[Kind]) -> Kind;

const NUMBER: Accepts = &[&[Number]];
const TEXT: Accepts = &[&[Text]];
const ELEMENT: Accepts = &[&[Node, Relationship]];

const fn pure(
    name: &'static str,
    arity: (usize, usize),
    accepts: Accepts,
    gives: Gives,
    run: for<'g> fn(&[super::Value<'g>]) -> super::Given<'g>,
) -> Function {
    Function { name, arity, accepts, gives, strict: true, run: Run::Pure(run) }
}

const fn graph(name: &'static str, accepts: Accepts, gives: Gives, function: Graph) -> Function {
    Function { name, arity: (1, 1), accepts, gives, strict: true, run: Run::Graph(function) }
}

fn integer(_: &[Kind]) -> Kind {
    Kind::Integer
}

fn float(_: &[Kind]) -> Kind {
    Kind::Float
}

fn string(_: &[Kind]) -> Kind {
    Kind::Text
}

fn boolean(_: &[Kind]) -> Kind {
    Kind::Boolean
}

fn strings(_: &[Kind]) -> Kind {
    Kind::List(Box::new(Kind::Text))
}

fn same(args: &[Kind]) -> Kind {
    args.first().cloned().unwrap_or(Kind::Any)
}

fn element(args: &[Kind]) -> Kind {
    match args.first() {
        Some(Kind::List(element)) => (**element).clone(),
        _ => Kind::Any,
    }
}

/// Every function, by name within each group.
pub(super) static FUNCTIONS: &[Function] = &[
    // Of the graph
    graph("elementId", ELEMENT, string, Graph::ElementId),
    graph("endNode", &[&[Relationship]], |_| Kind::NODE, Graph::EndNode),
    graph("id", ELEMENT, integer, Graph::Id),
    graph("keys", &[&[Node, Relationship, Map]], strings, Graph::Keys),
    graph("labels", &[&[Node]], strings, Graph::Labels),
    graph("length", &[&[Path]], integer, Graph::Length),
    graph("nodes", &[&[Path]], |_| Kind::List(Box::new(Kind::NODE)), Graph::Nodes),
    graph("properties", &[&[Node, Relationship, Map]], |_| Kind::Map, Graph::Properties),
    graph("relationships", &[&[Path]], |_| Kind::List(Box::new(Kind::RELATIONSHIP)), Graph::Relationships),
    graph("startNode", &[&[Relationship]], |_| Kind::NODE, Graph::StartNode),
    graph("type", &[&[Relationship]], string, Graph::Type),
    // Of any values
    Function {
        name: "coalesce",
        arity: (1, ANY),
        accepts: &[],
        gives: |kinds| Kind::common(kinds.iter().cloned()),
        strict: false,
        run: Run::Pure(list::coalesce),
    },
    pure("isEmpty", (1, 1), &[&[List, Map, Text]], boolean, list::is_empty),
    Function {
        name: "nullIf",
        arity: (2, 2),
        accepts: &[],
        gives: same,
        strict: false,
        run: Run::Pure(list::null_if),
    },
    pure("toBoolean", (1, 1), &[], boolean, convert::to_boolean),
    pure("toBooleanOrNull", (1, 1), &[], boolean, convert::to_boolean_or_null),
    pure("toFloat", (1, 1), &[], float, convert::to_float),
    pure("toFloatOrNull", (1, 1), &[], float, convert::to_float_or_null),
    pure("toInteger", (1, 1), &[], integer, convert::to_integer),
    pure("toIntegerOrNull", (1, 1), &[], integer, convert::to_integer_or_null),
    pure("toString", (1, 1), &[], string, convert::to_string),
    pure("toStringOrNull", (1, 1), &[], string, convert::to_string_or_null),
    // Of lists
    pure("head", (1, 1), &[&[List]], element, list::head),
    pure("last", (1, 1), &[&[List]], element, list::last),
    Function {
        name: "range",
        arity: (2, 3),
        accepts: &[],
        gives: |_| Kind::List(Box::new(Kind::Integer)),
        strict: true,
        run: Run::Range,
    },
    pure("reverse", (1, 1), &[&[List, Text]], same, list::reverse),
    pure("size", (1, 1), &[&[List, Text, Map]], integer, list::size),
    pure("tail", (1, 1), &[&[List]], same, list::tail),
    // Of numbers
    pure("abs", (1, 1), NUMBER, same, number::abs),
    pure("acos", (1, 1), NUMBER, float, |args| number::float(args, libm::acos)),
    pure("asin", (1, 1), NUMBER, float, |args| number::float(args, libm::asin)),
    pure("atan", (1, 1), NUMBER, float, |args| number::float(args, libm::atan)),
    pure("atan2", (2, 2), NUMBER, float, number::atan2),
    pure("ceil", (1, 1), NUMBER, float, |args| number::float(args, f64::ceil)),
    pure("cos", (1, 1), NUMBER, float, |args| number::float(args, libm::cos)),
    pure("cot", (1, 1), NUMBER, float, |args| number::float(args, |x| 1.0 / libm::tan(x))),
    pure("degrees", (1, 1), NUMBER, float, |args| number::float(args, f64::to_degrees)),
    pure("e", (0, 0), &[], float, |_| Ok(std::f64::consts::E.into())),
    pure("exp", (1, 1), NUMBER, float, |args| number::float(args, libm::exp)),
    pure("floor", (1, 1), NUMBER, float, |args| number::float(args, f64::floor)),
    pure("haversin", (1, 1), NUMBER, float, |args| number::float(args, |x| (1.0 - libm::cos(x)) / 2.0)),
    pure("isNaN", (1, 1), NUMBER, boolean, number::is_nan),
    pure("log", (1, 1), NUMBER, float, |args| number::float(args, libm::log)),
    pure("log10", (1, 1), NUMBER, float, |args| number::float(args, libm::log10)),
    pure("pi", (0, 0), &[], float, |_| Ok(std::f64::consts::PI.into())),
    pure("radians", (1, 1), NUMBER, float, |args| number::float(args, f64::to_radians)),
    Function { name: "rand", arity: (0, 0), accepts: &[], gives: float, strict: true, run: Run::Random },
    pure("round", (1, 2), NUMBER, float, number::round),
    pure("sign", (1, 1), NUMBER, integer, number::sign),
    pure("sin", (1, 1), NUMBER, float, |args| number::float(args, libm::sin)),
    pure("sqrt", (1, 1), NUMBER, float, |args| number::float(args, f64::sqrt)),
    pure("tan", (1, 1), NUMBER, float, |args| number::float(args, libm::tan)),
    // Of text
    pure("char_length", (1, 1), TEXT, integer, list::size),
    pure("left", (2, 2), &[&[Text], &[Number]], string, text::left),
    pure("lower", (1, 1), TEXT, string, |args| text::mapped("lower", args, str::to_lowercase)),
    pure("lTrim", (1, 1), TEXT, string, |args| text::cut("lTrim", args, str::trim_start)),
    pure("replace", (3, 3), TEXT, string, text::replace),
    pure("right", (2, 2), &[&[Text], &[Number]], string, text::right),
    pure("rTrim", (1, 1), TEXT, string, |args| text::cut("rTrim", args, str::trim_end)),
    pure("split", (2, 2), &[&[Text], &[Text, List]], strings, text::split),
    pure("substring", (2, 3), &[&[Text], &[Number]], string, text::substring),
    pure("toLower", (1, 1), TEXT, string, |args| text::mapped("toLower", args, str::to_lowercase)),
    pure("toUpper", (1, 1), TEXT, string, |args| text::mapped("toUpper", args, str::to_uppercase)),
    pure("trim", (1, 1), TEXT, string, |args| text::cut("trim", args, str::trim)),
    pure("upper", (1, 1), TEXT, string, |args| text::mapped("upper", args, str::to_uppercase)),
    pure("valueType", (1, 1), &[], string, convert::value_type),
];

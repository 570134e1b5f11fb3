//! Expressions of a plan, written as a query writes them; what is long in them is left out.

use super::Plan;
use crate::query::cypher::ast::{Logic, Operator, Predicate, Relation};
use crate::query::cypher::property_graph::Catalogue;
use crate::query::cypher::resolved::{Expr, Form, LabelTest, Slot};
use crate::query::cypher::value::Value;

/// What stands where something is left out.
const LEFT_OUT: &str = "…";

/// Writes expressions with the names of a plan and a graph.
pub(super) struct Written<'a> {
    pub(super) plan: &'a Plan,
    pub(super) catalogue: &'a dyn Catalogue,
}

impl Written<'_> {
    pub(super) fn name(&self, slot: Slot) -> &str {
        match self.plan.slots[slot.at()].as_str() {
            "" => LEFT_OUT,
            name => name,
        }
    }

    /// Expressions with something between them.
    pub(super) fn joined<'e>(&self, all: impl IntoIterator<Item = &'e Expr>, between: &str) -> String {
        all.into_iter().map(|expr| self.expr(expr)).collect::<Vec<_>>().join(between)
    }

    pub(super) fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Constant(value) => constant(value),
            Expr::Parameter(number) => format!("${}", self.plan.parameters[*number].name),
            Expr::Slot(slot) | Expr::Number(slot) => self.name(*slot).to_owned(),
            Expr::Property(of, key, _) => format!("{}.{}", self.expr(of), key.name),
            Expr::Index(list, at, _) => format!("{}[{}]", self.expr(list), self.expr(at)),
            Expr::HasLabels(of, test, _) => format!("{}:{}", self.expr(of), self.labels(test)),
            Expr::List(values) => format!("[{}]", self.joined(values, ", ")),
            Expr::Not(inner) => format!("NOT {}", self.operand(inner)),
            Expr::Negative(inner, _) => format!("-{}", self.operand(inner)),
            Expr::Logic(logic, operands) => {
                let operands: Vec<String> = operands.iter().map(|operand| self.operand(operand)).collect();
                operands.join(match logic {
                    Logic::And => " AND ",
                    Logic::Or => " OR ",
                    Logic::Xor => " XOR ",
                })
            }
            Expr::Arithmetic(first, rest, _) => {
                rest.iter().fold(self.operand(first), |text, (operator, operand)| {
                    format!("{text} {} {}", symbol(*operator), self.operand(operand))
                })
            }
            Expr::Comparison(first, rest) => {
                rest.iter().fold(self.operand(first), |text, (relation, operand)| {
                    format!("{text} {} {}", relation_symbol(*relation), self.operand(operand))
                })
            }
            Expr::Predicate(predicate, a, b, _) => {
                format!("{} {} {}", self.operand(a), predicate_words(*predicate), self.operand(b))
            }
            Expr::IsNull(inner, wanted) => {
                format!("{} IS {}NULL", self.operand(inner), if *wanted { "" } else { "NOT " })
            }
            Expr::Call(function, args, _) => format!("{}({})", function.name, self.joined(args, ", ")),
            Expr::Subquery(number, form, _) => {
                let form = match form {
                    Form::Exists => "EXISTS",
                    Form::Count => "COUNT",
                    Form::Collect | Form::First => "COLLECT",
                };
                format!("{form} {{ subquery {number} }}")
            }
            _ => LEFT_OUT.to_owned(),
        }
    }

    /// An expression that stands beside an operator.
    fn operand(&self, expr: &Expr) -> String {
        let is_joined = matches!(
            expr,
            Expr::Logic(..)
                | Expr::Arithmetic(..)
                | Expr::Comparison(..)
                | Expr::Predicate(..)
                | Expr::Not(_)
        );
        if is_joined { format!("({})", self.expr(expr)) } else { self.expr(expr) }
    }

    fn labels(&self, test: &LabelTest) -> String {
        let joined = |tests: &[LabelTest], between: &str| {
            tests.iter().map(|test| self.labels(test)).collect::<Vec<_>>().join(between)
        };
        match test {
            LabelTest::Is(label) => self.catalogue.labels()[label.0 as usize].clone(),
            LabelTest::Never => LEFT_OUT.to_owned(),
            LabelTest::Any => "%".to_owned(),
            LabelTest::Not(inner) => format!("!{}", self.labels(inner)),
            LabelTest::And(tests) => joined(tests, "&"),
            LabelTest::Or(tests) => joined(tests, "|"),
        }
    }
}

fn constant(value: &Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Text(text) => format!("'{text}'"),
        Value::Temporal(value) => format!("{}('{value}')", value.kind().name()),
        Value::List(values) => format!("[{}]", values.iter().map(constant).collect::<Vec<_>>().join(", ")),
        _ => LEFT_OUT.to_owned(),
    }
}

fn symbol(operator: Operator) -> char {
    match operator {
        Operator::Add => '+',
        Operator::Subtract => '-',
        Operator::Multiply => '*',
        Operator::Divide => '/',
        Operator::Remainder => '%',
        Operator::Power => '^',
    }
}

fn relation_symbol(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "=",
        Relation::Unequal => "<>",
        Relation::Less => "<",
        Relation::LessOrEqual => "<=",
        Relation::Greater => ">",
        Relation::GreaterOrEqual => ">=",
    }
}

fn predicate_words(predicate: Predicate) -> &'static str {
    match predicate {
        Predicate::StartsWith => "STARTS WITH",
        Predicate::EndsWith => "ENDS WITH",
        Predicate::Contains => "CONTAINS",
        Predicate::Matches => "=~",
        Predicate::In => "IN",
    }
}

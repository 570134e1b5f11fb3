//! A query in openCypher, of which everything that reads is known: it is parsed, resolved, planned and evaluated, and
//! each of the four has types of its own.
//!
//! ```
//! use ideagraph::query::cypher::memory::MemoryGraph;
//! use ideagraph::query::cypher::value::Value;
//! use ideagraph::query::cypher::{Control, Query};
//!
//! let mut graph = MemoryGraph::default();
//! let ada = graph.add_node(&["Person"], &[("name", "Ada".into())]);
//! let bob = graph.add_node(&["Person"], &[("name", "Bob".into())]);
//! graph.add_relationship(ada, "KNOWS", bob, &[]);
//!
//! let query = Query::new("MATCH (:Person {name: $who})-[:KNOWS]->(p) RETURN p.name AS name", &graph).unwrap();
//! let mut names = Vec::new();
//! let each = |row: &[Value<'_>]| {
//!     names.push(row[0].clone().into_owned());
//!     Ok(())
//! };
//! query.run(&graph, &[("who".to_owned(), "Ada".into())], &Control::default(), each).unwrap();
//! assert_eq!((query.columns(), names), (&["name".to_owned()][..], vec!["Bob".into()]));
//! ```

mod among;
pub mod ast;
pub mod error;
mod evaluate;
mod excerpt;
pub mod function;
mod habit;
pub(crate) mod keywords;
mod kind;
mod knowledge;
pub mod memory;
pub mod parse;
pub mod plan;
pub mod procedure;
pub mod property_graph;
pub mod resolve;
pub mod resolved;
pub mod schema;
pub mod value;
pub mod warning;

pub use among::Among;
pub use error::QueryError;
pub use evaluate::{Control, Flow, Stop};
pub use kind::{Accepted, Kind};
pub use knowledge::Knowledge;
pub use plan::Measure;

use plan::Plan;
use property_graph::{Catalogue, PropertyGraph};
use value::Value;
use warning::Warning;

/// A query that is ready to run on a graph.
#[derive(Debug)]
pub struct Query {
    plan: Plan,
    warnings: Vec<Warning>,
}

impl Query {
    /// Parses, resolves and plans a query for a graph.
    ///
    /// # Errors
    /// When the query cannot run on it.
    pub fn new(text: &str, graph: &dyn Catalogue) -> Result<Self, QueryError> {
        Self::planned(text, graph, &[], true)
    }

    /// The same where parameters are known already: what can never be true of values of their kinds is a mistake.
    ///
    /// # Errors
    /// When the query cannot run on the graph with them.
    pub fn with_parameters(
        text: &str,
        graph: &dyn Catalogue,
        given: &[(String, Value<'_>)],
    ) -> Result<Self, QueryError> {
        Self::planned(text, graph, given, true)
    }

    /// The same query, every match in the order in which it is written and nothing rewritten: to compare with.
    ///
    /// # Errors
    /// When the query cannot run on the graph.
    pub fn as_written(text: &str, graph: &dyn Catalogue) -> Result<Self, QueryError> {
        Self::planned(text, graph, &[], false)
    }

    fn planned(
        text: &str,
        graph: &dyn Catalogue,
        given: &[(String, Value<'_>)],
        optimise: bool,
    ) -> Result<Self, QueryError> {
        let query = parse::parse(text)?;
        let (resolved, warnings) = resolve::resolve(text, &query, graph, given)?;
        Ok(Self { plan: plan::plan(resolved, graph, optimise), warnings })
    }

    /// What it asks for in vain, in the order of its clauses.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.plan.columns
    }

    /// The names of the parameters that it needs.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.plan.parameters.iter().map(|parameter| parameter.name.as_str())
    }

    /// The plan as text, with what was measured of each step when the query has run.
    pub fn explain(&self, graph: &dyn Catalogue, measures: Option<&[Measure]>) -> String {
        plan::explain(&self.plan, graph, measures)
    }

    /// Runs the query, and calls `each` with every row as it is found. What was measured of each step comes back.
    ///
    /// # Errors
    /// When the query fails.
    pub fn run<'g, G: PropertyGraph>(
        &self,
        graph: &'g G,
        parameters: &[(String, Value<'g>)],
        control: &Control<'_>,
        each: impl FnMut(&[Value<'g>]) -> Flow,
    ) -> Result<Vec<Measure>, QueryError> {
        evaluate::evaluate(graph, &self.plan, parameters, control, each)
    }
}

#[cfg(test)]
mod tests {
    use super::memory::MemoryGraph;
    use super::{Control, Query};

    /// What is as deep as is read runs through every stage on a thread's usual stack.
    #[test]
    fn the_deepest_query_runs() {
        let graph = MemoryGraph::default();
        for (open, close, levels) in [
            ("(1 + 2 * ", ")", 45),
            ("abs(", ")", 45),
            ("[x IN [1] | ", "][0]", 45),
            ("CASE WHEN true THEN ", " END", 45),
            ("head(COLLECT { RETURN ", " AS x })", 16),
        ] {
            let text = format!("RETURN {}1{} AS x", open.repeat(levels), close.repeat(levels));
            let query = Query::new(&text, &graph).unwrap_or_else(|error| panic!("{open}: {error}"));
            let mut rows = 0;
            let count = |_: &[super::Value<'_>]| {
                rows += 1;
                Ok(())
            };
            query.run(&graph, &[], &Control::default(), count).unwrap();
            assert_eq!(rows, 1, "{open}");
        }
    }
}

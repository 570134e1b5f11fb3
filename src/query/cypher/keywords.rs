//! Keywords are the words that the language has, whatever the graph.

/// What begins a clause, or goes on behind an expression.
const BEHIND_EXPRESSIONS: [&str; 25] = [
    "MATCH",
    "OPTIONAL MATCH",
    "WHERE",
    "WITH",
    "RETURN",
    "UNWIND",
    "UNION",
    "UNION ALL",
    "CALL",
    "YIELD",
    "ORDER BY",
    "SKIP",
    "LIMIT",
    "AND",
    "OR",
    "XOR",
    "IN",
    "IS NOT NULL",
    "IS NULL",
    "STARTS WITH",
    "ENDS WITH",
    "CONTAINS",
    "AS",
    "ASC",
    "DESC",
];

/// What stands within those, or means the same as one of them.
const WITHIN: [&str; 24] = [
    "ALL",
    "ALL SHORTEST",
    "ANY",
    "ANY SHORTEST",
    "ASCENDING",
    "BY",
    "CASE",
    "COLLECT",
    "COUNT",
    "DESCENDING",
    "DISTINCT",
    "ELSE",
    "END",
    "EXISTS",
    "FALSE",
    "NONE",
    "NOT",
    "NULL",
    "OFFSET",
    "REDUCE",
    "SINGLE",
    "THEN",
    "TRUE",
    "WHEN",
];

/// What finds paths and is called as a function is.
pub(crate) const PATH_FUNCTIONS: [&str; 2] = ["allShortestPaths", "shortestPath"];

/// What stands in expressions beside functions, each as it is written.
pub(crate) const FORMS: [&str; 12] = [
    "CASE WHEN condition THEN value ELSE value END",
    "[x IN list WHERE condition | value]",
    "[(a)-->(b) WHERE condition | value]",
    "all(x IN list WHERE condition)",
    "any(x IN list WHERE condition)",
    "none(x IN list WHERE condition)",
    "single(x IN list WHERE condition)",
    "reduce(total = value, x IN list | value)",
    "EXISTS { (a)-->(b) }",
    "COUNT { (a)-->(b) }",
    "shortestPath((a)-[*]-(b))",
    "allShortestPaths((a)-[*]-(b))",
];

/// All keywords; those that only stand together are one.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    BEHIND_EXPRESSIONS.into_iter().chain(WITHIN)
}

/// Whether a word is a keyword, or one of several that are, in any case.
pub(crate) fn is_keyword(word: &str) -> bool {
    all().flat_map(|keyword| keyword.split(' ')).any(|own| own.eq_ignore_ascii_case(word))
}

/// The first words of what begins a clause, or goes on behind an expression.
pub(super) fn behind_expressions() -> impl Iterator<Item = &'static str> {
    BEHIND_EXPRESSIONS.into_iter().filter_map(|keyword| keyword.split(' ').next())
}

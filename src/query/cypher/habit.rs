//! A habit is a way of writing that other languages have and openCypher has not; each is told by what to write here.

/// What to write where a token does not belong, judged by the one before it and the one after it.
pub(super) fn of_tokens(before: &str, found: &str, after: &str) -> Option<&'static str> {
    let tokens = [before, found, after].map(str::to_ascii_uppercase);
    let [before, found, after] = tokens.each_ref().map(String::as_str);
    Some(match (before, found, after) {
        ("DISTINCT", "*", _) => "rows are counted by count(*)",
        ("DISTINCT", word, _) if word.starts_with(char::is_alphabetic) => {
            "DISTINCT stands once, right behind RETURN or WITH"
        }
        ("TOP", _, _) => "write LIMIT 10 behind RETURN",
        (before, text, _) if before.starts_with('\'') && text.starts_with('\'') => {
            "a quote within a string is written \\', or the string stands in \"…\""
        }
        ("=", "=", _) => "one `=` compares",
        ("=", ">", _) => "write `>=`",
        ("=", "<", _) => "write `<=`",
        (_, "!", "=") => "write `<>`",
        (_, "!", _) => "write `NOT`",
        (".", "*", _) => "all properties are n {.*}, and the node itself is n",
        (_, "SHORTEST", _) => "write shortestPath((a)-[:TYPE*]-(b))",
        ("AS", value, _) if is_literal(value) => "a name with spaces stands in backquotes: AS `two words`",
        ("IS" | "NOT", value, _) if is_literal(value) => "IS goes with NULL: write `=` or `<>`",
        (_, "&", "&") => "write `AND`",
        ("-" | ">", "+" | "*" | "{", _) => {
            "how often a relationship is followed stands in its brackets: -[:TYPE*1..3]->"
        }
        (_, "IN", "TRANSACTIONS") => "leave it out: a query only reads",
        (_, "OPTIONAL", "CALL") => "write OPTIONAL MATCH within CALL { … }",
        ("(", "(", _) => {
            "a path has no brackets around it; how often a relationship is followed stands in its own: -[:TYPE*1..3]->"
        }
        (_, "IS", ":") | (":", ":", _) => "the kind of a value is told by valueType(x) = 'INTEGER'",
        (before, ",", _) if before.starts_with(|c: char| c.is_ascii_digit()) => "write SKIP 2 LIMIT 3",
        (")", "-" | "=" | "<", _) => "a relationship is written -[:TYPE]->, <-[:TYPE]- or -[:TYPE]-",
        (_, ":", _) | (_, "}", _) if is_value_wanted(before) => "a parameter is written `$name`",
        (":", _, _) if found.starts_with(|c: char| c.is_ascii_digit()) => "a slice is written list[0..2]",
        ("MATCH", _, _) => "a node stands in round brackets: (c:Concept)",
        _ => return None,
    })
}

/// Whether a value is wanted behind a token.
fn is_value_wanted(before: &str) -> bool {
    matches!(before, "=" | "<" | ">" | "<=" | ">=" | "<>" | "=~")
}

fn is_literal(token: &str) -> bool {
    token.starts_with(|c: char| matches!(c, '\'' | '"') || c.is_ascii_digit())
}

/// What to write for a word that stands where a clause should.
pub(super) fn of_word(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_uppercase().as_str() {
        "SELECT" | "FROM" | "FIND" | "SHOW" | "LIST" | "GET" | "PREFIX" | "ASK" | "DESCRIBE" => {
            "say what to look for, and then what to tell of it: MATCH (c:Concept) RETURN c.label"
        }
        "GROUP" => "leave GROUP BY out: rows are grouped by what stands beside an aggregate",
        "HAVING" => "filter groups behind WITH: WITH c, count(*) AS n WHERE n > 1",
        "LIKE" | "ILIKE" | "SIMILAR" | "REGEXP" | "RLIKE" => {
            "write CONTAINS, STARTS WITH or ENDS WITH, or =~ with a regular expression: =~ '(?i).*memory.*'"
        }
        "BETWEEN" => "write 1 <= x <= 3",
        "NOT" => "NOT stands before the whole comparison: NOT x IN [1, 2]",
        "TOP" | "FETCH" | "FIRST" => "write LIMIT 10 behind RETURN",
        "JOIN" | "INNER" | "LEFT" => "a pattern joins: MATCH (q:Quote)-[:MENTIONS]->(c:Concept)",
        "WHERE" => "WHERE stands behind MATCH or WITH",
        "ORDER" | "SKIP" | "OFFSET" | "LIMIT" => {
            "behind RETURN or WITH stand ORDER BY, SKIP and LIMIT, in this order"
        }
        "AND" | "OR" => "patterns are separated by commas, and conditions stand behind WHERE",
        "OPTIONAL" => "write OPTIONAL MATCH",
        "DESCEND" | "DESCENDENT" | "DECREASING" => "write DESC",
        "EXPLAIN" => "write ideagraph query --explain '…', or :explain before it in the shell",
        "PROFILE" => "write ideagraph query --profile '…', or :profile before it in the shell",
        "SCHEMA" | "QUERIES" => "in the shell a command begins with a colon: `:help` tells them",
        "FILTER" => "write WITH * WHERE condition",
        "LET" => "write WITH *, value AS name",
        "NULLS" => "null is the largest value: the last by ASC, the first by DESC",
        "STARTSWITH" | "ENDSWITH" => "write STARTS WITH, ENDS WITH",
        "USING" => "leave USING out: how a query is answered is planned by the counts of the graph",
        "SORT" | "SORTED" => "write ORDER BY behind RETURN or WITH",
        "INSERT" | "UPDATE" | "ALTER" | "TRUNCATE" => {
            "a query only reads: change the sources or the concepts and run `ideagraph build`"
        }
        _ => return None,
    })
}

/// What a graph of quotes calls what others call so, and what to write.
pub(super) fn of_name(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name.to_ascii_lowercase().as_str() {
        "author" | "speaker" | "writer" => ("Person", "write :Person"),
        "article" | "book" | "document" | "page" | "talk" => ("Source", "write :Source"),
        "passage" | "sentence" | "statement" => ("Quote", "write :Quote"),
        "idea" | "keyword" | "topic" => ("Concept", "write :Concept"),
        "narrower" => ("BROADER", "write <-[:BROADER]-"),
        "said" | "says" | "spoke" => ("SAID_BY", "write (:Quote)-[:SAID_BY]->(:Person)"),
        "authored" | "written_by" | "wrote" => ("BY", "write (:Source)-[:BY]->(:Person)"),
        _ => return None,
    })
}

/// What to write for a character that no word of the language has.
pub(super) fn of_character(character: &str) -> Option<&'static str> {
    Some(match character {
        "#" => "a comment begins with //",
        "?" | "@" => "a parameter is written `$name`",
        "~" => "a regular expression follows =~",
        "\\" => "no sign stands at the end of a line",
        "–" | "—" | "−" => "write `-`",
        "‘" | "’" => "write `'`",
        "“" | "”" => "write `\"`",
        "…" => "write `..`",
        "≤" => "write `<=`",
        "≥" => "write `>=`",
        "≠" => "write `<>`",
        _ => return None,
    })
}

/// What to write in place of a function; what stands before its name with a point does not count.
pub(super) fn of_function(name: &str) -> Option<&'static str> {
    let name = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    Some(match name.as_str() {
        "contains" | "includes" | "instr" | "strpos" | "indexof" => "write text CONTAINS 'part'",
        "startswith" | "starts_with" => "write text STARTS WITH 'beginning'",
        "endswith" | "ends_with" => "write text ENDS WITH 'end'",
        "like" | "matches" | "regexp" | "regex" => "write text =~ 'regular expression'",
        "exists" => "write value IS NOT NULL, or EXISTS { (a)-->(b) }",
        "isnull" | "is_null" => "write value IS NULL",
        "ifnull" | "nvl" => "write coalesce(value, other)",
        "if" | "iif" | "ifelse" => "write CASE WHEN condition THEN value ELSE other END",
        "concat" | "append" | "push" => "write a + b",
        "len" | "strlen" | "cardinality" => "write size(value)",
        "first" => "write head(list), or head(collect(value)) of rows",
        "array_agg" | "group_concat" | "string_agg" | "listagg" => "write collect(value)",
        "mean" | "average" => "write avg(value)",
        "median" => "write percentileCont(value, 0.5)",
        "unique" | "distinct" => {
            "write DISTINCT behind RETURN, WITH or an opening bracket: count(DISTINCT value)"
        }
        "sort" => "collect what is sorted: WITH x ORDER BY x RETURN collect(x)",
        "timestamp" => "write datetime().epochMillis",
        "tostringlist" => "write [x IN list | toString(x)]",
        "tointegerlist" => "write [x IN list | toInteger(x)]",
        "tofloatlist" => "write [x IN list | toFloat(x)]",
        "tobooleanlist" => "write [x IN list | toBoolean(x)]",
        "now" | "today" | "current_date" | "getdate" => "write date() or datetime()",
        "year" | "month" | "day" | "week" | "quarter" => "a date has such parts: value.year",
        "join" | "text_join" => "write reduce(text = '', part IN list | text + part + ', ')",
        "format" | "strftime" | "date_format" => {
            "a date has parts, as value.year; toString(value) is 2026-05-30"
        }
        "datediff" => "write duration.between(a, b)",
        "int" | "integer" => "write toInteger(value)",
        "str" | "string" | "cast" => "write toString(value)",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::memory::MemoryGraph;
    use super::super::{Query, QueryError};

    fn error(text: &str) -> QueryError {
        let mut graph = MemoryGraph::default();
        let ada = graph.add_node(&["Person"], &[("name", "Ada".into())]);
        graph.add_relationship(ada, "KNOWS", ada, &[]);
        Query::new(text, &graph).expect_err(text)
    }

    /// Where the caret stands, and what the hint says.
    #[test]
    fn careless_queries_are_told_what_to_write() {
        for (query, place, hint) in [
            ("SELECT name FROM Person", "SELECT", "MATCH (c:Concept)"),
            ("MATCH (p) WHERE p.name == 'Ada' RETURN p", "=", "one `=`"),
            ("MATCH (p) WHERE p.name != 'Ada' RETURN p", "!", "`<>`"),
            ("MATCH (p) WHERE !(p.name = 'Ada') RETURN p", "!", "`NOT`"),
            ("MATCH (p) WHERE p.age => 3 RETURN p", ">", "`>=`"),
            ("MATCH (p) WHERE p.age ≥ 3 RETURN p", "≥", "`>=`"),
            ("MATCH (p) WHERE p.a = 1 && p.b = 2 RETURN p", "&", "`AND`"),
            ("MATCH (p) WHERE p.a = 1 || p.b = 2 RETURN p", "||", "`OR`"),
            ("MATCH (p) WHERE p.name LIKE 'A%' RETURN p", "LIKE", "CONTAINS"),
            ("MATCH (p) WHERE p.age BETWEEN 1 AND 3 RETURN p", "BETWEEN", "1 <= x <= 3"),
            ("MATCH (p) WHERE p.name NOT IN ['a'] RETURN p", "NOT", "NOT x IN"),
            ("MATCH (p) RETURN p.name, count(*) AS n GROUP BY p.name", "GROUP", "leave GROUP BY out"),
            ("MATCH (p) HAVING count(*) > 1 RETURN p", "HAVING", "WITH c, count(*)"),
            ("MATCH (p) LIMIT 3 RETURN p", "LIMIT", "behind RETURN"),
            ("MATCH (p) RETURN p LIMIT 3 ORDER BY p", "ORDER", "in this order"),
            ("MATCH (p Person) RETURN p", "Person", "(p:Person)"),
            ("MATCH (p.Person) RETURN p", ".", "(p:Person)"),
            ("MATCH (p:Person RETURN p", "RETURN", "close the `(`"),
            ("MATCH (p:Person {name: 'Ada'} RETURN count(p)", "RETURN", "close the `(`"),
            ("MATCH (p:Person {name: 'Ada') RETURN p", ")", "close the `{`"),
            ("RETURN size([1, 2)", ")", "close the `[`"),
            ("MATCH (p:Person {name = 'Ada'}) RETURN p", "=", "{name: 'Ada'}"),
            ("MATCH (p:Person {'name': 'Ada'}) RETURN p", "'name'", "without quotes"),
            ("MATCH (p)->(q) RETURN p", "-", "-[:TYPE]->"),
            ("MATCH (p)-(q) RETURN p", "-", "-[:TYPE]->"),
            ("MATCH (p)-[:KNOWS*1-3]->(q) RETURN p", "-", "*1..3"),
            ("MATCH (p)-[:KNOWS, :LIKES]->(q) RETURN p", ",", ":A|B"),
            ("MATCH (p) WHERE p.name IN ('Ada', 'Bob') RETURN p", ",", "['Ada', 'Bob']"),
            ("MATCH (p) WHERE p.name = {name} RETURN p", "}", "$name"),
            ("MATCH (p) WHERE p.name = :name RETURN p", ":", "$name"),
            ("MATCH (p) WHERE p.name = ? RETURN p", "?", "$name"),
            ("MATCH (p) WHERE p.name = Ada RETURN p", "Ada", "'Ada'"),
            ("MATCH (p) WITH p.name AS name RETURN p", "p", "WITH"),
            ("RETURN [1, 2, 3][0:2]", "2", "[0..2]"),
            ("MATCH (p) RETURN p.name.startsWith('A')", "p.name.startsWith", "STARTS WITH"),
            ("MATCH (p) RETURN len(p.name)", "len", "size("),
            ("MATCH (p) RETURN exists(p.name)", "exists", "IS NOT NULL"),
            ("MATCH (p) RETURN count(DISTINCT *)", "*", "count(*)"),
            ("RETURN 1 # one", "#", "//"),
            ("MTACH (p) RETURN p", "MTACH", "did you mean MATCH?"),
            ("MATCH (p) RETRUN p", "RETRUN", "did you mean RETURN?"),
            ("MATCH (p) WHER p.name = 'Ada' RETURN p", "WHER", "did you mean WHERE?"),
            ("MATCH (p) WHERE p.name CONTIANS 'A' RETURN p", "CONTIANS", "did you mean CONTAINS?"),
            ("MATCH (p) RETURN p ORDER BY p.name DECS", "DECS", "did you mean DESC?"),
            ("MATCH (p) RETURN p.*", "*", "{.*}"),
            ("MATCH (p) RETURN p.name AS 'the name'", "'the name'", "backquotes"),
            ("MATCH (p) WHERE p.name IS NOT 'Ada' RETURN p", "'Ada'", "`<>`"),
            ("MATCH w = SHORTEST 1 (a)-[:KNOWS]-+(b) RETURN w", "SHORTEST", "shortestPath("),
            ("MATCH (p) RETURN p ORDER BY p.name NULLS LAST", "NULLS", "the last by ASC"),
            ("MATCH (p) RETURN apoc.text.join(collect(p.name), ',')", "apoc.text.join", "reduce("),
            ("MATCH (p) FILTER p.name = 'Ada' RETURN p", "FILTER", "WITH * WHERE"),
            ("EXPLAIN MATCH (p) RETURN p", "EXPLAIN", "--explain"),
            ("PROFILE MATCH (p) RETURN p", "PROFILE", ":profile"),
            ("queries", "queries", ":help"),
            ("MATCH (a)-[:KNOWS]-+(b) RETURN a", "+", "-[:TYPE*1..3]->"),
            ("MATCH (a)-[:KNOWS]->{1,2}(b) RETURN a", "{", "-[:TYPE*1..3]->"),
            ("MATCH (p) RETURN p LIMIT 2, 3", ",", "SKIP 2 LIMIT 3"),
            ("MATCH (p) RETURN p MATCH (q) RETURN q", "MATCH (q)", "`;`"),
            ("MATCH (a)-[:KNOWS*-1]->(b) RETURN a", "-", "`*1..3`"),
            ("MATCH (p) WHERE p.name = 'O''Brien' RETURN p", "'Brien'", "is written \\'"),
            ("MATCH (p) RETURN p.name, DISTINCT p.age", "p", "right behind RETURN"),
            ("MATCH (p) RETURN TOP 5 p", "5", "LIMIT 10"),
            ("CALL { MATCH (p) RETURN p } IN TRANSACTIONS RETURN p", "IN", "only reads"),
            (
                "MATCH (p) OPTIONAL CALL (p) { RETURN 1 AS x } RETURN x",
                "OPTIONAL",
                "OPTIONAL MATCH within CALL",
            ),
            ("MATCH (p) CALL (*) { RETURN 1 AS x } RETURN x", "*", "CALL (a, b) {"),
            ("MATCH (p) WHERE p.age IS :: INTEGER RETURN p", "IS", "valueType(x)"),
            ("MATCH (p) WHERE p.age Is :: INTEGER RETURN p", "Is", "valueType(x)"),
            ("Match [p] RETURN p", "[", "in round brackets"),
            ("MATCH ((a)-[:KNOWS]->(b)){1,3} RETURN a", "(", "-[:TYPE*1..3]->"),
            ("MATCH (p) RETURN apoc.coll.sort(collect(p.age))", "apoc.coll.sort", "ORDER BY x"),
            ("RETURN timestamp()", "timestamp", "datetime().epochMillis"),
            (
                "MATCH (p) WHERE (p)-[:KNOWS]->(friend) RETURN p",
                "friend",
                "leave friend out, or write EXISTS",
            ),
            ("MATCH (p) RETURN p.name ORDER BY missing", "missing", "there are p"),
            (
                "CALL ideagraph.communities() YIELD concept RETURN concept, community",
                "community",
                "YIELD community too",
            ),
            ("MATCH (p) RETURN first(p.name)", "first", "head(collect("),
        ] {
            let error = error(query);
            let told = error.hint.unwrap_or_else(|| panic!("{query}: {}", error.message));
            assert!(told.contains(hint), "{query}: {told}");
            assert_eq!(error.span.and_then(|span| span.of(query)), Some(place), "{query}");
        }
    }

    #[test]
    fn what_joins_strings_stands_in_comparisons() {
        let graph = MemoryGraph::default();
        for query in ["RETURN 'a' || 'b' = 'ab' AS x", "RETURN 1 < size('a' || 'b') < 5 AS x"] {
            assert!(Query::new(query, &graph).is_ok(), "{query}");
        }
    }
}

//! A draft is what has been typed of statements that are not yet whole.

use super::command::is_command;
use crate::query::cypher::ast::ClauseKind;
use crate::query::cypher::parse::parse;
use crate::query::cypher::parse::scan::{Kind, Open, pieces};

/// Lines of statements that have not ended.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    /// What goes on where the text ends.
    open: Option<Open>,
    has_words: bool,
    /// Lines before the text.
    line: usize,
}

/// A statement: the text of a query, and the lines of input before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) text: String,
    pub(super) line: usize,
}

impl Draft {
    /// Takes one more line, and gives the statements that end in it. O(n) in the line and what it ends.
    pub(super) fn add(&mut self, line: &str) -> Vec<Statement> {
        let start = self.text.len();
        self.text.push_str(line.trim_end_matches(['\r', '\n']));
        self.text.push('\n');
        // The ends of statements, and whether there are words before each.
        let mut ends = Vec::new();
        let mut has_words = self.has_words;
        for piece in pieces(&self.text[start..], self.open) {
            match piece.kind {
                Kind::Symbol(";") => ends.push((start + piece.end, std::mem::take(&mut has_words))),
                _ => has_words |= !piece.is_passed_over(),
            }
            self.open = piece.open;
        }
        self.has_words = has_words;
        let mut cut = 0;
        let statements = ends.into_iter().filter_map(|(end, has_words)| {
            let statement = self.cut(end - cut);
            cut = end;
            has_words.then_some(statement)
        });
        statements.collect()
    }

    /// Whatever there is, as a statement; none where there are only comments that end.
    pub(super) fn finish(&mut self) -> Option<Statement> {
        let has_words = self.has_words || self.open == Some(Open::Block);
        let statement = self.cut(self.text.len());
        (self.open, self.has_words) = (None, false);
        has_words.then_some(statement)
    }

    fn cut(&mut self, end: usize) -> Statement {
        let rest = self.text.split_off(end);
        let text = std::mem::replace(&mut self.text, rest);
        let line = self.line;
        self.line += text.matches('\n').count();
        Statement { text, line }
    }

    /// Whether nothing but comments has been typed.
    pub(super) fn is_blank(&self) -> bool {
        !self.has_words && self.open.is_none()
    }

    /// Whether it is a query, or has a mistake that no further line would mend.
    fn is_whole(&self) -> bool {
        if self.open.is_some() {
            return false;
        }
        match parse(&self.text) {
            Ok(query) => {
                let last = query.parts.last().and_then(|clauses| clauses.last());
                last.is_some_and(|last| {
                    matches!(last.kind, ClauseKind::Return(_) | ClauseKind::Call(_) | ClauseKind::Write(_))
                })
            }
            Err(error) => error.span.is_none_or(|span| (span.start as usize) < self.text.trim_end().len()),
        }
    }
}

/// Whether what is typed at a prompt asks for an answer: a command, what ends with `;` or with an empty line, and what is
/// whole in one line.
pub(super) fn is_entry(text: &str) -> bool {
    let mut draft = Draft::default();
    draft.add(text);
    let (before, line) = text.rsplit_once('\n').unwrap_or(("", text));
    is_command(text) || draft.is_blank() || line.trim().is_empty() || before.is_empty() && draft.is_whole()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statements of a text, and what is left.
    fn statements(text: &str) -> Vec<(usize, String)> {
        let mut draft = Draft::default();
        let mut all: Vec<Statement> = text.split_inclusive('\n').flat_map(|line| draft.add(line)).collect();
        all.extend(draft.finish());
        all.into_iter().map(|s| (s.line, s.text.trim().to_owned())).collect()
    }

    #[test]
    fn statements_end_with_semicolons() {
        for (text, expected) in [
            ("", vec![]),
            (" ;\n;; // nothing;\n/* ; */", vec![]),
            ("RETURN 1;\n/* open\n;", vec![(0, "RETURN 1;"), (0, "/* open\n;")]),
            ("RETURN 1", vec![(0, "RETURN 1")]),
            ("RETURN 1; RETURN 2;\nRETURN\n3", vec![(0, "RETURN 1;"), (0, "RETURN 2;"), (0, "RETURN\n3")]),
            ("RETURN 'a;\n\\';b' // ;\r\n;", vec![(0, "RETURN 'a;\n\\';b' // ;\n;")]),
            (
                "// title\nRETURN 1;\n// next\nRETURN 2;",
                vec![(0, "// title\nRETURN 1;"), (1, "// next\nRETURN 2;")],
            ),
        ] {
            let expected: Vec<(usize, String)> =
                expected.into_iter().map(|(line, text)| (line, text.to_owned())).collect();
            assert_eq!(statements(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_asks_for_an_answer() {
        for (text, expected) in [
            ("", true),
            (":help", true),
            ("quit", true),
            ("MATCH (n)\nquit", false),
            ("RETURN 1", true),
            ("MATCH (n)", false),
            ("MATCH (n)\n", true),
            ("MATCH (n)\n  ", true),
            ("MATCH (n)\nRETURN n", false),
            ("MATCH (n)\nRETURN n;", true),
            ("RETURN 'a;", false),
            ("RETURN 1; MATCH (n)", false),
            ("// only this", true),
        ] {
            assert_eq!(is_entry(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_whole() {
        for (text, expected) in [
            ("RETURN 1", true),
            ("MATCH (n)", false),
            ("MATCH (n) RETURN", false),
            ("MATCH (n) RETURN n ORDER BY", false),
            ("MATCH (n RETURN n", true),
            ("MATCH (n) // all\nRETURN n // of them", true),
            ("RETURN 'a", false),
            ("RETURN 1 /* a", false),
            ("CALL db.labels()", true),
            ("CREATE (n)", true),
            ("MERGE (n)", true),
            ("WITH 1 AS x", false),
            ("RETURN (1 +", false),
            ("RETURN 1 UNION", false),
        ] {
            let mut draft = Draft::default();
            assert_eq!(draft.add(text), []);
            assert_eq!(draft.is_whole(), expected, "{text}");
        }
    }
}

//! Patterns: nodes, and the relationships between them.

use super::super::ast::{Labels, NodePattern, PathPattern, RelationshipPattern, Search};
use super::super::error::{Fault, QueryError};
use super::scan::Kind;
use super::{Parsed, Parser, is_symbol, shortened};

impl Parser<'_> {
    /// A path pattern, with or without a name.
    pub(super) fn path_pattern(&mut self) -> Parsed<PathPattern> {
        self.count_part()?;
        let start = self.token();
        let variable = match self.is_name() && is_symbol(self.ahead(1), "=") {
            true => Some(self.name("a path")?),
            false => None,
        };
        if variable.is_some() {
            self.expect("=")?;
        }
        let pattern = self.searched_pattern()?;
        Ok(PathPattern { variable, span: self.span_from(start), ..pattern })
    }

    /// A pattern within `shortestPath(…)`, or behind `ANY SHORTEST`, or as it is.
    fn searched_pattern(&mut self) -> Parsed<PathPattern> {
        let Some(search) = self.wrapped_search() else {
            let search = match () {
                () if self.take_words(&["ANY", "SHORTEST"]) => Search::Shortest,
                () if self.take_words(&["ALL", "SHORTEST"]) => Search::AllShortest,
                () => Search::Every,
            };
            if search != Search::Every {
                _ = self.take_word("PATH") || self.take_word("PATHS");
            }
            return Ok(PathPattern { search, ..self.simple_pattern()? });
        };
        self.advance();
        self.expect("(")?;
        let pattern = self.simple_pattern()?;
        self.expect(")")?;
        if pattern.steps.len() != 1 {
            let message = "a shortest path has one relationship between two nodes";
            let error = QueryError::syntax(Fault::InvalidRelationshipPattern, pattern.span, message);
            return Err(error.hint("for example shortestPath((a)-[:MENTIONS*]-(b))"));
        }
        Ok(PathPattern { search, ..pattern })
    }

    /// Which function wraps the pattern that follows, if one does.
    pub(super) fn wrapped_search(&self) -> Option<Search> {
        let called = is_symbol(self.ahead(1), "(");
        match () {
            () if called && self.is_word("shortestPath") => Some(Search::Shortest),
            () if called && self.is_word("allShortestPaths") => Some(Search::AllShortest),
            () => None,
        }
    }

    /// A pattern from node to node.
    fn simple_pattern(&mut self) -> Parsed<PathPattern> {
        let first = self.token();
        let start = self.node_pattern()?;
        let mut steps = Vec::new();
        while self.relationship_follows(self.at) {
            self.count_part()?;
            let relationship = self.relationship_pattern()?;
            steps.push((relationship, self.node_pattern()?));
        }
        Ok(PathPattern { variable: None, search: Search::Every, start, steps, span: self.span_from(first) })
    }

    /// Whether a relationship pattern starts at a token: `--`, `-[`, `<--`, `<-[`.
    fn relationship_follows(&self, at: usize) -> bool {
        let token = |places: usize| self.tokens[(at + places).min(self.tokens.len() - 1)];
        let dash = usize::from(is_symbol(token(0), "<"));
        is_symbol(token(dash), "-") && (is_symbol(token(dash + 1), "-") || is_symbol(token(dash + 1), "["))
    }

    /// Whether the bracket here opens the first node of a pattern with a relationship.
    pub(super) fn pattern_follows(&self) -> bool {
        let closes_at = self.token().closes_at as usize;
        self.is("(")
            && closes_at > 0
            && self.relationship_follows(closes_at + 1)
            && self.dash_follows(closes_at + 1)
    }

    /// Whether a dash stands behind the bracket of a relationship pattern, where it has one: else a list is subtracted.
    fn dash_follows(&self, at: usize) -> bool {
        let bracket = (at..at + 3).filter_map(|at| self.tokens.get(at)).find(|token| is_symbol(**token, "["));
        let behind = bracket.and_then(|bracket| self.tokens.get(bracket.closes_at as usize + 1));
        bracket.is_none_or(|bracket| bracket.closes_at == 0)
            || behind.is_some_and(|token| is_symbol(*token, "-"))
    }

    fn node_pattern(&mut self) -> Parsed<NodePattern> {
        let start = self.expect("(")?;
        let variable = match self.is_name() && !self.label_word() && !self.is_word("WHERE") {
            true => Some(self.name("a name")?),
            false => None,
        };
        let labels = self.labels()?;
        let properties = self.properties()?;
        let filter = self.filter()?;
        if let (Some(name), true) = (&variable, self.is(".") || self.is_name() && self.unclosed().is_none()) {
            let label = self.words(if self.is(".") { self.ahead(1) } else { self.token() });
            let hint = format!("a label stands behind a colon: ({}:{})", name.text, shortened(label, 40));
            return Err(self.unexpected("`)`").hint(hint));
        }
        self.expect(")")?;
        Ok(NodePattern { variable, labels, properties, filter, span: self.span_from(start) })
    }

    /// Whether `IS Label` follows.
    fn label_word(&self) -> bool {
        self.is_word("IS") && matches!(self.ahead(1).kind, Kind::Word | Kind::Quoted)
    }

    fn relationship_pattern(&mut self) -> Parsed<RelationshipPattern> {
        let start = self.token();
        let left = self.take("<");
        self.expect("-")?;
        let mut pattern = RelationshipPattern {
            variable: None,
            types: None,
            length: None,
            properties: None,
            filter: None,
            left,
            right: false,
            span: start.span(),
        };
        if self.take("[") {
            let named = self.is_name() && !self.label_word() && !self.is_word("WHERE");
            pattern.variable = if named { Some(self.name("a name")?) } else { None };
            pattern.types = self.labels()?;
            pattern.length = self.length()?;
            pattern.properties = self.properties()?;
            pattern.filter = self.filter()?;
            self.end_of_relationship(pattern.length.is_some())?;
        }
        self.expect("-")?;
        pattern.right = self.take(">");
        pattern.span = self.span_from(start);
        Ok(pattern)
    }

    /// The bracket behind a relationship.
    fn end_of_relationship(&mut self, has_length: bool) -> Parsed<()> {
        let error = |parser: &Self| QueryError {
            fault: Fault::InvalidRelationshipPattern,
            ..parser.unexpected("`]`")
        };
        match self.kind() {
            Kind::Symbol("..") => Err(error(self).hint("a length starts with `*`, as in `*1..3`")),
            Kind::Symbol("-" | ",") if has_length => Err(error(self).hint("a length is written `*1..3`")),
            Kind::Symbol(",") => Err(error(self).hint("one of several types is written [:A|B]")),
            _ => self.expect("]").map(|_| ()),
        }
    }

    /// How many relationships in a row: `*`, `*2`, `*1..3`.
    fn length(&mut self) -> Parsed<Option<(Option<u32>, Option<u32>)>> {
        if !self.take("*") {
            return Ok(None);
        }
        if self.is("-") {
            let error = self.unexpected("a length").hint("relationships are counted from 0, as in `*1..3`");
            return Err(QueryError { fault: Fault::InvalidRelationshipPattern, ..error });
        }
        let least = self.bound()?;
        if !self.take("..") {
            return Ok(Some((least, least)));
        }
        Ok(Some((least.or(Some(1)), self.bound()?)))
    }

    fn bound(&mut self) -> Parsed<Option<u32>> {
        if self.kind() != Kind::Integer {
            return Ok(None);
        }
        let token = self.advance();
        let bound = self.words(token).replace('_', "").parse();
        bound
            .map(Some)
            .map_err(|_| QueryError::syntax(Fault::IntegerOverflow, token.span(), "this length is too large"))
    }

    /// The map of a pattern's properties, if it has one.
    fn properties(&mut self) -> Parsed<Option<super::super::ast::Expr>> {
        if self.is("$") {
            let error = self.unexpected("a map of properties");
            return Err(QueryError { fault: Fault::InvalidParameterUse, ..error }
                .hint("name each property: {name: $value.name}"));
        }
        if self.is("{") { Ok(Some(self.map()?)) } else { Ok(None) }
    }

    /// What is asked of labels or types, if anything is.
    pub(super) fn labels(&mut self) -> Parsed<Option<Labels>> {
        let asked = self.take(":") || (self.label_word() && self.take_word("IS"));
        if !asked {
            return Ok(None);
        }
        let mut all = vec![self.either_label()?];
        while self.take(":") {
            all.push(self.either_label()?);
        }
        Ok(Some(one_or(all, Labels::And)))
    }

    fn either_label(&mut self) -> Parsed<Labels> {
        let mut any = vec![self.every_label()?];
        while !self.bar_ends && self.take("|") {
            self.take(":");
            any.push(self.every_label()?);
        }
        Ok(one_or(any, Labels::Or))
    }

    fn every_label(&mut self) -> Parsed<Labels> {
        let mut all = vec![self.label()?];
        while self.take("&") {
            all.push(self.label()?);
        }
        Ok(one_or(all, Labels::And))
    }

    fn label(&mut self) -> Parsed<Labels> {
        if self.take("!") {
            return Ok(Labels::Not(Box::new(self.nested(Self::label)?)));
        }
        if self.take("%") {
            return Ok(Labels::Any);
        }
        if self.take("(") {
            let inner = self.nested(Self::either_label)?;
            self.expect(")")?;
            return Ok(inner);
        }
        Ok(Labels::Name(self.name("a label or a type")?))
    }
}

fn one_or(mut labels: Vec<Labels>, join: fn(Vec<Labels>) -> Labels) -> Labels {
    match labels.len() {
        1 => labels.remove(0),
        _ => join(labels),
    }
}

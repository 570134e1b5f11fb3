//! Patterns: which of their nodes are new, what is asked of each, and how they are joined.

use super::{Among, Kind, Resolution, Resolver, Variable};
use crate::query::cypher::ast::{self, Name, PathPattern, Relation, RelationshipPattern, Search};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::property_graph::{Direction, Hop};
use crate::query::cypher::resolved::{Expr, HopPattern, Key, Length, Match, NodePattern, Place, Slot};
use crate::text::Span;

impl Resolver<'_> {
    /// Resolves the patterns of one match.
    pub(super) fn patterns(&mut self, patterns: &[PathPattern], optional: bool) -> Resolution<Match> {
        let mut builder = Builder {
            found: Match {
                optional,
                nodes: Vec::new(),
                hops: Vec::new(),
                paths: Vec::new(),
                filters: Vec::new(),
            },
            first_slot: self.slots.len() as u32,
            relationships: Vec::new(),
            labels: Vec::new(),
            types: Vec::new(),
            spans: Vec::new(),
        };
        self.check_paths(patterns)?;
        let places: Vec<(usize, usize)> = patterns
            .iter()
            .map(|pattern| self.path_pattern(pattern, &mut builder))
            .collect::<Result<_, _>>()?;
        self.infer(&mut builder);
        self.narrow(&builder);
        for (pattern, (start, hops)) in patterns.iter().zip(places) {
            self.conditions(pattern, start, hops, &mut builder)?;
        }
        Ok(builder.found)
    }

    /// The names of paths must be new, to these patterns too.
    fn check_paths(&self, patterns: &[PathPattern]) -> Resolution<()> {
        for (n, pattern) in patterns.iter().enumerate() {
            let Some(name) = &pattern.variable else { continue };
            let taken = self.scope.get(&name.text).is_some()
                || elements(pattern).any(|(own, _)| own.text == name.text)
                || patterns[..n].iter().any(|earlier| {
                    elements(earlier)
                        .map(|(own, _)| own)
                        .chain(&earlier.variable)
                        .any(|own| own.text == name.text)
                });
            if taken {
                let message = format!("`{}` is already defined", name.text);
                return Err(QueryError::syntax(Fault::VariableAlreadyBound, name.span, message));
            }
        }
        Ok(())
    }

    /// Adds a path's nodes and relationships; gives the places of its first node and its first relationship.
    fn path_pattern(&mut self, pattern: &PathPattern, builder: &mut Builder) -> Resolution<(usize, usize)> {
        let start = self.node(&pattern.start, builder)?;
        let hops = builder.found.hops.len();
        let mut from = start;
        let mut slots = Vec::new();
        for (relationship, node) in &pattern.steps {
            let hop = self.relationship(relationship, pattern.search, builder)?;
            let to = self.node(node, builder)?;
            slots.push(hop.slot);
            builder.hop(HopPattern { from, to, ..hop }, relationship.span);
            from = to;
        }
        if let Some(name) = &pattern.variable {
            let slot = self.bind_new(name, Kind::Path);
            builder.found.paths.push((slot, Expr::Path(builder.found.nodes[start].slot, slots)));
        }
        Ok((start, hops))
    }

    /// The place of a node in the pattern.
    fn node(&mut self, pattern: &ast::NodePattern, builder: &mut Builder) -> Resolution<usize> {
        let (slot, kind) = match &pattern.variable {
            None => (self.new_slot(""), Kind::NODE),
            Some(name) => match self.scope.get(&name.text).cloned() {
                Some(Variable { kind: kind @ (Kind::Node(_) | Kind::Any | Kind::Null), slot }) => {
                    self.looked_up.push(slot);
                    (slot, kind)
                }
                Some(variable) => return Err(conflict(name, &variable.kind, "node")),
                None => {
                    self.check_variable(name, pattern.labels.as_ref(), self.catalogue.labels(), "label")?;
                    (self.bind_new(name, Kind::NODE), Kind::NODE)
                }
            },
        };
        let at = builder.node(slot, &kind);
        if let Some(labels) = &pattern.labels {
            builder.labels[at] = builder.labels[at] & self.labels_of(&self.label_test(labels)?);
            self.check_labels(builder.labels[at], pattern.span);
        }
        Ok(at)
    }

    /// A relationship of the pattern, not yet between nodes.
    fn relationship(
        &mut self,
        pattern: &RelationshipPattern,
        search: Search,
        builder: &mut Builder,
    ) -> Resolution<HopPattern> {
        let types = pattern.types.as_ref().map(|types| self.types(types)).transpose()?;
        let direction = match (pattern.left, pattern.right) {
            (true, false) => Direction::Incoming,
            (false, true) => Direction::Outgoing,
            _ => Direction::Either,
        };
        let length = pattern.length.map(|(least, most)| Length { least: least.unwrap_or(1), most });
        self.check_length(length, pattern.span);
        let length = if search == Search::Every {
            length
        } else {
            length.or(Some(Length { least: 1, most: Some(1) }))
        };
        let slot = self.relationship_slot(pattern, length.is_some(), builder)?;
        Ok(HopPattern {
            slot,
            from: 0,
            to: 0,
            hop: Hop { types, direction },
            length,
            search,
            each: Vec::new(),
            conditions: Vec::new(),
        })
    }

    /// The slot of a relationship. One that is bound already gets another slot, which must turn out the same.
    fn relationship_slot(
        &mut self,
        pattern: &RelationshipPattern,
        many: bool,
        builder: &mut Builder,
    ) -> Resolution<Slot> {
        let Some(name) = &pattern.variable else { return Ok(self.new_slot("")) };
        let kind = match many {
            true => Kind::List(Box::new(Kind::RELATIONSHIP)),
            false => Kind::RELATIONSHIP,
        };
        let Some(Variable { slot, kind: own }) = self.scope.get(&name.text).cloned() else {
            self.check_variable(name, pattern.types.as_ref(), self.catalogue.types(), "relationship type")?;
            let slot = self.bind_new(name, kind);
            builder.relationships.push(slot);
            return Ok(slot);
        };
        if builder.relationships.contains(&slot) {
            let message =
                format!("`{}` is one relationship, and no two of a pattern can be the same", name.text);
            return Err(QueryError::syntax(Fault::RelationshipUniquenessViolation, name.span, message));
        }
        let fits = match &own {
            Kind::Any | Kind::Null => true,
            Kind::Relationship(_) => !many,
            Kind::List(element) => many && matches!(**element, Kind::Any | Kind::Relationship(_)),
            _ => false,
        };
        if !fits {
            return Err(conflict(name, &own, "relationship"));
        }
        self.looked_up.push(slot);
        let again = self.new_slot("");
        let same = Expr::Comparison(Box::new(Expr::Slot(again)), vec![(Relation::Equal, Expr::Slot(slot))]);
        builder.found.filters.push(same);
        Ok(again)
    }

    /// What a pattern asks of its nodes and relationships.
    fn conditions(
        &mut self,
        pattern: &PathPattern,
        start: usize,
        first: usize,
        builder: &mut Builder,
    ) -> Resolution<()> {
        self.node_conditions(&pattern.start, start, builder)?;
        for (hop, (relationship, node)) in (first..).zip(&pattern.steps) {
            self.relationship_conditions(relationship, hop, builder)?;
            self.node_conditions(node, builder.found.hops[hop].to, builder)?;
        }
        Ok(())
    }

    fn node_conditions(
        &mut self,
        node: &ast::NodePattern,
        at: usize,
        builder: &mut Builder,
    ) -> Resolution<()> {
        let this = Expr::Slot(builder.found.nodes[at].slot);
        let kind = Kind::Node(builder.labels[at]);
        if let Some(labels) = &node.labels {
            let test = self.label_test(labels)?;
            builder.found.filters.push(Expr::HasLabels(Box::new(this.clone()), test, Vec::new()));
        }
        for (key, value) in self.properties(node.properties.as_ref(), &kind)? {
            let own = Expr::Property(Box::new(this.clone()), key, Place(node.span));
            builder.found.filters.push(Expr::Comparison(Box::new(own), vec![(Relation::Equal, value)]));
        }
        if let Some(filter) = &node.filter {
            builder.found.filters.extend(self.conjuncts(filter)?);
        }
        Ok(())
    }

    fn relationship_conditions(
        &mut self,
        pattern: &RelationshipPattern,
        hop: usize,
        builder: &mut Builder,
    ) -> Resolution<()> {
        let kind = Kind::Relationship(builder.types[hop]);
        let properties = self.properties(pattern.properties.as_ref(), &kind)?;
        if builder.found.hops[hop].length.is_some() {
            builder.found.hops[hop].each = properties;
        } else {
            let this = Expr::Slot(builder.found.hops[hop].slot);
            for (key, value) in properties {
                let own = Expr::Property(Box::new(this.clone()), key, Place(pattern.span));
                builder.found.filters.push(Expr::Comparison(Box::new(own), vec![(Relation::Equal, value)]));
            }
        }
        if let Some(filter) = &pattern.filter {
            builder.found.filters.extend(self.conjuncts(filter)?);
        }
        Ok(())
    }

    fn properties(&mut self, map: Option<&ast::Expr>, of: &Kind) -> Resolution<Vec<(Key, Expr)>> {
        let Some(ast::Expr { kind: ast::ExprKind::Map(entries), .. }) = map else { return Ok(Vec::new()) };
        entries
            .iter()
            .map(|(name, value)| {
                let key = self.key(name, of)?;
                let (expr, kind) = self.without_aggregates(|resolver| resolver.expression(value))?;
                let own = key.id.map_or(Kind::Any, |key| self.catalogue.kind_of(key));
                let (own, given) = ([(None, &own)], self.kinds(&expr, &kind));
                self.check_operands(Relation::Equal, &own, &given, value.span)?;
                self.check_null(value);
                self.check_constants(of, name, value);
                Ok((key, expr))
            })
            .collect()
    }
}

/// The names of a pattern's nodes and relationships.
fn elements(pattern: &PathPattern) -> impl Iterator<Item = (&Name, Span)> {
    let start = pattern.start.variable.as_ref().map(|name| (name, pattern.start.span));
    let steps = pattern.steps.iter().flat_map(|(relationship, node)| {
        let own = relationship.variable.as_ref().map(|name| (name, relationship.span));
        own.into_iter().chain(node.variable.as_ref().map(|name| (name, node.span)))
    });
    start.into_iter().chain(steps)
}

fn conflict(name: &Name, kind: &Kind, wanted: &str) -> QueryError {
    let message = format!("`{}` is {} and cannot be a {wanted}", name.text, kind.name());
    QueryError::syntax(Fault::VariableTypeConflict, name.span, message)
}

/// A match while its patterns are being resolved.
pub(super) struct Builder {
    pub(super) found: Match,
    /// Slots from here on are of this match.
    first_slot: u32,
    /// Relationships that this match binds.
    relationships: Vec<Slot>,
    /// The labels that each node may have.
    pub(super) labels: Vec<Among>,
    /// The types that each hop may have, and where it stands.
    pub(super) types: Vec<Among>,
    pub(super) spans: Vec<Span>,
}

impl Builder {
    /// The place of a node, which is added unless it is there.
    fn node(&mut self, slot: Slot, kind: &Kind) -> usize {
        let nodes = &mut self.found.nodes;
        nodes.iter().position(|own| own.slot == slot).unwrap_or_else(|| {
            nodes.push(NodePattern { slot, bound: slot.0 < self.first_slot });
            self.labels.push(if let Kind::Node(labels) = kind { *labels } else { Among::ALL });
            nodes.len() - 1
        })
    }

    fn hop(&mut self, hop: HopPattern, span: Span) {
        self.found.hops.push(hop);
        self.types.push(Among::ALL);
        self.spans.push(span);
    }
}

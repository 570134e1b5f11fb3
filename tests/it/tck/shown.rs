//! Values in one form of text, whether they are written in a feature file or come out of a query.

use ideagraph::query::cypher::memory::MemoryGraph;
use ideagraph::query::cypher::property_graph::{Catalogue, KeyId, NodeId, PropertyGraph, RelationshipId};
use ideagraph::query::cypher::value::{Path, Value};

/// How values are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Whether the order of lists does not count.
    pub(super) unordered_lists: bool,
}

impl Shown {
    fn list(self, mut values: Vec<String>) -> String {
        if self.unordered_lists {
            values.sort();
        }
        format!("[{}]", values.join(", "))
    }

    /// A value of a query.
    pub(super) fn value(self, graph: &MemoryGraph, value: &Value<'_>) -> String {
        match value {
            Value::Null => "null".to_owned(),
            Value::Boolean(value) => value.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => format!("{number:?}"),
            Value::Text(text) => format!("{:?}", text.as_str()),
            Value::List(values) => self.list(values.iter().map(|value| self.value(graph, value)).collect()),
            Value::Map(map) => {
                entries(map.iter().map(|(key, value)| (key.to_string(), self.value(graph, value))).collect())
            }
            Value::Node(node) => self.node(graph, *node),
            Value::Relationship(relationship) => self.relationship(graph, *relationship),
            Value::Path(path) => self.path(graph, path),
            Value::Temporal(temporal) => format!("{:?}", temporal.to_string()),
        }
    }

    fn properties<'g>(self, graph: &'g MemoryGraph, property: impl Fn(KeyId) -> Value<'g>) -> String {
        let keys = graph.keys().iter().zip((0..).map(KeyId));
        let all = keys.map(|(name, key)| (name.clone(), property(key))).filter(|(_, value)| !value.is_null());
        entries(all.map(|(name, value)| (name, self.value(graph, &value))).collect())
    }

    fn node(self, graph: &MemoryGraph, node: NodeId) -> String {
        let mut labels: Vec<&String> =
            graph.labels_of(node).iter().map(|label| &graph.labels()[label.0 as usize]).collect();
        labels.sort();
        let labels: String = labels.iter().map(|label| format!(":{label}")).collect();
        format!("({labels}{})", self.properties(graph, |key| graph.node_property(node, key)))
    }

    fn relationship(self, graph: &MemoryGraph, relationship: RelationshipId) -> String {
        let kind = &graph.types()[graph.type_of(relationship).0 as usize];
        format!("[:{kind}{}]", self.properties(graph, |key| graph.relationship_property(relationship, key)))
    }

    fn path(self, graph: &MemoryGraph, path: &Path) -> String {
        let mut shown = self.node(graph, path.nodes[0]);
        for (n, &relationship) in path.relationships.iter().enumerate() {
            let forward = graph.ends(relationship).0 == path.nodes[n];
            let hop = self.relationship(graph, relationship);
            shown += &if forward { format!("-{hop}->") } else { format!("<-{hop}-") };
            shown += &self.node(graph, path.nodes[n + 1]);
        }
        format!("<{shown}>")
    }

    /// A value of a feature file.
    pub(super) fn written(self, text: &str) -> String {
        let mut reader = Reader { text, shown: self };
        let value = reader.value();
        assert!(reader.text.trim().is_empty(), "{text}");
        value
    }
}

fn entries(mut entries: Vec<(String, String)>) -> String {
    entries.sort();
    let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

/// Reads values as feature files write them.
struct Reader<'t> {
    text: &'t str,
    shown: Shown,
}

impl<'t> Reader<'t> {
    fn take(&mut self, start: &str) -> bool {
        self.text = self.text.trim_start();
        match self.text.strip_prefix(start) {
            Some(rest) => {
                self.text = rest;
                true
            }
            None => false,
        }
    }

    fn until(&mut self, end: impl Fn(char) -> bool) -> &'t str {
        let at = self.text.find(end).unwrap_or(self.text.len());
        let (word, rest) = self.text.split_at(at);
        self.text = rest;
        word
    }

    fn value(&mut self) -> String {
        if self.take("<") {
            return self.path();
        }
        if self.text.trim_start().starts_with('(') {
            return self.node();
        }
        if self.text.trim_start().starts_with("[:") {
            return self.relationship();
        }
        if self.text.trim_start().starts_with('{') {
            return self.map();
        }
        if self.take("[") {
            let mut values = Vec::new();
            while !self.take("]") {
                values.push(self.value());
                self.take(",");
            }
            return self.shown.list(values);
        }
        if self.take("'") {
            return format!("{:?}", self.quoted());
        }
        let word = self.until(|c| ",]}) |>".contains(c)).trim();
        match (word.parse::<i64>(), word.parse::<f64>()) {
            (Ok(number), _) => number.to_string(),
            (_, Ok(number)) => format!("{number:?}"),
            _ => word.to_owned(),
        }
    }

    fn quoted(&mut self) -> String {
        let mut text = String::new();
        let mut chars = self.text.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\'' => {
                    self.text = &self.text[at + 1..];
                    break;
                }
                '\\' => text.extend(chars.next().map(|(_, c)| if c == 'n' { '\n' } else { c })),
                c => text.push(c),
            }
        }
        text
    }

    fn map(&mut self) -> String {
        if !self.take("{") {
            return "{}".to_owned();
        }
        let mut all = Vec::new();
        while !self.take("}") {
            self.text = self.text.trim_start();
            let key = self.until(|c| c == ':').trim().to_owned();
            self.take(":");
            all.push((key, self.value()));
            self.take(",");
        }
        entries(all)
    }

    fn labels(&mut self) -> String {
        let mut labels = Vec::new();
        while self.take(":") {
            labels.push(self.until(|c| ": {)]".contains(c)));
        }
        labels.sort_unstable();
        labels.iter().map(|label| format!(":{label}")).collect()
    }

    fn node(&mut self) -> String {
        self.take("(");
        let shown = format!("({}{})", self.labels(), self.map());
        self.take(")");
        shown
    }

    fn relationship(&mut self) -> String {
        self.take("[");
        let shown = format!("[{}{}]", self.labels(), self.map());
        self.take("]");
        shown
    }

    fn path(&mut self) -> String {
        let mut shown = self.node();
        while !self.take(">") {
            let left = self.take("<-");
            if !left {
                self.take("-");
            }
            let hop = self.relationship();
            self.take("->");
            self.take("-");
            shown += &if left { format!("<-{hop}-") } else { format!("-{hop}->") };
            shown += &self.node();
        }
        format!("<{shown}>")
    }
}

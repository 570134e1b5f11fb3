//! A completion is what may stand where the cursor is: names of the graph, words of the language, values.

use std::sync::LazyLock;

use regex::Regex;

use super::command::{self, formats};
use super::files;
use crate::cli::query::schema::functions;
use crate::query::SavedQuery;
use crate::query::cypher::Knowledge;
use crate::query::cypher::keywords::{self, PATH_FUNCTIONS};
use crate::query::cypher::parse::scan::{Kind, Open, parameters, pieces};
use crate::query::cypher::procedure::{PROCEDURES, Procedure};
use crate::query::cypher::property_graph::Catalogue;
use crate::query::cypher::schema::properties;

/// The most completions that are offered.
const MOST: usize = 200;

/// What can be completed.
pub(super) struct Vocabulary<'a> {
    pub(super) graph: &'a Knowledge<'a>,
    pub(super) queries: &'a [SavedQuery],
    /// The names of parameters that have a value.
    pub(super) parameters: &'a [String],
}

/// What may stand in place of the text from `start` to the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Completions {
    pub(super) start: usize,
    pub(super) words: Vec<String>,
}

impl Vocabulary<'_> {
    /// The completions of a text that ends at the cursor.
    pub(super) fn complete(&self, text: &str) -> Completions {
        if text.starts_with(':') {
            return self.command(text);
        }
        let bare = Bare::of(text);
        match bare.open {
            Some((Open::Quotes(quote @ (b'\'' | b'"')), start)) => {
                self.text(text, &bare.text[..start], quote)
            }
            None => self.code(text, &bare.text),
            Some(_) => Completions::none(text),
        }
    }

    fn command(&self, line: &str) -> Completions {
        let start = line.rfind(' ').map_or(0, |space| space + 1);
        let begun = &line[start..];
        let name = line.split(' ').next().unwrap_or_default();
        let saved = || self.queries.iter().map(|query| query.name.clone());
        let rest = line.len() - line[name.len()..].trim_start().len();
        let known = line.split(' ').nth(1).unwrap_or_default();
        match name {
            _ if start == 0 => Completions::of(0, begun, command::names()),
            ":format" => Completions::of(start, begun, formats()),
            ":run" if line[..start].trim() == ":run" => Completions::of(start, begun, saved()),
            ":run" => {
                let query = self.queries.iter().filter(|query| query.name == known);
                let names = query.flat_map(|query| &query.parameters).map(|own| format!("{}=", own.name));
                Completions::of(start, begun, names)
            }
            ":param" => Completions::of(start, begun, self.parameter_names().map(|name| format!("{name}="))),
            ":unset" => Completions::of(start, begun, self.parameters),
            ":save" => Completions::of(rest, &line[rest..], files::completions(&line[rest..])),
            ":explain" | ":profile" => {
                let Completions { start, words } = self.complete(&line[rest..]);
                Completions { start: start + rest, words }
            }
            _ => Completions::none(line),
        }
    }

    /// The names of parameters that are set, and of those of the saved queries.
    fn parameter_names(&self) -> impl Iterator<Item = String> {
        let saved = self.queries.iter().flat_map(|query| &query.parameters).map(|own| own.name.clone());
        self.parameters.iter().cloned().chain(saved)
    }

    /// Within text: names of the graph, those that the property before the text has.
    fn text(&self, text: &str, before: &str, quote: u8) -> Completions {
        let start = before.len() + 1;
        let (owner, key) = all(&KEY, before).last().unwrap_or_default();
        let label = match open_bracket(before) {
            _ if !owner.is_empty() => self.kind_of(owner, before),
            Some(('{', at)) => captured(&BRACED, &before[..at]).filter(|label| !label.is_empty()),
            _ => None,
        };
        let close = |name: String| format!("{}{}", escaped(&name, quote), char::from(quote));
        Completions::of(start, &text[start..], self.values(label, key).map(close))
    }

    /// The names of the graph that a property has: of a label, or of all nodes but quotes where none is known. What
    /// stands by no property may be any name of a concept or a person.
    fn values<'v>(&'v self, label: Option<&'v str>, key: &'v str) -> impl Iterator<Item = String> + 'v {
        let graph = self.graph.graph();
        let quotes = label.into_iter().flat_map(|_| graph.quotes());
        let named: [(&str, &str, Box<dyn Iterator<Item = String>>); 7] = [
            ("Concept", "id", Box::new(graph.concepts().map(|concept| concept.id().to_owned()))),
            ("Concept", "label", Box::new(graph.concepts().map(|concept| concept.label().to_owned()))),
            ("Person", "id", Box::new(graph.people().map(|person| person.id().to_owned()))),
            ("Person", "name", Box::new(graph.people().map(|person| person.name().to_owned()))),
            ("Quote", "id", Box::new(quotes.map(|quote| quote.id()))),
            ("Source", "id", Box::new(graph.sources().map(|source| source.id().to_owned()))),
            ("Source", "title", Box::new(graph.sources().map(|source| source.title().to_owned()))),
        ];
        let is_property = self.graph.keys().iter().any(|own| own == key);
        let is_meant = move |own: &str, name: &str| match is_property {
            true => name == key && label.is_none_or(|label| own == label),
            false => own == "Concept" || own == "Person" && name == "name",
        };
        named.into_iter().filter(move |(own, name, _)| is_meant(own, name)).flat_map(|(.., values)| values)
    }

    fn code(&self, text: &str, bare: &str) -> Completions {
        let start = text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        let (before, begun) = (&bare[..start], &text[start..]);
        let pattern = before.trim_end();
        if before.ends_with('$') {
            let typed = parameters(&text[..start - 1]).into_iter();
            return Completions::of(start, begun, typed.chain(self.parameter_names()));
        }
        if let Some(name) = captured(&CALLED, bare) {
            let procedures = PROCEDURES.iter().map(|procedure| procedure.name);
            return Completions::of(bare.len() - name.len(), name, procedures);
        }
        if let Some(procedure) = captured(&YIELDED, before).and_then(Procedure::find) {
            return Completions::of(start, begun, procedure.columns.iter().map(|(name, _)| name));
        }
        if let Some(owner) = captured(&MEMBER, before) {
            return match (self.kind_of(owner, bare), members(owner)) {
                (None, members) if !members.is_empty() => Completions::of(start, begun, members),
                (kind, _) => Completions::of(start, begun, self.keys(kind)),
            };
        }
        match (open_bracket(before), pattern.chars().next_back()) {
            (Some(('[', at)), Some(':' | '|' | '!')) if is_relationship(&before[..at]) => {
                Completions::of(start, begun, self.graph.types())
            }
            (Some(('{', at)), Some('{' | ',')) if captured(&BRACED, &before[..at]).is_some() => {
                let kind = captured(&BRACED, &before[..at]).filter(|kind| !kind.is_empty());
                Completions::of(start, begun, self.keys(kind))
            }
            (Some(('(', _)) | None, Some(':' | '&' | '!' | '|')) => {
                Completions::of(start, begun, self.graph.labels())
            }
            _ => self.words(start, begun, bare),
        }
    }

    /// The properties of a label or a type, or all where none is known.
    fn keys(&self, kind: Option<&str>) -> impl Iterator<Item = &str> {
        let known: Vec<&str> = kind.into_iter().flat_map(properties).collect();
        let all = known.is_empty().then(|| self.graph.keys().iter().map(String::as_str));
        known.into_iter().chain(all.into_iter().flatten())
    }

    /// The label or type that a name has in a pattern.
    fn kind_of<'t>(&self, name: &str, bare: &'t str) -> Option<&'t str> {
        all(&BOUND, bare).filter(|(own, _)| *own == name).last().map(|(_, kind)| kind)
    }

    /// Keywords, functions, and the names that are given in the query.
    fn words(&self, start: usize, begun: &str, bare: &str) -> Completions {
        if begun.is_empty() {
            return Completions { start, words: Vec::new() };
        }
        let lower = begun.chars().all(|c| !c.is_uppercase());
        let keyword =
            |word: &str| if lower && is_upper(word) { word.to_lowercase() } else { word.to_owned() };
        let called = functions().into_iter().flat_map(|(_, names)| names).map(|name| format!("{name}("));
        let named = all(&NAMED, &bare[..start]).map(|(name, _)| name.to_owned());
        let words = keywords::all().chain(PATH_FUNCTIONS).map(keyword);
        Completions::of(start, begun, words.chain(called).chain(named))
    }
}

impl Completions {
    fn none(text: &str) -> Self {
        Self { start: text.len(), words: Vec::new() }
    }

    /// Those of some words that go on as was begun, in any case, in order.
    fn of<W: AsRef<str>>(start: usize, begun: &str, words: impl IntoIterator<Item = W>) -> Self {
        let begun = begun.to_lowercase();
        let words = words.into_iter().filter(|word| word.as_ref().to_lowercase().starts_with(&begun));
        let mut words: Vec<String> = words.map(|word| word.as_ref().to_owned()).collect();
        words.sort_by_cached_key(|word| (word.to_lowercase(), word.clone()));
        words.dedup();
        words.truncate(MOST);
        Self { start, words }
    }
}

/// A query with nothing in its quotes and comments, byte for byte.
struct Bare {
    text: String,
    /// What goes on at the end, and where that begins.
    open: Option<(Open, usize)>,
}

impl Bare {
    fn of(text: &str) -> Self {
        let mut bytes = text.as_bytes().to_vec();
        let mut open = None;
        for piece in pieces(text, None) {
            if matches!(piece.kind, Kind::Text | Kind::Quoted | Kind::Comment) {
                bytes[piece.start..piece.end].fill(b'_');
            }
            open = piece.open.map(|open| (open, piece.start));
        }
        Self { text: String::from_utf8(bytes).unwrap_or_default(), open }
    }
}

/// The innermost bracket that is open at the end of a text, and its place.
fn open_bracket(bare: &str) -> Option<(char, usize)> {
    let mut open = Vec::new();
    for (at, c) in bare.char_indices() {
        match c {
            '(' | '[' | '{' => open.push((c, at)),
            ')' | ']' | '}' => _ = open.pop(),
            _ => {}
        }
    }
    open.pop()
}

/// Whether a bracket after this text begins a relationship and not a list.
fn is_relationship(before: &str) -> bool {
    before.trim_end().ends_with(['-', '<'])
}

/// The functions of a namespace, such as `date`.
fn members(namespace: &str) -> Vec<String> {
    let names = functions().into_iter().flat_map(|(_, names)| names);
    names.filter_map(|name| Some(name.strip_prefix(namespace)?.strip_prefix('.')?.to_owned())).collect()
}

fn is_upper(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

fn escaped(name: &str, quote: u8) -> String {
    name.replace('\\', "\\\\").replace(char::from(quote), &format!("\\{}", char::from(quote)))
}

/// A regular expression, made when it is first needed.
type Lazy = LazyLock<Regex>;

fn made(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a test reads every pattern")
}

/// The property that a value is compared with, before the value, and what it is a property of.
static KEY: Lazy = LazyLock::new(|| {
    made(
        r"(?i)(?:(\w+)\s*\.\s*)?\b(\w+)\s*(?::|=|<>|\bIN\s*\[[^\]]*|\bSTARTS\s+WITH|\bCONTAINS|\bENDS\s+WITH)\s*$",
    )
});
/// The name of a procedure that is called.
static CALLED: Lazy = LazyLock::new(|| made(r"(?i)\bCALL\s+([\w.]*)$"));
/// The procedure whose columns are named.
static YIELDED: Lazy =
    LazyLock::new(|| made(r"(?is)^.*\bCALL\s+([\w.]+).*?\bYIELD\s+(?:\w+(?:\s+AS\s+\w+)?\s*,\s*)*$"));
/// The name before a point.
static MEMBER: Lazy = LazyLock::new(|| made(r"(\w+)\.$"));
/// A node or relationship before the brace of its properties: its label or type, if it has one.
static BRACED: Lazy = LazyLock::new(|| made(r"[(\[]\s*\w*\s*(?::\s*(\w+)[^(\[{]*)?$"));
/// A name in a pattern, and its label or type.
static BOUND: Lazy = LazyLock::new(|| made(r"[(\[]\s*(\w+)\s*:\s*(\w+)"));
/// A name that is given with `AS` or `YIELD`, or to a path or in a pattern.
static NAMED: Lazy = LazyLock::new(|| made(r"(?i)(?:\b(?:AS|YIELD)\s+|[(\[,]\s*)(\w+)\b"));

/// What the group of a pattern takes of a text; empty when the group takes nothing.
fn captured<'t>(pattern: &Lazy, text: &'t str) -> Option<&'t str> {
    let found = pattern.captures(text)?;
    Some(found.get(1).map_or("", |group| group.as_str()))
}

/// The groups of all places that a pattern takes of a text.
fn all<'t>(pattern: &'t Lazy, text: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
    let group = |found: &regex::Captures<'t>, at| found.get(at).map_or("", |group| group.as_str());
    pattern.captures_iter(text).map(move |found| (group(&found, 1), group(&found, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture;

    #[test]
    fn what_may_stand_at_the_cursor() {
        let graph = fixture::graph(
            "# page by Ada O'Hara
            [reward-hacking] and [rlhf]
            [rlhf] [response-style]",
        );
        let graph = Knowledge::new(&graph);
        let queries = SavedQuery::shipped().filter(|query| query.name.starts_with("who-"));
        let (queries, parameters) = (queries.collect::<Vec<_>>(), ["day".to_owned()]);
        let vocabulary = Vocabulary { graph: &graph, queries: &queries, parameters: &parameters };
        for (text, expected) in [
            // labels and types
            ("MATCH (c:Co", "Co|Concept"),
            ("MATCH (:", "|Concept Person Quote Source"),
            ("MATCH (a)-[:ME", "ME|MENTIONS"),
            ("MATCH (a)<-[x:BY|SAI", "SAI|SAID_BY"),
            ("MATCH (n) WHERE n:qu", "qu|Quote"),
            // properties
            ("MATCH (c:Concept) WHERE c.l", "l|label"),
            ("MATCH (c:Concept) RETURN c.", "|aliases definition id label"),
            ("MATCH ()-[m:MENTIONS]-() RETURN m.co", "co|confidence count"),
            ("RETURN x.ord", "ord|ordinal"),
            ("MATCH (c:Concept {", "|aliases definition id label"),
            ("MATCH (:Person {i", "i|id"),
            ("RETURN duration.inD", "inD|inDays"),
            ("RETURN duration.betw", "betw|between"),
            ("RETURN date.t", "t|truncate"),
            ("MATCH (date:Person) RETURN date.", "|id name"),
            // names of the graph
            ("MATCH (c:Concept {id: 're", "re|response-style' reward-hacking'"),
            ("MATCH (c {label: \"RL", "RL|Rlhf\""),
            ("MATCH (c:Concept {id:'", "|response-style' reward-hacking' rlhf'"),
            ("MATCH (:Person {id: '", "|ada-o-hara'"),
            ("MATCH (:Quote {id: \"", "|page:1\" page:2\""),
            ("MATCH (c:Concept {definition: '", "|"),
            (
                "MATCH (c:Concept), (p:Person {name: 'x'}) WHERE c.id = 'x' OR c.id <> '",
                "|response-style' reward-hacking' rlhf'",
            ),
            ("MATCH (s:Source) WHERE s.id IN ['page', '", "|page'"),
            ("WHERE p.name = 'ada", "ada|Ada O\\'Hara'"),
            ("WHERE c.id IN ['rlhf', 'rew", "rew|reward-hacking'"),
            ("RETURN 'a' + 'rl", "rl|Rlhf' rlhf'"),
            ("WITH 'a' AS x WHERE x = 'rl", "rl|Rlhf' rlhf'"),
            ("WHERE s.title STARTS WITH '", "|Ada O\\'Hara'"),
            // words
            ("mat", "mat|match"),
            ("MATCH (n) RET", "RET|RETURN"),
            ("MATCH (quote:Quote) RETURN quo", "quo|quote"),
            ("UNWIND [1] AS one RETURN on", "on|one"),
            ("RETURN coa", "coa|coalesce("),
            ("RETURN toUp", "toUp|toUpper("),
            ("CALL db.la", "db.la|db.labels"),
            ("CALL pa", "pa|path.strongest"),
            (
                "MATCH (c) CALL ",
                "|db.labels db.propertyKeys db.relationshipTypes ideagraph.communities path.strongest",
            ),
            ("CALL db.labels() YIELD label CALL path.strongest(a, b, 'R', 'w') YIELD ", "|path strength"),
            ("CALL path.strongest(a, b, 'R', 'w') YIELD path AS p, st", "st|strength"),
            ("CALL path.strongest(a, b, 'R', 'w') YIELD path RETURN pa", "pa|path"),
            ("RETURN ", "|"),
            // parameters
            ("RETURN $d", "d|day"),
            ("MATCH (c {id: $of}) WHERE c.label = $o", "o|of"),
            (":param c", "c|concept="),
            // commands
            (":", ":|:explain :format :help :param :profile :queries :quit :run :save :schema :unset"),
            (":format js", "js|json jsonl"),
            (":run who-k", "who-k|who-knows"),
            (":run who-knows c", "c|concept="),
            (":run who-knows concept=rl t", "t|"),
            (":explain MATCH (:Pe", "Pe|Person"),
            (":profile MATCH (:Pe", "Pe|Person"),
            (":save src/li", "src/li|src/lib.rs src/link/"),
            (":unset ", "|day"),
            // nothing in comments and names in quotes
            ("RETURN 1 // MAT", "|"),
            ("RETURN `coa", "|"),
        ] {
            let Completions { start, words } = vocabulary.complete(text);
            let told = format!("{}|{}", &text[start..], words.join(" "));
            assert_eq!(told, expected, "{text}");
        }
    }
}

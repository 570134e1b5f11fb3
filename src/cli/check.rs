//! `check`: reads the sources again and proves every span, every edge's evidence and every count of the graph.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::args::Check;
use super::facts::Facts;
use super::inputs;
use super::output::Screen;
use super::reading::{Lexicons, Reading};
use super::{Error, Outcome};
use crate::concept::ConceptIx;
use crate::graph::store::{self, Input, Inputs};
use crate::graph::{KnowledgeGraph, g2, npmi};
use crate::render::table::{Column, Table};
use crate::source::{self, Source};

pub(super) fn run(args: &Check, folder: &Path, screen: Screen) -> Result<Outcome, Error> {
    let graph = store::open_to_scan(folder)?;
    let changed = if args.deep { store::verify(&graph) } else { Vec::new() };
    let problems = match changed.is_empty() {
        true => prove(&graph, screen)?,
        false => changed.into_iter().map(|(file, problem)| (inputs::name(&file), problem)).collect(),
    };
    if problems.is_empty() {
        proved(&graph).write(&args.output, screen)?;
        return Ok(Outcome::Found);
    }
    let mut table = Table::new([Column::text("where"), Column::text("problem")]);
    table.rows.extend(problems.into_iter().map(|(place, problem)| vec![place.into(), problem.into()]));
    screen.write_table(&table, &args.output)?;
    Ok(Outcome::Wrong)
}

/// A place and what is wrong there.
type Problem = (String, String);

fn prove(graph: &KnowledgeGraph, screen: Screen) -> Result<Vec<Problem>, Error> {
    let mut proof = Proof { graph, problems: Vec::new() };
    proof.files(&store::inputs(graph)?, screen.quiet)?;
    proof.evidence();
    proof.counts();
    Ok(proof.problems)
}

fn proved(graph: &KnowledgeGraph) -> Facts {
    let mentions: usize = graph.links().map(|link| link.mentions().len()).sum();
    let mut facts = Facts::default();
    facts
        .add("sources_proved", graph.sources().len() as u32)
        .add("quotes_proved", graph.quotes().len() as u32)
        .add("links_proved", graph.links().len() as u32)
        .add("mentions_proved", mentions as u32)
        .add("co_occurrences_proved", graph.co_occurrences().len() as u32)
        .add("problems", 0);
    facts
}

/// What to do about a graph of standard input.
const AGAIN: &str = "is not what the graph was built of: pipe the same into `check`, as in `cat quotes.jsonl | ideagraph check`";

/// The graph, and what is found wrong with it, each with its place.
struct Proof<'g> {
    graph: &'g KnowledgeGraph,
    problems: Vec<Problem>,
}

impl Proof<'_> {
    fn wrong(&mut self, place: impl Into<String>, problem: impl Into<String>) {
        self.problems.push((place.into(), problem.into()));
    }

    /// The files are those that were read, and reading and linking them again makes the same graph.
    fn files(&mut self, made_of: &Inputs, quiet: bool) -> Result<(), Error> {
        let before = self.problems.len();
        for input in made_of.read_from().chain(&made_of.concepts) {
            self.unchanged(input);
        }
        if self.problems.len() > before {
            return Ok(());
        }
        let format =
            |input: &Input| input.format.as_deref().and_then(|name| name.parse::<source::Format>().ok());
        let files = made_of.read_from().filter(|input| !inputs::is_piped(&input.path));
        let files: Vec<_> = files.map(|input| (PathBuf::from(&input.path), format(input))).collect();
        let lexicons = Lexicons::again(&made_of.concepts)?;
        let (scheme, _) = lexicons.scheme(None)?;
        let mut reading = Reading::of(&files, quiet);
        for input in made_of
            .sources
            .iter()
            .filter(|input| input.path == inputs::STDIN && !reading.told.inputs.contains(input))
        {
            self.wrong(inputs::label(Path::new(&input.path)), AGAIN);
        }
        if self.problems.len() > before {
            return Ok(());
        }
        self.add_piped(&mut reading.sources, made_of);
        let again = crate::build_by(&lexicons.linker(&scheme)?, reading.sources, &scheme);
        self.same_quotes(&again);
        self.same_links(&again);
        if self.problems.len() == before && again != *self.graph {
            self.wrong("graph", "building it again from its sources gives another graph");
        }
        Ok(())
    }

    /// Standard input that was added cannot be read again: its quotes are taken as they are.
    fn add_piped(&self, sources: &mut Vec<Source>, made_of: &Inputs) {
        let piped = self.graph.sources().filter(|source| inputs::is_piped(source.path()));
        sources.extend(piped.map(|source| source.to_source()));
        let order: FxHashMap<&str, usize> =
            made_of.read_from().enumerate().map(|(at, input)| (input.path.as_str(), at)).collect();
        sources.sort_by_key(|source| {
            let start = source.quotes.first().map(|quote| quote.origin.bytes.start);
            (order.get(source.path.as_str()).copied(), start)
        });
        source::assign_ids(sources);
    }

    fn unchanged(&mut self, input: &Input) {
        if Lexicons::is_built_in(&input.path) || inputs::is_piped(&input.path) {
            return;
        }
        if input.path == inputs::STDIN {
            if io::stdin().is_terminal() {
                self.wrong(inputs::label(Path::new(&input.path)), AGAIN);
            }
            return;
        }
        match inputs::read(Path::new(&input.path)) {
            Ok(bytes) if input.is(&bytes) => {}
            Ok(_) => {
                self.wrong(&input.path, "has changed since the graph was built; run `ideagraph build` again")
            }
            Err(error) => self.wrong(
                &input.path,
                format!("cannot be read again: {error}; run `check` where `build` was run"),
            ),
        }
    }

    fn same_quotes(&mut self, again: &KnowledgeGraph) {
        if again.quotes().len() != self.graph.quotes().len() {
            let (was, is) = (self.graph.quotes().len(), again.quotes().len());
            self.wrong("quotes", format!("the graph has {was}, the sources have {is}"));
            return;
        }
        let graph = self.graph;
        for (quote, again) in graph.quotes().zip(again.quotes()) {
            if (quote.id(), quote.text(), quote.origin()) != (again.id(), again.text(), again.origin()) {
                self.wrong(quote.id(), "is not what its source says at that place");
            }
        }
    }

    fn same_links(&mut self, again: &KnowledgeGraph) {
        let links = |graph: &KnowledgeGraph| -> BTreeMap<(String, String), Vec<crate::link::Mention>> {
            let key = |link: crate::graph::LinkRef<'_>| (link.quote().id(), link.concept().id().to_owned());
            graph.links().map(|link| (key(link), link.mentions().map(|m| m.to_mention()).collect())).collect()
        };
        let (ours, theirs) = (links(self.graph), links(again));
        for ((quote, concept), mentions) in &ours {
            if theirs.get(&(quote.clone(), concept.clone())) != Some(mentions) {
                self.wrong(quote, format!("the link to `{concept}` is not what its rules find in the quote"));
            }
        }
        for (quote, concept) in theirs.keys().filter(|key| !ours.contains_key(*key)) {
            self.wrong(quote, format!("has no link to `{concept}`, which its rules find"));
        }
    }

    /// Every span covers words of its quote.
    fn evidence(&mut self) {
        let graph = self.graph;
        for link in graph.links() {
            let text = link.quote().text();
            for mention in link.mentions() {
                let spans = [Some(mention.span()), mention.trigger()];
                if spans.into_iter().flatten().any(|span| span.of(text).is_none_or(str::is_empty)) {
                    self.wrong(
                        link.quote().id(),
                        format!("a span of `{}` covers no words", link.concept().id()),
                    );
                }
            }
            if link.mentions().len() == 0 {
                self.wrong(
                    link.quote().id(),
                    format!("the link to `{}` has no evidence", link.concept().id()),
                );
            }
        }
    }

    /// Every co-occurrence is counted again, quote by quote.
    fn counts(&mut self) {
        let graph = self.graph;
        let mut counted: BTreeMap<(ConceptIx, ConceptIx), u32> = BTreeMap::new();
        for quote in graph.quotes() {
            let concepts: Vec<ConceptIx> = quote.links().map(|link| link.concept().index()).collect();
            for (n, a) in concepts.iter().enumerate() {
                for b in &concepts[n + 1..] {
                    *counted.entry((*a.min(b), *a.max(b))).or_default() += 1;
                }
            }
        }
        let n = graph.quotes().len() as u32;
        for pair in graph.co_occurrences() {
            let of = |ix: ConceptIx| graph.concept(ix);
            let (a, b) = (of(pair.a).links().len() as u32, of(pair.b).links().len() as u32);
            let together = counted.remove(&(pair.a, pair.b)).unwrap_or(0);
            let measures = (npmi(together, a, b, n), g2(together, a, b, n));
            if (pair.quotes, (pair.npmi, pair.g2)) != (together, measures) {
                self.wrong(format!("{} – {}", of(pair.a).id(), of(pair.b).id()), "is counted wrongly");
            }
        }
        for (a, b) in counted.into_keys() {
            let name = format!("{} – {}", graph.concept(a).id(), graph.concept(b).id());
            self.wrong(name, "come together and are not counted");
        }
    }
}

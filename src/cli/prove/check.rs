//! `check`: reads the sources again and proves every span, every edge's evidence and every count of the graph.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cli::args::Check;
use crate::cli::build::previous::{base, is, memo};
use crate::cli::facts::Facts;
use crate::cli::output::{Screen, check_spares_inputs, shell_word};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::input_file::InputFile;
use crate::cli::reading::pieces::Scratch;
use crate::cli::reading::progress::{Progress, Step};
use crate::cli::reading::{Reading, Told, inputs};
use crate::cli::{Error, Outcome, interrupt, memory};
use crate::concept::ConceptIx;
use crate::graph::store::{self, Draft, Input, Inputs, SaveError};
use crate::graph::{GraphBuilder, KnowledgeGraph, LinkRef, MentionRef, QuoteRef, SourceIx, g2, npmi};
use crate::link::Mention;
use crate::render::table::{Cell, Column, Format, Table};
use crate::source;

pub(in crate::cli) fn run(args: &Check, folder: &Path, screen: Screen) -> Result<Outcome, Error> {
    let graph = store::open_to_scan(folder)?;
    let changed = match args.deep {
        true => store::verify(&graph),
        false => store::verify_inputs(&graph).into_iter().collect(),
    };
    let problems = match changed.is_empty() {
        true => prove(&graph, folder, args.output.file(), screen)?,
        false => changed.into_iter().map(|(file, problem)| (inputs::name(&file), problem)).collect(),
    };
    if problems.is_empty() {
        proved(&graph)?.write(&args.output, screen)?;
        return Ok(Outcome::Found);
    }
    let table = match screen.format_of(&args.output)? {
        Format::Table => listed(problems),
        _ => unproved(problems),
    };
    screen.write_table(&table, &args.output)?;
    Ok(Outcome::Wrong)
}

/// The problems for a person.
fn listed(problems: Vec<Problem>) -> Table {
    let mut table = Table::new([Column::text("where"), Column::text("problem")]);
    table.rows.extend(problems.into_iter().map(|(place, problem)| vec![place.into(), problem.into()]));
    table
}

/// A row for each problem, with the columns that there are without any.
fn unproved(problems: Vec<Problem>) -> Table {
    let columns = PROVED.into_iter().chain(["problems", "where", "problem"]).map(Column::text);
    let mut table = Table::new(columns.collect::<Vec<_>>());
    let count = problems.len() as u32;
    table.rows.extend(problems.into_iter().map(|(place, problem)| {
        let told: [Cell; 3] = [count.into(), place.into(), problem.into()];
        PROVED.iter().map(|_| Cell::Null).chain(told).collect()
    }));
    table
}

/// What is counted of a graph that is proved.
const PROVED: [&str; 7] = [
    "sources_proved",
    "quotes_proved",
    "sources_piped",
    "quotes_piped",
    "links_proved",
    "mentions_proved",
    "co_occurrences_proved",
];

/// A place and what is wrong there.
type Problem = (String, String);

fn prove(
    graph: &KnowledgeGraph,
    folder: &Path,
    output: Option<&Path>,
    screen: Screen,
) -> Result<Vec<Problem>, Error> {
    check_spares_inputs(output, graph)?;
    let made_of = store::inputs(graph)?;
    let base = base(folder, memo(folder, graph).as_ref(), &made_of);
    let mut proof = Proof { graph, base, problems: Vec::new() };
    proof.files(&made_of, screen.quiet)?;
    proof.evidence();
    proof.counts();
    Ok(proof.problems)
}

fn proved(graph: &KnowledgeGraph) -> Result<Facts, Error> {
    let mentions: usize = graph.links().map(|link| link.mentions().len()).sum();
    let made_of = store::inputs(graph)?;
    let piped: FxHashSet<&str> = piped(&made_of).map(|(_, input)| input.path.as_str()).collect();
    let taken: Vec<_> = graph.sources().filter(|source| piped.contains(source.path())).collect();
    let quotes_taken: usize = taken.iter().map(|source| source.quotes().len()).sum();
    let counts = [
        graph.sources().len() - taken.len(),
        graph.quotes().len() - quotes_taken,
        taken.len(),
        quotes_taken,
        graph.links().len(),
        mentions,
        graph.co_occurrences().len(),
    ];
    let mut facts = Facts::default();
    PROVED.into_iter().zip(counts).for_each(|(name, count)| _ = facts.add(name, count as u32));
    facts.add("problems", 0).add("where", Cell::Null).add("problem", Cell::Null);
    Ok(facts)
}

/// The standard inputs that were added, with their numbers among all inputs: they cannot be read again, and what is linked
/// is the quotes that the graph has of them.
fn piped(made_of: &Inputs) -> impl Iterator<Item = (usize, &Input)> {
    let added = made_of.read_from().enumerate().skip(made_of.sources.len());
    added.filter(|(_, input)| inputs::is_piped(&input.path))
}

/// What to do about a graph of standard input.
const AGAIN: &str = "is not what the graph was built of: pipe the same into `check`, as in `cat quotes.jsonl | ideagraph check`";

/// What to do about a pipe that has a name: who opens it waits for somebody to write into it.
const PIPE: &str = "is no file that can be read again; build the graph of a file, or of standard input";
/// What to do about a file that is gone.
const GONE: &str = "put it back, or run `ideagraph build` again without it";
/// The same where nobody knows from where its path leads.
const GONE_FROM_HERE: &str = "put it back, or run `check` where `build` was run";

/// How many files an advice names.
const SHOWN: usize = 5;

/// Why the graph could not be built again.
fn unwritten(error: SaveError) -> Error {
    match error {
        SaveError::Write { path, source } => Error::Usage(format!(
            "{} cannot be written: {source}; the graph is built again there to be compared: make room, or name another folder \
             for temporary files with TMPDIR",
            path.display()
        )),
        other => other.into(),
    }
}

/// A file that the graph was made of, to be read again.
fn named(input: &Input, base: &Path) -> InputFile {
    let from = input.format.as_deref().and_then(|name| name.parse::<source::Format>().ok());
    InputFile::called(input.path.clone(), inputs::path_from(base, &input.path), from)
}

/// The mentions in a quote, by concept.
fn links<'g>(quote: QuoteRef<'g>) -> BTreeMap<String, Vec<Mention<'g>>> {
    let link = |link: LinkRef<'g>| {
        (link.concept().id().to_owned(), link.mentions().map(MentionRef::to_mention).collect())
    };
    quote.links().map(link).collect()
}

/// The graph, and what is found wrong with it, each with its place.
struct Proof<'g> {
    graph: &'g KnowledgeGraph,
    /// Where relative paths of what it was built of begin.
    base: PathBuf,
    problems: Vec<Problem>,
}

impl Proof<'_> {
    fn wrong(&mut self, place: impl Into<String>, problem: impl Into<String>) {
        self.problems.push((place.into(), problem.into()));
    }

    /// The files are those that were read, and make the same graph.
    fn files(&mut self, made_of: &Inputs, quiet: bool) -> Result<(), Error> {
        let before = self.problems.len();
        let built_of = made_of.sources.iter().chain(&made_of.concepts);
        built_of.for_each(|input| self.unchanged(input, None));
        made_of.added.iter().for_each(|input| self.unchanged(input, Some(&made_of.added)));
        if self.problems.len() > before { Ok(()) } else { self.again(made_of, quiet) }
    }

    /// Reading and linking the files again makes the same graph.
    fn again(&mut self, made_of: &Inputs, quiet: bool) -> Result<(), Error> {
        let draft = Draft::temporary(&std::env::temp_dir()).map_err(unwritten)?;
        interrupt::take_away(&draft);
        let concept_files = ConceptFiles::again(&made_of.concepts, &self.base)?;
        let (scheme, _) = concept_files.scheme(None)?;
        let scratch = Scratch { folder: draft.path(), memory: memory::share() };
        let mut builder = draft.builder(&scheme, scratch.memory);
        builder.over(self.graph, false);
        let progress = Progress::of_build(quiet);
        let told = self.read_again(made_of, scratch, &mut builder, &progress)?;
        let is_other =
            |(input, told): &(&Input, &Told)| input.path == inputs::STDIN && !told.inputs.contains(input);
        if made_of.read_from().zip(&told).any(|pair| is_other(&pair)) {
            self.wrong(inputs::label(Path::new(inputs::STDIN)), AGAIN);
            return Ok(());
        }
        builder.assign_ids();
        progress.begin(Step::Linking, builder.quotes());
        let linker = concept_files.linker(&scheme)?;
        let again = draft.finish(builder, Some(&linker), &|quotes| progress.linked(quotes));
        let again = again.map_err(unwritten)?;
        progress.clear();
        if again != *self.graph {
            self.differs(&again);
        }
        Ok(())
    }

    /// Reads what the graph was made of again; what is told of each file.
    fn read_again(
        &self,
        made_of: &Inputs,
        scratch: Scratch<'_>,
        builder: &mut GraphBuilder<'_>,
        progress: &Progress,
    ) -> Result<Vec<Told>, Error> {
        let mut sources: FxHashMap<&str, Vec<SourceIx>> = FxHashMap::default();
        for source in self.graph.sources() {
            sources.entry(source.path()).or_default().push(source.index());
        }
        let piped: BTreeMap<usize, &Input> = piped(made_of).collect();
        for (&number, input) in &piped {
            let kept = sources.get(input.path.as_str()).map_or(&[][..], Vec::as_slice);
            builder.keep(number, input.format.as_deref(), kept);
        }
        let files = made_of.read_from().enumerate().filter(|(number, _)| !piped.contains_key(number));
        let (numbers, files): (Vec<usize>, Vec<InputFile>) =
            files.map(|(number, input)| (number, named(input, &self.base))).unzip();
        let read = Reading::each(&files, scratch, progress, |at, sources, continues| {
            builder.add_read(numbers[at], sources, continues);
        })?;
        let mut told = vec![Told::default(); made_of.read_from().count()];
        numbers.into_iter().zip(read).for_each(|(number, read)| told[number] = read);
        Ok(told)
    }

    /// A file is as it was; `added` is all that was added where it is of that.
    fn unchanged(&mut self, input: &Input, added: Option<&[Input]>) {
        let name = &input.path;
        if ConceptFiles::is_built_in(name) || (added.is_some() && inputs::is_piped(name)) {
            return;
        }
        if name == inputs::STDIN {
            if io::stdin().is_terminal() {
                self.wrong(inputs::label(Path::new(name)), AGAIN);
            }
            return;
        }
        let path = inputs::path_from(&self.base, name);
        if fs::metadata(&path).is_ok_and(|file| !file.is_file()) {
            return self.wrong(name, PIPE);
        }
        match File::open(&path) {
            Ok(_) if is(&path, input) => {}
            Ok(_) if added.is_some() => {
                let again = format!("run `ideagraph add {}` again", shell_word(name));
                let advice =
                    format!("{again}, or `ideagraph build --drop-added` to leave out what was added");
                self.wrong(name, format!("has changed since it was added; {advice}"));
            }
            Ok(_) => self.wrong(name, "has changed since the graph was built; run `ideagraph build` again"),
            Err(error) => {
                let advice = match added {
                    Some(added) => self.gone_of(added, input),
                    None if self.base.as_os_str().is_empty() && path.is_relative() => {
                        GONE_FROM_HERE.to_owned()
                    }
                    None => GONE.to_owned(),
                };
                self.wrong(name, format!("cannot be read again: {error}; {advice}"));
            }
        }
    }

    /// What to do about a file that was added and is gone: what was added is left out together.
    fn gone_of(&self, added: &[Input], gone: &Input) -> String {
        let is_there = |input: &&Input| inputs::path_from(&self.base, &input.path).is_file();
        let others = added.iter().filter(|input| *input != gone && is_there(input));
        let others: Vec<Cow<'_, str>> = others.map(|input| shell_word(&input.path)).collect();
        let piped = added.iter().filter(|input| inputs::is_piped(&input.path)).count();
        let mut advice =
            "put it back, or leave out what was added with `ideagraph build --drop-added`".to_owned();
        if !others.is_empty() {
            let more = if others.len() > SHOWN { " …" } else { "" };
            let shown = others[..others.len().min(SHOWN)].join(" ");
            advice += &format!(" and add the rest again: `ideagraph add {shown}{more}`");
        }
        if piped > 0 {
            advice += &format!("; then what was piped in has to be piped in again ({piped})");
        }
        advice
    }

    /// Tells where the graph that is built again is another.
    fn differs(&mut self, again: &KnowledgeGraph) {
        let before = self.problems.len();
        if again.quotes().len() == self.graph.quotes().len() {
            let graph = self.graph;
            graph.quotes().zip(again.quotes()).for_each(|(quote, again)| self.same_quote(quote, again));
        } else {
            let (was, is) = (self.graph.quotes().len(), again.quotes().len());
            self.wrong("quotes", format!("the graph has {was}, the sources have {is}"));
        }
        if self.problems.len() == before {
            self.wrong("graph", "building it again from its sources gives another graph");
        }
    }

    fn same_quote(&mut self, quote: QuoteRef<'_>, again: QuoteRef<'_>) {
        if (quote.id(), quote.text(), quote.origin()) != (again.id(), again.text(), again.origin()) {
            return self.wrong(quote.id(), "is not what its source says at that place");
        }
        let (ours, theirs) = (links(quote), links(again));
        for (concept, mentions) in &ours {
            if theirs.get(concept) != Some(mentions) {
                self.wrong(
                    quote.id(),
                    format!("the link to `{concept}` is not what its rules find in the quote"),
                );
            }
        }
        for concept in theirs.keys().filter(|concept| !ours.contains_key(*concept)) {
            self.wrong(quote.id(), format!("has no link to `{concept}`, which its rules find"));
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

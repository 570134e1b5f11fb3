//! `export`: the graph as a picture, or as a file for another program.

pub(super) mod convert;
pub(super) mod diff;
pub(super) mod graphviz;

use crate::analysis::map::{ConceptMap, EvidenceMap, PathMap};
use crate::analysis::{EvidenceOptions, MapOptions, paths};
use crate::cli::args::format::of_output;
use crate::cli::args::{Export, ExportFormat, View};
use crate::cli::output::{self, Screen};
use crate::cli::{Error, Outcome};
use crate::concept::ConceptIx;
use crate::graph::KnowledgeGraph;
use crate::query::{QuoteFilter, find_concept};
use crate::render::dot::{Engine, dot};
use crate::render::elements::Elements;
use crate::render::graphml::graphml;
use crate::render::json::json;
use crate::render::svg;

/// How many chains a path shows when nothing else is asked.
const CHAINS: usize = 3;

pub(in crate::cli) fn run(args: &Export, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let format = format(args)?;
    if args.engine.is_some() && format != ExportFormat::Svg {
        return Err(Error::Usage("--engine draws an SVG; use it with --format svg".into()));
    }
    if let Some(advice) = not_followed(args) {
        return Err(Error::Usage(advice.into()));
    }
    let map = Map::of(args, format, graph)?;
    let map = if format.is_picture() { map.readable() } else { map };
    let elements = map.elements();
    if elements.nodes.is_empty() {
        return Ok(Outcome::NothingFound);
    }
    let bytes = match (format, args.engine) {
        (ExportFormat::Svg, Some(engine)) => graphviz::draw(&dot(&elements, engine), "svg")?,
        (ExportFormat::Svg, None) => map.svg().into_bytes(),
        (ExportFormat::Dot, _) => dot(&elements, Engine::suited(&elements)).into_bytes(),
        (ExportFormat::Json, _) => json(&elements).into_bytes(),
        (ExportFormat::Graphml, _) => graphml(&elements).into_bytes(),
    };
    output::write(args.output.as_deref(), &bytes)?;
    let (shown, all) = map.shown();
    screen.tell_of_more(shown, all);
    Ok(Outcome::Found)
}

/// The format that is asked for, or that the name of the file tells.
fn format(args: &Export) -> Result<ExportFormat, Error> {
    let told = of_output(args.format, args.output.as_deref())?;
    told.ok_or_else(|| {
        Error::Usage("say what to write: `-o graph.svg` (.dot, .json, .graphml) or --format".into())
    })
}

/// What to do about an option that the view does not follow.
fn not_followed(args: &Export) -> Option<&'static str> {
    match args.view {
        View::Evidence | View::Path if args.min_quotes.is_some() => {
            Some("--min-quotes joins concepts; use it with the view `concepts` or `around`")
        }
        View::Concepts | View::Evidence | View::Path if args.depth.is_some() => {
            Some("--depth goes from one concept; use it with `--view around CONCEPT`")
        }
        _ => None,
    }
}

/// What is cut out of the graph for a view.
enum Map {
    Concepts(ConceptMap),
    Evidence(EvidenceMap),
    Path(PathMap),
}

impl Map {
    fn of(args: &Export, format: ExportFormat, graph: &KnowledgeGraph) -> Result<Self, Error> {
        let named = args.concepts.iter().map(|name| Ok(find_concept(graph, name)?.index()));
        let named: Vec<ConceptIx> = named.collect::<Result<_, Error>>()?;
        Ok(match (args.view, named.as_slice()) {
            (View::Concepts, []) => Self::Concepts(ConceptMap::of(graph, &map_options(args, format))),
            (View::Around, [concept]) => {
                let options = map_options(args, format);
                let depth = args.depth.unwrap_or(1) as usize;
                Self::Concepts(ConceptMap::around(graph, *concept, depth, &options))
            }
            (View::Evidence, concepts) => {
                let filter = QuoteFilter { concepts: concepts.to_vec(), any: true, ..QuoteFilter::default() };
                let options = EvidenceOptions { about: concepts.to_vec(), ..evidence_options(args, format) };
                Self::Evidence(EvidenceMap::of(graph, filter.apply(graph), &options))
            }
            (View::Path, [from, to]) if from != to => {
                let chains = paths(graph, *from, *to, args.top.unwrap_or(CHAINS));
                Self::Path(PathMap::of(graph, &chains))
            }
            (view, _) => return Err(Error::Usage(needs(view).into())),
        })
    }

    /// With no more in it than can be looked at.
    fn readable(self) -> Self {
        match self {
            Self::Concepts(map) => Self::Concepts(map.readable()),
            map => map,
        }
    }

    /// How many concepts or quotes are shown, and of how many.
    fn shown(&self) -> (usize, usize) {
        let of = |shown: usize, more: usize| (shown, shown + more);
        match self {
            Self::Concepts(map) => of(map.graph.node_count(), map.more),
            Self::Evidence(map) => of(map.quotes.len(), map.more),
            Self::Path(_) => (0, 0),
        }
    }

    fn elements(&self) -> Elements {
        match self {
            Self::Concepts(map) => map.into(),
            Self::Evidence(map) => map.into(),
            Self::Path(map) => map.into(),
        }
    }

    fn svg(&self) -> String {
        match self {
            Self::Concepts(map) => svg::concept_map(map),
            Self::Evidence(map) => svg::evidence_map(map),
            Self::Path(map) => svg::path_map(map),
        }
    }
}

fn map_options(args: &Export, format: ExportFormat) -> MapOptions {
    let defaults = MapOptions::default();
    MapOptions {
        title: args.title.clone(),
        top: top(args, format, defaults.top),
        min_quotes: args.min_quotes.unwrap_or(defaults.min_quotes),
    }
}

fn evidence_options(args: &Export, format: ExportFormat) -> EvidenceOptions {
    let defaults = EvidenceOptions::default();
    EvidenceOptions { title: args.title.clone(), top: top(args, format, defaults.top), ..defaults }
}

/// How many to show where nothing else is asked: so many as can be looked at, and all of them to another program.
fn top(args: &Export, format: ExportFormat, picture: usize) -> usize {
    args.top.unwrap_or(if format.is_picture() { picture } else { usize::MAX })
}

/// What a view needs to be told.
fn needs(view: View) -> &'static str {
    match view {
        View::Concepts => "the view `concepts` shows them all; for one concept use `--view around CONCEPT`",
        View::Evidence => "the view `evidence` takes any number of concepts",
        View::Around => "the view `around` takes one concept: `export --format svg --view around RLHF`",
        View::Path => {
            "the view `path` takes two different concepts: `export --format svg --view path RLHF memory`"
        }
    }
}

//! `export`: the graph as a picture, or as a file for another program.

pub(super) mod diff;
pub(super) mod graphviz;

use crate::analysis::map::{ConceptMap, EvidenceMap, PathMap};
use crate::analysis::{EvidenceOptions, MapOptions, paths};
use crate::cli::args::format::of_output;
use crate::cli::args::{Export, ExportFormat, View};
use crate::cli::{Error, Outcome, output};
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

pub(in crate::cli) fn run(args: &Export, graph: &KnowledgeGraph) -> Result<Outcome, Error> {
    let format = format(args)?;
    if args.engine.is_some() && format != ExportFormat::Svg {
        return Err(Error::Usage("--engine draws an SVG; use it with --format svg".into()));
    }
    let map = Map::of(args, graph)?;
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
    Ok(Outcome::Found)
}

/// The format that is asked for, or that the name of the file tells.
fn format(args: &Export) -> Result<ExportFormat, Error> {
    let told = of_output(args.format, args.output.as_deref())?;
    told.ok_or_else(|| {
        Error::Usage("say what to write: `-o graph.svg` (.dot, .json, .graphml) or --format".into())
    })
}

/// What is cut out of the graph for a view.
enum Map {
    Concepts(ConceptMap),
    Evidence(EvidenceMap),
    Path(PathMap),
}

impl Map {
    fn of(args: &Export, graph: &KnowledgeGraph) -> Result<Self, Error> {
        let named = args.concepts.iter().map(|name| Ok(find_concept(graph, name)?.index()));
        let named: Vec<ConceptIx> = named.collect::<Result<_, Error>>()?;
        Ok(match (args.view, named.as_slice()) {
            (View::Concepts, []) => Self::Concepts(ConceptMap::of(graph, &map_options(args))),
            (View::Around, [concept]) => {
                Self::Concepts(ConceptMap::around(graph, *concept, args.depth as usize, &map_options(args)))
            }
            (View::Evidence, concepts) => {
                let filter = QuoteFilter { concepts: concepts.to_vec(), any: true, ..QuoteFilter::default() };
                Self::Evidence(EvidenceMap::of(graph, filter.apply(graph), &evidence_options(args)))
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

fn map_options(args: &Export) -> MapOptions {
    let defaults = MapOptions::default();
    MapOptions {
        title: args.title.clone(),
        top: args.top.unwrap_or(defaults.top),
        min_quotes: args.min_quotes,
    }
}

fn evidence_options(args: &Export) -> EvidenceOptions {
    let defaults = EvidenceOptions::default();
    EvidenceOptions { title: args.title.clone(), top: args.top.unwrap_or(defaults.top) }
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

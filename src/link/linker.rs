//! The linker reads a quote and gives its mentions.

use serde::{Deserialize, Serialize};

use super::find::candidates::Candidate;
use super::full::{Full, Source};
use super::plain::{self, Plain};
use super::{LinkError, Matching, Mention, Overlap};
use crate::concept::{ConceptIx, ConceptScheme};
use crate::text::Span;

/// A concept scheme, compiled for reading quotes.
#[derive(Serialize, Deserialize)]
pub struct Linker(Matcher);

#[derive(Serialize, Deserialize)]
enum Matcher {
    Full(Box<Full>),
    Plain(Box<Plain>),
}

impl Linker {
    /// Compiles a scheme for full matching, in parallel. O(n log n) for n words of its labels and patterns.
    ///
    /// # Errors
    /// When a regex is too large to compile.
    pub fn new(scheme: &ConceptScheme) -> Result<Self, LinkError> {
        Self::matching(scheme, Matching::Full)
    }

    /// Compiles a scheme for some matching.
    ///
    /// ```
    /// use ideagraph::{concept::ConceptScheme, link::{Linker, Matching}};
    /// let lexicon = "[[concept]]\nid = \"rl\"\nlabel = \"Reinforcement learning\"";
    /// let scheme = ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap();
    /// let linker = Linker::matching(&scheme, Matching::Plain).unwrap();
    /// let text = "No REINFORCEMENT learning, but reinforced learning.";
    /// let mentions = linker.link(text);
    /// assert_eq!(mentions.len(), 1);
    /// assert_eq!(mentions[0].span.of(text), Some("REINFORCEMENT learning"));
    /// ```
    ///
    /// # Errors
    /// When a regex is too large to compile.
    pub fn matching(scheme: &ConceptScheme, matching: Matching) -> Result<Self, LinkError> {
        Ok(Self(match matching {
            Matching::Full => Matcher::Full(Box::new(Full::new(scheme)?)),
            Matching::Plain => Matcher::Plain(Box::new(Plain::new(scheme))),
        }))
    }

    /// The same linker with another choice among labels that overlap.
    #[must_use]
    pub fn with_overlap(mut self, overlap: Overlap) -> Self {
        match &mut self.0 {
            Matcher::Full(full) => full.grounds.overlap = overlap,
            Matcher::Plain(plain) => plain.overlap = overlap,
        }
        self
    }

    /// The mentions of a quote that is a source of its own, by start, end and concept; without what it explains itself.
    ///
    /// O(words × (labels and patterns that begin with the word)).
    ///
    /// ```
    /// use ideagraph::{concept::ConceptScheme, link::{Linker, Polarity}};
    /// let lexicon = r#"
    ///     [[concept]]
    ///     id = "rl"
    ///     label = "Reinforcement learning"
    ///     alias = ["=RL"]
    ///     implied = ["learn .. from reward"]
    /// "#;
    /// let linker = Linker::new(&ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap()).unwrap();
    /// let text = "We're not doing RL, but it learned a lot from rewards.";
    /// let mentions = linker.link(text);
    /// assert_eq!(mentions[0].span.of(text), Some("RL"));
    /// assert_eq!(mentions[0].polarity, Polarity::Negated);
    /// assert_eq!(mentions[1].rule, "implied: learn .. from reward");
    /// ```
    pub fn link(&self, text: &str) -> Vec<Mention<'_>> {
        match &self.0 {
            Matcher::Full(full) => full.link(text),
            Matcher::Plain(plain) => plain.link(text),
        }
    }

    /// Calls with the place of each mention that [`link`](Self::link) gives, in the same order. With plain matching that
    /// takes a fraction of the time.
    pub fn find(&self, text: &str, mut each: impl FnMut(Place<'_>)) {
        let mentions = match &self.0 {
            Matcher::Plain(plain) if plain.overlap == Overlap::Longest => {
                return plain
                    .scan(text, |place| each(Place { span: place.span, names: Names::Label(plain, place) }));
            }
            Matcher::Plain(plain) => plain.link(text),
            Matcher::Full(full) => full.link(text),
        };
        for Mention { span, concept, .. } in mentions {
            each(Place { span, names: Names::Concept(concept) });
        }
    }

    /// The mentions of each quote of a source. With full matching, an abbreviation that the source explains by a label of a
    /// concept, as in "reinforcement learning (RL)", names the concept in all its quotes, unless it is itself a label.
    ///
    /// ```
    /// use ideagraph::{concept::ConceptScheme, link::Linker};
    /// let lexicon = "[[concept]]\nid = \"rl\"\nlabel = \"Reinforcement learning\"";
    /// let linker = Linker::new(&ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap()).unwrap();
    /// let mentions = linker.link_source(&["Reinforcement learning (RL) works.", "RL is slow."]);
    /// assert_eq!(mentions[1][0].rule, "abbreviation: RL = Reinforcement learning");
    /// ```
    pub fn link_source(&self, quotes: &[&str]) -> Vec<Vec<Mention<'_>>> {
        match &self.0 {
            Matcher::Full(full) => full.link_source(quotes),
            Matcher::Plain(plain) => plain.link_each(quotes),
        }
    }

    /// Every candidate of each quote of a source, kept or not, by place, with what became of it; of the labels of one
    /// concept that match the same words the nearest.
    pub fn explain(&self, quotes: &[&str]) -> Vec<Vec<Candidate<'_>>> {
        match &self.0 {
            Matcher::Full(full) => full.explain(quotes),
            Matcher::Plain(plain) => quotes.iter().map(|quote| plain.explain(quote)).collect(),
        }
    }

    /// A linker for one source, which may be read in pieces.
    pub fn source(&self) -> SourceLinker<'_> {
        SourceLinker(match &self.0 {
            Matcher::Full(full) => Pieces::Full(Box::new(full.source())),
            Matcher::Plain(plain) => Pieces::Plain(plain),
        })
    }
}

/// Where a text speaks of a concept.
#[derive(Clone, Copy)]
pub struct Place<'l> {
    /// The words, as bytes of the text.
    pub span: Span,
    names: Names<'l>,
}

#[derive(Clone, Copy)]
enum Names<'l> {
    Concept(ConceptIx),
    Label(&'l Plain, plain::Place),
}

impl Place<'_> {
    /// The concept, which is looked up when it is asked for.
    pub fn concept(&self) -> ConceptIx {
        match self.names {
            Names::Concept(concept) => concept,
            Names::Label(plain, place) => plain.concept(place),
        }
    }
}

/// Reads one source in pieces: first all of them for what they explain, then all for what they name, then each for its
/// mentions, which are those that [`Linker::link_source`] finds at once.
pub struct SourceLinker<'l>(Pieces<'l>);

enum Pieces<'l> {
    Full(Box<Source<'l>>),
    Plain(&'l Plain),
}

impl<'l> SourceLinker<'l> {
    /// Takes in the abbreviations that some quotes explain.
    pub fn explain(&mut self, quotes: &[&str]) {
        if let Pieces::Full(source) = &mut self.0 {
            source.explain(quotes);
        }
    }

    /// Takes in the concepts that some quotes name, when all that the source explains is known.
    pub fn gather(&mut self, quotes: &[&str]) {
        if let Pieces::Full(source) = &mut self.0 {
            source.gather(quotes);
        }
    }

    /// The mentions of each of some quotes, when all that the source names is known.
    pub fn link(&self, quotes: &[&str]) -> Vec<Vec<Mention<'l>>> {
        match &self.0 {
            Pieces::Full(source) => source.link(quotes),
            Pieces::Plain(plain) => plain.link_each(quotes),
        }
    }
}

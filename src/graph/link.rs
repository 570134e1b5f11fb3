//! A link says that a quote speaks of a concept; its evidence is all the mentions of the one in the other.

use rustc_hash::FxHashMap;

use super::column::{Ends, Lists, Strings};
use super::index::{Handle, Index, LinkIx, QuoteIx};
use super::{ConceptRef, QuoteRef};
use crate::concept::ConceptIx;
use crate::link::{Kind, Mention, Polarity};
use crate::text::Span;

/// The links of a graph by (quote, concept), each with its mentions by place.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Links {
    quotes: Vec<QuoteIx>,
    concepts: Vec<ConceptIx>,
    pub(super) by_quote: Ends,
    pub(super) by_concept: Lists<LinkIx>,
    mentions: Lists<Evidence>,
    rules: Strings,
}

/// A mention without its quote and concept, which its link has.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Evidence {
    span: Span,
    kind: Kind,
    rule: u32,
    polarity: Polarity,
    trigger: Option<Span>,
    confidence: f32,
}

impl Links {
    pub(super) fn len(&self) -> usize {
        self.concepts.len()
    }

    /// The concepts that a link's quote mentions, its own among them.
    pub(super) fn beside(&self, link: LinkIx) -> &[ConceptIx] {
        &self.concepts[self.by_quote.row(self.quotes[link.at()].at())]
    }
}

/// Makes the links of a graph, one quote after another.
#[derive(Default)]
pub(super) struct LinkBuilder {
    links: Links,
    rules: FxHashMap<String, u32>,
}

impl LinkBuilder {
    /// Links the next quote. Its mentions come in any order.
    pub(super) fn push(&mut self, mut mentions: Vec<Mention>) {
        mentions.iter_mut().for_each(|mention| mention.confidence = share(mention.confidence));
        mentions.sort_by(|a, b| key(a).cmp(&key(b)).then(b.confidence.total_cmp(&a.confidence)));
        let quote = QuoteIx::new(self.links.by_quote.len());
        for of_concept in mentions.chunk_by(|a, b| a.concept == b.concept) {
            self.links.quotes.push(quote);
            self.links.concepts.push(of_concept[0].concept);
            let evidence: Vec<Evidence> = of_concept.iter().map(|mention| self.evidence(mention)).collect();
            self.links.mentions.push(evidence);
        }
        self.links.by_quote.push(self.links.concepts.len());
    }

    fn evidence(&mut self, mention: &Mention) -> Evidence {
        let Mention { span, kind, polarity, trigger, confidence, .. } = *mention;
        Evidence { span, kind, rule: self.rule(&mention.rule), polarity, trigger, confidence }
    }

    /// The number of a rule, which is stored once.
    fn rule(&mut self, rule: &str) -> u32 {
        if let Some(&number) = self.rules.get(rule) {
            return number;
        }
        let number = self.rules.len() as u32;
        self.rules.insert(rule.to_owned(), number);
        self.links.rules.push(rule);
        number
    }

    pub(super) fn finish(mut self, concepts: usize) -> Links {
        let links = (0..).map(LinkIx);
        let by_concept = self.links.concepts.iter().map(|concept| concept.at()).zip(links);
        self.links.by_concept = Lists::group(concepts, by_concept);
        self.links
    }
}

/// The order of mentions: by concept, then by place, then by all that may tell two at one place apart.
fn key(mention: &Mention) -> impl Ord + '_ {
    (mention.concept, mention.span, mention.kind, &mention.rule, mention.polarity, mention.trigger)
}

/// A confidence within 0..=1, rounded to four places so that it is written and read back as it is.
fn share(confidence: f32) -> f32 {
    if confidence > 0.0 { (confidence.min(1.0) * 1e4).round() / 1e4 } else { 0.0 }
}

/// A link of a graph.
pub type LinkRef<'g> = Handle<'g, LinkIx>;

impl<'g> LinkRef<'g> {
    /// The quote that speaks of the concept.
    pub fn quote(self) -> QuoteRef<'g> {
        self.graph.quote(self.graph.links.quotes[self.at()])
    }

    /// The concept that the quote speaks of.
    pub fn concept(self) -> ConceptRef<'g> {
        self.graph.concept(self.graph.links.concepts[self.at()])
    }

    /// The evidence, by place in the quote; never empty.
    pub fn mentions(self) -> impl ExactSizeIterator<Item = MentionRef<'g>> + Clone {
        self.graph
            .links
            .mentions
            .row(self.at())
            .iter()
            .map(move |evidence| MentionRef { link: self, evidence })
    }

    /// The confidence of the surest mention, in 0..=1.
    pub fn confidence(self) -> f32 {
        self.mentions().map(MentionRef::confidence).fold(0.0, f32::max)
    }

    /// True when the quote names the concept, and does not only imply it.
    pub fn explicit(self) -> bool {
        self.mentions().any(|mention| mention.kind() == Kind::Explicit)
    }

    /// True when every mention is denied.
    pub fn negated(self) -> bool {
        self.mentions().all(|mention| mention.polarity() == Polarity::Negated)
    }
}

/// One place where a link's quote speaks of its concept.
#[derive(Debug, Clone, Copy)]
pub struct MentionRef<'g> {
    link: LinkRef<'g>,
    evidence: &'g Evidence,
}

impl<'g> MentionRef<'g> {
    /// The words, as bytes of the quote's text.
    pub fn span(self) -> Span {
        self.evidence.span
    }

    /// The words.
    pub fn words(self) -> &'g str {
        self.span().of(self.link.quote().text()).unwrap_or_default()
    }

    /// The label or pattern that matched, as the lexicon writes it.
    pub fn rule(self) -> &'g str {
        self.link.graph.links.rules.get(self.evidence.rule as usize)
    }

    /// Named, or said without the name.
    pub fn kind(self) -> Kind {
        self.evidence.kind
    }

    /// Asserted, denied, asked or supposed.
    pub fn polarity(self) -> Polarity {
        self.evidence.polarity
    }

    /// The words that made the polarity, as bytes of the quote's text.
    pub fn trigger(self) -> Option<Span> {
        self.evidence.trigger
    }

    /// How sure the rule is, in 0..=1, to four places.
    pub fn confidence(self) -> f32 {
        self.evidence.confidence
    }

    /// The mention as a value of its own.
    pub fn to_mention(self) -> Mention {
        let Evidence { span, kind, polarity, trigger, confidence, .. } = *self.evidence;
        Mention {
            concept: self.link.concept().index(),
            span,
            kind,
            rule: self.rule().to_owned(),
            polarity,
            trigger,
            confidence,
        }
    }
}

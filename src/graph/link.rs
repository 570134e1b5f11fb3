//! A link says that a quote speaks of a concept; its evidence is all the mentions of the one in the other.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::index::{Handle, Index, LinkIx, QuoteIx};
use super::table::{Ends, Flags, Numbers, Optional, Room, Strings, table};
use super::{ConceptRef, KnowledgeGraph, QuoteRef};
use crate::concept::ConceptIx;
use crate::link::{Kind, Mention, Polarity};
use crate::number::rounded;
use crate::text::Span;

table! {
    /// The links of a graph, by quote and concept.
    Links, LinkSink, "links.arrow" {
        quote: Numbers<u32>,
        concept: Numbers<u32>,
        confidence: Numbers<f32>,
        explicit: Flags,
        asserted: Flags,
        negated: Flags,
        mentions_end: Ends,
    }
}

table! {
    /// The mentions of a graph, by link and place.
    Mentions, MentionSink, "mentions.arrow" {
        start: Numbers<u32>,
        end: Numbers<u32>,
        rule: Numbers<u32>,
        trigger_start: Optional<u32>,
        trigger_end: Optional<u32>,
    }
}

table! {
    /// The rules that found the mentions, each with what it says of them, in the order of their first use.
    Rules, RuleSink, "rules.arrow" {
        rule: Strings,
        kind: Numbers<u8>,
        polarity: Numbers<u8>,
        confidence: Numbers<f32>,
    }
}

/// The kinds by their numbers in the column.
const KINDS: [Kind; 2] = [Kind::Explicit, Kind::Implied];
/// The polarities by their numbers in the column.
const POLARITIES: [Polarity; 4] =
    [Polarity::Asserted, Polarity::Negated, Polarity::Asked, Polarity::Hypothetical];

/// What a rule says of a mention: its kind, its polarity, and the bits of its confidence.
type Saying = (u8, u8, u32);

/// Writes the links of a graph, one quote after another.
pub(super) struct LinkWriter {
    pub(super) links: LinkSink,
    pub(super) mentions: MentionSink,
    pub(super) rules: RuleSink,
    /// The rows of each rule, by what they say.
    rule_rows: FxHashMap<String, Vec<(Saying, u32)>>,
}

impl LinkWriter {
    pub(super) fn new(room: &Room) -> Self {
        Self {
            links: LinkSink::new(room),
            mentions: MentionSink::new(room),
            rules: RuleSink::new(room),
            rule_rows: FxHashMap::default(),
        }
    }

    /// Links a quote, all of whose predecessors were linked before. Its mentions come in any order.
    pub(super) fn push(&mut self, quote: QuoteIx, mut mentions: Vec<Mention<'_>>) {
        mentions.iter_mut().for_each(|mention| mention.confidence = share(mention.confidence));
        mentions.sort_by(|a, b| key(a).cmp(&key(b)).then(b.confidence.total_cmp(&a.confidence)));
        for of_concept in mentions.chunk_by(|a, b| a.concept == b.concept) {
            of_concept.iter().for_each(|mention| self.push_mention(mention));
            self.push_link(quote, of_concept);
        }
    }

    fn push_link(&mut self, quote: QuoteIx, mentions: &[Mention<'_>]) {
        let any = |test: fn(&Mention<'_>) -> bool| mentions.iter().any(test);
        self.links.quote.push(quote.0);
        self.links.concept.push(mentions[0].concept.0);
        self.links.confidence.push(mentions.iter().map(|mention| mention.confidence).fold(0.0, f32::max));
        self.links.explicit.push(any(|mention| mention.kind == Kind::Explicit));
        self.links.asserted.push(any(|mention| mention.polarity == Polarity::Asserted));
        self.links.negated.push(!any(|mention| mention.polarity != Polarity::Negated));
        self.links.mentions_end.push(self.mentions.rows as u32);
        self.links.rows += 1;
    }

    fn push_mention(&mut self, mention: &Mention<'_>) {
        let saying = (mention.kind as u8, mention.polarity as u8, mention.confidence.to_bits());
        let rule = self.rule(&mention.rule, saying);
        let trigger = mention.trigger.filter(|_| mention.polarity != Polarity::Asserted);
        self.mentions.start.push(mention.span.start);
        self.mentions.end.push(mention.span.end);
        self.mentions.rule.push(rule);
        self.mentions.trigger_start.push(trigger.map(|trigger| trigger.start));
        self.mentions.trigger_end.push(trigger.map(|trigger| trigger.end));
        self.mentions.rows += 1;
    }

    /// Takes over the links of a graph's quotes, whose first will be `quote`. `rules` are the numbers of its rules, as far
    /// as they are known.
    pub(super) fn copy(
        &mut self,
        graph: &KnowledgeGraph,
        quotes: Range<usize>,
        quote: QuoteIx,
        rules: &mut [Option<u32>],
    ) {
        let (links, rows) = (graph.link_table(), links_of(graph, &quotes));
        let mentions = mentions_of(graph, &rows);
        let by = |start: usize, now: usize| (now as u32).wrapping_sub(start as u32);
        self.links.quote.copy_moved(&links.quote, rows.clone(), by(quotes.start, quote.at()));
        let moved = by(mentions.start, self.mentions.rows);
        self.links.mentions_end.copy_moved(&links.mentions_end.0, rows.clone(), moved);
        self.links.concept.copy(&links.concept, rows.clone());
        self.links.confidence.copy(&links.confidence, rows.clone());
        self.links.explicit.copy(&links.explicit, rows.clone());
        self.links.asserted.copy(&links.asserted, rows.clone());
        self.links.negated.copy(&links.negated, rows.clone());
        self.links.rows += rows.len();
        self.copy_mentions(graph, mentions, rules);
    }

    fn copy_mentions(&mut self, graph: &KnowledgeGraph, rows: Range<usize>, rules: &mut [Option<u32>]) {
        let table = graph.mention_table();
        for &rule in table.rule.slice(rows.clone()) {
            let known = rules.get(rule as usize).copied().flatten();
            let row = known.unwrap_or_else(|| self.copy_rule(graph.rule_table(), rule as usize));
            rules[rule as usize] = Some(row);
            self.mentions.rule.push(row);
        }
        self.mentions.start.copy(&table.start, rows.clone());
        self.mentions.end.copy(&table.end, rows.clone());
        self.mentions.trigger_start.copy(&table.trigger_start, rows.clone());
        self.mentions.trigger_end.copy(&table.trigger_end, rows.clone());
        self.mentions.rows += rows.len();
    }

    fn copy_rule(&mut self, from: &Rules, row: usize) -> u32 {
        let confidence = from.confidence.get(row).to_bits();
        self.rule(from.rule.get(row), (from.kind.get(row), from.polarity.get(row), confidence))
    }

    /// The row of a rule that says something of mentions; the two are stored once.
    fn rule(&mut self, rule: &str, saying: Saying) -> u32 {
        let known = self.rule_rows.get(rule).and_then(|rows| rows.iter().find(|row| row.0 == saying));
        match known {
            Some(&(_, row)) => row,
            None => self.push_rule(rule, saying),
        }
    }

    fn push_rule(&mut self, rule: &str, saying: Saying) -> u32 {
        let row = self.rules.rows as u32;
        self.rule_rows.entry(rule.to_owned()).or_default().push((saying, row));
        self.rules.rule.push(rule);
        self.rules.kind.push(saying.0);
        self.rules.polarity.push(saying.1);
        self.rules.confidence.push(f32::from_bits(saying.2));
        self.rules.rows += 1;
        row
    }
}

/// The links of some quotes.
fn links_of(graph: &KnowledgeGraph, quotes: &Range<usize>) -> Range<usize> {
    let rows = |row| graph.quote(QuoteIx::new(row)).link_rows();
    if quotes.is_empty() { 0..0 } else { rows(quotes.start).start..rows(quotes.end - 1).end }
}

/// The mentions of some links.
fn mentions_of(graph: &KnowledgeGraph, links: &Range<usize>) -> Range<usize> {
    let rows = |row| graph.link_table().mentions_end.row(row, graph.mention_table().rows);
    if links.is_empty() { 0..0 } else { rows(links.start).start..rows(links.end - 1).end }
}

/// The order of mentions: by concept, then by place, then by all that may tell two at one place apart.
fn key<'m>(mention: &'m Mention<'m>) -> impl Ord + 'm {
    (mention.concept, mention.span, mention.kind, &mention.rule, mention.polarity, mention.trigger)
}

/// The decimal places of a confidence.
const PLACES: i32 = 4;

/// A confidence within 0..=1, rounded to four places so that it is written and read back as it is.
fn share(confidence: f32) -> f32 {
    if confidence > 0.0 { (confidence.min(1.0) * 1e4).round() / 1e4 } else { 0.0 }
}

/// A link of a graph.
pub type LinkRef<'g> = Handle<'g, LinkIx>;

impl<'g> LinkRef<'g> {
    fn row(self) -> (&'g Links, usize) {
        (self.graph.link_table(), self.at())
    }

    /// The quote that speaks of the concept.
    pub fn quote(self) -> QuoteRef<'g> {
        let (links, row) = self.row();
        self.graph.quote(QuoteIx(links.quote.get(row)))
    }

    /// The concept that the quote speaks of.
    pub fn concept(self) -> ConceptRef<'g> {
        let (links, row) = self.row();
        self.graph.concept(ConceptIx(links.concept.get(row)))
    }

    /// The evidence, by place in the quote; never empty.
    pub fn mentions(self) -> impl ExactSizeIterator<Item = MentionRef<'g>> + Clone {
        let (links, row) = self.row();
        links
            .mentions_end
            .row(row, self.graph.mention_table().rows)
            .map(move |row| MentionRef { link: self, row })
    }

    /// The confidence of the surest mention, in 0..=1, to four places.
    pub fn confidence(self) -> f64 {
        let (links, row) = self.row();
        rounded(links.confidence.get(row).into(), PLACES)
    }

    /// True when the quote names the concept, and does not only imply it.
    pub fn explicit(self) -> bool {
        let (links, row) = self.row();
        links.explicit.get(row)
    }

    /// True when a mention is asserted: neither denied nor asked nor supposed.
    pub fn asserted(self) -> bool {
        let (links, row) = self.row();
        links.asserted.get(row)
    }

    /// True when every mention is denied.
    pub fn negated(self) -> bool {
        let (links, row) = self.row();
        links.negated.get(row)
    }

    /// How good an example of its concept the quote is, the smaller the better: one that names it rather than implies
    /// it, then one that asserts it, then the surest. Ranks of several links may be added.
    pub fn rank(self) -> u32 {
        let (links, row) = self.row();
        let sure = (links.confidence.get(row) * 1e4) as u32;
        u32::from(!self.explicit()) << 17 | u32::from(!self.asserted()) << 15 | (10_000 - sure.min(10_000))
    }
}

/// One place where a link's quote speaks of its concept.
#[derive(Debug, Clone, Copy)]
pub struct MentionRef<'g> {
    link: LinkRef<'g>,
    row: usize,
}

impl<'g> MentionRef<'g> {
    fn table(self) -> &'g Mentions {
        self.link.graph.mention_table()
    }

    /// The words, as bytes of the quote's text.
    pub fn span(self) -> Span {
        Span::new(self.table().start.get(self.row), self.table().end.get(self.row))
    }

    /// The words.
    pub fn words(self) -> &'g str {
        self.link.quote().words(self.span()).unwrap_or_default()
    }

    /// The table of rules, and the row of the one that found it.
    fn rule_row(self) -> (&'g Rules, usize) {
        (self.link.graph.rule_table(), self.table().rule.get(self.row) as usize)
    }

    /// The label or pattern that matched, as the lexicon writes it.
    pub fn rule(self) -> &'g str {
        let (rules, row) = self.rule_row();
        rules.rule.get(row)
    }

    /// Named, or said without the name.
    pub fn kind(self) -> Kind {
        let (rules, row) = self.rule_row();
        rules.kind.code(row, &KINDS)
    }

    /// Asserted, denied, asked or supposed.
    pub fn polarity(self) -> Polarity {
        let (rules, row) = self.rule_row();
        rules.polarity.code(row, &POLARITIES)
    }

    /// The words that made the polarity, as bytes of the quote's text; none where it is asserted.
    pub fn trigger(self) -> Option<Span> {
        if self.polarity() == Polarity::Asserted {
            return None;
        }
        let table = self.table();
        Some(Span::new(table.trigger_start.get(self.row)?, table.trigger_end.get(self.row)?))
    }

    /// How sure the rule is, in 0..=1, to four places.
    pub fn confidence(self) -> f64 {
        let (rules, row) = self.rule_row();
        rounded(rules.confidence.get(row).into(), PLACES)
    }

    /// The mention as a value of its own.
    pub fn to_mention(self) -> Mention<'g> {
        Mention {
            concept: self.link.concept().index(),
            span: self.span(),
            kind: self.kind(),
            rule: self.rule().into(),
            polarity: self.polarity(),
            trigger: self.trigger(),
            confidence: self.confidence() as f32,
        }
    }
}

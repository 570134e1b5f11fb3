//! Polarity is what a quote does with a concept: assert, deny, ask or suppose it. After ConText (Harkema et al. 2009):
//! a trigger word acts on what follows it in its clause, and some phrases on what stands just before them.

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::places::Places;
use crate::concept::{Body, Classes, Element, Pattern};
use crate::link::Polarity;
use crate::link::find::patterns::{Phrases, Room};
use crate::link::find::words::Words;
use crate::link::vocabulary::{Starts, VocabularyBuilder};
use crate::text::{HYPHENS, Joint, Span};

/// The trigger phrases as the data file has them.
#[derive(Deserialize)]
struct File {
    negation: Vec<String>,
    part: Vec<String>,
    verb: Vec<String>,
    within: Vec<String>,
    behind: Vec<String>,
    pseudo: Vec<String>,
    hypothesis: Vec<String>,
    end: Vec<String>,
    tag: Vec<String>,
    tag_of_denial: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../language/english/polarity.toml"))
        .expect("the shipped triggers are valid")
});

impl Polarity {
    /// A name for scripts: `negated`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Negated => "negated",
            Self::Asked => "asked",
            Self::Hypothetical => "hypothetical",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Role {
    Negation,
    Part,
    Behind,
    Pseudo,
    Hypothesis,
    End,
    Tag,
    TagOfDenial,
}

/// The trigger phrases, compiled.
#[derive(Serialize, Deserialize)]
pub(in crate::link) struct Triggers {
    phrases: Phrases,
    roles: Vec<Role>,
}

impl Triggers {
    /// Compiles the shipped triggers.
    pub(in crate::link) fn new(vocabulary: &mut VocabularyBuilder) -> Self {
        let sources = [
            (Role::Negation, &FILE.negation),
            (Role::Part, &FILE.part),
            (Role::Behind, &FILE.behind),
            (Role::Pseudo, &FILE.pseudo),
            (Role::Hypothesis, &FILE.hypothesis),
            (Role::End, &FILE.end),
            (Role::Tag, &FILE.tag),
            (Role::TagOfDenial, &FILE.tag_of_denial),
        ];
        let (mut phrases, mut roles) = (Vec::new(), Vec::new());
        for (role, sources) in sources {
            for source in sources {
                if let Ok(Pattern { body: Body::Phrase(phrase), .. }) =
                    Pattern::parse(source, &Classes::new())
                {
                    phrases.push(phrase);
                    roles.push(role);
                }
            }
        }
        let phrases: Vec<&[Element]> = phrases.iter().map(Vec::as_slice).collect();
        Self { phrases: Phrases::new(&phrases, vocabulary, Starts::TRIGGER), roles }
    }

    /// The scopes of one sentence's triggers. What begins a compound (`no-fly zone`) or is short for another word (`No.
    /// 6`) is none, nor what begins a question (`Isn't it …?`). `room` is scratch space. O(words + triggers × log
    /// triggers).
    pub(in crate::link) fn scopes(
        &self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        room: &mut Room,
    ) -> Scopes {
        if words.starting(sentence, Starts::TRIGGER).next().is_none() {
            return Scopes { asked: question_mark(words, sentence), ..Scopes::default() };
        }
        let found = self.phrases.matches_in(words, sentence, Starts::TRIGGER, |_| true, room);
        let of = |role: Role| found.iter().filter(move |m| self.roles[m.phrase] == role);
        let pseudo = Places::new(of(Role::Pseudo).map(|m| (m.start as u32, m.end as u32)).collect());
        let is_part = |end: usize| {
            let joins = |gap: &str| gap == ". " || gap.strip_prefix(HYPHENS) == Some("");
            end < sentence.end && joins(words.gap(end))
        };
        let triggers = |role: Role| -> Vec<Range<usize>> {
            let real = of(role).filter(|m| !is_part(m.end) && !pseudo.cover(m.start as u32, m.end as u32));
            let mut triggers: Vec<Range<usize>> = real.map(|m| m.start..m.end).collect();
            triggers.sort_unstable_by_key(|trigger| (trigger.end, trigger.start));
            triggers
        };
        let mut negations = triggers(Role::Negation);
        let is_tagged =
            |role: Role| of(role).any(|m| m.end == sentence.end && words.joint(m.start) == Joint::Clause);
        let tagged = is_tagged(Role::Tag) || !negations.is_empty() && is_tagged(Role::TagOfDenial);
        let asked = question_mark(words, sentence).filter(|_| !tagged);
        if asked.is_some() {
            negations.retain(|trigger| trigger.start > sentence.start + 1);
        }
        Scopes {
            negations,
            parts: with_verbs(triggers(Role::Part), words, sentence.end),
            behind: triggers(Role::Behind),
            hypotheses: triggers(Role::Hypothesis),
            ends: ends(words, sentence, of(Role::End).map(|m| m.start)),
            asked,
        }
    }
}

/// Where clauses end: before a comma and the like, behind initials, and where some triggers begin.
fn ends(words: &Words<'_>, sentence: &Range<usize>, triggers: impl Iterator<Item = usize>) -> Vec<usize> {
    let begins =
        |at: &usize| words.joint(*at) == Joint::Clause || begins_behind_initials(*at, words, sentence);
    let mut ends: Vec<usize> = sentence.clone().filter(begins).chain(triggers).collect();
    ends.sort_unstable();
    ends
}

/// Words that may stand between a mention and what denies it from behind: "seizures of this kind were not seen".
const REACH: usize = 4;

/// What the triggers of a sentence act on: the words behind each, to the next end of a clause, or a few before it.
#[derive(Default)]
pub(in crate::link) struct Scopes {
    /// Positions of what denies, by end.
    negations: Vec<Range<usize>>,
    /// Those of what denies only to the verb of its clause, by end, each with where that verb stands.
    parts: Vec<(Range<usize>, usize)>,
    /// Positions of what denies from behind, by end.
    behind: Vec<Range<usize>>,
    /// Positions of what supposes, by end.
    hypotheses: Vec<Range<usize>>,
    /// Positions that no trigger before them reaches.
    ends: Vec<usize>,
    asked: Option<Span>,
}

impl Scopes {
    /// The polarity of a mention, and the words that make it: denied before asked before supposed; of two triggers of a
    /// kind the nearer one.
    pub(in crate::link) fn polarity(&self, mention: Span, words: &Words<'_>) -> (Polarity, Option<Span>) {
        let any = !(self.negations.is_empty() && self.parts.is_empty() && self.hypotheses.is_empty());
        let start = if any { words.position(mention) } else { 0 };
        let before = [self.acting(&self.negations, start), self.acting_on_part(start)];
        let before = before.into_iter().flatten().max_by_key(|trigger| trigger.end);
        if let Some(trigger) = before.or_else(|| self.acting_behind(mention, words)) {
            return (Polarity::Negated, Some(words.span(trigger)));
        }
        if self.asked.is_some() {
            return (Polarity::Asked, self.asked);
        }
        match self.acting(&self.hypotheses, start) {
            Some(trigger) => (Polarity::Hypothetical, Some(words.span(trigger))),
            None => (Polarity::Asserted, None),
        }
    }

    /// The nearest trigger before a position, when no clause ends between the two.
    fn acting(&self, triggers: &[Range<usize>], start: usize) -> Option<Range<usize>> {
        let before = triggers.partition_point(|trigger| trigger.end <= start);
        triggers[..before].last().filter(|trigger| self.is_one_clause(trigger.end, start)).cloned()
    }

    /// The nearest trigger before a position that acts on a part of a clause, when neither that nor the clause ends between.
    fn acting_on_part(&self, start: usize) -> Option<Range<usize>> {
        let before = self.parts.partition_point(|(trigger, _)| trigger.end <= start);
        let (trigger, verb) = self.parts[..before].last()?;
        (start < *verb && self.is_one_clause(trigger.end, start)).then(|| trigger.clone())
    }

    /// Whether no clause ends at a position or between it and a later one.
    fn is_one_clause(&self, from: usize, to: usize) -> bool {
        let next = self.ends.partition_point(|&end| end < from);
        self.ends.get(next).is_none_or(|&end| end > to)
    }

    /// The first trigger just behind a mention, when no clause ends between the two.
    fn acting_behind(&self, mention: Span, words: &Words<'_>) -> Option<Range<usize>> {
        if self.behind.is_empty() {
            return None;
        }
        let end = words.position(Span::new(mention.end, mention.end));
        let first = self.behind.partition_point(|trigger| trigger.end <= end);
        let mut near = self.behind[first..].iter().take_while(|trigger| trigger.start <= end + REACH);
        let trigger = near.find(|trigger| trigger.start >= end)?;
        self.is_one_clause(end, trigger.start).then(|| trigger.clone())
    }
}

/// A word of a text by its position.
fn word<'t>(words: &Words<'t>, at: usize) -> &'t str {
    words.span(at..at + 1).of(words.text).unwrap_or_default()
}

/// True for a verb that is nothing else.
fn is_verb(word: &str) -> bool {
    FILE.verb.iter().any(|verb| verb == word)
}

/// True for a word with a capital between initials and a verb, where a sentence may begin: "in the U.S. Murder was".
fn begins_behind_initials(at: usize, words: &Words<'_>, sentence: &Range<usize>) -> bool {
    (sentence.start + 2..sentence.end.saturating_sub(1)).contains(&at)
        && (words.gap(at - 1), words.gap(at)) == (".", ". ")
        && word(words, at).starts_with(char::is_uppercase)
        && is_verb(word(words, at + 1))
}

/// Triggers, which are by their end, with the verb that each one's clause has behind it; where that is not told the end of
/// the sentence. O(words).
fn with_verbs(triggers: Vec<Range<usize>>, words: &Words<'_>, end: usize) -> Vec<(Range<usize>, usize)> {
    let verb = |at: usize| match is_verb(word(words, at)) {
        // "They lack or had little memory": both have one object.
        true => (word(words, at - 1) != "or").then_some(at),
        false => FILE.within.iter().any(|one| one == word(words, at)).then_some(end),
    };
    let (mut next, mut known) = (end, end);
    let mut out: Vec<(Range<usize>, usize)> = Vec::with_capacity(triggers.len());
    // From the last one on: what stands behind one stands behind those before it, too.
    for trigger in triggers.into_iter().rev() {
        // A verb right behind a trigger is that of a clause without it: "what they lack is memory".
        let from = trigger.end + 1;
        known = (from..next).find_map(verb).unwrap_or(known);
        next = from.min(next);
        out.push((trigger, known));
    }
    out.reverse();
    out
}

/// The question mark behind the last word of a sentence.
fn question_mark(words: &Words<'_>, sentence: &Range<usize>) -> Option<Span> {
    let start = words.span(sentence.clone()).end as usize;
    let end = words.sentence_bytes(sentence).end;
    let (offset, mark) =
        words.text[start..end].char_indices().find(|(_, c)| matches!(c, '?' | '\u{ff1f}'))?;
    Some(Span::new((start + offset) as u32, (start + offset + mark.len_utf8()) as u32))
}

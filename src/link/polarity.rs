//! Polarity is what a quote does with a concept: assert, deny, ask or suppose it. After ConText (Harkema et al. 2009):
//! a trigger word acts on what follows it in its clause.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Polarity;
use super::phrases::{PhraseMatch, Phrases};
use super::vocabulary::VocabularyBuilder;
use super::words::Words;
use crate::concept::{Body, Classes, Pattern};
use crate::text::{Joint, Span};

/// The trigger phrases as the data file has them.
#[derive(Deserialize)]
struct File {
    negation: Vec<String>,
    pseudo: Vec<String>,
    hypothesis: Vec<String>,
    end: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("english/polarity.toml")).expect("the shipped triggers are valid")
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Negation,
    Pseudo,
    Hypothesis,
    End,
}

/// The trigger phrases, compiled.
pub(super) struct Triggers {
    phrases: Phrases,
    roles: Vec<Role>,
}

impl Triggers {
    /// Compiles the shipped triggers.
    pub(super) fn new(vocabulary: &mut VocabularyBuilder) -> Self {
        let mut triggers = Self { phrases: Phrases::default(), roles: Vec::new() };
        let roles = [
            (Role::Negation, &FILE.negation),
            (Role::Pseudo, &FILE.pseudo),
            (Role::Hypothesis, &FILE.hypothesis),
            (Role::End, &FILE.end),
        ];
        for (role, sources) in roles {
            for source in sources {
                if let Ok(Pattern { body: Body::Phrase(phrase), .. }) =
                    Pattern::parse(source, &Classes::new())
                {
                    triggers.phrases.insert(&phrase, vocabulary);
                    triggers.roles.push(role);
                }
            }
        }
        triggers
    }

    /// The scopes of one sentence's triggers.
    pub(super) fn scopes(&self, words: &Words<'_>, sentence: &Range<usize>) -> Scopes {
        let mut found = Vec::new();
        for at in sentence.clone() {
            self.phrases.matches_at(words, at, sentence.end, &mut found);
        }
        let scopes = found.iter().filter_map(|m| self.scope(m, &found, words, sentence)).collect();
        let asked = question_mark(words, sentence);
        Scopes { scopes, asked }
    }

    fn scope(
        &self,
        trigger: &PhraseMatch,
        all: &[PhraseMatch],
        words: &Words<'_>,
        sentence: &Range<usize>,
    ) -> Option<Scope> {
        let polarity = match self.roles[trigger.phrase] {
            Role::Negation => Polarity::Negated,
            Role::Hypothesis => Polarity::Hypothetical,
            Role::Pseudo | Role::End => return None,
        };
        let within = |m: &PhraseMatch| {
            self.roles[m.phrase] == Role::Pseudo && m.start <= trigger.start && trigger.end <= m.end
        };
        if all.iter().any(within) {
            return None;
        }
        let ends = |at: usize| {
            words.joint(at) == Joint::Clause
                || all.iter().any(|m| self.roles[m.phrase] == Role::End && m.start == at)
        };
        let end = (trigger.end..sentence.end).find(|&at| ends(at)).unwrap_or(sentence.end);
        Some(Scope { polarity, trigger: trigger.start..trigger.end, end })
    }
}

/// What the triggers of a sentence act on.
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    asked: Option<Span>,
}

struct Scope {
    polarity: Polarity,
    trigger: Range<usize>,
    end: usize,
}

impl Scopes {
    /// The polarity of a mention at these positions, and the words that make it: denied before asked before supposed;
    /// of two triggers of a kind the nearer one.
    pub(super) fn polarity(&self, mention: &Range<usize>, words: &Words<'_>) -> (Polarity, Option<Span>) {
        let acts = |polarity: Polarity| {
            let reaches = |s: &&Scope| {
                s.polarity == polarity && s.trigger.end <= mention.start && mention.start < s.end
            };
            self.scopes.iter().filter(reaches).max_by_key(|s| s.trigger.start)
        };
        if let Some(scope) = acts(Polarity::Negated) {
            return (Polarity::Negated, Some(words.span(scope.trigger.clone())));
        }
        if self.asked.is_some() {
            return (Polarity::Asked, self.asked);
        }
        match acts(Polarity::Hypothetical) {
            Some(scope) => (Polarity::Hypothetical, Some(words.span(scope.trigger.clone()))),
            None => (Polarity::Asserted, None),
        }
    }
}

/// The question mark behind the last word of a sentence.
fn question_mark(words: &Words<'_>, sentence: &Range<usize>) -> Option<Span> {
    let start = words.span(sentence.clone()).end as usize;
    let end = words.sentence_bytes(sentence).end;
    let (offset, mark) =
        words.text[start..end].char_indices().find(|(_, c)| matches!(c, '?' | '\u{ff1f}'))?;
    Some(Span::new((start + offset) as u32, (start + offset + mark.len_utf8()) as u32))
}

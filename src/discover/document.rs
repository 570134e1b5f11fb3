//! A document is a text with its words tagged.

use rustc_hash::FxHashMap;

use super::lexicon::Facts;
use super::tagger::{Choice, Tag, tag};
use crate::text::{Joint, Span, Token, tokens};

/// The least width of lines that are broken for their length, in bytes.
const BROKEN: usize = 50;

/// A text with its words tagged. Positions are token indices.
pub(crate) struct Document<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token>,
    pub(crate) tags: Vec<Tag>,
    facts: Vec<Facts>,
    /// Token → its facts.
    ids: Vec<usize>,
}

impl<'t> Document<'t> {
    /// Splits a text into words and tags them. O(n).
    pub(crate) fn of(text: &'t str) -> Self {
        let mut tokens = tokens(text);
        break_headings(text, &mut tokens);
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        let mut facts = Vec::new();
        let id = |token: &Token| {
            *known.entry(&text[token.span.range()]).or_insert_with_key(|word| {
                facts.push(Facts::of(word));
                facts.len() - 1
            })
        };
        let ids: Vec<usize> = tokens.iter().map(id).collect();
        let classes: Vec<Vec<(Tag, f64)>> =
            tokens.iter().zip(&ids).map(|(token, id)| named(text, token, &facts[*id].classes)).collect();
        let choices: Vec<Choice<'_>> = tokens
            .iter()
            .zip(&classes)
            .map(|(token, classes)| Choice { classes, joint: token.joint })
            .collect();
        let tags = tag(&choices);
        Self { text, tags, tokens, facts, ids }
    }

    /// The token as written.
    pub(crate) fn word(&self, at: usize) -> &'t str {
        &self.text[self.tokens[at].span.range()]
    }

    /// What is known of the token.
    pub(super) fn facts(&self, at: usize) -> &Facts {
        &self.facts[self.ids[at]]
    }

    /// What stands before the token.
    pub(super) fn joint(&self, at: usize) -> Joint {
        self.tokens[at].joint
    }

    /// The bytes of the tokens `start..end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.tokens[start].span.start, self.tokens[end - 1].span.end)
    }
}

/// A heading ends where its line does: a line that begins with a capital begins a sentence, unless the line before was
/// broken because the word had no place in it.
fn break_headings(text: &str, tokens: &mut [Token]) {
    let width = text.lines().map(str::len).max().unwrap_or_default();
    let mut end = 0;
    for token in tokens {
        let gap = text.get(end as usize..token.span.start as usize).unwrap_or_default();
        let word = &text[token.span.range()];
        if token.joint == Joint::Space
            && word.starts_with(char::is_uppercase)
            && gap.contains('\n')
            && !is_full(&text[..end as usize], word, width)
        {
            token.joint = Joint::Sentence;
        }
        end = token.span.end;
    }
}

/// True when a line that is not the first of the text had no place for the next word.
fn is_full(before: &str, word: &str, width: usize) -> bool {
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let is_first = before[..line].trim_start().is_empty();
    width >= BROKEN && !is_first && before.len() - line + 1 + word.len() > width
}

/// The classes of a word where it stands: a capital inside a sentence speaks for a name, and so for a noun.
fn named(text: &str, token: &Token, classes: &[(Tag, f64)]) -> Vec<(Tag, f64)> {
    let word = &text[token.span.range()];
    let mut out = classes.to_vec();
    let open = out.iter().all(|(tag, _)| *tag >= Tag::Adverb) && classes.first() != Some(&(Tag::Adverb, 1.0));
    if token.joint == Joint::Sentence || !open || !word.starts_with(char::is_uppercase) {
        return out;
    }
    let more =
        if word.chars().skip(1).all(char::is_lowercase) && word.chars().nth(1).is_some() { 0.7 } else { 2.0 };
    match out.iter_mut().find(|(tag, _)| *tag == Tag::Noun) {
        Some((_, share)) => *share += more,
        None => out.push((Tag::Noun, more)),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words with the tags' first letters.
    fn tagged(text: &str) -> String {
        let document = Document::of(text);
        let word = |at: usize| format!("{}/{:.4}", document.word(at), format!("{:?}", document.tags[at]));
        (0..document.tokens.len()).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_depend_on_the_words_around() {
        for (text, expected) in [
            ("We use models", "We/Pron use/Verb models/Noun"),
            ("the use of models", "the/Dete use/Noun of/Prep models/Noun"),
            ("it is trained on data", "it/Pron is/Auxi trained/Part on/Prep data/Noun"),
            ("to model the world", "to/Moda model/Verb the/Dete world/Noun"),
            ("a larger model results", "a/Dete larger/Adje model/Noun results/Noun"),
            ("", ""),
        ] {
            assert_eq!(tagged(text), expected);
        }
    }

    #[test]
    fn headings() {
        let document = Document::of("Fast search\nTrees are used");
        assert_eq!(document.joint(2), Joint::Sentence);
        let broken = "The storm\nIt is said by those who saw it come in that Hurricane\nGilbert is the strongest of all\nStorms pass";
        let document = Document::of(broken);
        let begins = |word: &str| (0..document.tokens.len()).find(|at| document.word(*at) == word).unwrap();
        let joints = ["It", "Gilbert", "Storms"].map(|word| document.joint(begins(word)));
        assert_eq!(joints, [Joint::Sentence, Joint::Space, Joint::Sentence]);
    }
}

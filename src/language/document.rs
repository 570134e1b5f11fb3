//! A document is a text with its words tagged.

use rustc_hash::FxHashMap;

use super::Language;
use super::english::tagger::{Choice, tag};
use super::facts::{Facts, Form, Share};
use super::tag::Tag;
use crate::text::{Addresses, HYPHENS, Joint, Span, Token, tokens};

/// The least width of lines that are broken for their length, in bytes.
const BROKEN: usize = 50;

/// A text with its words tagged. Positions are token indices.
pub(crate) struct Document<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<Token>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) language: Language,
    facts: Vec<Facts>,
    /// Token → its facts.
    ids: Vec<usize>,
}

impl<'t> Document<'t> {
    /// Splits a text into words and tags them. O(n).
    pub(crate) fn of(text: &'t str, language: Language) -> Self {
        let mut tokens = tokens(text);
        break_headings(text, &mut tokens);
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        let mut facts = Vec::new();
        let id = |token: &Token| {
            *known.entry(&text[token.span.range()]).or_insert_with_key(|word| {
                facts.push(language.facts(word));
                facts.len() - 1
            })
        };
        let ids: Vec<usize> = tokens.iter().map(id).collect();
        let classes: Vec<&[Share]> = ids.iter().map(|id| facts[*id].classes.as_slice()).collect();
        let mut tags = if language.is_english() {
            let forms: Vec<Form> = ids.iter().map(|id| facts[*id].form).collect();
            english(text, &mut tokens, &classes, &forms)
        } else {
            other(text, &mut tokens, &classes)
        };
        cut_addresses(text, &mut tokens, &mut tags);
        Self { text, tags, tokens, language, facts, ids }
    }

    /// The token as written.
    pub(crate) fn word(&self, at: usize) -> &'t str {
        &self.text[self.tokens[at].span.range()]
    }

    /// What is known of the token.
    pub(crate) fn facts(&self, at: usize) -> &Facts {
        &self.facts[self.ids[at]]
    }

    /// What stands before the token.
    pub(crate) fn joint(&self, at: usize) -> Joint {
        self.tokens[at].joint
    }

    /// True when a quotation begins or ends before the token.
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        self.gap(at).contains(['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}'])
    }

    /// The text between the token and the one before.
    pub(crate) fn gap(&self, at: usize) -> &'t str {
        gap(self.text, &self.tokens, at)
    }

    /// True when a hyphen joins the token to the one before.
    pub(crate) fn is_hyphenated(&self, at: usize) -> bool {
        let end = at.checked_sub(1).and_then(|before| self.tokens.get(before)).map(|before| before.span.end);
        let behind = end.and_then(|end| self.text.get(end as usize..)).unwrap_or_default();
        self.tokens.get(at).is_some_and(|token| token.joint == Joint::Tight) && behind.starts_with(HYPHENS)
    }

    /// The bytes of the tokens `start..end`.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.tokens[start].span.start, self.tokens[end - 1].span.end)
    }
}

/// The tags of English words, by what stands around them. Behind `'s` that is a verb a clause begins, and no phrase goes on.
fn english(text: &str, tokens: &mut [Token], classes: &[&[Share]], forms: &[Form]) -> Vec<Tag> {
    let classes: Vec<Vec<Share>> =
        tokens.iter().zip(classes).map(|(token, classes)| named(text, token, classes)).collect();
    let mut choices: Vec<Choice<'_>> = Vec::with_capacity(tokens.len());
    let mut clitics: Vec<bool> = Vec::with_capacity(tokens.len());
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.joint == Joint::Sentence {
            start = at;
        }
        let clitic = token.joint == Joint::Space && is_clitic(gap(text, tokens, at));
        if clitic {
            choices.push(Choice { classes: &CLITIC, form: Form::Base, joint: Joint::Space, stops: false });
        }
        clitics.push(clitic);
        let ends = tokens.get(at + 1).is_none_or(|next| next.joint == Joint::Sentence);
        let stops = ends && at + 1 - start >= SENTENCE && gap(text, tokens, at + 1).contains(['.', '!']);
        choices.push(Choice { classes: &classes[at], form: forms[at], joint: token.joint, stops });
    }
    let mut found = tag(&choices).into_iter();
    let mut tags = Vec::with_capacity(tokens.len());
    for (token, clitic) in tokens.iter_mut().zip(clitics) {
        let behind_verb = clitic && found.next() == Some(Tag::Auxiliary);
        let own = found.next().unwrap_or(Tag::Noun);
        if behind_verb {
            token.joint = Joint::Clause;
        }
        let goes_on = behind_verb && matches!(own, Tag::Gerund | Tag::Participle);
        tags.push(if goes_on { Tag::Verb } else { own });
    }
    tags
}

/// What `'s` may be: a possessive, which stands as an article does, or `is` and `has`.
const CLITIC: [Share; 2] = [(Tag::Determiner, 0.85), (Tag::Auxiliary, 0.15)];
/// A sentence has as many words; less are a heading or an item with a full stop.
const SENTENCE: usize = 2;

/// True for what begins with `'s`.
fn is_clitic(gap: &str) -> bool {
    let rest = gap.strip_prefix(['\'', '\u{2019}']).and_then(|rest| rest.strip_prefix('s'));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The text between a token and the one before; behind the last one all that follows.
fn gap<'t>(text: &'t str, tokens: &[Token], at: usize) -> &'t str {
    let before = at.checked_sub(1).map_or(0, |at| tokens[at].span.end as usize);
    let end = tokens.get(at).map_or(text.len(), |token| token.span.start as usize);
    text.get(before..end).unwrap_or_default()
}

/// The tags of words of another language: the only one that each may have, but that a verb stands behind a pronoun. What
/// stands behind an elided article is a word of its own.
fn other(text: &str, tokens: &mut [Token], classes: &[&[Share]]) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::with_capacity(tokens.len());
    let mut end = 0;
    for (token, classes) in tokens.iter_mut().zip(classes) {
        let own = classes.first().map_or(Tag::Noun, |class| class.0);
        let gap = text.get(end as usize..token.span.start as usize).unwrap_or_default();
        if token.joint == Joint::Tight && ["'", "\u{2019}"].contains(&gap) {
            token.joint = Joint::Space;
        }
        let governs = matches!(tags.last(), Some(Tag::Pronoun | Tag::Modal | Tag::Auxiliary));
        let word = text.get(token.span.range()).unwrap_or_default();
        let is_verb = governs && token.joint == Joint::Space && word.starts_with(char::is_lowercase);
        let is_number = own == Tag::Number && token.joint != Joint::Tight;
        tags.push(match own {
            Tag::Noun | Tag::Adjective if is_verb => Tag::Verb,
            _ if is_number => Tag::Determiner,
            _ => own,
        });
        end = token.span.end;
    }
    tags
}

/// What hosts end in that are written without the rest of an address.
const DOMAINS: [&str; 7] = ["com", "org", "net", "edu", "gov", "info", "int"];

/// Addresses are no part of a phrase, and a phrase ends before one: `https://a.org`, `a.org/b-c`.
fn cut_addresses(text: &str, tokens: &mut [Token], tags: &mut [Tag]) {
    let addresses = Addresses::of(text);
    let mut last = false;
    let mut at = 0;
    while at < tokens.len() {
        let behind = tokens[at + 1..].iter().position(|token| token.joint != Joint::Tight);
        let end = behind.map_or(tokens.len(), |behind| at + 1 + behind);
        let joined = Span::new(tokens[at].span.start, tokens[end - 1].span.end);
        let here = addresses.meet(joined) || has_host(text, &tokens[at..end]);
        for (token, tag) in tokens[at..end].iter_mut().zip(&mut tags[at..end]) {
            if here {
                *tag = Tag::Pronoun;
            }
            if here || last {
                token.joint = token.joint.max(Joint::Clause);
            }
            last = here;
        }
        at = end;
    }
}

/// True for words that a full stop and a domain end: `bees.org`.
fn has_host(text: &str, joined: &[Token]) -> bool {
    joined.iter().skip(1).any(|token| {
        text[..token.span.start as usize].ends_with('.') && DOMAINS.contains(&&text[token.span.range()])
    })
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
fn named(text: &str, token: &Token, classes: &[Share]) -> Vec<Share> {
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
        let document = Document::of(text, Language::default());
        let word = |at: usize| format!("{}/{:.4}", document.word(at), format!("{:?}", document.tags[at]));
        (0..document.tokens.len()).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_depend_on_the_words_around() {
        for (text, expected) in [
            ("We use models", "We/Pron use/Verb models/Noun"),
            ("the use of models", "the/Dete use/Noun of/Prep models/Noun"),
            ("it is trained on data", "it/Pron is/Auxi trained/Part on/Prep data/Noun"),
            ("to model the world", "to/Infi model/Verb the/Dete world/Noun"),
            ("a larger model results", "a/Dete larger/Adje model/Noun results/Noun"),
            ("", ""),
        ] {
            assert_eq!(tagged(text), expected);
        }
    }

    #[test]
    fn headings() {
        let document = Document::of("Fast search\nTrees are used", Language::default());
        assert_eq!(document.joint(2), Joint::Sentence);
        let broken = "The storm\nIt is said by those who saw it come in that Hurricane\nGilbert is the strongest of all\nStorms pass";
        let document = Document::of(broken, Language::default());
        let begins = |word: &str| (0..document.tokens.len()).find(|at| document.word(*at) == word).unwrap();
        let joints = ["It", "Gilbert", "Storms"].map(|word| document.joint(begins(word)));
        assert_eq!(joints, [Joint::Sentence, Joint::Space, Joint::Sentence]);
    }
}

//! A form is the way in which two names are alike as they are written, which speaks for their being names of one idea.

use crate::language::english::{facts, is_other_idea, relatives};
use crate::language::{Language, Tag};
use crate::text::{HYPHENS, Joint, Token, tokens};

/// How two names are alike, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A text explains the one by the other: "proximal policy optimization (PPO)".
    Abbreviation,
    /// The same words in other forms or with other spaces: "rewarded models" and "reward model".
    Inflection,
    /// The same words in another order: "model of rewards".
    Order,
    /// One letter more, less or other in a long word, which makes it no other word of English: "reinforcment".
    Spelling,
    /// Words of one family: "evolution strategy" and "evolutionary strategy".
    Derivation,
    /// The one has the other's initials, and no text says so.
    Initials,
}

impl Form {
    /// How much it counts, in 0..=1.
    pub fn weight(self) -> f64 {
        match self {
            Self::Abbreviation => 0.95,
            Self::Inflection => 0.9,
            Self::Order | Self::Spelling => 0.8,
            Self::Derivation => 0.6,
            Self::Initials => 0.5,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Abbreviation => "abbreviation",
            Self::Inflection => "inflection",
            Self::Order => "order",
            Self::Spelling => "spelling",
            Self::Derivation => "derivation",
            Self::Initials => "initials",
        }
    }
}

/// The shortest word that may differ in a letter.
pub(super) const LONG: usize = 7;
/// The least that words of a family have in common: letters, and share of the longer word.
const FAMILY: (usize, f64) = (5, 0.6);
/// What makes other words of a verb in `-y`.
const OF_VERBS: [&str; 4] = ["iable", "iance", "iant", "ier"];
/// The longest name that is read as initials, in letters.
const INITIALS: usize = 6;

/// What a key of initials begins with.
pub(super) const INITIALS_KEY: &str = "i ";

/// A name made ready for comparing.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Its words but for `of` and the like between spaces, in lower case.
    words: Vec<Word>,
    /// It has `of` or the like between spaces.
    joined: bool,
    /// Prepositions, each with the place of the word behind.
    prepositions: Vec<(String, usize)>,
    /// One of its words is a possessive.
    owned: bool,
    /// Its letters and digits in lower case: equal when only spaces and hyphens differ.
    letters: String,
    /// First letters of its words, with and without `of` and the like, where there is more than one.
    initials: Vec<String>,
    /// It is written in capitals, as initials are.
    capitals: bool,
    /// The beginnings of its words do not tell what it is like: `mice`.
    irregular: bool,
}

#[derive(Debug, Clone)]
struct Word {
    text: String,
    lemmas: Vec<String>,
    language: Language,
}

impl Name {
    pub(super) fn new(text: &str, language: Language) -> Self {
        let tokens = tokens(text);
        let all: Vec<String> =
            tokens.iter().filter_map(|token| token.span.of(text)).map(str::to_lowercase).collect();
        let is_content = |(at, word): &(usize, &String)| {
            !language.is_joining(word) || begins_hyphenated(text, &tokens, *at)
        };
        let content = || all.iter().enumerate().filter(is_content).map(|(_, word)| word);
        let capitals = text.chars().filter(|c| c.is_uppercase()).count() > 1
            && text.chars().all(|c| !c.is_lowercase() && !c.is_whitespace())
            && text.chars().count() <= INITIALS;
        let words: Vec<Word> = content().map(|text| Word::new(text, language)).collect();
        let prepositions = all.iter().enumerate().filter(|(_, word)| is_preposition(word, language));
        let behind = |at: usize| all.iter().enumerate().take(at).filter(is_content).count();
        Self {
            prepositions: prepositions.map(|(at, word)| (word.clone(), behind(at))).collect(),
            irregular: all.len() > 1 && words.iter().any(|word| word.is_irregular(head_of(&words))),
            letters: letters(text),
            joined: words.len() < all.len(),
            owned: tokens
                .iter()
                .any(|token| owns(&text[token.span.start as usize..], token.span.len() as usize)),
            initials: if all.len() > 1 {
                vec![initials(&mut all.iter()), initials(&mut content())]
            } else {
                Vec::new()
            },
            capitals,
            words,
        }
    }

    /// Names that are alike have a key in common.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut heads: Vec<String> = self.words.iter().map(|word| word.head(head_of(&self.words))).collect();
        heads.sort_unstable();
        let mut keys = vec![format!("l {}", self.letters), format!("w {}", heads.join(" "))];
        for (at, word) in self.words.iter().enumerate().filter(|(_, word)| word.is_long()) {
            let others =
                self.words.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, word)| word.head(4));
            let others: Vec<String> = others.collect();
            keys.push(format!("b {} {}", word.head(1), others.join(" ")));
        }
        keys.extend(self.initials.iter().map(|initials| format!("{INITIALS_KEY}{initials}")));
        if self.capitals {
            keys.push(format!("{INITIALS_KEY}{}", self.letters));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// False for a name that is like another such name of the same initials only where they share another key, too.
    pub(super) fn is_told_by_initials(&self) -> bool {
        self.capitals || self.irregular
    }

    /// Words that a name has, in lower case.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }

    /// How two names are alike, if they are.
    pub(super) fn form(&self, other: &Self) -> Option<Form> {
        if self.letters == other.letters {
            return Some(Form::Inflection);
        }
        let is_short = |short: &Self, long: &Self| short.capitals && long.initials.contains(&short.letters);
        if is_short(self, other) || is_short(other, self) {
            return Some(Form::Initials);
        }
        if self.words.len() != other.words.len() || self.words.is_empty() {
            return None;
        }
        self.in_order(other).or_else(|| self.in_another_order(other))
    }

    /// True where just one of two words that differ in a letter is a word of general English, and it is in this name.
    pub(super) fn has_the_word_of(&self, other: &Self) -> bool {
        let is_slip = |(a, b): (&Word, &Word)| !a.is_same(b) && is_listed(&a.text) && !is_listed(&b.text);
        self.words.iter().zip(&other.words).any(is_slip)
    }

    fn in_order(&self, other: &Self) -> Option<Form> {
        let forms = self.words.iter().zip(&other.words).map(|(a, b)| a.form(b));
        forms.reduce(|all, form| Some(all?.max(form?)))?
    }

    /// True where another word stands behind a preposition that both have: "client to server", "server to client".
    fn is_turned(&self, other: &Self) -> bool {
        let behind = |name: &'_ Self, at: usize| name.words.get(at).cloned();
        self.prepositions.iter().any(|(own, at)| {
            let mut same = other.prepositions.iter().filter(|(word, _)| word == own);
            let word = behind(self, *at);
            same.any(|(_, at)| word.as_ref().zip(behind(other, *at)).is_some_and(|(a, b)| !a.is_same(&b)))
        })
    }

    /// Each word has its own among the others, in the same or another inflection; single letters are no words of their
    /// own. What is someone's is in another order only with `of` between: "the genius of Beethoven".
    fn in_another_order(&self, other: &Self) -> Option<Form> {
        let is_letter = |word: &Word| word.text.chars().nth(1).is_none();
        let fits = match (self.owned, other.owned) {
            (true, other_owned) => other.joined && !other_owned,
            (false, other_owned) => self.joined || !other_owned,
        };
        if self.words.iter().any(is_letter) || !fits || self.is_turned(other) {
            return None;
        }
        let mut rest: Vec<&Word> = other.words.iter().collect();
        for word in &self.words {
            let at = rest.iter().position(|other| word.is_same(other))?;
            rest.swap_remove(at);
        }
        Some(Form::Order)
    }
}

impl Word {
    fn new(text: &str, language: Language) -> Self {
        Self { text: text.to_owned(), lemmas: language.bases(text), language }
    }

    /// The first letters of its shortest base form.
    fn head(&self, letters: usize) -> String {
        let base = self.lemmas.iter().min_by_key(|lemma| (lemma.len(), *lemma)).unwrap_or(&self.text);
        base.chars().take(letters).collect()
    }

    /// True when a word of which it may be a form has another head.
    fn is_irregular(&self, letters: usize) -> bool {
        let head = self.head(letters);
        let others = self.lemmas.iter().filter(|lemma| **lemma != self.text);
        others.map(|lemma| Self::new(lemma, self.language)).any(|lemma| lemma.head(letters) != head)
    }

    fn is_long(&self) -> bool {
        self.text.chars().count() >= LONG
    }

    fn is_same(&self, other: &Self) -> bool {
        self.lemmas.iter().any(|lemma| other.lemmas.contains(lemma))
    }

    fn form(&self, other: &Self) -> Option<Form> {
        let (a, b) = (self.text.as_str(), other.text.as_str());
        if self.is_same(other) {
            return Some(Form::Inflection);
        }
        if [a, b].into_iter().any(|word| word.contains(|c: char| c.is_numeric())) {
            return None;
        }
        let english = self.language.is_english();
        if english && (is_other_idea(a, b) || is_other_idea(b, a)) {
            return None;
        }
        let related = english && is_related(a, b);
        let long = self.is_long() && other.is_long() && a.chars().next() == b.chars().next();
        if long && !related && strsim::osa_distance(a, b) == 1 && !(is_listed(a) && is_listed(b)) {
            return Some(Form::Spelling);
        }
        (related || is_family(a, b)).then_some(Form::Derivation)
    }
}

/// How many letters of each word a key has.
fn head_of(words: &[Word]) -> usize {
    if words.len() == 1 { 5 } else { 4 }
}

/// True for a noun and its adjective, and for two nouns with the same one: `cystoscopy` and `cystoscope`.
fn is_related(a: &str, b: &str) -> bool {
    let (of_a, of_b) = (relatives(a), relatives(b));
    of_a.contains(b) || of_b.contains(a) || of_a.iter().any(|word| of_b.contains(word))
}

fn is_preposition(word: &str, language: Language) -> bool {
    let classes = language.facts(word).classes;
    classes.first().is_some_and(|(tag, _)| matches!(tag, Tag::Preposition | Tag::Infinitive))
}

/// True for the first part of a word with a hyphen: `to-day`.
fn begins_hyphenated(text: &str, tokens: &[Token], at: usize) -> bool {
    let is_tight = |token: &Token| token.joint == Joint::Tight;
    let hyphen = |token: &&Token| is_tight(token) && text[..token.span.start as usize].ends_with(HYPHENS);
    !is_tight(&tokens[at]) && tokens.get(at + 1).filter(hyphen).is_some()
}

/// True where a possessive ends behind some bytes: `king's`, `kings'`.
fn owns(text: &str, length: usize) -> bool {
    let (word, behind) = text.split_at(length);
    let Some(rest) = behind.strip_prefix(['\'', '\u{2019}']) else { return false };
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    rest.strip_prefix('s').is_some_and(ends) || word.ends_with('s') && ends(rest)
}

/// True for words of general English, and for those made of its verbs in `-y`: `compliant`.
fn is_listed(word: &str) -> bool {
    let is_known = |word: &str| facts(word).rarity < 1.0;
    let mut stems = OF_VERBS.iter().filter_map(|ending| word.strip_suffix(ending));
    is_known(word) || stems.any(|stem| is_known(&format!("{stem}y")))
}

fn is_family(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longer = a.chars().count().max(b.chars().count());
    shared >= FAMILY.0 && shared as f64 >= FAMILY.1 * longer as f64
}

fn initials(words: &mut dyn Iterator<Item = &String>) -> String {
    words.filter_map(|word| word.chars().next()).collect()
}

/// The letters and digits of a name in lower case.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_likeness() {
        for (a, b, expected) in [
            ("data set", "dataset", Some(Form::Inflection)),
            ("Reward models", "rewarded model", Some(Form::Inflection)),
            ("policy optimisation", "policy optimization", Some(Form::Inflection)),
            ("model of the reward", "reward models", Some(Form::Order)),
            ("reinforcment learning", "reinforcement learning", Some(Form::Spelling)),
            ("evolution strategy", "evolutionary strategies", Some(Form::Derivation)),
            ("RLHF", "reinforcement learning from human feedback", Some(Form::Initials)),
            ("PPO", "proximal policy optimization", Some(Form::Initials)),
            ("client-to-server", "server-to-client", None),
            ("client-to-server link", "link of client to server", Some(Form::Order)),
            ("law of nature", "nature of law", None),
            ("law and order", "order and law", Some(Form::Order)),
            ("tool use in birds", "use of tools in birds", Some(Form::Order)),
            ("villages", "villagers", None),
            ("complaint", "compliant", None),
            ("cystoscopy", "cystoscope", Some(Form::Derivation)),
            ("photon detection", "proton detection", None),
            ("simulation", "stimulation", None),
            ("by-law", "By-laws", Some(Form::Inflection)),
            ("to-day", "days", None),
            ("in-house team", "house teams", None),
            ("Mozart's operas", "operas of Mozart", Some(Form::Order)),
            ("Mozart's operas", "opera Mozart", None),
            ("kings\u{2019} rights", "king rights", Some(Form::Inflection)),
            ("kings\u{2019} rights", "right king", None),
            ("violin music", "violinist music", None),
            ("young man", "younger men", None),
            ("friendship", "friends", None),
            ("symphonists", "symphony", None),
            ("learners", "learning", Some(Form::Derivation)),
            ("p reaction", "reaction p", None),
            ("supervised learning", "unsupervised learning", None),
            ("GPT-3", "GPT-4", None),
            ("reward model", "reward model training", None),
            ("mode", "model", None),
            ("ab", "a big", None),
            ("mouse model", "mice models", Some(Form::Inflection)),
            ("", "", Some(Form::Inflection)),
        ] {
            are_alike(a, b, Language::default(), expected);
        }
    }

    fn are_alike(a: &str, b: &str, language: Language, expected: Option<Form>) {
        let (a, b) = (Name::new(a, language), Name::new(b, language));
        assert_eq!((a.form(&b), b.form(&a)), (expected, expected), "{a:?} {b:?}");
        let tells = |key: &String| {
            !key.starts_with(INITIALS_KEY) || a.is_told_by_initials() || b.is_told_by_initials()
        };
        let shared = a.keys().iter().any(|key| b.keys().contains(key) && tells(key));
        assert!(shared || expected.is_none(), "{:?} {:?}", a.keys(), b.keys());
    }

    #[test]
    fn forms_of_likeness_in_other_languages() {
        for (language, a, b, expected) in [
            ("de", "Recht der Arbeit", "Arbeit und Recht", Some(Form::Order)),
            ("de", "Frist der Kündigung", "Fristen für Kündigungen", Some(Form::Inflection)),
            ("de", "Vertrag ohne Frist", "Vertrag mit Frist", None),
            ("de", "zwei Fristen", "drei Fristen", None),
            ("fr", "apprentissage des machines", "apprentissage de la machine", Some(Form::Inflection)),
        ] {
            are_alike(a, b, Language::named(language).unwrap(), expected);
        }
    }

    proptest! {
        #[test]
        fn likeness_is_mutual(a in "([a-c]{1,4}(s|ed|ing)? ?){0,3}", b in "([a-c]{1,4}(s|ed|ing)? ?){0,3}") {
            let (a, b) = (Name::new(&a, Language::default()), Name::new(&b, Language::default()));
            prop_assert_eq!(a.form(&b), b.form(&a));
        }
    }
}

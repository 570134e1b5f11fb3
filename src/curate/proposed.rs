//! A proposed pattern is made of a phrase that a person pointed at: what the phrase says stays, what it only happens to
//! have may be otherwise.

use crate::concept::{Classes, Pattern};
use crate::language::english::{general::entry, lemmas_as_spelt};
use crate::language::{Document, Language, Tag};
use crate::text::{Joint, Span, sentence_at, sentence_start, tokens};

/// Patterns that match a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// From the narrowest, the words as they are, to the broadest; at least one.
    pub patterns: Vec<String>,
    /// The place of the one to take when nothing speaks against it.
    pub best: usize,
    /// The words that they are made of.
    pub words: Span,
}

/// The patterns for a phrase: its words; these with gaps in place of articles, pronouns, adverbs, auxiliaries and
/// numbers; that with words of the lexicon's classes as the class, which is the one to take; and that with gaps in place
/// of adjectives. None when the phrase has no words.
///
/// ```
/// use ideagraph::concept::Classes;
/// use ideagraph::curate::proposed;
/// use ideagraph::language::Language;
/// let classes = Classes::from([("work".to_owned(), vec!["task".to_owned(), "project".to_owned()])]);
/// let phrase = "carry out all of these longer projects";
/// let proposed = proposed(phrase, &classes, Language::default()).unwrap();
/// assert_eq!(proposed.patterns[proposed.best], "carry out ..2 of ..2 longer @work");
/// ```
pub fn proposed(phrase: &str, classes: &Classes, language: Language) -> Option<Proposed> {
    proposed_of(phrase, Span::new(0, phrase.len() as u32), classes, language)
}

/// The patterns for some words of a text, as they stand in their sentence: with the rest of words with hyphens, and with the
/// noun that what they end in belongs to. Nothing else of the text is in them.
pub fn proposed_of(text: &str, words: Span, classes: &Classes, language: Language) -> Option<Proposed> {
    let (parts, words) = parts(text, whole(text, words)?, language)?;
    let parts = trimmed(parts);
    let classed = Some((classes, language));
    let narrow = written(&parts, |_| false, None);
    let gaps = written(&parts, Part::is_loose, None);
    let best = written(&parts, Part::is_loose, classed);
    let is_broad = |part: &Part| part.is_loose() || part.tag == Tag::Adjective && !part.joined;
    let broad = written(&parts, is_broad, classed);
    let count = |pattern: &str| pattern.split(' ').filter(|word| !word.starts_with("..")).count();
    let enough = count(&narrow).min(2);
    let matches = |pattern: &String| count(pattern) >= enough && Pattern::parse(pattern, classes).is_ok();
    let with_gaps = says(&parts, Part::is_loose);
    let ways = [(narrow, true), (gaps, with_gaps), (best, with_gaps), (broad, says(&parts, is_broad))];
    let mut patterns: Vec<String> = Vec::new();
    let mut place = None;
    for (n, (pattern, says)) in ways.into_iter().enumerate() {
        if says && matches(&pattern) && !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
        place = if n < 3 { patterns.len().checked_sub(1) } else { place };
    }
    Some(Proposed { best: place?, patterns, words })
}

/// A pattern of two words with a gap between, which links more than the words that they were taken from.
pub fn broader(first: &str, second: &str, language: Language) -> String {
    let word = |word| of(word, language).iter().map(Part::written).collect::<Vec<_>>().join(" ");
    format!("{} ..3 {}", word(first), word(second))
}

/// Equal for patterns of the same words in other forms. Regexes and words behind `=` have one.
pub fn pattern_key(pattern: &str, language: Language) -> String {
    if pattern.starts_with('/') {
        return pattern.to_owned();
    }
    let key = |word: &str| {
        if word.starts_with('=') { word.to_owned() } else { language.base(&word.to_lowercase()) }
    };
    pattern.split_whitespace().map(key).collect::<Vec<_>>().join(" ")
}

/// A word of the phrase.
struct Part {
    word: String,
    tag: Tag,
    /// A hyphen joins it to the word before.
    follows: bool,
    /// It is a part of a word with a hyphen, which stands in the pattern as it is.
    joined: bool,
    language: Language,
}

impl Part {
    /// True for a word that the phrase may have or not.
    fn is_loose(&self) -> bool {
        let loose = [
            Tag::Determiner,
            Tag::Pronoun,
            Tag::Object,
            Tag::Relative,
            Tag::Adverb,
            Tag::Auxiliary,
            Tag::Infinitive,
            Tag::Modal,
            Tag::Conjunction,
            Tag::Subordinator,
            Tag::Number,
        ];
        loose.contains(&self.tag) && !self.joined && !self.language.is_meant(&self.word)
    }

    /// True for a preposition behind a word that it is no particle of.
    fn is_idle(&self, before: &Self) -> bool {
        self.tag == Tag::Preposition && !self.joined && !before.is_verb()
    }

    fn is_verb(&self) -> bool {
        matches!(self.tag, Tag::Verb | Tag::Gerund | Tag::Participle)
    }

    /// The word as a pattern has it: without its ending where that leaves one word, and no other one may be meant.
    fn written(&self) -> String {
        let open =
            !self.joined && self.language.is_english() && (self.is_verb() || matches!(self.tag, Tag::Noun));
        let mut bases = lemmas_as_spelt(&self.word);
        // No `revis` of which `revises` would be a form.
        let is_cut = |base: &str| entry(base).is_none() && entry(&format!("{base}e")).is_some();
        bases.retain(|base| {
            *base != self.word
                && (self.word.starts_with(base.as_str()) && !is_cut(base) || entry(base).is_some())
        });
        match bases.as_slice() {
            [base] if open && self.word.starts_with(base.as_str()) && entry(base).is_some() => base.clone(),
            _ => self.word.clone(),
        }
    }
}

/// The longer side of a bracket that is opened or closed in the words alone; all of them where there is none.
fn whole(text: &str, words: Span) -> Option<Span> {
    let phrase = words.of(text)?;
    let (opens, closes) = (phrase.find(['(', '[']), phrase.find([')', ']']));
    let cut = match (opens, closes) {
        (Some(at), None) | (None, Some(at)) => words.start + at as u32,
        _ => return Some(words),
    };
    let (before, behind) = (Span::new(words.start, cut), Span::new(cut + 1, words.end));
    Some(if before.len() >= behind.len() { before } else { behind })
}

/// The characters of a sentence before and behind words that say how these are read, at the most.
const NEAR: usize = 300;

/// The parts of some words of a text, read in their sentence, and where they stand in the text.
fn parts(text: &str, words: Span, language: Language) -> Option<(Vec<Part>, Span)> {
    let start = sentence_start(text, 0, words.start as usize);
    let end = start + sentence_at(text, words.start as usize).len();
    let (before, behind) = (text.get(start..words.start as usize)?, text.get(words.end as usize..end));
    let start = before.char_indices().rev().nth(NEAR).map_or(start, |(at, _)| start + at);
    let end = behind
        .and_then(|behind| behind.char_indices().nth(NEAR))
        .map_or(end, |(at, _)| words.end as usize + at);
    let sentence = text.get(start..end.max(words.end as usize))?;
    let document = Document::of(sentence, language);
    let place = |at: usize| {
        let span = document.tokens[at].span;
        Span::new(span.start + start as u32, span.end + start as u32)
    };
    let mut inside = (0..document.tokens.len()).filter(|at| words.contains(place(*at)));
    let first = inside.next()?;
    let last = inside.next_back().unwrap_or(first);
    let (first, last) = completed(&document, first, last);
    let parts = parts_of(&document, language).drain(first..=last).collect();
    Some((parts, Span::new(place(first).start, place(last).end)))
}

/// Some words with the rest of words with hyphens and, where they end in what a noun follows that it belongs to, with
/// that: from "the undue influence of former" on to "attachments".
fn completed(document: &Document<'_>, mut first: usize, mut last: usize) -> (usize, usize) {
    while document.is_hyphenated(first) {
        first -= 1;
    }
    let belongs = |at: usize| matches!(document.tags[at], Tag::Adjective | Tag::Gerund | Tag::Participle);
    let near = |at: usize| document.tokens.get(at).is_some_and(|token| token.joint <= Joint::Space);
    let mut end = last;
    while near(end + 1) && (belongs(end) || document.is_hyphenated(end + 1)) {
        end += 1;
        if document.tags[end] == Tag::Noun || document.is_hyphenated(end) {
            last = end;
        }
    }
    (first, last)
}

/// The parts of words that stand alone.
fn of(words: &str, language: Language) -> Vec<Part> {
    parts_of(&Document::of(words, language), language)
}

fn parts_of(document: &Document<'_>, language: Language) -> Vec<Part> {
    let part = |(at, tag): (usize, &Tag)| {
        let word = document.word(at).to_lowercase().replace('\u{2019}', "'");
        let is_number = language.is_number(&word) || word.starts_with(|c: char| c.is_ascii_digit());
        let tag = if is_number { Tag::Number } else { *tag };
        let follows = document.is_hyphenated(at);
        Part { word, tag, follows, joined: follows || document.is_hyphenated(at + 1), language }
    };
    document.tags.iter().enumerate().map(part).collect()
}

/// The parts without loose words at the ends, and without a preposition at the end that belongs to no verb; all of them
/// when less than two words would be left.
fn trimmed(mut parts: Vec<Part>) -> Vec<Part> {
    let start = parts.iter().position(|part| !part.is_loose()).unwrap_or(0);
    let mut end = parts.len();
    while end > start + 1 {
        let last = &parts[end - 1];
        if !(last.is_loose() || last.is_idle(&parts[end - 2])) {
            break;
        }
        end -= 1;
    }
    if end - start.min(end) >= 2 {
        parts.truncate(end);
        parts.drain(..start);
    }
    parts
}

/// False where without loose parts nothing but prepositions is left, or what is left stops behind one.
fn says(parts: &[Part], loose: impl Fn(&Part) -> bool) -> bool {
    let mut meant = parts.iter().rev().filter(|part| !loose(part));
    let stops = match (meant.next(), meant.next()) {
        (Some(last), Some(before)) => last.is_idle(before),
        _ => false,
    };
    !stops && parts.iter().any(|part| !loose(part) && part.tag != Tag::Preposition)
}

/// The pattern: loose words as gaps, which let one word more in, and words of a class as the class.
fn written(parts: &[Part], loose: impl Fn(&Part) -> bool, classes: Option<(&Classes, Language)>) -> String {
    let (Some(first), Some(last)) =
        (parts.iter().position(|part| !loose(part)), parts.iter().rposition(|part| !loose(part)))
    else {
        return String::new();
    };
    let parts = &parts[first..=last];
    let mut out = String::new();
    let mut gap = 0;
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        if loose(part) {
            (gap, at) = (gap + 1, at + 1);
            continue;
        }
        if gap > 0 {
            out += &format!(" ..{}", gap + 1);
        }
        let class = classes.filter(|_| parts.len() > 1);
        let class = class.and_then(|(classes, language)| class_at(&parts[at..], classes, language));
        let (text, taken) = class.unwrap_or_else(|| (part.written(), 1));
        out += if part.follows && gap == 0 { "-" } else { " " };
        out += &text;
        (gap, at) = (0, at + taken);
    }
    out.split_off(usize::from(!out.is_empty()))
}

/// The class of which a word stands at the beginning of the parts, and how many parts it takes: the longest word, of
/// several classes the smallest. None splits a word with a hyphen.
fn class_at(parts: &[Part], classes: &Classes, language: Language) -> Option<(String, usize)> {
    let mut found: Vec<(usize, usize, &String)> = Vec::new();
    for (name, words) in classes {
        let lengths = words.iter().filter_map(|word| stands(word, parts, language));
        found.extend(lengths.max().map(|length| (length, words.len(), name)));
    }
    let best = found.into_iter().min_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))))?;
    Some((format!("@{}", best.2), best.0))
}

/// How many parts a phrase takes that stands at their beginning.
fn stands(phrase: &str, parts: &[Part], language: Language) -> Option<usize> {
    let words: Vec<String> = tokens(phrase)
        .iter()
        .filter_map(|t| Some(language.base(&t.span.of(phrase)?.to_lowercase())))
        .collect();
    let is_whole = |part: Option<&Part>| part.is_none_or(|part| !part.follows);
    let same = words.len() <= parts.len()
        && is_whole(parts.first())
        && is_whole(parts.get(words.len()))
        && words.iter().zip(parts).all(|(word, part)| *word == language.base(&part.word));
    (same && !words.is_empty()).then_some(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::{Concept, ConceptScheme};
    use crate::link::Linker;
    use proptest::prelude::*;

    fn classes() -> Classes {
        let class =
            |name: &str, words: &[&str]| (name.to_owned(), words.iter().map(|w| (*w).to_owned()).collect());
        Classes::from([
            class("work", &["task", "project", "piece of work"]),
            class("any", &["task", "project", "thing", "idea"]),
            class("long", &["long", "longer"]),
        ])
    }

    /// Whether a lexicon with the pattern links the text.
    fn matches(pattern: &str, text: &str) -> bool {
        let implied = vec![Pattern::parse(pattern, &classes()).unwrap()];
        let concept = Concept { id: "c".into(), implied, ..Concept::default() };
        let linker = Linker::new(&ConceptScheme::from_concepts(vec![concept])).unwrap();
        !linker.link(text).is_empty()
    }

    #[test]
    fn from_narrow_to_broad() {
        for (phrase, best, all) in [
            ("these longer projects", "@long @work", "longer project | @long @work"),
            ("running out of the good data", "running out of ..2 good data", ""),
            ("made it up", "made ..2 up", "made it up | made ..2 up"),
            ("a piece of work that takes long", "@work ..2 take @long", ""),
            ("not enough data", "not enough data", ""),
            ("hallucinating", "hallucinating", "hallucinating"),
            ("on the job", "on ..2 job", ""),
            ("it is", "it is", ""),
            ("the agency revises drafts", "agency revise draft", "agency revise draft"),
            ("tried winning the ball", "tried winning ..2 ball", ""),
            ("two wolves hunt", "wolves hunt", ""),
            ("the leaves fall down", "leaves fall", ""),
            ("organic gardening (Wally", "organic garden", "organic garden"),
            ("1890s) organic gardening", "organic garden", "organic garden"),
            ("organic gardening 1890s", "organic garden", ""),
            ("the will of the people", "will of ..2 people", ""),
            ("the well-being of the people", "well-being of ..2 people", ""),
            ("all-or-nothing thinking", "all-or-nothing think", ""),
            ("a follow-up", "follow-up", "follow-up"),
            ("so-called experts", "so-called expert", "so-called expert"),
            ("day-to-day projects", "day-to-day @work", "day-to-day project | day-to-day @work"),
            ("long-term tasks", "long-term @work", ""),
            ("rule of one", "rule of one", "rule of one"),
            ("none of them", "none of them", ""),
            ("foot isn't cut", "foot isn't cut", ""),
            ("it can\u{2019}t take the heat", "can't take ..2 heat", ""),
            ("cannot take the heat", "cannot take ..2 heat", ""),
            ("nobody would trim it", "nobody ..2 trim", ""),
            ("it hardly ever cracks", "hardly ..2 crack", ""),
            ("neither heat nor cold", "neither heat nor cold", ""),
            ("win the ball back within five seconds", "win ..2 ball back within ..2 second", ""),
        ] {
            let found = proposed(phrase, &classes(), Language::default()).unwrap();
            assert_eq!(found.patterns[found.best], best, "{phrase}: {found:?}");
            assert!(found.patterns.iter().all(|pattern| matches(pattern, phrase)), "{phrase}: {found:?}");
            let bases: Vec<String> = of(phrase, Language::default()).iter().map(Part::written).collect();
            assert!(matches(&found.patterns[found.best], &bases.join(" ")), "{phrase}: {bases:?}");
            assert!(all.is_empty() || found.patterns.join(" | ") == all, "{phrase}: {found:?}");
        }
        assert_eq!(proposed(" … ", &classes(), Language::default()), None);
    }

    #[test]
    fn words_are_read_in_their_sentence() {
        for (text, words, best) in [
            ("Each had a right to a share of this.", "right to a share", "right ..3 share"),
            (
                "It has the undue influence of former attachments.",
                "influence of former",
                "influence of former attachment",
            ),
            ("The right of coining money, which is here.", "right of coining", "right of coin money"),
            ("They keep up a standing army of men.", "keep up a standing", "keep up ..2 standing army"),
            ("It is a command of large (federal) districts.", "command of large", "command of large"),
            ("He rules. So-called experts run it.", "called experts", "so-called expert"),
            ("He rules the well-known.", "rules the well", "rule ..2 well-known"),
        ] {
            let at = text.find(words).unwrap() as u32;
            let words = Span::new(at, at + words.len() as u32);
            let found = proposed_of(text, words, &Classes::default(), Language::default()).unwrap();
            assert_eq!(found.patterns[found.best], best, "{found:?}");
            assert!(matches(best, found.words.of(text).unwrap()), "{found:?}");
        }
    }

    #[test]
    fn other_languages_have_gaps_and_no_endings() {
        for (language, phrase, best) in [
            ("fr", "il ne faut pas tirer sur les rênes", "ne ..2 pas tirer sur ..2 rênes"),
            ("de", "nach Ablauf der Frist nicht mehr", "nach ablauf ..2 frist nicht mehr"),
            ("es", "retener la humedad", "retener ..2 humedad"),
        ] {
            let language = Language::named(language).unwrap();
            let found = proposed(phrase, &Classes::default(), language).unwrap();
            assert_eq!(found.patterns[found.best], best, "{found:?}");
        }
        assert_eq!(broader("removes", "brood", Language::default()), "remove ..3 brood");
    }

    #[test]
    fn patterns_of_the_same_words() {
        for (one, other, are_same) in [
            ("queen excluder", "queen excluders", true),
            ("queens ..2 @work", "queen ..2 @work", true),
            ("queen excluder", "Queen  Excluders", true),
            ("=Queen excluder", "queen excluder", false),
            ("/Queens?/", "/queens?/", false),
            ("queen excluder", "queen ..2 excluder", false),
        ] {
            let key = |pattern| pattern_key(pattern, Language::default());
            assert_eq!(key(one) == key(other), are_same, "{one}, {other}");
        }
    }

    proptest! {
        #[test]
        fn patterns_match_their_phrase(phrase in "((it|runs|out|of|no|data|long|tasks|5|ten|don't|é|\u{2019}|piece|tried|leaves)[ ,-]){0,8}") {
            for pattern in proposed(&phrase, &classes(), Language::default()).into_iter().flat_map(|p| p.patterns) {
                prop_assert!(matches(&pattern, &phrase), "{}", pattern);
            }
        }

        #[test]
        fn patterns_match_their_words(text in "((it|runs|well|of|long|tasks|5|é|trained|good)([ ,-]|\\. )){1,12}", at in 0..9_usize, more in 0..4_usize) {
            let places: Vec<Span> = tokens(&text).iter().map(|token| token.span).collect();
            if let (Some(first), Some(last)) = (places.get(at), places.get(at + more)) {
                let words = Span::new(first.start, last.end);
                if let Some(found) = proposed_of(&text, words, &classes(), Language::default()) {
                    let phrase = found.words.of(&text).unwrap();
                    for pattern in found.patterns {
                        prop_assert!(phrase.contains(". ") || matches(&pattern, phrase), "{pattern}: {phrase}");
                    }
                }
            }
        }
    }
}

//! A chunk is a noun with the words before it that belong to it: "a *very large language model*".

use std::ops::Range;

use crate::language::english::{Role, VERB_PREFIXES, has_role, is_short_title};
use crate::language::{Document, Tag};
use crate::text::Joint;

/// The longest phrase that is a candidate, in words.
const LONGEST: usize = 6;

/// A place where a phrase stands, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PhrasePlace {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The phrase is as its chunk begins.
    pub(super) left: bool,
    /// The phrase is as its chunk ends.
    pub(super) right: bool,
}

impl PhrasePlace {
    /// True when the phrase stands alone: it is a whole chunk.
    pub(super) fn whole(self) -> bool {
        self.left && self.right
    }
}

/// The places of all phrases: of every chunk, whole and in parts that end in a noun. O(words).
pub(super) fn places(document: &Document<'_>) -> Vec<PhrasePlace> {
    let chunks: Vec<Range<usize>> = chunks(document).collect();
    let joined = chunks.windows(2).filter_map(|pair| joined(document, &pair[0], &pair[1]));
    chunks.iter().flat_map(|chunk| parts(document, chunk.clone())).chain(joined).collect()
}

/// Two chunks with a preposition between that joins them to a term, perhaps with an article: `droit du travail`.
fn joined(document: &Document<'_>, first: &Range<usize>, second: &Range<usize>) -> Option<PhrasePlace> {
    let (start, end) = (first.start, second.end);
    let between = first.end..second.start;
    let joins =
        document.language.joins(document.tokens.get(between.start).map(|_| document.word(between.start))?);
    let closes = between.clone().skip(1).all(|at| document.tags[at] == Tag::Determiner);
    let close = (between.start..=between.end).all(|at| document.joint(at) <= Joint::Space);
    let fits = between.len() <= 2 && end - start <= LONGEST;
    (joins && closes && close && fits).then_some(PhrasePlace { start, end, left: true, right: true })
}

/// The chunks, from left to right.
fn chunks<'a>(document: &'a Document<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < document.tokens.len() {
            let start = at;
            // No phrase begins within a hyphenated word: `up-to-date`.
            let end = if document.joint(start) == Joint::Tight { start } else { run_end(document, start) };
            at = end.max(start + 1);
            if let Some(chunk) = trimmed(document, start..end) {
                return Some(chunk);
            }
        }
        None
    })
}

/// The end of the words from `start` on that a chunk may have.
fn run_end(document: &Document<'_>, start: usize) -> usize {
    let close = |at: usize| at == start || (document.joint(at) <= Joint::Space && !document.is_quoted(at));
    let mut at = start;
    while at < document.tokens.len()
        && close(at)
        && belongs(document, at, at > start)
        && !is_in_reference(document, at)
    {
        at += 1;
    }
    at
}

/// True for an abbreviation and a number behind it, which refer to a part of a text: `p. 195`, `vol. II`.
fn is_in_reference(document: &Document<'_>, at: usize) -> bool {
    let is_number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) || word.bytes().all(|c| b"IVXLC".contains(&c))
    };
    let refers = |next: usize| {
        let token = document.tokens.get(next).filter(|token| token.joint == Joint::Space);
        token.is_some() && document.gap(next).contains('.') && is_number(document.word(next))
    };
    refers(at) || refers(at + 1)
}

fn belongs(document: &Document<'_>, at: usize, inside: bool) -> bool {
    let tag = document.tags[at];
    let next = document.tokens.get(at + 1).map(|token| token.joint);
    // `e.g.` is no word of others.
    let is_dotted = |at: usize| document.gap(at).starts_with('.');
    let joined = next == Some(Joint::Tight) && tag > Tag::Relative && !is_dotted(at + 1);
    match tag {
        Tag::Noun | Tag::Adjective | Tag::Participle | Tag::Gerund | Tag::Number => true,
        _ if joined || (inside && document.joint(at) == Joint::Tight && !is_dotted(at)) => true,
        Tag::Adverb => {
            let qualifies = |tag: &Tag| matches!(tag, Tag::Adjective | Tag::Participle);
            next.is_some_and(|joint| joint <= Joint::Space)
                && document.tags.get(at + 1).is_some_and(qualifies)
                && document.word(at).ends_with("ly")
        }
        _ => false,
    }
}

/// The run without what follows its last noun, and without what counts it or a verb's participle before it: "is *training
/// models*" has the chunk "models".
fn trimmed(document: &Document<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let ends = |at: usize| {
        let inside = at > run.start;
        let is_whole = document.tokens.get(at + 1).is_none_or(|next| next.joint != Joint::Tight);
        is_whole
            && match document.tags[at] {
                Tag::Noun => true,
                Tag::Gerund => inside && !has_object(document, at),
                Tag::Number => inside,
                Tag::Adverb => false,
                _ => inside && document.joint(at) == Joint::Tight && makes_noun(document, at),
            }
    };
    let end = run.clone().rev().find(|at| ends(*at))? + 1;
    let start = run.start + initials(document, run.start, end).max(counting(document, run.start, end));
    let start = start + usize::from(start + 1 < end && is_verb(document, start));
    (start < end).then_some(start..end)
}

/// How many words a chunk begins with that only count the rest: `two cups` of `flour`.
fn counting(document: &Document<'_>, start: usize, end: usize) -> usize {
    let is_count =
        |at: &usize| document.tags[*at] == Tag::Number && is_free(document, *at) && !is_named(document, *at);
    let numbers = (start..end - 1).take_while(is_count).count();
    let measure = start + numbers;
    let is_measure = numbers > 0 && has_role(&document.facts(measure).singular, Role::Measures);
    numbers + usize::from(is_measure && is_free(document, measure))
}

/// True for a word that is no part of another one; each of the numbers in `1/2` and `twenty-five` is none.
fn is_free(document: &Document<'_>, at: usize) -> bool {
    let words = at..at + 2;
    let all = |is: fn(&str) -> bool| words.clone().all(|at| is(document.word(at)));
    let are_one_number = || {
        words.clone().all(|at| document.tags[at] == Tag::Number)
            && match document.gap(at + 1) {
                "/" | "\u{2044}" => all(|word| word.len() == 1),
                "-" => all(|word| word.starts_with(char::is_alphabetic)),
                _ => false,
            }
    };
    let next = document.tokens.get(at + 1);
    next.is_none_or(|next| next.joint != Joint::Tight) || are_one_number()
}

/// True for a word of a name: `Six Sigma`.
fn is_named(document: &Document<'_>, at: usize) -> bool {
    [at, at + 1].iter().all(|at| document.word(*at).starts_with(char::is_uppercase))
}

/// How many initials a chunk begins with, those behind a title and those before what is no word of English: a person is
/// called in many ways before the last name.
fn initials(document: &Document<'_>, start: usize, end: usize) -> usize {
    let english = document.language.is_english();
    let is_titled = start > 0 && is_short_title(document.word(start - 1));
    let is_initial = |at: &usize| {
        let is_letter = document.word(*at).chars().nth(1).is_none() && is_named(document, *at);
        is_letter && is_free(document, *at) && (is_titled || document.facts(at + 1).rarity >= 1.0)
    };
    if english { (start..end - 1).take_while(is_initial).count() } else { 0 }
}

/// The share of its uses from which on a word has a class.
const OFTEN: f64 = 0.1;

/// True for the word behind a hyphen that makes a noun with the one before: `mix-in`, `trade-off`, `u-turn`, and not
/// `re-run`, `food-safe`.
fn makes_noun(document: &Document<'_>, at: usize) -> bool {
    let other = match document.tags[at] {
        Tag::Adjective => Tag::Adverb,
        Tag::Participle | Tag::Verb => Tag::Noun,
        _ => return true,
    };
    let is_verb = VERB_PREFIXES.contains(&document.word(at - 1).to_lowercase().as_str());
    !is_verb && document.facts(at).classes.iter().any(|(tag, share)| *tag == other && *share >= OFTEN)
}

/// True for a verb with its object: "developments *involving* the crash".
fn has_object(document: &Document<'_>, gerund: usize) -> bool {
    let next = gerund + 1;
    let is_object = document
        .tags
        .get(next)
        .is_some_and(|tag| matches!(tag, Tag::Determiner | Tag::Pronoun | Tag::Object));
    is_object && document.joint(next) == Joint::Space && document.word(next).starts_with(char::is_lowercase)
}

/// True for a participle that an auxiliary makes a verb.
fn is_verb(document: &Document<'_>, at: usize) -> bool {
    let participle = matches!(document.tags[at], Tag::Gerund | Tag::Participle);
    let alone = document.tokens.get(at + 1).is_none_or(|next| next.joint != Joint::Tight);
    participle && alone && at > 0 && document.tags[at - 1] == Tag::Auxiliary
}

/// The chunk and its parts, none of which splits a hyphenated word.
fn parts(document: &Document<'_>, chunk: Range<usize>) -> Vec<PhrasePlace> {
    let splits = |at: usize| at > chunk.start && at < chunk.end && document.joint(at) == Joint::Tight;
    let mut out = Vec::new();
    for start in chunk.clone().filter(|at| !splits(*at)) {
        for end in (start + 1..=chunk.end.min(start + LONGEST)).filter(|at| !splits(*at)) {
            let place = PhrasePlace { start, end, left: start == chunk.start, right: end == chunk.end };
            if place.whole() || document.tags[end - 1] == Tag::Noun {
                out.push(place);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn phrases(text: &str, whole: bool) -> Vec<&str> {
        let document = Document::of(text, Language::default());
        let places = places(&document).into_iter().filter(|place| place.whole() || !whole);
        places.map(|place| document.span(place.start, place.end).of(text).unwrap()).collect()
    }

    #[test]
    fn whole_chunks() {
        for (text, expected) in [
            ("We train a very large language model on books.", &["large language model", "books"][..]),
            ("state-of-the-art results, and 12 graphs", &["state-of-the-art results", "graphs"]),
            ("It is highly accurate.", &[]),
            ("it is training large models", &["large models"]),
            ("highly accurate methods", &["highly accurate methods"]),
            ("Researchers trained convolutional networks.", &["Researchers", "convolutional networks"]),
            ("They then trained deep networks.", &["deep networks"]),
            ("She carefully trickled oxalic acid on bees.", &["oxalic acid", "bees"]),
            ("The team built wooden boats.", &["team", "wooden boats"]),
            ("Gutenberg printed indulgences.", &["Gutenberg", "indulgences"]),
            ("In Vienna the change affected Beethoven.", &["Vienna", "change", "Beethoven"]),
            ("When Vittoria reached Vienna, she rested.", &["Vittoria", "Vienna"]),
            ("The women baked sourdough bread, as I do.", &["women", "sourdough bread"]),
            ("He wrote letters, which influenced Beethoven.", &["letters", "Beethoven"]),
            ("He gave them dried beans on snow-covered roads.", &["dried beans", "snow-covered roads"]),
            ("The rule based systems are old.", &["rule based systems"]),
            ("Computer aided design", &["Computer aided design"]),
            ("It has physics based animation.", &["physics based animation"]),
            ("The court advises kings; she revises drafts.", &["court", "kings", "drafts"]),
            ("developments involving the crash", &["developments", "crash"]),
            ("advances in data mining", &["advances", "data mining"]),
            ("an up-to-date map", &["map"]),
            ("the mayor was re-elected, and the lid is food-safe", &["mayor", "lid"]),
            ("we had to re-run the test", &["test"]),
            ("a cul-de-sac, a mix-in and a start-up", &["cul-de-sac", "mix-in", "start-up"]),
            ("a trade-off is an uber-turn", &["trade-off", "uber-turn"]),
            ("they re-elected him in a co-produced play", &["co-produced play"]),
            ("we regrow it to quantify losses", &["losses"]),
            ("the words of Mr. Bell and Mrs Hill", &["words", "Bell", "Hill"]),
            ("a letter of Cllr J R Nicholas-Letch, and on", &["letter", "Nicholas-Letch"]),
            ("They saw R Mendoza on K Street.", &["Mendoza", "K Street"]),
            ("Add two cups flour, \u{bd} cup sugar and 1/2 pint milk.", &["flour", "sugar", "milk"]),
            ("They ran 3 miles and saw twenty-five fire hydrants.", &["fire hydrants"]),
            ("Put in one tablespoon butter, the blue one.", &["butter"]),
            (
                "A 2-3 tree and Six Sigma need two-factor logins.",
                &["2-3 tree", "Six Sigma", "two-factor logins"],
            ),
            ("They use databases, e.g. Riak, as Smith et al. say.", &["databases", "Riak", "Smith"]),
            ("Hey, wow, the team won, gosh.", &["team"]),
            ("the general will can change the will of a king", &["general will", "will", "king"]),
            ("Military might and free will", &["Military might", "free will"]),
            ("This will be good, that can also be, and he might, being rich.", &[]),
            ("people will of course say that Rome fell", &["people", "course", "Rome"]),
            ("a \"figured bass\" line", &["figured bass", "line"]),
            ("see https://bees.org/winter-feeding today", &["today"]),
            ("They see bees.org/winter-feeding or tort.laws.com", &[]),
            ("On p. 195 of vol. II he speaks of St. Louis", &["St. Louis"]),
            ("", &[]),
        ] {
            assert_eq!(phrases(text, true), expected, "{text}");
        }
    }

    /// A noun behind a noun may look like a verb, and a verb like a noun: a sentence has one verb.
    #[test]
    fn a_clause_has_one_verb() {
        for (text, expected) in [
            ("We studied land use.", &["land use"][..]),
            ("We spoke of the tax cuts.", &["tax cuts"]),
            ("Researchers studied crop yields in the region.", &["Researchers", "crop yields", "region"]),
            ("A rent freeze is what they fear, she said.", &["rent freeze"]),
            ("An oil spill killed the birds.", &["oil spill", "birds"]),
            ("The mood swings changed the town.", &["mood swings", "town"]),
            ("We fear sea level rise and storm surges.", &["sea level rise", "storm surges"]),
            ("The power cut that hit the town lasted.", &["power cut", "town"]),
            ("We want to measure crop yields and water use.", &["crop yields", "water use"]),
            ("Cordgrass traps sediment.", &["Cordgrass", "sediment"]),
            ("A tidal flat stores carbon.", &["tidal flat", "carbon"]),
            ("The rule no longer holds.", &["rule"]),
            ("Salt water pickles the cucumbers.", &["Salt water", "cucumbers"]),
            ("An apprentice costs money.", &["apprentice", "money"]),
            ("The method that uses tokens is old.", &["method", "tokens"]),
            ("When the price drops, the baker sells bread.", &["price", "baker", "bread"]),
            ("The Court overruled Plessy in 1954.", &["Court", "Plessy"]),
            ("This shows promise.", &["promise"]),
            ("The kid's playing football outside.", &["kid", "football"]),
            ("The market's booming", &["market"]),
            ("The model's training data are old.", &["model's training data"]),
            ("The team's winning streak ended.", &["team's winning streak"]),
            ("Melt butter in a pan.", &["butter", "pan"]),
            ("Mix ingredients.", &["ingredients"]),
            ("Use databases with care.", &["databases", "care"]),
            ("Cook the beans slowly.", &["beans"]),
            ("Land use changed the region.", &["Land use", "region"]),
            ("Market prices fell.", &["Market prices"]),
            ("Plant growth slowed last year.", &["Plant growth", "last year"]),
            ("Water levels rose.", &["Water levels"]),
            ("Test results are good.", &["Test results"]),
            ("Work began in May.", &["Work"]),
            ("Search engines find pages.", &["Search engines", "pages"]),
            ("Model checking\n\nIt is old.", &["Model checking"]),
        ] {
            assert_eq!(phrases(text, true), expected, "{text}");
        }
    }

    #[test]
    fn whole_chunks_of_other_languages() {
        for (language, text, expected) in [
            ("de", "Die kurze Frist ist nach dem Gesetz zu berechnen.", &["kurze Frist", "Gesetz"][..]),
            ("de", "das Bundes-Immissionsschutzgesetz von 1974", &["Bundes-Immissionsschutzgesetz"]),
            ("fr", "le développement durable", &["développement durable"]),
            ("fr", "Il tourne l'épaule du cheval.", &["épaule", "cheval", "épaule du cheval"]),
            ("es", "el cuidado de la tierra", &["cuidado", "tierra", "cuidado de la tierra"]),
            ("it", "non vede il diritto del lavoro", &["diritto", "lavoro", "diritto del lavoro"]),
        ] {
            let document = Document::of(text, Language::named(language).unwrap());
            let places = places(&document).into_iter().filter(|place| place.whole());
            let found: Vec<&str> =
                places.map(|place| document.span(place.start, place.end).of(text).unwrap()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn parts_end_in_nouns_and_split_no_hyphen() {
        assert_eq!(
            phrases("the long-term memory cell", false),
            ["long-term", "long-term memory", "long-term memory cell", "memory", "memory cell", "cell"]
        );
    }
}

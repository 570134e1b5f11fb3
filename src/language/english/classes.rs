//! The classes that an English word may have, and how common it is.
//!
//! Words and counts are those of WordNet 3.0 (`words.txt`); what it does not list is told by its ending.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::general::{Entry, GLOSS_WORDS, closed_class, entry, is_function_word};
use super::{is_known_plural, is_past_alone, lemmas_as_spelt};
use crate::language::Language;
use crate::language::facts::{Facts, Form, Share};
use crate::language::tag::{Tag, by_class};
use crate::text::data_lines;

static ENDINGS: LazyLock<Vec<(Tag, Vec<&'static str>)>> =
    LazyLock::new(|| by_class(include_str!("suffixes.txt")).collect());

/// The second classes of function words, of which nearly all have one, with their shares.
static SECOND: LazyLock<FxHashMap<&'static str, Share>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (tag, mut words) in by_class(include_str!("second.txt")) {
        let share = words.remove(0).parse().unwrap_or_default();
        table.extend(words.into_iter().map(|word| (word, (tag, share))));
    }
    table
});

/// True for a shortened title before a name, as written; `MS` and `MR` are other words.
pub(crate) fn is_short_title(word: &str) -> bool {
    static TITLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        data_lines(include_str!("short_titles.txt")).flat_map(|line| line.split(' ')).collect()
    });
    TITLES.contains(word)
}

/// True for what stands behind the last name of a person, as written, perhaps with a full stop: `Jr.`, `III`.
pub(crate) fn is_name_suffix(word: &str) -> bool {
    static SUFFIXES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        data_lines(include_str!("name_suffixes.txt")).flat_map(|line| line.split(' ')).collect()
    });
    SUFFIXES.contains(word.strip_suffix('.').unwrap_or(word))
}

/// What is known of a word, in any case. O(length).
pub(crate) fn facts(word: &str) -> Facts {
    let is_title = is_short_title(word);
    let is_acronym = is_acronym(word);
    let word = word.to_lowercase().replace('\u{2019}', "'");
    let lemmas = lemmas_as_spelt(&word);
    let mut bases: Vec<&str> = lemmas.iter().map(String::as_str).collect();
    bases.push(&word);
    bases.sort_unstable();
    bases.dedup();
    let listed: Vec<(&str, Entry)> = bases.iter().filter_map(|base| Some((*base, *entry(base)?))).collect();
    let seen = listed.iter().map(|(_, entry)| entry.seen).fold(0.0, f64::max);
    let uses = |e: &Entry| e.noun + e.verb + e.adjective + e.adverb;
    let used = listed.iter().map(|(_, entry)| uses(entry)).fold(0.0, f64::max);
    let classes = if is_title { vec![(Tag::Determiner, 1.0)] } else { shares(tags(&word, &listed)) };
    let singular = if is_acronym { word.clone() } else { singular(&word, &lemmas) };
    Facts {
        form: form(&word, &classes, &singular),
        classes,
        rarity: 1.0 - libm::log(seen + 1.0) / libm::log(GLOSS_WORDS),
        usage: libm::log(used + 1.0),
        singular,
    }
}

/// The letters of the longest word that may be an acronym.
const ACRONYM: usize = 6;

/// True for a short word in capitals, also of its `S`, that is none of general English in the plural: `HTTPS`, `AIDS`.
fn is_acronym(word: &str) -> bool {
    let is_capital = (2..=ACRONYM).contains(&word.len()) && word.chars().all(char::is_uppercase);
    let lower = word.to_lowercase();
    let is_listed = |word: &str| entry(word).is_some_and(|entry| entry.noun > 0.0);
    is_capital && (is_listed(&lower) || !lemmas_as_spelt(&lower).iter().any(|lemma| is_listed(lemma)))
}

fn form(word: &str, classes: &[Share], singular: &str) -> Form {
    let is_past = is_past_alone(word) || classes.iter().any(|(tag, _)| *tag == Tag::Participle);
    match () {
        () if is_past => Form::Past,
        () if singular != word => Form::S,
        () => Form::Base,
    }
}

/// The weights of the classes that a word may have.
fn tags(word: &str, listed: &[(&str, Entry)]) -> Vec<Share> {
    if let Some(tag) = closed_class(word) {
        let other = SECOND.get(word).copied();
        return [(tag, 1.0 - other.map_or(0.0, |(_, share)| share))].into_iter().chain(other).collect();
    }
    let is_number = word.chars().all(|c| c.is_numeric() || matches!(c, '.' | ','));
    if is_number || Language::default().is_number(word) {
        return vec![(Tag::Number, 1.0)];
    }
    let mut out: Vec<Share> =
        listed.iter().flat_map(|(base, entry)| listed_tags(word, base, entry)).collect();
    out.extend(compared(word).map(|weight| (Tag::Adjective, weight)));
    if out.iter().any(|(_, weight)| *weight > 0.0) {
        return out;
    }
    let behind_prefix =
        VERB_PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix)).find_map(listed_verb);
    behind_prefix.unwrap_or_else(|| by_ending(word))
}

/// What may stand before a verb and leave it one.
pub(crate) const VERB_PREFIXES: [&str; 9] = ["re", "out", "pre", "over", "de", "co", "un", "mis", "up"];

/// The classes of a listed verb behind a prefix: `re|grow`, `out|competes`.
fn listed_verb(rest: &str) -> Option<Vec<Share>> {
    let bases = lemmas_as_spelt(rest);
    let listed = bases.iter().filter_map(|base| Some((base.as_str(), entry(base)?)));
    let is_verb = |(_, entry): &(&str, &Entry)| entry.verb > 0.0;
    let out: Vec<Share> =
        listed.filter(is_verb).flat_map(|(base, entry)| listed_tags(rest, base, entry)).collect();
    (rest.len() >= 3 && !out.is_empty()).then_some(out)
}

/// The classes of a form of a listed word. A form is less likely than its base, a verb less than a noun where both can be.
fn listed_tags(word: &str, base: &str, entry: &Entry) -> Vec<Share> {
    if word == base {
        return vec![
            (Tag::Noun, 0.7 * entry.noun),
            (Tag::Verb, 0.5 * entry.verb),
            (Tag::Adjective, entry.adjective),
            (Tag::Adverb, entry.adverb),
        ];
    }
    if word.ends_with("ing") {
        vec![(Tag::Gerund, 0.3 * entry.verb)]
    } else if word.ends_with('s') {
        vec![(Tag::Noun, 0.3 * entry.noun), (Tag::Verb, 0.2 * entry.verb)]
    } else {
        let past = if is_past_alone(word) { vec![] } else { vec![(Tag::Participle, 0.4 * entry.verb)] };
        [(Tag::Verb, 0.3 * entry.verb)].into_iter().chain(past).collect()
    }
}

/// The weight of a comparative or superlative: `larger`, `easiest`.
fn compared(word: &str) -> Option<f64> {
    let stem = word.strip_suffix("er").or_else(|| word.strip_suffix("est"))?;
    let mut bases = vec![stem.to_owned(), format!("{stem}e")];
    bases.extend(stem.strip_suffix('i').map(|rest| format!("{rest}y")));
    bases.extend(stem.get(..stem.len().saturating_sub(1)).map(ToOwned::to_owned));
    let of = |base: &String| entry(base).filter(|e| e.adjective > e.noun + e.verb);
    bases.iter().find_map(of).map(|entry| entry.adjective)
}

fn by_ending(word: &str) -> Vec<Share> {
    let fits =
        |ending: &&str| word.ends_with(*ending) && (ending.contains('\'') || word.len() > ending.len() + 2);
    match ENDINGS.iter().find(|(_, endings)| endings.iter().any(fits)).map(|(tag, _)| *tag) {
        Some(Tag::Noun) | None => vec![(Tag::Noun, 1.0), (Tag::Adjective, 0.1)],
        Some(tag) if tag < Tag::Adverb => vec![(tag, 1.0)],
        Some(Tag::Participle) => vec![(Tag::Participle, 1.0), (Tag::Verb, 0.7), (Tag::Noun, 0.3)],
        Some(tag) => vec![(tag, 1.0), (Tag::Noun, 0.3)],
    }
}

fn shares(mut weights: Vec<Share>) -> Vec<Share> {
    weights.sort_by_key(|(tag, _)| *tag);
    weights.dedup_by(|next, last| {
        let same = next.0 == last.0;
        if same {
            last.1 += next.1;
        }
        same
    });
    weights.retain(|(_, weight)| *weight > 0.0);
    let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
    weights.iter().map(|(tag, weight)| (*tag, weight / total)).collect()
}

/// The singular of a word that looks like a plural, else the word.
fn singular(word: &str, lemmas: &[String]) -> String {
    if let Some(noun) = irregular_singular(word, lemmas) {
        return noun.to_owned();
    }
    if !word.ends_with('s') || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return word.to_owned();
    }
    let noun = |lemma: &&String| entry(lemma).map_or(0.0, |entry| entry.noun);
    // Nouns in `-ings` are none of the verb: `settings` are no `sets`.
    let fits = |lemma: &&String| !word.ends_with("ings") || lemma.ends_with("ing");
    let shorter = lemmas.iter().filter(|lemma| lemma.len() < word.len()).filter(fits);
    // Of lemmas that are no listed nouns (`node` and `nod` of a rare word) the longest only drops the `s`; `-ies` comes
    // of `-y`.
    let length = |lemma: &&String| if lemma.ends_with("ie") { 0 } else { lemma.len() };
    let best =
        shorter.max_by(|a, b| noun(a).total_cmp(&noun(b)).then(length(a).cmp(&length(b))).then(b.cmp(a)));
    let greek = || lemmas.iter().find(|lemma| is_plural_in_es(word, lemma));
    let best = best.filter(|best| noun(best) > 0.0).or_else(greek).or(best);
    best.cloned().unwrap_or_else(|| word.to_owned())
}

/// True for the plural of a noun in `-is`, a listed one or one with an ending of such: `crises`, `stenoses`.
fn is_plural_in_es(plural: &str, singular: &str) -> bool {
    let is_listed = entry(singular).is_some_and(|entry| entry.noun > 0.0);
    let ends = ["eses", "oses", "yses"].iter().any(|end| plural.ends_with(end));
    singular.ends_with("is") && (is_listed || ends || is_known_plural(plural, singular))
}

/// The noun of which a word is a plural without `s`, one that general English does not list or one that is known:
/// `larvae`, `bacteria`.
fn irregular_singular<'l>(word: &str, lemmas: &'l [String]) -> Option<&'l str> {
    let regular = ["s", "ed", "ing", "er", "est"].iter().any(|end| word.ends_with(end));
    let noun = |lemma: &&String| entry(lemma).is_some_and(|entry| entry.noun > entry.verb);
    let is_unlisted = entry(word).is_none_or(|entry| entry.noun == 0.0);
    let is_plural =
        |lemma: &&String| !is_function_word(word) && (is_unlisted || is_known_plural(word, lemma));
    let others = lemmas.iter().filter(|lemma| *lemma != word && !regular);
    others.filter(is_plural).find(noun).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_class() {
        for (word, expected) in [
            ("the", Tag::Determiner),
            ("models", Tag::Noun),
            ("Neural", Tag::Adjective),
            ("larger", Tag::Adjective),
            ("obtained", Tag::Participle),
            ("built", Tag::Participle),
            ("wrote", Tag::Verb),
            ("advises", Tag::Verb),
            ("devours", Tag::Verb),
            ("1,000", Tag::Number),
            ("½", Tag::Number),
            ("sixteen", Tag::Number),
            ("gosh", Tag::Adverb),
            ("Cllr", Tag::Determiner),
            ("frobnication", Tag::Noun),
            ("frobnicly", Tag::Adverb),
            ("frobnicated", Tag::Participle),
            ("quantify", Tag::Verb),
            ("regrow", Tag::Verb),
            ("outcompetes", Tag::Verb),
            ("respray", Tag::Noun),
        ] {
            let facts = facts(word);
            let best = facts.classes.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            assert_eq!(best.0, expected, "{word}: {facts:?}");
        }
    }

    #[test]
    fn singulars() {
        for (word, expected) in [
            ("models", "model"),
            ("Policies", "policy"),
            ("analysis", "analysis"),
            ("matrices", "matrix"),
            ("nodes", "node"),
            ("vacancies", "vacancy"),
            ("classes", "class"),
            ("LLMs", "llm"),
            ("larvae", "larva"),
            ("nuclei", "nucleus"),
            ("women", "woman"),
            ("promises", "promise"),
            ("ratings", "rating"),
            ("kings", "king"),
            ("hypotheses", "hypothesis"),
            ("crises", "crisis"),
            ("diagnoses", "diagnosis"),
            ("metastases", "metastasis"),
            ("stenoses", "stenosis"),
            ("bases", "base"),
            ("houses", "house"),
            ("proteases", "protease"),
            ("bacteria", "bacterium"),
            ("criteria", "criterion"),
            ("opera", "opera"),
            ("india", "india"),
            ("HTTPS", "https"),
            ("HTTPs", "http"),
            ("AIDS", "aids"),
            ("aids", "aid"),
            ("PATIENTS", "patient"),
            ("ALLERGIES", "allergy"),
            ("colours", "color"),
            ("held", "held"),
            ("this", "this"),
        ] {
            assert_eq!(facts(word).singular, expected);
        }
    }

    #[test]
    fn rare_words_are_rarer() {
        let rarity = |word| facts(word).rarity;
        assert!(rarity("way") < rarity("neural") && rarity("neural") < rarity("qubit"));
        assert!((0.0..=1.0).contains(&rarity("of")) && rarity("xyzzyq") > 0.999);
    }
}

//! The vocabulary holds every word of the scheme's labels and patterns in all its forms, so that reading a quote looks
//! words up and never stems them.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::english::{forms, lemmas, relatives};

/// A distinct word, in lower case, of the labels and patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(u32);

/// How a word of a text is a word of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Closeness {
    /// The word itself, in some inflection or spelling.
    Inflected,
    /// The noun of its adjective, or the other way round.
    Derived,
    /// A word that the scheme's own labels use in its place.
    Synonym,
}

/// A word of the vocabulary that a word of a text stands for.
pub(super) type Sense = (WordId, Closeness);

/// A vocabulary while words are still coming.
#[derive(Default)]
pub(super) struct VocabularyBuilder {
    ids: FxHashMap<String, WordId>,
    words: Vec<String>,
    synonyms: FxHashMap<String, Vec<String>>,
}

impl VocabularyBuilder {
    /// The id of a word, which is put into lower case.
    pub(super) fn id(&mut self, word: &str) -> WordId {
        let word = fold(word);
        if let Some(id) = self.ids.get(&word) {
            return *id;
        }
        let id = WordId(self.words.len() as u32);
        self.words.push(word.clone());
        self.ids.insert(word, id);
        id
    }

    /// Lets two lemmas stand for one another.
    pub(super) fn relate(&mut self, a: &str, b: &str) {
        self.synonyms.entry(a.to_owned()).or_default().push(b.to_owned());
        self.synonyms.entry(b.to_owned()).or_default().push(a.to_owned());
    }

    /// Writes out the forms of every word. O(words × forms of a word).
    pub(super) fn finish(self) -> Vocabulary {
        let senses = |(n, word): (usize, &String)| -> Vec<(String, Sense)> {
            let forms = self.forms_of(word).into_iter();
            forms.map(|(form, closeness)| (form, (WordId(n as u32), closeness))).collect()
        };
        let mut pairs: Vec<(String, Sense)> =
            self.words.par_iter().enumerate().flat_map_iter(senses).collect();
        pairs.par_sort_unstable();
        Vocabulary::of(pairs)
    }

    /// Every form that stands for a word, each as closely as it does.
    fn forms_of(&self, word: &str) -> BTreeMap<String, Closeness> {
        let lemmas = lemmas(word);
        let synonyms = lemmas.iter().filter_map(|lemma| self.synonyms.get(lemma)).flatten();
        let groups = [
            (lemmas.iter().flat_map(|lemma| forms(lemma)).collect::<Vec<_>>(), Closeness::Inflected),
            (lemmas.iter().flat_map(|lemma| relatives(lemma)).collect(), Closeness::Derived),
            (synonyms.flat_map(|lemma| forms(lemma)).collect(), Closeness::Synonym),
        ];
        let mut out = BTreeMap::new();
        for (forms, closeness) in groups {
            for form in forms {
                out.entry(form).or_insert(closeness);
            }
        }
        out
    }
}

/// Form → the words that it stands for.
pub(super) struct Vocabulary {
    rows: FxHashMap<String, (u32, u32)>,
    senses: Vec<Sense>,
    longest: usize,
}

impl Vocabulary {
    fn of(pairs: Vec<(String, Sense)>) -> Self {
        let senses = pairs.iter().map(|(_, sense)| *sense).collect();
        let longest = pairs.iter().map(|(form, _)| form.len()).max().unwrap_or(0);
        let mut rows: FxHashMap<String, (u32, u32)> = FxHashMap::default();
        for (n, (form, _)) in pairs.into_iter().enumerate() {
            rows.entry(form).or_insert((n as u32, n as u32)).1 = n as u32 + 1;
        }
        Self { rows, senses, longest }
    }

    /// The words that `text`, in any case, stands for; sorted. `buffer` is scratch space.
    pub(super) fn words_of(&self, text: &str, buffer: &mut String) -> &[Sense] {
        // Lower-casing lengthens no character to more than three times its bytes.
        if text.len() > 3 * self.longest {
            return &[];
        }
        buffer.clear();
        fold_into(text, buffer);
        self.row(buffer)
    }

    /// The words that two pieces written as one stand for: `pre` and `training`.
    pub(super) fn words_of_joined(&self, first: &str, second: &str, buffer: &mut String) -> &[Sense] {
        if first.len() + second.len() > 3 * self.longest {
            return &[];
        }
        buffer.clear();
        fold_into(first, buffer);
        fold_into(second, buffer);
        self.row(buffer)
    }

    fn row(&self, form: &str) -> &[Sense] {
        let (start, end) = self.rows.get(form).copied().unwrap_or_default();
        &self.senses[start as usize..end as usize]
    }
}

/// Lower case, with typewriter apostrophes.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.push_str(text);
        let start = out.len() - text.len();
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match c {
            '\u{2019}' | '\u{2018}' => out.push('\''),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn looks_up_forms_in_any_case() {
        let mut builder = VocabularyBuilder::default();
        let model = builder.id("Model");
        let dont = builder.id("don't");
        let vocabulary = builder.finish();
        let mut buffer = String::new();
        for (text, expected) in
            [("model", Some(model)), ("MODELLING", Some(model)), ("don\u{2019}t", Some(dont)), ("mode", None)]
        {
            assert_eq!(
                vocabulary.words_of(text, &mut buffer).first().map(|sense| sense.0),
                expected,
                "{text}"
            );
        }
        assert_eq!(vocabulary.words_of_joined("mod", "els", &mut buffer), [(model, Closeness::Inflected)]);
    }

    proptest! {
        /// The table says what comparing lemmas says.
        #[test]
        fn equals_the_naive_comparison(word in "[a-z]{2,5}(e|s|y)?", text in "[a-z]{2,5}(e|y)?(s|ed|ing|ning)?") {
            let mut builder = VocabularyBuilder::default();
            builder.id(&word);
            let vocabulary = builder.finish();
            let mut buffer = String::new();
            let senses = vocabulary.words_of(&text, &mut buffer);
            let found = senses.iter().any(|sense| sense.1 == Closeness::Inflected);
            let naive = lemmas(&text).iter().any(|l| lemmas(&word).contains(l));
            prop_assert_eq!(found, naive);
        }
    }
}

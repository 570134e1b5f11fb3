//! The stem of an English word, as Porter's algorithm makes it: what keyphrases are compared by.
//!
//! M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, with the two departures of his own programs
//! (`bli` to `ble` in place of `abli` to `able`, and `logi` to `log`). It is made for measuring; the linker knows
//! inflections and no stems.

/// Suffixes of step 2, each with what stands in its place.
const STEP_2: [(&str, &str); 21] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("logi", "log"),
];

/// Suffixes of step 3.
const STEP_3: [(&str, &str); 7] = [
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

/// Suffixes of step 4.
const STEP_4: [&str; 18] = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate",
    "iti", "ous", "ive", "ize",
];

/// The stem of a word in lower case; a word with other characters than `a` to `z` is its own stem.
pub(super) fn stem(word: &str) -> String {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = Stem(word.to_owned());
    stem.plurals();
    stem.past_and_participle();
    stem.final_y();
    stem.replace_longest(&STEP_2);
    stem.replace_longest(&STEP_3);
    stem.drop_suffix();
    stem.tidy();
    stem.0
}

/// A word on its way to its stem.
struct Stem(String);

impl Stem {
    /// Step 1a.
    fn plurals(&mut self) {
        for (suffix, new) in [("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")] {
            if self.0.ends_with(suffix) {
                return self.replace(suffix, new);
            }
        }
    }

    /// Step 1b.
    fn past_and_participle(&mut self) {
        if let Some(rest) = self.0.strip_suffix("eed") {
            if measure(rest) > 0 {
                self.0.pop();
            }
            return;
        }
        let suffix = ["ed", "ing"].into_iter().find(|suffix| self.0.ends_with(suffix));
        let Some(suffix) = suffix.filter(|suffix| has_vowel(&self.0[..self.0.len() - suffix.len()])) else {
            return;
        };
        self.replace(suffix, "");
        if ["at", "bl", "iz"].iter().any(|end| self.0.ends_with(end)) {
            self.0.push('e');
        } else if ends_double(&self.0) && !self.0.ends_with(['l', 's', 'z']) {
            self.0.pop();
        } else if measure(&self.0) == 1 && ends_short(&self.0) {
            self.0.push('e');
        }
    }

    /// Step 1c.
    fn final_y(&mut self) {
        if self.0.strip_suffix('y').is_some_and(has_vowel) {
            self.replace("y", "i");
        }
    }

    /// Steps 2 and 3: the longest suffix is replaced where the rest has a measure above 0.
    fn replace_longest(&mut self, suffixes: &[(&str, &str)]) {
        let fitting = suffixes.iter().filter(|(suffix, _)| self.0.ends_with(suffix));
        let Some((suffix, new)) = fitting.max_by_key(|(suffix, _)| suffix.len()) else { return };
        if measure(&self.0[..self.0.len() - suffix.len()]) > 0 {
            self.replace(suffix, new);
        }
    }

    /// Step 4.
    fn drop_suffix(&mut self) {
        let ion = self.0.strip_suffix("ion").filter(|rest| rest.ends_with(['s', 't'])).map(|_| "ion");
        let fitting = STEP_4.into_iter().filter(|suffix| self.0.ends_with(suffix)).chain(ion);
        let Some(suffix) = fitting.max_by_key(|suffix| suffix.len()) else { return };
        if measure(&self.0[..self.0.len() - suffix.len()]) > 1 {
            self.replace(suffix, "");
        }
    }

    /// Step 5.
    fn tidy(&mut self) {
        if let Some(rest) = self.0.strip_suffix('e')
            && (measure(rest) > 1 || (measure(rest) == 1 && !ends_short(rest)))
        {
            self.0.pop();
        }
        if self.0.ends_with("ll") && measure(&self.0) > 1 {
            self.0.pop();
        }
    }

    fn replace(&mut self, suffix: &str, new: &str) {
        self.0.truncate(self.0.len() - suffix.len());
        self.0.push_str(new);
    }
}

/// For each letter, true for a vowel: `y` is one after a consonant.
fn vowels(word: &str) -> impl Iterator<Item = bool> + '_ {
    let step = |before: &mut bool, byte: u8| {
        *before = matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u') || (byte == b'y' && !*before);
        Some(*before)
    };
    word.bytes().scan(true, step)
}

/// How many times consonants follow vowels: Porter's m.
fn measure(word: &str) -> usize {
    let mut before = false;
    vowels(word).filter(|vowel| std::mem::replace(&mut before, *vowel) && !vowel).count()
}

fn has_vowel(word: &str) -> bool {
    vowels(word).any(|vowel| vowel)
}

fn ends_double(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 1 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] && vowels(word).last() == Some(false)
}

/// Ends in consonant, vowel, consonant, the last no `w`, `x` or `y`.
fn ends_short(word: &str) -> bool {
    let kinds: Vec<bool> = vowels(word).collect();
    kinds.ends_with(&[false, true, false]) && !word.ends_with(['w', 'x', 'y'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words of Porter's paper.
    #[test]
    fn stems() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("ties", "ti"),
            ("cats", "cat"),
            ("feed", "feed"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("bled", "bled"),
            ("motoring", "motor"),
            ("sing", "sing"),
            ("conflated", "conflat"),
            ("troubled", "troubl"),
            ("sized", "size"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("hissing", "hiss"),
            ("failing", "fail"),
            ("filing", "file"),
            ("happy", "happi"),
            ("sky", "sky"),
            ("relational", "relat"),
            ("conditional", "condit"),
            ("rational", "ration"),
            ("digitizer", "digit"),
            ("vietnamization", "vietnam"),
            ("operator", "oper"),
            ("feudalism", "feudal"),
            ("decisiveness", "decis"),
            ("hopefulness", "hope"),
            ("formaliti", "formal"),
            ("sensibiliti", "sensibl"),
            ("triplicate", "triplic"),
            ("formative", "form"),
            ("electrical", "electr"),
            ("goodness", "good"),
            ("allowance", "allow"),
            ("adjustable", "adjust"),
            ("replacement", "replac"),
            ("adoption", "adopt"),
            ("effective", "effect"),
            ("bowdlerize", "bowdler"),
            ("probate", "probat"),
            ("rate", "rate"),
            ("cease", "ceas"),
            ("controll", "control"),
            ("roll", "roll"),
            ("a", "a"),
            ("café", "café"),
            ("generalizations", "gener"),
            ("oscillators", "oscil"),
            ("yes", "ye"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_word_has_a_stem(word in "[a-z]{0,12}|\\PC{0,8}") {
            let stem = stem(&word);
            prop_assert!(stem.len() <= word.len() + 1 && stem.is_empty() == word.is_empty());
        }
    }
}

//! An abbreviation is a short form that a text explains: "long form (SF)", "SF (long form)", "(long form, SF)", "SF = long
//! form", and without a sign "long form, or SF,", "long form – SF –", "SF stands for long form".
//!
//! Candidates are found as by Schwartz and Hearst (2003, section 3.1): a bracket with one to three words, or the word
//! before a bracket. The long form is the best [alignment](alignment) with the words beside it. What is explained without a
//! sign is [initials](inserted).

mod alignment;
mod inserted;

use std::cmp::Reverse;
use std::ops::Range;

use crate::language::english::general;
use crate::text::Span;
use alignment::{Line, joins_name, letters, may_align};
use inserted::introduced_part;

/// A short form and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Abbreviation {
    /// The short form, as bytes of the text.
    pub short: Span,
    /// The long form, as bytes of the text.
    pub long: Span,
}

/// The longest bracket that is read, in bytes.
const BRACKET: usize = 200;
/// The longest stretch before a bracket that is read, in bytes.
const STRETCH: usize = 400;
/// The most letters and digits of a short form, and the most characters.
const LETTERS: usize = 10;
const CHARACTERS: usize = 13;

/// The abbreviations that a text explains, in the order of their short forms. O(n log n).
///
/// ```
/// use ideagraph::link::abbreviations;
/// let text = "reinforcement learning from human feedback (RLHF) and PPO (proximal policy optimization)";
/// let found: Vec<_> = abbreviations(text).iter().map(|a| (&text[a.short.range()], &text[a.long.range()])).collect();
/// assert_eq!(found[0], ("RLHF", "reinforcement learning from human feedback"));
/// assert_eq!(found[1], ("PPO", "proximal policy optimization"));
/// ```
pub fn abbreviations(text: &str) -> Vec<Abbreviation> {
    let signs = memchr::memchr3_iter(b'(', b'[', b'=', text.as_bytes());
    let read = |at: usize| match text.as_bytes()[at] {
        b'=' => equated(text, at),
        _ if stands_apart(&text[..at]) => Bracket::at(text, at)?.read(),
        _ => Bracket::at(text, at)?.read_at_word(),
    };
    let mut found: Vec<Abbreviation> = signs.filter_map(read).chain(inserted::abbreviations(text)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// SF = long form
fn equated(text: &str, sign: usize) -> Option<Abbreviation> {
    let short = ShortForm::before(text, sign)?;
    let rest = &text[sign + 1..text.floor_char_boundary(sign + BRACKET)];
    let end = rest.find([';', ',', '(', ')', '[', ']', '=', '\n']).unwrap_or(rest.len());
    let mut words: Vec<&str> = rest[..end].split_whitespace().collect();
    if rest[end..].starts_with('=') {
        // The next short form.
        words.pop();
    }
    let sentence = words.iter().position(|word| ends_clause(word)).map_or(words.len(), |last| last + 1);
    let sign_or_number = words.iter().position(|word| !word.contains(char::is_alphabetic));
    let last = words.get(..sentence.min(sign_or_number.unwrap_or(sentence)))?.last()?.trim_end_matches('.');
    let end = last.as_ptr() as usize + last.len() - text.as_ptr() as usize;
    short.spelled_out(sign + 1..end)
}

/// False for brackets within a word, as in `poly(A)`.
fn stands_apart(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| c.is_whitespace() || is_bracket(c))
}

/// A bracket that may explain an abbreviation.
struct Bracket<'t> {
    text: &'t str,
    open: usize,
    inner: Range<usize>,
}

impl<'t> Bracket<'t> {
    fn at(text: &'t str, open: usize) -> Option<Self> {
        let mut depth = 0_usize;
        for (at, byte) in text.bytes().enumerate().skip(open).take(BRACKET) {
            match byte {
                b'(' | b'[' => depth += 1,
                b')' | b']' if depth == 1 => return Some(Self { text, open, inner: open + 1..at }),
                b')' | b']' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The first way of reading it that makes sense.
    fn read(&self) -> Option<Abbreviation> {
        self.after_long_form().or_else(|| self.after_short_form()).or_else(|| self.around_both())
    }

    /// long form(SF): initials in capitals where the space before them is missing, as it is not in `iron(II)`.
    fn read_at_word(&self) -> Option<Abbreviation> {
        let initials = &self.text[self.inner.clone()];
        let number = initials.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let capitals = initials.len() > 1 && !number && initials.chars().all(char::is_uppercase);
        let apart = !self.text[self.inner.end + 1..].starts_with(char::is_alphanumeric);
        let word = self.text[..self.open].ends_with(char::is_lowercase);
        (capitals && apart && word).then(|| self.after_long_form())?
    }

    /// long form (SF), long form (SF, and more), long form (or SF)
    fn after_long_form(&self) -> Option<Abbreviation> {
        let place = self.inner.start..self.first_part();
        let read = |short: ShortForm<'_>| {
            let long = short.best(stretch(self.text, self.open, short.words()))?;
            short.explained_by(long, short.limit())
        };
        let introduced = || {
            let short = ShortForm::of(self.text, introduced_part(self.text, place.clone())?)?;
            short.explained_as_initials_by(short.best(stretch(self.text, self.open, short.words()))?)
        };
        ShortForm::of(self.text, place.clone()).and_then(read).or_else(introduced)
    }

    /// SF (long form), SF (short for long form)
    fn after_short_form(&self) -> Option<Abbreviation> {
        let short = ShortForm::before(self.text, self.open)?;
        let place = self.inner.start..self.first_part();
        let introduced = || {
            let long = short.best_of_all(introduced_part(self.text, place.clone())?)?;
            short.explained_as_initials_by(long)
        };
        short.spelled_out(place.clone()).or_else(introduced)
    }

    /// (long form, SF)
    fn around_both(&self) -> Option<Abbreviation> {
        let inner = &self.text[self.inner.clone()];
        let comma = self.inner.start + inner.rfind(", ").max(inner.rfind("; "))?;
        let short = ShortForm::of(self.text, comma + 1..self.inner.end)?;
        let before = stretch(self.text, comma, short.words());
        let long = short.best(before.start.max(self.inner.start)..comma)?;
        short.explained_by(long, short.limit() * 4 / 5)
    }

    /// The end of what stands in the bracket before a comma or the like.
    fn first_part(&self) -> usize {
        let inner = &self.text[self.inner.clone()];
        let ends = |(at, _): &(usize, &str)| inner[at + 1..].starts_with(char::is_whitespace);
        let end = inner.match_indices([',', ';', ':', '=']).find(ends);
        end.map_or(self.inner.end, |(at, _)| self.inner.start + at)
    }
}

/// The last words of a text before `end`, back to the end of another sentence or clause.
fn stretch(text: &str, end: usize, words: usize) -> Range<usize> {
    let from = text.floor_char_boundary(end.saturating_sub(STRETCH));
    let mut start = end;
    let mut taken = 0;
    for piece in text[from..end].split_whitespace().rev() {
        if taken == words || (start < end && ends_clause(piece)) {
            break;
        }
        start = piece.as_ptr() as usize - text.as_ptr() as usize;
        taken += usize::from(piece.contains(char::is_alphanumeric) && !joins_name(piece));
    }
    start..end
}

/// True for the last word of a clause; a full stop may also end an initial, `U.S.` or `vs.`, and a bracket before a comma an
/// item of a list.
fn ends_clause(piece: &str) -> bool {
    let is_initial = |part: &str| part.chars().nth(1).is_none() && !part.contains(char::is_lowercase);
    let initials = piece.contains(char::is_uppercase) && piece.split('.').all(is_initial);
    let sentence = piece.len() > 2 && !initials && piece.ends_with(['.', ';', '!', '?', ':']);
    sentence || (piece.contains([')', ']']) && piece.ends_with(','))
}

/// A candidate short form and its place.
struct ShortForm<'t> {
    text: &'t str,
    place: Range<usize>,
    letters: Vec<char>,
}

impl<'t> ShortForm<'t> {
    /// What stands at a place, if it looks like one: one to three words, not too long, more letters than digits.
    fn of(text: &'t str, place: Range<usize>) -> Option<Self> {
        let place = trimmed(text, place);
        let form = &text[place.clone()];
        let letters = letters(form);
        let digits = letters.iter().filter(|c| c.is_numeric()).count();
        let fits = (1..=LETTERS).contains(&letters.len())
            && form.chars().count() <= CHARACTERS
            && form.starts_with(char::is_alphanumeric)
            && form.chars().all(is_of_short_form)
            && form.split_whitespace().count() <= 3
            && digits * 2 <= letters.len()
            && is_balanced(form);
        (fits && !is_small_word(form) && !is_ordinary(form, general::is_function_word)).then_some(Self {
            text,
            place,
            letters,
        })
    }

    /// The word before a place.
    fn before(text: &'t str, place: usize) -> Option<Self> {
        let before = text[..place].trim_end();
        let near = &before[before.floor_char_boundary(before.len().saturating_sub(STRETCH))..];
        let word = near.rsplit(|c: char| c.is_whitespace() || is_bracket(c)).next()?;
        Self::of(text, before.len() - word.len()..before.len())
    }

    /// The abbreviation, if all the words of a place are its long form.
    fn spelled_out(&self, place: Range<usize>) -> Option<Abbreviation> {
        let long = self.best_of_all(place)?;
        (self.letters.len() > 1).then(|| self.explained_by(long, self.limit()))?
    }

    /// How many words before it are read: Schwartz and Hearst's bound.
    fn words(&self) -> usize {
        (self.letters.len() + 5).min(2 * self.letters.len())
    }

    /// The most that an alignment may cost.
    fn limit(&self) -> u32 {
        let limit = (6 * self.letters.len() as u32).saturating_sub(2);
        let capital = self.letters.iter().any(|c| c.is_uppercase());
        match self.letters.len() {
            1 => 0,
            _ if capital => limit,
            _ => limit / 2,
        }
    }

    /// Capitals, perhaps with the `s` of a plural.
    fn is_initials(&self) -> bool {
        let letters = self.letters.strip_suffix(&['s']).unwrap_or(&self.letters);
        letters.len() > 1 && letters.iter().all(|c| c.is_uppercase())
    }

    /// The abbreviation, if it is of capitals and nearly all of them are initials of the long form.
    fn explained_as_initials_by(&self, long: LongForm) -> Option<Abbreviation> {
        let limit = if self.letters.len() < 3 { 0 } else { self.letters.len() as u32 };
        self.is_initials().then(|| self.explained_by(long, limit))?
    }

    /// Whether it is written as a word of general English is: `oil`, `Rust`.
    fn is_general_word(&self) -> bool {
        is_ordinary(&self.text[self.place.clone()], general::is_known)
    }

    /// The best reading of the words of a stretch; of equals the shortest.
    fn best(&self, stretch: Range<usize>) -> Option<LongForm> {
        let text = &self.text[stretch.clone()];
        if !may_align(&self.letters, text) {
            return None;
        }
        let alignments = Line::of(text, &self.letters).alignments(&self.letters);
        let starts = alignments.into_iter().map(|(start, cost)| (stretch.start + start, cost));
        let fits = |(start, _): &(usize, u32)| is_balanced(&self.text[*start..stretch.end]);
        let (start, cost) = starts.filter(fits).min_by_key(|(start, cost)| (*cost, Reverse(*start)))?;
        Some(LongForm { start, end: stretch.end, cost })
    }

    /// The best reading of all the words of a place.
    fn best_of_all(&self, place: Range<usize>) -> Option<LongForm> {
        let before = |long: &LongForm| &self.text[place.start..long.start];
        self.best(place.clone()).filter(|long| !before(long).contains(char::is_alphanumeric))
    }

    /// The abbreviation, if the long form is cheap enough and says more than the short form.
    fn explained_by(&self, long: LongForm, limit: u32) -> Option<Abbreviation> {
        let place = trimmed(self.text, long.start..long.end);
        let (form, words) =
            (self.text[self.place.clone()].to_lowercase(), self.text[place.clone()].to_lowercase());
        let mut parts = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let repeats = parts.clone().any(|word| word == form);
        let is_one_word = parts.nth(1).is_none();
        let fits = long.cost <= limit
            && words.len() > form.len()
            && !repeats
            && !(is_one_word && self.is_general_word());
        fits.then(|| Abbreviation { short: span(&self.place), long: span(&place) })
    }
}

/// A candidate long form.
struct LongForm {
    start: usize,
    end: usize,
    cost: u32,
}

fn span(place: &Range<usize>) -> Span {
    Span::new(place.start as u32, place.end as u32)
}

/// The place without white space and quotation marks at its ends.
fn trimmed(text: &str, place: Range<usize>) -> Range<usize> {
    let is_edge = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ';' | ':' | '<' | '>' | '«' | '»' | '"' | '\'' | '\u{2018}'..='\u{201d}')
    };
    let words = text[place.clone()].trim_end_matches(is_edge);
    let start = words.trim_start_matches(is_edge);
    place.end - (place.len() - words.len()) - start.len()..place.start + words.len()
}

fn is_of_short_form(c: char) -> bool {
    c.is_alphanumeric()
        || c.is_whitespace()
        || is_bracket(c)
        || matches!(c, '-' | '/' | '+' | '.' | '\'' | '&' | '*' | ',' | '_' | '\u{2010}'..='\u{2015}')
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']')
}

/// True for ordinary words, small letters and the numbers of lists: `left`, `p`, `ii`.
fn is_small_word(form: &str) -> bool {
    let number = form.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    form.chars().all(char::is_lowercase) && (form.len() == 1 || form.len() > 4 || number)
}

/// True for small letters, perhaps behind one capital, that are such a word.
fn is_ordinary(form: &str, is_word: impl Fn(&str) -> bool) -> bool {
    let small = |word: &str| word.chars().skip(1).all(char::is_lowercase);
    form.chars().count() > 1 && small(form) && is_word(&form.to_lowercase())
}

/// True when every bracket is opened and closed.
fn is_balanced(text: &str) -> bool {
    let step = |depth: usize, byte: u8| match byte {
        b'(' | b'[' => Some(depth + 1),
        b')' | b']' => depth.checked_sub(1),
        _ => Some(depth),
    };
    text.bytes().try_fold(0, step) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&str, &str)> {
        let words = |span: Span| span.of(text).unwrap();
        abbreviations(text).iter().map(|a| (words(a.short), words(a.long))).collect()
    }

    #[test]
    fn pairs() {
        for (text, short, long) in [
            ("the heat shock protein (HSP)", "HSP", "heat shock protein"),
            ("large language models (LLMs)", "LLMs", "large language models"),
            ("chain of thought [CoT]", "CoT", "chain of thought"),
            ("tumor necrosis factor alpha (TNF-α)", "TNF-α", "tumor necrosis factor alpha"),
            ("nuclear factor kappa B (NFκB)", "NFκB", "nuclear factor kappa B"),
            ("mean squared error (MSE, lower is better)", "MSE", "mean squared error"),
            (
                "RLHF (reinforcement learning from human feedback)",
                "RLHF",
                "reinforcement learning from human feedback",
            ),
            ("a loop (human in the loop, HITL)", "HITL", "human in the loop"),
            ("state-of-the-art (SOTA)", "SOTA", "state-of-the-art"),
            ("an electrocardiogram (\u{201c}ECG\u{201d})", "ECG", "electrocardiogram"),
            ("1,2-dichlorobenzene (DCB)", "DCB", "1,2-dichlorobenzene"),
            ("vitamin D receptor positive (VDR+)", "VDR+", "vitamin D receptor positive"),
            ("the extensible markup language (XML)", "XML", "extensible markup language"),
            ("IT (information technology)", "IT", "information technology"),
            ("cat (chloramphenicol acetyltransferase)", "cat", "chloramphenicol acetyltransferase"),
            ("an old rule--mixture of experts (MoE)", "MoE", "mixture of experts"),
            ("for internally displaced people (IDPs)", "IDPs", "internally displaced people"),
            ("a support vector machine(SVM) was", "SVM", "support vector machine"),
            ("the Organization of African Unity (OAU)", "OAU", "Organization of African Unity"),
            (
                "the Central Commission for the Navigation of the Rhine (CCNR)",
                "CCNR",
                "Central Commission for the Navigation of the Rhine",
            ),
            (
                "the Convention on the Rights of the Child (CRC)",
                "CRC",
                "Convention on the Rights of the Child",
            ),
            (
                "de l\u{2019}Organisation mondiale du commerce (OMC)",
                "OMC",
                "Organisation mondiale du commerce",
            ),
            (
                "l'Organisation des \u{c9}tats am\u{e9}ricains (OEA)",
                "OEA",
                "Organisation des \u{c9}tats am\u{e9}ricains",
            ),
            ("\u{ab}Energy Efficiency 21,\u{bb} (EE21)", "EE21", "Energy Efficiency 21"),
            ("Note: GEF = Global Environment Facility.", "GEF", "Global Environment Facility"),
            ("GS=General Service 37", "GS", "General Service"),
            ("the U.S. Department of Agriculture (USDA)", "USDA", "U.S. Department of Agriculture"),
            ("the Food and Drug Administration (the \"FDA\")", "FDA", "Food and Drug Administration"),
            ("natural language processing (henceforth NLP)", "NLP", "natural language processing"),
            ("natural language processing (or NLP, for short)", "NLP", "natural language processing"),
            ("natural language processing (NLP for short)", "NLP", "natural language processing"),
            ("AMS (short for Apiary Management System)", "AMS", "Apiary Management System"),
            ("Integrated pest management, or IPM, came", "IPM", "Integrated pest management"),
            ("the World Health Organization, known as the WHO.", "WHO", "World Health Organization"),
            ("gross domestic product \u{2013} GDP \u{2013} fell", "GDP", "gross domestic product"),
            ("large language models\u{2014}LLMs\u{2014}write", "LLMs", "large language models"),
            (
                "NLP stands for \u{201c}natural language processing\u{201d} here",
                "NLP",
                "natural language processing",
            ),
            ("the FDA, which stands for Food and Drug Administration", "FDA", "Food and Drug Administration"),
            (
                "LIME, short for local interpretable model-agnostic explanations, is",
                "LIME",
                "local interpretable model-agnostic explanations",
            ),
        ] {
            assert_eq!(found(text), [(short, long)], "{text}");
        }
    }

    #[test]
    fn keys_of_tables() {
        let text = "Abbreviations: DK = Denmark; EA=engineer-architect, RE = Resource efficiency WM = Waste management";
        let pairs = [
            ("DK", "Denmark"),
            ("EA", "engineer-architect"),
            ("RE", "Resource efficiency"),
            ("WM", "Waste management"),
        ];
        assert_eq!(found(text), pairs);
    }

    #[test]
    fn no_pairs() {
        for text in [
            "",
            "a list: (i) one, (ii) two",
            "the results (see below)",
            "in 1998 (Smith et al., 1999)",
            "a test (p < 0.05)",
            "GPT (GPT)",
            "poly(A)",
            "against it (immigration)",
            "He (Henry) left",
            "In (India) the",
            "oil (optional)",
            "Rust (robust)",
            "optional (oil)",
            "the model. Human (RH)",
            "unclosed (RLHF",
            "initiated iron(II)",
            "a = acceleration",
            "RP = R + P",
            "RP =",
            "a big cat, or BIG, was",
            "a cat or dog, or CD players",
            "the red fox, the RFX, or",
            "a cat - CAT - sat",
            "red fox \u{2013} RF and more",
            "a band \u{2013} AC \u{2013} played",
            "He stands for nothing here",
            "NATO stands for peace in Europe",
            "the BOR syndrome (the BO syndrome)",
            "anti-aCasp (an antibody for activated caspase)",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text(text in "[a-dA-D1é\u{2014} =,;().\\[\\]+-]{0,80}") {
            for found in abbreviations(&text) {
                let (short, long) = (found.short.of(&text), found.long.of(&text));
                prop_assert!(short.is_some_and(|words| !words.is_empty()));
                prop_assert!(long.is_some_and(|words| words.len() > found.short.len() as usize));
                prop_assert!(!found.short.overlaps(found.long));
            }
        }

        #[test]
        fn initials_are_found(words in prop::collection::vec("[b-df-hj-np-tv-z][aeiou]{3,5}", 2..7)) {
            let short: String = words.iter().map(|word| word[..1].to_uppercase()).collect();
            let long = words.join(" ");
            let text = format!("a {long} ({short})");
            prop_assert_eq!(found(&text), [(short.as_str(), long.as_str())]);
        }
    }
}

//! A token is one word of a text; between two tokens stands a joint: what kind of break the characters between them make.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::Span;
use super::line::data_lines;
use super::pieces::Pieces;
use super::runs::{Runs, run_at};
use super::sentences::{is_abbreviation, is_sentence_end};

/// How closely a token stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Joint {
    /// Nothing, a hyphen, a slash or an underscore: `pre|training` in `pre-training`.
    Tight,
    /// White space, perhaps with quotation marks.
    Space,
    /// A comma, a colon, a bracket, a spaced or long dash: the sentence goes on.
    Clause,
    /// The end of a sentence or a paragraph, or the start of the text.
    Sentence,
}

/// A word: letters, marks and digits, with apostrophes between letters and `.` or `,` between digits. A possessive
/// `'s` is not part of it, and an elided article is a word of its own: `l'|inflation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where the word stands.
    pub span: Span,
    /// What stands between it and the token before.
    pub joint: Joint,
}

/// The words of a text, in order. Word boundaries are those of Unicode (UAX #29) but for what [`Token`] says. O(n).
///
/// ```
/// use ideagraph::text::{Joint, tokens};
/// let text = "A model's pre-training. GPT-3.5";
/// let words: Vec<_> = tokens(text).iter().map(|t| (t.joint, &text[t.span.range()])).collect();
/// assert_eq!(words[1], (Joint::Space, "model"));
/// assert_eq!(words[3], (Joint::Tight, "training"));
/// assert_eq!(words[4], (Joint::Sentence, "GPT"));
/// assert_eq!(words[5], (Joint::Tight, "3.5"));
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    Tokens::new(text, 0).collect()
}

/// The tokens' sentences, as ranges of token indices.
pub fn sentences(tokens: &[Token]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        if start == tokens.len() {
            return None;
        }
        let rest = tokens.get(start + 1..).unwrap_or_default();
        at = rest.iter().position(|t| t.joint == Joint::Sentence).map_or(tokens.len(), |n| start + 1 + n);
        Some(start..at)
    })
}

/// The words of a text, one at a time.
pub(crate) struct Tokens<'t> {
    text: &'t str,
    /// All of the text is ASCII.
    ascii: bool,
    /// The next run begins within one that is not ASCII.
    within: bool,
    runs: Runs<'t>,
    /// The words of a run that is not ASCII.
    pieces: Option<Pieces<'t>>,
    last: Option<Span>,
}

impl<'t> Tokens<'t> {
    /// The words from a byte on at which a word starts, or none is.
    pub(crate) fn new(text: &'t str, from: usize) -> Self {
        Self::known(text, from, text.is_ascii())
    }

    /// The same, when it is known whether all of the text is ASCII.
    pub(crate) fn known(text: &'t str, from: usize, ascii: bool) -> Self {
        let bytes = text.as_bytes();
        let before = from.checked_sub(1).and_then(|before| bytes.get(before));
        let within = before.is_some_and(|byte| !byte.is_ascii()) || !ascii && is_joined(bytes, from);
        Self { text, ascii, within, runs: Runs::new(bytes, from), pieces: None, last: None }
    }

    /// The next run together with those that apostrophes and the like join to it.
    #[inline]
    fn run(&mut self) -> Option<Range<usize>> {
        let mut run = self.runs.next()?;
        while joins(self.text.as_bytes(), run.end) {
            run.end = self.runs.next()?.end;
        }
        Some(run)
    }

    /// True for one space and nothing else.
    #[inline]
    fn is_space(&self, start: usize, end: usize) -> bool {
        start + 1 == end && self.text.as_bytes()[start] == b' '
    }

    #[inline(always)]
    fn token(&mut self, word: Range<usize>) -> Token {
        let end = match self.text.as_bytes()[word.clone()] {
            [.., before, b's' | b'S'] if before == b'\'' || !before.is_ascii() => {
                word.start + without_possessive(&self.text[word.clone()]).len()
            }
            _ => word.end,
        };
        let word = word.start..end;
        let joint = match self.last {
            None => Joint::Sentence,
            Some(last) if self.is_space(last.end as usize, word.start) => Joint::Space,
            Some(last) => joint(self.text, last, word.start),
        };
        let span = Span::new(word.start as u32, word.end as u32);
        self.last = Some(span);
        Token { span, joint }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        loop {
            if let Some(pieces) = &mut self.pieces {
                if let Some(piece) = pieces.next() {
                    return Some(self.token(piece));
                }
                self.pieces = None;
            }
            let run = self.run()?;
            let is_within = std::mem::take(&mut self.within);
            if self.ascii || !is_within && self.text.as_bytes()[run.clone()].is_ascii() {
                return Some(self.token(run));
            }
            self.pieces = Some(Pieces::new(self.text, run));
        }
    }
}

/// Where the sentence begins in which the word at `at` stands; one begins at `from` or behind it.
///
/// Looks back from one stop to the one before, and reads the words on both sides as [`Tokens`] does. O(sentence).
pub(crate) fn sentence_start(text: &str, from: usize, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(stop) = bytes[from..end].iter().rposition(|byte| may_stop(*byte)) {
        let stop = from + stop;
        let Some(start) = word_before(text, from, stop) else { break };
        if let Some(begin) = last_beginning(text, start, stop, at) {
            return begin;
        }
        // Signs before the word in one run with it may stop as well: `。J`.
        end = start + text[start..].find(char::is_alphanumeric).unwrap_or(0);
    }
    from
}

/// The sentence in which a word begins at `at`, with its signs but for those that open the next one. O(sentence).
pub(crate) fn sentence_at(text: &str, at: usize) -> &str {
    let next = Tokens::new(text, at).skip(1).find(|token| token.joint == Joint::Sentence);
    let end = next.map_or(text.len(), |token| token.span.start as usize);
    let sentence = text.get(sentence_start(text, 0, at)..end).unwrap_or(text).trim_end();
    match sentence.rsplit_once(char::is_whitespace) {
        Some((words, signs)) if !signs.contains(char::is_alphanumeric) => words.trim_end(),
        _ => sentence,
    }
}

/// Where the last sentence begins of those behind the word at `start`, up to the first word behind a stop, or `at`.
fn last_beginning(text: &str, start: usize, stop: usize, at: usize) -> Option<usize> {
    let mut begin = None;
    for token in Tokens::new(text, start).skip(1) {
        let place = token.span.start as usize;
        if place <= at && token.joint == Joint::Sentence {
            begin = Some(place);
        }
        if place > stop {
            break;
        }
    }
    begin
}

/// True for the bytes with which a character begins that may end a sentence.
fn may_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xe2 | 0xe3 | 0xef)
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// Where the last run before `at` begins that has a word in it, with the runs that are joined to it.
fn word_before(text: &str, from: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        let last = from + bytes[from..end].iter().rposition(|byte| is_word_byte(*byte))?;
        let before = bytes[from..last].iter().enumerate().rev();
        let inside = before.take_while(|(n, byte)| is_word_byte(**byte) || joins(bytes, from + n));
        let start = last - inside.count();
        if text[start..=last].contains(char::is_alphanumeric) {
            return Some(start);
        }
        end = start;
    }
}

/// True for an apostrophe between letters and for `.` or `,` between digits.
#[inline]
fn joins(bytes: &[u8], at: usize) -> bool {
    let mark = bytes.get(at).copied().unwrap_or(b' ');
    matches!(mark, b'\'' | b'.' | b',') && joins_by(mark, bytes, at)
}

/// True when a run that begins at a byte is joined to the one before it.
#[inline]
pub(crate) fn is_joined(bytes: &[u8], at: usize) -> bool {
    joins(bytes, at.wrapping_sub(1))
}

/// A run together with those that are joined to it.
pub(crate) fn joined_run(bytes: &[u8], Range { mut start, mut end }: Range<usize>) -> Range<usize> {
    while is_joined(bytes, start) {
        start -= 1 + bytes[..start - 1].iter().rev().take_while(|byte| is_word_byte(**byte)).count();
    }
    while joins(bytes, end) {
        end = run_at(bytes, end + 1).end;
    }
    start..end
}

fn joins_by(mark: u8, bytes: &[u8], at: usize) -> bool {
    let (Some(&before), Some(&after)) = (bytes.get(at.wrapping_sub(1)), bytes.get(at + 1)) else {
        return false;
    };
    match mark {
        b'\'' => {
            (before.is_ascii_alphabetic() || !before.is_ascii())
                && (after.is_ascii_alphabetic() || !after.is_ascii())
                && !is_elided(&bytes[..at])
        }
        b'.' | b',' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// What is written with an apostrophe before a noun.
static ELIDED: LazyLock<FxHashSet<&[u8]>> =
    LazyLock::new(|| data_lines(include_str!("elided.txt")).map(str::as_bytes).collect());

/// No elided article is so long, in bytes.
const TOO_LONG: usize = 6;

/// Whether the bytes before an apostrophe end in an elided article.
fn is_elided(before: &[u8]) -> bool {
    let letters = before.iter().rev().take(TOO_LONG).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (rest, word) = before.split_at(before.len() - letters);
    let begins = rest.last().is_none_or(|byte| !is_word_byte(*byte) && *byte != b'\'');
    let mut lowered = [0; TOO_LONG];
    lowered.iter_mut().zip(word).for_each(|(low, byte)| *low = byte.to_ascii_lowercase());
    begins && ELIDED.contains(&lowered[..word.len()])
}

/// An elided article and the word behind it.
pub(crate) fn elided(word: &str) -> Option<(&str, &str)> {
    let (article, rest) = word.split_once(['\'', '\u{2019}'])?;
    (is_elided(article.as_bytes()) && rest.starts_with(char::is_alphabetic)).then_some((article, rest))
}

#[inline]
fn without_possessive(word: &str) -> &str {
    let Some(b's' | b'S') = word.as_bytes().last() else { return word };
    let Some(stem) = word.strip_suffix(['s', 'S']) else { return word };
    match stem.strip_suffix(['\'', '\u{2019}']) {
        Some(owner) if !owner.is_empty() => owner,
        _ => word,
    }
}

/// The signs of an owner, which are no part of a word.
pub(crate) const POSSESSIVES: [&str; 4] = ["'s", "'S", "\u{2019}s", "\u{2019}S"];

/// True for the asterisk of a list, which white space stands on both sides of.
fn begins_item(gap: &str) -> bool {
    let apart = |side: &str| side.is_empty() || side.contains(char::is_whitespace);
    gap.split_once('*').is_some_and(|(before, after)| {
        !before.is_empty() && apart(before) && after.starts_with(char::is_whitespace)
    })
}

/// A hyphen, also one that breaks no line, and the minus that some texts have for it (`long−term`).
pub(crate) const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2011}', '\u{2212}'];

/// Reads the characters between two words.
fn joint(text: &str, last: Span, start: usize) -> Joint {
    let gap = &text[last.end as usize..start];
    match gap {
        " " | "'s " | "'S " | "\u{2019}s " => return Joint::Space,
        "" | "-" | "-\n" => return Joint::Tight,
        ", " => return Joint::Clause,
        _ => {}
    }
    let word = last.of(text).unwrap_or_default();
    if is_sentence_end(word, gap, &text[start..]) {
        return Joint::Sentence;
    }
    if gap.strip_prefix(HYPHENS) == Some(" ") && joins_words(&text[start..])
        || gap == ". " && (are_initials(text, last, start) || is_abbreviation(word, &text[start..]))
    {
        return Joint::Space;
    }
    let gap = POSSESSIVES.iter().find_map(|mark| gap.strip_prefix(mark)).unwrap_or(gap);
    let spaced = gap.chars().any(char::is_whitespace);
    if gap.chars().any(|c| breaks_clause(c, spaced))
        || gap.contains("..")
        || gap.contains("--")
        || begins_item(gap)
    {
        Joint::Clause
    } else if spaced {
        Joint::Space
    } else {
        Joint::Tight
    }
}

/// Whether a word is one of several initials, behind which the next word of a name begins at a byte: `S` in `U.S. law`,
/// `J` in `J. S. Bach`, and none in `(D. C., unpublished)`.
fn are_initials(text: &str, last: Span, next: usize) -> bool {
    let is_capital = |text: &str| text.ends_with(|c: char| c.is_ascii_uppercase());
    let before = &text[..last.start as usize];
    let is_joined = before.strip_suffix('.').is_some_and(is_capital);
    let is_spaced = before.strip_suffix(". ").is_some_and(is_capital) || is_initial(&text[next..]);
    last.len() == 1
        && is_capital(&text[..last.end as usize])
        && (is_joined || is_spaced && begins_name(&text[next..]))
}

fn is_initial(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'Z', b'.', ..])
}

/// Whether a text begins with a word with a capital, before which initials may stand.
fn begins_name(mut text: &str) -> bool {
    while is_initial(text)
        && let Some(behind) = text.get(2..).and_then(|text| text.strip_prefix(' '))
    {
        text = behind;
    }
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_alphabetic)
}

/// Whether a text begins with a word behind which one may stand whose end the word before it shares: `long- and short-term`.
pub(crate) fn joins_words(text: &str) -> bool {
    static JOINING: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| data_lines(include_str!("hanging_hyphens.txt")).collect());
    text.split_whitespace().next().is_some_and(|word| JOINING.contains(&*word.to_lowercase()))
}

fn breaks_clause(c: char, spaced: bool) -> bool {
    match c {
        '\'' | '"' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '`' | '*' | '_' | '&' | '\u{ad}' => {
            false
        }
        '-' | '/' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '.' | '+' | '#' => spaced,
        _ => !c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn words() {
        for (text, expected) in [
            ("", vec![]),
            ("... —", vec![]),
            (
                "We're not the model’s models' code.It",
                vec!["We're", "not", "the", "model", "models", "code", "It"],
            ),
            ("GPT-3.5, 1,000 x_y", vec!["GPT", "3.5", "1,000", "x", "y"]),
            ("naïve Über—café", vec!["naïve", "Über", "café"]),
            ("强化学习 RL", vec!["强", "化", "学", "习", "RL"]),
            ("don’t 'quote' it's", vec!["don’t", "quote", "it"]),
            ("\u{1bf2}'\u{8d4}", vec!["\u{8d4}"]),
            ("l'inflation d’énergie", vec!["l", "inflation", "d", "énergie"]),
            ("L'État dell'anno", vec!["L", "État", "dell", "anno"]),
            (
                "CO₂ H₂O C₆H₁₂O₆ m² of CO₂emissions",
                vec!["CO₂", "H₂O", "C₆H₁₂O₆", "m", "²", "of", "CO₂", "emissions"],
            ),
            ("qu’une aujourd'hui", vec!["qu", "une", "aujourd'hui"]),
            ("you'd y'all'd o'clock", vec!["you'd", "y'all'd", "o'clock"]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn joints() {
        use Joint::{Clause, Sentence, Space, Tight};
        for (text, expected) in [
            ("a b", Space),
            ("a\nb", Space),
            ("a-b", Tight),
            ("attorney-\nclient", Tight),
            ("l'inflation", Tight),
            ("a/b", Tight),
            ("a\u{2011}b", Tight),
            ("a\u{2212}b", Tight),
            ("a \"b\"", Space),
            ("a, b", Clause),
            ("a (b)", Clause),
            ("a - b", Clause),
            ("a- b", Clause),
            ("a - and", Clause),
            ("a- and", Space),
            ("a\u{2011} and", Space),
            ("a \u{2212} b", Clause),
            ("U.S. law", Space),
            ("J. law", Clause),
            ("Mr. law", Space),
            ("Art. 5", Space),
            ("no. law", Clause),
            ("J. S. Law", Space),
            ("J. S. law", Clause),
            ("J. S.", Clause),
            ("a — b", Clause),
            ("a—b", Clause),
            ("a--b", Clause),
            ("a---b", Clause),
            ("the end. Begin", Sentence),
            ("the end.\" Begin", Sentence),
            ("the end? begin", Sentence),
            ("one\n\ntwo", Sentence),
            ("model's b", Space),
            ("MODEL'S B", Space),
            ("MODEL’S B", Space),
            ("the *emphasised* b", Space),
            ("*a* b", Space),
            ("* a\n* b", Clause),
            ("a * b", Clause),
            ("a...b", Clause),
            ("bank.Loans", Sentence),
            ("St.Louis", Tight),
            ("Socket.IO", Tight),
            ("node.js", Tight),
            ("one\u{2029}two", Sentence),
        ] {
            let last = tokens(text).pop().unwrap();
            assert_eq!(last.joint, expected, "{text}");
        }
    }

    #[test]
    fn the_sentence_of_a_word() {
        let text = "One (two), three.  \"Four? Five!\"\n\nSix";
        for (word, expected) in [
            ("One", "One (two), three."),
            ("three", "One (two), three."),
            ("Four", "Four?"),
            ("Five", "Five!\""),
            ("Six", "Six"),
        ] {
            assert_eq!(sentence_at(text, text.find(word).unwrap()), expected);
        }
        assert_eq!(sentence_at("强,。J?A", "强,。J?".len()), "J?A");
    }

    #[test]
    fn words_are_the_same_from_within_a_run() {
        for text in [
            "\u{201c}l'inflation",
            "\u{1fbf}d'A",
            "\u{5f3a}l'A",
            "\u{3002}d'abord. Oui",
            "\u{3002}'d'A",
            "\u{3002}d'd\u{2019}A",
        ] {
            let all = tokens(text);
            let from = text.find(['l', 'd']).unwrap();
            let again: Vec<Span> = Tokens::new(text, from).map(|token| token.span).collect();
            let behind = all.iter().map(|token| token.span).filter(|span| span.start as usize >= from);
            assert_eq!(again, behind.collect::<Vec<_>>(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_lie_in_order_on_boundaries(text in "[a-cl'’.,\\- \u{e9}\u{5f3a}\n?A]{0,40}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= end && !token.span.is_empty());
                prop_assert!(token.span.of(&text).is_some());
                end = token.span.end;
            }
        }

        #[test]
        fn a_sentence_begins_where_the_tokens_say(text in "[abdJA'., 强。\u{2019}\u{201d}\u{1fbf}?\n-]{0,60}") {
            let mut start = 0;
            for token in tokens(&text) {
                let at = token.span.start as usize;
                if token.joint == Joint::Sentence {
                    start = at;
                }
                prop_assert_eq!(sentence_start(&text, tokens(&text)[0].span.start as usize, at), start);
                let again: Vec<Token> = Tokens::new(&text, start).take_while(|t| t.span.start as usize <= at).collect();
                prop_assert_eq!(again.last().map(|t| t.span), Some(token.span));
            }
        }

        #[test]
        fn sentences_cover_all_tokens(text in "[a-cA. ?\n]{0,40}") {
            let tokens = tokens(&text);
            let covered: Vec<usize> = sentences(&tokens).flatten().collect();
            prop_assert_eq!(covered, (0..tokens.len()).collect::<Vec<_>>());
        }
    }
}

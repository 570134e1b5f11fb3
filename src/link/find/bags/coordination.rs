//! Coordination joins phrases that share words: `and`, `or`, `&`, a slash, and commas in lists.
//!
//! | words of the label | text | shared |
//! |---|---|---|
//! | aplastic, nails | aplastic or hypoplastic nails | at the end |
//! | ear, anomalies | ear, oral, and craniofacial anomalies | at the end, in a list |
//! | type, 1, diabetes | type 1 and type 2 diabetes | at the end |
//! | cleft, palate | cleft lip and palate | at the beginning |
//! | pits, soles | pits of the palms and soles | at the beginning |
//! | hepatitis, C | hepatitis B, C and D | at the beginning, of letters or numbers |

use std::borrow::Cow;
use std::ops::Range;

use super::is_in_capitals;
use super::prepositions::Prepositions;
use crate::language::conjunctions::is_conjunction;
use crate::language::english::{Role, VerbForm, general, has_role, is_joining, variants, verb_form};
use crate::link::find::labels::Order;
use crate::link::find::words::Words;
use crate::text::Joint;

/// The sign that is an `and`.
const AMPERSAND: &str = "&";
/// Words of another phrase that an item may have.
const STRANGERS: usize = 1;

/// What stands between two separators.
#[derive(Default, Clone, Copy)]
struct Item {
    /// Own words before the first stranger, strangers, and own words behind the first stranger.
    before: usize,
    strangers: usize,
    behind: usize,
    /// Own words that stand in another item, too: the second `type` in "type 1 and type 2 diabetes".
    echoes: usize,
    /// It begins with an article behind a noun, as a phrase of its own does.
    begins_anew: bool,
    /// It has a preposition.
    is_parted: bool,
}

impl Item {
    fn is_empty(&self) -> bool {
        self.before + self.strangers + self.behind + self.echoes == 0
    }
}

/// The items of a coordination, as far as it matters.
#[derive(Default)]
struct Items {
    count: usize,
    first: Item,
    last: Item,
    /// One between the first and the last has own words.
    own_between: bool,
    /// One has strangers.
    strange: bool,
    /// The first has echoes, or one that has no strangers.
    repeated: bool,
}

impl Items {
    /// Adds an item, unless it is empty.
    fn push(&mut self, item: Item) {
        if item.is_empty() {
            return;
        }
        self.own_between |= self.count > 1 && self.last.before + self.last.behind > 0;
        if self.count == 0 {
            self.first = item;
        }
        self.last = item;
        self.strange |= item.strangers > 0;
        self.repeated |= item.echoes > 0 && (self.count == 0 || item.strangers == 0);
        self.count += 1;
    }

    /// `aplastic or hypoplastic nails`: own words, items of others, and others with the own words behind them.
    fn share_end(&self) -> bool {
        let Self { first, last, .. } = self;
        let is_end = last.before == 0 && last.behind > 0 && !last.begins_anew;
        self.count > 1 && first.strangers == 0 && !self.own_between && is_end
    }

    /// `cleft lip and palate`: own words with others behind them, and the rest of the own words, which has an article only
    /// behind a preposition: `pits of the palms and the soles`.
    fn share_beginning(&self) -> bool {
        let Self { first, last, .. } = self;
        let is_rest = last.strangers == 0 && (first.is_parted || !last.begins_anew);
        self.count == 2 && first.before > 0 && first.behind == 0 && is_rest
    }
}

/// How a label's own words stand in a range that begins and ends with one: in another order, or with the words of phrases
/// that are joined to them; nothing where other words stand there, where only `and` or a comma joins them to one another,
/// or where an article begins a phrase of its own ("closed the loop" for `closed loop`). A word in capitals among others is a
/// name, and joins nothing (`OR gate`). `is_echo` tells what is an own
/// word and stands elsewhere, too.
pub(super) fn order(
    range: Range<usize>,
    is_own: impl Fn(usize) -> bool,
    is_echo: impl Fn(usize) -> bool,
    words: &Words<'_>,
) -> Option<Order> {
    if is_series(&range, &is_own, words) {
        return Some(Order::Gapped);
    }
    let (mut items, mut item) = (Items::default(), Item::default());
    let mut commas = 0;
    let is_shouted = range.clone().all(|at| is_in_capitals(words.word(at)));
    let is_name = |at: usize| !is_shouted && words.word(at).len() > 1 && is_in_capitals(words.word(at));
    let own_before = |at: usize| at == range.start || is_own(at - 1);
    let begins_clause = |at: usize| {
        is_conjunction(&lower(words.word(at - 1)))
            && at >= range.start + 2
            && is_own(at - 2)
            && begins_clause(at, words)
    };
    for at in range.clone() {
        let own = is_own(at);
        let comma = at > range.start && is_comma(at, words)?;
        commas += usize::from(comma);
        let word = if own || is_name(at) { Cow::Borrowed("") } else { lower(words.word(at)) };
        let joins = is_conjunction(&word);
        if comma || joins || at > range.start && is_joining_sign(at, words) {
            items.push(std::mem::take(&mut item));
        }
        item.is_parted |= !Prepositions::of(&word).is_empty();
        let is_pronoun = || item.is_empty() && word == "i";
        let tells = !own && is_designator(words.word(at)) && !is_pronoun();
        if own && item.strangers == 0 {
            item.before += 1;
        } else if own && is_article(words.word(at - 1)) {
            return None;
        } else if own {
            item.behind += 1;
        } else if is_article(words.word(at)) {
            let before = words.word(at - 1);
            if !(item.is_empty() || is_joining(&lower(before)) || is_article(before)) {
                return None;
            }
            let ended = words.word(at.saturating_sub(2).max(range.start));
            item.begins_anew |= item.is_empty() && !general::is_adjective(&lower(ended));
        } else if item.strangers > 0 && !own_before(at) && words.is_joined(at) {
            // Another part of a stranger with hyphens.
        } else if is_echo(at) {
            item.echoes += 1;
        } else if tells || !joins && !is_joining(&word) {
            if item.strangers == STRANGERS || !tells && general::is_function_word(&word) || begins_clause(at)
            {
                return None;
            }
            item.strangers += 1;
        }
    }
    items.push(item);
    if items.repeated {
        return None;
    }
    if !items.strange {
        return (items.count == 1).then_some(Order::Changed);
    }
    if commas > 0 && !is_list(range, commas, items.count, words) {
        return None;
    }
    (items.share_end() || commas == 0 && items.share_beginning()).then_some(Order::Gapped)
}

/// Whether own words stand before letters or numbers in a list, of which the last one in the range is own: `hepatitis C`
/// in "hepatitis B, C and D".
fn is_series(range: &Range<usize>, is_own: impl Fn(usize) -> bool, words: &Words<'_>) -> bool {
    let Some(first) = range.clone().find(|at| !is_own(*at)) else { return false };
    let joins = |at: usize| is_conjunction(&lower(words.word(at)));
    let is_apart = |at: usize| match is_comma(at, words) {
        Some(comma) => comma || joins(at) || joins(at - 1) || is_joining_sign(at, words),
        None => false,
    };
    let is_item = |at: usize| is_designator(words.word(at)) || joins(at);
    let list = (first..words.len()).take_while(|at| is_item(*at) && (*at == first || is_apart(*at)));
    words.joint(first) <= Joint::Space
        && (first..range.end - 1).all(|at| !is_own(at))
        && list.clone().any(|at| at + 1 == range.end)
        && list.clone().position(joins).is_some_and(|items| items > 1)
}

/// Whether commas join items: a list, which ends in `and` or `or` and has three items where a comma stands before that,
/// too; or the adjectives of one noun (`a broad, flat nose`).
fn is_list(range: Range<usize>, commas: usize, items: usize, words: &Words<'_>) -> bool {
    let is_comma = |at: usize| words.gap(at).trim() == ",";
    let joins = |at: usize| is_conjunction(&lower(words.word(at))) || is_joining_sign(at, words);
    let mut inside = range.start + 1..range.end;
    if inside.clone().any(joins) {
        return commas > 1 || items > 2 || range.start > 0 && is_comma(range.start);
    }
    let first = inside.find(|at| is_comma(*at));
    first.is_some_and(|at| general::is_adjective(&words.word(at - 1).to_lowercase()))
}

/// True for a gerund that is no noun and no adjective, behind a noun and a conjunction: "the bridge and doing repairs".
fn begins_clause(at: usize, words: &Words<'_>) -> bool {
    let word = lower(words.word(at));
    let is_gerund = || verb_form(&word) == Some(VerbForm::Gerund) && general::entry(&word).is_none();
    is_gerund() && general::is_noun(&lower(words.word(at - 2)))
}

fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// The word behind `and`, `or` or a comma at a place, where one stands there.
pub(super) fn behind_conjunction(at: usize, words: &Words<'_>) -> Option<usize> {
    let comma = at < words.len() && is_comma(at, words)?;
    let joins = at < words.len() && is_conjunction(&lower(words.word(at)));
    let next = at + usize::from(joins);
    (comma || joins).then_some(next).filter(|next| *next < words.len() && words.joint(*next) <= Joint::Clause)
}

/// True for a part of a word with hyphens that is neither its first nor its last: `of` in "end-of-life care".
pub(super) fn is_inner(at: usize, words: &Words<'_>) -> bool {
    words.is_joined(at) && words.is_joined(at + 1)
}

/// Whether a comma stands before a word; nothing where something stronger does.
fn is_comma(at: usize, words: &Words<'_>) -> Option<bool> {
    match words.joint(at) {
        Joint::Tight | Joint::Space => Some(false),
        Joint::Clause if words.gap(at).trim() == "," => Some(true),
        Joint::Clause if words.gap(at).trim() == AMPERSAND => Some(false),
        Joint::Clause | Joint::Sentence => None,
    }
}

/// Whether `&` stands before a word, or a slash, which is not between numbers: no `6 chord` stands in "a 6/4 chord".
fn is_joining_sign(at: usize, words: &Words<'_>) -> bool {
    let is_number = |at: usize| words.word(at).bytes().all(|byte| byte.is_ascii_digit());
    match words.gap(at) {
        "/" => !(is_number(at - 1) && is_number(at)),
        gap => gap.trim() == AMPERSAND,
    }
}

/// True for a word that begins another phrase, and is no letter: "data and use the distribution" is no `data distribution`.
fn is_article(word: &str) -> bool {
    word != "A" && has_role(word, Role::Begins)
}

/// True for a letter or a number, which tells one of several things from the others: `C`, `B6`, `II`, `alpha`.
pub(super) fn is_designator(word: &str) -> bool {
    let is_sign =
        |word: &str| word.chars().nth(1).is_none() || word.starts_with(|c: char| c.is_ascii_digit());
    let is_letter = |word: &str| word.chars().nth(1).is_none() && word.starts_with(char::is_uppercase);
    let has_digit = || word.bytes().any(|byte| byte.is_ascii_digit());
    let is_numeral = || !general::is_function_word(word) && variants(&lower(word)).any(is_sign);
    is_letter(word) || has_digit() || is_numeral()
}

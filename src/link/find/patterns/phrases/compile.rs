//! Compiling a phrase: from its elements to instructions.

use super::Op;
use crate::concept::Element;
use crate::language::english::split_prefix;
use crate::link::vocabulary::{VocabularyBuilder, WordId};

/// Adds the instructions of some elements.
pub(super) fn compile(phrase: &[Element], out: &mut Vec<Op>, vocabulary: &mut VocabularyBuilder) {
    for element in phrase {
        match element {
            Element::Word(word) => word_ops(word, out, vocabulary),
            Element::Exact(word) => out.push(Op::Exact(word.clone())),
            Element::Gap(width) => gap_ops(*width, out),
            Element::Group { alternatives, optional } => group_ops(alternatives, *optional, out, vocabulary),
        }
    }
}

fn word_ops(word: &str, out: &mut Vec<Op>, vocabulary: &mut VocabularyBuilder) {
    match split_prefix(word) {
        None => out.push(Op::Word(vocabulary.id(word))),
        Some((prefix, rest)) => {
            let at = out.len();
            let (prefix, rest) = (vocabulary.id(prefix), vocabulary.id(rest));
            let whole = vocabulary.id(word);
            out.extend([
                Op::Split(at + 1, at + 3),
                Op::Word(whole),
                Op::Jump(at + 5),
                Op::Word(prefix),
                Op::Word(rest),
            ]);
        }
    }
}

/// As few words as will do: at each one, going on comes first.
fn gap_ops(width: u8, out: &mut Vec<Op>) {
    let end = out.len() + 2 * width as usize;
    for _ in 0..width {
        out.push(Op::Split(end, out.len() + 1));
        out.push(Op::Any);
    }
}

fn group_ops(
    alternatives: &[Vec<Element>],
    optional: bool,
    out: &mut Vec<Op>,
    vocabulary: &mut VocabularyBuilder,
) {
    let mut jumps = Vec::new();
    let mut ways = alternatives.chunk_by(|a, b| single(a).is_some() && single(b).is_some()).peekable();
    while let Some(way) = ways.next() {
        let split = (ways.peek().is_some() || optional).then(|| {
            out.push(Op::Match);
            out.len() - 1
        });
        way_ops(way, out, vocabulary);
        jumps.push(out.len());
        out.push(Op::Match);
        if let Some(split) = split {
            out[split] = Op::Split(split + 1, out.len());
        }
    }
    let end = out.len();
    for jump in jumps {
        out[jump] = Op::Jump(end);
    }
}

/// One alternative, or several of a single word each.
fn way_ops(way: &[Vec<Element>], out: &mut Vec<Op>, vocabulary: &mut VocabularyBuilder) {
    match way {
        [alternative] => compile(alternative, out, vocabulary),
        _ => {
            let words = way.iter().filter_map(|alternative| single(alternative));
            let mut ids: Vec<WordId> = words.map(|word| vocabulary.id(word)).collect();
            ids.sort_unstable();
            out.push(Op::Words(ids));
        }
    }
}

/// The word of an alternative that is one word and cannot be two.
fn single(alternative: &[Element]) -> Option<&str> {
    match alternative {
        [Element::Word(word)] if split_prefix(word).is_none() => Some(word),
        _ => None,
    }
}

/// The words that a match may begin with.
pub(super) fn first_words(
    program: &[Op],
    op: usize,
    out: &mut Vec<WordId>,
    vocabulary: &mut VocabularyBuilder,
) {
    match &program[op] {
        Op::Word(id) => out.push(*id),
        Op::Words(ids) => out.extend(ids),
        Op::Exact(word) => out.push(vocabulary.id(word)),
        Op::Jump(to) => first_words(program, *to, out, vocabulary),
        Op::Split(first, second) => {
            first_words(program, *first, out, vocabulary);
            first_words(program, *second, out, vocabulary);
        }
        Op::Any | Op::Match => {}
    }
}

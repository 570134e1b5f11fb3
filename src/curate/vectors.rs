//! Word vectors place words by their meaning, as word2vec and GloVe write them: a line for each word, with its numbers.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use rustc_hash::FxHashMap;
use thiserror::Error;

use super::terms::Term;
use crate::concept::ConceptIx;

/// The vectors of the words that a collection or a scheme has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vectors {
    words: FxHashMap<String, Vec<f32>>,
}

/// Why vectors cannot be read.
#[derive(Debug, Error)]
pub enum VectorsError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A line is no word with numbers.
    #[error("line {line}: expected a word and {expected} numbers between spaces")]
    Line {
        /// From 1.
        line: usize,
        /// How many numbers the first vector has.
        expected: usize,
    },
    /// There is no vector.
    #[error("there is no word with its numbers in it")]
    Empty,
}

impl Vectors {
    /// Reads `word number number …` lines; a first line of two counts is skipped. Words are put into lower case, and
    /// the first vector of a word holds. O(size).
    ///
    /// ```
    /// use ideagraph::curate::Vectors;
    /// assert!(Vectors::read(&b"2 3\nmodel 0.1 0.2 0.3\ndata 0 1 0\n"[..]).is_ok());
    /// assert!(Vectors::read(&b"model 0.1 x\n"[..]).is_err());
    /// assert!(Vectors::read(&b"2 3\n"[..]).is_err());
    /// ```
    ///
    /// # Errors
    /// When the file cannot be read or has no vector, or a line has other numbers than the first one.
    pub fn read(file: impl BufRead) -> Result<Self, VectorsError> {
        let mut words: FxHashMap<String, Vec<f32>> = FxHashMap::default();
        let mut size = None;
        for (n, line) in file.lines().enumerate() {
            let line = line?;
            let mut fields = line.split_whitespace();
            let Some(word) = fields.next() else { continue };
            let numbers: Result<Vec<f32>, _> = fields.map(str::parse).collect();
            match numbers {
                Ok(numbers) if n == 0 && numbers.len() == 1 => {}
                Ok(numbers)
                    if numbers.iter().all(|number| number.is_finite())
                        && !numbers.is_empty()
                        && *size.get_or_insert(numbers.len()) == numbers.len() =>
                {
                    words.entry(word.to_lowercase()).or_insert(numbers);
                }
                _ => return Err(VectorsError::Line { line: n + 1, expected: size.unwrap_or(1) }),
            }
        }
        if words.is_empty() { Err(VectorsError::Empty) } else { Ok(Self { words }) }
    }

    /// The sum of the words' vectors, each by its weight, of length 1; none when no word has a vector.
    fn mean<'w>(&self, words: impl Iterator<Item = (&'w str, f64)>) -> Option<Vec<f64>> {
        let mut sum: Vec<f64> = Vec::new();
        for (word, weight) in words {
            let Some(vector) = self.words.get(word) else { continue };
            sum.resize(vector.len(), 0.0);
            sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += weight * f64::from(*value));
        }
        let length = sum.iter().map(|value| value * value).sum::<f64>().sqrt();
        (length > 0.0).then(|| sum.into_iter().map(|value| value / length).collect())
    }
}

/// Where the concepts of a scheme lie among the words: the mean of the words of their profiles.
pub(super) struct Meanings<'v> {
    vectors: &'v Vectors,
    concepts: BTreeMap<ConceptIx, Vec<f64>>,
}

impl<'v> Meanings<'v> {
    /// The concepts by the weighted words of their profiles.
    pub(super) fn of(vectors: &'v Vectors, profiles: &BTreeMap<ConceptIx, BTreeMap<&str, f64>>) -> Self {
        let mean = |(concept, words): (&ConceptIx, &BTreeMap<&str, f64>)| {
            Some((*concept, vectors.mean(words.iter().map(|(word, weight)| (*word, *weight)))?))
        };
        Self { vectors, concepts: profiles.iter().filter_map(mean).collect() }
    }

    /// The cosine of the angle between a quote and each concept.
    pub(super) fn cosines(&self, terms: &[Term]) -> BTreeMap<ConceptIx, f64> {
        let Some(quote) = self.vectors.mean(terms.iter().map(|term| (term.key.as_str(), 1.0))) else {
            return BTreeMap::new();
        };
        let cosine = |vector: &Vec<f64>| vector.iter().zip(&quote).map(|(a, b)| a * b).sum();
        self.concepts.iter().map(|(concept, vector)| (*concept, cosine(vector))).collect()
    }
}

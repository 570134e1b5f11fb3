//! How fast the linker reads: `cargo bench --bench linking [FOLDER]`.
//!
//! Vocabularies of 50, 5,000 and 500,000 invented labels, and quotes that name them, both of a fixed seed; beside the
//! linker, with full and with plain matching, aho-corasick and daachorse look for the bare labels in lower-cased text, in
//! the same run and on the same quotes. Like these, `find` tells places alone; `link` tells mentions. Then real text: what
//! FOLDER, or the environment variable `IDEAGRAPH_SHARED`, or `../shared` holds under
//! `bench/`; and the reading that ships, again and again, with the lexicon that ships. Figures are megabytes of text by
//! second of processor time, on one thread. Run by `cargo test`, all sizes are tiny.

#![expect(clippy::print_stdout, reason = "a report")]

#[path = "common/made_up.rs"]
#[allow(dead_code, reason = "it is there for several benches")]
mod made_up;
#[path = "common/shared.rs"]
mod shared;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use aho_corasick::{AhoCorasick, MatchKind};
use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};
use ideagraph::concept::ConceptScheme;
use ideagraph::eval::Gold;
use ideagraph::link::{Linker, Matching};
use made_up::Random;
use shared::{folder, scheme};

/// Labels, and how many of them a megabyte of text names.
const SIZES: [(usize, usize); 3] = [(50, 300), (5_000, 17_000), (500_000, 72_000)];
/// Collections of real text: vocabulary, texts.
const REAL: [(&str, &str); 2] =
    [("bench/hpo.ttl", "bench/gsc-plus.jsonl"), ("bench/craft-uberon.ttl", "bench/craft-uberon-train.jsonl")];
/// Labels of a concept, all but one of them aliases.
const LABELS: usize = 5;
/// Words of invented text that no label has.
const OTHER_WORDS: usize = 20_000;

/// How much is read.
struct Scale {
    /// The largest vocabulary, in labels.
    labels: usize,
    /// Bytes of text.
    text: usize,
}

fn main() {
    let full = std::env::args().any(|argument| argument == "--bench");
    let scale = if full {
        Scale { labels: usize::MAX, text: 8_000_000 }
    } else {
        Scale { labels: 500, text: 20_000 }
    };
    println!("{:<48}{:>9}{:>9}{:>10}{:>11}", "", "labels", "hits/MB", "compile s", "MB/s");
    for (labels, hits) in SIZES {
        invented(labels.min(scale.labels), hits, scale.text);
    }
    shipped(scale.text);
    let folder = folder();
    for (vocabulary, texts) in REAL.iter().filter(|_| full) {
        real(&folder, vocabulary, texts, scale.text);
    }
}

/// Invented labels in invented text: nothing but labels.
fn invented(labels: usize, hits: usize, bytes: usize) {
    let mut random = Random(labels as u64);
    let labels = labels_of(labels, &mut random);
    let quotes = quotes_of(&labels, hits, bytes, &mut random);
    let scheme = scheme_of(&labels);
    for matching in [Matching::Full, Matching::Plain] {
        measured(&format!("invented labels, {matching:?}"), &scheme, matching, &quotes);
    }
    let start = Instant::now();
    let aho = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&labels).expect("labels");
    let seconds = start.elapsed().as_secs_f64();
    let by_aho = speed(&quotes, |quote| aho.find_iter(&quote.to_ascii_lowercase()).count());
    row("  aho-corasick", labels.len(), seconds, &by_aho);
    let start = Instant::now();
    let double: DoubleArrayAhoCorasick<u32> = DoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build(&labels)
        .expect("labels");
    let seconds = start.elapsed().as_secs_f64();
    let by_double = speed(&quotes, |quote| double.leftmost_find_iter(&quote.to_ascii_lowercase()).count());
    row("  daachorse", labels.len(), seconds, &by_double);
}

/// The lexicon that ships on the reading that ships: patterns, regexes, context.
fn shipped(bytes: usize) {
    let scheme = scheme("ai.toml", include_bytes!("../data/concepts/ai.toml")).expect("it is tested");
    let reading = include_str!("../data/readings/john-schulman.txt");
    let quotes = repeated(&reading.lines().map(ToOwned::to_owned).collect::<Vec<_>>(), bytes);
    for matching in [Matching::Full, Matching::Plain] {
        measured(&format!("shipped lexicon and reading, {matching:?}"), &scheme, matching, &quotes);
    }
}

fn real(folder: &Path, vocabulary: &str, texts: &str, bytes: usize) {
    let read = |file: &str| std::fs::read(folder.join(file));
    let (Ok(terms), Ok(gold)) = (read(vocabulary), read(texts)) else {
        println!("{vocabulary}, {texts}: missing in {}", folder.display());
        return;
    };
    let (gold, _) = Gold::read(texts, &String::from_utf8_lossy(&gold));
    let texts: Vec<String> = gold.texts.into_iter().map(|text| text.text).collect();
    match scheme(vocabulary, &terms) {
        Ok(scheme) => {
            let quotes = repeated(&texts, bytes);
            for matching in [Matching::Full, Matching::Plain] {
                measured(&format!("{vocabulary}, {matching:?}"), &scheme, matching, &quotes);
            }
        }
        Err(message) => println!("{vocabulary}: {message}"),
    }
}

fn measured(name: &str, scheme: &ConceptScheme, matching: Matching, quotes: &[String]) {
    let start = Instant::now();
    let linker = Linker::matching(scheme, matching).expect("the scheme compiles");
    let seconds = start.elapsed().as_secs_f64();
    let labels = scheme.concepts().iter().map(|concept| concept.labels().count()).sum();
    let all = |quote: &str| linker.link_source(&[quote]).iter().map(Vec::len).sum();
    row(&format!("{name}: link"), labels, seconds, &speed(quotes, |quote| linker.link(quote).len()));
    match matching {
        Matching::Full => row("  with the abbreviations of each", labels, seconds, &speed(quotes, all)),
        Matching::Plain => row("  find", labels, seconds, &speed(quotes, |quote| found(&linker, quote))),
    }
}

fn found(linker: &Linker, quote: &str) -> usize {
    let mut count = 0;
    linker.find(quote, |place| count += usize::from(!place.span.is_empty()));
    count
}

/// What one reader makes of the quotes.
struct Speed {
    /// Megabytes by second of processor time.
    rate: f64,
    /// Matches in a megabyte.
    hits: f64,
}

/// The best of three rounds.
fn speed(quotes: &[String], find: impl Fn(&str) -> usize) -> Speed {
    let megabytes = quotes.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let mut best = Speed { rate: 0.0, hits: 0.0 };
    for _ in 0..3 {
        let start = processor_seconds();
        let hits: usize = quotes.iter().map(|quote| black_box(find(quote))).sum();
        let rate = megabytes / (processor_seconds() - start).max(1e-9);
        best = Speed { rate: rate.max(best.rate), hits: hits as f64 / megabytes };
    }
    best
}

/// Processor time of this thread where the system tells it, else the time on the clock.
fn processor_seconds() -> f64 {
    thread_local!(static START: Instant = Instant::now());
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.with(|start| start.elapsed().as_secs_f64()), |ns| ns / 1e9)
}

fn row(name: &str, labels: usize, seconds: f64, Speed { rate, hits }: &Speed) {
    println!("{name:<48}{labels:>9}{hits:>9.0}{seconds:>10.3}{rate:>11.1}");
}

/// A word of two to four syllables.
fn word(random: &mut Random) -> String {
    const STARTS: &[u8] = b"bcdfghjklmnprstvz";
    const VOWELS: &[u8] = b"aeiou";
    const ENDS: &[u8] = b"lmnrstdk";
    let mut word = String::new();
    for _ in 0..2 + random.below(3) {
        word.push(STARTS[random.below(STARTS.len())] as char);
        word.push(VOWELS[random.below(VOWELS.len())] as char);
        if random.below(3) == 0 {
            word.push(ENDS[random.below(ENDS.len())] as char);
        }
    }
    word
}

/// One of some things; the first ones come oftener, about as words do.
fn often<'a, T>(things: &'a [T], random: &mut Random) -> &'a T {
    let (one, other) = (random.below(things.len()), random.below(things.len()));
    &things[one * other / things.len()]
}

/// Labels of one to four words, each once; every fourth label brings a new word.
fn labels_of(count: usize, random: &mut Random) -> Vec<String> {
    let words: Vec<String> = (0..count.div_ceil(4) + 20).map(|_| word(random)).collect();
    let mut labels: Vec<String> = Vec::new();
    while labels.len() < count {
        let missing = count - labels.len();
        for _ in 0..missing {
            let len = [1, 2, 2, 2, 3, 3, 4][random.below(7)];
            let label: Vec<&str> = (0..len).map(|_| often(&words, random).as_str()).collect();
            labels.push(label.join(" "));
        }
        labels.sort_unstable();
        labels.dedup();
    }
    labels
}

fn scheme_of(labels: &[String]) -> ConceptScheme {
    let mut table = String::from("id,label,aliases\n");
    for (n, labels) in labels.chunks(LABELS).enumerate() {
        table += &format!("c{n},{},{}\n", labels[0], labels[1..].join("|"));
    }
    scheme("labels.csv", table.as_bytes()).expect("a table of labels")
}

/// Quotes of some sentences, with so many labels in a megabyte.
fn quotes_of(labels: &[String], hits: usize, bytes: usize, random: &mut Random) -> Vec<String> {
    let others: Vec<String> = (0..OTHER_WORDS).map(|_| word(random) + "x").collect();
    let average = labels.iter().map(String::len).sum::<usize>() / labels.len();
    let per_label = (1_000_000 / hits).saturating_sub(average).max(1);
    let mut quotes = Vec::new();
    let mut written = 0;
    while written < bytes {
        let mut quote = String::new();
        let mut next = random.below(2 * per_label);
        while quote.len() < 400 {
            sentence(&mut quote, labels, &others, &mut next, per_label, random);
        }
        written += quote.len();
        quotes.push(quote);
    }
    quotes
}

/// Adds a sentence; a label stands at byte `next` or behind it.
fn sentence(
    quote: &mut String,
    labels: &[String],
    others: &[String],
    next: &mut usize,
    per_label: usize,
    random: &mut Random,
) {
    let first = quote.len();
    for n in 0..8 + random.below(16) {
        if n > 0 {
            quote.push_str(if random.below(12) == 0 { ", " } else { " " });
        }
        if quote.len() >= *next {
            quote.push_str(often::<String>(labels, random));
            *next = quote.len() + random.below(2 * per_label);
        } else {
            quote.push_str(often::<String>(others, random));
        }
    }
    if let Some(letter) = quote.get_mut(first..=first) {
        letter.make_ascii_uppercase();
    }
    quote.push_str(". ");
}

/// The texts, again and again.
fn repeated(texts: &[String], bytes: usize) -> Vec<String> {
    let mut written = 0;
    let enough = |text: &&String| {
        written += text.len();
        written < bytes
    };
    texts.iter().filter(|text| !text.is_empty()).cycle().take_while(enough).cloned().collect()
}

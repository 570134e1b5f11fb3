//! What a graph says of small readings.

use proptest::prelude::*;

use super::*;
use crate::concept::{Concept, ConceptScheme};
use crate::link::{Kind, Mention, Polarity};
use crate::source::{Quote, Source};
use crate::text::Span;

const READINGS: &str = "
    # b-page by Ann  Lee
    We use [rlhf|RLHF] after [pre-training] and more [rlhf|human feedback].
    No concept here.
    # a-page by Bo
    It is not [!rlhf|RLHF]; it is [~pre-training|reading the web].
    A [base-model|base model] comes from [pre-training|pretraining].
";

fn ids<'g, I: Index>(
    handles: impl Iterator<Item = Handle<'g, I>>,
    id: impl Fn(Handle<'g, I>) -> &'g str,
) -> Vec<&'g str> {
    handles.map(id).collect()
}

#[test]
fn sources_are_by_id_and_quotes_by_ordinal() {
    let graph = fixture::graph(READINGS);
    let quotes: Vec<String> = graph.quotes().map(QuoteRef::id).collect();
    assert_eq!(quotes, ["a-page:1", "a-page:2", "b-page:1", "b-page:2"]);
    let second = graph.quote(QuoteIx(1));
    assert_eq!((second.previous(), second.next()), (Some(graph.quote(QuoteIx(0))), None));
    assert_eq!(second.text(), "A base model comes from pretraining.");
    assert_eq!(graph.source(SourceIx(1)).quotes().len(), 2);
}

#[test]
fn links_carry_their_evidence() {
    let graph = fixture::graph(READINGS);
    let link = graph.quote(QuoteIx(2)).links().last().unwrap();
    assert_eq!((link.concept().id(), link.quote().id().as_str()), ("rlhf", "b-page:1"));
    assert_eq!(link.mentions().map(MentionRef::words).collect::<Vec<_>>(), ["RLHF", "human feedback"]);
    assert_eq!((link.confidence(), link.negated(), link.explicit()), (0.9, false, true));
    let denied = graph.quote(QuoteIx(0)).links().last().unwrap();
    assert!(denied.negated());
    assert_eq!(graph.quote(QuoteIx(3)).links().len(), 0);
}

#[test]
fn concepts_see_their_quotes_sources_and_company() {
    let graph = fixture::graph(READINGS);
    let rlhf = graph.concepts().last().unwrap();
    assert_eq!((rlhf.id(), rlhf.label(), rlhf.quote_count(), rlhf.mention_count()), ("rlhf", "Rlhf", 2, 3));
    assert_eq!(ids(rlhf.sources(), SourceRef::id), ["a-page", "b-page"]);
    let [pair] = rlhf.co_occurrences().collect::<Vec<_>>()[..] else { panic!("one pair") };
    assert_eq!((graph.concept(pair.other(rlhf.index())).id(), pair.quotes), ("pre-training", 2));
    assert_eq!((pair.npmi, pair.g2), (npmi(2, 2, 3, 4), g2(2, 2, 3, 4)));
    assert_eq!(graph.co_occurrences().len(), 2);
}

fn source(id: &str, author: &str, speakers: &[&str]) -> Source {
    let speaker = |name: &&str| Some(name.to_string()).filter(|name| !name.is_empty());
    let quotes = speakers.iter().map(|name| Quote { speaker: speaker(name), ..Quote::default() }).collect();
    Source { id: id.to_owned(), author: Some(author.to_owned()), quotes, ..Source::default() }
}

fn build(scheme: &ConceptScheme, sources: impl IntoIterator<Item = Source>) -> KnowledgeGraph {
    let mut builder = GraphBuilder::new(scheme);
    sources.into_iter().for_each(|source| _ = builder.add(source, Vec::new()));
    builder.finish()
}

#[test]
fn one_person_has_many_spellings() {
    let readings = [
        source("x", "Ann Lee", &["", "BO", "  ", "\\"]),
        source("y", "bo ", &["ann  lee"]),
        source("z", "B/O", &[]),
    ];
    let graph = build(&ConceptScheme::default(), readings);
    let people: Vec<_> =
        graph.people().map(|p| (p.id(), p.name(), p.quotes().len(), p.sources().len())).collect();
    assert_eq!(people, [("ann-lee", "Ann Lee", 4, 1), ("b-o", "B/O", 0, 1), ("bo", "BO", 1, 1)]);
    assert_eq!(graph.quote(QuoteIx(0)).speaker().map(PersonRef::name), Some("Ann Lee"));
}

#[test]
fn the_last_name_may_stand_first() {
    for (names, expected) in [
        (&["Brown, Gabe", "brown,  gabe", "Gabe Brown", "Brown, Gabe"][..], &["Gabe Brown"][..]),
        (&["Brown, Gabe", "Brown, Gabe; Lee, Anna"], &["Brown, Gabe", "Brown, Gabe; Lee, Anna"]),
        (
            &["Anna Lee, Gabe Brown", "Anna Lee", "Gabe Brown"],
            &["Anna Lee", "Anna Lee, Gabe Brown", "Gabe Brown"],
        ),
        (&["King, Martin Luther, Jr.", "Martin Luther King, Jr."], &["Martin Luther King, Jr."]),
        (&["King, Martin Luther Jr.", "Martin Luther King Jr."], &["Martin Luther King Jr."]),
        (&["King, Martin Luther Jr.", "Martin Luther King, Jr."], &["Martin Luther King, Jr."]),
        (&["King, Martin Luther, Jr.", "Martin Luther King Jr."], &["Martin Luther King Jr."]),
        (&["Martin Luther King Jr.", "Martin Luther King, Jr."], &["Martin Luther King Jr."]),
        (&["Acme, Inc.", "Acme", "King, Jr.", "King"], &["Acme", "Acme, Inc.", "King", "King, Jr."]),
        (&["de Beauvoir, Simone", "Simone de Beauvoir"], &["Simone de Beauvoir"]),
        (&["A, B", "B A", "B, A", "A B"], &["A B", "B A"]),
    ] {
        let graph = build(&ConceptScheme::default(), [source("x", "", names)]);
        let people: Vec<_> = graph.people().map(PersonRef::name).collect();
        assert_eq!(people, expected, "{names:?}");
        let said: usize = graph.people().map(|person| person.quotes().len()).sum();
        assert_eq!(said, names.len());
    }
}

#[test]
fn sources_are_about_what_tags_and_title_topics_name() {
    let concept = |id: &str, label: &str, aliases: &[&str]| Concept {
        id: id.to_owned(),
        label: label.to_owned(),
        aliases: aliases.iter().map(ToString::to_string).collect(),
        ..Concept::default()
    };
    let scheme = ConceptScheme::from_concepts(vec![
        concept("pre-training", "Pre-training", &[]),
        concept("rl", "Reinforcement learning", &["=RL"]),
        concept("safety", "Safety", &[]),
    ]);
    let tags = vec!["pre training".to_owned(), "Poetry".to_owned(), "RL".to_owned()];
    let page =
        Source { id: "p".to_owned(), title: "Someone (SAFETY, Rl)".to_owned(), tags, ..Source::default() };
    let graph = build(&scheme, [page]);
    let page = graph.source(SourceIx(0));
    assert_eq!(ids(page.about(), ConceptRef::id), ["pre-training", "rl", "safety"]);
    assert_eq!(page.tags().len(), 3);
    assert_eq!(ids(graph.concept(ConceptIx(1)).subject_of(), SourceRef::id), ["p"]);
}

#[test]
fn related_is_seen_from_both_sides_and_broader_from_above() {
    let concept = |id: &str, broader: &[u32], related: &[u32]| Concept {
        id: id.to_owned(),
        broader: broader.iter().copied().map(ConceptIx).collect(),
        related: related.iter().copied().map(ConceptIx).collect(),
        ..Concept::default()
    };
    let scheme = ConceptScheme::from_concepts(vec![
        concept("a", &[2, 2, 0], &[1]),
        concept("b", &[2, 99], &[0]),
        concept("c", &[], &[]),
    ]);
    let graph = build(&scheme, []);
    let [a, b, c] = [0, 1, 2].map(|at| graph.concept(ConceptIx(at)));
    assert_eq!(a.broader().chain(b.broader()).collect::<Vec<_>>(), [c, c]);
    assert_eq!(c.narrower().collect::<Vec<_>>(), [a, b]);
    assert_eq!((a.related().collect::<Vec<_>>(), b.related().collect::<Vec<_>>()), (vec![b], vec![a]));
}

#[test]
fn what_is_no_evidence_is_left_out() {
    let scheme = fixture::scheme("[a]");
    let mention = |concept, start, end, confidence| Mention {
        concept: ConceptIx(concept),
        span: Span::new(start, end),
        kind: Kind::Explicit,
        rule: "".into(),
        polarity: Polarity::Asserted,
        trigger: None,
        confidence,
    };
    let mut page = source("s", "", &[""]);
    page.quotes[0].text = "é a".to_owned();
    let mentions =
        vec![mention(0, 3, 4, f32::NAN), mention(7, 0, 2, 1.0), mention(0, 1, 2, 1.0), mention(0, 2, 2, 1.0)];
    let mut builder = GraphBuilder::new(&scheme);
    builder.add(page, vec![mentions, Vec::new(), Vec::new()]);
    let graph = builder.finish();
    let kept: Vec<_> =
        graph.links().flat_map(LinkRef::mentions).map(|m| (m.words(), m.confidence())).collect();
    assert_eq!(kept, [("a", 0.0)]);
}

proptest! {
    #[test]
    fn the_order_of_adding_does_not_matter(ids in prop::collection::btree_set("[a-c]{1,2}(-2)?", 0..6), turn in 0..6usize) {
        let sources: Vec<Source> = ids.iter().map(|id| source(id, &id.to_uppercase(), &["", "x"])).collect();
        let mut turned = sources.clone();
        turned.rotate_left(turn.min(sources.len()));
        let scheme = ConceptScheme::default();
        prop_assert_eq!(build(&scheme, sources), build(&scheme, turned));
    }

    #[test]
    fn sources_of_one_id_are_kept_apart(ids in prop::collection::vec("[ab](-2)?", 0..6)) {
        let graph = build(&ConceptScheme::default(), ids.iter().map(|id| source(id, "x", &[])));
        let mut kept: Vec<&str> = graph.sources().map(SourceRef::id).collect();
        prop_assert!(kept.is_sorted());
        kept.dedup();
        prop_assert_eq!(kept.len(), ids.len());
    }
}

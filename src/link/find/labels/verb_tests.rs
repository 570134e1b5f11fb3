//! Labels and verbs: in which forms of its words a label is found, and where these are a clause.

use crate::concept::ConceptScheme;
use crate::link::Linker;

/// What the labels of a scheme are found in, by their order in the text.
fn found(labels: &[&str], text: &str) -> String {
    let concept = |(n, label)| format!("[[concept]]\nid = \"c{n}\"\nlabel = \"{label}\"\n");
    let lexicon: String = labels.iter().enumerate().map(concept).collect();
    let scheme = ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    let mentions = linker.link_source(&[text]).remove(0);
    let words: Vec<&str> = mentions.iter().map(|mention| mention.span.of(text).unwrap()).collect();
    words.join("; ")
}

/// The labels of a scheme, a text, and the words in which they are found, or none.
type Case = (&'static [&'static str], &'static str, &'static str);

/// Cases by what they show.
const CASES: &[(&str, &[Case])] = &[
    (
        "plurals of nouns that end in a particle",
        &[
            (&["Start-ups"], "a start-up or a startup", "start-up; startup"),
            (&["Break-ins"], "a break-in", "break-in"),
            (&["Lay-bys"], "one lay-by", "lay-by"),
            (&["Trade-ins"], "a trade-in, two trade-ins, trade ins", "trade-in; trade-ins; trade ins"),
            (&["Trade-in"], "a trade-in, two trade-ins, trade ins", "trade-in; trade-ins; trade ins"),
            (&["Trade-ins"], "they trade in furs", ""),
            (&["Trade-in"], "they trade in furs", ""),
            (&["Time-outs"], "We ran out of time, nine times out of ten. The session timed out", ""),
            (&["Time-out"], "We ran out of time, nine times out of ten. The session timed out", ""),
            (&["Time-outs"], "a time-out, two time outs", "time-out; time outs"),
            (&["Time-out"], "a time-out, two time outs", "time-out; time outs"),
            (&["Work-outs"], "out of work; he works out daily", ""),
            (&["Buy-outs"], "they bought out the partner; a buyout", "buyout"),
            (&["Pay-offs"], "they paid off the loan", ""),
        ],
    ),
];

#[test]
fn verbs_are_told_from_nouns() {
    for (reason, cases) in CASES {
        for (labels, text, expected) in *cases {
            assert_eq!(found(labels, text), *expected, "{reason}: {labels:?} in {text}");
        }
    }
}

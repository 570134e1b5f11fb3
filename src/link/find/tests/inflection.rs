//! Rows for `language/english/inflection.rs`: which forms a word has.

use super::{Cases, assert_found};

const CASES: Cases = &[
    (
        "irregular plurals",
        &[
            ("Fisherman", "two fishermen", "fishermen"),
            ("Freedmen", "a freedman", "freedman"),
            ("Kiwi", "two kiwis", "kiwis"),
            ("Oases", "an oasis", "oasis"),
            ("Passer-by", "the passers-by", "passers-by"),
            ("Quizzes", "a quiz", "quiz"),
        ],
    ),
    (
        "a label of one word is no verb that is told of the past",
        &[
            ("Falls", "wages fell and had fallen", ""),
            ("Bear", "born and borne", ""),
            ("Wind", "a clock is wound", ""),
            ("Thought", "she thinks", ""),
            ("Thought", "his thoughts", "thoughts"),
            ("Mouse", "two mice", "mice"),
            ("Broken promise", "they broke promises", "broke promises"),
            ("Ring", "it was ringing", ""),
            ("Spring", "springing up", ""),
            ("Bed", "bedded down", ""),
            ("Seed", "seeded clouds, seeds", "seeds"),
        ],
    ),
    (
        "forms of words that are short or of auxiliaries",
        &[
            ("Human being", "what is human is human, human beings", "human beings"),
            ("Well-being", "the well was dry; their well\u{2010}being", "well\u{2010}being"),
            ("Tie-dye", "a tie-dyed shirt", "tie-dyed"),
            (
                "Sautéed mushroom",
                "sauteed mushrooms, sautéing mushrooms",
                "sauteed mushrooms; sautéing mushrooms",
            ),
            ("Sauté pan", "a pan for sautéing, a sautéing pan", "sautéing pan"),
            ("Inflation expectations", "inflationary expectations", "inflationary expectations"),
            ("Inflation", "inflationary", ""),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

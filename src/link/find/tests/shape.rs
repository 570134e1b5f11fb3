//! Rows for `find/labels/shape.rs`: what a label looks like.

use super::{Cases, assert_found};

const CASES: Cases = &[
    (
        "capitals with a digit in small letters",
        &[
            ("IL6", "il6, il-6, IL-6, Il6 and il 6", "il6; il-6; IL-6"),
            ("GPT-4", "gpt-4, gpt4, GPT 4", "gpt-4; gpt4; GPT 4"),
            ("H2O", "h2o", "h2o"),
            ("M2", "5 m2", ""),
            ("CM2", "5 cm2", ""),
            ("TOP10", "the top-10 list", ""),
            ("TO2", "a 3-to-2 win", ""),
            ("TNF", "tnf", ""),
        ],
    ),
    (
        "initials in a word",
        &[
            ("chILD", "a child with chILD", "chILD"),
            ("OpenAI", "openai", "openai"),
            ("TypeScript", "typescript", "typescript"),
        ],
    ),
    (
        "a name that is a word of the closed classes",
        &[
            ("But", "But they went, but late", ""),
            ("But", "They went to But", "But"),
            ("Then", "more than then", ""),
        ],
    ),
    (
        "names in the order of an index",
        &[
            ("Kennedy, John F.", "John F. Kennedy spoke.", "John F. Kennedy"),
            ("Kennedy, John F.", "by Kennedy, John F. in 1961", "Kennedy, John F"),
            ("Kennedy, John F.", "John F. spoke. Kennedy did not.", ""),
            ("Rowling, J. K.", "J. K. Rowling and J.K. Rowling", "J. K. Rowling; J.K. Rowling"),
            ("Wells, H. G.", "a novel by H. G. Wells", "H. G. Wells"),
            ("Le Guin, Ursula K., 1929-2018", "Ursula K. Le Guin wrote it", "Ursula K. Le Guin"),
            (
                "Tolkien, J. R. R. (John Ronald Reuel), 1892-1973",
                "J. R. R. Tolkien wrote it",
                "J. R. R. Tolkien",
            ),
            (
                "King, Martin Luther, Jr., 1929-1968",
                "Martin Luther King, Jr., spoke",
                "Martin Luther King, Jr",
            ),
            ("King, Martin Luther, Jr., 1929-1968", "Martin Luther King Jr. spoke", "Martin Luther King Jr"),
            ("Roe, Jane, PhD", "Jane Roe, PhD spoke", "Jane Roe, PhD"),
            ("Vitamins, B.", "B vitamins", "B vitamins"),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

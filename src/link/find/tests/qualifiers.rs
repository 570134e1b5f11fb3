//! Rows for `find/labels/qualifiers.rs`: what stands in a bracket behind a label.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[
    (
        "a bracket that explains a short form is no qualifier",
        &[
            ("Gross domestic product (GDP)", "gross domestic product fell", "gross domestic product"),
            ("Gross domestic product (GDP)", "the GDP fell", "GDP"),
            ("Integración Continua (CI)", "la CI y la integración continua", "CI; integración continua"),
            ("UDP (User Datagram Protocol)", "UDP or user datagram protocol", "UDP; user datagram protocol"),
            ("Cross-site Scripting (XSS)", "XSS is cross-site scripting", "XSS; cross-site scripting"),
            ("Excess of gamma-amino acid (GABA)", "GABA", ""),
            ("House of Lords (UK)", "in the UK the house of lords", "house of lords"),
            ("News Anchor (CNN)", "CNN, a news anchor", "news anchor"),
        ],
    ),
    (
        "several words are a name without their bracket",
        &[
            ("Livraison continue (Continuous Delivery)", "la livraison continue", "livraison continue"),
            ("Gross domestic product (economy)", "gross domestic product fell", "gross domestic product"),
            ("The wall (album)", "behind the wall", ""),
            ("Wall (album)", "behind the wall", ""),
        ],
    ),
    (
        "without its qualifier a label needs a word of it",
        &[
            ("Transformer (machine learning)", "a transformer", ""),
            ("Transformer (machine learning)", "how machines learn: a transformer", "transformer"),
            ("Transformer (machine learning)", "Two transformers. They learn.", "transformers"),
            ("Nature (journal)", "in nature", ""),
            ("Nature (journal)", "journals such as Nature", "Nature"),
            ("Java (UK)", "Java in the UK", ""),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[
    (
        "without its qualifier a label needs a word of it",
        &[
            (
                &["Mercury (planet)", "Mercury (element)", "Venus (planet)", "Freddie Mercury"],
                &[
                    ("mercury", ""),
                    ("the planet Mercury", "Mercury (planet)=Mercury"),
                    ("mercury is an element", "Mercury (element)=mercury"),
                    ("Freddie Mercury was no planet", "Freddie Mercury=Freddie Mercury"),
                ],
            ),
            (&["Venus (planet)", "Venus"], &[("the planet Venus", "Venus=Venus")]),
        ],
    ),
    (
        "years behind a comma are a qualifier",
        &[
            (
                &["Freud, Sigmund, 1856-1939", "Crimean War, 1853-1856", "Smith, John, 1938-"],
                &[
                    (
                        "Sigmund Freud met John Smith",
                        "Freud, Sigmund, 1856-1939=Sigmund Freud; Smith, John, 1938-=John Smith",
                    ),
                    ("after the Crimean War", "Crimean War, 1853-1856=Crimean War"),
                    ("the Crimean War, 1853-1856, ended", "Crimean War, 1853-1856=Crimean War, 1853-1856"),
                ],
            ),
            (
                &["World War, 1914-1918", "World War, 1939-1945", "Plague, 1664-1666"],
                &[("the World War", ""), ("a plague", "")],
            ),
            (&["Census, 2020"], &[("a census", "")]),
        ],
    ),
    (
        "what several concepts are called needs the bracket",
        &[(
            &[
                "DSL (Digital Subscriber Line)",
                "DSL (Domain-Specific Language)",
                "Main line (rail)",
                "Main line",
                "Cone cell (insects)",
                "Tip cell (insects)",
                "Painted Lady (insects)",
            ],
            &[
                ("a DSL", ""),
                ("a digital subscriber line", "DSL (Digital Subscriber Line)=digital subscriber line"),
                ("the main line", "Main line=main line"),
                ("a cone cell of theirs", ""),
                ("a Painted Lady", "Painted Lady (insects)=Painted Lady"),
            ],
        )],
    ),
];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

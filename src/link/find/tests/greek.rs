//! Rows for `language/greek.rs`: Greek letters and numerals.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[
    (
        "numerals and greek letters work both ways",
        &[
            ("Type II error", "a type 2 error", "type 2 error"),
            ("Type 2 error", "a type II error", "type II error"),
            ("World War II", "in World War 2", "World War 2"),
            ("Cranial nerve IX", "cranial nerve 9", "cranial nerve 9"),
            ("Interferon-γ", "interferon gamma", "interferon gamma"),
            ("Interferon gamma", "interferon-γ", "interferon-γ"),
            ("β-carotene", "beta-carotene", "beta-carotene"),
            ("Type II error", "a type 3 error", ""),
            ("World War One", "in World War 1", "World War 1"),
            ("World War II", "world war two", "world war two"),
            ("12-tone technique", "the twelve-tone technique", "twelve-tone technique"),
            ("19th century", "nineteenth-century", "nineteenth-century"),
            ("Louis XIV", "Louis 14", "Louis 14"),
            ("World War I", "World War One", "World War One"),
            ("Part One", "for my part I think", ""),
        ],
    ),
    (
        "greek letters within a word",
        &[
            ("TGF-β1", "TGF-beta1, TGF-beta 1, TGFβ1 and TGF-β1", "TGF-beta1; TGF-beta 1; TGFβ1; TGF-β1"),
            ("TGF-beta 2", "TGF-β2 and TGF-beta2", "TGF-β2; TGF-beta2"),
            ("TGF-beta3", "TGF-β3", "TGF-β3"),
            ("NFκB", "NF-kappaB, NF-κB and NFκB", "NF-kappaB; NF-κB; NFκB"),
            ("NF-κB", "NF-kappaB, NF-kappa B and NFκB", "NF-kappaB; NF-kappa B; NFκB"),
            ("PPARγ", "PPAR-gamma, PPAR gamma and PPAR-γ", "PPAR-gamma; PPAR gamma; PPAR-γ"),
            ("ERα", "ER-alpha and ERalpha, no er-alpha", "ER-alpha; ERalpha"),
            ("IL-1β", "IL-1beta and IL-1 beta", "IL-1beta; IL-1 beta"),
            (
                "β-2 microglobulin",
                "beta2-microglobulin and β2-microglobulin",
                "beta2-microglobulin; β2-microglobulin",
            ),
            ("γ-H2AX", "γH2AX and gamma-H2AX", "γH2AX; gamma-H2AX"),
            ("Aβ", "A beta version, Abeta", "Abeta"),
            ("μg", "a mug", ""),
            ("λόγος", "ο λόγος", "λόγος"),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[(
    "what is written goes before another spelling",
    &[
        (
            &["beta-blocker", "β-blocker", "p38alpha", "p38α"],
            &[(
                "β-blocker, beta-blocker; p38alpha, p38α",
                "β-blocker=β-blocker; beta-blocker=beta-blocker; p38alpha=p38alpha; p38α=p38α",
            )],
        ),
        (&["Budget line(s)", "Budget lines"], &[("the budget lines", "Budget lines=budget lines")]),
    ],
)];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

//! Rows for `decide/overlaps.rs`: which of several labels is kept.

use super::{Schemes, assert_told_apart, linker};
use crate::link::Overlap;

const SCHEMES: Schemes = &[(
    "what begins within another and ends behind it",
    &[
        (
            &["Temperature, ocean", "Ocean acidification"],
            &[("water temperature, ocean acidification", "Ocean acidification=ocean acidification")],
        ),
        (
            &["Apple, Inc.", "Paris, Texas", "Factor, VIII", "Tax, Income"],
            &[
                ("Apple Inc. of Paris Texas", "Apple, Inc.=Apple Inc; Paris, Texas=Paris Texas"),
                ("factor VIII in before-tax income", "Factor, VIII=factor VIII"),
            ],
        ),
        (
            &["Copernicus Sentinel", "Sentinel-2"],
            &[(
                "the Copernicus Sentinel-2, a Copernicus Sentinel",
                "Sentinel-2=Sentinel-2; Copernicus Sentinel=Copernicus Sentinel",
            )],
        ),
    ],
)];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

#[test]
fn words_in_a_row_go_before_words_with_others_between() {
    let vessels = ["Blood capillary", " capillary", "Blood vessel"];
    for overlap in [Overlap::Longest, Overlap::All] {
        let linker = linker(&vessels).1.with_overlap(overlap);
        let text = "in blood vessels and capillaries";
        let words: Vec<&str> = linker.link(text).iter().map(|m| m.span.of(text).unwrap()).collect();
        assert_eq!(words, ["blood vessels", "capillaries"], "{overlap:?}");
    }
}

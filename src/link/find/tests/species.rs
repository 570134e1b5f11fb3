//! Rows for `find/labels/species.rs`: species with the initial of their genus.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[(
    "the genus of a species may be an initial",
    &[
        (
            "Caenorhabditis elegans",
            "C. elegans, C.elegans and C.\nelegans",
            "C. elegans; C.elegans; C.\nelegans",
        ),
        ("Caenorhabditis elegans", "D. elegans, c. elegans, C elegans, C. Elegans, celegans, elegans", ""),
        ("Cygnus olor", "in color, C olor", ""),
        ("Cygnus olor", "seen: C. olor", "C. olor"),
        ("Machine learning", "vitamin M. learning", ""),
    ],
)];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[(
    "a species with the initial of another one needs its name",
    &[(
        &["Drosophila simulans", "Dendroica simulans"],
        &[
            ("in D. simulans", ""),
            (
                "of Drosophila simulans: D. simulans",
                "Drosophila simulans=Drosophila simulans; Drosophila simulans=D. simulans",
            ),
        ],
    )],
)];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

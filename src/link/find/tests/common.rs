//! Rows for `find/labels/common.rs`: what all labels of a scheme tell of each.

use super::{Schemes, assert_told_apart};

const SCHEMES: Schemes = &[
    (
        "headings in capitals are found in small letters",
        &[
            (
                &["INTERNATIONAL RELATIONS", "Peace treaty", "POLITICS", "DNA REPAIR"],
                &[
                    (
                        "International relations and politics",
                        "INTERNATIONAL RELATIONS=International relations",
                    ),
                    ("DNA repair", "DNA REPAIR=DNA repair"),
                ],
            ),
            (
                &[
                    "HUMAN RIGHTS",
                    "LAND MINES",
                    "JET ENGINES",
                    "CLIMATE CHANGE",
                    "ARMED FORCES",
                    "POLITICS",
                    "LAW",
                    "AIDS",
                    "WHO",
                ],
                &[
                    ("the politics of law", "POLITICS=politics; LAW=law"),
                    ("who aids them, the WHO or AIDS", "WHO=WHO; AIDS=AIDS"),
                    ("a jet engine", "JET ENGINES=jet engine"),
                ],
            ),
        ],
    ),
    (
        "no other form of a name is one",
        &[(
            &[
                "Great Depression",
                "Middle Ages",
                "House of Lords",
                "free trade",
                "common law",
                "civil war",
                "due process",
            ],
            &[
                ("the great depression", "Great Depression=great depression"),
                ("two Great Depressions", "Great Depression=Great Depressions"),
                ("greatly depressed", ""),
                ("a middle-aged man", ""),
                ("the Lords of the House", ""),
                ("free trades", "free trade=free trades"),
            ],
        )],
    ),
    (
        "the capital of one label among small ones is that of a name",
        &[
            (
                &[
                    "Legislature",
                    " House",
                    "Reserve",
                    " Fed",
                    "War",
                    " battle",
                    "Peace",
                    " truce",
                    "Law",
                    " statute",
                    "Draft",
                    " bill",
                    "Deed",
                    " act",
                    "Order",
                    " decree",
                    "Tax",
                    " toll",
                    "Duty",
                    " tariff",
                    "Due",
                    " levy",
                    "Tenth",
                    " tithe",
                ],
                &[
                    ("in a house, well fed; the House and the Fed", "Legislature=House; Reserve=Fed"),
                    ("Houses are old.", "Legislature=Houses"),
                ],
            ),
            (&["legislature", " House", "war", "peace"], &[("in a house", "legislature=house")]),
            (
                &["Legislature", " House", "War", " Battle"],
                &[("in a house of battles", "Legislature=house; War=battles")],
            ),
        ],
    ),
];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

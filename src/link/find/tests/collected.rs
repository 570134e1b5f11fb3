//! Rows for `find/labels/collected.rs`: which rows of words stand for a label.

use super::{Cases, assert_found};

const CASES: Cases = &[
    (
        "an ampersand is an and",
        &[
            ("Research and development", "for research & development", "research & development"),
            ("Research and development", "research, development", ""),
            ("Research & development", "research and development", "research and development"),
            ("Johnson & Johnson", "by Johnson and Johnson", "Johnson and Johnson"),
            ("R&D", "R and D", "R and D"),
            ("R and D", "on R&D", "R&D"),
            ("R&D", "r and d", ""),
            ("Q&A", "two Q&As, a Q as", "Q&As"),
            ("M&A", "M&As", "M&As"),
            ("Supply and demand", "demand and supply", "demand and supply"),
            ("Forschung & Entwicklung", "Forschung und Entwicklung", "Forschung und Entwicklung"),
            ("Forschung und Entwicklung", "Forschung & Entwicklung", "Forschung & Entwicklung"),
        ],
    ),
    (
        "a noun in two parts is also two words",
        &[
            (
                "Datacenter",
                "data center, data-center, data centers, datacenters",
                "data center; data-center; data centers; datacenters",
            ),
            ("Datacenters", "a data center", "data center"),
            ("Datacenter cooling", "data center cooling", "data center cooling"),
            ("Feedback", "to feed back", ""),
            ("Healthcare", "health care", "health care"),
            ("Therapist", "the rapist", ""),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

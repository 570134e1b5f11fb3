//! Rows for `find/labels/optional_letters.rs`: letters in brackets.

use super::{Cases, assert_found};

const CASES: Cases = &[(
    "letters in brackets within a word",
    &[
        ("Mother(s)", "(a mother) and mothers, Mother(s)", "mother; mothers; Mother(s)"),
        (
            "Behavio(u)ral economics",
            "behavioral economics, behavioural economics",
            "behavioral economics; behavioural economics",
        ),
        ("Student(s) with disabilities", "a student with disabilities", "student with disabilities"),
        ("(Un)employment", "employment, unemployment", "employment; unemployment"),
    ],
)];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

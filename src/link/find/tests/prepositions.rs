//! Rows for `find/bags/prepositions.rs`: which prepositions may part the words of a label.

use super::{Cases, assert_found};

const CASES: Cases = &[
    (
        "a preposition ends the head of a label",
        &[
            ("Trial by jury", "a jury trial", "jury trial"),
            ("Treatment for cancer", "cancer treatments", "cancer treatments"),
            ("Trial by jury", "to try a jury", ""),
            ("Women with disabilities", "disabilities of women", ""),
        ],
    ),
    (
        "prepositions and conjunctions say how words belong together",
        &[
            ("Immigration to Canada", "immigration from Canada", ""),
            ("Immigration to Canada", "Canada immigration", "Canada immigration"),
            ("Freedom from fear", "freedom of fear", ""),
            ("Freedom of religion", "freedom from religion", ""),
            ("Rule by law", "rule of law", ""),
            ("Tumors of the skin", "tumors in the skin, skin tumors", "tumors in the skin; skin tumors"),
            ("Transition from school to work", "the transition from work to school", ""),
            ("Profit and loss", "the loss of profit, the loss and profit", "loss and profit"),
            ("Profit & loss", "the loss of profit", ""),
            ("Crime and punishment", "the punishment for the crime", ""),
            ("Trial and error", "an error in the trial", ""),
            ("Being and Time", "time of being", ""),
            ("Absent speech", "absence of the speech, absence from speech", "absence of the speech"),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

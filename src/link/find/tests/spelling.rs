//! Rows for `language/english/spelling.rs`: British and American spelling.

use super::{Cases, assert_found};

const CASES: Cases = &[(
    "british and american spelling",
    &[
        ("Doughnut", "a donut", "donut"),
        ("Two-story building", "a two-storey building", "two-storey building"),
        ("Top storey", "the top story", ""),
        ("Two-storey house", "a two-story house, the story of two houses", "two-story house"),
        ("Kerb weight", "curb weight", "curb weight"),
        ("Sleep apnoea", "sleep apnea", "sleep apnea"),
        ("Chili", "two chillies", "chillies"),
        ("Grey", "gray", "gray"),
        ("Anaemia", "an anaemic child, anemic children", "anaemic; anemic"),
        ("Anemia", "an anaemic child", "anaemic"),
        ("Haemorrhage", "haemorrhagic fever", "haemorrhagic"),
        ("Oesophagus", "oesophageal, esophageal", "oesophageal; esophageal"),
        ("Ischaemia", "ischaemic heart", "ischaemic"),
        ("Behaviour", "behavioural change", "behavioural"),
        ("Tumour", "tumoural tissue", "tumoural"),
        ("Homoeopathy", "homoeopathic doctors", "homoeopathic"),
        ("Anaemic patient", "patients with anaemia", ""),
        ("Anemic", "anaemia", ""),
        ("Behavioural", "behavior", ""),
    ],
)];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

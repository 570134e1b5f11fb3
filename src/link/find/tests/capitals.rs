//! Rows for `find/labels/capitals.rs`: where capitals tell a label from other words.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[
    (
        "a sequence of bases has no words",
        &[("CAT", "the primer GTG AGG CAT TTC TGG", ""), ("CAT", "CAT, a CAT AGAIN", "CAT; CAT")],
    ),
    (
        "a word in capitals is no function word",
        &[
            ("IT services", "and it services the loan. It services it", ""),
            (
                "IT services",
                "for IT services, I.T. services, IT-services",
                "IT services; I.T. services; IT-services",
            ),
            ("IT services", "IT SERVICES FOR ALL", "IT SERVICES"),
            ("IT & services", "it and services, IT and services", "IT and services"),
            ("US policy", "it gives us policy options", ""),
            ("US policy", "our US and their policy; policies of the US", "policies of the US"),
            ("U.S. policy", "it gives us policy options in US policy", "US policy"),
            ("WHO report", "people who reported it; reports of who came", ""),
            ("WHO report", "the WHO report", "WHO report"),
            ("ALL patients", "treated all patients", ""),
            ("Act of the CAN bus", "an act of the can bus", ""),
            ("CAN bus", "they can bus in more; a CAN-bus", "CAN-bus"),
            ("ALL IN ONE", "all in one", ""),
            ("GNU software", "gnu software", "gnu software"),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[
    (
        "in a sentence of capitals they tell no word",
        &[(
            &["WHO", "IT", "US", "GDP", "Climate change"],
            &[
                ("WHO IS IT?", ""),
                ("The WHO said IT works in the US.", "WHO=WHO; IT=IT; US=US"),
                ("CLIMATE CHANGE AND US: WHO PAYS?", "Climate change=CLIMATE CHANGE"),
                ("TELL US ABOUT IT. The WHO said.", "WHO=WHO"),
                ("US GDP RISES", "GDP=GDP"),
                ("US, WHO, IT", "US=US; WHO=WHO; IT=IT"),
                ("IT.", "IT=IT"),
            ],
        )],
    ),
    (
        "small initials stand for capitals",
        &[(
            &["Chronic obstructive lung disease", " cold", "Light amplifier", " laser"],
            &[
                (
                    "a cold day; COLD and a laser",
                    "Chronic obstructive lung disease=COLD; Light amplifier=laser",
                ),
                ("A COLD DAY IN TOWN", ""),
            ],
        )],
    ),
];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

//! Rows for `find/words.rs`: where a word ends, which are one, and which one is two.

use super::{Cases, assert_found};

const CASES: Cases = &[
    (
        "a word of its own is not two",
        &[
            ("Mean time", "in the meantime", ""),
            ("May be", "maybe", ""),
            ("In to", "into", ""),
            ("Any one", "anyone", ""),
            ("Health care", "healthcare", "healthcare"),
            ("On-line learning", "online learning", "online learning"),
        ],
    ),
    (
        "no sentence ends in a label",
        &[
            ("Roe v. Wade", "They cited Roe v. Wade. It was old.", "Roe v. Wade"),
            ("Art. 6 ECHR", "under Art. 6 ECHR", "Art. 6 ECHR"),
            ("No. 6", "the No. 6 of the list", "No. 6"),
            ("Yahoo! Finance", "on Yahoo! Finance today", "Yahoo! Finance"),
            ("Wade Roe", "They met Wade. Roe left.", ""),
        ],
    ),
    (
        "a hyphen is shared too",
        &[
            ("Den", "d\u{2212}en, dE\u{2212}n and de\u{2212}n", ""),
            ("Pretest", "pre\u{2212}test", "pre\u{2212}test"),
            ("Long-term memory", "long- and short-term memory", "long- and short-term memory"),
            ("Long-term memory", "short- and long-term memory", "long-term memory"),
            ("B cell", "B- and T-cells", "B- and T-cells"),
            ("Project management", "project- or risk-management", "project- or risk-management"),
            ("Pretest", "pre- and posttest", "pre- and posttest"),
            ("Posttest", "pre- and posttest", "posttest"),
            ("Monounsaturated fat", "Mono- or polyunsaturated fats", "Mono- or polyunsaturated fats"),
            ("Polyunsaturated fat", "mono\u{2011} and polyunsaturated fats", "polyunsaturated fats"),
            ("Hyperthyroidism", "hyper- and hypothyroidism", "hyper- and hypothyroidism"),
            ("Latest", "a- and latest", "latest"),
            ("Pretest", "pre- and post-test, pre-, posttest, pre and posttest", "pre- and post-test"),
            ("Preoperative care", "pre- and post-operative care", "pre- and post-operative care"),
            ("Pre-operative care", "pre- and postoperative care", "pre- and postoperative care"),
            ("Post-operative care", "pre- and postoperative care", "postoperative care"),
            ("Hypoglycaemia", "hypo- and hyper-glycaemia", "hypo- and hyper-glycaemia"),
            ("Stepmother", "step- and mother-in-law", ""),
            ("T cell", "B- and Tcells", "Tcells"),
            ("Long-term memory", "LONG- AND SHORT-TERM MEMORY", "LONG- AND SHORT-TERM MEMORY"),
        ],
    ),
    (
        "titles end no clause",
        &[
            ("Mount Everest", "on Mt. Everest", "Mt. Everest"),
            ("Saint Louis", "in St. Louis", "St. Louis"),
            ("St. Louis", "in Saint Louis", "Saint Louis"),
        ],
    ),
    (
        "a letter that a dash joins to another is no word",
        &[
            ("H bond", "C\u{2013}H bonds, an H-bond, an R-O-H bond", "H-bond"),
            ("T cell", "CAR-T cells and T-cell lines", "T cells; T-cell"),
            ("Vitamin D", "vitamin D\u{2013}C and vitamin D-3", "vitamin D"),
            ("Vitamin B6", "vitamin B-6, rooms B-6 and vitamin 6-B", "vitamin B-6"),
            ("H1", "goals 1-1, sheets H-1, the h-1 others, H\u{2013}A and H1", "H1"),
        ],
    ),
    (
        "letters that no full stop joins are no initials",
        &[("AF", "panels A–F and A-F", ""), ("AF", "the A.F. of it", "A.F.")],
    ),
    (
        "an elided article is no part of a word",
        &[
            ("Dune", "au milieu d'une histoire", ""),
            ("Dune", "d\u{2019}une", ""),
            ("L'Aquila", "a L'Aquila", "L'Aquila"),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

//! Rows for `find/bags/coordination.rs`: which phrases share words.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[
    (
        "an article behind `and` begins another phrase",
        &[
            ("Red card", "She wore a red coat and a card fell out", ""),
            ("Gold medal", "Gold dust and his medal", ""),
            ("Silent film", "silent rooms or the film", ""),
            (
                "Nail hypoplasia",
                "hypoplasia of the palms and the nails",
                "hypoplasia of the palms and the nails",
            ),
        ],
    ),
    (
        "what a prefix makes another word is no part of a phrase, and a word with hyphens one word",
        &[
            ("Renewable energy", "Renewable and non-renewable energy", "Renewable and non-renewable energy"),
            ("Structured data", "structured and semi-structured data", "structured and semi-structured data"),
            ("Smoking area", "Smoking and non-smoking areas", "Smoking and non-smoking areas"),
            ("Palliative care", "Palliative and end-of-life care", "Palliative and end-of-life care"),
            ("Zonal marking", "Zonal and man-to-man marking", "Zonal and man-to-man marking"),
        ],
    ),
    (
        "a comma joins no words of another kind",
        &[
            ("Free will", "She is free, so will go", ""),
            ("Civil war", "civil, yet war came", ""),
            ("Public school", "public and then school", ""),
            ("Free trade", "free and fair trade", "free and fair trade"),
        ],
    ),
    (
        "a letter or a word in capitals is no function word",
        &[
            ("AND gate", "AND and OR gates", "AND and OR gates"),
            ("AND gate", "an AND or OR gate", "AND or OR gate"),
            ("OR gate", "AND or OR gates; OR and AND gates", "OR gates; OR and AND gates"),
            ("AND gate", "AND, OR and NOT gates", "AND, OR and NOT gates"),
            ("AND gate", "doors and gates, OR and gates", ""),
            ("IT department", "the it department, the IT department", "IT department"),
            ("Protein kinase A", "A protein kinase phosphorylates; many protein kinases", ""),
            ("Vitamin A deficiency", "Vitamin deficiency is common. A vitamin deficiency", ""),
            ("Vitamin A deficiency", "a deficiency of vitamin A", "deficiency of vitamin A"),
            ("Hepatitis A vaccine", "a hepatitis vaccine", ""),
            ("Influenza A virus", "influenza virus", ""),
            ("INFLUENZA A VIRUS", "influenza virus", ""),
            ("Sonata in A major", "a major sonata", ""),
            ("AND gate output", "gate output", ""),
            ("AND gate output", "the output of an AND gate", "output of an AND gate"),
            ("Time out", "We simply ran out of time", ""),
        ],
    ),
    (
        "phrases that are joined may each have the words that they share",
        &[
            ("Type 1 diabetes", "Both type 1 and type 2 diabetes", "type 1 and type 2 diabetes"),
            ("Type 1 diabetes", "type 1, type 2 and type 3 diabetes", "type 1, type 2 and type 3 diabetes"),
            (
                "Middle-income country",
                "high-income, middle-income and low-income countries",
                "middle-income and low-income countries",
            ),
            (
                "Signal-to-noise ratio",
                "signal-to-noise and contrast-to-noise ratios",
                "signal-to-noise and contrast-to-noise ratios",
            ),
            ("Short-term memory", "short-term and long-term memory", "short-term and long-term memory"),
            ("Type I error", "type I and type II errors", "type I and type II errors"),
            (
                "First-degree burn",
                "first-degree and second-degree burns",
                "first-degree and second-degree burns",
            ),
            (
                "Low-income country",
                "low-income and middle-income countries",
                "low-income and middle-income countries",
            ),
            ("Acute kidney failure", "acute kidney disease and kidney failure", ""),
            ("Early embryonic cell", "early embryos and embryonic stem cells", ""),
        ],
    ),
    (
        "letters and numbers of one noun",
        &[
            ("Vitamin E", "Vitamins C and E", "Vitamins C and E"),
            ("Vitamin A", "vitamins E and A; A vitamin, a vitamin", "vitamins E and A"),
            ("Vitamin D", "vitamins A and D", "vitamins A and D"),
            ("Vitamin B12", "Vitamins B6 and B12", "Vitamins B6 and B12"),
            ("Vitamin B12", "Vitamins B-6 and B-12", "Vitamins B-6 and B-12"),
            ("Article 6", "Articles 5 and 6", "Articles 5 and 6"),
            ("Factor IX", "factors VIII and IX", "factors VIII and IX"),
            ("World War II", "World Wars I and II", "World Wars I and II"),
            ("Hepatitis B", "hepatitis A, B and C", "hepatitis A, B"),
            (
                "Hepatitis C",
                "hepatitis B, C and D; hepatitis A, B, or C",
                "hepatitis B, C; hepatitis A, B, or C",
            ),
            ("Hepatitis C", "hepatitis B, C cells", ""),
            ("Group 2", "group 1, and 2 patients", ""),
            ("World War I", "a world war, and I", ""),
            ("World War I", "a world war and I", ""),
            ("Type II diabetes", "Type I and II diabetes", "Type I and II diabetes"),
            ("Phase II trial", "Phase I and II trials", "Phase I and II trials"),
            ("Type A brachydactyly", "brachydactyly type A-1, brachydactyly type A", "brachydactyly type A"),
            ("Hepatitis C", "hepatitis B and C-related", "hepatitis B and C"),
            ("Free trade", "it is free and I trade; free, I trade", ""),
        ],
    ),
    (
        "an ampersand joins phrases",
        &[
            ("Red wine", "red & white wine", "red & white wine"),
            ("White wine", "red & white wine", "white wine"),
            ("Cleft palate", "cleft lip & palate", "cleft lip & palate"),
            ("Fiscal policy", "fiscal & the policy, fiscal. & policy", ""),
        ],
    ),
    (
        "a slash between numbers joins nothing",
        &[("6 chord", "a 6/4 chord", ""), ("4 chord", "a 6/4 chord", "4 chord")],
    ),
    (
        "lists share words at both ends",
        &[(
            "Acute kidney disease",
            "acute or chronic kidney disease and acute or chronic kidney disease",
            "acute or chronic kidney disease; acute or chronic kidney disease",
        )],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[(
    "lists share words at both ends",
    &[
        (
            &["UEFA Champions League", " Champions League", "UEFA Europa League"],
            &[(
                "The UEFA Champions and Europa League.",
                "UEFA Champions League=UEFA Champions and Europa League; UEFA Europa League=UEFA Champions and Europa League",
            )],
        ),
        (
            &["Nasal bone fracture", "Nasal cartilage fracture"],
            &[(
                "nasal bone and cartilage fracture",
                "Nasal bone fracture=nasal bone and cartilage fracture; \
 Nasal cartilage fracture=nasal bone and cartilage fracture",
            )],
        ),
    ],
)];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

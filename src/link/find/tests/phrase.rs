//! Rows for `find/bags/phrase.rs`: where the words of a label are a phrase in another order.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[
    (
        "a noun behind a preposition stands for an adjective, whatever the sentence goes on with",
        &[
            ("Coastal erosion", "Erosion of the coast is slow", "Erosion of the coast"),
            ("Urban planning", "the planning of the city took years", "planning of the city"),
            ("Industrial growth", "the growth of industry was slow", "growth of industry"),
            ("Abdominal pain", "pain in the abdomen may stop", "pain in the abdomen"),
            ("Email security", "the security of e-mail", "security of e-mail"),
            ("Vitamin B12 deficiency", "a deficiency of vitamin B-12", "deficiency of vitamin B-12"),
            ("Evolutionary process", "evolution of the process", "evolution of the process"),
            ("Evolutionary process", "the time evolution of the process", ""),
        ],
    ),
    (
        "an adjective or a noun of another noun is none of a phrase before it",
        &[
            ("Tropical disease", "Diseases of tropical and temperate forests", ""),
            ("Urban garden", "Gardens in urban, rural and wild places", ""),
            ("Tropical disease", "Diseases of tropical and temperate", "Diseases of tropical"),
            ("Financial institution", "financial instruments and institutional arrangements", ""),
            ("Health care", "the care of the health minister", ""),
            ("Hair loss", "loss of the hair club", ""),
            ("Hair loss", "loss of the hair is slow", "loss of the hair"),
            ("Water quality", "the quality of the water improved", "quality of the water"),
            ("Health risk", "health status and risk factors", ""),
            ("Land use", "Land prices and use cases", ""),
            ("Oil price", "Oil and gas prices", "Oil and gas prices"),
            ("Red kite", "kites in red", ""),
            ("Black man", "men in black", ""),
            ("Elderly care", "the care of the elderly", "care of the elderly"),
        ],
    ),
    (
        "words of number and kind stand before a noun as an article does",
        &[
            ("Engine failure", "failure of both engines", "failure of both engines"),
            ("Data loss", "loss of all these data", "loss of all these data"),
            ("Drug resistance", "resistance to several drugs", "resistance to several drugs"),
            ("Closed loop", "closed all loops", ""),
        ],
    ),
    (
        "an article begins a phrase of its own",
        &[
            ("Closed loop", "they finally closed the loop on the complaint", ""),
            ("Closed loop", "they closed the gate and loop", ""),
            ("Turning point", "She was turning the point over", ""),
            ("Written law", "Who has written the law?", ""),
            ("Passed pawn", "She passed the pawn", ""),
            ("Just war theory", "just a war theory", ""),
            ("Broken promise", "they broke a promise", ""),
            ("Aplastic nail", "aplastic or the hypoplastic nails", "aplastic or the hypoplastic nails"),
        ],
    ),
    (
        "a word before the head has its number in a list",
        &[
            ("Cell body", "stem cells and embryoid bodies", ""),
            ("Cell body", "cell and embryoid bodies", "cell and embryoid bodies"),
            ("Sports club", "sports and social clubs", "sports and social clubs"),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[(
    "two capitals are a word in another order, too",
    &[(
        &["EU law", "US economy", "AI safety", "IT law"],
        &[
            ("the law of the EU", "EU law=law of the EU"),
            ("the economy of the US", "US economy=economy of the US"),
            ("the safety of AI", "AI safety=safety of AI"),
            ("the economy of us", ""),
            ("AI AND DATA SAFETY, THE LAW OF THE EU", "AI safety=AI AND DATA SAFETY; EU law=LAW OF THE EU"),
            ("a law for it", ""),
            ("THE LAW FOR IT", ""),
        ],
    )],
)];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

//! Rows for `language/english/general.rs`: words of general English that mean something else than the label they are like.

use super::{Cases, assert_found};

const CASES: Cases = &[
    (
        "a plural that is another word than the singular",
        &[
            ("Goods", "It was a good idea", ""),
            ("Goods", "the goods of trade", "goods"),
            ("News", "a new idea", ""),
            ("New", "the news", ""),
            ("Means", "what I mean", ""),
            ("Mean", "by all means", ""),
            ("Species", "paid in specie", ""),
            ("Glasses", "made of glass", ""),
            ("Damages", "the damage was done", ""),
            ("Futures", "in the future", ""),
            ("Banks", "a bank", "bank"),
            ("Bank", "banks", "banks"),
            ("Consumer goods", "a consumer good", "consumer good"),
            ("Indium", "made in India", ""),
            ("Taxus", "a taxi came", ""),
            ("Operon", "the opera", ""),
            ("Minus", "a mini bar", ""),
            ("Bia", "to bias", ""),
            ("Neuritis", "long neurites", ""),
            ("Ganglion", "the ganglia", "ganglia"),
            ("Alga", "green algae", "algae"),
            ("Bacteria", "a bacterium", "bacterium"),
            ("Rights", "You are right", ""),
            ("Rights", "a right of theirs", ""),
            ("Firms", "A firm sold it. The firm\u{2019}s costs", "firm; firm"),
            ("Firms", "a firm hand, a firm delivery date, of firm land", ""),
            ("Minors", "When the minor turns 18, in a minor key", "minor"),
            ("Minors", "the minor keys", ""),
        ],
    ),
    (
        "an adjective with a meaning of its own is no noun",
        &[
            ("Organ", "organic food", ""),
            ("Universe", "universal truths", ""),
            ("Class", "a classic", ""),
            ("Retina", "retinal cells", "retinal"),
            ("Reformation", "a reformed man", ""),
            ("Inflation", "an inflated ego", ""),
            ("Acetylation", "it was acetylated", "acetylated"),
            ("Organ donor", "organic donors", "organic donors"),
            ("Virtue", "a virtual machine", ""),
            ("Observatory", "the latest observations", ""),
            ("Relativity", "relative to it", ""),
            ("Molecule", "a molecular gas", "molecular"),
            ("Constitution", "duly constituted", ""),
            ("Retinal", "retinal in the retina and retinas", "retinal"),
            ("Placentals", "a placental, the placentas", "placental"),
            ("Localized", "their localization", ""),
        ],
    ),
    (
        "a pronoun, a preposition and the like is no form of a name",
        &[
            ("Theses", "these and those; a thesis", "thesis"),
            ("Wells", "as well", ""),
            ("Doe", "it does; two doe", "doe"),
            ("Beings", "being there", ""),
            ("Hi", "His word; Hi!", "Hi"),
            ("1", "the 1 and I and one", "1"),
        ],
    ),
    (
        "a derived word of another meaning",
        &[
            ("Associations", "it was associated", ""),
            ("Georgia", "and George left", ""),
            ("Capital", "per capita", ""),
            ("Personality", "personal possessions", ""),
            ("Chirality", "a chiral molecule", "chiral"),
            ("Personality test", "a personal test", "personal test"),
            ("Perfect competition", "a perfectly competitive firm", "perfectly competitive"),
            ("Transition", "a transitive verb", ""),
            ("Retina", "On Retinal Cells", "Retinal"),
        ],
    ),
    (
        "a much used derived word needs the name",
        &[
            ("Nucleus", "nuclear war", ""),
            ("Nucleus", "a nuclear membrane around the nucleus", "nuclear; nucleus"),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

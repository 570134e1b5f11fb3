//! Rows for `find/labels/verbs.rs`: in which forms of its words a label is found, and where these are a clause.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[
    (
        "irregular verbs",
        &[
            ("Undertake research", "They undertook research", "undertook research"),
            ("Spin yarn", "He spun yarn", "spun yarn"),
            ("Withdraw consent", "She withdrew consent", "withdrew consent"),
            ("Overcome fear", "She overcame fear", "overcame fear"),
            ("Hunting ground", "hunting grounds", "hunting grounds"),
            ("Hunting ground", "the hunting grind", ""),
        ],
    ),
    (
        "plurals of nouns that end in a particle",
        &[
            ("Start-ups", "a start-up or a startup", "start-up; startup"),
            ("Break-ins", "a break-in", "break-in"),
            ("Lay-bys", "one lay-by", "lay-by"),
            ("Trade-ins", "a trade-in, two trade-ins, trade ins", "trade-in; trade-ins; trade ins"),
            ("Trade-in", "a trade-in, two trade-ins, trade ins", "trade-in; trade-ins; trade ins"),
            ("Trade-ins", "they trade in furs", ""),
            ("Trade-in", "they trade in furs", ""),
            ("Time-outs", "We ran out of time, nine times out of ten. The session timed out", ""),
            ("Time-out", "We ran out of time, nine times out of ten. The session timed out", ""),
            ("Time-outs", "a time-out, two time outs", "time-out; time outs"),
            ("Time-out", "a time-out, two time outs", "time-out; time outs"),
            ("Work-outs", "out of work; he works out daily", ""),
            ("Buy-outs", "they bought out the partner; a buyout", "buyout"),
            ("Pay-offs", "they paid off the loan", ""),
        ],
    ),
    (
        "a verb in -s that is a noun, too",
        &[
            ("Roof repair", "The repair of a roof costs a fortune", "repair of a roof"),
            (
                "Root canal treatment",
                "Treatment of the root canal remains best",
                "Treatment of the root canal",
            ),
            ("Pump failure", "Failure of the pump stops production", "Failure of the pump"),
            ("Tooth extraction", "Extraction of the tooth works", "Extraction of the tooth"),
            ("Car repair", "the repair of the car parts", ""),
            ("Side treatment", "the treatment of side effects", ""),
        ],
    ),
    (
        "a participle behind a hyphen is no form of a noun",
        &[
            ("Evidence base", "evidence-based medicine, evidence based medicine", ""),
            ("Knowledge base", "a knowledge-based system", ""),
            ("Team lead", "a team-led review", ""),
            ("Hand size", "hand-sized stones", ""),
            ("Brick face", "brick-faced walls", ""),
            ("Peer review", "a peer-reviewed paper", "peer-reviewed"),
            ("Stress test", "the stress-tested bank", "stress-tested"),
            ("Fine-tune", "a fine-tuned model", "fine-tuned"),
            ("Crowd funding", "a crowd-funded film", "crowd-funded"),
        ],
    ),
    (
        "a noun and its verb are a clause",
        &[
            ("Bus stop", "The bus stopped at the corner", ""),
            ("Question mark", "The question marked a turning point", ""),
            ("Car park", "The car parked outside", ""),
            ("Company name", "a company named Acme", ""),
            ("Cat bond", "The cat bonded", ""),
            ("Pilot report", "The pilot reported turbulence", ""),
            ("Market crash", "The market crashed", ""),
            ("Product launch", "Once the product's launched, we rest", ""),
            ("Team build", "It is the way the team built it", ""),
            ("Peer review", "We had it peer reviewed", "peer reviewed"),
            ("Stress test", "Banks were stress tested", "stress tested"),
            ("Cold call", "She cold called them", "cold called"),
            ("Dry cleaning", "shirts dry cleaned here", "dry cleaned"),
            ("Machine learning", "The model is machine learned", "machine learned"),
        ],
    ),
    (
        "a noun in the plural and its verb are a clause",
        &[
            ("Team work", "The teams work hard", ""),
            ("Team build", "teams building modules", ""),
            ("Test run", "tests run fast", ""),
            ("Bank run", "Banks run on trust", ""),
            ("Dog fight", "the dogs fight", ""),
            ("Ship wreck", "Ships wrecked on the rocks", ""),
            ("Leaf fall", "leaves falling", ""),
            ("Customer need", "what customers need", ""),
            ("Customer need", "the customers' needs, customers need it", "customers' needs"),
            ("System design", "systems design", "systems design"),
            ("Award show", "an awards show", "awards show"),
            ("Team work", "team works", "team works"),
            ("Sport training", "sports training", "sports training"),
        ],
    ),
    (
        "a participle is the same one",
        &[
            ("Whipping cream", "whipped cream", ""),
            ("Boiling water", "boiled water", ""),
            ("Closed question", "closing questions", ""),
            ("Building society", "a built society", ""),
            ("Running water", "he ran water", ""),
            ("Writing paper", "a written paper", ""),
            ("Leading indicator", "the led indicators", ""),
            ("Used car", "We use cars every day", ""),
            ("Broken bone", "You can break bones", ""),
            ("Fixed cost", "We must fix costs", ""),
            ("Written instructions", "write instructions", ""),
            ("Broken promise", "they broke promises; a broken promise", "broke promises; broken promise"),
            ("Embedding layer", "an embed layer", "embed layer"),
            ("Used car", "used cars", "used cars"),
        ],
    ),
    (
        "an infinitive belongs to no noun before it",
        &[
            ("Travel time", "It's time to travel", ""),
            ("Talk show", "on the show to talk", ""),
            ("Call option", "the option to call a friend", ""),
            ("Start time", "time to start", ""),
            ("Use permit", "a permit to use it", ""),
            ("Care access", "access to care", "access to care"),
            ("Change resistance", "resistance to change", "resistance to change"),
            ("Stress response", "responses to stress", "responses to stress"),
            ("Company value", "its value to the company", "value to the company"),
            ("Use permit", "a permit to the use", "permit to the use"),
        ],
    ),
    (
        "a gerund behind `and` begins a clause",
        &[
            ("Bridge repair", "He likes the bridge and doing repairs", ""),
            ("Bank loan", "leaving the bank and refusing loans", ""),
            ("Company value", "growing their company and providing value", ""),
            ("Paper cost", "paper and printing costs", "paper and printing costs"),
            ("Oak tree", "oak and flowering trees", "oak and flowering trees"),
        ],
    ),
];

const SCHEMES: Schemes = &[
    (
        "irregular verbs",
        &[
            (&["Bore", "Ground", "Found"], &[("bored, grounded, founded", "")]),
            (&["Ground water", "Bit rate"], &[("they grind water; the biting rate", "")]),
        ],
    ),
    (
        "of phrases that share words the one with all of them is meant",
        &[
            (
                &["Sweet potato soup", "Potato soup"],
                &[("sweet potato and carrot soup", "Sweet potato soup=sweet potato and carrot soup")],
            ),
            (
                &["Open heart surgery", "Heart surgery"],
                &[("open heart and lung surgery", "Open heart surgery=open heart and lung surgery")],
            ),
            (
                &["Whole life insurance", "Life insurance"],
                &[("Whole-life and term insurance", "Whole life insurance=Whole-life and term insurance")],
            ),
            (
                &["Red wine", "White wine"],
                &[("red and white wine", "Red wine=red and white wine; White wine=white wine")],
            ),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_no_clause() {
    assert_found(CASES);
}

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

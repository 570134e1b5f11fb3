//! Rows for `find/labels/admission.rs`: what a label asks of the words and signs that stand for it.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[
    (
        "before its object stands a verb",
        &[
            ("Run", "it runs them", ""),
            ("Schools", "the school schools him, drugs them, and drugs, them too", "school"),
            ("Interest", "that interests me", ""),
            ("Game theory", "game theories them", ""),
            (
                "Model",
                "In most models it is zero. The models you know are models US firms use.",
                "models; models; models",
            ),
            ("School", "the schools me and my brother went to", "schools"),
            ("Admit", "the nurse admits them", "admits"),
        ],
    ),
    (
        "a verb says something of several things",
        &[
            ("Tie-dye", "neck ties dyed red; a tie-dyed shirt; they tie dyed it", "tie-dyed; tie dyed"),
            ("Stress-test", "the stresses tested", ""),
            ("Decision-making", "decisions made by all", ""),
        ],
    ),
    (
        "nouns that end in a particle",
        &[
            ("Throw-in", "two throw-ins", "throw-ins"),
            ("Throw-in", "a Throw-in", "Throw-in"),
            ("Throw-in", "He threw in the towel", ""),
            ("Throw-in", "we throw in the towel", ""),
            ("Start-up", "many startups", "startups"),
            ("Start-up", "a start-up", "start-up"),
            ("Take-off", "taking off", ""),
            ("Throw-in", "a throw in, two throw ins, a throw in the park", "throw in; throw ins"),
            ("Drop-out", "They drop out of school. Take the drop outs.", "drop outs"),
            ("Take-off", "Planes take off at dawn.", ""),
            ("Full-back", "full backs and a full back.", "full backs; full back"),
            ("Start-up", "They start up. That start up fails.", ""),
            (
                "Runner-up",
                "The runners up won. They saw runners up the hill and runners-up.",
                "runners up; runners-up",
            ),
            ("Line-up", "she lines up", ""),
        ],
    ),
    (
        "an article of the text begins no label",
        &[
            ("A stars", "A star is a star", ""),
            ("A stars", "of A stars and an A star", "A stars; A star"),
            ("A giant stars", "a giant star", ""),
            ("A level", "to a level never seen. A level is one. He took A levels", "A levels"),
            ("A level", "A levels.", "A levels"),
            ("A minor", "It caused a minor scandal in A minor", "A minor"),
            ("A la carte", "an a la carte menu", "a la carte"),
            ("Of stars", "light of stars; two Of stars", "Of stars"),
            ("Of Mice and Men", "he read of mice and men", "of mice and men"),
            ("The Sun", "the sun; two suns; the suns", "the sun"),
            ("The Detroit News", "in Detroit News", "Detroit News"),
            ("A priori", "it is a priori", "a priori"),
            ("In vitro", "in vitro", "in vitro"),
        ],
    ),
    (
        "what a comma puts last",
        &[
            ("Cancer, familial", "of a familial cancer", "familial cancer"),
            ("Cancer, familial", "a cancer, familial or not", "cancer, familial"),
            ("Cancer, familial", "in cancer families", ""),
            ("Cancer, familial", "a familial, cancer-like lump", ""),
            ("Deficiency, G6PD", "a G6PD deficiency", "G6PD deficiency"),
            ("Deficiency, G6PD", "a dehydrogenase (G6PD) deficiency", ""),
            ("Diabetes, type 1", "diabetes type I", "diabetes type I"),
            ("Tax, income", "the after-tax income, an income tax", "income tax"),
            ("Cleft lip, cleft palate", "a cleft lip, cleft palate, and pits", "cleft lip, cleft palate"),
        ],
    ),
    (
        "a sign between two letters or numbers is part of them",
        &[
            ("C=C", "a C=C bond, a C-C, C\u{2212}C, CC or C C bond", "C=C"),
            ("A+B", "A-B testing, A+B", "A+B"),
            ("9/11", "after 9-11 weeks, 9 11, 9/11 and 911", "9/11"),
            ("A/B test", "an A/B test, an A-B test", "A/B test; A-B test"),
            ("Cost:benefit ratio", "the cost-benefit ratio", "cost-benefit ratio"),
        ],
    ),
    (
        "the bracket at the end is part of it",
        &[
            ("Transformer (model)", "A Transformer (model).", "Transformer (model)"),
            ("Transformer (model)", "A transformer, model of all.", "transformer, model"),
            ("Box<T>", "We use Box<T>.", "Box<T>"),
            ("Period (music)", "the music of the period", "period"),
            ("Supply (economics)", "an economy to supply goods", ""),
        ],
    ),
    (
        "initials are a word in capitals",
        &[
            ("GDP", "G.D.P. fell, the g.d.p. and GDPs", "G.D.P.; GDPs"),
            ("GDP", "The G.D.P.", "G.D.P."),
            ("US", "the U.S. or U.S", "U.S.; U.S"),
            ("G.D.P.", "GDP and gdp", "GDP"),
            ("G.D.P.", "the G.D.P. The GDP.", "G.D.P.; GDP"),
            ("U.S.", "US and U.S., but tell us", "US; U.S."),
            ("U.S.", "TELL US NOW", ""),
            ("A.I. safety", "AI safety", "AI safety"),
            ("AI safety", "A.I. safety", "A.I. safety"),
            ("GDP", "a G.D.P.R", ""),
            ("AD", "by A.D.G. in A.D. 14", "A.D."),
            ("DG", "by A.D.G.", ""),
            ("RL", "R.L. Stevenson wrote it. R.L. works", "R.L."),
            ("RL", "Stevenson, R.L. (1883). Treasure; Stevenson, R.L. & Osbourne", ""),
            ("US", "the U.S. Medicaid, a U.S. city; Boise, U.S.", "U.S.; U.S.; U.S."),
            ("U.S. Constitution", "the US Constitution", "US Constitution"),
            ("J.S. Bach", "by J. S. Bach and J S Bach", "J. S. Bach; J S Bach"),
            ("D cell", "D. C. and R. B. wrote", ""),
            ("D C", "(D. C. and R. B., unpublished)", ""),
        ],
    ),
    (
        "a comma is no semicolon",
        &[
            ("Seizures, febrile", "seizures, febrile", "seizures, febrile"),
            ("Seizures, febrile", "seizures; febrile", ""),
            ("Seizures, febrile", "febrile seizures", "febrile seizures"),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[
    (
        "the owner of something is not told by it",
        &[(
            &["Turkey (bird)", "Turkey", "Alzheimer's disease (illness)"],
            &[
                ("Turkey's birds migrate", "Turkey=Turkey"),
                ("Alzheimer's disease", "Alzheimer's disease (illness)=Alzheimer's disease"),
            ],
        )],
    ),
    (
        "signs are part of short words",
        &[
            (
                &["C++", "C#", "C"],
                &[
                    ("C++ and C#", "C++=C++; C#=C#"),
                    ("in C, not C++", "C=C; C++=C++"),
                    ("vitamin C#", "C#=C#"),
                    ("written in *C*", "C=C"),
                    ("c++", ""),
                ],
            ),
            (&["C++"], &[("C# and vitamin C", "")]),
            (
                &["C major", "C♯ minor", "B♭ major"],
                &[("C# minor, C minor, B♭ major, B major, C♯ major", "C♯ minor=C# minor; B♭ major=B♭ major")],
            ),
            (&["H+"], &[("H⁺, *H+* and H", "H+=H⁺; H+=H+")]),
            (&["Ca2+"], &[("Ca2+, Ca2⁺ and Ca2", "Ca2+=Ca2+; Ca2+=Ca2⁺")]),
            (&["CD4"], &[("CD4+ cells", "CD4=CD4")]),
            (&["G+", "Guanosine"], &[("(a, g) and G", "")]),
            (&["A* search"], &[("an A* search, a search", "A* search=A* search")]),
        ],
    ),
    (
        "signs before a word are part of it",
        &[
            (&["°C", "C"], &[("at 20 °C, 30°C and vitamin C", "°C=°C; °C=°C; C=C")]),
            (&["C"], &[("at 20 °C and 30°C", "")]),
            (
                &["#MeToo", "@handle"],
                &[("after #MeToo, MeToo; @handle, or handle", "#MeToo=#MeToo; @handle=@handle")],
            ),
            (
                &[".NET", "$GME"],
                &[("in .NET (.NET 4), in a net, ASP.NET; $GME or GME", ".NET=.NET; .NET=.NET; $GME=$GME")],
            ),
            (
                &[".NET Core", "-omics"],
                &[("the .NET Core; multi-omics", ".NET Core=.NET Core; -omics=omics")],
            ),
            (
                &["§ 1983", "# 7", "№ 5", "© Disney"],
                &[
                    ("sold 1983 copies of 7, 5 by Disney", ""),
                    (
                        "§ 1983, §1983, # 7, #7, № 5, ©\u{a0}Disney",
                        "§ 1983=§ 1983; § 1983=§1983; # 7=# 7; # 7=#7; № 5=№ 5; © Disney=©\u{a0}Disney",
                    ),
                ],
            ),
            (&["§1983", "C"], &[("§ 1983 at 20 ° C", "§1983=§ 1983")]),
            (&["Climate", "GME"], &[("#climate and $GME", "Climate=climate; GME=GME")]),
        ],
    ),
    (
        "an article begins no label before a longer one",
        &[(
            &["Brain", " the brain", "Brain stem", "The Hague", "Hague"],
            &[
                ("the brain stem; the brain", "Brain stem=brain stem; Brain=the brain"),
                ("in The Hague", "The Hague=The Hague"),
            ],
        )],
    ),
];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

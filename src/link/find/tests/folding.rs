//! Rows for `language/folding.rs`: accents and other marks on letters.

use super::{Cases, Schemes, assert_found, assert_told_apart};

const CASES: Cases = &[
    (
        "umlauts may be two letters",
        &[
            ("Schrödinger equation", "the Schroedinger equation", "Schroedinger equation"),
            ("Møller scattering", "Moeller scattering", "Moeller scattering"),
            ("Ängström", "an Aengstroem", "Aengstroem"),
            ("Schrödinger equation", "Schrodinger equation", "Schrodinger equation"),
        ],
    ),
    (
        "accents tell a word from a common one",
        &[
            ("Thé", "the tea", ""),
            ("Thé", "un thé", "thé"),
            ("Dé", "de la", ""),
            ("Rosé", "it rose, a rose", ""),
            ("Exposé", "exposed", ""),
            ("Café", "a cafe", "cafe"),
            ("Sautéing", "sauteing, to saute", "sauteing"),
            ("Béchamel", "bechamel", "bechamel"),
            ("CO₂", "CO2", "CO2"),
            ("Vin rosé", "vin rose", "vin rose"),
            ("Pêche", "le péché", ""),
            ("Pêche", "les pêches", "pêches"),
            ("Größe", "die Große", ""),
            ("Größe", "Groesse", "Groesse"),
        ],
    ),
    (
        "marks that other scripts can do without",
        &[
            ("Ευρωπαϊκή Ένωση", "η ΕΥΡΩΠΑΪΚΗ ΕΝΩΣΗ", "ΕΥΡΩΠΑΪΚΗ ΕΝΩΣΗ"),
            ("зелёная энергия", "зеленая энергия", "зеленая энергия"),
            ("محمّد", "مـحـمـد", "مـحـمـد"),
            ("ایران", "ايران", "ايران"),
            ("ירושלים", "יְרוּשָׁלַיִם", "יְרוּשָׁלַיִם"),
            ("ştiinţă", "știință și ştiinţă", "știință; ştiinţă"),
            ("știință", "știința", ""),
            ("ısı", "ISI", "ISI"),
            ("علي", "على", ""),
        ],
    ),
    (
        "apostrophes of names",
        &[
            ("Qur'an", "the Quran, Qurʼan and Qur’an", "Quran; Qurʼan; Qur’an"),
            ("Quran", "the Qur'an, a Qur’an", "Qur'an; Qur’an"),
            ("Hawaiʻi", "in Hawaii, Hawai'i and Hawaiʻi", "Hawaii; Hawai'i; Hawaiʻi"),
            ("ʿAbbāsid caliphate", "the Abbasid caliphate", "Abbasid caliphate"),
            ("Abbasid", "an ʿAbbāsid", "ʿAbbāsid"),
            ("Shi'a Islam", "Shia Islam", "Shia Islam"),
            ("об'єкт", "обʼєкт", "обʼєкт"),
            ("обʼєкт", "об'єкт", "об'єкт"),
            ("ארה״ב", "ארה\"ב", "ארה\"ב"),
            ("Well", "We'll see", ""),
            ("Can't", "a cant", ""),
            ("Sa'id", "they said", ""),
        ],
    ),
    (
        "digits and letters however they are set",
        &[
            ("CO2", "much CO₂ and CO2", "CO₂; CO2"),
            ("CO₂", "much CO2, CO₂ and ＣＯ２", "CO2; CO₂; ＣＯ２"),
            ("CO₂", "a co₂ and CO₂s", "co₂; CO₂s"),
            ("H2O", "H₂O", "H₂O"),
            ("H₂O", "H2O", "H2O"),
            ("Glucose C₆H₁₂O₆", "glucose C6H12O6", "glucose C6H12O6"),
            ("m²", "5 m2 or m²", "m2; m²"),
            ("m2", "5 m² or m2", "m²; m2"),
            ("E = mc²", "E=mc2", "E=mc2"),
            ("Learning", "deep learning¹ and ｌｅａｒｎｉｎｇ", "learning; ｌｅａｒｎｉｎｇ"),
            ("CO", "CO₂", ""),
        ],
    ),
];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[(
    "accents tell labels apart",
    &[
        (&["Cotes", "Côtes"], &[("les côtes, Cotes", "Côtes=côtes; Cotes=Cotes")]),
        (&["Cotes"], &[("les côtes", "Cotes=côtes")]),
        (&["Cotes", "Pêche"], &[("les côtes; peche", "Pêche=peche")]),
        (
            &["Elisabeth", "Élisabeth"],
            &[("Élisabeth, Elisabeth", "Élisabeth=Élisabeth; Elisabeth=Elisabeth")],
        ),
    ],
)];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

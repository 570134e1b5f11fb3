use serde_json::Value;

use super::repairs;
use crate::text::offsets::apply;

fn repaired(text: &str) -> String {
    apply(text, &repairs(text)).0
}

#[test]
fn damage_is_undone() {
    for (broken, expected) in [
        ("2026-05-30 ยท Source", "2026-05-30 · Source"),
        ("โ† All readings", "← All readings"),
        ("itโ€™s a cafรฉ", "it’s a café"),
        ("â€œquotedâ€ and on", "“quoted” and on"),
        ("\u{ef}\u{bb}\u{bf}title", "title"),
        ("voilÃ  le travail", "voilà le travail"),
        ("MÃ¼ller, FranÃ§ois", "Müller, François"),
        ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет"),
        ("naГЇve rГ©sumГ©", "naïve résumé"),
        ("ΓÇ£hiΓÇ¥ ΓÇö yes", "“hi” — yes"),
        ("5 â‚¬ Â· 20 Â°C", "5 € · 20 °C"),
        ("great ðŸ˜€!", "great 😀!"),
        ("\u{84}Ja\u{93}", "„Ja“"),
    ] {
        assert_eq!(repaired(broken), expected);
    }
}

#[test]
fn sound_text_stays() {
    for text in [
        "ยท. ยก รถยนต์ โลก โ†",
        "คำว่า ยท ในภาษาไทย",
        "he drives a รถ and a รถรก",
        "ซื้อBMWรถ",
        "Ελληνικά και ΆΛΛΑ",
        "Рік Сім СІРІ РІЧ ВІКІ — «так»",
        "“curly” ‘quotes’ — dash… NBSP\u{a0}» é\u{a0}» É…",
        "SÃO PAULO, MANHÃ, IRMÃ™, “MANHÃ”",
        "—Évidemment, «Été» — ‘Ähnlich’ ‚Äpfel‘ „Äpfel“",
        "x√π, √2, ∆x, 2√π, a≤b≥c ±5° ½",
        "日本語と한국어、中文。",
        "Þingvellir, Ísafjörður, ÅÄÖ, ÆØÅ, Łódź, Şişli, İstanbul",
        "evenášši abchazština atěžština",
        "Tiếng Việt có dấu: à ả ã á ạ",
        "עברית العربية हिन्दी",
        "┌─┬─┐ │ ├─┼─┤ └─┴─┘ ░▒▓",
    ] {
        assert_eq!(repaired(text), text);
    }
}

fn cases(name: &str) -> Option<Vec<Value>> {
    let path = format!("{}/../shared/mojibake/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let Ok(json) = std::fs::read_to_string(path) else {
        eprintln!("skipped: no shared/mojibake/{name}.json");
        return None;
    };
    Some(serde_json::from_str(&json).expect("the cases are JSON"))
}

/// Our scope is encoding damage: ftfy also changes quotation marks and ligatures in `fixed`.
fn expected(case: &Value) -> &str {
    case["fixed-encoding"].as_str().or(case["fixed"].as_str()).expect("a case has an outcome")
}

#[test]
fn every_sound_text_of_ftfy_stays() {
    for name in ["negative", "synthetic", "in-the-wild", "language-names"] {
        for case in cases(name).unwrap_or_default() {
            let sound = expected(&case);
            // A result that is still broken, by ftfy's own comment.
            if !sound.contains(['\u{FFFD}', '&']) {
                assert_eq!(repaired(sound), sound, "{}", case["label"]);
            }
        }
    }
}

#[test]
fn negatives_of_ftfy() {
    for case in cases("negative").unwrap_or_default() {
        assert_eq!(
            repaired(case["original"].as_str().expect("an original")),
            expected(&case),
            "{}",
            case["label"]
        );
    }
}

/// How many of ftfy's broken texts come out right; the floors only ever go up.
#[test]
fn positives_of_ftfy() {
    for (name, floor) in
        [("in-the-wild", 54), ("language-names", 15), ("synthetic", 29), ("known-failures", 1)]
    {
        let Some(cases) = cases(name) else { continue };
        let wrong: Vec<_> = cases
            .iter()
            .filter_map(|case| {
                let got = repaired(case["original"].as_str().expect("an original"));
                (got != expected(case))
                    .then(|| format!("{:?} -> {got:?}, not {:?}", case["original"], expected(case)))
            })
            .collect();
        let right = cases.len() - wrong.len();
        assert!(right >= floor, "{name}: {right} right, {floor} before\n{}", wrong.join("\n"));
    }
}

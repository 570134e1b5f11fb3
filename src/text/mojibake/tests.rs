use super::{repairs, row_end};
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
        ("[{\"a\": \"CafÃ©\"}, {\"a\": \"café\"}]", "[{\"a\": \"Café\"}, {\"a\": \"café\"}]"),
    ] {
        assert_eq!(repaired(broken), expected);
    }
}

#[test]
fn rows_on_one_line_end_between_two_objects() {
    for (text, expected) in [
        ("{1},{2}", Some(4)),
        ("{1} ,\r\n {2}", Some(5)),
        ("{1},", None),
        ("{1}, 2", None),
        ("{1} {2}", None),
        ("[1],{2}", None),
        ("{1}", None),
    ] {
        assert_eq!(row_end(text.as_bytes(), 3), expected, "{text:?}");
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
        "café {a}, b {CafÃ©}",
    ] {
        assert_eq!(repaired(text), text);
    }
}

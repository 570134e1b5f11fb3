//! What text may stand in XML, and as what.

/// Text as it may stand in XML, in an element or an attribute. What XML cannot hold has something of as many bytes in its
/// place, which places are counted in.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if !is_forbidden(c) => out.push(c),
            c if c.is_ascii() => out.push(' '),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    out
}

/// True for a character that XML 1.0 cannot hold.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_escaped() {
        for (text, expected) in [
            ("a < b & \"c\" > d", "a &lt; b &amp; &quot;c&quot; &gt; d"),
            ("a\tb\r\nc", "a&#9;b&#13;&#10;c"),
            ("a\0\u{1f}b\u{fffe}", "a  b\u{fffd}"),
            ("", ""),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_what_a_reader_of_xml_finds(text in any::<String>()) {
            let xml = format!("<a b=\"{0}\">{0}</a>", escaped(&text));
            let document = roxmltree::Document::parse(&xml).unwrap();
            let kept: String = text.chars().map(|c| match c {
                c if !is_forbidden(c) => c,
                '\0'..' ' => ' ',
                _ => '\u{fffd}',
            }).collect();
            prop_assert_eq!(kept.len(), text.len(), "places stay where they are");
            prop_assert_eq!(document.root_element().text().unwrap_or_default(), &kept);
            prop_assert_eq!(document.root_element().attribute("b"), Some(kept.as_str()));
        }
    }
}

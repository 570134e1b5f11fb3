//! What is wrong in a lexicon.

use crate::concept::fixture::read;
use crate::diagnostic::Diagnostic;

/// Everything that is wrong with a lexicon is told at once, with what to write.
#[test]
fn wrong_fields_are_told_together() {
    let text = "[lexicon]\nlangage = \"en\"\n[class]\nx = \"y\"\n[[concept]]\nid = \"a\"\nlable = \"A\"\nalias = \"x\"\n\
        hidden = [1]\nambiguous = \"yes\"\nstatements = [\"x\"]\n[[concept]]\nid = 5\n[[concept]]\nlabel = \"b\"\n[concepts]\n";
    let errors = read(&[("a.toml", text)], "en").unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    for (line, message) in [
        (2, "[lexicon] has no `langage`; did you mean `language`?"),
        (4, "`x` must be a list, as in `x = [\"y\"]`, and is a text"),
        (7, "a concept has no `lable`; did you mean `label`?"),
        (8, "`alias` must be a list, as in `alias = [\"x\"]`, and is a text"),
        (9, "each part of `hidden` must be a text and is a number"),
        (10, "`ambiguous` must be `true` or `false` and is a text"),
        (11, "\"x\" is no statement"),
        (13, "`id` must be a text, as in `id = \"5\"`, and is a number"),
        (14, "a concept needs `id = \"…\"`"),
        (16, "a lexicon has no `concepts`; did you mean `concept`?"),
    ] {
        assert!(
            told.iter().any(|t| t.starts_with(&format!("a.toml:{line}:")) && t.contains(message)),
            "{line} {message}: {told:#?}"
        );
    }
}

#[test]
fn a_concept_in_single_brackets_is_told() {
    let errors = read(&[("a.toml", "[concept]\nid = \"a\"\n")], "en").unwrap_err();
    assert_eq!((errors[0].line, errors.len()), (1, 1), "{errors:?}");
    assert!(errors[0].message.contains("write `[[concept]]`"), "{errors:?}");
}

/// Hundreds of mistakes of one kind are told in a few lines.
#[test]
fn many_odd_ids_are_told_together() {
    let text: String = (0..100).map(|n| format!("[[concept]]\nid = \"odd id {n}\"\n")).collect();
    let errors = read(&[("a.toml", &text)], "en").unwrap_err();
    assert_eq!(errors.len(), 11);
    assert!(errors[9].message.contains("`odd id 9` cannot be an id"), "{errors:?}");
    assert_eq!(errors[10].line, 22);
    assert!(errors[10].message.contains("90 more"), "{errors:?}");
}

#[test]
fn a_language_without_a_code_is_told() {
    for (language, expected) in
        [("English", true), ("e", true), ("en", false), ("de-AT", false), ("x-own", false)]
    {
        let text = format!("[lexicon]\nlanguage = \"{language}\"\n[[concept]]\nid = \"a\"\n");
        let (_, told) = read(&[("own.toml", &text)], "en").unwrap();
        let is_told = |d: &Diagnostic| d.line == 2 && d.message.contains("is no code of a language");
        assert_eq!(told.iter().any(is_told), expected, "{language}: {told:?}");
    }
}

#[test]
fn a_uri_that_is_none_is_told() {
    for (uri, is_told) in
        [("https://e.org/a#b", false), ("urn:x:y", false), ("my thing", true), ("Q5", true), ("", true)]
    {
        let text = format!("[[concept]]\nid = \"a\"\nuri = \"{uri}\"\n");
        let (scheme, told) = read(&[("a.toml", &text)], "en").unwrap();
        assert_eq!(scheme.concepts()[0].uri.as_deref(), Some(uri));
        assert_eq!(
            told.iter().any(|d| d.line == 3 && d.message.contains("is no IRI")),
            is_told,
            "{uri}: {told:?}"
        );
    }
}

//! XML is looked at before it is parsed, for what the parser takes without a word: other languages than RDF/XML, a file
//! that breaks off, entities that stand for so much text that memory runs out.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::concept::rdf::property::RDF;

/// The most bytes that an entity may stand for. They are there for the beginnings of IRIs.
const LONGEST_ENTITY: usize = 1_000;
/// The most bytes that all references to entities may stand for together, for each byte of the file, and in small files.
const MOST_FOR_A_BYTE: usize = 20;
const MOST_IN_ANY: usize = 1_000_000;

/// Why this [plain] XML is not parsed, if it must not be.
pub(super) fn problem(text: &str) -> Option<String> {
    if is_other_owl(text) {
        let advice = "save it as RDF/XML or Turtle, as Protégé and ROBOT can";
        return Some(format!("this ontology is in another syntax of OWL than RDF/XML; {advice}"));
    }
    if !text.contains(RDF) {
        return Some("this XML is no RDF/XML: it has nothing of the RDF namespace".into());
    }
    if let Some(told) = too_much(text) {
        return Some(told);
    }
    let root = root(text)?;
    let is_whole = text.rfind("</").is_none_or(|at| ends_name(&text[at + 2..], root));
    (!is_whole).then(|| format!("the file breaks off: there is no </{root}> at its end; get all of it"))
}

/// The same XML without what the parser does not take: the declaration, whose encoding is that of the file while this text
/// is UTF-8 by now, and comments; what stands in `CDATA` is written out.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let declared = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let mut rest = declared.map_or(text, |(_, body)| body);
    let mut out = String::new();
    while let Some((before, marked)) = next_mark(rest) {
        let (opens, closes) = if marked.starts_with(COMMENT.0) { COMMENT } else { CDATA };
        // What breaks off is left to the parser.
        let Some((inside, behind)) = marked[opens.len()..].split_once(closes) else { break };
        out.push_str(before);
        if opens == CDATA.0 {
            out.push_str(&inside.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
        }
        rest = behind;
    }
    if out.is_empty() { requoted(rest) } else { Cow::Owned(requoted(&(out + rest)).into_owned()) }
}

/// The same XML with the values of entities in double quotes, as the parser wants them.
fn requoted(text: &str) -> Cow<'_, str> {
    let mut parts = text.split(ENTITY);
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut is_same = true;
    for part in parts {
        out.push_str(ENTITY);
        match in_single_quotes(part) {
            Some((before, value, behind)) => {
                let value = value.replace('"', "&#34;");
                [before, "\"", &value, "\"", behind].into_iter().for_each(|piece| out.push_str(piece));
                is_same = false;
            }
            None => out.push_str(part),
        }
    }
    if is_same { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// What stands before, in and behind the single quotes of a declaration; `None` for one that has others, or none.
fn in_single_quotes(declaration: &str) -> Option<(&str, &str, &str)> {
    let quote = declaration.find(['\'', '"', '>']).filter(|at| declaration[*at..].starts_with('\''))?;
    let (before, rest) = (&declaration[..quote], &declaration[quote + 1..]);
    let (value, behind) = rest.split_once('\'')?;
    Some((before, value, behind))
}

const ENTITY: &str = "<!ENTITY";
const COMMENT: (&str, &str) = ("<!--", "-->");
const CDATA: (&str, &str) = ("<![CDATA[", "]]>");

/// What stands before the next comment or `CDATA`, and the text from there on.
fn next_mark(text: &str) -> Option<(&str, &str)> {
    let mut marks = text.match_indices("<!").map(|(at, _)| text.split_at(at));
    marks.find(|(_, rest)| rest.starts_with(COMMENT.0) || rest.starts_with(CDATA.0))
}

/// True for the XML of OWL's own, its functional syntax and that of Manchester.
fn is_other_owl(text: &str) -> bool {
    let begins = ["Prefix(", "Prefix:", "Ontology(", "Ontology:"];
    begins.iter().any(|begin| text.trim_start().starts_with(begin)) || root(text) == Some("Ontology")
}

/// The name of the first element.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        if rest.starts_with(char::is_alphabetic) {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            return Some(&rest[..end]);
        }
    }
}

fn ends_name(tag: &str, name: &str) -> bool {
    tag.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('>'))
}

/// What of entities is more than memory may hold, if anything is. O(n).
fn too_much(text: &str) -> Option<String> {
    let lengths = match lengths(text) {
        Ok(lengths) if lengths.is_empty() => return None,
        Ok(lengths) => lengths,
        Err(name) => {
            let most = format!("more than {LONGEST_ENTITY} bytes");
            return Some(format!("the entity `{name}` stands for {most}; write its text out"));
        }
    };
    let most = MOST_IN_ANY.max(text.len().saturating_mul(MOST_FOR_A_BYTE));
    (written_out(text, &lengths) > most).then(|| {
        format!(
            "its entities stand for more than {most} bytes in all; write the text of the longest ones out"
        )
    })
}

/// How many bytes each entity stands for when the entities within it are written out, as each may only name those before
/// it; of one that is declared again the most.
///
/// # Errors
/// The name of one that is too long.
fn lengths(text: &str) -> Result<FxHashMap<&str, usize>, &str> {
    let mut lengths: FxHashMap<&str, usize> = FxHashMap::default();
    for (name, value) in text.split(ENTITY).skip(1).filter_map(entity) {
        let length = value.len() + written_out(value, &lengths);
        if length > LONGEST_ENTITY {
            return Err(name);
        }
        let known = lengths.entry(name).or_default();
        *known = length.max(*known);
    }
    Ok(lengths)
}

/// How many bytes the references in a text stand for.
fn written_out(text: &str, lengths: &FxHashMap<&str, usize>) -> usize {
    let names = text.split('&').skip(1).filter_map(|part| part.split_once(';'));
    names.filter_map(|(name, _)| lengths.get(name)).sum()
}

/// The name and the value of an entity, told apart as the parser does: another declaration is none for it.
fn entity(declaration: &str) -> Option<(&str, &str)> {
    let named = declaration.trim_start();
    let named = named.strip_prefix('%').unwrap_or(named).trim_start();
    let (name, rest) = named.split_once(|c: char| c.is_ascii_whitespace())?;
    let (value, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_quoted_text_is_written_out() {
        for (text, expected) in [
            ("<?xml version='1.0'?><a/>", "<a/>"),
            ("<a>b<!-- <c> -->d</a>", "<a>bd</a>"),
            ("<a>B <![CDATA[x <!-- & ]]>y</a>", "<a>B x &lt;!-- &amp; y</a>"),
            ("<!-- a --><b/>", "<b/>"),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"),
            ("<a>b<!-- c", "<a>b<!-- c"),
            (
                "<!ENTITY b 'c\"' ><!ENTITY d\n'e'><!ENTITY f \"'\">",
                "<!ENTITY b \"c&#34;\" ><!ENTITY d\n\"e\"><!ENTITY f \"'\">",
            ),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn what_must_not_be_parsed() {
        let rdf = format!("<rdf:RDF xmlns:rdf=\"{RDF}\">");
        let bomb: String =
            (1..5).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
        let entity = "<!ENTITY skos \"http://www.w3.org/2004/02/skos/core#\">";
        for (text, problem_of) in [
            (format!("<!-- <a> --> {rdf}<a></a></rdf:RDF>\n<!-- end -->"), None),
            (format!("<?xml version='1.0'?><!DOCTYPE rdf:RDF [{entity}]>{rdf}</rdf:RDF >"), None),
            (format!("<C rdf:about='x' xmlns:rdf='{RDF}'/>"), None),
            (format!("{rdf}<a></a>"), Some("breaks off")),
            (
                format!("<!DOCTYPE rdf:RDF [<!ENTITY e0 \"aaa\">{bomb}]>{rdf}</rdf:RDF>"),
                Some("`e3` stands for more"),
            ),
            ("<html></html>".to_owned(), Some("no RDF/XML")),
            (
                "<Ontology xmlns='http://www.w3.org/2002/07/owl#'></Ontology>".to_owned(),
                Some("another syntax"),
            ),
            (format!("Prefix(rdf:=<{RDF}>)"), Some("another syntax")),
        ] {
            let found = problem(&plain(&text));
            assert_eq!(found.is_some(), problem_of.is_some(), "{text}: {found:?}");
            assert!(found.unwrap_or_default().contains(problem_of.unwrap_or_default()), "{text}");
        }
    }

    #[test]
    fn entities_are_long_together() {
        let text = |length: usize, count: usize| {
            let entity = format!("<!DOCTYPE rdf:RDF [<!ENTITY a \"{}\">]>", "x".repeat(length));
            format!("{entity}<rdf:RDF xmlns:rdf=\"{RDF}\">{}</rdf:RDF>", "&a;".repeat(count))
        };
        for (length, count, is_told) in
            [(40, 1_000_000, false), (1_000, 900, false), (1_000, 1_100, true), (100, 1_000_000, true)]
        {
            let told = problem(&text(length, count)).unwrap_or_default();
            assert_eq!(told.contains("bytes in all"), is_told, "{length} × {count}: {told}");
        }
    }

    #[test]
    fn an_entity_is_long_however_it_is_declared() {
        let rdf = format!("<rdf:RDF xmlns:rdf=\"{RDF}\"></rdf:RDF>");
        let long = "x".repeat(LONGEST_ENTITY + 1);
        let tenfold = "&e;".repeat(10);
        for (before, declarations, is_long) in [
            ("", "<!ENTITY a \"b\">".to_owned(), false),
            ("", format!("<!ENTITY a \"{long}\">"), true),
            ("", format!("<!ENTITY a \"'{long}\">"), true),
            ("", format!("<!ENTITY\ta\n\"'{long}\" >"), true),
            ("", format!("<!ENTITY % a \"{long}\">"), true),
            ("", format!("<!ENTITY % e \"{}\"><!ENTITY a \"{tenfold}\">", &long[..200]), true),
            ("", format!("<!ENTITY %e \"{}\"><!ENTITY a \"{tenfold}\">", &long[..200]), true),
            ("", format!("<!ENTITY e \"{}\"><!ENTITY a \"{tenfold}\">", &long[..20]), false),
            ("", format!("<!ENTITY b SYSTEM><!ENTITY a \"{long}\">"), true),
            ("<!-- <!ENTITY x> -->", format!("<!ENTITY a \"{long}\">"), true),
            ("<!-- <!ENTITY x \" -->", format!("<!ENTITY a \"{long}\">"), true),
            ("", format!("<!-- <!ENTITY a \"{long}\"> -->"), false),
        ] {
            let text = format!("{before}<!DOCTYPE rdf:RDF [{declarations}]>{rdf}");
            let found = problem(&plain(&text));
            assert_eq!(found.is_some(), is_long, "{before}{declarations}: {found:?}");
            assert!(found.is_none_or(|told| told.contains("entity `a` stands for more")), "{declarations}");
        }
    }
}

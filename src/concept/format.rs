//! A format is a way in which concepts are written in a file.

use crate::formats::formats;

/// The formats that can be read; all but OBO can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A lexicon in TOML, as a person edits it.
    Toml,
    /// SKOS, or an ontology, in Turtle.
    Turtle,
    /// The same in RDF/XML.
    RdfXml,
    /// The same in N-Triples.
    NTriples,
    /// The same in JSON-LD.
    JsonLd,
    /// A table with a header, or rows of subject, predicate and object, separated by commas or semicolons.
    Csv,
    /// The same, separated by tabs.
    Tsv,
    /// An ontology in the text format of biology.
    Obo,
}

// Each name is also how its files' names end.
formats!("format of concepts" {
    Toml = "toml",
    Turtle = "ttl" | "turtle" | "trig",
    RdfXml = "rdf" | "owl" | "skos" | "rdfxml",
    NTriples = "nt" | "nq",
    JsonLd = "jsonld",
    Csv = "csv",
    Tsv = "tsv" | "tab",
    Obo = "obo",
});

impl Format {
    /// Those that can be written.
    pub const WRITTEN: [Format; 7] =
        [Self::Toml, Self::Turtle, Self::RdfXml, Self::NTriples, Self::JsonLd, Self::Csv, Self::Tsv];

    /// The format that a file's name ends in.
    pub fn of_name(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.rsplit_once('.').and_then(|(_, extension)| extension.parse().ok())
    }

    /// The format of a file by its name, and by its text where the name does not tell or cannot be right.
    ///
    /// ```
    /// use ideagraph::concept::Format;
    /// assert_eq!(Format::detect("stw.ttl", ""), Some(Format::Turtle));
    /// assert_eq!(Format::detect("-", "id,label\nrl,RL\n"), Some(Format::Csv));
    /// assert_eq!(Format::detect("photo.jpg", "\u{fffd}"), None);
    /// ```
    pub fn detect(path: &str, text: &str) -> Option<Self> {
        Self::sure(text).or_else(|| Self::of_name(path)).or_else(|| Self::of_text(text))
    }

    /// The format of a text that begins as no other does.
    fn sure(text: &str) -> Option<Self> {
        let first =
            text.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'))?;
        let begins = |start: &str| first.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start));
        if begins("<?xml") || begins("<rdf:RDF") || begins("<!doctype rdf") {
            Some(Self::RdfXml)
        } else if begins("@prefix") || begins("@base") {
            Some(Self::Turtle)
        } else if begins("format-version:") {
            Some(Self::Obo)
        } else {
            (begins("{") || begins("[{")).then_some(Self::JsonLd)
        }
    }

    /// The format of a text of which nothing is [sure](Self::sure).
    fn of_text(text: &str) -> Option<Self> {
        let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'))?;
        let begins = |start: &str| first.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start));
        if begins("<rdf:") || begins("<!--") {
            Some(Self::RdfXml)
        } else if ["prefix ", "base ", "<", "_:"].into_iter().any(begins) {
            // N-Triples are Turtle too.
            Some(Self::Turtle)
        } else if first == "[" {
            Some(Self::JsonLd)
        } else if begins("[") {
            Some(Self::Toml)
        } else if first.contains('\t') {
            Some(Self::Tsv)
        } else {
            first.contains([',', ';']).then_some(Self::Csv)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        assert_eq!("Turtle".parse(), Ok(Format::Turtle));
        for name in ["pdf", "x.ttl", ".ttl", "a/b.ttl", ""] {
            assert_eq!(name.parse::<Format>(), Err(UnknownFormat(name.to_owned())));
        }
    }

    #[test]
    fn formats_are_told_by_name_and_text() {
        for (path, text, expected) in [
            ("a/b.TTL", "", Some(Format::Turtle)),
            ("a.owl", "", Some(Format::RdfXml)),
            ("a.owl", "@prefix a: <b:> .", Some(Format::Turtle)),
            ("a.obo", "[Term]", Some(Format::Obo)),
            ("-", "format-version: 1.2\n\n[Term]", Some(Format::Obo)),
            ("-", "# a comment\n@prefix a: <b> .", Some(Format::Turtle)),
            ("x.unknown", "\n<?xml version='1.0'?>", Some(Format::RdfXml)),
            ("-", "<a:b> <c:d> \"e\" .", Some(Format::Turtle)),
            ("-", "{\"@context\": {}}", Some(Format::JsonLd)),
            ("-", "[\n{\"@id\": 1}]", Some(Format::JsonLd)),
            ("-", "[[concept]]\nid = \"a\"", Some(Format::Toml)),
            ("-", "id\tlabel", Some(Format::Tsv)),
            ("-", "a;b;c", Some(Format::Csv)),
            ("a.trig", "", Some(Format::Turtle)),
            ("a.nq", "", Some(Format::NTriples)),
            ("-", "some words", None),
            ("-", "", None),
            ("x.rdf", "{\"@context\": {}}", Some(Format::JsonLd)),
            ("x.ttl", "<?xml version='1.0'?>", Some(Format::RdfXml)),
            ("x.ttl", "<a:b> <c:d> <e:f> .", Some(Format::Turtle)),
            ("x.nt", "@prefix a: <b:> .", Some(Format::Turtle)),
            ("x.toml", "[[concept]]", Some(Format::Toml)),
        ] {
            assert_eq!(Format::detect(path, text), expected, "{path} {text}");
        }
    }
}

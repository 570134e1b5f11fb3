//! The objects with texts within a value: recognisers of speech, threads and outlines have texts in lists in objects,
//! and some say the same in several ways.

mod pieces;
mod tellings;

use std::borrow::Cow;
use std::ops::Range;

use super::object::{fields, is_escaped};
use super::outline;
use super::places::parts;
use super::value::Json;
use crate::source::roles::Role;
use crate::source::rows::{self, Fields, Value};

/// The fields of an object, and where it is.
type Row<'t> = (Fields<'t>, Range<usize>);

/// The objects with texts within a value.
#[derive(Default)]
pub(super) struct Found<'t> {
    /// Those that have texts.
    pub(super) rows: Vec<Row<'t>>,
    /// Where objects are that have none, in lists of some that have.
    pub(super) others: Vec<usize>,
    /// Where objects are whose texts are left out for those around or within them.
    pub(super) left: Vec<usize>,
    /// Where objects are that say what those of another list say, by other people.
    pub(super) again: Vec<usize>,
    /// Where objects are of what a recogniser of speech is less confident of.
    pub(super) unheard: Vec<usize>,
}

/// What was taken of the parts of a value.
struct Within<'t> {
    /// How many rows there were before it, and how many others.
    rows: usize,
    others: usize,
    /// The rows of each part that has some.
    lists: Vec<Range<usize>>,
    /// Where the other parts are.
    empty: Vec<Range<usize>>,
    /// The rows that are [below it](Role::Below).
    below: Vec<Row<'t>>,
}

impl<'t> Found<'t> {
    /// Takes the value at a place of the text when it has a text, else those within it, to which it and what is
    /// `around` give their source. Where its text is that of those within it, it is these that are taken, if it does not
    /// tell who says it: Whisper tells a transcript in both ways. So it is where its text has a [late](rows::is_late)
    /// name, and theirs do not. Those [below it](Role::Below) are taken too. O(value · depth).
    pub(super) fn take(&mut self, text: &'t str, place: Range<usize>, around: &Fields<'t>) {
        let value = &text[place.clone()];
        let own = fields_of(value);
        let words = rows::words(&own).map(Cow::into_owned);
        let within = self.take_within(text, &place, &own, around);
        let Some(words) = words else {
            return match value.starts_with('[') {
                true => self.end_list(text, within),
                false => self.end_object(within),
            };
        };
        match self.best_of(&within.lists, &words).filter(|_| !rows::is_said(&own)) {
            Some(best) => self.take_parts(&own, &words, &best, within),
            None => self.take_text((own, place), &words, around, within),
        }
    }

    /// Takes the parts of a value that has these fields.
    fn take_within(
        &mut self,
        text: &'t str,
        place: &Range<usize>,
        own: &Fields<'t>,
        around: &Fields<'t>,
    ) -> Within<'t> {
        let value = &text[place.clone()];
        let (rows, others) = (self.rows.len(), self.others.len());
        let mut within = Within { rows, others, lists: Vec::new(), empty: Vec::new(), below: Vec::new() };
        let known = rows::of_source(own);
        // Who says the words here says no answers to them.
        let known_below = rows::words(own).map(|_| rows::given(rows::without_author(&known), around));
        let known = rows::given(known, around);
        for part in parts(value) {
            let (before, name) = (self.rows.len(), member(&value[..part.start]));
            let (part, unheard) = first_heard(value, name, part);
            self.unheard.extend(unheard.iter().map(|other| place.start + other));
            let part = place.start + part.start..place.start + part.end;
            let known_below = known_below.as_ref().filter(|_| Role::Below.has(name));
            self.take(text, part.clone(), known_below.unwrap_or(&known));
            if self.rows.len() == before {
                within.empty.push(part);
            } else if known_below.is_some() {
                within.below.extend(self.rows.drain(before..));
            } else {
                within.lists.push(before..self.rows.len());
            }
        }
        within
    }

    /// Tells of the parts of a list that have no text where others have, and joins these if they are pieces.
    fn end_list(&mut self, text: &str, within: Within<'t>) {
        if self.rows.len() > within.rows {
            let is_told = |part: &Range<usize>| !outline::is_silent(&text[part.clone()]);
            self.others.extend(within.empty.into_iter().filter(is_told).map(|part| part.start));
        }
        self.join_pieces(within.rows);
    }

    /// Keeps the best of what the parts of an object without a text tell.
    fn end_object(&mut self, within: Within<'t>) {
        self.keep_best(&within.lists);
        self.rows.extend(within.below);
    }

    /// Takes the best of the lists that are parts of the words of an object in the place of these.
    fn take_parts(&mut self, own: &Fields<'t>, words: &str, best: &Range<usize>, within: Within<'t>) {
        self.keep(&within.lists, best, words);
        self.join(within.rows);
        let known = rows::of_parts(own);
        let given = |(fields, place)| (rows::given(fields, &known), place);
        let parts: Vec<_> = self.rows.drain(within.rows..).map(given).collect();
        self.rows.extend(parts.into_iter().chain(within.below));
    }

    /// Takes the text of an object in the place of those within it, or these where it is late.
    fn take_text(
        &mut self,
        (mut own, place): Row<'t>,
        words: &str,
        around: &Fields<'t>,
        Within { rows: count, others, mut below, .. }: Within<'t>,
    ) {
        let within = &self.rows[count..];
        if !self.are_within(&(count..self.rows.len()), words) {
            if rows::is_late(&own) && !within.iter().any(|(fields, _)| rows::is_late(fields)) {
                self.left.push(place.start);
                return self.rows.extend(below);
            }
            self.left.extend(within.iter().map(|(_, place)| place.start));
        }
        self.rows.truncate(count);
        self.others.truncate(others);
        own.retain(|(name, _)| below.is_empty() || !Role::Below.has(name));
        let mut own = rows::given(own, around);
        below.retain(|(fields, _)| !outline::annotates(fields, &mut own));
        self.rows.push((own, place));
        self.rows.extend(below);
    }
}

/// The fields of a value that is an object.
fn fields_of(value: &str) -> Fields<'_> {
    match Some(value).filter(|value| value.starts_with('{')).map(serde_json::from_str) {
        Some(Ok(Json::Object(object))) => fields(object, is_escaped(value)),
        _ => Fields::new(),
    }
}

/// Whether an object has others [below it](Role::Below).
pub(super) fn has_below(fields: &Fields<'_>) -> bool {
    fields.iter().any(|(name, value)| matches!(value, Value::Nested(_)) && Role::Below.has(name))
}

/// The name of the member of an object before whose value a text ends.
fn member(before: &str) -> &str {
    let name = before.trim_end().strip_suffix(':').and_then(|before| before.trim_end().strip_suffix('"'));
    name.and_then(|name| name.rsplit('"').next()).unwrap_or_default()
}

/// The part of a value that has the name, but of what a recogniser of speech may have heard only what it is most
/// confident of; and where the others of that are.
fn first_heard(value: &str, name: &str, part: Range<usize>) -> (Range<usize>, Vec<usize>) {
    if name != "alternatives" || !value[part.clone()].starts_with('[') {
        return (part, Vec::new());
    }
    let heard = parts(&value[part.clone()]);
    let mut heard = heard.iter().map(|one| part.start + one.start..part.start + one.end);
    match heard.next().filter(|first| value[first.clone()].contains("\"confidence\"")) {
        Some(first) => (first, heard.map(|other| other.start).collect()),
        None => (part, Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use crate::source::json::tests::read_text;

    #[test]
    fn a_conversation_with_an_id_is_a_source() {
        let chat = |id: &str, said: &str| {
            format!(
                "{{\"title\": \"New chat\", \"id\": \"{id}\", \"mapping\": {{\"a\": {{\"id\": \"a\", \"message\": {{\"author\": \
                 {{\"role\": \"user\"}}, \"content\": {{\"parts\": [\"{said}\"]}}}}}}}}}}"
            )
        };
        let claude = |id: &str, said: &str| {
            format!(
                "{{\"name\": \"New chat\", \"uuid\": \"{id}\", \"chat_messages\": [{{\"uuid\": \"m{id}\", \"text\": \"{said}\", \
                 \"sender\": \"human\"}}]}}"
            )
        };
        for (first, second) in
            [(chat("1", "One?"), chat("2", "Two?")), (claude("1", "One?"), claude("2", "Two?"))]
        {
            let (sources, _) = read_text(&format!("[{first}, {second}]"));
            let shown = |source: &crate::source::Source| {
                (source.title.clone(), source.properties["conversation id"].clone(), source.quotes.len())
            };
            let expected = [("New chat".into(), "1".into(), 1), ("New chat".into(), "2".into(), 1)];
            assert_eq!(sources.iter().map(shown).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_text_on_a_page_has_a_day_and_an_address_of_its_own() {
        let (sources, _) = read_text(
            "{\"title\": \"T\", \"url\": \"https://a.b/t\", \"published\": \"2024-01-01\", \"highlights\": [\
             {\"text\": \"One.\", \"url\": \"https://r.w/1\"},\
             {\"text\": \"Two.\", \"link\": \"https://r.w/2\", \"published_at\": \"2024-01-08\"}]}",
        );
        assert_eq!((sources.len(), sources[0].url.as_deref()), (1, Some("https://a.b/t")));
        assert_eq!(sources[0].date.map(|date| date.to_string()).as_deref(), Some("2024-01-01"));
        let told = sources[0].quotes.iter().map(|quote| {
            (
                quote.properties["quote url"].clone(),
                quote.date.map(|date| date.to_string()).unwrap_or_default(),
            )
        });
        let expected = [("https://r.w/1", ""), ("https://r.w/2", "2024-01-08")];
        assert_eq!(told.collect::<Vec<_>>(), expected.map(|(url, day)| (url.to_owned(), day.to_owned())));
    }

    /// What is read of a text, as `title|author|words`, and behind it the problems.
    pub(super) fn shown(text: &str) -> Vec<String> {
        let (sources, problems) = read_text(text);
        let mut shown: Vec<String> = Vec::new();
        for source in sources {
            for quote in source.quotes {
                let place = &text[quote.origin.bytes.start as usize..quote.origin.bytes.end as usize];
                assert!(place.starts_with('{') && place.ends_with('}'), "{place}");
                let start = quote.origin.bytes.start as usize;
                assert_eq!(quote.origin.line as usize, text[..start].matches('\n').count() + 1);
                let author = source.author.as_deref().or(quote.speaker.as_deref()).unwrap_or("-");
                shown.push(format!("{}|{author}|{}", source.title, quote.text));
            }
        }
        shown.extend(
            problems.iter().map(|p| format!("{}: {}", p.line, &p.message[..p.message.len().min(26)])),
        );
        shown
    }

    /// Each of the texts, with what is to be [shown] of it; all that fail are told.
    pub(super) fn check(rows: &[(&str, &[&str])]) {
        let is_one = |(found, expected): (&String, &&str)| {
            found.starts_with(*expected) || expected.starts_with(&**found)
        };
        let failure = |(text, expected): &(&str, &[&str])| {
            let found = shown(text);
            let is_it = found.len() == expected.len() && found.iter().zip(*expected).all(is_one);
            (!is_it).then(|| format!("{text}\n{found:?}\n{expected:?}"))
        };
        let failed: Vec<String> = rows.iter().filter_map(failure).collect();
        assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    }

    #[test]
    fn texts_are_of_what_is_around_them() {
        check(&[
            (
                "{\"creator\":\"An export\",\"items\":[{\"text\":\"First.\",\"author\":\"Ann\"}]}",
                &["|Ann|First."],
            ),
            (
                "{\n \"title\": \"T\", \"authors\": \"B\",\n \"highlights\": [\n  {\"text\": \"One\"},\n  {\"text\": \"\\\"]\"}\n ]\n}\n",
                &["T|B|One", "T|B|\"]"],
            ),
            (
                "{\"documents\": [{\"title\": \"T\", \"author\": \"B\", \"entries\": [{\"text\": \"One\"}]}, {\"title\": \"U\", \"entries\": [{\"text\": \"Two\", \"title\": \"V\"}, {\"text\": \" \"}]}]}",
                &["T|B|One", "V|-|Two", "1: objects without a text be"],
            ),
            (
                "{\"text\": \"One.\", \"quoted\": [{\"text\": \"Two.\"}, {}]}",
                &["|-|One.", "1: texts within or around"],
            ),
            ("{\n\"text\": \"One.\"\n}\n", &["|-|One."]),
            (
                "[{\"text\": \"One.\", \"author\": {\"name\": \"b\", \"nickname\": \"B\"}}, {\"text\": \"Two.\", \"authors\": [{\"name\": \"C\"}, {\"name\": \"D\"}]}]",
                &["|B|One.", "|C, D|Two."],
            ),
            (
                "[{\"text\": \"deep\", \"page\": 1}, {\"text\": \"work\", \"page\": 2}]",
                &["|-|deep", "|-|work"],
            ),
            (
                "{\"title\": {\"rendered\": \"A &#8211; b\"}, \"content\": {\"rendered\": \"<p>It is <em>it</em>.</p>\\n\"}, \"excerpt\": {\"rendered\": \"<p>x</p>\"}}",
                &["A – b|-|It is it."],
            ),
            (
                "{\"title\": \"T\", \"abstract\": \"One.\", \"author\": [{\"family\": \"Li\", \"given\": \"Ann\"}, {\"family\": \"Ray\", \"given\": \"Bob\"}]}",
                &["T|Ann Li, Bob Ray|One."],
            ),
        ]);
    }

    #[test]
    fn messages_are_of_their_conversation() {
        check(&[
            ("{\"from\":\"2020\",\"marks\":[{\"text\":\"First.\"}]}", &["|-|First."]),
            ("{\"messages\":[\n{\"text\":\"First.\"},\n{\"text\":\"Last.\"}\n]}", &["|-|First.", "|-|Last."]),
            (
                "{\"from\": \"B\", \"text\": \"One is.\", \"entities\": [{\"text\": \"One is.\"}], \"quoted\": {\"from\": \"C\", \"text\": \"One is.\"}}",
                &["|B|One is."],
            ),
            (
                "{\"message\": \"success\", \"data\": [{\"quote\": \"One.\"}, {\"quote\": \"Two.\", \"author\": \"B\", \"from\": \"C\"}]}",
                &["|-|One.", "|B|Two.", "1: texts within or around"],
            ),
            (
                "{\"messages\": [{\"from\": \"B\", \"text\": [\"see \", {\"text\": \"https://a.b\"}]}]}",
                &["|B|see https://a.b"],
            ),
            (
                "[{\"title\": \"T\", \"mapping\": {\"a\": {\"message\": {\"author\": {\"role\": \"user\", \"name\": null}, \"content\": {\"parts\": [\"One?\"]}}}, \"b\": {\"message\": null}}}]",
                &["T|user|One?"],
            ),
            (
                "{\"a\": {\"text\": \"Yes.\", \"from\": \"B\"}, \"c\": {\"text\": \"Yes.\", \"from\": \"D\"}}",
                &["|B|Yes.", "|D|Yes."],
            ),
            (
                "{\"messages\": [{\"from\": \"B\", \"text\": [{\"type\": \"bold\", \"text\": \"All bold.\"}], \"text_entities\": [{\"type\": \"bold\", \"text\": \"All bold.\"}]}]}",
                &["|B|All bold."],
            ),
            (
                "window.YTD.tweets.part0 = [ {\"tweet\" : {\"source\" : \"<a href=\\\"https://a.b\\\">App</a>\", \"full_text\" : \"One &amp; two.\"}} ]",
                &["|-|One & two."],
            ),
            (
                "[{\"body\": \"One.\", \"user\": {\"login\": \"a\", \"id\": 1}}, {\"body\": \"Two.\", \"author\": {\"login\": \"b\"}}]",
                &["|a|One.", "|b|Two."],
            ),
        ]);
    }

    #[test]
    fn answers_are_read_beside_what_they_answer() {
        check(&[
            (
                "{\"title\": \"T\", \"author\": \"A\", \"text\": \"One.\", \"replies\": [{\"text\": \"Two.\", \"role\": \"x\"}, {\"text\": \"Three.\"}]}",
                &["T|A|One.", "T|x|Two.", "T|-|Three."],
            ),
            (
                "{\"title\": \"T\", \"author\": \"A\", \"text\": \"One.\", \"comments\": [{\"author\": \"B\", \"text\": \"Two.\"}]}",
                &["T|A|One.", "T|B|Two."],
            ),
            (
                "{\"title\": \"T\", \"author\": \"A\", \"comments\": [{\"author\": \"B\", \"text\": \"One.\"}, {\"author\": \"C\", \"text\": \"Two.\"}]}",
                &["T|A|One.", "T|A|Two."],
            ),
            (
                "[{\"text\": \"One.\", \"by\": \"a\", \"user\": \"A\", \"children\": [{\"text\": \"Note: no.\", \"user\": \"B\"}]}]",
                &["|A|One.", "|B|Note: no."],
            ),
            (
                "{\"text\": \"One.\", \"user\": \"A\", \"replies\": [{\"text\": \"Two.\", \"user\": \"B\"}]}\n{\"text\": \"Three.\", \"replies\": [{\"id\": 1}], \"user\": \"C\"}",
                &["|A|One.", "|B|Two.", "|C|Three."],
            ),
            (
                "[{\"title\": \"T\", \"author\": \"A\", \"text\": \"One.\", \"comments\": [{\"author\": \"B\", \"text\": \"Two.\", \"replies\": [{\"author\": \"C\", \"text\": \"Three.\"}]}]}, {\"text\": \"Four.\"}]",
                &["T|A|One.", "T|B|Two.", "T|C|Three.", "|-|Four."],
            ),
        ]);
    }

    #[test]
    fn blocks_of_an_outline_are_texts() {
        check(&[
            (
                "{\"string\": \"One.\", \"children\": [{\"string\": \"Two.\", \"children\": [{\"string\": \"Three.\"}]}]}",
                &["|-|One.", "|-|Two.", "|-|Three."],
            ),
            (
                "[{\"title\": \"T\", \"uid\": \"x\", \"children\": [{\"string\": \"Author:: [[Ann Lee]]\", \"uid\": \"y\"}, {\"string\": \"H\", \"children\": [{\"string\": \"**One** is.\", \"uid\": \"z\"}]}]}]",
                &["T|Ann Lee|H", "T|Ann Lee|One is."],
            ),
            (
                "[{\"title\": \"T\", \"children\": [{\"string\": \"Author:: [[Ann Lee]]\", \"uid\": \"y\"}, {\"string\": \"New highlights added [[May 3rd, 2024]] at 11:26 AM\", \"uid\": \"h\", \"children\": [{\"string\": \"One. ([Location 23](https://x))\", \"uid\": \"z\", \"children\": [{\"string\": \"**Note:** mine\", \"uid\": \"n\"}, {\"string\": \"Two.\", \"uid\": \"m\"}]}]}, {\"string\": \"Note: three\", \"uid\": \"o\"}]}]",
                &["T|Ann Lee|One.", "T|Ann Lee|Two.", "T|Ann Lee|Note: three"],
            ),
            (
                "[{\"title\": \"T\", \"edit-time\": 1}, {\"title\": \"U\", \"children\": [{\"string\": \"One.\", \"uid\": \"x\"}, {\"string\": \"((x))\", \"uid\": \"y\"}]}]",
                &["U|-|One."],
            ),
        ]);
    }

    #[test]
    fn what_has_no_text_is_told() {
        check(&[
            (
                "{\"messages\":[\n{\"text\":\"First.\"},\n{\"text\":\"Last.\"}\n]",
                &["4: the object breaks off here"],
            ),
            (
                "{\n\"a\": 1,\n\"messages\": [{\"text\": \"A]\"}, {\"text\": \"\"},]}",
                &["3: the object breaks off here"],
            ),
            (
                "{\"a\": [\n{\"text\": \"One.\"}\n{\"text\": \"Two.\"}",
                &["|-|One.", "|-|Two.", "1: not a JSON object: EOF whi"],
            ),
            (
                "[{\"title\": \"T\", \"author\": {\"name\": \"B\"},\n\"highlights\": [{\"HighlightText\": \"One.\"},\n{\"text\": \"Two.\"}]}, {\"a\": [{\"b\": 1}]}]",
                &["T|B|One.", "T|B|Two.", "3: no text in this object: e"],
            ),
            (
                "{\"messages\": [{\"role\": \"user\", \"content\": \"One?\"}, {\"sender\": \"B\", \"content\": \"Two.\"}]}\n{\"a\": 1}",
                &["|user|One?", "|B|Two.", "2: no text in this object: e"],
            ),
            (
                "[{\"text\": 1, \"author\": \"A\"}, {\"quote\": true, \"body\": \"Two.\"}]",
                &["|-|Two.", "1: no text in this object: e"],
            ),
            ("{\n\"a\": [{\"b\": 1}]\n}", &["1: no text in this object: e"]),
            (
                "{\"text\": \"One.\"}\n{\"a\": 1}\n{\"text\": \"Two.\"}",
                &["|-|One.", "|-|Two.", "2: no text in this object: e"],
            ),
            (
                "{\"text\": \"One,\nand.\"}\n{\"text\": \"Two.\"}",
                &["|-|Two.", "1: not a JSON object: EOF whi", "2: not a JSON object: expect"],
            ),
        ]);
    }

    #[test]
    fn what_is_nested_deeply_is_read_up_to_a_depth() {
        let deep = format!("{{\"a\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(shown(&deep), ["1: nested deeper than 256 lev"]);
        let thread = |depth: usize| {
            format!("{}{{}}{}", "{\"text\": \"One.\", \"replies\": [".repeat(depth), "]}".repeat(depth))
        };
        assert_eq!(shown(&thread(127)).len(), 127);
        assert_eq!(shown(&format!("[{0},{0}]", thread(127))).len(), 254);
    }

    #[test]
    fn a_long_title_is_not_given_to_each_text() {
        let long = format!("{{\"title\": \"{}\", \"h\": [{{\"text\": \"One.\"}}]}}", "a".repeat(3000));
        assert_eq!(shown(&long), ["|-|One."]);
    }
}

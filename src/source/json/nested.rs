//! The objects with texts within a value: recognisers of speech, threads and outlines have texts in lists in objects,
//! and some say the same in several ways.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::object::{fields, is_escaped};
use super::outline;
use super::places::parts;
use super::value::Json;
use crate::source::lines::ends_sentence;
use crate::source::roles::Role;
use crate::source::rows::{self, Fields, Value};

/// The objects with texts within a value.
#[derive(Default)]
pub(super) struct Found<'t> {
    /// Their fields, and where they are.
    pub(super) rows: Vec<(Fields<'t>, Range<usize>)>,
    /// Where objects are that have none, in lists of some that have.
    pub(super) others: Vec<usize>,
    /// Where objects are whose texts are left out for those around or within them.
    pub(super) left: Vec<usize>,
    /// Where objects are that say what those of another list say, by other people.
    pub(super) again: Vec<usize>,
    /// Where objects are of what a recogniser of speech is less confident of.
    pub(super) unheard: Vec<usize>,
}

impl<'t> Found<'t> {
    /// Takes the value at a place of the text when it has a text, else those within it, to which it and what is
    /// `around` give their source. Where its text is [that of those within it](Self::are_parts), it is these that are
    /// taken, if it does not tell who says it: Whisper tells a transcript in both ways. So it is where its text has a
    /// [late](rows::is_late) name, and theirs do not. Those [below it](Role::Below) are taken too. O(value · depth).
    pub(super) fn take(&mut self, text: &'t str, place: Range<usize>, around: &Fields<'t>) {
        let value = &text[place.clone()];
        let mut own = match Some(value).filter(|value| value.starts_with('{')).map(serde_json::from_str) {
            Some(Ok(Json::Object(object))) => fields(object, is_escaped(value)),
            _ => Fields::new(),
        };
        let (count, others) = (self.rows.len(), self.others.len());
        let words = rows::words(&own).map(Cow::into_owned);
        let known = rows::of_source(&own);
        // Who says the words here says no answers to them.
        let known_below = words.is_some().then(|| rows::given(rows::without_author(&known), around));
        let known = rows::given(known, around);
        let (mut empty, mut below, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts(value) {
            let (before, name) = (self.rows.len(), member(&value[..part.start]));
            let (part, unheard) = first_heard(value, name, part);
            self.unheard.extend(unheard.iter().map(|other| place.start + other));
            let start = place.start + part.start;
            let known_below = known_below.as_ref().filter(|_| Role::Below.has(name));
            self.take(text, start..place.start + part.end, known_below.unwrap_or(&known));
            empty.extend((before == self.rows.len()).then_some(start..place.start + part.end));
            if known_below.is_some() {
                below.extend(self.rows.drain(before..));
            } else if self.rows.len() > before {
                lists.push(before..self.rows.len());
            }
        }
        if value.starts_with('[') {
            if self.rows.len() > count {
                let is_told = |part: &Range<usize>| !outline::is_silent(&text[part.clone()]);
                self.others.extend(empty.into_iter().filter(is_told).map(|part| part.start));
            }
            return self.join_pieces(count);
        }
        let Some(words) = words else {
            self.keep_best(&lists);
            return self.rows.extend(below);
        };
        if let Some(best) = self.best_of(&lists, &words).filter(|_| !rows::is_said(&own)) {
            self.keep(&lists, &best, &words);
            self.join(count);
            let known = rows::of_parts(&own);
            let given = |(fields, place)| (rows::given(fields, &known), place);
            let parts: Vec<_> = self.rows.drain(count..).map(given).collect();
            self.rows.extend(parts);
            return self.rows.extend(below);
        }
        let within = &self.rows[count..];
        if !self.are_within(&(count..self.rows.len()), &words) {
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

    /// Joins each of the rows from one on to the next, when it [goes on](rows::goes_on) there: pieces of a transcript
    /// end where a line is full.
    fn join(&mut self, from: usize) {
        let mut joined: Vec<(Fields<'t>, Range<usize>)> = Vec::new();
        for (fields, place) in self.rows.drain(from..) {
            match joined.last_mut().filter(|(above, _)| rows::goes_on(above, &fields)) {
                Some((above, whole)) => {
                    rows::join(above, &fields);
                    whole.end = place.end;
                }
                None => joined.push((fields, place)),
            }
        }
        self.rows.extend(joined);
    }

    /// Joins the rows from one on, if they are pieces of a transcript: each tells when it is heard, one behind another,
    /// and together they take half of the time or more.
    fn join_pieces(&mut self, from: usize) {
        let spans: Option<Vec<_>> = self.rows[from..].iter().map(|(fields, _)| rows::span(fields)).collect();
        let Some(spans) = spans.filter(|spans| spans.len() > 1) else { return };
        let heard: f64 = spans.iter().map(|(start, end)| end - start).sum();
        let whole = spans[spans.len() - 1].1 - spans[0].0;
        if !spans.is_sorted_by(|one, next| one.0 <= next.0) || heard <= 0.0 || 2.0 * heard < whole {
            return;
        }
        let said = |(fields, place)| Some((rows::without_sounds(fields)?, place));
        let said: Vec<_> = self.rows.drain(from..).filter_map(said).collect();
        self.rows.extend(said);
        self.join(from);
        self.rows[from..].iter_mut().for_each(|(fields, _)| rows::unsigned(fields));
    }

    /// The best of the lists that are [parts](Self::are_parts) of words.
    fn best_of(&self, lists: &[Range<usize>], words: &str) -> Option<Range<usize>> {
        self.best(lists.iter().filter(|list| self.are_parts(list, words)))
    }

    /// The best of lists that say the same: one that names who speaks, and of such the one with fewer rows.
    fn best<'l>(&self, lists: impl Iterator<Item = &'l Range<usize>>) -> Option<Range<usize>> {
        lists.min_by_key(|list| (!self.have_speakers(list), list.len())).cloned()
    }

    /// Leaves out all lists but the best one; those that say something else are told of.
    fn keep(&mut self, lists: &[Range<usize>], best: &Range<usize>, words: &str) {
        let others: Vec<&Range<usize>> = lists.iter().filter(|list| *list != best).collect();
        for list in &others {
            if !self.are_within(list, words) {
                self.left.extend(self.rows[(*list).clone()].iter().map(|(_, place)| place.start));
            }
        }
        self.leave_out(&others);
    }

    /// Of the lists in an object that say the same, some of them in several rows, keeps the best: recognisers of speech
    /// tell of sentences, of turns and of the whole. O(words).
    fn keep_best(&mut self, lists: &[Range<usize>]) {
        if lists.len() < 2 || lists.iter().all(|list| list.len() < 2) {
            return;
        }
        let mut same: BTreeMap<String, Vec<&Range<usize>>> = BTreeMap::new();
        for list in lists {
            let mut said = String::new();
            self.words(list).for_each(|words| said.extend(letters(&words)));
            same.entry(said).or_default().push(list);
        }
        let (mut others, mut again) = (Vec::new(), Vec::new());
        for lists in same.values().filter(|lists| lists.len() > 1 && lists.iter().any(|list| list.len() > 1))
        {
            let mut said = lists.clone();
            said.retain(|list| list.len() < 2 || self.are_long(list));
            let Some(best) = self.best(said.iter().copied()) else { continue };
            let speakers = self.speakers(&best);
            said.retain(|list| self.have_speakers(list) && self.speakers(list) != speakers);
            let places = said.iter().flat_map(|list| &self.rows[(*list).clone()]);
            again.extend(places.map(|(_, place)| place.start));
            others.extend(lists.iter().copied().filter(|list| **list != best));
        }
        self.again.extend(again);
        others.sort_by_key(|list| list.start);
        self.leave_out(&others);
    }

    /// Leaves out the rows of some lists, which are among the last rows, in their order. O(rows of an object).
    fn leave_out(&mut self, lists: &[&Range<usize>]) {
        for list in lists.iter().rev() {
            self.rows.drain((*list).clone());
        }
    }

    /// The words of some rows.
    fn words(&self, rows: &Range<usize>) -> impl Iterator<Item = Cow<'_, str>> {
        self.rows[rows.clone()].iter().filter_map(|(fields, _)| rows::words(fields))
    }

    /// Whether most of some rows are some words or the end of a sentence.
    fn are_long(&self, rows: &Range<usize>) -> bool {
        let long = self.words(rows).filter(|part| part.contains(' ') || ends_sentence(part)).count();
        2 * long > rows.len()
    }

    /// Whether half of some rows or more tell who says them.
    fn have_speakers(&self, rows: &Range<usize>) -> bool {
        let named = self.rows[rows.clone()].iter().filter(|(fields, _)| rows::has_speaker(fields)).count();
        2 * named >= rows.len()
    }

    /// Who says some rows, one behind another.
    fn speakers(&self, rows: &Range<usize>) -> Vec<Option<String>> {
        let mut speakers: Vec<_> =
            self.rows[rows.clone()].iter().map(|(fields, _)| rows::said_by(fields)).collect();
        speakers.dedup();
        speakers
    }

    /// Whether some rows are the parts of words: several, [most of them long](Self::are_long), and together all of the
    /// words, but for the names of those who say them. O(words).
    fn are_parts(&self, rows: &Range<usize>, words: &str) -> bool {
        rows.len() > 1 && self.are_long(rows) && {
            let (all, have_speakers) = (letters(words).collect::<String>(), self.have_speakers(rows));
            let behind = |rest: &str, part: Cow<'_, str>| {
                let part: String = letters(&part).collect();
                let named = || {
                    let near = &rest[..rest.floor_char_boundary(NAME)];
                    rest[near.find(':').filter(|_| have_speakers)? + 1..].strip_prefix(&*part)
                };
                Some(rest.strip_prefix(&*part).or_else(named)?.len())
            };
            let mut parts = self.words(rows);
            let left = parts.try_fold(all.len(), |left, part| behind(&all[all.len() - left..], part));
            left == Some(0)
        }
    }

    /// Whether some rows say only what the words do too, one behind another but for [a few](AGAIN). O(words).
    fn are_within(&self, rows: &Range<usize>, words: &str) -> bool {
        let (mut at, mut again) = (0, 0);
        self.words(rows).all(|part| {
            let mut found = words[at..].find(&*part).map(|ahead| at + ahead);
            if found.is_none() && again < AGAIN {
                again += 1;
                found = words.find(&*part);
            }
            at = found.map_or(at, |found| found + part.len());
            found.is_some()
        })
    }
}

/// A text without white space.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// The name before the words of a turn is not longer, in bytes.
const NAME: usize = 60;

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

/// How often words are looked for from their beginning again.
const AGAIN: usize = 100;

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
    fn shown(text: &str) -> Vec<String> {
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
    fn check(rows: &[(&str, &[&str])]) {
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
    fn of_what_was_heard_the_best_telling_is_read() {
        check(&[
            (
                "[{\"text\":\"rare work\",\"start\":0,\"end\":9,\"note\":\"a\"},\n\
                 {\"text\":\"is good\",\"start\":10,\"end\":16,\"note\":\"b\"}]",
                &["|-|rare work", "|-|is good"],
            ),
            (
                "{\"text\": \" One. Two.\", \"segments\": [{\"text\": \" One.\"}, {\"text\": \" Two.\"}]}",
                &["|-|One.", "|-|Two."],
            ),
            (
                "{\"text\": \"One is one. Two.\", \"segments\": [{\"id\": 0, \"text\": \" One is\"}, {\"id\": 1, \"text\": \" one.\"}, {\"text\": \" Two.\"}]}",
                &["|-|One is one.", "|-|Two."],
            ),
            (
                "{\"text\": \"So it is.\", \"words\": [{\"text\": \"So\"}, {\"text\": \"it\"}, {\"text\": \"is.\"}]}",
                &["|-|So it is."],
            ),
            (
                "{\"text\": \"Plato wrote it.\", \"entities\": [{\"text\": \"Plato\"}, {\"text\": \".\"}]}",
                &["|-|Plato wrote it."],
            ),
            (
                "{\"title\": \"T\", \"text\": \"One is one. Two is two.\", \"replies\": [{\"text\": \"R.\"}], \"segments\": [{\"text\": \"One is one.\"}, {\"text\": \"Two is two.\"}]}",
                &["T|-|R.", "T|-|One is one.", "T|-|Two is two."],
            ),
            (
                "{\"text\": \"Deep is it. Why so?\", \"words\": [{\"text\": \"Deep\", \"start\": 0, \"end\": 200, \"speaker\": \"A\"}, {\"text\": \"is\", \"start\": 300, \"end\": 400, \"speaker\": \"A\"}, {\"text\": \"it.\", \"start\": 400, \"end\": 500, \"speaker\": \"A\"}, {\"text\": \"Why\", \"start\": 600, \"end\": 700, \"speaker\": \"B\"}, {\"text\": \"so?\", \"start\": 700, \"end\": 900, \"speaker\": \"B\"}], \"utterances\": [{\"text\": \"Deep is it.\", \"speaker\": \"A\", \"words\": [{\"text\": \"Deep\", \"start\": 0, \"end\": 200}, {\"text\": \"is\", \"start\": 300, \"end\": 400}]}, {\"text\": \"Why so?\", \"speaker\": \"B\"}]}",
                &["|A|Deep is it.", "|B|Why so?"],
            ),
            (
                "{\"text\": \"Deep is it. Why so?\", \"words\": [{\"text\": \"Deep\", \"start\": 0, \"end\": 200}, {\"text\": \"is\", \"start\": 300, \"end\": 400}, {\"text\": \"it.\", \"start\": 400, \"end\": 500}, {\"text\": \"Why\", \"start\": 600, \"end\": 700}, {\"text\": \"so?\", \"start\": 700, \"end\": 900}]}",
                &["|-|Deep is it.", "|-|Why so?"],
            ),
            (
                "{\"results\": {\"transcripts\": [{\"transcript\": \"One is. Why so?\"}], \"items\": [{\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"One\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"is\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \".\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"Why\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"so\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"?\"}], \"speaker_label\": \"spk_0\"}], \"audio_segments\": [{\"transcript\": \"One is.\", \"speaker_label\": \"spk_0\"}, {\"transcript\": \"Why so?\", \"speaker_label\": \"spk_1\"}]}}",
                &["|spk_0|One is.", "|spk_1|Why so?"],
            ),
            (
                "{\"channels\": [{\"alternatives\": [{\"transcript\": \"One is one. Why so?\", \"confidence\": 0.9, \"paragraphs\": {\"transcript\": \"\\nSpeaker 0: One is one.\\n\\nSpeaker 1: Why so?\", \"paragraphs\": [{\"sentences\": [{\"text\": \"One is one.\"}], \"speaker\": 0}, {\"sentences\": [{\"text\": \"Why so?\"}], \"speaker\": 1}]}}]}]}",
                &["|0|One is one.", "|1|Why so?"],
            ),
            (
                "{\"results\": [{\"alternatives\": [{\"transcript\": \"One is.\", \"confidence\": 0.9}, {\"transcript\": \"On is.\", \"confidence\": 0.5}]}]}",
                &["|-|One is.", "1: alternatives to what was"],
            ),
            (
                "{\"a\": [{\"speaker\": \"A\", \"text\": \"One is.\"}, {\"speaker\": \"B\", \"text\": \"Two.\"}],\n \"b\": [{\"speaker\": \"C\", \"text\": \"One is.\"}, {\"speaker\": \"D\", \"text\": \"Two.\"}]}",
                &["|A|One is.", "|B|Two.", "2: texts that others say i"],
            ),
            ("{\"alternatives\": [{\"text\": \"One.\"}, {\"text\": \"Two.\"}]}", &["|-|One.", "|-|Two."]),
            (
                "[{\"text\": \"so we talk of deep\", \"start\": 0.1, \"duration\": 3}, {\"text\": \"learning and\", \"start\": 3, \"duration\": 2}, {\"text\": \"[Music]\", \"start\": 5, \"duration\": 1}, {\"text\": \">> okay\", \"start\": 6, \"duration\": 1}]",
                &["|-|so we talk of deep learning and", "|-|okay"],
            ),
            (
                "[{\"sentence\": \"Deep is\", \"startTime\": \"00:01\", \"endTime\": \"00:03\", \"speaker_name\": \"B\", \"speaker_id\": 0}, {\"sentence\": \"what we do\", \"startTime\": \"00:03\", \"endTime\": \"00:05\", \"speaker_name\": \"B\"}, {\"sentence\": \"Yes.\", \"startTime\": \"00:06\", \"endTime\": \"00:07\", \"speaker_name\": \"C\"}]",
                &["|B|Deep is what we do", "|C|Yes."],
            ),
            (
                "{\"transcription\": [{\"timestamps\": {\"from\": \"00:00:00,000\", \"to\": \"00:00:03,000\"}, \"text\": \" Ask\"}, {\"timestamps\": {\"from\": \"00:00:03,000\", \"to\": \"00:00:05,000\"}, \"text\": \" not.\"}]}",
                &["|-|Ask not."],
            ),
            (
                "[{\"text\": \"deep\", \"start\": 1, \"end\": 5}, {\"text\": \"work\", \"start\": 90, \"end\": 94}]",
                &["|-|deep", "|-|work"],
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

//! Some values tell the same in several lists: of words, of sentences, of turns. One of these is kept.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Found;
use crate::source::lines::ends_sentence;
use crate::source::rows;

impl Found<'_> {
    /// The best of the lists that are [parts](Self::are_parts) of words.
    pub(super) fn best_of(&self, lists: &[Range<usize>], words: &str) -> Option<Range<usize>> {
        self.best(lists.iter().filter(|list| self.are_parts(list, words)))
    }

    /// The best of lists that say the same: one that names who speaks, and of such the one with fewer rows.
    fn best<'l>(&self, lists: impl Iterator<Item = &'l Range<usize>>) -> Option<Range<usize>> {
        lists.min_by_key(|list| (!self.have_speakers(list), list.len())).cloned()
    }

    /// Leaves out all lists but the best one; those that say something else are told of.
    pub(super) fn keep(&mut self, lists: &[Range<usize>], best: &Range<usize>, words: &str) {
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
    pub(super) fn keep_best(&mut self, lists: &[Range<usize>]) {
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
    pub(super) fn are_within(&self, rows: &Range<usize>, words: &str) -> bool {
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

/// How often words are looked for from their beginning again.
const AGAIN: usize = 100;

#[cfg(test)]
mod tests {
    use crate::source::json::nested::tests::check;

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
}

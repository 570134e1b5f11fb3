//! A meeting, as Google Meet transcribes it: around what is said there stand its title and day, who attended it, and
//! notices of the program.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::lines::Line;
use super::markdown::inline::stripped;
use super::{Source, dates};
use crate::text::data_lines;

/// The words of the program.
#[derive(Default)]
struct Words {
    /// What the notice begins with that tells of such a transcript, and what it ends with, maybe some lines below.
    notice: &'static str,
    notice_end: &'static str,
    /// What begins a line below what was said.
    ended: Vec<&'static str>,
    /// What stands behind the title, or alone above what is said.
    transcript: &'static str,
    /// What stands above the names of those who attended.
    attendees: &'static str,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (kind, told) in data_lines(include_str!("meeting.txt")).filter_map(|line| line.split_once(": ")) {
        match kind {
            "notice" => words.notice = told,
            "notice end" => words.notice_end = told,
            "ended" => words.ended.push(told),
            "transcript" => words.transcript = told,
            _ => words.attendees = told,
        }
    }
    words
});

/// The notice has no more lines.
const NOTICE_LINES: usize = 4;

/// The lines of plain text or Markdown without those of the program, where it is such a transcript; what stands above it
/// is put into the source. O(lines).
pub(super) fn without_frame<'l, 't>(lines: &'l [Line<'t>], source: &mut Source) -> Cow<'l, [Line<'t>]> {
    if !lines.iter().any(|line| is_notice(line.text)) {
        return Cow::Borrowed(lines);
    }
    let said = without_notices(lines);
    let mut head = Head { source, is_below_attendees: false };
    let above = said.iter().take_while(|line| line.text.is_empty() || head.takes(line.text)).count();
    Cow::Owned(said[above..].to_vec())
}

fn without_notices<'t>(lines: &[Line<'t>]) -> Vec<Line<'t>> {
    let (mut kept, mut rest) = (Vec::with_capacity(lines.len()), lines);
    while let Some((first, below)) = rest.split_first() {
        let is_of_notice = is_notice(first.text);
        let near = &rest[..rest.len().min(NOTICE_LINES)];
        let end = near.iter().position(|line| plain(line.text).ends_with(WORDS.notice_end));
        rest = end.filter(|_| is_of_notice).map_or(below, |end| &rest[end + 1..]);
        let is_end = || WORDS.ended.iter().any(|end| plain(first.text).starts_with(end));
        kept.extend((!is_of_notice && !is_end()).then_some(*first));
    }
    kept
}

fn is_notice(line: &str) -> bool {
    plain(line).starts_with(WORDS.notice)
}

/// A line without marks of headings and emphasis around it.
fn plain(line: &str) -> &str {
    line.trim_matches(['#', '*', '_', ' '])
}

/// What stands above what is said.
struct Head<'s> {
    source: &'s mut Source,
    is_below_attendees: bool,
}

impl Head<'_> {
    /// Takes a line that is of it.
    fn takes(&mut self, line: &str) -> bool {
        let text = stripped(plain(line));
        let titled = text.strip_suffix(WORDS.transcript).map(|title| title.trim_end_matches([' ', '-', '–']));
        if std::mem::take(&mut self.is_below_attendees) {
            self.source.properties.insert(WORDS.attendees.to_lowercase(), text);
        } else if text == WORDS.attendees {
            self.is_below_attendees = true;
        } else if let Some(date) = dates::parse(&text) {
            self.source.date = Some(date);
        } else if let Some(title) = titled {
            self.entitle(title);
        } else {
            return false;
        }
        true
    }

    /// `Title (2024-03-12 10:02 GMT+1)`.
    fn entitle(&mut self, title: &str) {
        let parts = title.strip_suffix(')').and_then(|title| title.rsplit_once(" ("));
        let dated = parts.and_then(|(title, day)| Some((title, dates::parse(day)?)));
        self.source.date = dated.map(|(_, date)| date).or(self.source.date);
        let title = dated.map_or(title, |(title, _)| title);
        if !title.is_empty() {
            title.clone_into(&mut self.source.title);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{Format, read};

    #[test]
    fn what_the_program_tells_is_not_said() {
        let notice = "This editable transcript was computer generated and might contain errors.\nPeople can also change the text after it was created.";
        let said = "Ann Lee: One.\nBob: Two.\n\n00:05:00\n\nAnn Lee: Three.";
        for (text, format) in [
            (
                format!(
                    "Plan: a week (2024-03-12 10:02 GMT+1) - Transcript\nAttendees\nAnn Lee, Bob\nTranscript\n{notice}\n\n00:00:00\n\n{said}\nMeeting ended after 00:31:02 👋"
                ),
                Format::Text,
            ),
            (
                format!(
                    "Mar 12, 2024\n\nPlan: a week - Transcript\n00:00:00\n\n{said}\nTranscription ended after 00:31:02\n\n{notice}"
                ),
                Format::Text,
            ),
            (
                format!(
                    "Mar 12, 2024\n\n# Plan: a week \\- Transcript\n\n## Attendees\n\nAnn Lee, Bob\n\n**Ann Lee:** One.\n\n**Bob:** Two.\n\n**Ann Lee:** Three.\n\n**Transcription ended after 00:31:02**\n\n*{notice}*"
                ),
                Format::Markdown,
            ),
        ] {
            let source = read("a", text.as_bytes(), Some(format)).sources.remove(0);
            let date = source.date.map(|date| date.to_string());
            assert_eq!(
                (source.title.as_str(), date.as_deref()),
                ("Plan: a week", Some("2024-03-12")),
                "{text}"
            );
            let known = source.properties.get("attendees").map(String::as_str);
            assert_eq!(known, text.contains("Attendees").then_some("Ann Lee, Bob"), "{text}");
            let show = |quote: &crate::source::Quote| {
                format!("{}: {}", quote.speaker.as_deref().unwrap_or("-"), quote.text)
            };
            let found: Vec<_> = source.quotes.iter().map(show).collect();
            assert_eq!(found, ["Ann Lee: One.", "Bob: Two.", "Ann Lee: Three."], "{text}");
        }
        let other = "Transcript\n\nAttendees\n\nAnn Lee, Bob\n\nMeeting ended after 3.";
        assert_eq!(read("a.txt", other.as_bytes(), None).sources[0].quotes.len(), 4);
    }
}

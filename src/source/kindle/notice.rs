//! The notice of a Kindle that a book lets no more of it be clipped, which stands in place of the words or behind them.

use rustc_hash::FxHashMap;

use super::END;
use crate::source::Problem;
use crate::source::lines::Line;

/// What may be a notice at the end of a clipping, and how many have it.
pub(super) fn notices<'t>(all: &[Line<'t>]) -> FxHashMap<&'t str, usize> {
    let mut notices = FxHashMap::default();
    for part in all.split(|line| line.text == END) {
        let last = part.iter().rev().find(|line| !line.text.is_empty());
        if let Some((text, at)) = last.and_then(|last| Some((last.text, notice_at(last.text)?))) {
            *notices.entry(&text[at..]).or_default() += 1;
        }
    }
    notices
}

/// The words without the notice behind them that a book lets no more of it be clipped; in any language:
/// `<You have reached the clipping limit for this item>`. Behind words it must be one of several.
pub(super) fn without_notice<'t>(
    words: &[Line<'t>],
    notices: &FxHashMap<&str, usize>,
) -> Option<Vec<Line<'t>>> {
    let (last, above) = words.split_last()?;
    let at = notice_at(last.text)?;
    let is_alone = at == 0 && above.is_empty();
    if !is_alone && notices.get(&last.text[at..]).is_none_or(|count| *count < 2) {
        return None;
    }
    let text = last.text[..at].trim_end();
    let rest = Some(Line { text, ..*last }).filter(|line| !line.text.is_empty());
    Some(above.iter().copied().chain(rest).collect())
}

/// Where a notice begins with which the text ends, behind a space or nothing.
fn notice_at(text: &str) -> Option<usize> {
    let at = text.strip_suffix('>')?.rfind('<')?;
    let is_apart = text[..at].chars().next_back().is_none_or(char::is_whitespace);
    (is_apart && is_notice(&text[at + 1..])).then_some(at)
}

/// Whether a text is a sentence, of four words or without spaces, rather than a sign of HTML or of a program.
fn is_notice(text: &str) -> bool {
    let words = text.trim_end_matches('>');
    let is_word = |c: char| c.is_alphabetic() || " ’'.,、。".contains(c);
    let letters = words.chars().filter(|c| c.is_alphabetic() && !c.is_ascii() && !c.is_lowercase()).count();
    let is_long = words.split(' ').count() >= 4 && words.starts_with(char::is_uppercase);
    (is_long || letters >= 8) && words.chars().all(is_word)
}

pub(super) fn cut_short(line: u32, count: usize) -> Problem {
    let message =
        format!("clippings that the Kindle cut short or left empty, at the limit that a book has: {count}");
    Problem::warning(line, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::kindle::read;
    use crate::text::clean;

    #[test]
    fn the_notice_of_a_limit_is_no_passage() {
        let clip =
            |words: &str| format!("A (B)\n- Your Highlight | Added on May 1, 2020\n\n{words}\n{END}\n");
        let lost = clip(" <You have reached the clipping limit for this item>");
        for (words, notice, expected, count) in [
            ("Half", "<Você alcançou o limite de recortes para este item>", "Half", 2),
            ("慢墙", "<您已达到本内容的剪贴上限>", "慢墙", 2),
            ("One\n", "<このアイテムのクリップの上限に達しました>", "One", 2),
            ("See", "<https://a.b>", "See <https://a.b>", 0),
            ("Write", "<p class=a b c>", "Write <p class=a b c>", 0),
        ] {
            let text = format!("{}{}", clip(&format!("{words} {notice}")), clip(notice));
            let (sources, problems) = read(&clean(text.as_bytes(), None).expect("it is text"));
            assert_eq!(sources[0].quotes[0].text, expected);
            let counts = problems.iter().map(|problem| problem.message.ends_with(&format!(": {count}")));
            assert_eq!(counts.collect::<Vec<_>>(), vec![true; count / 2], "{notice}");
        }
        for (words, expected, count) in [
            ("Vec<Option<String>>", "Vec<Option<String>>", 1),
            ("He wrote <An Essay on the human mind>", "He wrote <An Essay on the human mind>", 1),
            ("Half <You have reached the clipping limit for this item>", "Half", 2),
        ] {
            let text = format!("{lost}{}", clip(words));
            let (sources, problems) = read(&clean(text.as_bytes(), None).expect("it is text"));
            let texts: Vec<&str> = sources[0].quotes.iter().map(|quote| quote.text.as_str()).collect();
            assert_eq!(texts, [expected]);
            let told = format!(
                "clippings that the Kindle cut short or left empty, at the limit that a book has: {count}"
            );
            assert_eq!(problems, [Problem::warning(1, told)], "{words}");
        }
    }
}

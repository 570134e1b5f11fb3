//! Sounds are what captions tell beside the words: `[Music]`, `[laughter]`.

use std::sync::LazyLock;

use crate::source::lines::ends_sentence;
use crate::text::data_lines;

/// What captions tell in brackets that is heard among the words.
static SOUNDS: LazyLock<Vec<&str>> = LazyLock::new(|| data_lines(include_str!("sounds.txt")).collect());

/// Whether words are none, or say in a few words what is heard beside them: `[Music]`.
pub(in crate::source) fn is_sound(words: &str) -> bool {
    let inside = words.strip_prefix('[').and_then(|words| words.strip_suffix(']'));
    let is_short = |inside: &str| inside.split_whitespace().count() <= 3 && !ends_sentence(inside);
    words.is_empty() || inside.is_some_and(|inside| !inside.contains(['[', ']', ':']) && is_short(inside))
}

/// Words without the [sounds](SOUNDS) among them.
pub(in crate::source) fn without_sounds(words: &str) -> String {
    let (mut kept, mut rest) = (String::new(), words);
    while let Some((before, (inside, behind))) =
        rest.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
    {
        let is_known = SOUNDS.iter().any(|sound| sound.eq_ignore_ascii_case(inside.trim()));
        let is_last = kept.is_empty() && before.is_empty() && behind.starts_with(['.', ',', '?', '!']);
        let is_heard = is_known && !is_last;
        kept.push_str(if is_heard { before.trim_end() } else { &rest[..rest.len() - behind.len()] });
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

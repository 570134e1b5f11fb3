//! What a clipping tells of itself in the line above its words: whether it is a note, its place and its day.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::MARKS;
use crate::source::dates;
use crate::text::data_lines;

/// What stands between the two numbers of a place: Dutch and French have words.
const TO: [&str; 2] = [" t/m ", " à "];

/// What a clipping is called that is the reader's own.
static NOTES: LazyLock<Vec<&str>> = LazyLock::new(|| data_lines(include_str!("notes.txt")).collect());

/// What a clipping tells of itself: `- Your Highlight on page 12 | location 181-182 | Added on Tuesday, November 19, 2013`.
pub(super) struct Told<'t> {
    pub(super) is_note: bool,
    /// The places with the words before them, `page 12, location 181-182`.
    pub(super) locator: String,
    /// The last of these: the first number of it and the last, where these can be told.
    pub(super) place: Option<(u64, u64)>,
    /// When it was made.
    pub(super) date: Option<&'t str>,
}

impl<'t> Told<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        let mut parts: Vec<&str> = line.trim_start_matches(MARKS).split('|').map(str::trim).collect();
        let date = if parts.len() > 1 { parts.pop() } else { None };
        let kind = parts.join(" ").to_lowercase();
        let is_note = NOTES.iter().any(|note| match note.is_ascii() {
            true => kind.split(' ').any(|word| word == *note),
            false => kind.contains(note),
        });
        let places: Vec<(String, Option<(u64, u64)>)> = parts.iter().filter_map(|part| place(part)).collect();
        let locator = places.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(", ");
        let place = places.last().and_then(|(_, place)| *place);
        Self { is_note, locator, place, date }
    }

    pub(super) fn day(&self) -> Option<Date> {
        dates::first_in(self.date?)
    }
}

/// The last numbers of a part, `182` or `181-182`, with the word before them; and these as numbers, where they are two
/// at the most.
fn place(part: &str) -> Option<(String, Option<(u64, u64)>)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let end = part.rfind(is_digit)? + 1;
    let start = part[..end].trim_end_matches(|c| is_digit(c) || MARKS.contains(&c)).len();
    let first =
        TO.iter().find_map(|to| part[..start].strip_suffix(to)).filter(|first| first.ends_with(is_digit));
    let start = first.map_or(start, |first| first.trim_end_matches(is_digit).len());
    let written = part[start..end].trim_start_matches(MARKS);
    let numbers: Vec<&str> = written.split(|c| !is_digit(c)).filter(|number| !number.is_empty()).collect();
    let place = match numbers[..] {
        [number] => number.parse().ok().map(|number| (number, number)),
        [first, last] => {
            // `529-30` is `529-530`.
            let same = first.len().saturating_sub(last.len());
            first.parse().ok().zip(format!("{}{last}", &first[..same]).parse().ok())
        }
        _ => None,
    };
    let word = part[..start].trim_end().rsplit(' ').next().unwrap_or_default();
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || ".’'".contains(c));
    Some((if is_word { format!("{word} {written}") } else { written.to_owned() }, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_kept_as_they_are_written() {
        for (line, locator, place) in [
            (
                "- Your Highlight on page 12 | location 181-182 | Added",
                "page 12, location 181-182",
                Some((181, 182)),
            ),
            ("- Your Highlight on page 1-2-3 | Added", "page 1-2-3", None),
            ("- Your Highlight on page 7 | location 1-2-3 | Added", "page 7, location 1-2-3", None),
            ("- Your Highlight on page 99999999999999999999 | Added", "page 99999999999999999999", None),
            ("- Your Highlight | Added", "", None),
            (
                "- Je highlight op pagina 20 | locatie 293 t/m 294 | A",
                "pagina 20, locatie 293 t/m 294",
                Some((293, 294)),
            ),
            (
                "- Votre surlignement à l’emplacement 181 à 182 | A",
                "l’emplacement 181 à 182",
                Some((181, 182)),
            ),
            ("– Ваш выделенный отрывок в месте 637–640 | Д", "месте 637–640", Some((637, 640))),
        ] {
            let told = Told::of(line);
            assert_eq!((told.locator.as_str(), told.place), (locator, place), "{line}");
        }
    }

    #[test]
    fn kinds_and_days_are_told_in_many_languages() {
        for (line, is_note, day) in [
            (
                "– Ваша заметка в месте 640 | Добавлено: понедельник, 16 марта 2015 г. в 21:46:06",
                true,
                "2015-03-16",
            ),
            ("- 57ページ|位置No. 783のメモ |作成日: 2023年8月8日火曜日 5:52:09", true, "2023-08-08"),
            ("- 57ページ|位置No. 783のハイライト |作成日: 2023年8月8日火曜日 5:52:09", false, "2023-08-08"),
            ("- 我的标注 位置 #465-466 | 添加于2013年12月24日星期二 下午09:10:24", false, "2013-12-24"),
            (
                "- Je notitie op locatie 231 | Toegevoegd op zaterdag 6 augustus 2022 18:50:44",
                true,
                "2022-08-06",
            ),
            (
                "- Su nota en la página 3 | posición 40 | Añadido el lunes, 2 de mayo de 2016 1:02:03",
                true,
                "2016-05-02",
            ),
        ] {
            let told = Told::of(line);
            let day_told = told.day().map(|day| day.to_string());
            assert_eq!((told.is_note, day_told.as_deref()), (is_note, Some(day)), "{line}");
        }
    }
}

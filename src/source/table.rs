//! A table has a header and one quote a row, its fields separated by commas or tabs (RFC 4180).

use csv::{ReaderBuilder, StringRecord, Terminator};

use super::lines::origin;
use super::rows::{Fields, Rows, TEXT_FIELDS, Value, has_text};
use super::{Problem, Source};
use crate::text::CleanText;

/// The rows as sources, and what was wrong with others. A quote's origin is its row.
pub(super) fn read(clean: &CleanText, separator: u8) -> (Vec<Source>, Vec<Problem>) {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(clean.text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    if !has_text(header.iter()) {
        let message = format!("no column for the text: expected a header with {TEXT_FIELDS}");
        return (Vec::new(), vec![Problem { line: 1, message }]);
    }
    let (mut rows, mut problems) = (Rows::default(), Vec::new());
    let mut record = StringRecord::new();
    loop {
        let start = reader.position().clone();
        let problem = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let end = reader.position().byte();
                let (place, line) = row_place(clean, start.byte(), end, start.line());
                let row = fields(&header, &record);
                problem_of(&header, &record).or_else(|| {
                    let added = row.is_empty() || rows.add(row, origin(clean, place, line));
                    (!added).then(|| "no text in this row".to_owned())
                })
            }
            Err(error) => Some(error.to_string()),
        };
        let line = record.position().map_or(start.line(), csv::Position::line);
        problems.extend(problem.map(|message| Problem { line: narrow(line), message }));
    }
    (rows.finish(), problems)
}

/// A row with more fields than the header has been cut in the wrong places.
fn problem_of(header: &StringRecord, record: &StringRecord) -> Option<String> {
    (record.len() > header.len()).then(|| {
        format!(
            "{} fields where the header has {}: put fields with separators in quotes",
            record.len(),
            header.len()
        )
    })
}

fn fields(header: &StringRecord, record: &StringRecord) -> Fields {
    let filled =
        header.iter().zip(record).filter(|(name, value)| !name.trim().is_empty() && !value.trim().is_empty());
    filled.map(|(name, value)| (name.trim().to_owned(), Value::One(value.to_owned()))).collect()
}

/// Where the row stands without the line ends around it, and on which line.
fn row_place(clean: &CleanText, start: u64, end: u64, line: u64) -> (std::ops::Range<usize>, u32) {
    let at = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(clean.text.len());
    let row = clean.text.get(at(start)..at(end)).unwrap_or_default();
    let blank = row.len() - row.trim_start_matches('\n').len();
    let filled = row.trim_matches('\n').len();
    let start = at(start) + blank;
    (start..start + filled, narrow(line + blank as u64))
}

fn narrow(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    fn read_text(text: &str) -> (Vec<Source>, Vec<Problem>) {
        read(&clean(text.as_bytes(), None).expect("it is text"), b',')
    }

    #[test]
    fn rows_are_quotes() {
        let text = "\u{feff}Title,Quote,Page\r\nA,\"One,\r\nmore\",3\r\n\r\nB,Two,\r\nA,Three\r\n,,\r\nA,,9\r\nA,x,y,z\r\n";
        let (sources, problems) = read_text(text);
        assert_eq!(
            sources.iter().map(|s| (s.title.as_str(), s.quotes.len())).collect::<Vec<_>>(),
            [("A", 2), ("B", 1)]
        );
        let first = &sources[0].quotes[0];
        assert_eq!(
            (first.text.as_str(), first.locator.as_deref(), first.origin.line),
            ("One,\nmore", Some("3"), 2)
        );
        let second = &sources[1].quotes[0].origin;
        assert_eq!(
            (second.line, &text[second.bytes.start as usize..second.bytes.end as usize]),
            (5, "B,Two,")
        );
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [8, 9]);
    }

    #[test]
    fn a_table_needs_a_column_for_the_text() {
        assert_eq!(read_text("a,b\n1,2\n").1.len(), 1);
        assert_eq!(read_text("").1.len(), 1);
    }
}

//! A table for a person at a terminal: aligned columns under one line, wrapped into the screen, evidence in colour.
//!
//! The layout counts the columns that characters take, so colours must take none until it is done. Every grapheme that
//! is to be coloured is therefore followed by a variation selector, which has no width and never leaves its grapheme;
//! after the layout, selectors become ANSI styles. Without colours they are laid out too and then taken out, because
//! scripts whose letters join are measured otherwise with a selector between: so colours move no letter.

use std::io;

use anstyle::{AnsiColor, Style};
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle, Width,
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Align, Cell, Column, Table, Terminal};
use crate::text::Span;

/// Selectors that no text needs, and the styles that they stand for.
const EVIDENCE: char = '\u{E01EF}';
const HEADING: char = '\u{E01EE}';

/// Columns of the screen that are no waste for one column of a table.
const NARROW: usize = 24;

/// One line under the headings, and two spaces between columns.
const RULED: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none());

/// The same with an empty line between rows, for rows that are taller than a line.
const SPACED: TableStyle = RULED.row_separator(LineStyle::none().fill(' ').junction(' '));

/// Writes the table; nothing at all when it has no rows.
pub(super) fn write(table: &Table, terminal: Terminal, out: &mut impl io::Write) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let mut laid_out = layout(table, terminal);
    if laid_out.lines().count() > table.rows.len() + 2 {
        laid_out.load_style(SPACED);
    }
    for line in laid_out.lines() {
        writeln!(out, "{}", painted(line.trim_end(), terminal.colour))?;
    }
    Ok(())
}

fn layout(table: &Table, terminal: Terminal) -> comfy_table::Table {
    let mut laid_out = comfy_table::Table::new();
    laid_out.load_style(RULED);
    laid_out.set_header(table.columns.iter().map(heading));
    laid_out.add_rows(table.rows.iter().map(|row| row.iter().map(content)));
    for (column, drawn) in table.columns.iter().zip(laid_out.column_iter_mut()) {
        drawn.set_padding((0, 1));
        drawn.set_cell_alignment(match column.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    if let Some(width) = terminal.width {
        fit(&mut laid_out, table, width);
    }
    laid_out
}

/// Wraps the table into a width: narrow columns and long words stay whole as long as there is room for all of them.
fn fit(laid_out: &mut comfy_table::Table, table: &Table, width: usize) {
    laid_out.set_content_arrangement(ContentArrangement::Dynamic);
    laid_out.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    let floors: Vec<usize> = (0..table.columns.len()).map(|column| floor(table, column) + 1).collect();
    let gaps = floors.len().saturating_sub(1);
    if floors.iter().sum::<usize>() + gaps <= width {
        for (column, floor) in laid_out.column_iter_mut().zip(floors) {
            let floor = u16::try_from(floor).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(floor)));
        }
    }
}

/// The width under which a column becomes hard to read.
fn floor(table: &Table, column: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(Cell::plain);
    cells.map(|text| narrowest(&text)).max().unwrap_or(0).max(table.columns[column].name.width())
}

/// The width of a short text or else of its longest word.
fn narrowest(text: &str) -> usize {
    match text.width() {
        whole if whole <= NARROW => whole,
        _ => text.split_whitespace().map(str::width).max().unwrap_or(0).min(NARROW),
    }
}

fn heading(column: &Column) -> String {
    marked(&column.name, &[Span::new(0, u32::MAX)], HEADING)
}

fn content(cell: &Cell) -> String {
    match cell {
        Cell::Marked { text, marks } => marked(text, marks, EVIDENCE),
        other => marked(&other.plain(), &[], EVIDENCE),
    }
}

/// The text with a selector after every grapheme that lies in a mark, and without characters that would move
/// the cursor or be taken for a selector.
fn marked(text: &str, marks: &[Span], selector: char) -> String {
    let mut out = String::with_capacity(text.len());
    for (start, grapheme) in text.grapheme_indices(true) {
        let end = start + grapheme.len();
        let inside = marks.iter().any(|mark| (mark.start as usize) < end && start < mark.end as usize);
        out.extend(grapheme.chars().filter_map(printable));
        if inside {
            out.push(selector);
        }
    }
    out
}

fn printable(c: char) -> Option<char> {
    match c {
        EVIDENCE | HEADING | '\r' => None,
        '\n' => Some(c),
        _ if c.is_control() => Some(' '),
        _ => Some(c),
    }
}

/// The line with its selectors turned into ANSI styles, or taken out where there are no colours.
fn painted(line: &str, colour: bool) -> String {
    let mut out = String::with_capacity(line.len());
    let mut current = None;
    for grapheme in line.graphemes(true) {
        let body = grapheme.trim_end_matches([EVIDENCE, HEADING]);
        let style = grapheme.chars().next_back().filter(|_| colour).and_then(style);
        if style != current && !body.is_empty() {
            switch(&mut out, current, style);
            current = style;
        }
        out.push_str(body);
    }
    switch(&mut out, current, None);
    out
}

fn style(selector: char) -> Option<Style> {
    match selector {
        EVIDENCE => Some(AnsiColor::Magenta.on_default().bold()),
        HEADING => Some(Style::new().bold()),
        _ => None,
    }
}

fn switch(out: &mut String, from: Option<Style>, to: Option<Style>) {
    if let Some(style) = from {
        out.push_str(&style.render_reset().to_string());
    }
    if let Some(style) = to {
        out.push_str(&style.render().to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{every_kind, written};
    use super::*;
    use proptest::prelude::*;

    fn quotes(texts: &[(&str, &[Span])]) -> Table {
        let mut table = Table::new([Column::text("quote"), Column::number("quotes")]);
        for (count, (text, marks)) in texts.iter().enumerate() {
            let text = Cell::Marked { text: (*text).into(), marks: marks.to_vec() };
            table.rows.push(vec![text, Cell::Integer(count as i64 * 10)]);
        }
        table
    }

    fn shown(table: &Table, colour: bool, width: Option<usize>) -> String {
        written(table, Format::Table, Terminal { colour, width })
    }

    #[test]
    fn columns_are_aligned() {
        let expected = "\
concept  quote           quotes   npmi  tags  evidence  note
─────────────────────────────────────────────────────────────
rlhf     The RLHF, \"so\"       3  0.400  a; b  RLHF
";
        assert_eq!(shown(&every_kind(), false, None), expected);
    }

    #[test]
    fn long_rows_are_wrapped_and_spaced() {
        let table = quotes(&[("one two three four five", &[]), ("six", &[])]);
        let expected = "\
quote            quotes
────────────────────────
one two three         0
four five

six                  10
";
        assert_eq!(shown(&table, false, Some(24)), expected);
    }

    #[test]
    fn narrow_columns_stay_whole() {
        let mut table = Table::new([Column::text("by"), Column::text("quote"), Column::text("concepts")]);
        let ids = ["post-training", "long-horizon-tasks"].map(String::from).to_vec();
        table.rows.push(vec!["John Schulman".into(), "word ".repeat(12).trim().into(), Cell::List(ids)]);
        let expected = "\
by             quote                concepts
────────────────────────────────────────────────────────
John Schulman  word word word word  post-training;
               word word word word  long-horizon-tasks
               word word word word
";
        assert_eq!(shown(&table, false, Some(56)), expected);
    }

    #[test]
    fn evidence_is_coloured_across_a_wrap() {
        let table = quotes(&[("one two three four five", &[Span::new(8, 18)])]);
        let lines = shown(&table, true, Some(24));
        let on = "\u{1b}[1m\u{1b}[35m";
        assert!(lines.contains(&format!("one two {on}three\u{1b}[0m         0\n")), "{lines:?}");
        assert!(lines.contains(&format!("\n{on}four\u{1b}[0m five\n")), "{lines:?}");
        assert!(lines.starts_with("\u{1b}[1mquote\u{1b}[0m"), "{lines:?}");
    }

    #[test]
    fn text_cannot_move_the_cursor() {
        let table = quotes(&[("a\tb\u{1b}[31mc\u{7}\r\nd", &[])]);
        assert!(shown(&table, true, None).lines().skip(2).all(|line| !line.contains(char::is_control)));
    }

    proptest! {
        #[test]
        fn colours_change_no_letter(text in "\\PC{0,60}", start in 0u32..40, len in 0u32..20, width in 12usize..60) {
            let marks = [Span::new(start, start + len)];
            let table = quotes(&[(text.as_str(), marks.as_slice())]);
            let plain = shown(&table, false, Some(width));
            let coloured = shown(&table, true, Some(width));
            let bare = ["\u{1b}[1m", "\u{1b}[35m", "\u{1b}[0m"].iter().fold(coloured, |s, code| s.replace(code, ""));
            prop_assert_eq!(bare, plain);
        }

        #[test]
        fn lines_fit_the_screen(text in "[a-zé日 ]{0,80}", width in 16usize..60) {
            let table = quotes(&[(text.as_str(), &[])]);
            for line in shown(&table, false, Some(width)).lines() {
                prop_assert!(line.width() <= width, "{line:?}");
            }
        }
    }
}

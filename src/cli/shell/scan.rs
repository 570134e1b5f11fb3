//! A scan of a query tells what each of its bytes stands in, also while the query is not yet whole.

/// What a byte stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Within {
    /// The query itself.
    #[default]
    Code,
    /// Text, or a name, in quotes of a kind.
    Quotes(u8),
    /// A comment to the end of the line.
    Line,
    /// A comment between `/*` and `*/`.
    Block,
}

/// Calls `each` with every byte's place, what it stands in and whether that begins with it, and gives what the end stands
/// in. Quotes and the signs of a comment stand in what they enclose. O(n).
pub(super) fn scan(text: &str, start: Within, mut each: impl FnMut(usize, Within, bool)) -> Within {
    let bytes = text.as_bytes();
    let (mut within, mut at) = (start, 0);
    while at < bytes.len() {
        let (length, after) = step(within, bytes[at], bytes.get(at + 1).copied());
        let inside = if within == Within::Code { after } else { within };
        let end = (at + length).min(bytes.len());
        let opens = within == Within::Code && after != Within::Code;
        (at..end).for_each(|place| each(place, inside, opens && place == at));
        (within, at) = (after, end);
    }
    within
}

/// How many bytes belong together, and what those after them stand in.
fn step(within: Within, byte: u8, next: Option<u8>) -> (usize, Within) {
    match (within, byte, next) {
        (Within::Code, b'/', Some(b'/')) => (2, Within::Line),
        (Within::Code, b'/', Some(b'*')) => (2, Within::Block),
        (Within::Code, b'\'' | b'"' | b'`', _) => (1, Within::Quotes(byte)),
        (Within::Quotes(b'\'' | b'"'), b'\\', _) => (2, within),
        (Within::Quotes(quote), ..) if byte == quote => (1, Within::Code),
        (Within::Line, b'\n', _) => (1, Within::Code),
        (Within::Block, b'*', Some(b'/')) => (2, Within::Code),
        _ => (1, within),
    }
}

/// The names of the parameters in a query.
pub(super) fn parameters(text: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    scan(text, Within::Code, |at, within, _| {
        if within == Within::Code && text.as_bytes()[at] == b'$' {
            starts.push(at + 1);
        }
    });
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let name = |rest: &'_ str| rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    starts.into_iter().map(|start| &text[start..start + name(&text[start..])]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_stand_in_the_query_itself() {
        let text = "MATCH (c {id: $id}) // $no\nWHERE c.label = '$neither' AND $top_1<$é RETURN $";
        assert_eq!(parameters(text), ["id", "top_1", "é", ""]);
    }

    #[test]
    fn what_each_byte_stands_in() {
        let letter = |within| match within {
            Within::Code => 'c',
            Within::Quotes(_) => 'q',
            Within::Line => 'l',
            Within::Block => 'b',
        };
        for (text, expected) in [
            ("a;b", "ccc"),
            ("'a;'b", "(qqqc"),
            (r"'\';'b", "(qqqqc"),
            ("\"'\"b", "(qqc"),
            ("`\\`b", "(qqc"),
            ("a//';\nb", "c(llllc"),
            ("a/*;*/b", "c(bbbbc"),
            ("a/*/b", "c(bbb"),
            ("'\\", "(q"),
            ("'a''b", "(qq(q"),
            ("1/2", "ccc"),
        ] {
            let mut seen = String::new();
            scan(text, Within::Code, |_, within, opens| seen.push(if opens { '(' } else { letter(within) }));
            assert_eq!(seen, expected, "{text}");
        }
    }
}

//! A scan cuts a query into pieces that leave nothing of it out, also where it is not yet whole.

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// White space.
    Space,
    /// A comment.
    Comment,
    /// A word: a keyword or a name, as its place will tell.
    Word,
    /// A name in backquotes.
    Quoted,
    /// Text in single or double quotes.
    Text,
    /// A whole number: decimal, hexadecimal or octal.
    Integer,
    /// A number with a point or an exponent.
    Float,
    /// Something that starts like a number and is none.
    NoNumber,
    /// One or two characters with a meaning.
    Symbol(&'static str),
    /// A character that has none.
    Unknown,
    /// The end of the query: the last of its tokens, and no piece.
    End,
}

/// A piece, and the bytes of the text that it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// What goes on where the text ends.
    pub(crate) open: Option<Open>,
}

/// What goes on until something ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    /// Text, or a name, in quotes of a kind.
    Quotes(u8),
    /// A comment to the end of the line.
    Line,
    /// A comment to `*/`.
    Block,
}

/// The symbols, longer ones first.
const SYMBOLS: [&str; 29] = [
    "..", "<>", "<=", ">=", "=~", "||", "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "|", "+", "-", "*",
    "/", "%", "^", "=", "<", ">", "$", "&", "!",
];

/// Cuts a text into pieces; `within` is what goes on at its start. O(n).
pub(crate) fn pieces(text: &str, mut within: Option<Open>) -> impl Iterator<Item = Piece> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let (start, rest) = (end, &text[end..]);
        let first = rest.chars().next()?;
        let open = within.take().map(|open| (open, 0)).or_else(|| Open::at_start(rest));
        let Some((open, sign)) = open else {
            let (kind, length) = plain(rest, first);
            end += length;
            return Some(Piece { kind, start, end, open: None });
        };
        let length = open.length(&rest[sign..]);
        end = length.map_or(text.len(), |length| start + sign + length);
        Some(Piece { kind: open.kind(), start, end, open: length.is_none().then_some(open) })
    })
}

/// The names of the parameters in a query, in their order. O(n).
pub(crate) fn parameters(text: &str) -> Vec<String> {
    let pieces: Vec<Piece> = pieces(text, None).filter(|piece| !piece.is_passed_over()).collect();
    let named = pieces.windows(2).filter_map(|pair| {
        let [sign, name] = pair else { return None };
        let is_name = matches!(name.kind, Kind::Word | Kind::Quoted | Kind::Integer | Kind::NoNumber);
        (sign.kind == Kind::Symbol("$") && is_name && name.open.is_none()).then_some(name)
    });
    named.map(|name| unquoted(&text[name.start..name.end])).collect()
}

/// A name without the backquotes that it may stand in.
pub(super) fn unquoted(name: &str) -> String {
    match name.strip_prefix('`').and_then(|name| name.strip_suffix('`')) {
        Some(name) => name.replace("``", "`"),
        None => name.to_owned(),
    }
}

impl Piece {
    /// Whether it is white space or a comment, which separate others and mean nothing.
    pub(crate) fn is_passed_over(&self) -> bool {
        matches!(self.kind, Kind::Space | Kind::Comment)
    }
}

impl Open {
    /// What a text begins with, and how many bytes say so.
    fn at_start(text: &str) -> Option<(Self, usize)> {
        match text.as_bytes() {
            [quote @ (b'\'' | b'"' | b'`'), ..] => Some((Self::Quotes(*quote), 1)),
            [b'/', b'/', ..] => Some((Self::Line, 2)),
            [b'/', b'*', ..] => Some((Self::Block, 2)),
            _ => None,
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Quotes(b'`') => Kind::Quoted,
            Self::Quotes(_) => Kind::Text,
            Self::Line | Self::Block => Kind::Comment,
        }
    }

    /// How many bytes of a text it takes with what ends it, if anything does.
    fn length(self, text: &str) -> Option<usize> {
        match self {
            Self::Quotes(quote) => quoted_length(text.as_bytes(), quote),
            Self::Line => text.find('\n'),
            Self::Block => Some(text.find("*/")? + 2),
        }
    }
}

/// How many bytes stand before the end of the quote that ends it, which is counted. What is escaped is not looked at.
fn quoted_length(bytes: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if quote != b'`' => at += 1,
            b'`' if quote == b'`' && bytes.get(at + 1) == Some(&b'`') => at += 1,
            _ if byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The piece that a text begins with, where it is neither in quotes nor a comment, and its length.
fn plain(text: &str, first: char) -> (Kind, usize) {
    let is_digit = |c: char| c.is_ascii_digit();
    match first {
        '0'..='9' => number(text),
        '.' if text[1..].starts_with(is_digit) => number(text),
        c if c.is_whitespace() => (Kind::Space, text.len() - text.trim_start().len()),
        c if c.is_alphabetic() || c == '_' => (Kind::Word, word_length(text)),
        c => match SYMBOLS.into_iter().find(|symbol| text.starts_with(symbol)) {
            Some(symbol) => (Kind::Symbol(symbol), symbol.len()),
            None => (Kind::Unknown, c.len_utf8()),
        },
    }
}

/// A number; letters or digits that belong to none make it none.
fn number(text: &str) -> (Kind, usize) {
    let digits =
        |text: &str, radix| text.find(|c: char| !c.is_digit(radix) && c != '_').unwrap_or(text.len());
    let radix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        _ => 10,
    };
    let prefix = if radix == 10 { 0 } else { 2 };
    let mut length = prefix + digits(&text[prefix..], radix);
    let mut kind = if prefix > 0 && length == prefix { Kind::NoNumber } else { Kind::Integer };
    let after = &text[length..];
    if after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
        length += 1 + digits(&after[1..], 10);
        kind = Kind::Float;
    }
    let exponent = exponent(&text[length..]);
    if exponent > 0 && radix == 10 {
        length += exponent;
        kind = Kind::Float;
    }
    let more = word_length(&text[length..]);
    let suffix = more == 1 && kind == Kind::Float && text[length..].starts_with(['f', 'd', 'F', 'D']);
    if more > 0 && !suffix {
        kind = Kind::NoNumber;
    }
    (kind, length + more)
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// The length of the exponent that a text starts with: `e12`, `E-3`.
fn exponent(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return 0 };
    let sign = usize::from(rest.starts_with(['+', '-']));
    let digits = rest[sign..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - sign);
    if digits == 0 { 0 } else { 1 + sign + digits }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_query_is_made_of() {
        let letter = |piece: Piece| match (piece.kind, piece.open) {
            (_, Some(_)) => '…',
            (Kind::Space, _) => ' ',
            (Kind::Comment, _) => '/',
            (Kind::Word, _) => 'w',
            (Kind::Quoted, _) => '`',
            (Kind::Text, _) => '\'',
            (Kind::Integer | Kind::Float, _) => '1',
            (Kind::Symbol(_), _) => '.',
            (Kind::NoNumber | Kind::Unknown | Kind::End, _) => '?',
        };
        for (text, expected) in [
            ("a;b", "w.w"),
            ("'a;'b", "'w"),
            (r"'\';'b", "'w"),
            ("\"'\"b", "'w"),
            ("`\\`b", "`w"),
            ("`a``b`c", "`w"),
            ("a//';\nb", "w/ w"),
            ("a/*;*/b", "w/w"),
            ("a/*/b", "w…"),
            ("'\\", "…"),
            ("'a''b", "'…"),
            ("// a", "…"),
            ("1/2 \u{a0}é", "1.1 w"),
            ("12h4 § 1.5", "? ? 1"),
        ] {
            assert_eq!(pieces(text, None).map(letter).collect::<String>(), expected, "{text}");
        }
    }

    #[test]
    fn numbers_and_what_is_none() {
        for (text, expected) in [
            ("12", Kind::Integer),
            ("0x1F", Kind::Integer),
            ("0o17", Kind::Integer),
            ("0x", Kind::NoNumber),
            ("1.5", Kind::Float),
            (".5e-3", Kind::Float),
            ("1e9", Kind::Float),
            ("12h4", Kind::NoNumber),
            ("0x1g", Kind::NoNumber),
        ] {
            assert_eq!(pieces(text, None).map(|piece| piece.kind).collect::<Vec<_>>(), [expected], "{text}");
        }
        let kinds: Vec<Kind> = pieces("1..3", None).map(|piece| piece.kind).collect();
        assert_eq!(kinds, [Kind::Integer, Kind::Symbol(".."), Kind::Integer]);
    }

    #[test]
    fn parameters_stand_in_the_query_itself() {
        let text =
            "MATCH (c {id: $id}) // $no\nWHERE c.label = '$neither' AND $top_1<$é+$ 1+$`my ``name`` `+$`open";
        assert_eq!(parameters(text), ["id", "top_1", "é", "1", "my `name` "]);
    }

    proptest! {
        #[test]
        fn lines_are_cut_as_the_whole_is(text in "([a1 .$;é`'\"\\\\/*\n]|//|/\\*|\\*/){0,40}") {
            let whole: Vec<Piece> = pieces(&text, None).collect();
            let (mut open, mut at, mut starts) = (None, 0, Vec::new());
            for line in text.split_inclusive('\n') {
                for piece in pieces(line, open) {
                    let goes_on = open.is_some() && piece.start == 0 || piece.kind == Kind::Space;
                    starts.extend((!goes_on).then_some((piece.kind, at + piece.start)));
                    open = piece.open;
                }
                at += line.len();
            }
            let is_space = |piece: &&Piece| piece.kind == Kind::Space;
            let expected = whole.iter().filter(|piece| !is_space(piece)).map(|piece| (piece.kind, piece.start));
            prop_assert_eq!(starts, expected.collect::<Vec<_>>());
            prop_assert_eq!(whole.iter().map(|piece| &text[piece.start..piece.end]).collect::<String>(), text.as_str());
            prop_assert_eq!(open, whole.last().and_then(|piece| piece.open));
        }
    }
}

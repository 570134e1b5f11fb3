//! Inline markup is what Markdown puts inside a paragraph: emphasis, code, links, HTML. Only its words are kept; images,
//! comments, tags, shortcodes, what shows another note and the marks of footnotes have none.

use crate::source::html::{self, Tag};
use crate::text::mend;

/// No link's address is longer than this, in bytes; it keeps the search linear.
const ADDRESS: usize = 2048;

/// Between these is what is not shown, or no text: comments, those of Obsidian too, and the elements of HTML whose
/// content is read by programs.
pub(super) const HIDDEN: [(&str, &str); 5] =
    [("<!--", "-->"), ("%%", "%%"), ("<script", "</script>"), ("<style", "</style>"), ("<pre", "</pre>")];

/// Calls of programs that make pages out of Markdown: Hugo, Handlebars as mdBook has it, Logseq, Liquid.
const SHORTCODES: [(&str, &str); 8] = [
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{#", "}}"),
    ("{{/", "}}"),
    ("{{embed ", "}}"),
    ("{{query ", "}}"),
    ("{{renderer ", "}}"),
    ("{%", "%}"),
];

/// How long the bracket of an image is: `![`.
const IMAGE: usize = 2;

/// The words without the markup: `[text](address)` is `text`, `**bold**` is `bold`. O(text).
pub(in crate::source) fn stripped(text: &str) -> String {
    if !text.contains(['*', '_', '`', '[', '\\', '<', '~', '&', '=', '%', '{']) {
        return text.to_owned();
    }
    let mut out = Output::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at += out.take(rest);
    }
    out.finish()
}

/// Text so far, with the delimiters that wait for their other half.
#[derive(Default)]
struct Output {
    text: String,
    /// Open emphasis: place in `text`, its delimiter.
    open: Vec<(usize, String)>,
    /// Open brackets: places in `text`, and how long the bracket is (`[` or `![`).
    brackets: Vec<(usize, usize)>,
    /// Ranges of `text` that are markup.
    markup: Vec<(usize, usize)>,
    /// Whether characters were written as entities.
    has_entities: bool,
}

impl Output {
    /// Takes the next piece; says how many bytes it was.
    fn take(&mut self, rest: &str) -> usize {
        let mut chars = rest.chars();
        let (c, next) = (chars.next().unwrap_or_default(), chars.next());
        match c {
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => self.push(&rest[1..2]) + 1,
            '\\' if next == Some(' ') => 1,
            '`' => self.code(rest),
            '*' | '_' | '~' | '=' => self.delimiter(rest, c),
            '!' | '[' if rest.strip_prefix('!').unwrap_or(rest).starts_with("[[") => self.note(rest),
            '!' if next == Some('[') => self.open_bracket("!["),
            '[' if next == Some('^') => self.footnote(rest),
            '[' => self.open_bracket("["),
            ']' => self.close_bracket(rest),
            '<' | '%' | '{' => self.unshown(rest),
            '&' => self.character(rest),
            _ => self.push(&rest[..c.len_utf8()]),
        }
    }

    fn push(&mut self, text: &str) -> usize {
        self.text.push_str(text);
        text.len()
    }

    fn code(&mut self, rest: &str) -> usize {
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let (fence, body) = rest.split_at(ticks);
        match body.get(..floor(body, ADDRESS)).and_then(|near| near.find(fence)) {
            Some(end) => self.push(&body[..end]) + 2 * ticks,
            None => self.push(fence),
        }
    }

    /// A run of `*`, `_`, `~~` or `==`: it closes the last open one like it, or opens one, by the spaces around it.
    fn delimiter(&mut self, rest: &str, c: char) -> usize {
        let run = &rest[..rest.len() - rest.trim_start_matches(c).len()];
        let before = self.text.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let after = rest[run.len()..].chars().next().is_some_and(|c| !c.is_whitespace());
        let inside = matches!(c, '_' | '=')
            && self.word_before()
            && rest[run.len()..].starts_with(char::is_alphanumeric);
        let start = self.text.len();
        self.push(run);
        if inside || run.len() > 3 || (matches!(c, '~' | '=') && run.len() != 2) {
            return run.len();
        }
        match self.open.iter().rposition(|(_, open)| open == run).filter(|_| before) {
            Some(i) => {
                let (open, _) = self.open[i];
                self.open.truncate(i);
                self.markup.extend([(open, open + run.len()), (start, start + run.len())]);
            }
            None if after && self.open.len() < 16 => self.open.push((start, run.to_owned())),
            None => {}
        }
        run.len()
    }

    fn word_before(&self) -> bool {
        self.text.chars().next_back().is_some_and(char::is_alphanumeric)
    }

    fn open_bracket(&mut self, bracket: &str) -> usize {
        self.brackets.push((self.text.len(), bracket.len()));
        self.push(bracket)
    }

    /// `](address)` or `][name]` after an open bracket makes both ends markup.
    fn close_bracket(&mut self, rest: &str) -> usize {
        let open = self.brackets.pop();
        let address = link_end(&rest[1..]);
        match (open, address) {
            (Some((start, IMAGE)), Some(end)) => {
                self.markup.push((start, self.text.len()));
                self.gap(start, rest, 1 + end)
            }
            (Some((start, len)), Some(end)) => {
                self.markup.push((start, start + len));
                1 + end
            }
            _ => self.push("]"),
        }
    }

    /// `[^name]` without spaces.
    fn footnote(&mut self, rest: &str) -> usize {
        let near = &rest[..floor(rest, ADDRESS)];
        let end = near.find(|c: char| c == ']' || c.is_whitespace()).filter(|end| *end > 2);
        match end.filter(|end| near[*end..].starts_with(']')) {
            Some(end) => self.gap(self.text.len(), rest, end + 1),
            None => self.open_bracket("["),
        }
    }

    /// `[[Note]]` and `[[Note|words]]` link to a note, `![[Note]]` shows it.
    fn note(&mut self, rest: &str) -> usize {
        let bracket = if rest.starts_with('!') { "![" } else { "[" };
        let Some((inside, len)) = note_link(&rest[bracket.len() - 1..]) else {
            return self.open_bracket(bracket);
        };
        if bracket.len() == IMAGE {
            return self.gap(self.text.len(), rest, len + 1);
        }
        self.push(inside.rsplit_once('|').map_or(inside, |(_, words)| words));
        len
    }

    /// What is between two marks that hide it; a tag or an address else, where it begins with `<`.
    fn unshown(&mut self, rest: &str) -> usize {
        let near = &rest[..floor(rest, ADDRESS)];
        let mut pairs = HIDDEN.iter().chain(&SHORTCODES);
        let inside = pairs.find_map(|(begin, end)| Some((behind_mark(near, begin)?, *end)));
        match inside.and_then(|(inside, end)| Some(&inside[inside.find(end)? + end.len()..])) {
            Some(behind) if !(rest.starts_with('%') && self.word_before()) => {
                self.gap(self.text.len(), rest, near.len() - behind.len())
            }
            _ if rest.starts_with('<') => self.tag(rest),
            _ => self.push(&rest[..1]),
        }
    }

    /// Leaves out `len` bytes for which nothing stands from `start` on in the text, and one of the spaces around them.
    fn gap(&self, start: usize, rest: &str, len: usize) -> usize {
        let is_behind_space = self.text[..start].chars().next_back().is_none_or(char::is_whitespace);
        len + usize::from(is_behind_space && rest[len..].starts_with(' '))
    }

    fn character(&mut self, rest: &str) -> usize {
        let Some((character, len)) = html::character(rest) else { return self.push("&") };
        self.push(&character);
        self.has_entities = true;
        len
    }

    /// `<https://…>` is its address, and a tag nothing, or a space.
    fn tag(&mut self, rest: &str) -> usize {
        let near = &rest[1..floor(rest, ADDRESS).max(1)];
        let address = near.split(['>', ' ']).next().unwrap_or_default();
        let is_link = address.starts_with("http://") || address.starts_with("https://");
        if is_link && near[address.len()..].starts_with('>') {
            return self.push(address) + 2;
        }
        let Some(tag) = Tag::at_start(&rest[..floor(rest, ADDRESS)]) else { return self.push("<") };
        if tag.parts_words() && self.text.ends_with(|c: char| !c.is_whitespace()) {
            self.push(" ");
        }
        self.gap(self.text.len(), rest, tag.len)
    }

    fn finish(mut self) -> String {
        self.markup.sort_unstable();
        let mut result = String::with_capacity(self.text.len());
        let mut done = 0;
        for (start, end) in self.markup {
            result.push_str(self.text.get(done..start).unwrap_or_default());
            done = done.max(end);
        }
        result.push_str(self.text.get(done..).unwrap_or_default());
        if self.has_entities { mend(&result).into_owned() } else { result }
    }
}

/// Where the `(address)`, `(address "title")` or `[name]` ends that the text starts with.
fn link_end(text: &str) -> Option<usize> {
    let near = &text[..floor(text, ADDRESS)];
    match near.as_bytes().first()? {
        b'(' => whole_link_end(near).or_else(|| near.find(')').map(|end| end + 1)),
        b'[' => near.find(']').map(|end| end + 1),
        _ => None,
    }
}

/// The same of an address in which brackets come in pairs or that stands in `<>`, and of a title that may have any
/// (CommonMark 0.31, 6.3 Links).
fn whole_link_end(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?;
    let behind = match inside.strip_prefix('<') {
        Some(address) => &address[address.find('>')? + 1..],
        None => &inside[address_end(inside)?..],
    };
    let title = behind.trim_start();
    let mark = title.chars().next().filter(|mark| matches!(mark, '"' | '\'') && title.len() < behind.len());
    let rest = mark.and_then(|mark| Some(title[1..].split_once(mark)?.1)).unwrap_or(title);
    let rest = rest.trim_start().strip_prefix(')')?;
    Some(text.len() - rest.len())
}

/// Where an address ends: at a space, or a bracket that closes none in it.
fn address_end(text: &str) -> Option<usize> {
    let (mut open, mut is_escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if std::mem::take(&mut is_escaped) => {}
            '\\' => is_escaped = true,
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            c if c.is_whitespace() => return Some(at).filter(|_| open == 0),
            _ => {}
        }
    }
    None
}

/// What stands in the link to a note that the text starts with, and how long that is: `[[inside]]`, but not
/// `[[1]](address)`.
fn note_link(text: &str) -> Option<(&str, usize)> {
    let inside = text[..floor(text, ADDRESS)].strip_prefix("[[")?;
    let (inside, behind) = inside.split_at(inside.find(['[', ']'])?);
    let behind = behind.strip_prefix("]]").filter(|behind| !behind.starts_with(['(', '[']))?;
    (!inside.is_empty() && !behind.starts_with(']')).then_some((inside, inside.len() + 4))
}

/// What follows the mark that the text starts with; the name of an element ends there.
pub(super) fn behind_mark<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let behind = text.strip_prefix(mark)?;
    let is_name = mark.ends_with(|c: char| c.is_ascii_alphabetic());
    (!is_name || behind.is_empty() || behind.starts_with(['>', ' '])).then_some(behind)
}

/// The last character boundary that is not after `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_words_stay() {
        for (text, expected) in [
            ("plain", "plain"),
            ("**bold** and *em* and ***both***", "bold and em and both"),
            ("__bold__ _em_ snake_case_name 2 * 3 * 4", "bold em snake_case_name 2 * 3 * 4"),
            ("`code *kept*` ``a ` b``", "code *kept* a ` b"),
            ("[text](https://a.b \"t\") ![alt](x.png) [a *b*][ref]", "text a b"),
            ("[a](b_(c)) is, [d](e(/8/2[f]/4:0)), [g](<h i(>) [j](k \"l (m)\"), [n](o p)", "a is, d, g j, n"),
            ("[a](b(c and d) is (e)", "a is (e)"),
            ("See ![a *b*][c], [![d](e)](f) *and* ![g](h)", "See ,  and "),
            ("AT&amp;T signed.[^1] Then[^a b] [^]", "AT&T signed. Then[^a b] [^]"),
            (
                "R&D &eacute;t&#233; &#x2019; &nbsp;&none; &amp `&lt;` \\&lt;",
                "R&D été ’ \u{a0}&none; &amp &lt; &lt;",
            ),
            ("e&#x301; one <!-- two --> three <!-- four", "é one three <!-- four"),
            ("<https://a.b/c> <b> a < b <3", "https://a.b/c a < b <3"),
            ("See <a href=\"/virtue\" title='duty'>here</a> or <kbd>Ctrl</kbd>.", "See here or Ctrl."),
            ("Virtue is<br>useful,<br> <b>g</b>ood<p>too", "Virtue is useful, good too"),
            ("a <script>virtue</script> b <pre x>c</pre>d <preface>e", "a b d e"),
            ("duty\\ more %% hidden %% and 5%% of 6%%, 7 %", "duty more and 5%% of 6%%, 7 %"),
            (
                "x {{< figure src=\"duty.png\" >}} {{#include duty.md}} {% raw %} {{c1::virtue}} {",
                "x {{c1::virtue}} {",
            ),
            (
                "[[Virtue|the good]], [[Duty]]; ![[embed duty]] [[1]](#a) [[x](y)] ![[",
                "the good, Duty; [1] [x] ![[",
            ),
            ("==free will== a==b and c==d = e", "free will a==b and c==d = e"),
            ("\\*not\\* [open *star", "*not* [open *star"),
            ("~~gone~~ [1] **Tap the bu**, x", "gone [1] Tap the bu, x"),
        ] {
            assert_eq!(stripped(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_stripped(text in "([*_`~<>!=%{}/|\\[\\]()\\\\ aé]|<a |<pre>){0,60}") {
            prop_assert!(stripped(&text).len() <= text.len());
        }
    }
}

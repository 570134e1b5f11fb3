//! A page of the web, as browsers save it in HTML: its paragraphs, block quotes and items of lists. Of a page with an
//! `<article>` or `<main>` only what is in these is read, and nothing of menus, forms and programs.

mod block;
mod scan;

use rustc_hash::FxHashMap;

use super::{notebook, play_books, transcript};
use crate::source::lines::{Line, LineCount};
use crate::source::turns::{Floor, Speakers};
use crate::source::{Problem, Source};
use crate::text::CleanText;
pub(super) use block::Block;
use block::Kind;
use scan::Scan;

/// True when the text begins as a page does.
pub(in crate::source) fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag)))
}

/// The page as a source, and what was left out of it.
pub(in crate::source) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    let scan = Scan::of(&clean.text, false);
    if notebook::is_notebook(&scan.blocks) {
        return (vec![notebook::read(clean, &scan.blocks, scan.source)], Vec::new());
    }
    if scan.is_transcript {
        return (vec![transcript::read(clean, &scan.blocks, scan.source)], Vec::new());
    }
    if play_books::is_document(&scan.blocks) {
        let all = Scan::of(&clean.text, true);
        return (vec![play_books::read(clean, &all.blocks, all.source)], Vec::new());
    }
    let (scan, problem) = with_tables(&clean.text, scan);
    let (blocks, mut source) = (of_text(&scan.blocks), scan.source);
    let speakers = speakers(&blocks);
    let (mut section, mut is_quoted, mut counted) = (String::new(), false, LineCount::default());
    let (mut head, mut floor) = (None, Floor::of(&speakers));
    for block in blocks {
        let line = counted.line(&clean.text, block.range.start);
        let turn = block.turn(&speakers, head);
        head = block.head(&speakers);
        if block.kind == Kind::Heading {
            floor.end();
            section.clone_from(&block.words);
        } else if let Some(attribution) = block.attribution().filter(|_| is_quoted) {
            if let Some(quote) = source.quotes.last_mut() {
                attribution.give(quote);
            }
        } else if block.kind == Kind::Quote || !block.is_cite {
            let mut quote = block.quote(clean, line, &section, turn);
            if block.is_words() {
                floor.pass(turn, &[block.line()], quote.as_mut());
            }
            source.quotes.extend(quote);
        }
        is_quoted = block.kind == Kind::Quote;
    }
    (vec![source], problem.into_iter().collect())
}

/// The page with its tables, where most of its text stands in them: pages are laid out in tables. Else it is told of that
/// when it is [a part](TABLES) of the text. O(text).
fn with_tables<'t>(text: &'t str, scan: Scan<'t>) -> (Scan<'t>, Option<Problem>) {
    if !scan.has_tables {
        return (scan, None);
    }
    let all = Scan::of(text, true);
    let words = |scan: &Scan<'_>| {
        let blocks = of_text(&scan.blocks).into_iter().filter(|block| block.kind != Kind::Heading);
        blocks.map(|block| (block.range.start, block.words.len())).collect::<Vec<_>>()
    };
    let beside: FxHashMap<usize, usize> = words(&scan).into_iter().collect();
    let within: Vec<_> = words(&all).into_iter().filter(|(at, _)| !beside.contains_key(at)).collect();
    let size: usize = within.iter().map(|(_, len)| len).sum();
    let rest: usize = beside.values().sum();
    if size > rest {
        return (all, None);
    }
    let first = within.first().filter(|_| TABLES * size >= rest);
    let problem = first.map(|(at, _)| {
        let message = format!(
            "paragraphs in tables, left out: {}; where they are more than what stands beside them, they are read",
            within.len()
        );
        Problem::warning(LineCount::default().line(text, *at), message)
    });
    (scan, problem)
}

/// What stands in tables is told of when it is one part in so many of the text.
const TABLES: usize = 10;

/// The blocks that are of the text of the page; of an article, where there is one.
fn of_text(blocks: &[Block]) -> Vec<&Block> {
    let is_within = blocks.iter().any(|block| block.is_within && block.kind != Kind::Heading);
    let mut blocks: Vec<&Block> = blocks.iter().filter(|block| block.is_within == is_within).collect();
    let speakers = speakers(&blocks);
    let mut is_listed = false;
    blocks.retain(|block| {
        let goes_on = is_listed && block.kind == Kind::Item;
        let is_text = goes_on || block.is_text() || block.head(&speakers).is_some();
        is_listed = goes_on || is_text && block.kind == Kind::Words && block.words.ends_with(':');
        is_text
    });
    blocks
}

/// Who speaks in them.
fn speakers<'b>(blocks: &[&'b Block]) -> Speakers<'b> {
    let words = blocks.iter().filter(|block| block.is_words());
    let lines: Vec<[Line<'b>; 1]> = words.map(|block| [block.line()]).collect();
    let paragraphs: Vec<&[Line<'b>]> = lines.iter().map(|line| &line[..]).collect();
    Speakers::of(&paragraphs).of_dialogue()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Quote;
    use crate::text::clean;
    use proptest::prelude::*;

    fn source(text: &str) -> Source {
        read(&clean(text.as_bytes(), None).expect("it is text")).0.remove(0)
    }

    fn texts(text: &str) -> Vec<String> {
        source(text).quotes.into_iter().map(|quote| quote.text).collect()
    }

    #[test]
    fn an_article_is_read() {
        let text = "<!DOCTYPE html><html><head><title>On &amp; on - Site</title><script>if (a < b) { '<p>No.</p>' }</script>
<meta name=\"author\" content=\"Jane &quot;J&quot; Roe\"><meta property='article:published_time' content='2024-05-01T10:00:00Z'>
<link rel=\"canonical\" href=\"https://a.b/c\"></head><body><nav><p>Menu.</p></nav><p>Before.</p>
<article><h2>Part</h2><p>One <b>b</b>old
word<br>more.</p><blockquote><p>Two &amp; two.</p><footer>— Ann Ray</footer></blockquote>
<!-- <p>No.</p> --><ul><li>three</li><li>four<p>five</ul>Share <div>Six.</div></article><footer>Seven.</footer>";
        let source = source(text);
        assert_eq!(
            (source.title.as_str(), source.author.as_deref()),
            ("On & on - Site", Some("Jane \"J\" Roe"))
        );
        assert_eq!(source.date.map(|date| date.to_string()).as_deref(), Some("2024-05-01"));
        assert_eq!(source.url.as_deref(), Some("https://a.b/c"));
        let found: Vec<_> =
            source.quotes.iter().map(|q| (q.text.as_str(), q.speaker.as_deref(), q.origin.line)).collect();
        let expected = [
            ("One bold word more.", None, 4),
            ("Two & two.", Some("Ann Ray"), 5),
            ("three", None, 6),
            ("four", None, 6),
            ("five", None, 6),
            ("Six.", None, 6),
        ];
        assert_eq!(found, expected);
        assert!(source.quotes.iter().all(|quote| quote.properties["section"] == "Part"));
        let bytes = &source.quotes[1].origin.bytes;
        assert_eq!(&text[bytes.start as usize..bytes.end as usize], "Two &amp; two.");
    }

    #[test]
    fn other_pages_are_read_by_their_sentences() {
        for (text, expected) in [
            (
                "<html><ul><li>Home</li></ul><p>One.</p>Two.<br>Three.<br><br>Four.",
                &["One.", "Two. Three.", "Four."][..],
            ),
            ("<html><p>Ann: One.<p>Bob: Two.<p>Ann: Three.", &["One.", "Two.", "Three."]),
            ("<html><p>One. — Jane Roe</p>", &["One."]),
            ("<html><p>1 < 2.</p><style>p<q</style><table><tr><td>Cell.</table>", &["1 < 2."]),
            ("<html><svg><svg/></svg><p>One.", &["One."]),
            ("<html><script>no end", &[]),
            (
                "<html><p>Let <math><mi>x</mi></math> be <img src=a> or <button>No.</button><svg><p/></svg>one.",
                &["Let x be or one."],
            ),
            (
                "<html><p class=\"a\"id=\"b\">One <a href=/x?a=b>two</a>.<p [x]=\"y\">1 < 2 > 0.",
                &["One two.", "1 < 2 > 0."],
            ),
            (
                "<html><p>At <math alttext=\"40\\%\"><semantics><mrow><mn>40</mn><mo>%</mo></mrow><annotation>40\\%</annotation></semantics></math>, all.<p><math><mi>x</mi></math>.<p>The <math><mi>y<p>end.",
                &["At 40%, all.", "end."],
            ),
            ("<html><figure><img><figcaption>A house.</figcaption></figure>One.", &["One."]),
            (
                "<html><blockquote>One</blockquote><figure><figcaption>A house.</figcaption></figure>Two.",
                &["One", "Two."],
            ),
            (
                "<html><h1>One</h1><table><tr><td>Home<td>Two.<td><table><tr><td>Three.</table></table>",
                &["Two.", "Three."],
            ),
            ("<html><p>One.<table><tr><td><p>Two is long.<td>7</table>", &["One.", "Two is long."]),
            ("<html><p>&nbsp;<b> &nbsp;</b> One.", &["One."]),
            (
                "<html><ul><li>Home (2)</ul><p>One.<sup>[1]</sup><sup>[2]</sup><p>Two. (Roe 2018)<p>“Three” (Roe)<p>About us",
                &["One.[1][2]", "Two. (Roe 2018)", "“Three” (Roe)"],
            ),
            (
                "<html><p>It is of parts, and these are the following:<ol><li>one<li>two</ol><p>More of us:<ul><li>Home</ul>",
                &["It is of parts, and these are the following:", "one", "two"],
            ),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_left_out_of_tables_is_told() {
        for (text, expected) in [
            ("<p>One is one.\n<table><td>Two.</table>", Some((2, "paragraphs in tables, left out: 1;"))),
            ("<p>One is one.<table><td>Two is more.</table>", None),
            ("<p>One is one.<table><td>2</table>", None),
        ] {
            let (_, problems) = read(&clean(format!("<html>{text}").as_bytes(), None).expect("it is text"));
            let found = problems.first().map(|problem| (problem.line, &problem.message[..34]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn quotes_have_speakers() {
        for (text, expected) in [
            (
                "<figure><blockquote>One.</blockquote><figcaption>— Jane Roe</figcaption></figure>",
                &["One.|Jane Roe"][..],
            ),
            (
                "<figure><blockquote>One</blockquote><figcaption>Jane Roe, <cite>Two</cite></figcaption></figure>",
                &["One|Jane Roe"],
            ),
            ("<blockquote><p>One.</p><cite>Jane Roe</cite></blockquote>", &["One.|Jane Roe"]),
            ("<blockquote><p>One.</p><footer>Jane Roe</footer></blockquote>", &["One.|Jane Roe"]),
            ("<blockquote><p>One.</p><footer>Two is two.</footer></blockquote>", &["One.|", "Two is two.|"]),
            ("<blockquote><p>One.</p><cite>— Jane Roe</cite>, <i>Two</i></blockquote>", &["One.|Jane Roe"]),
            (
                "<blockquote><p>One.</p><p><cite>Two</cite> is three.</p></blockquote>",
                &["One.|", "Two is three.|"],
            ),
            (
                "<blockquote>One.</blockquote><blockquote><cite>Jane Roe</cite><p>Two.</p></blockquote>",
                &["One.|", "Jane Roe|", "Two.|"],
            ),
            (
                "<p>Home<p>JANE DOE</p><p>One.</p><p>JOHN ROE<p>Two.<p>JANE DOE<p>Three.<p>JOHN ROE<p>Four.<p>Five.",
                &["One.|JANE DOE", "Two.|JOHN ROE", "Three.|JANE DOE", "Four.|JOHN ROE", "Five.|JOHN ROE"],
            ),
            (
                "<main><p>Ann 0:01<p>One.<p>Bob 0:02<p>Two.<p>Ann 0:03<p>Three.<p>Bob 0:04<h2>A</h2><p>Four.",
                &["One.|Ann", "Two.|Bob", "Three.|Ann", "Four.|"],
            ),
            ("<p>Ann: One.<p>Bob: Two.<p>Ann: Three.", &["One.|Ann", "Two.|Bob", "Three.|Ann"]),
            (
                "<p>Ann: One.<p>Two.<p>Bob: Three.<blockquote>Four.</blockquote><p>Five.<p>Ann: Six.",
                &["One.|Ann", "Two.|Ann", "Three.|Bob", "Four.|", "Five.|Bob", "Six.|Ann"],
            ),
            (
                "<blockquote>Ann: One.</blockquote><blockquote>Ann: Two.</blockquote>",
                &["Ann: One.|", "Ann: Two.|"],
            ),
        ] {
            let show = |quote: Quote| format!("{}|{}", quote.text, quote.speaker.unwrap_or_default());
            let found: Vec<_> = source(&format!("<html>{text}")).quotes.into_iter().map(show).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_page_is_read(text in "(<p>|</p>|<br>|<li|</|<!--|-->|<script>|<footer>|<blockquote>|<main>|<cite>|<figcaption>|<table>|<img>|&nbsp;|&amp;|&|<|>|a\\.|é |\n){0,40}") {
            for quote in source(&format!("<html>{text}")).quotes {
                prop_assert!(!quote.text.is_empty() && quote.origin.bytes.start < quote.origin.bytes.end);
            }
        }
    }
}

use super::*;
use crate::text::clean;

fn source(text: &str) -> Source {
    read(&clean(text.as_bytes(), None).expect("it is text")).0.remove(0)
}

fn texts(text: &str) -> Vec<String> {
    source(text).quotes.into_iter().map(|q| q.text).collect()
}

#[test]
fn block_quotes_alone_are_quotes() {
    let text = "# On Scale\n\nIntro.\n\n## Part\n> It *just*\n> works.\n>\n> — Jane Roe\n\nA note.\n\n> Two\nlazy.\n";
    let source = source(text);
    assert_eq!(source.title, "On Scale");
    let found: Vec<_> = source.quotes.iter().map(|q| (q.text.as_str(), q.speaker.as_deref())).collect();
    assert_eq!(found, [("It just works.", Some("Jane Roe")), ("Two lazy.", None)]);
    let first = &source.quotes[0];
    assert_eq!(first.properties["section"], "Part");
    assert_eq!(first.origin.line, 6);
    assert_eq!(
        &text[first.origin.bytes.start as usize..first.origin.bytes.end as usize],
        "It *just*\n> works."
    );
}

#[test]
fn one_quotation_in_an_article_hides_nothing() {
    let words = "Words of the article. ".repeat(9);
    assert_eq!(texts(&format!("{words}\n\n> One.\n")), [words.trim(), "One."]);
}

#[test]
fn an_article_with_many_quotations_keeps_its_prose() {
    let prose = "An argument is made here, at some length. ".repeat(4);
    let quotation = "> A longer passage of another's words, which the article then speaks of.\n> — Roe";
    let article = [prose.as_str(), quotation].repeat(4).join("\n\n");
    assert_eq!(texts(&article).len(), 8);
    let comments = [quotation, "- Author: Roe", "See Mill on this."].repeat(4).join("\n\n");
    let (sources, problems) = read(&clean(comments.as_bytes(), None).expect("it is text"));
    assert_eq!(sources[0].quotes.len(), 4);
    let told: Vec<_> = problems.iter().map(|problem| (problem.line, &problem.message[..48])).collect();
    assert_eq!(told, [(6, "paragraphs beside the block quotes, left out: 4;")]);
    let callouts = "> [!todo] Next\n> Order two of the pumps before the winter.\n\n> We will not freeze again.\n> — Ann Li";
    assert_eq!(texts(callouts), ["Order two of the pumps before the winter.", "We will not freeze again."]);
    let notes = format!("- A note on walls\n{}\n> Walls are slow.", "- Hedges grow with walls\n".repeat(3));
    assert_eq!(texts(&notes).len(), 5);
    let (_, none) = read(&clean(quotation.as_bytes(), None).expect("it is text"));
    assert_eq!(none, []);
}

#[test]
fn fields_above_the_text_are_of_the_page() {
    for (text, fields, quotes) in [
        (
            "# On Gardens\n\n![cover](x.png)\n\n## Metadata\n- Author: [[Jane Roe]]\n- Full Title: On Gardens: a *life*\n- Category: #books\n- URL: https://a.b\n\n## Highlights\n- out: grown.",
            "On Gardens: a life|Jane Roe|https://a.b||category=#books",
            &["out: grown."][..],
        ),
        (
            "title:: On Gardens\nauthor:: [[Jane Roe]], [[Li]]\ntags:: #[[slow life]] #hedges\nnote::walls: none\n\n- One.",
            "On Gardens|Jane Roe||slow life,hedges|authors=Jane Roe; Li;note=walls: none",
            &["One."],
        ),
        (
            "# T\n**Author:** Jane Roe\n**Date:** 2024\n\n**Tags:** a, b\n\nOne.",
            "T|Jane Roe||a,b|",
            &["One."],
        ),
        (
            "Title: T\nAuthor: Li Wei and Jane Roe\nURL: https://a.b\nSummary: Hedges grow slowly.\n\nOne.",
            "T|Li Wei and Jane Roe|https://a.b||summary=Hedges grow slowly.",
            &["One."],
        ),
        (
            "# T\n\n- Be kind: people remember it.\n- Source: my father said it.\n\nOne.",
            "T||||",
            &["Be kind: people remember it.", "Source: my father said it.", "One."],
        ),
        (
            "Source: the river begins in the hills.\n\nOne.",
            "||||",
            &["Source: the river begins in the hills.", "One."],
        ),
        (
            "**Author:** I began to write this in 1990.\n\nOne.",
            "||||",
            &["Author: I began to write this in 1990.", "One."],
        ),
        (
            "Title: The Republic\nPlato: Justice is good.\n\nOne.",
            "||||",
            &["Title: The Republic Plato: Justice is good.", "One."],
        ),
        ("Author: Jane Roe", "||||", &["Author: Jane Roe"]),
        ("Ann: one\n\nAuthor: two\n\nThree.", "||||", &["Ann: one", "Author: two", "Three."]),
        ("Date: 2024\n\nAnn: one\n\nTwo.", "||||", &["Ann: one", "Two."]),
        ("- Date: late\n- Cost: high\n\nOne.", "||||", &["Date: late", "Cost: high", "One."]),
        ("- Title: A\n- Title: B\n\nOne.", "||||", &["Title: A", "Title: B", "One."]),
        ("https://a.b\nAuthor: Roe\n\nOne.", "||||", &["https://a.b Author: Roe", "One."]),
    ] {
        let source = source(text);
        let properties: Vec<_> =
            source.properties.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let found = [
            source.title,
            source.author.unwrap_or_default(),
            source.url.unwrap_or_default(),
            source.tags.join(","),
            properties.join(";"),
        ];
        assert_eq!(found.join("|"), fields, "{text}");
        let texts: Vec<_> = source.quotes.iter().map(|quote| quote.text.as_str()).collect();
        assert_eq!(texts, quotes, "{text}");
    }
}

#[test]
fn tags_and_notes_are_of_the_item_above() {
    for (text, expected) in [
        (
            "- One.\n    - Tags: [[ego]] [[the self]]\n    - Note: so *true*\n- Two.",
            &["One.|ego,the self|so true", "Two.||"][..],
        ),
        (
            "“One” ([R](zotero://s)) ([pdf](zotero://o)) so *true*\n\nTwo ([a](https://b)) c",
            &["“One”||so true", "Two (a) c||"],
        ),
        (
            "“One” [Page 14](zotero://o) so *true*\n\nSee [R](zotero://s) on it.",
            &["“One”||so true", "See R on it.||"],
        ),
        ("- One.\n\t  - two\n\t\t- Note: a", &["One.||", "two||a"]),
        (
            "- Synced\n\t- One.\n\n\t  Two.\n\t\t- **Tags**: #[[ego]] #self\n\t\t- **Note**: a\n\t\t- **Note**: b",
            &["Synced||", "One.||", "Two.|ego,self|a\nb"],
        ),
        ("- One.\n  hl-page:: 3\n  tags:: a, b\n  id:: 64a1", &["One.|a,b|"]),
        (
            "- One\n  two.\n  collapsed:: true\n- ## Three\n- id:: 64a1\n  std::vec is",
            &["One two.||", "Three||", "std::vec is||"],
        ),
        (
            "- TODO One\n  SCHEDULED: <2024-03-12 Tue>\n  :LOGBOOK:\n  CLOCK: [2024-03-12 Tue]\n  :END:\n- ((64a1-b))\n- {{embed ((64a1))}}\n- #+BEGIN_QUOTE\n  Two\n  #+END_QUOTE",
            &["TODO One||", "Two||"],
        ),
        ("- RLHF:: human feedback\n- ok:: fine\n- id:: 64a1", &["RLHF:: human feedback||", "ok:: fine||"]),
        ("- why:: It is one.\n- a b:: c", &["why:: It is one.||", "a b:: c||"]),
        (
            "- One.\n  Tags:: [[a b]] #c\n- Two\n  tags:: a, b c d e, f\n- Three\n  Tags:: so it is.",
            &["One.|a b,c|", "Two|a,b c d e,f|", "Three Tags:: so it is.||"],
        ),
        ("- One.\n- Tags:: #a #b\n- Two.", &["One.||", "Two.||"]),
        ("- One.\n- Note: two", &["One.||", "Note: two||"]),
        (
            "- > One.\n  tags:: a\n- > Two\n  > goes on.\n\t- Note: b\n- 3 > 2",
            &["One.|a|", "Two goes on.||b", "3 > 2||"],
        ),
        ("- One.\n  - Cost: two", &["One.||", "Cost: two||"]),
        ("- One.\n\nTwo.\n\n  - Note: three", &["One.||", "Two.||", "Note: three||"]),
        ("- ![x](y) ([View Highlight](z))\n  - **Tags**: #a\n  - Note: two\n- One.", &["One.||"]),
        (
            "- Highlights first synced by [[Readwise]] [[Mar 28th, 2023]]\n\t- One.\n\t\t- **Note**: a\n- New highlights added [[May 3rd, 2023]] at 1:26 PM\n\t- Two.",
            &["One.||a", "Two.||"],
        ),
    ] {
        let show = |quote: Quote| {
            format!("{}|{}|{}", quote.text, quote.tags.join(","), quote.note.unwrap_or_default())
        };
        let found: Vec<_> = source(text).quotes.into_iter().map(show).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn tags_alone_are_of_the_page() {
    let source = source("- One.\n- Tags:: #a [[b c]]\n- Two.\n\t- Tags:: #d\n- tags:: e");
    assert_eq!(
        (source.tags.join(","), source.quotes[1].tags.join(",")),
        ("a,b c,e".to_owned(), "d".to_owned())
    );
    let source = self::source("One.\n\nTags:: #a [[b c]]\n\nTwo.\n\ntags:: d, e");
    assert_eq!((source.tags.join(","), source.quotes.len()), ("a,b c,d,e".to_owned(), 2));
}

#[test]
fn headings_have_no_attributes() {
    let sections = |text: &str| {
        let found = source(text);
        (found.title, found.quotes[0].properties.get("section").cloned().unwrap_or_default())
    };
    for (text, title, section) in
        [("# On {#on .x}\n## Part {#part-one}\nOne.", "On", "Part"), ("# A {b}\n## {.x}\nOne.", "A {b}", "")]
    {
        assert_eq!(sections(text), (title.to_owned(), section.to_owned()), "{text}");
    }
}

#[test]
fn footnotes_are_quotes_with_a_name() {
    let text = "One.[^a b]\n\n[^1]: Two\nlines.\n\n    And more.\n\nThree.\n[^x]: Four.\n[y]: http://z\n";
    let quotes = source(text).quotes;
    let named: Vec<_> = quotes
        .iter()
        .map(|quote| (quote.text.as_str(), quote.properties.get("footnote").map(String::as_str)))
        .collect();
    let expected = [
        ("One.[^a b]", None),
        ("Two lines.", Some("1")),
        ("And more.", None),
        ("Three.", None),
        ("Four.", Some("x")),
    ];
    assert_eq!(named, expected);
    assert_eq!(texts("> One.\n\n[^1]: Two."), ["One."]);
}

#[test]
fn a_quotation_in_a_quotation_is_a_quote_of_its_own() {
    let text = "> One.\n> > Two\n> > — B\n>\n> Three.\n>>> Four\n";
    let found: Vec<_> =
        source(text).quotes.into_iter().map(|quote| (quote.text, quote.speaker, quote.origin.line)).collect();
    let quote = |text: &str, speaker: Option<&str>, line| (text.to_owned(), speaker.map(str::to_owned), line);
    let expected = [
        quote("One.", None, 1),
        quote("Two", Some("B"), 2),
        quote("Three.", None, 5),
        quote("Four", None, 6),
    ];
    assert_eq!(found, expected);
}

#[test]
fn attributions_are_told_apart_from_words() {
    for (text, expected) in [
        ("> One.\n> — Roe, *Two*, 3", ("One.", Some("Roe"), Some("Two, 3"))),
        ("> One. —Roe", ("One.", Some("Roe"), None)),
        ("> One.\n\n— Roe", ("One.", Some("Roe"), None)),
        ("> One.\n\n— then she left", ("One.", None, None)),
        ("> One.\n\nTwo.\n\n— Roe", ("One.", None, None)),
        ("> [!quote] Jane Roe\n> One.", ("One.", Some("Jane Roe"), None)),
        ("> [!quote] Roe\n> One.", ("One.", None, None)),
        ("> [!quote] Chapter One\n> One.", ("One.", None, None)),
        ("> [!quote] On Liberty\n> One.", ("One.", None, None)),
        ("“One” [Page 14](zotero://o) [pdf](zotero://p)", ("“One”", None, Some("Page 14"))),
        ("> [!quote|#ffd400]+ Jane Roe\n> One.", ("One.", Some("Jane Roe"), None)),
        ("> [!Annotation|#ff6666]\n> _One_([5](z://x))", ("One", None, Some("5"))),
        ("- One. ([Location 9](https://r.w/9))", ("One.", None, Some("Location 9"))),
        ("“One” ([Roe, p. 3](z://s)) ([pdf](z://o?page=3))", ("“One”", None, Some("Roe, p. 3"))),
        ("> One.\n> ([page 2](z://x)) ^b1", ("One.", None, Some("page 2"))),
        ("One ([View Highlight](https://r.w/1))", ("One", None, None)),
        ("“One.” — Roe ([View Highlight](https://r.w/1))", ("“One.”", Some("Roe"), None)),
        ("“One.” — Roe ([Location 9](https://r.w/9))", ("“One.”", Some("Roe"), Some("Location 9"))),
        ("One. ([View in calibre](calibre://b?open_at=epubcfi(/8/2/4/1:0)))", ("One.", None, None)),
        ("One ([2](x)).", ("One (2).", None, None)),
        ("One ([in 1990 he said](https://a.b))", ("One (in 1990 he said)", None, None)),
        ("One ([Roe and Ray, 1990, p. 3](zotero://s))", ("One", None, Some("Roe and Ray, 1990, p. 3"))),
        ("One ([2](x) and [3](y))", ("One (2 and 3)", None, None)),
        ("> [!quote] Jane Roe\n> One.\n> — Ray", ("One.", Some("Ray"), None)),
        ("- > One.\n  > — a friend", ("One.", Some("a friend"), None)),
        ("- \"One\" — Roe (1, 2)", ("\"One\"", Some("Roe"), Some("1, 2"))),
    ] {
        let quote = source(text).quotes.remove(0);
        let found = (quote.text.as_str(), quote.speaker.as_deref(), quote.locator.as_deref());
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn dialogues_have_speakers() {
    let speakers = |text: &str| -> Vec<(String, Option<String>)> {
        source(text).quotes.into_iter().map(|quote| (quote.text, quote.speaker)).collect()
    };
    let said = |text: &str, name: &str| (text.to_owned(), Some(name.to_owned()));
    for text in ["**Ann:** One.\n\n**Bob:** Two.\n\n**Ann:** Three.", "Ann: One.\nBob: Two.\nAnn: Three."] {
        assert_eq!(
            speakers(text),
            [said("One.", "Ann"), said("Two.", "Bob"), said("Three.", "Ann")],
            "{text}"
        );
    }
    let asked = "**Q: One?**\n\nA: Two.\n\n*Q: Three?*\n\nA: Four.";
    let expected = [said("One?", "Q"), said("Two.", "A"), said("Three?", "Q"), said("Four.", "A")];
    assert_eq!(speakers(asked), expected);
    let long = "**Ann:** One.\n\nTwo.\n\n*Three.*\n\n- Four.\n\n**Bob:** Five.\n\n> Six.\n\nSeven.\n\n**Ann:** Eight.\n\n**Bob:** Nine.\n\n# A\n\nTen.";
    let found: Vec<_> = speakers(long).into_iter().map(|(_, name)| name.unwrap_or_default()).collect();
    assert_eq!(found, ["Ann", "Ann", "", "Ann", "Bob", "", "Bob", "Ann", "Bob", ""]);
    let labels = "- **Goal:** One.\n- **Way:** Two.\n\nThree.\n\n- **Goal:** Four.\n- **Way:** Five.";
    assert!(speakers(labels).iter().all(|(_, speaker)| speaker.is_none()));
    let items = "- **Ann:** One.\n- **Bob:** Two.\n- **Ann:** Three.";
    assert_eq!(speakers(items), [said("One.", "Ann"), said("Two.", "Bob"), said("Three.", "Ann")]);
    let text = "**Claim:** One.\n\nRome: two.\n\nRome: three.\n\nFour.\n\nFive.\n\nSix.";
    assert!(speakers(text).iter().all(|(_, speaker)| speaker.is_none()));
    let quote = source("[1:02] Ann: One.\n\nAnn: Two.").quotes.remove(0);
    assert_eq!((quote.locator.as_deref(), quote.origin.bytes), (Some("1:02"), 12..16));
}

#[test]
fn names_in_marks_behind_hours_of_a_day_speak() {
    let source = source(
        "# Chat\n\n*10:32* **Ann:** One.\n\n*10:34* **Bob:** Two.\n\n_11:02_ **Ann:** Three.\n\n*11:03* **Bob:** Four.",
    );
    let show = |quote: &Quote| {
        (quote.speaker.clone().unwrap_or_default(), quote.locator.clone().unwrap_or_default())
    };
    let found: Vec<_> = source.quotes.iter().map(show).collect();
    let expected = [("Ann", "10:32"), ("Bob", "10:34"), ("Ann", "11:02"), ("Bob", "11:03")];
    assert_eq!(found, expected.map(|(name, time)| (name.to_owned(), time.to_owned())));
}

#[test]
fn names_beside_times_speak() {
    for turn in [
        |name: &str, time: &str, words: &str| format!("**{name}** {time}\n{words}"),
        |name: &str, time: &str, words: &str| format!("**{name}** ({time})\n\n{words}"),
        |name: &str, time: &str, words: &str| format!("**[{time}] {name}:** {words}"),
        |name: &str, time: &str, words: &str| format!("**[{time}]** **{name}:** {words}"),
        |name: &str, time: &str, words: &str| format!("**{time}** {name}: {words}"),
        |name: &str, time: &str, words: &str| format!("**{name}** *[{time}]*: {words}"),
        |name: &str, time: &str, words: &str| format!("**{name} ({time}):** {words}"),
        |name: &str, time: &str, words: &str| format!("**{name}** [{time}] {words}"),
        |name: &str, time: &str, words: &str| format!("**{name} [{time}]** {words}"),
        |name: &str, time: &str, words: &str| format!("### {name} ({time})\n{words}"),
        |name: &str, time: &str, words: &str| format!("## [{time}] {name}\n\n{words}"),
        |name: &str, time: &str, words: &str| format!("#### **{name}** {time}\n\n{words}"),
    ] {
        let turns = [
            ("Ann Lee", "00:12", "One."),
            ("Bob", "00:20", "Two.\n\nThree."),
            ("Ann Lee", "01:02", "Four."),
            ("Bob", "1:01:12", "Five."),
        ];
        let turns = turns.map(|(name, time, words)| turn(name, time, words)).join("\n\n");
        let source = source(&format!("# Talk\n\n{turns}"));
        let show = |quote: Quote| {
            format!(
                "{} {} {}",
                quote.speaker.unwrap_or_default(),
                quote.locator.unwrap_or_default(),
                quote.text
            )
        };
        let found: Vec<_> = source.quotes.into_iter().map(show).collect();
        assert_eq!(
            found,
            [
                "Ann Lee 00:12 One.",
                "Bob 00:20 Two.",
                "Bob  Three.",
                "Ann Lee 01:02 Four.",
                "Bob 1:01:12 Five."
            ],
            "{turns}"
        );
    }
    let agenda = "# Day\n\n## Lunch (12:30)\n\nOne.\n\n## Talks (13:30)\n\nTwo.";
    let sections: Vec<_> =
        source(agenda).quotes.into_iter().map(|quote| quote.properties["section"].clone()).collect();
    assert_eq!(sections, ["Lunch (12:30)", "Talks (13:30)"]);
}

#[test]
fn verses_steps_and_hours_of_a_day_speak_nothing() {
    for (turns, between) in [
        (
            &[
                "**Psalm 23:1** One.",
                "**Isaiah 40:31** Two.",
                "**Psalm 46:10** Three.",
                "**Isaiah 41:10** Four.",
            ][..],
            "\n\n",
        ),
        (
            &[
                "**Rest (0:30)** One.",
                "**Fold (0:05)** Two.",
                "**Rest (0:30)** Three.",
                "**Fold (0:05)** Four.",
            ],
            "\n1. ",
        ),
        (
            &[
                "**Pier** [8:05] One.",
                "**Market** [8:12] Two.",
                "**Pier** [9:05] Three.",
                "**Market** [9:12] Four.",
            ],
            "\n\n",
        ),
        (
            &[
                "**09:40** Wind: one.",
                "**11:05** Crew: two.",
                "**13:30** Wind: three.",
                "**15:00** Crew: four.",
            ],
            "\n\n",
        ),
        (&["**Intro** [0:00] One.", "**Interview** [3:12] Two.", "**Intro** [4:40] Three."], "\n- "),
        (
            &[
                "### Yoga (0:10)\nOne.",
                "### Lunch (0:30)\nTwo.",
                "### Yoga (0:05)\nThree.",
                "### Lunch (0:30)\nFour.",
            ],
            "\n\n",
        ),
        (
            &[
                "## Leeds (2:1)\nOne.",
                "## Derby (3:0)\nTwo.",
                "## Leeds (3:3)\nThree.",
                "## Derby (4:0)\nFour.",
            ],
            "\n\n",
        ),
        (
            &[
                "## Luke 1:37\n> One.",
                "## Acts 2:21\n> Two.",
                "## Luke 3:16\n> Three.",
                "## Acts 4:12\n> Four.\n\nFive.",
            ],
            "\n\n",
        ),
    ] {
        let text = format!("# Title\n\n{}", turns.join(between));
        let speakers: Vec<_> = source(&text).quotes.into_iter().filter_map(|quote| quote.speaker).collect();
        assert!(speakers.is_empty(), "{text}: {speakers:?}");
    }
}

#[test]
fn a_name_above_a_paragraph_speaks_it() {
    let text =
        "**Ann Roe**\n\nOne.\n\n**Bob Ray**\nTwo.\n\n**Ann Roe**\n\nThree.\n\n**Bob Ray**\n\nFour.\n\nFive.";
    let found: Vec<_> = source(text).quotes.into_iter().map(|quote| (quote.text, quote.speaker)).collect();
    let said = |text: &str, name: Option<&str>| (text.to_owned(), name.map(str::to_owned));
    let expected = [
        said("One.", Some("Ann Roe")),
        said("Two.", Some("Bob Ray")),
        said("Three.", Some("Ann Roe")),
        said("Four.", Some("Bob Ray")),
        said("Five.", Some("Bob Ray")),
    ];
    assert_eq!(found, expected);
}

#[test]
fn notes_without_a_quotation_are_of_the_source() {
    let source = source(
        "“One” ([R](zotero://s))\n\n([R](zotero://s)) ([pdf](zotero://o)) A *note*.\n\n([R](zotero://s)) B",
    );
    assert_eq!((source.quotes.len(), source.properties["notes"].as_str()), (1, "A note.\nB"));
}

#[test]
fn paragraphs_and_items_are_quotes() {
    let text = "Title\n=====\n\nOne [link](x)\ntwo.\n\n- a\n- b\n  more\n1. c\n\n```\ncode\n```\n***\n| t |\n[x]: http://y\nLast.";
    assert_eq!(texts(text), ["One link two.", "a", "b more", "c", "Last."]);
    assert_eq!(texts("```\nno end"), [""; 0]);
}

#[test]
fn what_is_not_shown_is_no_quote() {
    for (text, expected) in [
        ("<!-- contract comment -->\n", &[][..]),
        (
            "One.\n<!-- two\n\n- three\n--> Four.\n\nFive <!-- six --> seven.",
            &["One.", "Four.", "Five seven."],
        ),
        ("<!-- a --><!-- b -->\nOne.", &["One."]),
        ("> <!-- a -->\n> One.", &["One."]),
        ("```\n<!--\n```\nOne -->", &["One -->"]),
        ("%%\nhidden\n\n> virtue\n%%\nOne.\n%% two %% Three.\n%% no end", &["One.", "Three. %% no end"]),
        (
            "<a id=\"virtue\"></a>\n\n<div class=\"duty\">\n<p>Real <b>joy</b>.</p>\n</div>\n\n<Listing x=\"y\">\n",
            &["Real joy."],
        ),
        ("<script>\nvirtue\n\nduty\n</script>\nOne.\n\n<pre>\ntwo\n\nthree</pre>", &["One."]),
        (
            "- [ ] one\n- [x] two ==three==\n- [1] four ^b1\n- ![[five]]\n- x ^2\n\n^c-2",
            &["one", "two three", "[1] four", "x ^2"],
        ),
        ("> [!note] Title\n> One.\n\nTwo.", &["One.", "Two."]),
        ("One.\n* * *\nTwo.\n\n\\* \\* \\*\n\nThree.\n***\n", &["One.", "Two.", "Three."]),
        (
            "We have\n$$\na = b\n$$\nwhere a is one.\n\n$$ c = d $$\n\n$$e\n= f$$\n\nTwo $$g$$.",
            &["We have where a is one.", "Two $$g$$."],
        ),
        ("$$a$$ is one.\n\n$$ two\n", &["$$a$$ is one.", "$$ two"]),
        ("$$\na\n$$ {#eq-a}\n\nOne.\n\n$$\nb\n$$.\n\nTwo.\n\n$$ c $$ {#c}", &["One.", "Two."]),
        ("\\begin{align*}\na\n\\end{align*}.\n\nOne.\n\n$$\nb\n$$ for all.", &["One.", "for all."]),
        ("$$$ is one.\nTwo is $$ high.\n\n$$\n\nThree.\n\n$$", &["$$$ is one. Two is $$ high.", "Three."]),
        (
            "\\begin{align}\na\n\\begin{x}\n\\end{x}\n\\end{align}\nOne.\n\\begin{x} two",
            &["One. \\begin{x} two"],
        ),
        ("> [!quote]- Title\n> One, and some.\n\nTwo.", &["One, and some."]),
        ("One.\n\n<!-- no end\n\nTwo.", &["One.", "<!-- no end", "Two."]),
        (
            "![A contract](x.png)\n\nAT&amp;T signed a contract.[^1]\n\n[^1]: Note.",
            &["AT&T signed a contract.", "Note."],
        ),
    ] {
        assert_eq!(texts(text), expected, "{text}");
    }
}

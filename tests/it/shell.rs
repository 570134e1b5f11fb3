//! The shell, with statements from a file and at a terminal.

use std::path::Path;
use std::process::Command;

use crate::program::{PROJECT, fed, ideagraph, parts, program, samples};

fn shell(graph: &Path) -> Command {
    program(PROJECT, &["shell", "--graph", graph.to_str().unwrap()])
}

/// What the shell makes of statements from a file: its exit code, what it answers and what it says.
fn read(graph: &Path, args: &[&str], input: &[u8]) -> (i32, String, String) {
    parts(fed(shell(graph).args(args), input))
}

#[test]
fn statements_of_a_file_are_answered_one_after_another() {
    let graph = samples();
    for (args, input, expected) in [
        (&[][..], "", (0, "", "")),
        (
            &[],
            "RETURN 1 AS x; RETURN\n2 AS x;\n\nRETURN 3 AS x",
            (0, "{\"x\":1}\n{\"x\":2}\n{\"x\":3}\n", ""),
        ),
        (&[], "\u{feff}RETURN ';' AS x; // ;\r\n/* ; */ ;\r\n", (0, "{\"x\":\";\"}\n", "")),
        (&[], ":format csv\nRETURN 1 AS x;\n:quit\nRETURN 2 AS x;", (0, "x\n1\n", "")),
        (&[], ":param who=Ada\nRETURN $who AS x;\n:param", (0, "{\"x\":\"Ada\"}\nwho=\"Ada\"\n", "")),
        (
            &[],
            ":param who=Ada\n:unset who\n:param\nRETURN $who AS x",
            (
                2,
                "",
                "error: the parameter $who has no value; give it one with :param who=…\n  |\n4 | RETURN $who AS x\n  |        ^^^^\n",
            ),
        ),
        (
            &["--param", "who=Ada"],
            ":unset woh",
            (2, "", "error: the parameter `woh` has no value; did you mean `who`?\n"),
        ),
        (
            &["--param", "n=1", "--param", "n=2"],
            "RETURN $n AS x",
            (
                2,
                "",
                "error: the parameter `n` is given twice; several values are a list, as in --param 'n=[1, 2]'\n",
            ),
        ),
        (&[], "// $n = 7: a number\n", (0, "", "")),
        (&[], "MATCH (n:Concept {definition: 'none'}) RETURN n", (1, "", "nothing found\n")),
        (&[], "MATCH (n:Concept {definition: 'none'}) RETURN n; RETURN 1 AS x", (0, "{\"x\":1}\n", "")),
        (
            &["--max-rows", "2"],
            "UNWIND range(1, 9) AS x RETURN x",
            (0, "{\"x\":1}\n{\"x\":2}\n", "stopped after 2 rows, as --max-rows says; there may be more\n"),
        ),
        (
            &[],
            "RETURN 1 AS x;\nRETURN\n  y;\nRETURN 2 AS x;",
            (
                2,
                "{\"x\":1}\n",
                "error: `y` is not defined here; a string stands in quotes: 'y'\n  |\n3 |   y;\n  |   ^\n",
            ),
        ),
        (
            &["--keep-going"],
            "RETURN y;\nRETURN 2 AS x;",
            (
                2,
                "{\"x\":2}\n",
                "error: `y` is not defined here; a string stands in quotes: 'y'\n  |\n1 | RETURN y;\n  |        ^\n",
            ),
        ),
        (
            &[],
            "RETURN $n",
            (
                2,
                "",
                "error: the parameter $n has no value; give it one with :param n=…\n  |\n1 | RETURN $n\n  |        ^^\n",
            ),
        ),
        (
            &[],
            "// one\n:format csv\nRETURN 1 AS x;\n:param n=1\nRETURN y;",
            (
                2,
                "x\n1\n",
                "error: `y` is not defined here; a string stands in quotes: 'y'\n  |\n5 | RETURN y;\n  |        ^\n",
            ),
        ),
        (
            &[],
            "RETURN 1\nRETURN 2",
            (
                2,
                "",
                "error: nothing can follow RETURN; go on behind WITH, or end the query with `;` and ask the next one\n  |\n2 \
                 | RETURN 2\n  | ^^^^^^^^\n",
            ),
        ),
        (&[], ":hlep", (2, "", "error: there is no command `:hlep`; did you mean `:help`?\n")),
    ] {
        let (code, out, told) = read(graph.path(), args, input.as_bytes());
        assert_eq!((code, out.as_str(), told.as_str()), expected, "{input}");
    }
}

#[test]
fn saved_queries_are_asked_by_name() {
    let graph = samples();
    let (code, out, _) = read(graph.path(), &[], b":run most-spoken-of top=1");
    assert_eq!((code, out.lines().count()), (0, 1));
    assert!(out.starts_with("{\"concept\":\"AI agents\""), "{out}");
    let (code, _, told) = read(graph.path(), &[], b":run most-spoken");
    assert_eq!(code, 2);
    assert!(told.contains("did you mean `most-spoken-of`?"), "{told}");
    let (code, _, told) = read(graph.path(), &[], b":run most-spoken-of topp=1");
    assert_eq!((code, told.as_str()), (2, "error: the query has no parameter `topp`; did you mean `top`?\n"));
    let (_, _, told) = read(graph.path(), &[], b":run nope");
    assert_eq!(told, "error: there is no saved query `nope`; `:queries` lists them\n");
    // What was given to it is kept when it is asked again.
    let (code, out, told) = read(graph.path(), &["--quiet"], b":run most-spoken-of top=1\n:profile");
    let [first, again] = [0, 1].map(|n| out.lines().nth(n).unwrap_or_default());
    assert!(code == 0 && first == again && told.starts_with("step") && told.contains("ms"), "{out}{told}");
}

#[test]
fn what_was_asked_last_is_saved_by_the_name_of_the_file() {
    let graph = samples();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let input = format!(
        ":param top=2\n:explain MATCH (c:Concept) RETURN c.id AS id ORDER BY id LIMIT $top;\n:save {0}/a.csv\n:save {0}/b.cypher\n\
         MATCH (c:Concept {{id: 'rlhf'}}) RETURN c;\n:save {0}/c.svg\n:explain\n:save {0}/d.xml\n",
        folder.path().display()
    );
    let (code, out, told) = read(graph.path(), &["--quiet"], input.as_bytes());
    assert_eq!(code, 2);
    assert!(told.contains("d.xml tells no format: name the file") && told.contains("or .cypher"), "{told}");
    assert!(out.contains("rlhf") && out.contains("seek"), "{out}");
    assert_eq!(std::fs::read_to_string(at("a.csv")).unwrap(), "id\nagents\nagi\n");
    assert!(std::fs::read_to_string(at("c.svg")).unwrap().starts_with("<svg"));
    let saved = at("b.cypher");
    let again = ideagraph(&[
        "query",
        saved.to_str().unwrap(),
        "--graph",
        graph.path().to_str().unwrap(),
        "--param",
        "top=1",
        "--format",
        "tsv",
    ]);
    assert_eq!(String::from_utf8(again.stdout).unwrap(), "id\nagents\n");
}

#[test]
fn a_query_is_not_written_over_and_a_bad_one_stops_no_other() {
    let graph = samples();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("queries")).unwrap();
    std::fs::write(folder.path().join("queries/bad.cypher"), "RETURN 1").unwrap();
    let ask = |args: &[&str]| {
        let (code, _, told) =
            parts(program(&folder, args).env("IDEAGRAPH_GRAPH", graph.path()).output().unwrap());
        (code, told)
    };
    let (code, told) = ask(&["queries", "--format", "csv"]);
    assert!(code == 0 && told.contains("bad.cypher: it must begin with a comment"), "{told}");
    assert_eq!(ask(&["query", "most-spoken-of"]), (0, String::new()));
    assert_eq!(ask(&["query", "bad"]).0, 2);
    let file = folder.path().join("queries/mine.cypher");
    let save = format!("RETURN $n + $`the m` AS n;\n:save {}", file.display());
    let args = ["--param", "n=1", "--param", "the m=3", "--param", "other=2"];
    assert_eq!(read(graph.path(), &args, save.as_bytes()).0, 0);
    let saved = std::fs::read_to_string(&file).unwrap();
    let parameters = "// $n = 1: a parameter\n// $the m = 3: a parameter\n";
    assert!(saved.contains(parameters) && !saved.contains("other"), "{saved}");
    let (code, _, told) = read(graph.path(), &args, save.as_bytes());
    assert!(code == 2 && told.contains("is there already; take another name"), "{told}");
    // What cannot be asked yet is kept too, and `~/` is a place.
    let mut shell = shell(graph.path());
    let input = b"MATCH (c:Concept {id: $id}) RETURN c.lable;\n:save ~/later.cypher";
    let later = fed(shell.args(["--keep-going", "-p", "id=rlhf"]).env("HOME", folder.path()), input);
    let (code, _, told) = parts(later);
    assert!(code == 2 && told.contains("did you mean label?"), "{told}");
    let saved = std::fs::read_to_string(folder.path().join("later.cypher")).unwrap();
    assert!(saved.contains("// $id = \"rlhf\": a parameter\n") && saved.ends_with("c.lable;\n"), "{saved}");
}

#[cfg(unix)]
mod terminal {
    use std::fs::File;
    use std::io::{Read, Write};
    use std::os::fd::AsFd;
    use std::path::Path;
    use std::process::Child;

    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
    use nix::pty::{Winsize, openpty};
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    use super::{samples, shell};

    /// The prompt, without colours.
    const PROMPT: &str = "ideagraph\u{1b}[39m> ";

    /// A shell at a terminal of its own.
    struct Terminal {
        child: Child,
        keys: File,
        screen: File,
        /// What was shown and not yet looked at.
        shown: String,
    }

    impl Terminal {
        fn open(graph: &Path, state: &Path) -> Self {
            let size = Winsize { ws_row: 30, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
            let pty = openpty(&size, None).unwrap();
            let end = || pty.slave.try_clone().unwrap();
            let child = shell(graph)
                .env("XDG_STATE_HOME", state)
                .env("TERM", "xterm")
                .env("NO_COLOR", "1")
                .stdin(end())
                .stdout(end())
                .stderr(end())
                .spawn()
                .unwrap();
            let keys = File::from(pty.master.try_clone().unwrap());
            Self { child, keys, screen: File::from(pty.master), shown: String::new() }
        }

        fn press(&mut self, keys: &str) {
            self.keys.write_all(keys.as_bytes()).unwrap();
        }

        /// Waits until a text is shown, and gives what was shown before it. What is pressed before the prompt is there
        /// can be lost.
        fn wait_for(&mut self, text: &str) -> String {
            let mut bytes = [0; 4096];
            loop {
                if let Some(at) = self.shown.find(text) {
                    let rest = self.shown.split_off(at + text.len());
                    let mut before = std::mem::replace(&mut self.shown, rest);
                    before.truncate(at);
                    return before;
                }
                let mut ready = [PollFd::new(self.screen.as_fd(), PollFlags::POLLIN)];
                let count = poll(&mut ready, PollTimeout::from(60_000_u16)).unwrap();
                assert!(count > 0, "`{text}` was never shown, but {:?}", self.shown);
                let read = self.screen.read(&mut bytes);
                let read = read.unwrap_or_else(|error| panic!("`{text}`: {error}, but {:?}", self.shown));
                let read = String::from_utf8_lossy(&bytes[..read]);
                // Terminals answer where the cursor is.
                read.matches("\u{1b}[6n").for_each(|_| self.press("\u{1b}[1;1R"));
                self.shown += &read;
            }
        }
    }

    #[test]
    fn a_person_is_answered_at_the_prompt() {
        let graph = samples();
        let state = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::open(graph.path(), state.path());
        let prompt = PROMPT;
        terminal.wait_for("`:help` tells what there is");
        terminal.wait_for(prompt);
        // A whole query needs no semicolon.
        terminal.press("RETURN 1 + 1 AS two\r");
        terminal.wait_for("\r\n  2\r\n");
        terminal.wait_for(prompt);
        // One that is begun goes on, with completion of what the lines before say.
        terminal.press("MATCH (c:Conc\t {id: 'tool-u\t})\r");
        terminal.wait_for("...> ");
        terminal.press("RETURN c.lab\t;\r");
        terminal.wait_for("Tool use\r\n");
        terminal.wait_for(prompt);
        // The entry of a menu that is chosen stands there as it will be typed.
        terminal.press("RETURN to\t");
        terminal.wait_for("\u{1b}[7m");
        let chosen = terminal.wait_for("(").replace("\u{1b}[7m", "").replace("\u{1b}[0m", "");
        assert_eq!(chosen, "toBoolean");
        terminal.press("\u{3}");
        terminal.wait_for(prompt);
        // Errors show the place, and end nothing.
        terminal.press("MATCH (c:Concpt) RETURN c\r");
        let told = terminal.wait_for("^^^^^^");
        assert!(told.contains("did you mean Concept?"), "{told}");
        terminal.wait_for(prompt);
        // Ctrl-C drops what was begun, and stops what runs.
        terminal.press("MATCH (n)\r");
        terminal.wait_for("...> ");
        terminal.press("\u{3}");
        terminal.wait_for(prompt);
        terminal.press(":format jsonl\r");
        terminal.wait_for(prompt);
        terminal.press("UNWIND range(1, 99999) AS y UNWIND range(1, 99999) AS x RETURN x;\r");
        terminal.wait_for("{\"x\":1}");
        kill(Pid::from_raw(i32::try_from(terminal.child.id()).unwrap()), Signal::SIGINT).unwrap();
        terminal.wait_for("the query was stopped");
        terminal.wait_for(prompt);
        // Ctrl-D leaves.
        terminal.press("\u{4}");
        assert_eq!(terminal.child.wait().unwrap().code(), Some(0));

        // What was typed is there the next time, a statement of two lines as one.
        let mut terminal = Terminal::open(graph.path(), state.path());
        terminal.wait_for(prompt);
        let history = std::fs::read_to_string(state.path().join("ideagraph/history")).unwrap();
        assert!(history.contains("RETURN 1 + 1 AS two") && history.contains("tool-use"), "{history}");
        terminal.press("\u{1b}[A\u{1b}[A\u{1b}[A");
        terminal.wait_for("Concpt");
        terminal.press("\u{3}");
        terminal.wait_for(prompt);
        terminal.press(":quit\r");
        assert_eq!(terminal.child.wait().unwrap().code(), Some(0));
    }

    #[test]
    fn a_history_that_cannot_be_kept_is_none() {
        let graph = samples();
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut terminal = Terminal::open(graph.path(), file.path());
        terminal.wait_for(PROMPT);
        terminal.press("RETURN 3 AS three\r");
        terminal.wait_for("\r\n    3\r\n");
        terminal.wait_for(PROMPT);
        terminal.press("\u{4}");
        assert_eq!(terminal.child.wait().unwrap().code(), Some(0));
    }
}

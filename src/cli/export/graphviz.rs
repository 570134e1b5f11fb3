//! Graphviz is a program beside ours that draws DOT files.

use std::io::{self, Write};
use std::process::{Command, Output, Stdio};
use std::thread;

use thiserror::Error;

/// Why Graphviz drew nothing.
#[derive(Debug, Error)]
pub enum GraphvizError {
    /// There is no such program.
    #[error(
        "Graphviz is not installed (no program `dot` on the path); install it with \
         `apt install graphviz`, `brew install graphviz` or `winget install Graphviz.Graphviz`"
    )]
    Missing,
    /// The program could not be started or talked to.
    #[error("Graphviz could not be run: {0}")]
    Run(#[from] io::Error),
    /// The program ran and refused.
    #[error("Graphviz failed: {0}")]
    Failed(String),
}

/// Draws a DOT document with Graphviz in one of its formats, e.g. `svg`, `png` or `pdf`.
///
/// The engine is the one that the document asks for in its `layout` attribute.
///
/// # Errors
/// When Graphviz is missing, cannot be run, or refuses; then with its own words.
pub(crate) fn draw(dot: &str, format: &str) -> Result<Vec<u8>, GraphvizError> {
    let output = run(Command::new("dot").arg(format!("-T{format}")), dot)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(GraphvizError::Failed(match words.trim() {
        "" => output.status.to_string(),
        words => words.to_owned(),
    }))
}

/// Runs a program on an input.
///
/// The input is written beside the reading, so that neither program waits for the other with its pipes full. A program
/// that stops reading early has its reasons, which its status tells.
fn run(command: &mut Command, input: &str) -> Result<Output, GraphvizError> {
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => GraphvizError::Missing,
        _ => GraphvizError::Run(error),
    })?;
    let stdin = child.stdin.take();
    thread::scope(|scope| {
        let writer = scope.spawn(|| stdin.map_or(Ok(()), |mut stdin| stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output()?;
        match writer.join() {
            Ok(Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(output),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::dot::{Engine, dot};
    use crate::render::elements::Elements;
    use crate::render::elements::tests::{concept_map, evidence_map, path_map};

    #[test]
    fn a_missing_program_says_how_to_get_it() {
        let error = run(&mut Command::new("no-such-program-of-graphviz"), "").unwrap_err();
        assert!(error.to_string().contains("apt install graphviz"), "{error}");
    }

    #[test]
    fn a_picture_or_the_words_of_the_program() {
        match draw("graph { a -- b }", "svg") {
            Err(GraphvizError::Missing) => return println!("skipped: Graphviz is not installed"),
            picture => assert!(picture.unwrap().starts_with(b"<?xml")),
        }
        let cases = [("graph {", "svg", "syntax error"), ("graph {}", "nonsense", "nonsense")];
        for (dot, format, words) in cases {
            let error = draw(dot, format).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }

    #[test]
    fn maps_draw_without_a_warning() {
        let maps =
            [(&concept_map()).into(), (&evidence_map()).into(), (&path_map()).into(), Elements::default()];
        for map in maps {
            match run(Command::new("dot").arg("-Tsvg"), &dot(&map, Engine::suited(&map))) {
                Err(GraphvizError::Missing) => return println!("skipped: Graphviz is not installed"),
                output => assert_eq!(String::from_utf8_lossy(&output.unwrap().stderr), "", "{}", map.title),
            }
        }
    }

    #[test]
    fn much_in_and_much_out() {
        let nodes: String = (0..20_000).map(|n| format!("n{n} [pos=\"{n},{n}!\"];")).collect();
        match draw(&format!("graph {{ layout=nop; {nodes} }}"), "dot") {
            Err(GraphvizError::Missing) => println!("skipped: Graphviz is not installed"),
            drawn => assert!(drawn.unwrap().len() > 200_000),
        }
    }
}

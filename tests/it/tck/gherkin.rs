//! Feature files: scenarios, with the rows of their examples filled in.

use std::fs;
use std::path::{Path, PathBuf};

/// A scenario and what it says, step by step.
#[derive(Debug, Clone)]
pub(super) struct Scenario {
    /// The file, the name, and the number of the example.
    pub(super) id: String,
    pub(super) steps: Vec<Step>,
}

/// A step: its words, and the text or the table below it.
#[derive(Debug, Clone, Default)]
pub(super) struct Step {
    pub(super) words: String,
    pub(super) text: String,
    pub(super) table: Vec<Vec<String>>,
}

/// All scenarios below a folder, by file and place.
pub(super) fn scenarios(folder: &Path) -> Vec<Scenario> {
    let mut files = Vec::new();
    features(folder, &mut files);
    files.sort();
    files.iter().flat_map(|file| read(file, folder)).collect()
}

fn features(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            features(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "feature") {
            files.push(path);
        }
    }
}

/// An outline: a scenario with the tables of its examples.
#[derive(Default)]
struct Outline {
    name: String,
    steps: Vec<Step>,
    examples: Vec<Vec<Vec<String>>>,
}

fn read(file: &Path, folder: &Path) -> Vec<Scenario> {
    let text = fs::read_to_string(file).unwrap();
    let name = file.strip_prefix(folder).unwrap().with_extension("").display().to_string();
    let outlines = outlines(&text);
    outlines.iter().flat_map(|outline| outline.scenarios(&name)).collect()
}

fn outlines(text: &str) -> Vec<Outline> {
    let mut all: Vec<Outline> = Vec::new();
    let mut background: Option<Outline> = None;
    let mut lines = text.lines();
    while let Some(raw) = lines.next() {
        let line = raw.trim();
        if let Some((_, name)) = line.strip_prefix("Scenario").and_then(|rest| rest.split_once(':')) {
            let steps = background.iter().flat_map(|outline| outline.steps.clone()).collect();
            all.push(Outline { name: name.trim().to_owned(), steps, ..Outline::default() });
            continue;
        }
        if line == "Background:" {
            background = Some(Outline::default());
        }
        let Some(outline) = all.last_mut().or(background.as_mut()) else { continue };
        if line.starts_with("Examples") {
            outline.examples.push(Vec::new());
        } else if line == "\"\"\"" {
            let indent = raw.len() - raw.trim_start().len();
            let quoted: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "\"\"\"").collect();
            let text: Vec<&str> =
                quoted.iter().map(|line| line.get(indent..).unwrap_or(line.trim())).collect();
            outline.steps.last_mut().unwrap().text = text.join("\n");
        } else if line.starts_with('|') {
            let table = match outline.examples.last_mut() {
                Some(examples) => examples,
                None => &mut outline.steps.last_mut().unwrap().table,
            };
            table.push(cells(line));
        } else if ["Given ", "When ", "Then ", "And ", "But "].iter().any(|word| line.starts_with(word)) {
            let words = line.split_once(' ').unwrap().1.trim().to_owned();
            outline.steps.push(Step { words, ..Step::default() });
        }
    }
    all
}

/// The cells of a table's line; in them `\|` is no border, and `\\` a backslash.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut chars = line.trim().trim_start_matches('|').chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = chars.next_if(|&next| c == '\\' && matches!(next, '|' | '\\'));
        match (c, escaped) {
            ('|', None) => cells.push(String::new()),
            (_, Some(escaped)) => cells.last_mut().unwrap().push(escaped),
            (c, None) => cells.last_mut().unwrap().push(c),
        }
    }
    cells.pop();
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

impl Outline {
    fn scenarios(&self, file: &str) -> Vec<Scenario> {
        let rows = self.examples.iter().flat_map(|table| {
            let (head, rows) = table.split_first().unwrap();
            rows.iter().map(|row| head.iter().cloned().zip(row.iter().cloned()).collect::<Vec<_>>())
        });
        let rows: Vec<Vec<(String, String)>> = rows.collect();
        if self.examples.is_empty() {
            return vec![Scenario { id: format!("{file} {}", self.name), steps: self.steps.clone() }];
        }
        let filled = |(n, row): (usize, &Vec<(String, String)>)| Scenario {
            id: format!("{file} {} #{}", self.name, n + 1),
            steps: self.steps.iter().map(|step| step.filled(row)).collect(),
        };
        rows.iter().enumerate().map(filled).collect()
    }
}

impl Step {
    fn filled(&self, row: &[(String, String)]) -> Self {
        let fill = |text: &str| {
            row.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
        };
        Self {
            words: fill(&self.words),
            text: fill(&self.text),
            table: self.table.iter().map(|row| row.iter().map(|cell| fill(cell)).collect()).collect(),
        }
    }
}

//! `eval`: how well the linking, the abbreviations or the keyphrases agree with what people labelled.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::cli::args::format::of_output;
use crate::cli::args::{Eval, ReportFormat};
use crate::cli::output::{self, Screen};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::inputs;
use crate::cli::{Error, Outcome, diagnostics};
use crate::concept::{ConceptNames, ConceptScheme};
use crate::diagnostic::Severity;
use crate::discover::keyphrases;
use crate::eval::{ConceptScore, Gold, Keyphrases, Level, Linking, Mistake, Pairs, Score, TextPair};
use crate::link::Mention;
use crate::render::page::{Page, Quote, counted};
use crate::render::table::{self, Cell, Column, Format, Table};

pub(in crate::cli) fn run(args: &Eval, screen: Screen) -> Result<Outcome, Error> {
    let file = output::file(args.output.as_deref());
    output::check_spares(file, [&args.gold])?;
    let (gold, left_out) = read(args, screen)?;
    let evaluation = Evaluation::of(args, &gold, screen)?;
    let asked = of_output(args.format, file)?.map(ReportFormat::row_format);
    let bytes = match screen.format(asked, file.is_some()) {
        Format::Table => evaluation.page(screen, args)?,
        _ => evaluation.json(),
    };
    output::write(file, bytes.as_bytes())?;
    Ok(if left_out > 0 { Outcome::Wrong } else { Outcome::Found })
}

/// The labelled texts, and how much could not be read of them, which is told; fails when nothing is left.
fn read(args: &Eval, screen: Screen) -> Result<(Gold, usize), Error> {
    let name = inputs::label(&args.gold);
    let (gold, diagnostics) = Gold::read(&name, &inputs::text(&args.gold)?);
    diagnostics::print(&diagnostics, screen);
    let left_out = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    if gold.texts.is_empty() {
        let advice = "a line of it is {\"id\": …, \"text\": …, \"mentions\": [{\"start\": …, \"end\": …, \"concept\": …}]}";
        return Err(Error::NothingRead(format!("{name} has no labelled text; {advice}")));
    }
    if left_out > 0 {
        screen.note(format_args!("{left_out} rows or labels of {name} do not count"));
    }
    Ok((gold, left_out))
}

/// Fails when no text has labels of a kind.
fn has(what: &str, labels: impl Iterator<Item = usize>, advice: &str) -> Result<(), Error> {
    let none = || {
        Error::NothingRead(format!("no text has labelled {what}; there is nothing to compare with{advice}"))
    };
    if labels.sum::<usize>() == 0 { Err(none()) } else { Ok(()) }
}

/// What was asked for.
#[derive(Default)]
struct Evaluation {
    linking: Option<Linking>,
    abbreviations: Option<Pairs>,
    keyphrases: Option<Keyphrases>,
}

impl Evaluation {
    /// The linking is evaluated unless only something else is asked for.
    fn of(args: &Eval, gold: &Gold, screen: Screen) -> Result<Self, Error> {
        let mut out = Self::default();
        let texts = || gold.texts.iter();
        if args.abbreviations {
            has("abbreviations", texts().map(|text| text.abbreviations.len()), "")?;
            out.abbreviations = Some(Pairs::of(gold, args.top));
        }
        if args.keyphrases {
            has("keyphrases", texts().map(|text| text.keyphrases.len()), "")?;
            out.keyphrases = Some(Keyphrases::of(gold, keyphrases));
        }
        let asks_else = args.abbreviations || args.keyphrases;
        if !asks_else || !args.vocabulary.concepts.is_empty() {
            let advice = if asks_else { ": leave `--concepts` away" } else { "" };
            has("mentions", texts().map(|text| text.mentions.len()), advice)?;
            out.linking = Some(linking(args, gold, screen)?);
        }
        Ok(out)
    }

    fn json(&self) -> String {
        let mut all = match self.linking.as_ref().map(|linking| json!(linking)) {
            Some(Value::Object(linking)) => linking,
            _ => Map::new(),
        };
        if let Some(pairs) = &self.abbreviations {
            all.insert("abbreviations".into(), json!(pairs));
        }
        if let Some(keyphrases) = &self.keyphrases {
            all.insert("keyphrases".into(), json!(keyphrases));
        }
        format!("{:#}\n", Value::Object(all))
    }

    fn page(&self, screen: Screen, args: &Eval) -> Result<String, Error> {
        let file = output::file(args.output.as_deref());
        let terminal = screen.terminal(file.is_some());
        let mut bytes = Vec::new();
        let tables = [Some(self.scores()), self.linking.as_ref().map(|linking| concepts(linking, args.top))];
        for table in tables.iter().flatten().filter(|table| !table.rows.is_empty()) {
            table::write(table, Format::Table, terminal, &mut bytes)
                .map_err(|error| Error::output(file, error))?;
            bytes.push(b'\n');
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned() + &self.mistakes().to_text(terminal))
    }

    fn scores(&self) -> Table {
        let mut table = Table::new(score_columns("level"));
        let mut add = |name: &str, score: Score| table.rows.push(score_row(name, score));
        if let Some(linking) = &self.linking {
            for (name, Level { all, explicit, implied }) in
                [("mention", linking.mention), ("document", linking.document)]
            {
                add(name, all);
                if implied != Score::default() {
                    add(&format!("{name}, named"), explicit);
                    add(&format!("{name}, implied"), implied);
                }
            }
        }
        if let Some(pairs) = &self.abbreviations {
            add("abbreviation", pairs.score);
        }
        table.rows.extend(self.keyphrases.as_ref().map(keyphrase_row));
        table
    }

    fn mistakes(&self) -> Page {
        let mut page = Page::default();
        if let Some(linking) = &self.linking {
            for (heading, mistakes) in
                [("Wrongly found", &linking.false_positives), ("Missed", &linking.false_negatives)]
            {
                if !mistakes.is_empty() {
                    page.heading(heading);
                }
                for mistake in mistakes {
                    page.quote(quote(mistake));
                }
            }
            if !linking.unknown_concepts.is_empty() {
                page.text(format!("Not in the scheme: {}", linking.unknown_concepts.join(", ")));
            }
        }
        if let Some(pairs) = &self.abbreviations {
            for (heading, pairs) in
                [("Wrongly found", &pairs.false_positives), ("Missed", &pairs.false_negatives)]
            {
                if !pairs.is_empty() {
                    page.heading(heading).facts(pairs.iter().map(pair));
                }
            }
        }
        page
    }
}

/// Links each text as a source of its own.
fn linking(args: &Eval, gold: &Gold, screen: Screen) -> Result<Linking, Error> {
    let concept_files = ConceptFiles::read(&args.vocabulary)?;
    output::check_spares(args.output.as_deref(), concept_files.paths())?;
    let (scheme, mended) = concept_files.scheme(None)?;
    diagnostics::print(&mended, screen);
    let linker = args.linking.linker(&scheme)?;
    let link = |text: &str| linker.link_source(&[text]).pop().unwrap_or_default();
    let found: Vec<Vec<Mention<'_>>> = gold.texts.par_iter().map(|text| link(&text.text)).collect();
    let linking = Linking::of(gold, &scheme, &found, args.top);
    let labels = gold.texts.iter().flat_map(|text| &text.mentions);
    let concepts: BTreeSet<&str> = labels.map(|label| label.concept.as_str()).collect();
    match meant(&linking, &scheme) {
        Some(warning) => screen.warn(warning),
        None if linking.unknown_concepts.len() == concepts.len() => {
            let advice = "name the one that it was labelled with by `--concepts`";
            screen.warn(format_args!("no concept of the labels is in the vocabulary; {advice}"));
        }
        None => {}
    }
    Ok(linking)
}

/// What to tell where labels call concepts by names by which they are not known.
fn meant(linking: &Linking, scheme: &ConceptScheme) -> Option<String> {
    let unknown = linking.unknown_concepts.iter();
    let names = ConceptNames::of(if unknown.len() > 0 { scheme.concepts() } else { &[] });
    let mut meant = unknown.filter_map(|name| Some((name, &scheme[names.find(name)?].id)));
    let (name, id) = meant.next()?;
    let count = 1 + meant.count();
    Some(format!(
        "concepts that the labels call by no id, notation or URI: {count}, as {name}; did you mean `{id}`?"
    ))
}

fn score_row(name: &str, score: Score) -> Vec<Cell> {
    let measure = |value: Option<f64>| value.map_or("–".into(), |value| Cell::Float { value, decimals: 4 });
    vec![
        name.into(),
        measure(score.precision()),
        measure(score.recall()),
        measure(score.f1()),
        score.right.into(),
        score.wrong.into(),
        score.missed.into(),
    ]
}

/// The columns of scores, the first of which says what they are of.
fn score_columns(first: &'static str) -> Vec<Column> {
    let numbers = ["precision", "recall", "f1", "right", "wrong", "missed"].map(Column::number);
    std::iter::once(Column::text(first)).chain(numbers).collect()
}

/// Means over texts, which have no counts.
fn keyphrase_row(scores: &Keyphrases) -> Vec<Cell> {
    let measure = |value| Cell::Float { value, decimals: 4 };
    let means = [scores.precision, scores.recall, scores.f1].map(measure);
    let name = format!("keyphrase, mean of {}", counted(scores.texts, "text"));
    std::iter::once(name.into()).chain(means).chain([Cell::Null, Cell::Null, Cell::Null]).collect()
}

/// The concepts with the most mistakes.
fn concepts(linking: &Linking, top: usize) -> Table {
    let mut table = Table::new(score_columns("concept"));
    let name = |concept: &ConceptScore| format!("{} {}", concept.concept, concept.label);
    let worst = linking.concepts.iter().filter(|concept| concept.score.wrong + concept.score.missed > 0);
    table.rows.extend(worst.take(top).map(|concept| score_row(name(concept).trim_end(), concept.score)));
    table
}

fn quote(mistake: &Mistake) -> Quote {
    let instead = mistake.instead.as_ref().map(|instead| format!("instead: {instead}"));
    Quote {
        head: format!("{}×  {} {}  in {}", mistake.count, mistake.concept, mistake.label, mistake.text_id),
        text: mistake.text.clone(),
        marks: mistake.marks.clone(),
        foot: instead.unwrap_or_default(),
    }
}

fn pair(pair: &TextPair) -> (String, String) {
    (pair.short.clone(), format!("{}  in {}", pair.long, pair.text_id))
}

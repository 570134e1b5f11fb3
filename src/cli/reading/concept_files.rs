//! Concept files are those that the person named, or that ship, as they were read.

use std::path::{Path, PathBuf};

use super::inputs;
use crate::cli::Error;
use crate::cli::args::{Linking, Vocabulary};
use crate::concept::{ConceptScheme, Format, LANGUAGE, SchemeReader};
use crate::diagnostic::Diagnostic;
use crate::graph::store::Input;
use crate::link::{LinkError, Linker};

/// Where the concepts are that are used when none are named.
const CONCEPTS: &str = "data/concepts";
/// The concepts that the program was built with.
const BUILT_IN: (&str, &str) = ("<built-in>", include_str!("../../../data/concepts/ai.toml"));

/// The concept files, as they were read.
pub(in crate::cli) struct ConceptFiles {
    files: Vec<(String, Vec<u8>)>,
    /// The language that was asked for.
    language: Option<String>,
    /// How their labels are looked for.
    linking: Linking,
}

impl ConceptFiles {
    /// The concept files that were named; else those that ship, or the built-in one where there are none.
    pub(in crate::cli) fn read(asked: &Vocabulary) -> Result<Self, Error> {
        let files = Self::files(&asked.concepts)?;
        if files.is_empty() {
            return Ok(Self { language: asked.lang.clone(), ..Self::built_in() });
        }
        let files = files.iter().map(|file| lexicon(file)).collect::<Result<_, _>>()?;
        Ok(Self { files, language: asked.lang.clone(), linking: Linking::default() })
    }

    /// The same, to be looked for in some way.
    pub(in crate::cli) fn linked(self, linking: Linking) -> Self {
        Self { linking, ..self }
    }

    /// The files that [`ConceptFiles::read`] reads; none for the built-in one.
    pub(in crate::cli) fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
        let shipped = Path::new(CONCEPTS);
        if named.is_empty() && !shipped.is_dir() {
            return Ok(Vec::new());
        }
        let paths = if named.is_empty() { vec![shipped.to_owned()] } else { named.to_owned() };
        let (mut files, diagnostics) = inputs::find(&paths);
        files.retain(|file| paths.contains(file) || Format::of_name(&inputs::name(file)).is_some());
        if !diagnostics.is_empty() {
            return Err(Error::Concepts(diagnostics));
        }
        if files.is_empty() && !named.is_empty() {
            let names: Vec<String> = paths.iter().map(|path| inputs::name(path)).collect();
            let formats = Format::ALL.map(|format| format!("*.{format}")).join(", ");
            let message = format!("there is no concept file ({formats}) in {}", names.join(", "));
            return Err(Error::Usage(message));
        }
        Ok(files)
    }

    /// Where they were read from; nowhere the built-in one.
    pub(in crate::cli) fn paths(&self) -> Vec<PathBuf> {
        let read = self.files.iter().filter(|(name, _)| !Self::is_built_in(name));
        read.map(|(name, _)| inputs::path(name)).collect()
    }

    /// The concept_files of a graph, as it names them; relative paths begin at the folder `base`.
    ///
    /// # Errors
    /// When one cannot be read, or is not what the graph was built with.
    pub(in crate::cli) fn again(inputs: &[Input], base: &Path) -> Result<Self, Error> {
        let linking = |input: &Input| Linking { matching: input.matching, overlap: input.overlap };
        let linking = inputs.first().map(linking).unwrap_or_default();
        let files = inputs.iter().map(|input| same(input, base)).collect::<Result<_, Error>>()?;
        Ok(Self { files, language: inputs.iter().find_map(|input| input.language.clone()), linking })
    }

    /// True for the name of the lexicon that is in the program.
    pub(in crate::cli) fn is_built_in(name: &str) -> bool {
        name == BUILT_IN.0
    }

    /// Whether the concepts of a graph are those that the program was built with, whatever file they were read from.
    pub(in crate::cli) fn are_shipped(inputs: &[Input]) -> bool {
        inputs.iter().all(|input| input.is(BUILT_IN.1.as_bytes()))
    }

    /// Those that are text, with their names.
    pub(in crate::cli) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts =
            self.files.iter().filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)));
        texts.map(|(name, text)| (name.as_str(), text))
    }

    fn built_in() -> Self {
        let (name, text) = BUILT_IN;
        let files = vec![(name.to_owned(), text.as_bytes().to_vec())];
        Self { files, language: None, linking: Linking::default() }
    }

    /// The concepts of all of them together, and what was mended in vocabularies of others.
    pub(in crate::cli) fn scheme(
        &self,
        from: Option<Format>,
    ) -> Result<(ConceptScheme, Vec<Diagnostic>), Error> {
        self.scheme_of(SchemeReader::new(self.language.as_deref().unwrap_or(LANGUAGE)), from)
    }

    /// The same with all that has no effect on links.
    pub(in crate::cli) fn whole_scheme(
        &self,
        from: Option<Format>,
    ) -> Result<(ConceptScheme, Vec<Diagnostic>), Error> {
        self.scheme_of(SchemeReader::new(self.language.as_deref().unwrap_or(LANGUAGE)).keeping_all(), from)
    }

    fn scheme_of(
        &self,
        mut reader: SchemeReader,
        from: Option<Format>,
    ) -> Result<(ConceptScheme, Vec<Diagnostic>), Error> {
        for (name, bytes) in &self.files {
            reader.read(name, bytes, from);
        }
        reader.finish().map_err(Error::Concepts)
    }

    /// The linker of their concepts.
    pub(in crate::cli) fn linker(&self, scheme: &ConceptScheme) -> Result<Linker, LinkError> {
        self.linking.linker(scheme)
    }

    /// What the graph keeps of them.
    pub(in crate::cli) fn inputs(&self) -> Vec<Input> {
        let input = |(name, bytes): &(String, Vec<u8>)| Input {
            language: self.language.clone(),
            matching: self.linking.matching,
            overlap: self.linking.overlap,
            ..Input::new(name, None, bytes)
        };
        self.files.iter().map(input).collect()
    }
}

fn lexicon(file: &Path) -> Result<(String, Vec<u8>), Error> {
    let wrong = |message: String| Error::Concepts(vec![Diagnostic::error(inputs::label(file), 0, message)]);
    let bytes =
        inputs::read(file).map_err(|error| wrong(format!("cannot be read: {}", inputs::reason(&error))))?;
    let name = inputs::name(file);
    Ok((if ConceptFiles::is_built_in(&name) { format!("./{name}") } else { name }, bytes))
}

/// A lexicon that a graph was built with.
fn same(input: &Input, base: &Path) -> Result<(String, Vec<u8>), Error> {
    let wrong = |reason: String| {
        let advice = "run `ideagraph build` again where it was run before, then this";
        Error::Usage(format!("{}: {reason}; {advice}", input.path))
    };
    let bytes = match ConceptFiles::is_built_in(&input.path) {
        true => Ok(BUILT_IN.1.as_bytes().to_vec()),
        false => inputs::read(&inputs::path_from(base, &input.path)),
    };
    let bytes = bytes
        .map_err(|error| wrong(format!("the graph was built with it, and it cannot be read: {error}")))?;
    match input.is(&bytes) {
        true => Ok((input.path.clone(), bytes)),
        false => Err(wrong("these are not the concepts that the graph was built with".to_owned())),
    }
}

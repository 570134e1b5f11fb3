//! The nearest name: what may have been meant by one that is not known.

/// How alike two names are, in 0..=1, for the one to be suggested for the other.
const ALIKE: f64 = 0.5;

/// The known name that is most like one that is not known, if any is.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name: String = name.chars().take(100).collect::<String>().to_lowercase();
    let likeness = |own: &str| strsim::normalized_damerau_levenshtein(&own.to_lowercase(), &name);
    let alike = known.map(|own| (likeness(own), own)).filter(|(likeness, _)| *likeness >= ALIKE);
    alike.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, own)| own)
}

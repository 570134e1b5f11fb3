//! The nearest name is what may have been meant by one that is not known.

/// How alike two names are, in 0..=1, for the one to be suggested for the other: a letter wrong in every third or so.
pub(crate) const ALIKE: f64 = 0.65;

/// No more characters of a name are looked at, as time is quadratic in them.
const LONGEST: usize = 100;

/// How alike two names are, in 0..=1: the Damerau–Levenshtein distance, as a share of the longer one, taken from 1.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(start(a), start(b))
}

fn start(name: &str) -> &str {
    name.char_indices().nth(LONGEST).map_or(name, |(end, _)| &name[..end])
}

/// The known name that is most like one that is not known, whatever the case, if any is; of equals the first in order.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name = start(name).to_lowercase();
    let alike = known.map(|own| (likeness(&own.to_lowercase(), &name), own));
    let alike = alike.filter(|(likeness, _)| *likeness >= ALIKE);
    alike.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, own)| own)
}

/// `; did you mean …?` with the [nearest] name, or nothing when none is near.
pub(crate) fn did_you_mean<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_meant() {
        for (name, known, expected) in [
            ("rhlf", &["rl", "rlhf"][..], Some("rlhf")),
            ("LABLE", &["label", "table"], Some("label")),
            ("label", &["LABEL"], Some("LABEL")),
            ("bat", &["hat", "cat"], Some("cat")),
            ("topp", &["top"], Some("top")),
            ("rx", &["rl"], None),
            ("size", &["length", "label"], None),
            ("", &["a"], None),
            ("x", &[], None),
        ] {
            assert_eq!(nearest(name, known.iter().copied()), expected, "{name}");
        }
        let long = "x".repeat(10_000);
        assert_eq!(nearest(&long, [long.as_str(), "x"].into_iter()), Some(long.as_str()));
        assert_eq!(did_you_mean("rhlf", ["rlhf"].into_iter()), "; did you mean `rlhf`?");
    }
}

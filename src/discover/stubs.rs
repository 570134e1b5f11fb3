//! A stub is a proposal as an entry of a lexicon, ready to be pasted.

use super::proposals::Proposal;
use crate::concept::ConceptScheme;

/// The proposals as entries of a lexicon; what each was seen in, and what it looks like, are comments.
pub fn stubs(proposals: &[&Proposal], scheme: &ConceptScheme) -> String {
    proposals.iter().map(|proposal| stub(proposal, scheme)).collect::<Vec<_>>().join("\n")
}

fn stub(proposal: &Proposal, scheme: &ConceptScheme) -> String {
    let like = proposal.like.and_then(|concept| scheme.concepts().get(concept.0 as usize));
    let hint = like.map_or(String::new(), |concept| format!("; looks like `{}`", concept.id));
    let aliases = aliases(proposal);
    let alias =
        if aliases.is_empty() { String::new() } else { format!("alias = [{}]\n", aliases.join(", ")) };
    format!(
        "# {} quotes, {} sources{hint}\n[[concept]]\nid = {}\nlabel = {}\n{alias}",
        proposal.quotes,
        proposal.sources,
        string(&id(&proposal.label)),
        string(&proposal.label)
    )
}

/// The variants that the linker would not find by the label: those with other letters than case, hyphens and `s`.
fn aliases(proposal: &Proposal) -> Vec<String> {
    let letters = |text: &str| -> String {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .map(|word| word.trim_end_matches('s'))
            .collect()
    };
    let label = letters(&proposal.label);
    let others = proposal.variants.iter().filter(|variant| letters(&variant.text) != label);
    others.map(|variant| string(&variant.text)).collect()
}

/// Words in lower case joined by hyphens.
fn id(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

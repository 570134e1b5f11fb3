//! A stub is a proposal as an entry of a lexicon, ready to be pasted.

use super::aliases::{Alias, Idea};
use super::proposals::Proposal;
use crate::concept::ConceptScheme;

/// The proposals as entries of a lexicon; what each was seen in, and what it looks like, are comments.
pub fn stubs(proposals: &[&Proposal], scheme: &ConceptScheme) -> String {
    proposals.iter().map(|proposal| stub(proposal, scheme)).collect::<Vec<_>>().join("\n")
}

fn stub(proposal: &Proposal, scheme: &ConceptScheme) -> String {
    let hint = proposal.like.map_or(String::new(), |like| format!("; {}", like.told(scheme)));
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

/// Pairs of names as entries of a lexicon: the alias at the idea that has the other name. What has an entry already is
/// to be given the alias there.
pub fn alias_stubs(aliases: &[&Alias], scheme: &ConceptScheme) -> String {
    aliases.iter().map(|alias| alias_stub(alias, scheme)).collect::<Vec<_>>().join("\n")
}

fn alias_stub(Alias { name, alias, form, score, .. }: &Alias, scheme: &ConceptScheme) -> String {
    let concept = |idea: &Idea| scheme.concepts().get(idea.concept?.0 as usize);
    let evidence =
        format!("# score {score:.4}, {}; {} and {} quotes", form.name(), name.quotes, alias.quotes);
    let hint = match (concept(name), concept(alias)) {
        (Some(_), None) => "; there is such an entry: give it this alias".to_owned(),
        (Some(_), Some(other)) => format!("; there are both entries: put `{}` into this one", other.id),
        (None, _) => String::new(),
    };
    let entry = concept(name).map_or_else(
        || format!("id = {}\nlabel = {}", string(&id(&name.name)), string(&name.name)),
        |concept| format!("id = {}", string(&concept.id)),
    );
    format!("{evidence}{hint}\n[[concept]]\n{entry}\nalias = [{}]\n", string(&alias.name))
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

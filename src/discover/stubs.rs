//! A stub is a proposal as an entry of a lexicon, ready to be pasted.

use std::collections::BTreeSet;

use super::aliases::{Alias, Idea};
use super::form::Form;
use super::known::finds;
use super::proposals::Proposal;
use crate::concept::ConceptScheme;
use crate::link::LinkError;
use crate::text::Unique;

/// The proposals as entries of a lexicon; what each was seen in, and what it looks like, are comments.
///
/// # Errors
/// When a label cannot be compiled.
pub fn stubs(proposals: &[&Proposal], scheme: &ConceptScheme) -> Result<String, LinkError> {
    let mut ids = taken(scheme);
    let stubs: Result<Vec<String>, _> =
        proposals.iter().map(|proposal| stub(proposal, scheme, &mut ids)).collect();
    Ok(stubs?.join("\n"))
}

/// What is said of an entry of a concept that the scheme has.
const KNOWN: &str = "# there is such an entry: give it what is new here\n";

/// A short form of a concept that the scheme has is an alias of it, anything else a concept of its own.
fn stub(proposal: &Proposal, scheme: &ConceptScheme, ids: &mut Unique) -> Result<String, LinkError> {
    let hint = proposal.like.map_or(String::new(), |like| format!("; {}", like.told(scheme)));
    let of = proposal.like.filter(|like| like.form == Form::Abbreviation).map(|like| &scheme[like.concept]);
    let mut aliases = aliases(proposal, &scheme.language())?;
    let label = string(&proposal.label);
    let (note, entry) = match of {
        Some(concept) => {
            aliases.insert(0, label);
            (KNOWN, format!("id = {}\n", string(&concept.id)))
        }
        None => ("", format!("id = {}\nlabel = {label}\n", string(&ids.take(&id(&proposal.label))))),
    };
    let alias =
        if aliases.is_empty() { String::new() } else { format!("alias = [{}]\n", aliases.join(", ")) };
    Ok(format!(
        "# {}, {}{hint}\n{note}[[concept]]\n{entry}{alias}",
        counted(proposal.quotes, "quote"),
        counted(proposal.sources, "source"),
    ))
}

/// Pairs of names as entries of a lexicon: all names that pairs join are aliases of one of them, of a concept's where there
/// is one. What has an entry already is to be given the aliases there.
pub fn alias_stubs(aliases: &[&Alias], scheme: &ConceptScheme) -> String {
    let mut ids = taken(scheme);
    let stubs: Vec<String> =
        joined(aliases).iter().map(|pairs| alias_stub(pairs, scheme, &mut ids)).collect();
    stubs.join("\n")
}

/// The pairs, those together that have a name in common.
fn joined<'a>(aliases: &[&'a Alias]) -> Vec<Vec<&'a Alias>> {
    let mut groups: Vec<(BTreeSet<String>, Vec<&Alias>)> = Vec::new();
    for alias in aliases {
        let names = BTreeSet::from([name_key(&alias.name), name_key(&alias.alias)]);
        let meets = |(known, _): &(BTreeSet<String>, Vec<&Alias>)| !known.is_disjoint(&names);
        let place = groups.iter().position(meets).unwrap_or(groups.len());
        let (met, others): (Vec<_>, Vec<_>) = std::mem::take(&mut groups).into_iter().partition(meets);
        let mut all = (names, Vec::new());
        for (names, pairs) in met {
            all.0.extend(names);
            all.1.extend(pairs);
        }
        all.1.push(*alias);
        groups = others;
        groups.insert(place, all);
    }
    groups.into_iter().map(|(_, pairs)| pairs).collect()
}

/// Equal for names that make the same entry.
fn name_key(idea: &Idea) -> String {
    idea.concept.map_or_else(|| id(&idea.name), |concept| format!("#{}", concept.0))
}

fn alias_stub(pairs: &[&Alias], scheme: &ConceptScheme, ids: &mut Unique) -> String {
    let concept = |idea: &Idea| Some(&scheme[idea.concept?]);
    let ideas = || pairs.iter().flat_map(|pair| [&pair.name, &pair.alias]);
    let rank = |idea: &Idea| (idea.concept.is_some(), idea.quotes);
    let Some(kept) = ideas().reduce(|best, idea| if rank(idea) > rank(best) { idea } else { best }) else {
        return String::new();
    };
    let mut seen = BTreeSet::from([name_key(kept)]);
    let others: Vec<&Idea> = ideas().filter(|idea| seen.insert(name_key(idea))).collect();
    let mut out = String::new();
    for Alias { name, alias, form, score, .. } in pairs {
        out += &format!(
            "# {} = {}: score {score:.4}, {}; {} and {} quotes\n",
            name.name,
            alias.name,
            form.name(),
            name.quotes,
            alias.quotes
        );
    }
    if concept(kept).is_some() {
        out += KNOWN;
    }
    for other in others.iter().filter_map(|idea| concept(idea)) {
        out += &format!("# there is an entry `{}` too: put it into this one\n", other.id);
    }
    let entry = concept(kept).map_or_else(
        || format!("id = {}\nlabel = {}", string(&ids.take(&id(&kept.name))), string(&kept.name)),
        |concept| format!("id = {}", string(&concept.id)),
    );
    let names: Vec<String> = others.iter().map(|idea| string(&idea.name)).collect();
    format!("{out}[[concept]]\n{entry}\nalias = [{}]\n", names.join(", "))
}

/// The variants that a linker does not find by the label.
fn aliases(proposal: &Proposal, language: &str) -> Result<Vec<String>, LinkError> {
    let mut out = Vec::new();
    for name in proposal.names().into_iter().filter(|name| *name != proposal.label) {
        if !finds(&proposal.label, name, language)? {
            out.push(string(name));
        }
    }
    Ok(out)
}

/// The ids of a scheme, which are given away.
fn taken(scheme: &ConceptScheme) -> Unique {
    let mut ids = Unique::default();
    scheme.concepts().iter().for_each(|concept| _ = ids.take(&concept.id));
    ids
}

/// Words in lower case joined by hyphens.
fn id(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn counted(count: u32, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::proposals;
    use crate::source::Source;

    fn idea(name: &str, quotes: u32) -> Idea {
        Idea { name: name.to_owned(), concept: None, quotes, example: None }
    }

    #[test]
    fn short_forms_of_known_concepts_are_their_aliases() {
        let lexicon = "[[concept]]\nid = \"fb\"\nlabel = \"American foulbrood\"\n";
        let scheme = ConceptScheme::from_lexicons(&[("x.toml", lexicon)]).unwrap();
        let texts = ["American foulbrood (AFB) is bad.", "AFB kills larvae."];
        let found = proposals(&[Source::of_texts(&texts)], &scheme).unwrap();
        let found: Vec<&Proposal> = found.iter().filter(|proposal| proposal.label != "larvae").collect();
        let expected = "# 2 quotes, 1 source; abbreviation of `fb`\n\
            # there is such an entry: give it what is new here\n\
            [[concept]]\nid = \"fb\"\nalias = [\"AFB\"]\n";
        assert_eq!(stubs(&found, &scheme).unwrap(), expected);
    }

    #[test]
    fn names_that_pairs_join_are_one_entry() {
        let lexicon = "[[concept]]\nid = \"chilled-brood\"\nlabel = \"Cold\"\n";
        let scheme = ConceptScheme::from_lexicons(&[("x.toml", lexicon)]).unwrap();
        let pair = |name: (&str, u32), alias: (&str, u32)| Alias {
            name: idea(name.0, name.1),
            alias: idea(alias.0, alias.1),
            form: Form::Inflection,
            company: None,
            score: 0.9,
        };
        let pairs = [
            pair(("chilled brood", 3), ("chill brood", 1)),
            pair(("stored honey", 4), ("honey store", 2)),
            pair(("chilled brood", 3), ("Chilling brood", 1)),
            pair(("Chilling brood", 1), ("brood chill", 1)),
        ];
        let written = alias_stubs(&pairs.iter().collect::<Vec<_>>(), &scheme);
        let entries: Vec<&str> = written.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(
            entries,
            [
                "[[concept]]",
                "id = \"chilled-brood-2\"",
                "label = \"chilled brood\"",
                "alias = [\"chill brood\", \"Chilling brood\", \"brood chill\"]",
                "",
                "[[concept]]",
                "id = \"stored-honey\"",
                "label = \"stored honey\"",
                "alias = [\"honey store\"]",
            ],
            "{written}"
        );
        let both = format!("{lexicon}{written}");
        assert!(ConceptScheme::from_lexicons(&[("x.toml", &both)]).is_ok(), "{both}");
    }
}

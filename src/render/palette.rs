//! The palette: one colour for every community, and the few greys that everything else is drawn in.

use crate::analysis::Change;

/// The colour of words.
pub(super) const INK: &str = "#1d2330";
/// The colour of words that matter less.
pub(super) const FAINT: &str = "#667085";
/// The colour of the page.
pub(super) const PAPER: &str = "#ffffff";
/// The colour of a card.
pub(super) const CARD: &str = "#fafbfd";
/// The colour of a card's border and of rules.
pub(super) const RULE: &str = "#dfe3ea";
/// The colour of edges between communities and of concepts in none.
pub(super) const GREY: &str = "#98a0ae";
/// The colour of denial.
pub(super) const DENIED: &str = "#c4314b";

/// The colour of what became of a thing between two graphs, and its tint. They differ in lightness too.
pub(super) fn change(change: Change) -> [&'static str; 2] {
    match change {
        Change::Came => ["#1f8a4c", "#dff2e6"],
        Change::Went => ["#c4314b", "#fae3e7"],
        Change::Changed => ["#e0a11b", "#fcf1d8"],
        Change::Same => [GREY, "#eef0f3"],
    }
}

const COMMUNITIES: [[u8; 3]; 12] = [
    [59, 111, 182],
    [224, 130, 44],
    [64, 155, 90],
    [206, 74, 94],
    [142, 99, 184],
    [44, 155, 156],
    [184, 138, 20],
    [201, 88, 152],
    [90, 102, 190],
    [122, 140, 46],
    [154, 103, 72],
    [78, 134, 160],
];

/// The colour of a community. The first twelve differ; after them they come again, darker, then lighter.
pub(super) fn colour(community: u32) -> String {
    let [r, g, b] = COMMUNITIES[community as usize % COMMUNITIES.len()];
    let shade = |part: u8| match community as usize / COMMUNITIES.len() % 3 {
        0 => part,
        1 => part / 10 * 7,
        _ => 255 - (255 - part) / 10 * 7,
    };
    format!("#{:02x}{:02x}{:02x}", shade(r), shade(g), shade(b))
}

/// A community's colour, thinned with white to a background for words: a fifth of it is left.
pub(super) fn tint(community: u32) -> String {
    let [r, g, b] = COMMUNITIES[community as usize % COMMUNITIES.len()];
    let thin = |part: u8| 255 - (255 - part) / 6;
    format!("#{:02x}{:02x}{:02x}", thin(r), thin(g), thin(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_communities_have_colours_of_their_own() {
        let mut colours: Vec<String> = (0..36).map(colour).collect();
        colours.sort();
        colours.dedup();
        assert_eq!(colours.len(), 36);
        assert_eq!(colour(u32::MAX).len(), 7);
    }
}

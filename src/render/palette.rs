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
/// The colour of edges between communities, of concepts in none, and of people and sources.
pub(super) const GREY: &str = "#98a0ae";
/// The same, as a background for words.
pub(super) const PALE: &str = "#eef0f3";
/// The colour of denial.
pub(super) const DENIED: &str = "#c4314b";

/// The colour of what became of a thing between two graphs, and its tint. They differ in lightness too.
pub(super) fn change(change: Change) -> [&'static str; 2] {
    match change {
        Change::Came => ["#1f8a4c", "#dff2e6"],
        Change::Went => ["#c4314b", "#fae3e7"],
        Change::Changed => ["#e0a11b", "#fcf1d8"],
        Change::Same => [GREY, PALE],
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
    hex(parts(community))
}

/// A community's colour, thinned with white to a background for words: a sixth of it is left.
pub(super) fn tint(community: u32) -> String {
    hex(parts(community).map(|part| 255 - (255 - part) / 6))
}

/// A community's colour, as dark as letters on a card must be: 4.5 to 1 (WCAG 2.2, 1.4.3).
pub(super) fn letters(community: u32) -> String {
    /// The most light that letters may give, of 1.
    const LIGHT: f64 = 0.17;
    let parts = parts(community);
    // The square is a little more than the light of a part, so the letters are rather too dark.
    let light: f64 = parts
        .iter()
        .zip([0.2126, 0.7152, 0.0722])
        .map(|(&part, share)| share * square(f64::from(part) / 255.0))
        .sum();
    let darker = (LIGHT / light).sqrt().min(1.0);
    hex(parts.map(|part| (f64::from(part) * darker) as u8))
}

fn square(x: f64) -> f64 {
    x * x
}

/// The red, green and blue of a community.
fn parts(community: u32) -> [u8; 3] {
    let shade = |part: u8| match community as usize / COMMUNITIES.len() % 3 {
        0 => part,
        1 => part / 10 * 7,
        _ => 255 - (255 - part) / 10 * 7,
    };
    COMMUNITIES[community as usize % COMMUNITIES.len()].map(shade)
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_communities_have_colours_of_their_own() {
        for of in [colour, tint] {
            let mut colours: Vec<String> = (0..36).map(of).collect();
            colours.sort();
            colours.dedup();
            assert_eq!(colours.len(), 36);
            assert_eq!(of(u32::MAX).len(), 7);
        }
    }

    /// How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance).
    fn light(colour: &str) -> f64 {
        let linear = |from: usize| {
            let part = f64::from(u8::from_str_radix(&colour[from..from + 2], 16).unwrap()) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5)
    }

    #[test]
    fn coloured_letters_can_be_read() {
        for letters in (0..36).map(letters).chain([INK, FAINT, DENIED].map(str::to_owned)) {
            let contrast = (light(CARD) + 0.05) / (light(&letters) + 0.05);
            assert!(contrast >= 4.5, "{letters}: {contrast}");
        }
    }
}

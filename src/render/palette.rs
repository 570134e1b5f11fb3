//! The palette gives every community a strong colour for lines and a tint for areas that carry text.

use crate::analysis::Change;

/// Strong colour and tint by community; larger communities come first.
const COMMUNITIES: [(&str, &str); 10] = [
    ("#3b6fb6", "#e3ebf6"),
    ("#d9772b", "#fbe9db"),
    ("#3f9b58", "#e2f2e6"),
    ("#8a5fb0", "#efe6f6"),
    ("#c94f5c", "#f9e3e5"),
    ("#2e97a3", "#dff1f3"),
    ("#9a6b4b", "#f2e9e2"),
    ("#c9609f", "#f8e5f1"),
    ("#8d8f36", "#f0f1de"),
    ("#64748b", "#e9ecf1"),
];

/// Colour of text.
pub(super) const INK: &str = "#1f2430";

/// Colour of lines that belong to no community.
pub(super) const NEUTRAL: &str = "#b4b8c5";

/// Colour of what is denied.
pub(super) const NEGATED: &str = "#b3261e";

/// Strong colour and tint of what became of a thing between two graphs. They differ in lightness too.
pub(super) fn change(change: Change) -> (&'static str, &'static str) {
    match change {
        Change::Came => ("#1f8a4c", "#dff2e6"),
        Change::Went => ("#c4314b", "#fae3e7"),
        Change::Changed => ("#e0a11b", "#fcf1d8"),
        Change::Same => ("#98a0ae", "#eef0f3"),
    }
}

/// Strong colour and tint of a community, counted from 0; the palette starts again after its last colour.
pub(super) fn community(index: u64) -> (&'static str, &'static str) {
    let place = index % COMMUNITIES.len() as u64;
    COMMUNITIES[place as usize]
}

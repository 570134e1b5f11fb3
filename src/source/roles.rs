//! The role of a field is what it is for, as its name tells. `roles.txt` has the names that people and programs give to
//! fields.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::data_lines;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    // Of a row.
    Text,
    Author,
    Speaker,
    Title,
    SourceId,
    Date,
    Published,
    Url,
    Locator,
    Tags,
    SourceTags,
    Note,
    // Of parts of rows and of objects.
    LateText,
    SpeakerWithin,
    Place,
    Begin,
    End,
    Duration,
    Sender,
    Name,
    GivenName,
    FamilyName,
    Messages,
    Below,
    Block,
    // Of a page.
    PageTitle,
    PageAuthor,
    PageUrl,
    PageTags,
    PageDate,
    // Of its items and blocks.
    ItemTags,
    ItemNote,
    BlockTags,
    BlockPage,
}

/// The roles, as the file of their names calls them.
const ROLES: [(Role, &str); 34] = [
    (Role::Text, "text"),
    (Role::Author, "author"),
    (Role::Speaker, "speaker"),
    (Role::Title, "title"),
    (Role::SourceId, "source id"),
    (Role::Date, "date"),
    (Role::Published, "published"),
    (Role::Url, "url"),
    (Role::Locator, "locator"),
    (Role::Tags, "tags"),
    (Role::SourceTags, "source tags"),
    (Role::Note, "note"),
    (Role::LateText, "late text"),
    (Role::SpeakerWithin, "speaker within"),
    (Role::Place, "place"),
    (Role::Begin, "begin"),
    (Role::End, "end"),
    (Role::Duration, "duration"),
    (Role::Sender, "sender"),
    (Role::Name, "name"),
    (Role::GivenName, "given name"),
    (Role::FamilyName, "family name"),
    (Role::Messages, "messages"),
    (Role::Below, "below"),
    (Role::Block, "block"),
    (Role::PageTitle, "page title"),
    (Role::PageAuthor, "page author"),
    (Role::PageUrl, "page url"),
    (Role::PageTags, "page tags"),
    (Role::PageDate, "page date"),
    (Role::ItemTags, "item tags"),
    (Role::ItemNote, "item note"),
    (Role::BlockTags, "block tags"),
    (Role::BlockPage, "block page"),
];

/// The names that fields may have: role and name, the better of a role before the worse.
fn named() -> impl Iterator<Item = (Role, &'static str)> {
    let role = |called: &str| ROLES.iter().find(|(_, own)| *own == called).map(|(role, _)| *role);
    let lines = data_lines(include_str!("roles.txt")).filter_map(move |line| {
        let (called, names) = line.split_once(": ")?;
        Some((role(called)?, names))
    });
    lines.flat_map(|(role, names)| names.split(", ").map(move |name| (role, name)))
}

/// The roles that a name has, and how good it is for each, the best the least.
static NAMED: LazyLock<FxHashMap<&str, Vec<(Role, usize)>>> = LazyLock::new(|| {
    let mut roles: FxHashMap<&str, Vec<(Role, usize)>> = FxHashMap::default();
    for (rank, (role, name)) in named().enumerate() {
        roles.entry(name).or_default().push((role, rank));
    }
    roles
});

impl Role {
    /// How many a row may have; they come first.
    pub(super) const OF_ROW: usize = Self::Note as usize + 1;

    /// What a field of that name is for in a row.
    pub(super) fn in_row(name: &str) -> Option<Self> {
        Self::ranked_in_row(name).map(|(role, _)| role)
    }

    /// The same, and how good a name it is for that, the best the least.
    pub(super) fn ranked_in_row(name: &str) -> Option<(Self, usize)> {
        Self::find(name, |role| role <= Self::Note)
    }

    /// What a field of that name is for on a page.
    pub(super) fn in_page(name: &str) -> Option<Self> {
        Self::find(name, |role| (Self::PageTitle..=Self::PageDate).contains(&role)).map(|(role, _)| role)
    }

    /// How good a name is for the role, the best the least.
    pub(super) fn rank(self, name: &str) -> Option<usize> {
        Self::find(name, |role| role == self).map(|(_, rank)| rank)
    }

    /// Whether a field of that name is for it.
    pub(super) fn has(self, name: &str) -> bool {
        self.rank(name).is_some()
    }

    fn find(name: &str, is_it: impl Fn(Self) -> bool) -> Option<(Self, usize)> {
        NAMED.get(&*plain(name))?.iter().find(|(role, _)| is_it(*role)).copied()
    }
}

/// A name without what does not matter in it: `Page_URL`, `pageUrl` and `page url` are one.
fn plain(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return name.into();
    }
    let (mut plain, mut is_small) = (String::with_capacity(name.len() + 1), false);
    for c in name.trim().chars() {
        if is_small && c.is_uppercase() {
            plain.push(' ');
        }
        is_small = c.is_lowercase();
        match c {
            '_' | '-' => plain.push(' '),
            _ => plain.extend(c.to_lowercase()),
        }
    }
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_names_has_a_role_and_no_name_two_in_a_row_or_a_page() {
        let lines = data_lines(include_str!("roles.txt"));
        assert_eq!(named().count(), lines.map(|line| line.split(", ").count()).sum::<usize>());
        for (role, called) in ROLES {
            assert!(named().any(|(own, _)| own == role), "{called}");
        }
        for (role, name) in named() {
            assert!(role.has(name), "{name}");
            assert_eq!(plain(name), name);
            let told = [Role::in_row(name), Role::in_page(name)];
            let is_grouped = role <= Role::Note || (Role::PageTitle..=Role::PageDate).contains(&role);
            assert!(!is_grouped || told.contains(&Some(role)), "{name}");
        }
    }
}

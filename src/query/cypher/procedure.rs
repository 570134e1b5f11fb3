//! A procedure gives rows; queries call it by name.

use super::kind::{Accepted, Kind};

/// A procedure of the program.
#[derive(Debug)]
pub struct Procedure {
    /// Its name, with dots.
    pub name: &'static str,
    /// Its arguments: what each is called, and what it may be.
    pub args: &'static [(&'static str, &'static [Accepted])],
    /// Its columns and their kinds.
    pub columns: &'static [(&'static str, Kind)],
    /// What it does.
    pub run: Run,
}

/// What a procedure does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// Gives the labels.
    Labels,
    /// Gives the relationship types.
    Types,
    /// Gives the names of properties.
    Keys,
    /// Gives each node that is in a community, and the community.
    Communities,
    /// Gives the path between two nodes on which the product of a property is the largest.
    StrongestPath,
}

/// All procedures, by name.
pub static PROCEDURES: &[Procedure] = &[
    Procedure { name: "db.labels", args: &[], columns: &[("label", Kind::Text)], run: Run::Labels },
    Procedure { name: "db.propertyKeys", args: &[], columns: &[("propertyKey", Kind::Text)], run: Run::Keys },
    Procedure {
        name: "db.relationshipTypes",
        args: &[],
        columns: &[("relationshipType", Kind::Text)],
        run: Run::Types,
    },
    Procedure {
        name: "ideagraph.communities",
        args: &[],
        columns: &[("concept", Kind::NODE), ("community", Kind::Integer)],
        run: Run::Communities,
    },
    Procedure {
        name: "path.strongest",
        args: &[
            ("from", &[Accepted::Node]),
            ("to", &[Accepted::Node]),
            ("type", &[Accepted::Text]),
            ("property", &[Accepted::Text]),
        ],
        columns: &[("path", Kind::Path), ("strength", Kind::Float)],
        run: Run::StrongestPath,
    },
];

impl Procedure {
    /// The procedure with a name; case does not count.
    pub fn find(name: &str) -> Option<&'static Self> {
        PROCEDURES.iter().find(|procedure| procedure.name.eq_ignore_ascii_case(name))
    }
}

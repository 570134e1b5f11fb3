//! Maps as JSON: a node-link object, as `networkx.node_link_graph` and D3 read it.
//!
//! Its shape is described in `docs/formats.md`; [`FORMAT`] changes whenever a reader of the old shape would break.

use serde::Serialize;
use serde_json::json;

use super::elements::Elements;

/// Name and version of the shape.
pub const FORMAT: &str = "ideagraph.view/1";

#[derive(Serialize)]
struct View<'a> {
    format: &'static str,
    multigraph: bool,
    #[serde(flatten)]
    elements: &'a Elements,
}

/// The elements as an indented JSON object.
pub fn json(elements: &Elements) -> String {
    let view = View { format: FORMAT, multigraph: false, elements };
    format!("{:#}\n", json!(view))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::elements::tests::evidence_map;

    #[test]
    fn golden() {
        let json = json(&Elements::from(&evidence_map()));
        assert_eq!(
            json,
            include_str!("../../tests/golden/evidence-map.json"),
            "if this is meant, the file is now\n{json}"
        );
    }
}

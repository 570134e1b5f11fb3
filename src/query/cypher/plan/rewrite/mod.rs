//! Rewrites that make a plan cheaper and give the same rows; each is one function, and they run in the order in which
//! they are called.

mod counting;
mod facts;
mod grouping;
mod reaching;
mod reading;

use rustc_hash::FxHashSet;

use super::{Pipeline, Plan};
use crate::query::cypher::property_graph::Catalogue;
use facts::Facts;

/// Runs every rewrite over every pipeline.
pub(super) fn rewrite(plan: &mut Plan, catalogue: &dyn Catalogue) {
    let pipelines = std::iter::once(&mut plan.main).chain(&mut plan.subqueries);
    pipelines.for_each(|pipeline| {
        reading::make_what_is_needed(pipeline, FxHashSet::default());
        rewrite_pipeline(pipeline, &Facts::new(catalogue));
    });
    reaching::reach_once(plan);
}

/// Rewrites a pipeline, of whose first row some facts hold.
fn rewrite_pipeline(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    grouping::group_by_what_is_read(pipeline);
    reading::drop_sure_conditions(pipeline, facts);
    reading::compare_numbers(pipeline, facts);
    counting::count_rows_not_values(pipeline, facts);
    grouping::group_by_nodes(pipeline, facts);
    counting::count_degrees(pipeline);
    grouping::count_ways(pipeline, facts);
    reading::sort_by_numbers(pipeline, facts);
    reading::compute_at_once(pipeline);
    reading::read_after_sorting(pipeline, facts);
    reading::keep_only_the_first(pipeline);
    counting::give_on_what_counts_most(pipeline, facts);
    let mut facts = facts.clone();
    for step in &mut pipeline.steps {
        step.kind.pipelines_mut().for_each(|inner| rewrite_pipeline(inner, &facts));
        facts.learn(&step.kind);
    }
}

//! A query asks the graph for quotes or concepts by name and by filter.

//! The knowledge graph: quotes, sources, people and concepts, and the edges between them.

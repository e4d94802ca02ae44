"""The desk of texts: what happened next on a path, and what was decided and said there."""

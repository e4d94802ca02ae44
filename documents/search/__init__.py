"""Search: one normaliser and one question; SQLite FTS5 and PostgreSQL full text behind one function."""

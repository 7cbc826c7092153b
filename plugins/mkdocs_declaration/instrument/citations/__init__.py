"""How an instrument and its clauses are cited, and how citations are read."""

"""Cross-references: where the words of an instrument refer to its own units, and to which."""

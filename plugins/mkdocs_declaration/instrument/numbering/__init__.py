"""Numbers as printed: numerals, letters, series, and the names of units that stand beside them."""

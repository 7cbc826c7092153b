"""Clauses as HTML: the templates, and what renders them."""

"""The kinds of pages and small files that a site of an instrument has."""

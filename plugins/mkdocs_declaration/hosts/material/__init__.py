"""Themes: Material for MkDocs, its successor, and the theme of MkDocs."""

"""Adapters to MkDocs, its themes and other plugins, one module each."""

"""YAML as a tree of strings with positions."""

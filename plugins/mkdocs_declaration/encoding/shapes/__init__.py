"""Shapes: the keys and types of values that a mapping in an author's file may have."""

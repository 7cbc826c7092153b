"""Identification: from the units of an encoding to a tree in which each has its id, label and page."""

"""The kinds of files that an author writes."""

"""The documents of other people: read, and held against a site."""

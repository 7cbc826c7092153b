"""The documents of other people: read, and checked against a site."""

"""Data that the pages of a site fetch: cards, search, keys, pictures."""

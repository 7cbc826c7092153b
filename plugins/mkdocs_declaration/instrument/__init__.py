"""The law as an immutable value: its words, numbers, identity and places, and how it is cited."""

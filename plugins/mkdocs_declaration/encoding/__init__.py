"""The author's files: YAML with its places, shapes, and what is made and checked of them."""

"""A site of MkDocs: its options, files, menu, Markdown, references and search."""

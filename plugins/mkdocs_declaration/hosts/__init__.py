"""Who else is spoken to: MkDocs and its other plugins, one adapter each."""

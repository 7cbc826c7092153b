"""Links in a document, checked against a published site."""

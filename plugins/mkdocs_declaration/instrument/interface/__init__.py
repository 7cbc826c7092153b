"""The words of the interface and of labels, by language."""

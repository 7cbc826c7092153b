"""Pages and the parts of pages as values."""

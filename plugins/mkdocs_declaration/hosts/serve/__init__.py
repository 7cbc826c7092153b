"""What `mkdocs serve` alone needs."""

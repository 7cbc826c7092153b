"""What was published and may not be lost: the lock, what it promises, and freezing."""

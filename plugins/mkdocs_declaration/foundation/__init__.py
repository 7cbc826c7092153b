"""The foundation of all rooms, which knows nothing of law: bounds, files, characters, UTF-8."""

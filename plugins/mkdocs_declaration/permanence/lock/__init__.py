"""The lock of published ids: its value, its file, and the merging of two versions."""

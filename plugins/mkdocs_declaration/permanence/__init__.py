"""Permanence: the lock of published ids, the promises that are checked, and freezing."""

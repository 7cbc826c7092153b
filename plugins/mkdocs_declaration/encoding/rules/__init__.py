"""The rules of an encoding."""

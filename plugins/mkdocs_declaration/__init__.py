"""Publish a legal instrument as a static site in which every clause can be read, searched, cited and linked."""

from __future__ import annotations

__version__ = "0.1.0"

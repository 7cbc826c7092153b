"""Bounds of what an author's file may be, each stated once, so that any file is read in seconds or refused.

A code of law of 25,000 clauses takes 7 MB and 130,000 values. Within these bounds time and memory grow with the file:
on a slow machine to ten seconds, somewhat longer where all of its clauses are wrong, and to less than 512 MB.
"""

from __future__ import annotations

MAX_BYTES = 32 * 2**20
"""The largest file of a text or of a site that is read."""
MAX_DOCUMENT_BYTES = 20_000_000
"""The largest document whose links are checked, which may be anybody's."""
MAX_LINES = 500_000
"""The most lines that are read from a file."""
MAX_TEXT = 200_000
"""The longest single text that is read, in characters."""
MAX_VALUES = 300_000
"""The most keys, texts, lists and mappings that are read from a file."""
MAX_LOCK_VALUES = 1_000_000
"""The most keys, values and lines of a lock; those of a code of law, each with several changes, are fewer."""
MAX_DEPTH = 40
"""The deepest nesting of mappings and lists that is read."""
MAX_FORMS = 500_000
"""The most characters that the forms of a glossary have together; those of 10,000 terms have fewer."""
MAX_INFLECTIONS = 50
"""The most forms that one entry of `forms` stands for."""
MAX_PROBLEMS = 50_000
"""The most problems of a file's form that are reported before its reading stops."""
MAX_IN_FULL = 100
"""The most problems that are reported with the line that they are about; others take a line each."""

"""A hook of this site's build, which makes it the same on every day.

Unless told a time, MkDocs dates pages and stamps `sitemap.xml.gz` with the day of the build.

The day of a build says nothing about the text, and would give other bytes for the same content tomorrow.
"""

from __future__ import annotations

import os
from typing import Any


def on_config(config: Any) -> None:  # noqa: ARG001 - the hook's signature
    """State the epoch, unless the environment states a time (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")

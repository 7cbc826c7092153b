"""The queries about the declaration name places that are there, on pages written by hand as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from test_searches import check_places

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_expected_is_there(site: Path) -> None:
    of_pages = json.loads((site / "assets" / "search-pages.json").read_bytes())
    check_places("declaration", pages=[entry["path"] for entry in of_pages["entries"]])

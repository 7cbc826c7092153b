"""The queries about the declaration name places that are there, on pages written by hand as well."""

from __future__ import annotations

from searches import written_by_hand
from test_searches import check_places


def test_what_is_expected_is_there() -> None:
    check_places("declaration", pages=[part["path"] for part in written_by_hand()])

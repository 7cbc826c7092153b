"""The locks: each holds what pyproject.toml asks for, exact and with hashes, and names no host."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS: dict[str, tuple[tuple[str, ...] | None, tuple[str, ...]]] = {
    "pip.txt": (None, ("pip",)),
    "site.txt": (("site", "pdf"), ("build", "bundle")),
    "dev.txt": (("site", "pdf", "links"), ("build", "bundle", "test", "lint")),
    "links.txt": (("links",), ("build",)),
    "successors.txt": ((), ("successors",)),
    "readers.txt": ((), ("readers",)),
}
"""The extras and the groups of pyproject.toml that each lock holds, beside what the package always needs.

One without extras holds its groups alone.
"""
INSTALLED = {canonicalize_name(one.metadata["Name"]) for one in distributions()}
"""What this environment has: some packages of a lock are for other systems."""
VERSION = re.compile(
    r"^(?P<name>[\w.-]+)(?:\[(?P<extras>[\w.,-]+)\])?==(?P<version>[^\s;]+)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE
)


def lock(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def locked(name: str) -> dict[str, set[str]]:
    """The versions in a lock, a package may have several for different versions of Python."""
    versions: dict[str, set[str]] = {}
    for match in VERSION.finditer(lock(name)):
        versions.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return versions


def asked_for(extras: tuple[str, ...] | None, groups: tuple[str, ...]) -> list[Requirement]:
    file = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = file["project"]
    lists = []
    if extras is not None:
        lists += [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    lists += [file["dependency-groups"][group] for group in groups]
    return [Requirement(text) for texts in lists for text in texts]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_is_asked_for(name: str) -> None:
    versions = locked(name)
    missing = [
        str(requirement)
        for requirement in asked_for(*LOCKS[name])
        if not any(map(requirement.specifier.contains, versions.get(canonicalize_name(requirement.name), ())))
    ]
    assert missing == [], f"run `make lock`: {name} lacks these"


@pytest.mark.parametrize("name", LOCKS)
def test_every_version_in_a_lock_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", lock(name))
    heads = [entry for entry in entries if not entry.startswith("#")]
    assert len(heads) >= len({requirement.name for requirement in asked_for(*LOCKS[name])}) > 0
    assert [entry for entry in heads if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)] == []
    assert [entry for entry in heads if not VERSION.match(entry)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    assert "://" not in lock(name)


def test_a_lock_names_the_extras_that_packages_ask_for_of_one_another() -> None:
    # pip takes the newest `coverage[toml]`, which has no hash here, where the lock has `coverage` alone.
    extras = {
        canonicalize_name(match["name"]): {*(match["extras"] or "").split(",")}
        for match in VERSION.finditer(lock("dev.txt"))
    }
    of_others = [
        Requirement(text) for package in INSTALLED & {*extras} for text in distribution(package).requires or ()
    ]
    asked = [
        (requirement.name, extra)
        for requirement in (*asked_for(*LOCKS["dev.txt"]), *of_others)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        for extra in requirement.extras
    ]
    assert len(asked) > 1
    assert [(name, extra) for name, extra in asked if extra not in extras[canonicalize_name(name)]] == []


def test_a_package_has_the_same_version_in_every_lock() -> None:
    everything = locked("dev.txt")
    for name in ("site.txt", "links.txt"):
        assert {package: everything.get(package) for package in locked(name)} == locked(name)

"""Frozen values that are made quickly: they are as those that `dataclasses` makes, but for the time that it takes."""

from __future__ import annotations

import copy
import dataclasses
import inspect
from dataclasses import dataclass, field
from typing import Any

import pytest

from mkdocs_declaration.encoding.files.units import UnitData
from mkdocs_declaration.encoding.identification.tree import Node
from mkdocs_declaration.foundation.construction import made_quickly
from mkdocs_declaration.instrument.identity.scopes import Scope
from mkdocs_declaration.instrument.model import Clause
from mkdocs_declaration.instrument.places import Holder
from mkdocs_declaration.instrument.text.text import Span, Text


@dataclass(frozen=True, slots=True)
class Stated:
    first: int
    second: str = "two"
    listed: list[int] = field(default_factory=list)
    hidden: int = field(default=4, compare=False, repr=False)


@made_quickly
@dataclass(frozen=True, slots=True)
class Quick:
    first: int
    second: str = "two"
    listed: list[int] = field(default_factory=list)
    hidden: int = field(default=4, compare=False, repr=False)


@made_quickly
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Further(Quick):
    third: int = 3


def test_a_value_is_as_another_frozen_one() -> None:
    for arguments, named in (((1,), {}), ((1, "b"), {"hidden": 9}), ((1,), {"listed": [2]})):
        stated, quick = Stated(*arguments, **named), Quick(*arguments, **named)
        assert type(quick) is Quick
        assert repr(quick) == repr(stated).replace("Stated", "Quick")
        assert dataclasses.astuple(quick) == dataclasses.astuple(stated)
        assert quick == Quick(*arguments, **named)
        assert copy.copy(quick) == copy.deepcopy(quick) == quick
    assert Quick(1).listed is not Quick(1).listed
    assert Quick(1, hidden=2) == Quick(1)
    assert dataclasses.replace(Quick(1), second="b") == Quick(1, "b")
    assert hash(Span(1, 2, "a")) == hash(Span(1, 2, "a"))


@pytest.mark.parametrize("value", [Quick(1), Further(first=1), Text("a"), Holder("a", "b"), Scope()])
def test_it_stays_as_it_was_made(value: object) -> None:
    name = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(value, name)
    assert not hasattr(value, "__dict__")


def test_a_derived_class_has_the_fields_of_both() -> None:
    value = Further(first=1, third=5)
    assert (value.first, value.second, value.third, type(value)) == (1, "two", 5, Further)
    assert type(dataclasses.replace(value, first=2)) is Further


@pytest.mark.parametrize("arguments", [(), (1, 2, 3, 4, 5)])
def test_wrong_arguments_are_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match=r"__init__\(\)"):
        Quick(*arguments)


@pytest.mark.parametrize("made", [Node, UnitData, Clause, Scope, Text, Holder])
def test_a_constructor_takes_the_fields_in_their_order(made: type) -> None:
    taken = list(inspect.signature(made).parameters)
    named = [each.name for each in dataclasses.fields(made)]
    by_key = [each.name for each in dataclasses.fields(made) if each.kw_only]
    assert taken == [name for name in named if name not in by_key] + by_key

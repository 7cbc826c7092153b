"""What an identity is, and the context in a text from which those of the units within a unit are derived."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.identity.labels import Label

_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Scope:
    """The context from which the ids, labels and eIds of units within a unit are derived."""

    id: str = ""
    """The id that is put before theirs; empty where numbers run through the whole text."""
    designation: str = ""
    """The number, in ASCII, that theirs may repeat: `1` before `1.3`."""
    number: str = ""
    """The number as cited that theirs is attached to: `5(1)`."""
    last: str = ""
    """The number as cited, without that of what it is in, which theirs may repeat as well: `1` before `1.1`."""
    label: Label | None = None
    """The label that theirs is attached to: `article 5`."""
    context: Label | None = None
    """The label that theirs follows where numbers do not run through the whole text: `annex A`."""
    kind: str = ""
    """The kind of the division."""
    is_group: bool = False
    """Whether it is a group: the numbers of what it holds may run on from another one."""
    depth: int = 0
    """The number of groups around it, in the body or in the annex."""
    group: str = ""
    """The id of the enclosing grouping division."""
    group_label: Label | None = None
    """Its label."""
    eid: str = ""
    """The eId that is put before theirs."""
    is_block: bool = False
    """Whether it is of blocks, as a recital, in which a list is an element of its own and has items, not points."""
    starts: Mapping[str, int] = field(default_factory=dict)
    """Kinds whose numbers start anew in groups, and the depth up to which they do."""
    anew: Mapping[str, tuple[str, Label]] = field(default_factory=dict)
    """Kinds whose numbers start anew in a group, and the id and label of the group."""

    def counting(self, kind: str) -> Scope:
        """The scope for units of a kind, whose numbers may start anew in a group."""
        if kind not in self.anew:
            return self
        id_, label = self.anew[kind]
        return replace(self, id=id_, label=label, context=label)

    def within(
        self, id_: str, *, designation: str, number: str, label: Label | None, eid: str, last: str = ""
    ) -> Scope:
        """The scope of a unit that is no group."""
        return Scope(
            id=id_,
            designation=designation,
            number=number,
            last=last,
            label=label,
            context=self.context,
            kind=self.kind,
            depth=self.depth,
            group=self.group,
            group_label=self.group_label,
            eid=eid,
            is_block=self.is_block,
            starts=_NONE,
            anew=_NONE,
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """The id, number, label and eId of a unit, and the scope of the units within it."""

    id: str
    number: str | None
    name: Label
    eid: str
    inner: Scope

    @property
    def label(self) -> str:
        """The label."""
        return str(self.name)
